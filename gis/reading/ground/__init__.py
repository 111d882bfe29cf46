"""Backgrounds: extracts of OpenStreetMap and vector tiles, read where the project is alone."""
