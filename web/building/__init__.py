"""A site from an atlas: every file of it, counted and listed."""
