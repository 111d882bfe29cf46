"""The desk: one page in the browser, on this machine alone, for the whole of an officer's work."""
