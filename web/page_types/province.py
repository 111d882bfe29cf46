"""What the script of the province's page receives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict

from muban.web.page_types.shared import BasemapTiles, Cell, GridRow, Lang, Level

__all__ = ["DesignationRow", "ProvincePage", "TambonName", "UnitName", "YearColor"]


class DesignationRow(TypedDict):
    """A row of the register."""

    row: int
    kind: Literal["village", "tambon"]
    status: Literal["exact", "corrected", "needs_person", "duplicate"]
    code: str
    tambonCode: str
    amphoeCode: str
    year: int
    level: Level
    name: str
    moo: int
    """0 where unknown."""
    tambon: str
    amphoe: str
    place: Literal["drawn", "point", "tambon", "none"]
    at: Cell | None
    counts: bool
    """Whether it is a designation of its own: a row that repeats another is not."""


class UnitName(TypedDict):
    """An amphoe by its names."""

    code: str
    th: str
    en: str


class TambonName(UnitName):
    """A tambon by its names, and where its page is; "" where it has none."""

    amphoe: str
    page: str


class YearColor(TypedDict):
    """A year of the register and its colour."""

    year: int
    color: str


class ProvincePage(TypedDict):
    """All that the script of the province's page has."""

    kind: Literal["province"]
    lang: Lang
    thaiDigits: bool
    grid: GridRow
    years: Sequence[YearColor]
    otherYear: str
    tints: Sequence[str]
    rows: Sequence[DesignationRow]
    tambons: Sequence[TambonName]
    amphoes: Sequence[UnitName]
    villages: Mapping[str, tuple[str, str, int]]
    """Names in Thai and English, and the moo, by code."""
    villagePages: Sequence[str]
    """Codes of villages with a page of their own."""
    basemap: BasemapTiles | None
    offline: bool
