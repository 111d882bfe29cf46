"""Names of the units around a map, where their ground is in view: from outlines in references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import shapely

if TYPE_CHECKING:
    from collections.abc import Mapping

    from muban.gis.gazetteer.gazetteer import Gazetteer

__all__ = ["neighbour_names"]

_LEAST = 0.004
"""The smallest part of the view that is worth a name."""
_DIGITS: Mapping[Level, int] = {"province": 2, "amphoe": 4, "tambon": 6}

Level = Literal["province", "amphoe", "tambon"]


def neighbour_names(
    outlines: Mapping[str, Any],
    own: shapely.Geometry,
    view: shapely.Geometry,
    *,
    level: Level,
    code: str,
    gazetteer: Gazetteer,
) -> list[dict[str, Any]]:
    """Each neighbour's name at the widest place of what is seen of it.

    Parameters
    ----------
    outlines
        By the tambon's code, EPSG:4326.
    own
        What the map is of: no name of a neighbour stands on it.
    view
        What the map shows.
    level
        What the neighbours are; their tambons are put together.
    code
        That of the map's own unit.
    gazetteer
        Their names.

    Returns
    -------
    list
        Rows of a background (:class:`muban.layers.atlas.Background`), ``kind`` the level.
    """
    digits = _DIGITS[level]
    seen: dict[str, list[Any]] = {}
    for tambon, shape in outlines.items():
        unit = tambon[:digits]
        if unit != code[:digits] and shape is not None and shapely.intersects(shape, view):
            seen.setdefault(unit, []).append(shape)
    shapely.prepare(own)
    rows = []
    for unit, shapes in sorted(seen.items()):
        name, english = _named(unit, level, gazetteer)
        there = shapely.union_all(shapely.make_valid(shapely.intersection(shapes, view)))
        part = _largest(shapely.difference(there, own))
        if name and part is not None and part.area >= _LEAST * view.area:
            circle = shapely.maximum_inscribed_circle(part, tolerance=part.length / 1000)
            point = shapely.Point(circle.coords[0])
            rows.append({"kind": level, "name": name, "name_en": english, "geometry": point})
    return rows


def _named(unit: str, level: Level, gazetteer: Gazetteer) -> tuple[str, str]:
    teller = {
        "tambon": gazetteer.tambon,
        "amphoe": gazetteer.amphoe,
        "province": gazetteer.province,
    }[level]
    found = teller(unit)
    return (found.name, found.name_en) if found else ("", "")


def _largest(shape: shapely.Geometry) -> Any:
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return max(parts, key=lambda part: part.area, default=None)
