"""KML and GPX, and what any XML from outside needs."""
