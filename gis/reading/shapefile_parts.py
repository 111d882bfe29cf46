"""Which files together are one shapefile."""

__all__ = ["SHAPEFILE_PARTS"]

SHAPEFILE_PARTS = ("shp", "dbf", "shx", "prj", "cpg", "sbn", "sbx", "qpj", "qix", "xml", "qmd")
"""Suffixes of its files."""
