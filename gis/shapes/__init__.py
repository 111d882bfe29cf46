"""Shapes made true: one by one, side by side, measured, one inside the other."""
