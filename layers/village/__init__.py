"""Villages: which one a record speaks of, where it lies, what is official around it."""
