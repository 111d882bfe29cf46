"""Areas whose repair would not end: outlines that cross themselves too often, too many holes.

A star drawn with eighteen hundred corners crosses itself a million times; making it valid takes
minutes and all the memory there is, and no village looks like that.
"""

from __future__ import annotations

import numpy as np
import shapely
from shapely import STRtree

from muban.gis.shapes.records import Step

__all__ = ["count_crossings", "set_aside_intricate"]

_AT_ONCE = 400_000
"""So many pairs of edges are held at a time, at most."""
_LEAST = 16


def set_aside_intricate(step: Step, *, max_holes: int, max_crossings: int) -> None:
    """Set aside areas that would take too much work to mend.

    Parameters
    ----------
    step
        The layer.
    max_holes
        Holes that one area may have.
    max_crossings
        Places where the lines of one area may cross or touch themselves.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> field = shapely.box(102, 18, 102.1, 18.1)
    >>> for west in (102.02, 102.05):
    ...     field = field.difference(shapely.box(west, 18.02, west + 0.01, 18.03))
    >>> step = Step.of(build_features(Source(Path("ก.kml"), "ก.kml", ""), "", [Record(1, field)]))
    >>> set_aside_intricate(step, max_holes=1, max_crossings=9)
    >>> step.kept.tolist(), step.problems[0].code
    ([False], 'geometry.too_many_holes')
    """
    area = np.isin(shapely.get_type_id(step.shapes), (3, 6))
    aside = np.zeros(len(step.shapes), dtype=bool)
    for position, where in step.wheres(area):
        parts = shapely.get_parts(step.shapes[position])
        holes = int(shapely.get_num_interior_rings(parts).sum())
        found, limit, allowed = holes, "max_holes", max_holes
        if holes <= max_holes and not shapely.is_valid(step.shapes[position]):
            found = count_crossings(step.shapes[position], max_crossings)
            limit, allowed = "max_crossings", max_crossings
        if found > allowed:
            x, y = shapely.get_coordinates(step.shapes[position])[0]
            code = f"geometry.too_many_{limit.removeprefix('max_')}"
            assert code in ("geometry.too_many_holes", "geometry.too_many_crossings")
            step.tell(code, where, (float(x), float(y)), limit=limit, allowed=allowed, found=found)
            aside[position] = True
    step.kept &= ~aside
    step.shapes[aside] = None


def count_crossings(area: shapely.Geometry, enough: int) -> int:
    """How often edges of an area meet that do not follow each other; counting stops at enough.

    Parameters
    ----------
    area
        A Polygon or MultiPolygon, in degrees or metres.
    enough
        Beyond this nobody needs to know.

    Examples
    --------
    >>> tie = shapely.from_wkt("POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))")
    >>> count_crossings(tie, 10), count_crossings(shapely.box(0, 0, 1, 1), 10)
    (1, 0)
    """
    edges, following = _edges(area)
    tree = STRtree(edges)
    at_once = max(_LEAST, _AT_ONCE // len(edges))
    found = 0
    for first in range(0, len(edges), at_once):
        own, other = tree.query(edges[first : first + at_once], predicate="intersects")
        own = own + first
        apart = (own < other) & (following[own] != other) & (following[other] != own)
        found += int(apart.sum())
        if found > enough:
            break
    return found


def _edges(area: shapely.Geometry) -> tuple[np.ndarray, np.ndarray]:
    """Edges of all rings, and for each the edge that follows it in its ring."""
    pieces, after = [], []
    begin = 0
    for ring in shapely.get_rings(shapely.get_parts(area)):
        corners = shapely.get_coordinates(ring)
        pieces.append(np.stack([corners[:-1], corners[1:]], axis=1))
        count = len(corners) - 1
        after.append(begin + (np.arange(count) + 1) % count)
        begin += count
    return shapely.linestrings(np.concatenate(pieces)), np.concatenate(after)
