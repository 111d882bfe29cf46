"""Write KML as Google My Maps exports it: folders, shared styles, a description, data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

import shapely
from shapely.geometry import LineString, Point, Polygon

__all__ = ["Placemark", "kml"]

AREA_COLOUR = "1F5F4A"
PIN_COLOUR = "7B1FA2"
LINE_COLOUR = "0288D1"


@dataclass(frozen=True)
class Placemark:
    """One drawn thing."""

    folder: str
    name: str
    shape: Polygon | LineString | Point
    note: str = ""
    data: Mapping[str, str] = field(default_factory=dict)


def kml(title: str, placemarks: Sequence[Placemark]) -> str:
    """The document, its folders in the order in which they first come."""
    folders = dict.fromkeys(mark.folder for mark in placemarks)
    inside = "\n".join(
        f"    <Folder>\n      <name>{escape(folder)}</name>\n"
        + "\n".join(_placemark(mark) for mark in placemarks if mark.folder == folder)
        + "\n    </Folder>"
        for folder in folders
    )
    lines = _LINE_STYLE if any(isinstance(mark.shape, LineString) for mark in placemarks) else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<kml xmlns="http://www.opengis.net/kml/2.2">\n  <Document>\n'
        f"    <name>{escape(title)}</name>\n    <description/>\n{_STYLES}{lines}\n{inside}\n"
        "  </Document>\n</kml>\n"
    )


def _placemark(mark: Placemark) -> str:
    area = isinstance(mark.shape, Polygon)
    lines = [f"<name>{escape(mark.name)}</name>"]
    if mark.note or mark.data:
        rows = [f"{key}: {value}" for key, value in mark.data.items()]
        text = "<br>".join(([mark.note] if mark.note else []) + rows)
        lines.append(f"<description><![CDATA[{text}]]></description>")
    style = f"poly-{AREA_COLOUR}-1600-77" if area else f"icon-1899-{PIN_COLOUR}"
    style = f"line-{LINE_COLOUR}-2400" if isinstance(mark.shape, LineString) else style
    lines.append(f"<styleUrl>#{style}</styleUrl>")
    if mark.data:
        lines.append("<ExtendedData>")
        lines += [
            f"  <Data name={quoteattr(key)}>\n            <value>{escape(value)}</value>\n"
            "          </Data>"
            for key, value in mark.data.items()
        ]
        lines.append("</ExtendedData>")
    lines += _shape(mark.shape)
    body = "\n".join(f"        {line}" for line in lines)
    return f"      <Placemark>\n{body}\n      </Placemark>"


def _shape(shape: Polygon | LineString | Point) -> list[str]:
    if isinstance(shape, Polygon):
        return _polygon(shape)
    return _line(shape) if isinstance(shape, LineString) else _point(shape)


def _line(shape: LineString) -> list[str]:
    return [
        "<LineString>",
        "  <tessellate>1</tessellate>",
        "  <coordinates>",
        *(f"    {_lonlat(x, y)}" for x, y in shape.coords),
        "  </coordinates>",
        "</LineString>",
    ]


def _polygon(shape: Polygon) -> list[str]:
    ring = shapely.get_coordinates(shapely.orient_polygons(shape).exterior)
    coords = [f"            {_lonlat(x, y)}" for x, y in ring]
    return [
        "<Polygon>",
        "  <outerBoundaryIs>",
        "    <LinearRing>",
        "      <tessellate>1</tessellate>",
        "      <coordinates>",
        *coords,
        "      </coordinates>",
        "    </LinearRing>",
        "  </outerBoundaryIs>",
        "</Polygon>",
    ]


def _point(shape: Point) -> list[str]:
    return [
        "<Point>",
        "  <coordinates>",
        f"    {_lonlat(shape.x, shape.y)}",
        "  </coordinates>",
        "</Point>",
    ]


def _lonlat(x: float, y: float) -> str:
    return f"{x:.6f},{y:.6f},0"


_STYLES = f"""    <Style id="poly-{AREA_COLOUR}-1600-77">
      <LineStyle>
        <color>ff4a5f1f</color>
        <width>1.6</width>
      </LineStyle>
      <PolyStyle>
        <color>4d4a5f1f</color>
        <fill>1</fill>
        <outline>1</outline>
      </PolyStyle>
    </Style>
    <Style id="icon-1899-{PIN_COLOUR}">
      <IconStyle>
        <color>ffa21f7b</color>
        <scale>1</scale>
      </IconStyle>
    </Style>"""

_LINE_STYLE = f"""
    <Style id="line-{LINE_COLOUR}-2400">
      <LineStyle>
        <color>ffd18802</color>
        <width>2.4</width>
      </LineStyle>
    </Style>"""
