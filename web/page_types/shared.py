"""What the scripts of several pages receive: languages, places, units' names, tiles."""

from __future__ import annotations

from typing import Literal, TypedDict

__all__ = ["BasemapTiles", "Cell", "DesignatedIn", "GridRow", "Lang", "Level"]

Lang = Literal["th", "en"]
Level = Literal["province", "amphoe"]
Cell = tuple[int, int]


class GridRow(TypedDict):
    """The integer grid of a picture: its corner and cell in metres (EPSG:3857)."""

    left: float
    top: float
    cell: float


class BasemapTiles(TypedDict):
    """Tiles under the map."""

    url: str
    attribution: str
    maxZoom: int


class DesignatedIn(TypedDict):
    """A year in which a village was chosen (พ.ศ.)."""

    year: int
    level: Level
