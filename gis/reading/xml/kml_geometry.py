"""Shapes of a KML placemark."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree
from shapely.geometry.base import BaseGeometry

from muban.gis.reading.limits import Budget
from muban.gis.reading.records.shape_building import Coordinates, ShapeBuilder, collect
from muban.gis.reading.xml.kml_coordinates import read_coordinates, read_fix
from muban.gis.reading.xml.safe_xml import local_name

__all__ = ["UNSUPPORTED", "placemark_shape"]

UNSUPPORTED = frozenset({"Model"})
"""Geometry that cannot be drawn on a map: a three-dimensional model."""


def placemark_shape(
    placemark: etree._Element, builder: ShapeBuilder, budget: Budget
) -> BaseGeometry | None:
    """The shape of a placemark; several, nested or mixed ones become one collection.

    Parameters
    ----------
    placemark
        A ``<Placemark>`` of a KML document.
    builder
        Remembers what is wrong with the shape.
    budget
        What of the file's corners is left.

    Returns
    -------
    geometry or None
        In EPSG:4326; None where the placemark has no shape.

    Examples
    --------
    >>> from lxml.etree import fromstring
    >>> from muban.gis.reading.limits import Limits
    >>> mark = fromstring(
    ...     "<Placemark><Point><coordinates>102.74,17.88,0</coordinates></Point></Placemark>")
    >>> placemark_shape(mark, ShapeBuilder(), Budget(Limits()))
    <POINT Z (102.74 17.88 0)>
    """
    return collect(
        _READERS[local_name(child)](child, builder, budget)
        for child in placemark
        if local_name(child) in _READERS
    )


def _texts(element: etree._Element, builder: ShapeBuilder, budget: Budget) -> list[Coordinates]:
    """The corners of each ``<coordinates>`` in an element: there should be one."""
    found = [
        read_coordinates("".join(map(str, child.itertext())), builder, budget)
        for child in element
        if local_name(child) == "coordinates"
    ]
    return found or [[]]


def _point(element: etree._Element, builder: ShapeBuilder, budget: Budget) -> BaseGeometry | None:
    corners = [tuple(corner) for text in _texts(element, builder, budget) for corner in text]
    return builder.place(corners)


def _line(element: etree._Element, builder: ShapeBuilder, budget: Budget) -> BaseGeometry | None:
    return collect(builder.line(text) for text in _texts(element, builder, budget))


def _polygon(element: etree._Element, builder: ShapeBuilder, budget: Budget) -> BaseGeometry | None:
    outer: list[Coordinates] = []
    inner: list[Coordinates] = []
    for boundary in element:
        kind = local_name(boundary)
        rings = inner if kind == "innerBoundaryIs" else outer
        if kind in ("outerBoundaryIs", "innerBoundaryIs"):
            for ring in boundary:
                if local_name(ring) == "LinearRing":
                    rings += _texts(ring, builder, budget)
        elif kind == "LinearRing":
            outer += _texts(boundary, builder, budget)
    return builder.area(outer, inner)


def _multi(element: etree._Element, builder: ShapeBuilder, budget: Budget) -> BaseGeometry | None:
    return placemark_shape(element, builder, budget)


def _track(element: etree._Element, builder: ShapeBuilder, budget: Budget) -> BaseGeometry | None:
    corners = [
        read_fix("".join(map(str, child.itertext())), builder, budget)
        for child in element
        if local_name(child) == "coord"
    ]
    budget.spend("max_coordinates", len(corners))
    builder.tracks += 1
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
