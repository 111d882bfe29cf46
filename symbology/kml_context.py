"""Roads, waters and other ground for Google Earth: a style for each kind, a folder for all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

from muban.symbology.kml_shapes import kml_area, kml_color, kml_line, kml_placemark

if TYPE_CHECKING:
    from muban.symbology.context_style import ContextStyle
    from muban.symbology.legend import Legend

__all__ = ["context_elements"]

_TITLE = "ถนน ลำน้ำ และพื้นที่อื่น"
_OPACITY = "99"
"""60 %: forest and water let the satellite picture show."""
_LINES = ("LineString", "MultiLineString")


def context_elements(rows: Sequence[Mapping[str, Any]], legend: Legend) -> Iterator[Element]:
    """The styles of the kinds that occur, and one folder with everything of them.

    Parameters
    ----------
    rows
        Records with the columns of :data:`muban.layers.frames.CONTEXT_COLUMNS`, EPSG:4326.
    legend
        Every kind in ``rows`` must be in it.

    Yields
    ------
    Element
        ``Style`` named after its kind, so that a file that comes back is read as the same.
    """
    used = {row["context_kind"] for row in rows}
    for style in legend.context:
        if style.id in used:
            yield _style(style)
    folder = Element("Folder")
    SubElement(folder, "name").text = _TITLE
    for row in rows:
        look = legend.ground(row["context_kind"])
        data = [("context_kind", "", look.id), ("ประเภท", "", look.label_th)]
        if row["length_km"] == row["length_km"]:
            data.append(("length_km", "ความยาว (กม.)", f"{row['length_km']:.2f}"))
        placemark = kml_placemark(str(row["name"]) or look.label_th, look.id, data)
        shape = row["geometry"]
        placemark.append(kml_line(shape) if shape.geom_type in _LINES else kml_area(shape))
        folder.append(placemark)
    yield folder


def _style(style: ContextStyle) -> Element:
    element = Element("Style", id=style.id)
    line = SubElement(element, "LineStyle")
    SubElement(line, "color").text = kml_color(style.color, "ff")
    SubElement(line, "width").text = f"{style.width:g}"
    area = SubElement(element, "PolyStyle")
    if style.fill is None:
        SubElement(area, "fill").text = "0"
    else:
        SubElement(area, "color").text = kml_color(style.fill, _OPACITY)
    return element
