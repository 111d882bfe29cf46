"""Worksheets that muban's own templates bring along and that hold no data."""

from __future__ import annotations

__all__ = ["HELP_SHEETS"]

HELP_SHEETS = frozenset({"คำอธิบาย"})
"""Names of worksheets with instructions and the lists behind dropdowns: never read."""
