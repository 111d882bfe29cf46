"""Shapes from lists of coordinates that may be wrong.

Nothing is repaired here beyond what it takes to hold the shape at all: coordinates that
are no finite numbers are left out and counted, a ring that is open is closed and marked.
What that means for the map is decided in :mod:`muban.gis.shapes.geometry`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
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

from muban.gis.reading.records.joined_corners import LONGEST, part_corners

__all__ = ["Coordinates", "ShapeBuilder", "as_rows", "collect", "drop_bad_coordinates"]

Corners = npt.NDArray[np.float64]

Coordinates = Sequence[Sequence[float]] | Corners
"""Corners as ``(x, y)`` or ``(x, y, z)``; NaN where a number could not be read."""

_RING_MINIMUM = 3
_LINE_MINIMUM = 2
_SHOWN = 80


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
    joined
        How many times several corners stood together as one, and could be parted.
    decimal_commas
        How many corners had commas before their decimals.
    unclear
        Numbers, as they stand, of which no one can tell what corners they are: the shape
        is not to be believed.
    second_rings
        How many outlines of an area were more than the one that an area may have.
    tracks
        How many lines a receiver kept, one fix after the other.

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
    joined: int = 0
    decimal_commas: int = 0
    unclear: list[str] = field(default_factory=list)
    second_rings: int = 0
    tracks: int = 0

    def place(self, corners: Sequence[Sequence[float]]) -> Point | None:
        """The point that has one corner; of several different ones none is taken."""
        if len(set(map(tuple, corners))) > 1:
            self.unclear.append(_as_text([number for corner in corners for number in corner]))
            return None
        return self.point(corners[0] if corners else ())

    def point(self, corner: Sequence[float]) -> Point | None:
        """A point; None when its numbers cannot be used."""
        # Files of 300,000 pins are made of nothing else: no array for two numbers.
        if _LINE_MINIMUM <= len(corner) < LONGEST and all(map(math.isfinite, corner)):
            return Point(*corner)
        corners = self._finite([corner] if len(corner) else [])
        if len(corners) > 1:
            self.unclear.append(_as_text(corner))
            return None
        if not len(corners):
            self._note_few(1, 0)
            return None
        return Point(corners[0])

    def line(self, corners: Coordinates) -> LineString | None:
        """A line of two or more corners."""
        # A drawing of 100,000 sides is made of nothing else: no arrays for two corners.
        if len(corners) == _LINE_MINIMUM and all(map(_is_plain, corners)):
            return LineString(corners)
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
        whole = [hole for hole in holes if hole is not None]
        width = min(ring.shape[1] for ring in (shell, *whole))
        return Polygon(shell[:, :width], [hole[:, :width] for hole in whole])

    def area(
        self, outlines: Sequence[Coordinates], holes: Sequence[Coordinates]
    ) -> BaseGeometry | None:
        """An area whose outline may stand in several rings: each is a part of it.

        A hole belongs to the outline around it; one that lies in none stays with the first.

        Examples
        --------
        >>> builder = ShapeBuilder()
        >>> ring = [(0, 0), (1, 0), (1, 1), (0, 0)]
        >>> builder.area([ring, [(x + 5, y) for x, y in ring]], []).geom_type
        'MultiPolygon'
        >>> builder.second_rings
        1
        """
        if len(outlines) < 2:
            return self.polygon([*outlines, *holes] if outlines else [])
        parts = [part for ring in outlines if (part := self.polygon([ring])) is not None]
        self.second_rings += max(len(parts) - 1, 0)
        inside: list[list[Coordinates]] = [[] for _ in parts]
        for hole in holes:
            corners = self._finite(hole)
            around = (
                index
                for index, part in enumerate(parts)
                if len(corners) and shapely.intersects_xy(part, *corners[0, :2])
            )
            if parts:
                inside[next(around, 0)].append(hole)
        return collect(
            self.polygon([_corners(part.exterior), *own]) if own else part
            for part, own in zip(parts, inside, strict=True)
        )

    def _ring(self, corners: Coordinates) -> Corners | None:
        kept = self._finite(corners)
        count = len(kept)
        closed = count > 0 and bool((kept[0, :2] == kept[-1, :2]).all())
        if count < _RING_MINIMUM or (count == _RING_MINIMUM and closed):
            self._note_few(_RING_MINIMUM, count)
            return None
        if not closed:
            self.open_ring = True
            return np.vstack([kept, kept[:1]])
        kept[-1] = kept[0]
        return kept

    def _finite(self, corners: Coordinates) -> Corners:
        """Those corners whose numbers are finite, of one width; the others are counted."""
        rows = as_rows(self._parted(corners))
        good = np.isfinite(rows[:, :2]).all(axis=1)
        self.bad_coords += int(len(rows) - good.sum())
        kept = rows[good]
        if kept.shape[1] > _LINE_MINIMUM and not np.isfinite(kept[:, 2]).all():
            kept = kept[:, :2]
        return kept

    def _parted(self, corners: Coordinates) -> Coordinates:
        """The corners, those that ran together parted; what cannot be parted is noted."""
        if isinstance(corners, np.ndarray) or not any(len(one) >= LONGEST for one in corners):
            return corners
        out: list[Sequence[float]] = []
        for one in corners:
            parts = part_corners(one) if len(one) >= LONGEST else None
            if parts is not None:
                self.joined += 1
                out += parts
            elif len(one) > LONGEST:
                self.unclear.append(_as_text(one))
            else:
                out.append(one)
        return out

    def _note_few(self, needed: int, found: int) -> None:
        self.too_few.append((needed, found))


def _is_plain(corner: Sequence[float]) -> bool:
    return len(corner) == 2 and math.isfinite(corner[0]) and math.isfinite(corner[1])


def _as_text(numbers: Sequence[float]) -> str:
    """Numbers as a file has them, for a person to find the place."""
    return ",".join(f"{number:.10g}" for number in numbers)[:_SHOWN]


def as_rows(corners: Coordinates) -> Corners:
    """Corners as an array of two or three columns, NaN where a number is missing.

    Examples
    --------
    >>> as_rows([(1, 2), (3, 4, 5)]).tolist(), as_rows([]).shape
    ([[1.0, 2.0], [3.0, 4.0]], (0, 2))
    """
    if isinstance(corners, np.ndarray):
        return np.array(corners[:, :3], dtype=float)
    if not corners:
        return np.empty((0, 2))
    widths = {len(corner) for corner in corners}
    if len(widths) > 1 or min(widths) < _LINE_MINIMUM:
        width = min(3, min((one for one in widths if one >= _LINE_MINIMUM), default=2))
        gap = (math.nan,) * width
        corners = [corner[:width] if len(corner) >= width else gap for corner in corners]
    return np.array(corners, dtype=float)[:, :3]


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
        Shapes of one coordinate system; None and nested collections are allowed.
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
        return builder.point(corners[0] if len(corners) else ())
    return builder.line(corners)


def _corners(shape: BaseGeometry) -> Corners:
    return np.asarray(shapely.get_coordinates(shape, include_z=bool(shape.has_z)))
