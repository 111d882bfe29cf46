"""Which table and which shape is what, told from what is in it."""
