"""The page for drawing, the preview on this machine, and saving from one to the other."""
