"""Files out: clean, harmless, the same bytes every time."""
