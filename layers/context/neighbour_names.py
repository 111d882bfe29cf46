"""Names of the units around a map, where their ground is in view: from outlines in references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from muban.gis.gazetteer.gazetteer import Gazetteer

__all__ = ["Level", "Names", "names_of_units", "neighbour_names"]

_LEAST = 0.004
"""The smallest part of the view that is worth a name."""
_DIGITS: Mapping[Level, int] = {"province": 2, "amphoe": 4, "tambon": 6}

Level = Literal["province", "amphoe", "tambon"]
Names = dict[str, tuple[str, str]]
"""Thai and English names of units by their codes."""


def names_of_units(tambons: Iterable[str], level: Level, gazetteer: Gazetteer) -> Names:
    """The names of the units that some tambons are in, or of the tambons themselves.

    Parameters
    ----------
    tambons
        Codes of six digits.
    level
        Of the units that are asked for.
    gazetteer
        Their names; what it does not know has none.

    Examples
    --------
    >>> from muban.gis.gazetteer.gazetteer import build_gazetteer
    >>> names_of_units(["430101", "430102"], "province", build_gazetteer())
    {'43': ('หนองคาย', 'Nong Khai')}
    """
    teller = {
        "tambon": gazetteer.tambon,
        "amphoe": gazetteer.amphoe,
        "province": gazetteer.province,
    }[level]
    units = sorted({tambon[: _DIGITS[level]] for tambon in tambons})
    found = ((unit, teller(unit)) for unit in units)
    return {unit: (one.name, one.name_en) for unit, one in found if one is not None}


def neighbour_names(
    outlines: Mapping[str, Any],
    own: shapely.Geometry,
    view: shapely.Geometry,
    *,
    level: Level,
    code: str,
    names: Names,
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
    names
        Theirs (:func:`names_of_units`).

    Returns
    -------
    list
        Rows of a background (:class:`muban.layers.atlas.Background`), ``kind`` the level.
    """
    digits = _DIGITS[level]
    shapes_in_order = np.array(list(outlines.values()), dtype=object)
    in_view = shapely.intersects(shapes_in_order, view)
    seen: dict[str, list[Any]] = {}
    for (tambon, shape), is_seen in zip(outlines.items(), in_view, strict=True):
        unit = tambon[:digits]
        if is_seen and unit != code[:digits] and unit in names:
            seen.setdefault(unit, []).append(shape)
    shapely.prepare(own)
    rows = []
    for unit, shapes in sorted(seen.items()):
        name, english = names[unit]
        there = shapely.union_all(shapely.make_valid(shapely.intersection(shapes, view)))
        part = _largest(shapely.difference(there, own))
        if name and part is not None and part.area >= _LEAST * view.area:
            circle = shapely.maximum_inscribed_circle(part, tolerance=part.length / 1000)
            point = shapely.Point(circle.coords[0])
            rows.append({"kind": level, "name": name, "name_en": english, "geometry": point})
    return rows


def _largest(shape: shapely.Geometry) -> Any:
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    return max(parts, key=lambda part: part.area, default=None)
