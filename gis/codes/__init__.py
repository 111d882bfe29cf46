"""Codes of provinces, amphoes, tambons and villages, and the gazetteer that names them."""
