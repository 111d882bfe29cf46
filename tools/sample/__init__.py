"""Makes the drawn files of the sample project from tables of our own."""
