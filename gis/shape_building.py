"""Shapes from lists of coordinates that may be wrong.

Nothing is repaired here beyond what it takes to hold the shape at all: coordinates that
are no finite numbers are left out and counted, a ring that is open is closed and marked.
What that means for the map is decided in :mod:`gis.geometry`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import shapely
from shapely import (
    GeometryCollection,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
)
from shapely.geometry.base import BaseGeometry

__all__ = ["Coordinates", "ShapeBuilder", "collect", "drop_bad_coordinates"]

Coordinates = Sequence[Sequence[float]]
"""Corners as ``(x, y)`` or ``(x, y, z)``; NaN where a number could not be read."""

_RING_MINIMUM = 3
_LINE_MINIMUM = 2


@dataclass(slots=True)
class ShapeBuilder:
    """Builds the shapes of one record and remembers what was wrong with them.

    Attributes
    ----------
    open_ring
        A ring did not end where it began.
    bad_coords
        How many corners had no finite numbers.
    too_few
        ``(needed, found)`` of each part that had too few corners to be a shape.

    Examples
    --------
    >>> builder = ShapeBuilder()
    >>> builder.polygon([[(0, 0), (1, 0), (1, 1)]]).wkt, builder.open_ring
    ('POLYGON ((0 0, 1 0, 1 1, 0 0))', True)
    >>> builder.line([(0, 0), (float("nan"), 1)]) is None
    True
    >>> builder.bad_coords, builder.too_few
    (1, [(2, 1)])
    """

    open_ring: bool = False
    bad_coords: int = 0
    too_few: list[tuple[int, int]] = field(default_factory=list)

    def point(self, corner: Sequence[float]) -> Point | None:
        """A point; None when its numbers cannot be used."""
        corners = self._finite([corner] if len(corner) else [])
        if not corners:
            self._note_few(1, 0)
            return None
        return Point(corners[0])

    def line(self, corners: Coordinates) -> LineString | None:
        """A line of two or more corners."""
        kept = self._finite(corners)
        if len(kept) < _LINE_MINIMUM:
            self._note_few(_LINE_MINIMUM, len(kept))
            return None
        return LineString(kept)

    def polygon(self, rings: Iterable[Coordinates]) -> Polygon | None:
        """An area: its outline, then its holes. A hole that is no ring is left out."""
        closed = [self._ring(ring) for ring in rings]
        if not closed:
            self._note_few(_RING_MINIMUM, 0)
            return None
        shell, *holes = closed
        if shell is None:
            return None
        same = [hole for hole in holes if hole is not None]
        width = min(len(corner) for ring in (shell, *same) for corner in ring)
        return Polygon(
            [corner[:width] for corner in shell],
            [[corner[:width] for corner in hole] for hole in same],
        )

    def _ring(self, corners: Coordinates) -> list[tuple[float, ...]] | None:
        kept = self._finite(corners)
        if len(kept) < _RING_MINIMUM or (len(kept) == _RING_MINIMUM and kept[0] == kept[-1]):
            self._note_few(_RING_MINIMUM, len(kept))
            return None
        if kept[0][:2] != kept[-1][:2]:
            self.open_ring = True
            kept.append(kept[0])
        elif kept[0] != kept[-1]:
            kept[-1] = kept[0]
        return kept

    def _finite(self, corners: Coordinates) -> list[tuple[float, ...]]:
        kept = [
            tuple(corner[:3])
            for corner in corners
            if len(corner) >= _LINE_MINIMUM and math.isfinite(corner[0] + corner[1])
        ]
        self.bad_coords += len(corners) - len(kept)
        if not kept:
            return kept
        width = min(len(corner) for corner in kept)
        if width > _LINE_MINIMUM and not all(math.isfinite(corner[2]) for corner in kept):
            width = _LINE_MINIMUM
        return [corner[:width] for corner in kept]

    def _note_few(self, needed: int, found: int) -> None:
        self.too_few.append((needed, found))


_MULTI: dict[str, Callable[[list[BaseGeometry]], BaseGeometry]] = {
    "Point": MultiPoint,
    "LineString": MultiLineString,
    "Polygon": MultiPolygon,
}


def collect(parts: Iterable[BaseGeometry | None], *, multi: bool = False) -> BaseGeometry | None:
    """Join parts into one shape: a multi-shape when all are of a kind, else a collection.

    Parameters
    ----------
    parts
        Shapes; None and nested collections are allowed.
    multi
        Make a multi-shape of a single part too.

    Examples
    --------
    >>> collect([Point(0, 0), None]).wkt
    'POINT (0 0)'
    >>> collect([Point(0, 0), LineString([(0, 0), (1, 1)])]).geom_type
    'GeometryCollection'
    >>> collect([]) is None
    True
    """
    flat: list[BaseGeometry] = []
    for part in parts:
        if part is not None and not part.is_empty:
            flat += part.geoms if hasattr(part, "geoms") else [part]
    while any(hasattr(part, "geoms") for part in flat):
        flat = [one for part in flat for one in (getattr(part, "geoms", None) or [part])]
    if not flat:
        return None
    if len(flat) == 1 and not multi:
        return flat[0]
    kinds = {part.geom_type for part in flat}
    if len(kinds) == 1 and (make := _MULTI.get(kinds.pop())) is not None:
        return make(flat)
    return GeometryCollection(flat)


def drop_bad_coordinates(shape: BaseGeometry, builder: ShapeBuilder) -> BaseGeometry | None:
    """The same shape without its corners that are not finite.

    Examples
    --------
    >>> drop_bad_coordinates(LineString([(0, 0), (float("inf"), 1), (2, 2)]), ShapeBuilder()).wkt
    'LINESTRING (0 0, 2 2)'
    """
    if hasattr(shape, "geoms"):
        return collect((drop_bad_coordinates(part, builder) for part in shape.geoms), multi=True)
    if shape.geom_type == "Polygon":
        return builder.polygon([_corners(ring) for ring in (shape.exterior, *shape.interiors)])
    corners = _corners(shape)
    if shape.geom_type == "Point":
        return builder.point(corners[0] if corners else ())
    return builder.line(corners)


def _corners(shape: BaseGeometry) -> list[tuple[float, ...]]:
    rows = shapely.get_coordinates(shape, include_z=bool(shape.has_z))
    return [tuple(float(number) for number in row) for row in rows]
