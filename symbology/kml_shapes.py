"""Placemarks and shapes of a KML document."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

import shapely
from shapely.geometry import LinearRing, LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

__all__ = ["kml_area", "kml_color", "kml_line", "kml_placemark", "kml_point"]


def kml_placemark(name: str, style: str, lines: Iterable[tuple[str, str, str]]) -> Element:
    """A place with what is known of it: programs read the keys, people the titles.

    Parameters
    ----------
    name
        What people call the place.
    style
        The id of its style.
    lines
        Key, title and text of each; those without a text are left out.

    Returns
    -------
    Element
        A ``Placemark`` without a shape.

    Examples
    --------
    >>> from xml.etree.ElementTree import tostring
    >>> mark = kml_placemark("วัดโพธิ์ชัย", "temple", [("moo", "หมู่ที่", "4"), ("note", "", "")])
    >>> [data.get("name") for data in mark.iter("Data")], mark.find("styleUrl").text
    (['moo'], '#temple')
    """
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
    """A point in EPSG:4326.

    Parameters
    ----------
    point
        In EPSG:4326.

    Returns
    -------
    Element
        A ``Point`` of KML: longitude first.

    Examples
    --------
    >>> kml_point(Point(102.74, 17.88)).find("coordinates").text
    '102.740000,17.880000'
    """
    element = Element("Point")
    SubElement(element, "coordinates").text = _coordinates(point)
    return element


def kml_line(shape: BaseGeometry) -> Element:
    """A line, or several as one, in EPSG:4326.

    Parameters
    ----------
    shape
        A LineString or MultiLineString in EPSG:4326.

    Returns
    -------
    Element
        A ``LineString``, or a ``MultiGeometry`` of several.

    Examples
    --------
    >>> kml_line(LineString([(102.7, 17.8), (102.8, 17.9)])).find("coordinates").text
    '102.700000,17.800000 102.800000,17.900000'
    """
    if isinstance(shape, LineString):
        element = Element("LineString")
        SubElement(element, "tessellate").text = "1"
        SubElement(element, "coordinates").text = _coordinates(shape)
        return element
    multi = Element("MultiGeometry")
    for part in getattr(shape, "geoms", ()):
        multi.append(kml_line(part))
    return multi


def kml_area(shape: BaseGeometry) -> Element:
    """An area, or several as one, in EPSG:4326.

    Parameters
    ----------
    shape
        A Polygon or MultiPolygon in EPSG:4326.

    Returns
    -------
    Element
        A ``Polygon``, or a ``MultiGeometry`` of several.

    Examples
    --------
    >>> from shapely import box
    >>> kml_area(box(102, 17, 103, 18)).find(".//coordinates").text.split()[0]
    '103.000000,17.000000'
    """
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
    SubElement(line, "coordinates").text = _coordinates(ring)
    return element


def _coordinates(shape: BaseGeometry) -> str:
    """The corners of a shape in their order, to six decimals: about 11 cm on the ground."""
    corners = shapely.get_coordinates(shape)
    # One text with a place for each number: many times as fast as a text for each corner.
    text = " ".join(["%.6f,%.6f"] * len(corners)) % tuple(corners.ravel().tolist())
    return text.replace("-0.000000", "0.000000")


def kml_color(color: str, alpha: str) -> str:
    """KML's colour order: alpha, blue, green, red.

    Examples
    --------
    >>> kml_color("#a84300", "ff")
    'ff0043a8'
    """
    return alpha + color[5:7] + color[3:5] + color[1:3]
