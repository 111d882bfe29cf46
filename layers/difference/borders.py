"""How far two borders lie apart, and whose ground lies between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import geopandas as gpd
import numpy as np
import shapely

from muban.gis.shapes.measure import area_m2, length_m

__all__ = ["BorderChange", "Ground", "border_change", "metres_apart"]

_METRES_PER_DEGREE = 111_195
"""On a sphere as large as the earth; the page for drawing measures so too."""
_STEP_M = 20
"""Borders are compared at their corners and at places so far apart between them."""
_LEAST_M2 = 4.0
"""One square wah: less ground is the rounding of a grid."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Ground that went from one to another; ``village`` None where it was or is nobody's."""

    village: str | None
    square_metres: float


@dataclass(frozen=True, slots=True)
class BorderChange:
    """What became of a village's border.

    ``kind`` is ``redrawn`` where the lines lie within the tolerance of each other, and ``moved``
    where they do not; ``metres`` is how far they come apart at most. What was gained and lost is
    told of a moved border alone, by whom it went to and came from, the largest first.
    """

    kind: Literal["redrawn", "moved", "drawn", "erased"]
    metres: float = 0.0
    gained: tuple[Ground, ...] = ()
    lost: tuple[Ground, ...] = ()


def border_change(
    old: shapely.Geometry,
    new: shapely.Geometry,
    *,
    tolerance_m: float,
    before: Iterable[tuple[str, shapely.Geometry]],
    after: Iterable[tuple[str, shapely.Geometry]],
) -> BorderChange | None:
    """Compare a village's area in two drawings; None where it is the same line for line.

    Parameters
    ----------
    old, new
        Its areas in EPSG:4326, empty where it has none.
    tolerance_m
        Lines as near as this are the same line, drawn once more (metres).
    before, after
        Names and areas of the other villages, in the old and in the new drawing.

    Examples
    --------
    >>> old, new = shapely.box(102, 17, 102.01, 17.01), shapely.box(102, 17, 102.011, 17.01)
    >>> found = border_change(old, new, tolerance_m=2, before=[("บ้านใต้", new)], after=[])
    >>> found.kind, round(found.metres), [one.village for one in found.gained]
    ('moved', 106, ['บ้านใต้'])
    """
    if old.is_empty or new.is_empty:
        if old.is_empty and new.is_empty:
            return None
        return BorderChange("erased" if new.is_empty else "drawn")
    if shapely.equals_exact(shapely.normalize(old), shapely.normalize(new)):
        return None
    metres = metres_apart(old, new)
    if metres <= tolerance_m:
        return BorderChange("redrawn", metres)
    return BorderChange(
        "moved",
        metres,
        gained=_shared_out(shapely.difference(new, old), before, tolerance_m),
        lost=_shared_out(shapely.difference(old, new), after, tolerance_m),
    )


def metres_apart(old: shapely.Geometry, new: shapely.Geometry) -> float:
    """How far the borders of two areas come apart at most, in metres.

    Examples
    --------
    >>> round(metres_apart(shapely.box(0, 0, 1, 1), shapely.box(0, 0, 1, 1.001)))
    111
    """
    _, south, _, north = shapely.total_bounds([old, new])
    wide = np.cos(np.radians((south + north) / 2))
    scale = np.array([wide, 1.0]) * _METRES_PER_DEGREE
    lines = [
        shapely.segmentize(shapely.transform(one, lambda at: at * scale).boundary, _STEP_M)
        for one in (old, new)
    ]
    away = [
        shapely.distance(shapely.points(shapely.get_coordinates(one)), other).max()
        for one, other in (lines, lines[::-1])
    ]
    return float(max(away))


def _shared_out(
    ground: shapely.Geometry, owners: Iterable[tuple[str, shapely.Geometry]], tolerance_m: float
) -> tuple[Ground, ...]:
    """Ground by whose it is; strips that are narrower than the tolerance are no one's loss."""
    found = []
    for name, area in owners:
        pieces = shapely.intersection(ground, area)
        ground = shapely.difference(ground, area)
        found.append(Ground(name, _wide_m2(pieces, tolerance_m)))
    found.append(Ground(None, _wide_m2(ground, tolerance_m)))
    told = [one for one in found if one.square_metres >= _LEAST_M2]
    return tuple(sorted(told, key=lambda one: -one.square_metres))


def _wide_m2(shape: shapely.Geometry, tolerance_m: float) -> float:
    """The area of those pieces that are wider than the tolerance, in square metres."""
    pieces = gpd.GeoSeries(
        [one for one in shapely.get_parts(shape) if one.geom_type == "Polygon"], crs=4326
    )
    areas, around = area_m2(pieces), length_m(pieces)
    return float(areas[2 * areas > tolerance_m * around].sum())
