"""What the script of the page for drawing receives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

from muban.web.page_types.shared import Lang

__all__ = [
    "AreaRow",
    "DigitizerPage",
    "DigitizerWork",
    "GroundRow",
    "GroupLabels",
    "KnownVillageRow",
    "PhoneAt",
    "PinRow",
    "SaveTo",
    "SymbolLook",
    "TileServer",
    "UnitRow",
]

Ring = Sequence[tuple[float, float]]


class UnitRow(TypedDict):
    """An administrative unit of the page for drawing."""

    code: str
    name: str
    name_en: str


class KnownVillageRow(TypedDict):
    """A village of the gazetteer; degrees, null where it has no point."""

    code: str
    moo: int
    name: str
    lon: float | None
    lat: float | None


class AreaRow(TypedDict):
    """A village's area as it was drawn: rings of each part, in degrees (EPSG:4326)."""

    code: str
    moo: int
    """0 where unknown."""
    name: str
    polygons: Sequence[Sequence[Ring]]


class PinRow(TypedDict):
    """A pin that the project has already, in degrees (EPSG:4326)."""

    kind: str
    name: str
    note: str
    photo: NotRequired[str]
    """The name of its photo, where it has one."""
    lon: float
    lat: float


class SymbolLook(TypedDict):
    """What the page needs to draw one kind and name it."""

    label_th: str
    label_en: str
    group: str
    color: str
    glyph_color: str
    shape_d: str
    icon_d: str


class GroupLabels(TypedDict):
    """A group of kinds, as the legend calls it."""

    id: str
    label_th: str
    label_en: str


class SaveTo(TypedDict):
    """Where saving goes; ``base`` is the version that stood there when the page was made."""

    url: str
    token: str
    base: str


class PhoneAt(TypedDict):
    """Where a phone opens the page for drawing: its address, and the same as a QR code."""

    address: str
    size: int
    """The code's side with its quiet zone, in modules."""
    d: str
    """One path of its dark modules."""


class TileServer(TypedDict):
    """A map server that the project names."""

    name: str
    address: str
    """The template of addresses; {key} in it is the office's key."""
    attribution: str
    """Who made the map: shown wherever it is."""
    max_zoom: int
    """The nearest zoom that the server has; nearer, its tiles are enlarged."""
    key: str


class GroundRow(TypedDict):
    """All lines, or areas, of one kind that lie under the work."""

    color: str
    width: float
    dash: str
    fill: str
    """Of areas; "" for lines."""
    ways: Sequence[Sequence[int]]
    """Corners in millionths of a degree: longitude and latitude of the first, steps of the rest."""
    names: Sequence[tuple[str, float, float]]
    """A name, and the longitude and latitude of where it stands."""


class DigitizerWork(TypedDict):
    """What the page for drawing starts from."""

    project: str
    """Which project folder the page is of; "" where nobody said. Two may have the same tambon."""
    lang: Lang
    title: str
    tambon: UnitRow
    amphoe: UnitRow
    province: UnitRow
    outline: Sequence[Sequence[Ring]]
    around: tuple[float, float, float, float] | None
    """West, south, east and north of where the tambon is about; null where nobody knows."""
    villages: Sequence[KnownVillageRow]
    drawn: Sequence[AreaRow]
    moves: Sequence[tuple[str, str, str, int]]
    """Codes of units that have moved: old, now, name and the year (พ.ศ.) of the change."""
    landmarks: Sequence[PinRow]
    kinds: Sequence[Sequence[str | int]]
    """How names tell what a place is: kind, expression, priority, weak, chosen."""
    groups: Sequence[GroupLabels]
    symbols: Mapping[str, SymbolLook]
    replaces: Sequence[str]
    """Marks of the records shown that lie in other files: a drawing saved here replaces them."""
    tiles: Sequence[TileServer]
    """Map servers that muban.toml names; none is asked before it is switched on."""
    tolerance_m: float
    """How far two lines may lie apart and still be meant as one (metres)."""
    phone: PhoneAt | None
    """The same page as it is published with the site; null where it is not."""
    worker: str
    """The service worker of the site that the page is published with; "" where there is none."""
    ground: Sequence[GroundRow]
    """Roads, waters and other ground of the project, from below to above: seen and traced."""
    credit: str
    """Whom the ground is from, shown wherever it is; "" where nobody need be named."""
    save: SaveTo | None
    """Where saving goes when a server of ours shows the page; null from disk."""


class DigitizerPage(DigitizerWork):
    """All that the script of the page for drawing has."""

    parts: Mapping[str, str]
    """Where the parts of the program are that the page takes up when it needs them."""
