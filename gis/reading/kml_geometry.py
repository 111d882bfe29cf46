"""Shapes of a KML placemark."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

import numpy as np
from lxml import etree
from shapely.geometry.base import BaseGeometry

from gis.reading.limits import Budget
from gis.reading.safe_xml import local_name
from gis.reading.shape_building import Coordinates, ShapeBuilder, collect

__all__ = ["UNSUPPORTED", "placemark_shape", "read_coordinates"]

_NAN = float("nan")
_AROUND_COMMA = re.compile(r"\s*,\s*")
_WIDE_COMMA = re.compile(r"\s,|,\s")

UNSUPPORTED = frozenset({"Model"})
"""Geometry that cannot be drawn on a map: a three-dimensional model."""


def read_coordinates(text: str | None, budget: Budget) -> Coordinates:
    """Corners of a ``<coordinates>`` text: ``lon,lat[,altitude]``, separated by space.

    A corner that is no number becomes NaN, so that it is counted.

    Examples
    --------
    >>> from gis.reading.limits import Limits
    >>> read_coordinates("102.74,17.88,0 102.75, 17.89", Budget(Limits()))
    [(102.74, 17.88, 0.0), (102.75, 17.89)]
    >>> read_coordinates("no,no", Budget(Limits()))
    [(nan, nan)]
    >>> read_coordinates(None, Budget(Limits()))
    []
    """
    if not text:
        return []
    if _WIDE_COMMA.search(text):
        text = _AROUND_COMMA.sub(",", text)
    words = text.split()
    budget.spend("max_coordinates", len(words))
    parts = {word.count(",") for word in words}
    if parts in ({1}, {2}):
        with suppress(ValueError):
            numbers = np.array(",".join(words).split(","), dtype=float)
            return numbers.reshape(len(words), -1)
    return [_corner(word.split(",")) for word in words]


def _corner(parts: list[str]) -> tuple[float, ...]:
    while len(parts) > 2 and not parts[-1]:
        parts.pop()
    try:
        numbers = tuple(float(part) for part in parts[:3])
    except ValueError:
        return (_NAN, _NAN)
    return numbers if len(numbers) >= 2 else (_NAN, _NAN)


def placemark_shape(
    placemark: etree._Element, builder: ShapeBuilder, budget: Budget
) -> BaseGeometry | None:
    """The shape of a placemark; several, nested or mixed ones become one collection."""
    return collect(
        _READERS[local_name(child)](child, builder, budget)
        for child in placemark
        if local_name(child) in _READERS
    )


def _texts(element: etree._Element, budget: Budget) -> Coordinates:
    for child in element:
        if local_name(child) == "coordinates":
            return read_coordinates("".join(child.itertext()), budget)
    return []


def _point(element: etree._Element, builder: ShapeBuilder, budget: Budget) -> BaseGeometry | None:
    corners = _texts(element, budget)
    return builder.point(corners[0] if len(corners) else ())


def _line(element: etree._Element, builder: ShapeBuilder, budget: Budget) -> BaseGeometry | None:
    return builder.line(_texts(element, budget))


def _polygon(element: etree._Element, builder: ShapeBuilder, budget: Budget) -> BaseGeometry | None:
    outer: list[Coordinates] = []
    inner: list[Coordinates] = []
    for boundary in element:
        kind = local_name(boundary)
        rings = inner if kind == "innerBoundaryIs" else outer
        if kind in ("outerBoundaryIs", "innerBoundaryIs"):
            rings += [_texts(ring, budget) for ring in boundary if local_name(ring) == "LinearRing"]
        elif kind == "LinearRing":
            outer.append(_texts(boundary, budget))
    return builder.polygon([*outer[:1], *inner]) if outer else builder.polygon([])


def _multi(element: etree._Element, builder: ShapeBuilder, budget: Budget) -> BaseGeometry | None:
    return placemark_shape(element, builder, budget)


def _track(element: etree._Element, builder: ShapeBuilder, budget: Budget) -> BaseGeometry | None:
    corners = [
        _corner("".join(map(str, child.itertext())).split())
        for child in element
        if local_name(child) == "coord"
    ]
    budget.spend("max_coordinates", len(corners))
    # A receiver that stood still writes a track of one fix: a place, not a line.
    return builder.point(corners[0]) if len(corners) == 1 else builder.line(corners)


_READERS: dict[str, Callable[[etree._Element, ShapeBuilder, Budget], BaseGeometry | None]] = {
    "Point": _point,
    "LineString": _line,
    "LinearRing": _line,
    "Polygon": _polygon,
    "MultiGeometry": _multi,
    "Track": _track,
    "MultiTrack": _multi,
}
