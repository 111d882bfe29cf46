"""GeoJSON and TopoJSON, well-formed or not."""
