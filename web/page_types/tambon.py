"""What the script of a tambon's page receives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NotRequired, TypedDict

from muban.web.page_types.shared import BasemapTiles, Cell, DesignatedIn, GridRow, Lang

__all__ = ["GroupName", "KindName", "LandmarkRow", "TambonPage", "ViewRow", "VillageRow"]


class VillageRow(TypedDict):
    """A village; what is not known of it is null, or "" of a text."""

    key: str
    code: str
    moo: int
    """0 where unknown."""
    name: str
    en: str
    area: tuple[int, int, int] | None
    """Rai, ngan and square wah."""
    population: int | None
    households: int | None
    year: int | None
    outside: float | None
    """Per cent of its area outside the official tambon."""
    place: Literal["drawn", "point", "none"]
    at: Cell | None
    room: int
    """Radius of the widest circle inside it, in cells."""
    page: str
    """Its own page, relative to the tambon's; "" where it has none."""
    chosen: Sequence[DesignatedIn]


class LandmarkRow(TypedDict):
    """A landmark; what it has not is not there."""

    id: str
    kind: str
    name: NotRequired[str]
    note: NotRequired[str]
    photo: NotRequired[str]
    """The address of its photo, as seen from the page."""
    village: NotRequired[str]
    at: NotRequired[Cell]


class KindName(TypedDict):
    """A kind of landmark as the page lists it."""

    th: str
    en: str
    group: str
    color: str
    order: int


class GroupName(TypedDict):
    """A group of kinds."""

    id: str
    th: str
    en: str


class ViewRow(TypedDict):
    """One thing to colour villages by, in one year; its lists go by the villages' order."""

    key: str
    domain: str
    indicator: str
    th: str
    en: str
    year: int
    unit: str
    scale: tuple[float | None, float | None]
    lowIsGood: bool
    status: str
    colours: Sequence[str]
    labels: Sequence[str]
    classes: Sequence[int | None]
    shown: Sequence[str]
    withheld: Sequence[bool]
    mean: float | None


class TambonPage(TypedDict):
    """All that the script of a tambon's page has."""

    kind: Literal["tambon"]
    code: str
    lang: Lang
    thaiDigits: bool
    grid: GridRow
    villages: Sequence[VillageRow]
    tints: Sequence[str]
    """Each village's colour where nothing else colours it: no two neighbours have the same."""
    landmarks: Sequence[LandmarkRow]
    kinds: Mapping[str, KindName]
    groups: Sequence[GroupName]
    views: Sequence[ViewRow]
    shown: str
    """Key of the view that is shown first; "" for the plain map."""
    basemap: BasemapTiles | None
    offline: bool
