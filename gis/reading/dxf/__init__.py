"""Drawings of AutoCAD."""
