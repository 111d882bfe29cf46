"""A layer's look as an OGC Styled Layer Descriptor 1.1 (Symbology Encoding 1.1).

The order of elements is the schema's. A picture is given three times, the best first, as
the standard has it («the first that the program can draw»): as QGIS embeds it, as inline
content of the standard, and as a plain mark for programs that draw neither.
"""

from __future__ import annotations

import base64
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from muban.symbology.style import AreaLook, LayerLook, LineLook, PointLook, Rule

__all__ = ["sld_text"]

_SLD = "http://www.opengis.net/sld"
_SE = "http://www.opengis.net/se"
_OGC = "http://www.opengis.net/ogc"
_XLINK = "http://www.w3.org/1999/xlink"
_CROSS_MM = 2.0
_PX_PER_MM = 1 / 0.28
"""A pixel of Symbology Encoding is 0.28 mm wide (OGC 05-077r4, 11.2)."""


def sld_text(look: LayerLook) -> str:
    """The style as an SLD document.

    Examples
    --------
    >>> from muban.symbology.legend import read_legend
    >>> from muban.symbology.style import layer_looks
    >>> "PolygonSymbolizer" in sld_text(layer_looks(read_legend())[0])
    True
    """
    root = Element(
        "StyledLayerDescriptor",
        {"xmlns": _SLD, "xmlns:se": _SE, "xmlns:ogc": _OGC, "xmlns:xlink": _XLINK},
        version="1.1.0",
    )
    layer = SubElement(root, "NamedLayer")
    SubElement(layer, "se:Name").text = look.table
    style = SubElement(layer, "UserStyle")
    SubElement(style, "se:Name").text = look.table
    description = SubElement(style, "se:Description")
    SubElement(description, "se:Title").text = look.title
    sheet = SubElement(style, "se:FeatureTypeStyle")
    first = next((rule.limits for rule in look.rules if rule.limits), None)
    for rule in sorted(look.rules, key=lambda rule: rule.order):
        number = look.attribute if look.graduated else None
        sheet.append(_rule(rule, look.attribute, number, first=rule.limits == first))
    if look.label_column:
        SubElement(sheet, "se:Rule").append(_text(look.label_column))
    indent(root, " ")
    body = tostring(root, encoding="unicode")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + body + "\n"


def _rule(rule: Rule, attribute: str | None, number: str | None, *, first: bool) -> Element:
    element = Element("se:Rule")
    SubElement(element, "se:Name").text = rule.value or (rule.label if number else "all")
    description = SubElement(element, "se:Description")
    SubElement(description, "se:Title").text = rule.label
    if number is not None:
        element.append(_within(rule, number, first=first))
    if attribute is not None and rule.value is not None:
        test = SubElement(SubElement(element, "ogc:Filter"), "ogc:PropertyIsEqualTo")
        SubElement(test, "ogc:PropertyName").text = attribute
        SubElement(test, "ogc:Literal").text = rule.value
    look = rule.look
    if isinstance(look, PointLook):
        element.append(_point(look))
    elif isinstance(look, LineLook):
        element.append(_line(look))
    else:
        element.append(_area(look))
        for color, mark in ((look.crossed, "x"), (look.hatched, "slash")):
            if color is not None:
                element.append(_lines_over(color, mark))
    return element


def _within(rule: Rule, number: str, *, first: bool) -> Element:
    """The test of a class: above its lower end, up to its upper; or that there is no number."""
    test = Element("ogc:Filter")
    if rule.limits is None:
        nothing = SubElement(test, "ogc:PropertyIsNull")
        SubElement(nothing, "ogc:PropertyName").text = number
        return test
    both = SubElement(test, "ogc:And")
    low = "ogc:PropertyIsGreaterThanOrEqualTo" if first else "ogc:PropertyIsGreaterThan"
    for name, end in zip((low, "ogc:PropertyIsLessThanOrEqualTo"), rule.limits, strict=True):
        part = SubElement(both, name)
        SubElement(part, "ogc:PropertyName").text = number
        SubElement(part, "ogc:Literal").text = f"{end:.9g}"
    return test


def _point(look: PointLook) -> Element:
    symbolizer = Element("se:PointSymbolizer")
    graphic = SubElement(symbolizer, "se:Graphic")
    picture = base64.b64encode(look.svg.encode()).decode()
    linked = SubElement(graphic, "se:ExternalGraphic")
    href = {"xlink:type": "simple", "xlink:href": f"base64:{picture}"}
    SubElement(linked, "se:OnlineResource", href)
    SubElement(linked, "se:Format").text = "image/svg+xml"
    inline = SubElement(graphic, "se:ExternalGraphic")
    SubElement(inline, "se:InlineContent", encoding="base64").text = picture
    SubElement(inline, "se:Format").text = "image/svg+xml"
    mark = SubElement(graphic, "se:Mark")
    SubElement(mark, "se:WellKnownName").text = look.mark
    _parameters(SubElement(mark, "se:Fill"), {"fill": look.color})
    _parameters(SubElement(mark, "se:Stroke"), {"stroke": "#ffffff", "stroke-width": "1"})
    SubElement(graphic, "se:Size").text = _px(look.size_mm)
    return symbolizer


def _line(look: LineLook) -> Element:
    symbolizer = Element("se:LineSymbolizer")
    _parameters(SubElement(symbolizer, "se:Stroke"), _stroke(look))
    return symbolizer


def _area(look: AreaLook) -> Element:
    symbolizer = Element("se:PolygonSymbolizer")
    if look.fill:
        _parameters(SubElement(symbolizer, "se:Fill"), {"fill": look.fill})
    _parameters(SubElement(symbolizer, "se:Stroke"), _stroke(look.edge))
    return symbolizer


def _lines_over(color: str, name: str) -> Element:
    """Lines over an area, as a mark repeated: the standard's «x», or «slash», which QGIS knows."""
    symbolizer = Element("se:PolygonSymbolizer")
    fill = SubElement(SubElement(symbolizer, "se:Fill"), "se:GraphicFill")
    graphic = SubElement(fill, "se:Graphic")
    mark = SubElement(graphic, "se:Mark")
    SubElement(mark, "se:WellKnownName").text = name
    _parameters(SubElement(mark, "se:Stroke"), {"stroke": color, "stroke-width": "1"})
    SubElement(graphic, "se:Size").text = _px(_CROSS_MM)
    return symbolizer


def _text(column: str) -> Element:
    symbolizer = Element("se:TextSymbolizer")
    SubElement(SubElement(symbolizer, "se:Label"), "ogc:PropertyName").text = column
    fonts = {"font-family": "Noto Sans Thai", "font-size": "12"}
    _parameters(SubElement(symbolizer, "se:Font"), fonts)
    halo = SubElement(symbolizer, "se:Halo")
    SubElement(halo, "se:Radius").text = "2"
    _parameters(SubElement(halo, "se:Fill"), {"fill": "#ffffff"})
    _parameters(SubElement(symbolizer, "se:Fill"), {"fill": "#1f2a30"})
    return symbolizer


def _stroke(look: LineLook) -> dict[str, str]:
    stroke = {
        "stroke": look.color,
        "stroke-width": _px(look.width_mm),
        "stroke-linejoin": "round",
    }
    if look.dash_mm:
        stroke["stroke-dasharray"] = " ".join(_px(part) for part in look.dash_mm)
    return stroke


def _parameters(parent: Element, values: dict[str, str]) -> None:
    for name, value in values.items():
        SubElement(parent, "se:SvgParameter", name=name).text = value


def _px(length_mm: float) -> str:
    return f"{length_mm * _PX_PER_MM:.2f}".rstrip("0").rstrip(".")
