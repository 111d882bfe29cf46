"""The last wall: finished files searched for anything personal."""
