"""Areas that share their edges, as one area; and none where they do not share them.

GEOS proves a coverage area by area, each against its neighbours. Where corners are whole
numbers it can be proved of all at once. Let every ring run with its ground on the left. An
edge that two neighbours share is run there and back, and the two runs cancel. How often a
place is covered is how often the rings wind around it, which is how often what is left of
them does. If that is the outline of a valid area, no place is covered twice.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import shapely

from muban.gis.shapes.records import Shapes

__all__ = ["holes_of", "joined"]

_Corners = npt.NDArray[np.float64]
_Keys = npt.NDArray[np.int64]
_WIDEST = 2.0**31


def joined(areas: Shapes) -> shapely.Geometry | None:
    """All areas together.

    Parameters
    ----------
    areas
        Valid Polygons and MultiPolygons, in steps of a grid.

    Returns
    -------
    Polygon, MultiPolygon or None
        None where they are no valid coverage: where they overlap, or where a corner of one
        lies on an edge of another that has none there.

    Examples
    --------
    >>> west, east, over = (shapely.box(x, 0, x + 2, 2) for x in (0, 2, 3))
    >>> joined(np.array([west, east])).area
    8.0
    >>> joined(np.array([west, east, over])) is None
    True
    """
    quickly = _joined_at_once(areas)
    if quickly is not None:
        return quickly
    return shapely.coverage_union_all(areas) if shapely.coverage_is_valid(areas) else None


def _joined_at_once(areas: Shapes) -> shapely.Geometry | None:
    """The same where it can be proved by what is left of all edges; otherwise None."""
    starts, ends = _edges(areas)
    low = starts.min(axis=0, initial=np.inf)
    if not len(starts) or not (starts.max(axis=0) - low < _WIDEST).all() or (starts % 1).any():
        return None
    once = _left_over(_keys(starts, low), _keys(ends, low))
    if once is None:
        return None
    try:
        whole = shapely.coverage_union_all(areas)
    except shapely.errors.GEOSException:
        return None
    around = tuple(_keys(corners, low) for corners in _edges(np.array([whole], dtype=object)))
    same = all(map(np.array_equal, _in_order(*around), _in_order(*once)))
    return whole if same and shapely.is_valid(whole) else None


def _edges(areas: Shapes) -> tuple[_Corners, _Corners]:
    """Where each edge of all rings starts and ends, its ground on the left."""
    parts = shapely.orient_polygons(shapely.get_parts(areas))
    corners, ring = shapely.get_coordinates(shapely.get_rings(parts), return_index=True)
    inner = ring[1:] == ring[:-1]
    return corners[:-1][inner], corners[1:][inner]


def _keys(corners: _Corners, low: _Corners) -> _Keys:
    """A number for each place."""
    east, north = (corners - low).astype(np.int64).T
    keys: _Keys = (east << 32) | north
    return keys


def _left_over(starts: _Keys, ends: _Keys) -> tuple[_Keys, _Keys] | None:
    """The edges that no other runs back; None where two run the same way."""
    order = np.lexsort((np.maximum(starts, ends), np.minimum(starts, ends)))
    starts, ends = starts[order], ends[order]
    back = (starts[1:] == ends[:-1]) & (ends[1:] == starts[:-1])
    again = (starts[1:] == starts[:-1]) & (ends[1:] == ends[:-1])
    if again.any() or (back[1:] & back[:-1]).any():
        return None
    once = np.ones(len(starts), dtype=bool)
    once[1:] &= ~back
    once[:-1] &= ~back
    return starts[once], ends[once]


def _in_order(starts: _Keys, ends: _Keys) -> tuple[_Keys, _Keys]:
    order = np.lexsort((ends, starts))
    return starts[order], ends[order]


def holes_of(whole: shapely.Geometry) -> Iterator[shapely.Geometry]:
    """The holes of an area, as areas.

    Parameters
    ----------
    whole
        A Polygon or MultiPolygon of any coordinate system.

    Yields
    ------
    Polygon
        In the same coordinates.

    Examples
    --------
    >>> village = shapely.box(0, 0, 9, 9).difference(shapely.box(3, 3, 5, 5))
    >>> [hole.area for hole in holes_of(village)]
    [4.0]
    """
    for part in shapely.get_parts(whole):
        for ring in shapely.get_rings(part)[1:]:
            yield shapely.Polygon(shapely.get_coordinates(ring))
