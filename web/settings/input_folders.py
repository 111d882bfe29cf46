"""The folders of a project that hold what is read."""

__all__ = ["INPUT_FOLDERS"]

INPUT_FOLDERS = ("reference", "drawings", "indicators", "register")
"""The folders that are read, references first: they say where the province is."""
