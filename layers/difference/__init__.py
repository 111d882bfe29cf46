"""What differs between two drawings of the same tambon."""
