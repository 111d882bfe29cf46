"""Registers of designations: rows resolved to villages, and who may be chosen next."""
