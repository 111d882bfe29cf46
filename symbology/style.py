"""How each published layer is drawn, in one form that every export walks.

QGIS (:mod:`muban.symbology.qml`), other GIS (:mod:`muban.symbology.sld`) and Google Earth
(:mod:`muban.symbology.export_kml`) say the same thing in three languages; this is the thing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from muban.layers.context.context_kinds import context_kinds
from muban.symbology.context_style import ContextStyle
from muban.symbology.legend import Legend
from muban.symbology.shapes import SHAPES
from muban.symbology.symbol import badge_svg, symbol_svg_document, village_point_svg

__all__ = ["AreaLook", "LayerLook", "LineLook", "PointLook", "Rule", "layer_looks", "mm"]

_MM_PER_PX = 25.4 / 96
_PIN_MM = 6.0
_BADGE_MM = 5.0
_SVG_PX = 96.0

MARKS = {"square": "square", "rounded": "square", "triangle": "triangle", "star": "star"}
"""Shapes as the well-known marks of OGC Symbology Encoding 1.1; all others are circles."""


@dataclass(frozen=True, slots=True)
class PointLook:
    """A picture at a point: an SVG file's text, its width in millimetres on paper.

    ``mark`` and ``color`` are for programs that cannot draw the picture.
    """

    svg: str
    size_mm: float
    mark: str
    color: str


@dataclass(frozen=True, slots=True)
class LineLook:
    """A line; width and dashes in millimetres on paper."""

    color: str
    width_mm: float
    dash_mm: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaLook:
    """An area: its fill (None for none), its edge, and the colour of lines over it.

    Lines run both ways (``crossed``) where ground is claimed twice, one way (``hatched``)
    where there is no data.
    """

    fill: str | None
    edge: LineLook
    crossed: str | None = None
    hatched: str | None = None


Look = PointLook | LineLook | AreaLook


@dataclass(frozen=True, slots=True)
class Rule:
    """What one value of the layer's attribute looks like (value None: every record).

    Of a layer that is coloured by numbers ``limits`` are the class's ends, the lower one
    outside it but for the first class; None there stands for records without a number.
    """

    value: str | None
    label: str
    look: Look
    order: int = 0
    limits: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class LayerLook:
    """A layer's rules, in the legend's order, and the column that its labels show.

    ``graduated`` says that the attribute is a number and the rules are its classes.
    """

    table: str
    title: str
    attribute: str | None
    rules: tuple[Rule, ...]
    label_column: str | None = None
    graduated: bool = False


def mm(px: float) -> float:
    """CSS pixels (1/96 inch) in millimetres.

    Examples
    --------
    >>> mm(96)
    25.4
    """
    return round(px * _MM_PER_PX, 3)


def layer_looks(legend: Legend, *, kinds: Collection[str] | None = None) -> tuple[LayerLook, ...]:
    """The look of every published layer, from the bottom of the map to its top.

    Parameters
    ----------
    legend
        From :func:`muban.symbology.legend.read_legend`.
    kinds
        Kinds of landmarks that the map shows; None for all that may be public.

    Examples
    --------
    >>> from muban.symbology.legend import read_legend
    >>> [look.table for look in layer_looks(read_legend())]  # doctest: +NORMALIZE_WHITESPACE
    ['villages', 'village_points', 'disputed', 'tambons', 'amphoes', 'context_areas',
     'context_lines', 'landmarks', 'designations']
    """
    return (
        _villages(legend),
        _village_points(legend),
        _disputed(legend),
        _boundary(legend, "tambons", "tambon_boundary", "ตำบล"),
        _boundary(legend, "amphoes", "amphoe_boundary", "อำเภอ"),
        _context_areas(legend),
        _context_lines(legend),
        _landmarks(legend, kinds),
        _designations(legend),
    )


def _villages(legend: Legend) -> LayerLook:
    style = legend.boundary("village_boundary")
    look = AreaLook(legend.classes.ramp[1], LineLook(style.color, mm(style.width)))
    rule = Rule(None, style.label_th, look)
    return LayerLook("villages", "หมู่บ้าน", None, (rule,), "name")


def _village_points(legend: Legend) -> LayerLook:
    look = PointLook(
        village_point_svg(legend, _SVG_PX), _BADGE_MM, "circle", legend.classes.ramp[1]
    )
    rule = Rule(None, "หมู่บ้านที่ยังไม่มีแนวเขต", look)
    return LayerLook("village_points", "จุดที่ตั้งหมู่บ้าน", None, (rule,), "name")


def _disputed(legend: Legend) -> LayerLook:
    style = legend.disputed
    edge = LineLook(style.line, mm(legend.boundary("village_boundary").width))
    rule = Rule(None, style.label_th, AreaLook(style.ground, edge, style.line))
    return LayerLook("disputed", style.label_th, None, (rule,))


def _boundary(legend: Legend, table: str, style_id: str, title: str) -> LayerLook:
    style = legend.boundary(style_id)
    dash = tuple(mm(part) for part in style.dash)
    look = AreaLook(None, LineLook(style.color, mm(style.width), dash))
    return LayerLook(table, title, None, (Rule(None, style.label_th, look),), "name")


def _context_lines(legend: Legend) -> LayerLook:
    rules = tuple(
        Rule(style.id, style.label_th, _context_line(style), style.order)
        for style in legend.context
        if style.public and style.fill is None
    )
    return LayerLook("context_lines", "ถนน ลำน้ำ และแนวอื่น", "context_kind", rules, "name")


def _context_areas(legend: Legend) -> LayerLook:
    rules = tuple(
        Rule(style.id, style.label_th, AreaLook(style.fill, _context_line(style)), style.order)
        for style in legend.context
        if style.public and "area" in context_kinds().of(style.id).shapes
    )
    return LayerLook("context_areas", "แหล่งน้ำ ป่า และพื้นที่อื่น", "context_kind", rules, "name")


def _context_line(style: ContextStyle) -> LineLook:
    return LineLook(style.color, mm(style.width), tuple(mm(part) for part in style.dash))


def _landmarks(legend: Legend, kinds: Collection[str] | None) -> LayerLook:
    rules = tuple(
        Rule(
            symbol.id,
            symbol.label_th,
            PointLook(
                symbol_svg_document(symbol, _SVG_PX, legend),
                _PIN_MM,
                MARKS.get(symbol.shape, "circle"),
                symbol.color,
            ),
            symbol.order,
        )
        for symbol in legend.symbols
        if symbol.public and (kinds is None or symbol.id in kinds)
    )
    return LayerLook("landmarks", "สถานที่สำคัญ", "landmark_kind", rules, "name")


def _designations(legend: Legend) -> LayerLook:
    rules = tuple(
        Rule(
            style.id,
            style.label_th,
            PointLook(
                _document(badge_svg(style, _SVG_PX)),
                _BADGE_MM,
                MARKS.get(style.shape, "circle"),
                style.color,
            ),
            style.order,
        )
        for style in legend.designations
        if style.shape in SHAPES
    )
    return LayerLook("designations", "หมู่บ้านที่ได้รับการประกาศ", "level", rules)


def _document(drawing: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_SVG_PX:g}" height="{_SVG_PX:g}" '
        f'viewBox="0 0 {_SVG_PX:g} {_SVG_PX:g}">{drawing}</svg>'
    )
