"""The map for Google Earth and My Maps: one KMZ with the legend's pictures inside.

KML 2.2 (OGC 07-147r2). Pictures are PNG, because neither program draws SVG; each is named
after its kind, so that a file that comes back is read with the same kinds.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import geopandas as gpd
import pandas as pd
from shapely.geometry import Point

from muban.gis.writing.write_archive import zip_deterministic
from muban.symbology.kml_context import context_elements
from muban.symbology.kml_shapes import kml_area, kml_color, kml_placemark, kml_point
from muban.symbology.legend import Legend, Symbol
from muban.symbology.symbol import drawn_png, symbol_png, village_point_svg

__all__ = ["kml_text", "kmz_bytes"]

_ICON_PX = 64
_NS = "http://www.opengis.net/kml/2.2"
_OPACITY = "b3"
"""70 %: the satellite picture below stays visible."""


def kmz_bytes(
    villages: gpd.GeoDataFrame | None,
    landmarks: gpd.GeoDataFrame | None,
    legend: Legend,
    *,
    points: gpd.GeoDataFrame | None = None,
    disputed: gpd.GeoDataFrame | None = None,
    context: gpd.GeoDataFrame | None = None,
    title: str = "แผนที่หมู่บ้าน",
) -> bytes:
    """A KMZ of village areas and important places; the same bytes for the same map.

    Parameters
    ----------
    villages
        Columns ``name``, ``moo``, ``village_code`` and areas in EPSG:4326 (missing shapes are
        left out: there is nothing to draw). None for none. A column ``balloon`` has what the
        place's balloon says: key, title and text of each line; so for landmarks and points.
    landmarks
        Columns of :data:`muban.layers.frames.LANDMARK_COLUMNS`, EPSG:4326. None for none.
    legend
        Every kind in ``landmarks`` must be in it.
    points
        Villages without an area: the same columns as ``villages``, points in EPSG:4326. None
        for none.
    disputed
        Ground that several villages claim: columns ``claimed_by``, ``claimed_by_codes`` and
        areas in EPSG:4326. None for none.
    context
        Roads, waters and other ground: columns of :data:`muban.layers.frames.CONTEXT_COLUMNS`,
        EPSG:4326. None for none.
    title
        What Google Earth calls the map.
    """
    kinds = [] if landmarks is None else sorted(set(landmarks["landmark_kind"]))
    pictures = {f"files/{kind}.png": symbol_png(legend[kind], _ICON_PX, legend) for kind in kinds}
    document = kml_text(
        villages,
        landmarks,
        legend,
        points=points,
        disputed=disputed,
        context=context,
        title=title,
    )
    if points is not None and len(points):
        pictures["files/village_point.png"] = drawn_png(village_point_svg(legend, _ICON_PX))
    return zip_deterministic({"doc.kml": document.encode(), **pictures})


def kml_text(
    villages: gpd.GeoDataFrame | None,
    landmarks: gpd.GeoDataFrame | None,
    legend: Legend,
    *,
    points: gpd.GeoDataFrame | None = None,
    disputed: gpd.GeoDataFrame | None = None,
    context: gpd.GeoDataFrame | None = None,
    title: str = "แผนที่หมู่บ้าน",
) -> str:
    """The KML inside the KMZ.

    Parameters
    ----------
    villages
        As for :func:`kmz_bytes`, EPSG:4326; so the others.
    landmarks
        Important places.
    legend
        Every kind in ``landmarks`` must be in it.
    points
        Villages without an area.
    disputed
        Ground that several villages claim.
    context
        Roads, waters and other ground.
    title
        What Google Earth calls the map.

    Examples
    --------
    >>> from muban.symbology.legend import read_legend
    >>> "<name>แผนที่หมู่บ้าน</name>" in kml_text(None, None, read_legend())
    True
    """
    root = Element("kml", xmlns=_NS)
    document = SubElement(root, "Document")
    SubElement(document, "name").text = title
    rows = _rows(landmarks)
    used = [symbol for symbol in legend if any(r["landmark_kind"] == symbol.id for r in rows)]
    document.append(_village_style(legend))
    if disputed is not None and len(disputed):
        document.append(_disputed_style(legend))
    for symbol in used:
        document.append(_symbol_style(symbol))
    if villages is not None and len(villages):
        document.append(_village_folder(villages, "หมู่บ้าน", "village"))
    if points is not None and len(points):
        document.append(_icon_style("village_point"))
        document.append(_village_folder(points, "จุดที่ตั้งหมู่บ้าน", "village_point"))
    if disputed is not None and len(disputed):
        document.append(_disputed_folder(disputed, legend))
    if context is not None and len(context):
        for element in context_elements(_rows(context), legend):
            document.append(element)
    if rows:
        document.append(_landmark_folder(rows, used, legend))
    indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _rows(frame: gpd.GeoDataFrame | None) -> list[dict[str, Any]]:
    if frame is None:
        return []
    shown = frame[frame.geometry.notna()]
    return [{str(k): v for k, v in row.items()} for row in shown.to_dict("records")]


def _village_style(legend: Legend) -> Element:
    edge = legend.boundary("village_boundary")
    return _area_style("village", edge.color, edge.width, legend.classes.ramp[1])


def _disputed_style(legend: Legend) -> Element:
    """KML has no hatch: the ground is pale and its edge is dark."""
    style, edge = legend.disputed, legend.boundary("village_boundary")
    return _area_style("disputed", style.line, edge.width, style.ground)


def _area_style(name: str, line_color: str, width: float, ground: str) -> Element:
    style = Element("Style", id=name)
    line = SubElement(style, "LineStyle")
    SubElement(line, "color").text = kml_color(line_color, "ff")
    SubElement(line, "width").text = f"{width:g}"
    area = SubElement(style, "PolyStyle")
    SubElement(area, "color").text = kml_color(ground, _OPACITY)
    return style


def _symbol_style(symbol: Symbol) -> Element:
    return _icon_style(symbol.id)


def _icon_style(name: str) -> Element:
    style = Element("Style", id=name)
    icon_style = SubElement(style, "IconStyle")
    SubElement(icon_style, "scale").text = "1"
    SubElement(SubElement(icon_style, "Icon"), "href").text = f"files/{name}.png"
    anchor = {"x": "0.5", "y": "0.5", "xunits": "fraction", "yunits": "fraction"}
    SubElement(icon_style, "hotSpot", anchor)
    SubElement(SubElement(style, "LabelStyle"), "scale").text = "0.8"
    return style


def _village_folder(villages: gpd.GeoDataFrame, title: str, style: str) -> Element:
    folder = Element("Folder")
    SubElement(folder, "name").text = title
    for row in _rows(villages):
        plain = (
            ("village_code", "", str(row.get("village_code") or "")),
            ("moo", "", str(moo) if pd.notna(moo := row.get("moo")) else ""),
        )
        placemark = kml_placemark(str(row["name"]), style, row.get("balloon") or plain)
        shape = row["geometry"]
        placemark.append(kml_point(shape) if isinstance(shape, Point) else kml_area(shape))
        folder.append(placemark)
    return folder


def _disputed_folder(disputed: gpd.GeoDataFrame, legend: Legend) -> Element:
    folder = Element("Folder")
    SubElement(folder, "name").text = legend.disputed.label_th
    for row in _rows(disputed):
        who = [(key, "", str(row[key])) for key in ("claimed_by", "claimed_by_codes")]
        placemark = kml_placemark(legend.disputed.label_th, "disputed", who)
        placemark.append(kml_area(row["geometry"]))
        folder.append(placemark)
    return folder


def _landmark_folder(rows: list[dict[str, Any]], used: list[Symbol], legend: Legend) -> Element:
    folder = Element("Folder")
    SubElement(folder, "name").text = "สถานที่สำคัญ"
    for group in legend.groups:
        kinds = {symbol.id: symbol for symbol in used if symbol.group == group.id}
        inside = [row for row in rows if row["landmark_kind"] in kinds]
        if not inside:
            continue
        part = SubElement(folder, "Folder")
        SubElement(part, "name").text = group.label_th
        for row in inside:
            symbol = kinds[row["landmark_kind"]]
            plain = (("landmark_kind", "", symbol.id), ("ประเภท", "", symbol.label_th))
            lines = row.get("balloon") or plain
            placemark = kml_placemark(str(row["name"]) or symbol.label_th, symbol.id, lines)
            placemark.append(kml_point(row["geometry"]))
            part.append(placemark)
    return folder
