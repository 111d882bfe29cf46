"""Where a main road leaves a map, and to which amphoe it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.ops import substring

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import geopandas as gpd

    from muban.gis.gazetteer.gazetteer import Gazetteer

__all__ = ["road_exits"]

_STEP_DEG = 0.004
"""So often, about 400 m, it is asked in which amphoe the road is."""
_TAIL = 0.4
"""The name stands on the road's last stretch: so much of the view's size."""
_TOUCH = 1e-9


def road_exits(
    roads: gpd.GeoDataFrame,
    view: shapely.Geometry,
    outlines: Mapping[str, Any],
    *,
    code: str,
    gazetteer: Gazetteer,
) -> list[dict[str, Any]]:
    """The last stretch of each main road in view, with the first amphoe that it reaches.

    A road that reaches none, as far as roads and outlines are known, has no such name: nobody
    guesses where it goes.

    Parameters
    ----------
    roads
        Main roads as far as they are known, columns ``name`` and ``geometry`` (EPSG:4326).
    view
        What the map is of.
    outlines
        By the tambon's code, EPSG:4326.
    code
        Of the map's own tambon.
    gazetteer
        Names of amphoes.

    Returns
    -------
    list
        Rows of a background (:class:`muban.layers.atlas.Background`) of kind ``exit``.
    """
    known = {unit: shape for unit, shape in outlines.items() if shape is not None}
    if not len(roads) or not known:
        return []
    codes, tree = list(known), shapely.STRtree(list(known.values()))

    def amphoe_at(point: shapely.Point) -> str:
        found = tree.query(point, predicate="intersects")
        return codes[int(found[0])][:4] if len(found) else ""

    rows: dict[str, dict[str, Any]] = {}
    for stretch, onward in _leaving(roads, view):
        steps = np.arange(0, onward.length, _STEP_DEG)
        met = (amphoe_at(point) for point in shapely.line_interpolate_point(onward, steps))
        reached = next((amphoe for amphoe in met if amphoe not in ("", code[:4])), "")
        unit = gazetteer.amphoe(reached) if reached else None
        if unit is not None:
            row = {"kind": "exit", "name": unit.name, "name_en": unit.name_en, "geometry": stretch}
            rows.setdefault(reached, row)
    return [rows[amphoe] for amphoe in sorted(rows)]


def _leaving(roads: gpd.GeoDataFrame, view: shapely.Geometry) -> Iterator[tuple[Any, Any]]:
    """Each road's last stretch in view, and what follows, both from where it leaves."""
    size = max(view.bounds[2] - view.bounds[0], view.bounds[3] - view.bounds[1])
    for _, rows in roads.groupby("name", sort=True):
        whole = shapely.line_merge(shapely.union_all(rows.geometry.to_numpy()))
        inner = _lines(shapely.intersection(whole, view))
        for outer in _lines(shapely.difference(whole, view)):
            for onward in (outer, shapely.reverse(outer)):
                leaves = shapely.Point(onward.coords[0])
                before = [_from(line, leaves) for line in inner if line.distance(leaves) < _TOUCH]
                if before:
                    yield (
                        substring(max(before, key=lambda line: line.length), 0, size * _TAIL),
                        onward,
                    )


def _lines(shape: shapely.Geometry) -> list[Any]:
    merged = shapely.line_merge(shape) if shape.geom_type == "MultiLineString" else shape
    parts = shapely.get_parts(merged)
    return [part for part in parts if part.geom_type == "LineString" and not part.is_empty]


def _from(line: Any, point: shapely.Point) -> Any:
    """The line, begun at the end that is nearer to a point."""
    first, last = shapely.Point(line.coords[0]), shapely.Point(line.coords[-1])
    return line if first.distance(point) <= last.distance(point) else shapely.reverse(line)
