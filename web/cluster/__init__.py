"""Tambons made on other machines: what goes there, and what comes back."""
