"""What is around a pin: the village it lies in, and the places whose names it may bear.

หนองหลวง may be a pond, a village or a tambon. Only names from nearby make a pin doubtful:
of villages those of its tambon, of tambons those of its amphoe, of amphoes those of its
province. Where nobody knows its tambon, the whole project's are near.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from muban.gis.text.place_words import UNIT_WORDS, Level

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry import Point

    from muban.gis.gazetteer.gazetteer import Gazetteer

__all__ = ["Places", "Surroundings"]


@dataclass(frozen=True, eq=False)
class Places:
    """What a project knows of places beyond its drawn villages.

    ``tambons`` are official outlines (:data:`muban.layers.frames.UNIT_COLUMNS`); ``province`` two
    digits and ``tambon`` six, '' where the project is of several.
    """

    gazetteer: Gazetteer
    tambons: gpd.GeoDataFrame
    province: str = ""
    tambon: str = ""


class Surroundings:
    """Village areas and known names: where a point lies, and what is called what nearby."""

    def __init__(self, villages: gpd.GeoDataFrame | None, places: Places | None = None) -> None:
        self._places = places
        self._names: dict[str | None, list[str]] = {}
        self._tree = shapely.STRtree([])
        self._codes: list[tuple[str | None, str | None]] = []
        if places is not None and len(places.tambons):
            self._outlines = shapely.STRtree(places.tambons.geometry.to_numpy())
        else:
            self._outlines = shapely.STRtree([])
        if villages is None or villages.empty:
            return
        for tambon, name in zip(villages["tambon_code"], villages["name"], strict=True):
            if name:
                self._names.setdefault(tambon, []).append(str(name))
        areas = villages[villages.geometry.notna()].sort_values(
            "village_code", kind="stable", na_position="first"
        )
        self._tree = shapely.STRtree(areas.geometry.to_numpy())
        codes = zip(areas["village_code"], areas["tambon_code"], strict=True)
        self._codes = list(codes)

    def around(self, point: Point | None) -> tuple[str | None, str | None]:
        """Codes of the village and tambon that a point lies in; on an edge, the lower code."""
        if point is None or not self._codes:
            return None, None
        hits = self._tree.query(point, predicate="intersects")
        return self._codes[min(hits)] if len(hits) else (None, None)

    def villages_of(self, tambon: str | None) -> list[str]:
        """Names of a tambon's drawn villages; of all, where the tambon is not known."""
        if tambon is not None and tambon in self._names:
            return self._names[tambon]
        return [name for names in self._names.values() for name in names]

    def called(self, name: str, point: Point | None, tambon: str | None) -> list[str]:
        """Villages, tambons, amphoes and provinces near a pin that its name is the name of.

        Each is written with what it is: บ้านหนองหลวง, ตำบลหนองหลวง.
        """
        if self._places is None or not name:
            return []
        return list(self._namesakes(name, tambon or self._tambon(point, self._places)))

    def _namesakes(self, name: str, tambon: str) -> Iterator[str]:
        assert self._places is not None
        known, everywhere = self._places.gazetteer, self._places.province
        for village in known.by_name(name, within=tambon or everywhere):
            yield village.name
        levels: tuple[tuple[Level, str], ...] = (
            ("tambon", tambon[:4]),
            ("amphoe", tambon[:2]),
            ("province", tambon[:2]),
        )
        for level, within in levels:
            for unit in known.find_units(name, level, within=within or everywhere):
                yield f"{UNIT_WORDS[level]}{unit.name}"

    def _tambon(self, point: Point | None, places: Places) -> str:
        """The tambon whose outline holds a point; without outlines the project's own."""
        if not len(self._outlines):
            return places.tambon
        hits = [] if point is None else self._outlines.query(point, predicate="intersects")
        return str(places.tambons["code"].iloc[min(hits)]) if len(hits) else ""
