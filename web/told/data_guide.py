"""Where outlines, lists of villages, roads and waters are to be had: a page that comes along."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muban.gis.problem_catalogue import Lang
    from muban.gis.problems import Problem

__all__ = ["GUIDE", "guide_line", "is_asked_for"]

GUIDE = Path(__file__).with_name("data_guide.html")
"""Made from ``docs/data.md`` by ``make docs``; it opens from the disk and asks nobody."""
_NAMED = "docs/data.md"


def guide_line(lang: Lang) -> str:
    """One line that says where the page lies.

    Examples
    --------
    >>> guide_line("en").startswith("Where to get outlines and lists of villages (docs/data.md): ")
    True
    """
    return (
        f"แนวเขตตำบลและทำเนียบหมู่บ้าน หาได้จากที่ใด (docs/data.md): {GUIDE}"
        if lang == "th"
        else f"Where to get outlines and lists of villages (docs/data.md): {GUIDE}"
    )


def is_asked_for(problems: Iterable[Problem]) -> bool:
    """Whether the remedy of any problem leads to it.

    Examples
    --------
    >>> is_asked_for([])
    False
    """
    return any(_NAMED in found.fix("en") for found in problems)
