"""Shapes written as text: WKT and EWKT, GeoJSON, hexadecimal WKB, and what ODK and Kobo write.

Survey programs and databases keep a boundary in one cell of a table: Google My Maps exports a
column ``WKT``, KoboToolbox and ODK ``lat lon alt accuracy;lat lon …``, PostGIS hexadecimal WKB.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from muban.gis.reading.json.geojson_geometry import NotGeometry, geometry_from_json
from muban.gis.reading.limits import Budget, Limits
from muban.gis.reading.records.shape_building import ShapeBuilder

__all__ = ["TextShape", "looks_like_shape", "read_shape"]

_WKT = re.compile(
    r"\s*(?:SRID=\d+;\s*)?(?:(?:MULTI)?(?:POINT|LINESTRING|POLYGON)|GEOMETRYCOLLECTION)"
    r"\s*(?:Z|M|ZM)?\s*[(E]",
    re.IGNORECASE,
)
_SRID = re.compile(r"\s*SRID=(\d{1,6});\s*", re.IGNORECASE)
_JSON = re.compile(r'\s*\{[^{}]{0,200}"(?:type|coordinates|geometry)"')
_HEX = re.compile(r"\s*0[01][0-9A-Fa-f]{8}(?:[0-9A-Fa-f]{2}){16,}\s*")
_NUMBER = r"-?\d{1,3}(?:\.\d+)?"
_SPOT = rf"{_NUMBER}\s+{_NUMBER}(?:\s+-?\d+(?:\.\d+)?){{0,2}}"
_ODK = re.compile(rf"\s*{_SPOT}\s*(?:;\s*{_SPOT}\s*)+;?\s*|\s*{_NUMBER}(?:\s+{_NUMBER}){{3}}\s*")
_DEEPEST = 10
"""Collections inside collections that any program writes; a reader that recurses has an end."""


class TextShape(NamedTuple):
    """A shape and its CRS as the text states it; None where it states none."""

    shape: BaseGeometry
    srid: int | None = None


def looks_like_shape(text: object) -> bool:
    """Whether a cell begins as the text of a shape does.

    Examples
    --------
    >>> looks_like_shape("POINT (103.2 18.2)"), looks_like_shape("Point of view")
    (True, False)
    >>> looks_like_shape("18.2 103.2 160.2 4.8"), looks_like_shape("18.2 103.2")
    (True, False)
    """
    if not isinstance(text, str):
        return False
    return any(form.match(text) for form in (_WKT, _JSON)) or any(
        form.fullmatch(text) for form in (_ODK, _HEX)
    )


def read_shape(text: str) -> TextShape | None:
    """The shape that a text says; None where it is none, or a broken one.

    Parameters
    ----------
    text
        One cell. ODK writes latitude first; a trace of four spots or more that comes back
        to its beginning is an area.

    Examples
    --------
    >>> read_shape("SRID=32648;POINT (200000 2000000)")
    TextShape(shape=<POINT (200000 2000000)>, srid=32648)
    >>> read_shape("18.2 103.2 0 0;18.2 103.21 0 0;18.21 103.21 0 0;18.2 103.2 0 0").shape.wkt
    'POLYGON ((103.2 18.2, 103.21 18.2, 103.21 18.21, 103.2 18.2))'
    >>> read_shape("POLYGON ((103.2 18.2, 103.21 18.2))") is None
    True
    """
    try:
        if _WKT.match(text):
            return _from_wkt(text)
        if _JSON.match(text):
            return _from_json(text)
        if _ODK.fullmatch(text):
            return TextShape(_from_odk(text))
        if _HEX.fullmatch(text):
            shape = shapely.from_wkb(text.strip())
            return TextShape(shape, shapely.get_srid(shape) or None)
    except (ShapelyError, ValueError, NotGeometry, RecursionError):
        return None
    return None


def _from_wkt(text: str) -> TextShape | None:
    if text.upper().count("GEOMETRYCOLLECTION") > _DEEPEST:
        return None
    stated = _SRID.match(text)
    shape = shapely.from_wkt(text[stated.end() :] if stated else text)
    return TextShape(shape, int(stated[1]) if stated else None)


def _from_json(text: str) -> TextShape | None:
    value = json.loads(text)
    if isinstance(value, dict) and isinstance(value.get("geometry"), dict):
        value = value["geometry"]
    shape = geometry_from_json(value, ShapeBuilder(), Budget(Limits()))
    return None if shape is None else TextShape(shape)


def _from_odk(text: str) -> BaseGeometry:
    spots = [spot.split() for spot in text.strip().strip(";").split(";")]
    corners = [(float(lon), float(lat)) for lat, lon, *_ in spots]
    if len(corners) == 1:
        return shapely.Point(corners[0])
    closed = len(corners) > 3 and corners[0] == corners[-1]
    return shapely.Polygon(corners) if closed else shapely.LineString(corners)
