"""Whether the outside of areas that share their edges comes near itself.

Most outlines do not; then no narrow strip runs in from outside, and the laborious search for
strips (:func:`muban.gis.shapes.coverage_faces.find_open_slivers`) is spared.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from muban.gis.shapes.coverage_faces import Grid, find_open_slivers
from muban.gis.shapes.records import Shapes

__all__ = ["find_slivers_within"]

_NEAR = 1.1
"""Of the tolerance: arcs are drawn with few corners, which closes a hair more."""
_SHARP = np.cos(np.radians(30.0))
"""A notch between two edges is small enough to be left where they part by 30° or more: what a
circle of radius r leaves free in it is 2.7 r², and strips smaller than 3.2 r² are not meant."""


def find_slivers_within(
    areas: Shapes, whole: shapely.Geometry, grid: Grid, tolerance_m: float, *, margin: float = 1.0
) -> list[shapely.Geometry]:
    """The open slivers of areas that are a valid coverage.

    Parameters
    ----------
    areas
        Polygons and MultiPolygons in steps of the grid, a valid coverage.
    whole
        All of them together (:func:`muban.gis.shapes.coverage_whole.joined`).
    grid
        The grid.
    tolerance_m, margin
        As of :func:`muban.gis.shapes.coverage_faces.find_open_slivers`, which is asked where
        the outline comes near itself.

    Examples
    --------
    >>> grid = Grid(1e-6, 18.0)
    >>> west = shapely.box(102_000_000, 18_000_000, 102_010_000, 18_010_000)
    >>> east = shapely.box(102_010_010, 18_000_000, 102_020_000, 18_010_000)  # a metre beside it
    >>> areas = np.array([west, east])
    >>> len(find_slivers_within(areas, shapely.coverage_union_all(areas), grid, 2.0))
    1
    """
    if tolerance_m <= 0 or not _nears_itself(grid.to_metres(whole), tolerance_m * margin):
        return []
    return find_open_slivers(areas, grid, tolerance_m, margin=margin)


def _nears_itself(whole: shapely.Geometry, within_m: float) -> bool:
    """Whether two edges of the outside come so near, other than as neighbours do."""
    rings = shapely.get_exterior_ring(shapely.get_parts(whole))
    corners, ring = shapely.get_coordinates(rings, return_index=True)
    if not len(corners):
        return False
    inner = ring[1:] == ring[:-1]
    edges = np.stack((corners[:-1][inner], corners[1:][inner]), axis=1)
    ring = ring[1:][inner]
    after = np.arange(1, len(edges) + 1)
    starts = np.flatnonzero(np.r_[True, ring[1:] != ring[:-1]])
    after[np.r_[starts[1:] - 1, len(edges) - 1]] = starts
    return _has_sharp_corner(edges, after) or _has_near_pair(edges, after, within_m)


def _has_sharp_corner(edges: npt.NDArray[np.float64], after: npt.NDArray[np.intp]) -> bool:
    """Whether an edge goes nearly back where it came from; one of no length counts."""
    along = edges[:, 1] - edges[:, 0]
    with np.errstate(invalid="ignore"):
        along = along / np.hypot(*along.T)[:, None]
    return not bool(((along * along[after]).sum(axis=1) > -_SHARP).all())


def _has_near_pair(
    edges: npt.NDArray[np.float64], after: npt.NDArray[np.intp], within_m: float
) -> bool:
    lines = shapely.linestrings(edges)
    one, other = shapely.STRtree(lines).query(lines, "dwithin", distance=within_m * _NEAR)
    neighbours = (one == other) | (after[one] == other) | (after[other] == one)
    return not bool(neighbours.all())
