"""The tables in a project's ``rules/``: rules and dates of a year, lists of surveys' items."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["RULES_FOLDER", "rule_files"]

RULES_FOLDER = "rules"
_TABLES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")


def rule_files(folder: Path) -> list[Path]:
    """The tables in a project's ``rules/``, by name."""
    place = folder / RULES_FOLDER
    return [
        path
        for path in (sorted(place.iterdir()) if place.is_dir() else ())
        if path.suffix.lower() in _TABLES and not path.name.startswith((".", "~$"))
    ]
