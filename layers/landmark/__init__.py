"""Important places: what kind a pin is of, and whose village it is in."""
