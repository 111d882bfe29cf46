"""One command, one file. Heavy imports stay inside the functions, so that help starts fast."""
