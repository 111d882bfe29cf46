"""A layer's look in QGIS's own form (QML), with its pictures inside.

The structure follows what QGIS 3.22 (long-term release) writes: ``renderer-v2`` with
categories and symbols, each symbol layer with its settings twice, as ``Option`` (3.20 and
later) and as ``prop`` (before). Pictures stand in the file as ``base64:``, so that the
style needs no other file.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from muban.symbology.style import AreaLook, LayerLook, LineLook, PointLook

__all__ = ["qml_text"]

_VERSION = "3.22.16-Białowieża"
_LABEL_FONT = "Noto Sans Thai"
_INK = "31,42,48,255"
_HALO = "255,255,255,255"
_GEOMETRY = {"marker": "0", "line": "1", "fill": "2"}


def qml_text(look: LayerLook) -> str:
    """The style as a QML document.

    Examples
    --------
    >>> from muban.symbology.legend import read_legend
    >>> from muban.symbology.style import layer_looks
    >>> looks = {look.table: look for look in layer_looks(read_legend())}
    >>> "categorizedSymbol" in qml_text(looks["landmarks"])
    True
    """
    root = Element(
        "qgis",
        version=_VERSION,
        styleCategories="Symbology|Labeling",
        labelsEnabled="1" if look.label_column else "0",
    )
    kind = _symbol_type(look)
    root.append(_renderer(look, kind))
    if look.label_column:
        root.append(_labeling(look.label_column, kind))
    SubElement(root, "blendMode").text = "0"
    SubElement(root, "featureBlendMode").text = "0"
    SubElement(root, "layerGeometryType").text = _GEOMETRY[kind]
    indent(root, " ")
    head = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
    return head + tostring(root, encoding="unicode") + "\n"


def _symbol_type(look: LayerLook) -> str:
    first = look.rules[0].look
    if isinstance(first, PointLook):
        return "marker"
    return "line" if isinstance(first, LineLook) else "fill"


_NO_NUMBER = -1e15
"""Stands for no data in a graduated style: QGIS draws nothing where the value is NULL."""


def _graduated(look: LayerLook) -> Element:
    """Classes of a number; a record without one falls into a class of its own, the hatch."""
    renderer = Element(
        "renderer-v2",
        type="graduatedSymbol",
        attr=f'coalesce("{look.attribute}", {_NO_NUMBER:.0f})',
        graduatedMethod="GraduatedColor",
        symbollevels="0",
        forceraster="0",
        enableorderby="0",
        referencescale="-1",
    )
    ranges = SubElement(renderer, "ranges")
    symbols = SubElement(renderer, "symbols")
    for number, rule in enumerate(look.rules):
        low, high = rule.limits or (_NO_NUMBER, _NO_NUMBER)
        SubElement(
            ranges,
            "range",
            render="true",
            lower=f"{low:.9f}",
            upper=f"{high:.9f}",
            label=rule.label,
            symbol=str(number),
        )
        symbols.append(_symbol(str(number), "fill", rule.look, 0))
    SubElement(renderer, "classificationMethod", id="Custom")
    SubElement(renderer, "rotation")
    SubElement(renderer, "sizescale")
    return renderer


def _renderer(look: LayerLook, kind: str) -> Element:
    if look.graduated:
        return _graduated(look)
    single = look.attribute is None
    renderer = Element(
        "renderer-v2",
        type="singleSymbol" if single else "categorizedSymbol",
        symbollevels="0" if single else "1",
        forceraster="0",
        enableorderby="0",
        referencescale="-1",
    )
    if look.attribute is not None:
        renderer.set("attr", look.attribute)
        categories = SubElement(renderer, "categories")
        for number, rule in enumerate(look.rules):
            SubElement(
                categories,
                "category",
                render="true",
                value=rule.value or "",
                label=rule.label,
                symbol=str(number),
            )
    symbols = SubElement(renderer, "symbols")
    # Symbol levels draw low passes first: the legend's order becomes small whole numbers.
    levels = {order: i for i, order in enumerate(sorted({rule.order for rule in look.rules}))}
    for number, rule in enumerate(look.rules):
        symbols.append(_symbol(str(number), kind, rule.look, levels[rule.order]))
    SubElement(renderer, "rotation")
    SubElement(renderer, "sizescale")
    return renderer


def _symbol(name: str, kind: str, look: PointLook | LineLook | AreaLook, level: int) -> Element:
    symbol = Element("symbol", name=name, type=kind, alpha="1", clip_to_extent="1", force_rhr="0")
    if isinstance(look, PointLook):
        symbol.append(_layer("SvgMarker", _marker(look), level))
    elif isinstance(look, LineLook):
        symbol.append(_layer("SimpleLine", _line(look), level))
    elif look.fill is None:
        # Dashes of an area's edge can only be chosen freely on a line.
        symbol.append(_layer("SimpleLine", _line(look.edge), level))
    else:
        symbol.append(_layer("SimpleFill", _fill(look), level))
        for color, pattern in ((look.crossed, "diagonal_x"), (look.hatched, "b_diagonal")):
            if color is not None:
                # QGIS draws a pattern's lines alone: its ground is the layer below it.
                lines = _fill(look) | {"color": _rgba(color), "style": pattern}
                symbol.append(_layer("SimpleFill", lines, level))
    return symbol


def _layer(name: str, settings: Mapping[str, str], level: int) -> Element:
    attributes = {"class": name, "enabled": "1", "locked": "0", "pass": str(level)}
    layer = Element("layer", attributes)
    options = SubElement(layer, "Option", type="Map")
    for key in sorted(settings):
        SubElement(options, "Option", name=key, type="QString", value=settings[key])
    for key in sorted(settings):
        SubElement(layer, "prop", k=key, v=settings[key])
    return layer


def _marker(look: PointLook) -> dict[str, str]:
    picture = base64.b64encode(look.svg.encode()).decode()
    return {
        "angle": "0",
        "color": _rgba(look.color),
        "fixedAspectRatio": "0",
        "horizontal_anchor_point": "1",
        "name": f"base64:{picture}",
        "offset": "0,0",
        "offset_unit": "MM",
        "outline_color": _HALO,
        "outline_width": "0",
        "outline_width_unit": "MM",
        "scale_method": "diameter",
        "size": f"{look.size_mm:g}",
        "size_unit": "MM",
        "vertical_anchor_point": "1",
    }


def _line(look: LineLook) -> dict[str, str]:
    return {
        "capstyle": "flat",
        "customdash": ";".join(f"{part:g}" for part in look.dash_mm) or "5;2",
        "customdash_unit": "MM",
        "joinstyle": "round",
        "line_color": _rgba(look.color),
        "line_style": "solid",
        "line_width": f"{look.width_mm:g}",
        "line_width_unit": "MM",
        "offset": "0",
        "offset_unit": "MM",
        "use_custom_dash": "1" if look.dash_mm else "0",
    }


def _fill(look: AreaLook) -> dict[str, str]:
    return {
        "color": _rgba(look.fill or "#ffffff"),
        "joinstyle": "round",
        "outline_color": _rgba(look.edge.color),
        "outline_style": "solid",
        "outline_width": f"{look.edge.width_mm:g}",
        "outline_width_unit": "MM",
        "style": "solid",
    }


def _labeling(column: str, kind: str) -> Element:
    labeling = Element("labeling", type="simple")
    settings = SubElement(labeling, "settings", calloutType="simple")
    text = SubElement(
        settings,
        "text-style",
        fieldName=column,
        isExpression="0",
        fontFamily=_LABEL_FONT,
        fontSize="9" if kind == "marker" else "11",
        fontSizeUnit="Point",
        fontWeight="50",
        fontItalic="0",
        textColor=_INK,
        textOpacity="1",
        multilineHeight="1",
        namedStyle="Regular",
    )
    SubElement(
        text,
        "text-buffer",
        bufferDraw="1",
        bufferSize="0.8",
        bufferSizeUnits="MM",
        bufferColor=_HALO,
        bufferOpacity="1",
        bufferNoFill="1",
        bufferJoinStyle="128",
    )
    # 6: in the order of the best places around a point; 1: over an area's own point; 2: along
    # a line.
    SubElement(
        settings,
        "placement",
        placement={"marker": "6", "line": "2"}.get(kind, "1"),
        dist="0" if kind != "marker" else "1",
        distUnits="MM",
        priority="3" if kind == "marker" else "7",
        centroidInside="1",
        centroidWhole="1",
        offsetType="1",
        quadOffset="4",
        predefinedPositionOrder="BR,R,TR,BL,L,TL,B,T",
    )
    SubElement(
        settings,
        "rendering",
        drawLabels="1",
        obstacle="1",
        obstacleFactor="1",
        obstacleType="1" if kind == "marker" else "0",
        displayAll="0",
        scaleVisibility="0",
        fontLimitPixelSize="0",
        upsidedownLabels="0",
        maxNumLabels="2000",
    )
    return labeling


def _rgba(color: str) -> str:
    return ",".join(str(int(color[i : i + 2], 16)) for i in (1, 3, 5)) + ",255"
