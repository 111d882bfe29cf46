"""The list of villages, tambons and amphoes: read from any table, and looked up by name."""
