"""Shapefile, GeoPackage and FlatGeobuf, through GDAL."""
