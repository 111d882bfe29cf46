"""Clips: the same maps and sentences as pages and posts have, one after the other."""
