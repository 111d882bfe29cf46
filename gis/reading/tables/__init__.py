"""Workbooks and text tables: their cells, and the places and shapes that stand in them."""
