"""Corners of outlines: those that repeat, and those that stick out as needles.

A needle is a corner from which both edges run back almost on top of each other; a hand
slipped, or a snap caught a far corner. All rings of a layer are looked at in one go.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from muban.gis.shapes.plane import metres_per_degree
from muban.gis.shapes.records import Shapes

__all__ = ["MendedArea", "mend_corners"]

Corners = npt.NDArray[np.float64]

_NEEDLE_WIDTH_M = 0.25
_NEEDLE_LENGTH_M = 1.0
_NEEDLE_SLENDERNESS = 20.0


@dataclass(frozen=True, slots=True)
class MendedArea:
    """An area after its corners were mended.

    ``shape`` is None when nothing is left of it; ``tips`` are the needles' ends in degrees.
    """

    shape: shapely.Geometry | None
    repeated: list[tuple[float, float]]
    tips: list[tuple[float, float]]


def mend_corners(shapes: Shapes) -> dict[int, MendedArea]:
    """Take repeated corners and needles out of areas.

    Parameters
    ----------
    shapes
        Shapes in EPSG:4326; anything but Polygon and MultiPolygon is passed over.

    Returns
    -------
    dict
        By position, the areas that had any; the others are fine.

    Examples
    --------
    >>> twice = shapely.from_wkt("POLYGON ((102 18, 102.01 18, 102.01 18, 102 18.01, 102 18))")
    >>> mend_corners(np.array([twice, shapely.Point(102, 18)]))[0].shape.wkt
    'POLYGON ((102 18, 102.01 18, 102 18.01, 102 18))'
    """
    owners = np.flatnonzero(np.isin(shapely.get_type_id(shapes), (3, 6)))
    rings, owner = shapely.get_rings(shapes[owners], return_index=True)
    suspects = np.unique(owner[_suspect(rings)])
    return {int(owners[one]): _mend_area(shapes[owners[one]]) for one in suspects}


def _suspect(rings: npt.NDArray[np.object_]) -> npt.NDArray[np.bool_]:
    """Which rings have a repeated corner or a needle."""
    found = np.zeros(len(rings), dtype=bool)
    corners, ring = shapely.get_coordinates(rings, return_index=True)
    if len(corners) == 0:
        return found
    first = np.r_[True, ring[1:] != ring[:-1]]
    last = np.r_[first[1:], True]
    open_corners, open_ring = corners[~last], ring[~last]
    starts = np.flatnonzero(np.r_[True, open_ring[1:] != open_ring[:-1]])
    ends = np.r_[starts[1:], len(open_ring)] - 1
    before, after = np.arange(len(open_ring)) - 1, np.arange(len(open_ring)) + 1
    before[starts], after[ends] = ends, starts
    same, needle = _judge(open_corners, before, after)
    found[open_ring[same | needle]] = True
    return found


def _judge(
    corners: Corners, before: npt.NDArray[np.intp], after: npt.NDArray[np.intp]
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which corners repeat the one after them, and which are the tip of a needle."""
    east = np.cos(np.radians(np.clip(corners[:, 1], -89, 89))) * metres_per_degree(0)[0]
    scale = np.column_stack([east, np.full(len(corners), metres_per_degree(0)[1])])
    back = (corners[before] - corners) * scale
    ahead = (corners[after] - corners) * scale
    back_m, ahead_m = np.hypot(*back.T), np.hypot(*ahead.T)
    shorter, longer = np.minimum(back_m, ahead_m), np.maximum(back_m, ahead_m)
    across = np.abs(back[:, 0] * ahead[:, 1] - back[:, 1] * ahead[:, 0])
    width = across / np.maximum(longer, _NEEDLE_LENGTH_M)
    # Exactly the same: of two corners a hair apart, neighbours that run the other way round
    # would each keep another one, and their shared edge would part.
    same: npt.NDArray[np.bool_] = ahead_m == 0
    needle: npt.NDArray[np.bool_] = (
        ((back * ahead).sum(axis=1) > 0)
        & (shorter >= _NEEDLE_LENGTH_M)
        & (width <= _NEEDLE_WIDTH_M)
        & (width * _NEEDLE_SLENDERNESS <= shorter)
    )
    return same, needle


def _mend_area(area: shapely.Geometry) -> MendedArea:
    repeated: list[tuple[float, float]] = []
    tips: list[tuple[float, float]] = []
    parts = []
    for polygon in shapely.get_parts(area):
        outline, *holes = (
            _mend_ring(shapely.get_coordinates(ring), repeated, tips)
            for ring in shapely.get_rings(polygon)
        )
        if outline is not None:
            parts.append(shapely.Polygon(outline, [hole for hole in holes if hole is not None]))
    if not parts:
        return MendedArea(None, repeated, tips)
    shape = parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
    return MendedArea(shape, repeated, tips)


def _mend_ring(
    ring: Corners, repeated: list[tuple[float, float]], tips: list[tuple[float, float]]
) -> Corners | None:
    """A ring's corners without repeats and needles; None when fewer than three are left."""
    corners = ring[:-1]
    while len(corners) >= 3:
        order = np.arange(len(corners))
        same, needle = _judge(corners, np.roll(order, 1), np.roll(order, -1))
        if same.any():
            # The feet of a needle that was cut off meet: that is no defect of its own.
            repeated += [(float(x), float(y)) for x, y in corners[same] if not tips]
            corners = corners[~same]
        elif needle.any():
            # One at a time: without its tip, a needle's two feet may be one corner.
            tip = int(np.flatnonzero(needle)[0])
            tips.append((float(corners[tip, 0]), float(corners[tip, 1])))
            corners = np.delete(corners, tip, axis=0)
        else:
            return np.vstack([corners, corners[:1]])
    return None
