"""Posts ready to be put on Facebook: pictures, texts and a plan, all from the data."""
