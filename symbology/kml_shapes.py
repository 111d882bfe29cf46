"""Placemarks and shapes of a KML document."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from shapely.geometry import LinearRing, LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

__all__ = ["kml_area", "kml_color", "kml_line", "kml_placemark", "kml_point"]


def kml_placemark(name: str, style: str, lines: Iterable[tuple[str, str, str]]) -> Element:
    """A place with what is known of it: programs read the keys, people the titles."""
    placemark = Element("Placemark")
    SubElement(placemark, "name").text = name
    SubElement(placemark, "styleUrl").text = f"#{style}"
    extended = SubElement(placemark, "ExtendedData")
    for key, title, value in lines:
        if value:
            data = SubElement(extended, "Data", name=key)
            if title:
                SubElement(data, "displayName").text = title
            SubElement(data, "value").text = value
    return placemark


def kml_point(point: Point) -> Element:
    """A point in EPSG:4326."""
    element = Element("Point")
    SubElement(element, "coordinates").text = _coordinates([(point.x, point.y)])
    return element


def kml_line(shape: BaseGeometry) -> Element:
    """A line, or several as one, in EPSG:4326."""
    if isinstance(shape, LineString):
        element = Element("LineString")
        SubElement(element, "tessellate").text = "1"
        corners = [(corner[0], corner[1]) for corner in shape.coords]
        SubElement(element, "coordinates").text = _coordinates(corners)
        return element
    multi = Element("MultiGeometry")
    for part in getattr(shape, "geoms", ()):
        multi.append(kml_line(part))
    return multi


def kml_area(shape: BaseGeometry) -> Element:
    """An area, or several as one, in EPSG:4326."""
    if isinstance(shape, Polygon):
        return _polygon(shape)
    multi = Element("MultiGeometry")
    parts = shape.geoms if isinstance(shape, MultiPolygon) else ()
    for part in parts:
        multi.append(_polygon(part))
    return multi


def _polygon(polygon: Polygon) -> Element:
    element = Element("Polygon")
    element.append(_ring("outerBoundaryIs", polygon.exterior))
    for hole in polygon.interiors:
        element.append(_ring("innerBoundaryIs", hole))
    return element


def _ring(tag: str, ring: LinearRing) -> Element:
    element = Element(tag)
    line = SubElement(element, "LinearRing")
    SubElement(line, "coordinates").text = _coordinates([(c[0], c[1]) for c in ring.coords])
    return element


def _coordinates(points: list[tuple[float, float]]) -> str:
    # "+ 0.0" turns -0.0 into 0.0; six decimals are about 11 cm on the ground
    return " ".join(f"{round(x, 6) + 0.0:.6f},{round(y, 6) + 0.0:.6f}" for x, y in points)


def kml_color(color: str, alpha: str) -> str:
    """KML's colour order: alpha, blue, green, red.

    Examples
    --------
    >>> kml_color("#a84300", "ff")
    'ff0043a8'
    """
    return alpha + color[5:7] + color[3:5] + color[1:3]
