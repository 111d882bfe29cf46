"""One symbol, drawn: the same outlines for page, card, print, QGIS and Google Earth.

A symbol is a filled shape and a filled icon on it, in a box of 24 by 24. Both are plain
path data without transforms, so that any program that fills paths draws the same picture.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, TypedDict

from muban.symbology.icons import ICON_SIZE, Icon, parse_svg_icon, read_icons
from muban.symbology.legend import DesignationStyle, Legend, Symbol, read_legend
from muban.symbology.shapes import BOX, SHAPES
from muban.symbology.svg_path import move_path, write_path

__all__ = [
    "SymbolPaths",
    "badge_svg",
    "drawn_png",
    "legend_json",
    "symbol_paths",
    "symbol_png",
    "symbol_svg",
    "symbol_svg_document",
    "village_point_svg",
]


class SymbolPaths(NamedTuple):
    """Path data of a symbol in a box of :data:`muban.symbology.shapes.BOX` units."""

    shape: str
    icon: str
    size: float


class SymbolRow(TypedDict):
    """What a page needs to draw one kind and name it."""

    label_th: str
    label_en: str
    group: str
    color: str
    glyph_color: str
    shape_d: str
    icon_d: str
    order: int
    min_zoom: int


def symbol_paths(symbol: Symbol, legend: Legend | None = None) -> SymbolPaths:
    """The outlines of a symbol.

    Parameters
    ----------
    symbol
        From a legend.
    legend
        The legend with the project's own icons; None where the symbol is a standard one.

    Examples
    --------
    >>> paths = symbol_paths(read_legend()["school"])
    >>> paths.shape[:6], paths.size
    ('M4 2H2', 24.0)
    """
    own = None if legend is None else legend.own_icons.get(symbol.icon)
    return _paths(symbol.shape, symbol.icon, own)


@lru_cache(maxsize=1024)
def _paths(shape_name: str, icon_id: str, own: str | None) -> SymbolPaths:
    shape = SHAPES[shape_name]
    icon: Icon = read_icons()[icon_id] if own is None else parse_svg_icon(icon_id, own)
    scale = shape.icon_size / ICON_SIZE
    moved = (move_path(path, scale=scale, dx=shape.icon_x, dy=shape.icon_y) for path in icon.paths)
    return SymbolPaths(shape.path, "".join(write_path(path) for path in moved), BOX)


def symbol_svg(
    symbol: Symbol, size_px: float, *, x: float = 0, y: float = 0, legend: Legend | None = None
) -> str:
    """An SVG fragment of a symbol, its upper left corner at ``x``, ``y``.

    Only presentational attributes, no ids, no styles: it can stand in any SVG any number
    of times. A thin white edge keeps it clear of what lies beneath.

    Parameters
    ----------
    symbol
        A kind of the legend.
    size_px
        Width and height in pixels.
    x
        Of its upper left corner, in pixels.
    y
        Likewise.
    legend
        The legend with the project's own icons; None where the symbol is a standard one.

    Examples
    --------
    >>> symbol_svg(read_legend()["school"], 24)[:27]
    '<g transform="translate(0 0'
    """
    paths = symbol_paths(symbol, legend)
    return (
        f'<g transform="translate({x:g} {y:g}) scale({size_px / paths.size:g})">'
        f'<path d="{paths.shape}" fill="{symbol.color}" stroke="#ffffff" stroke-width="1.2" '
        'stroke-linejoin="round" paint-order="stroke"/>'
        f'<path d="{paths.icon}" fill="{symbol.glyph_color}"/></g>'
    )


def badge_svg(style: DesignationStyle, size_px: float, *, x: float = 0, y: float = 0) -> str:
    """An SVG fragment of a designation's badge.

    Parameters
    ----------
    style
        A level of designation.
    size_px
        Width and height in pixels.
    x
        Of its upper left corner, in pixels.
    y
        Likewise.

    Examples
    --------
    >>> 'fill="#f9a825"' in badge_svg(read_legend().designation("province"), 20)
    True
    """
    return (
        f'<g transform="translate({x:g} {y:g}) scale({size_px / BOX:g})">'
        f'<path d="{SHAPES[style.shape].path}" fill="{style.color}" '
        f'stroke="{style.edge_color}" stroke-width="1.4" stroke-linejoin="round"/></g>'
    )


def symbol_svg_document(symbol: Symbol, size_px: float, legend: Legend | None = None) -> str:
    """A whole SVG file of one symbol, with room for its white edge.

    Parameters
    ----------
    symbol
        A kind of the legend.
    size_px
        Width and height in pixels.
    legend
        The legend with the project's own icons; None where the symbol is a standard one.

    Examples
    --------
    >>> symbol_svg_document(read_legend()["school"], 48)[:4]
    '<svg'
    """
    margin = size_px / 24
    inner = symbol_svg(symbol, size_px - 2 * margin, x=margin, y=margin, legend=legend)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size_px:g}" height="{size_px:g}" '
        f'viewBox="0 0 {size_px:g} {size_px:g}">{inner}</svg>'
    )


def symbol_png(symbol: Symbol, size_px: int, legend: Legend | None = None) -> bytes:
    """A symbol as a PNG with a clear ground.

    Parameters
    ----------
    symbol
        A kind of the legend.
    size_px
        Width and height in pixels.
    legend
        The legend with the project's own icons; None where the symbol is a standard one.

    Examples
    --------
    >>> symbol_png(read_legend()["school"], 32)[1:4]
    b'PNG'
    """
    return drawn_png(symbol_svg_document(symbol, size_px, legend))


def village_point_svg(legend: Legend, size_px: float) -> str:
    """The dot that stands for a village without an outline, as an SVG file's text.

    Parameters
    ----------
    legend
        Says the colours.
    size_px
        Width and height in pixels.

    Returns
    -------
    str
        A whole file.

    Examples
    --------
    >>> from muban.symbology.legend import read_legend
    >>> village_point_svg(read_legend(), 18).count('width="18"')
    1
    """
    edge = legend.boundary("village_boundary").color
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size_px:g}" height="{size_px:g}" '
        f'viewBox="0 0 24 24"><circle cx="12" cy="12" r="7" fill="{legend.classes.ramp[1]}" '
        f'stroke="{edge}" stroke-width="2"/></svg>'
    )


def drawn_png(svg: str) -> bytes:
    """Draw an SVG that has no text in it.

    Parameters
    ----------
    svg
        The text of an SVG file.

    Returns
    -------
    bytes
        A PNG of the size that the SVG states.

    Examples
    --------
    >>> drawn_png('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>')[1:4]
    b'PNG'
    """
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True))


def legend_json(kinds: Iterable[str], legend: Legend | None = None) -> dict[str, SymbolRow]:
    """What a page carries of the legend: the kinds it shows and no more.

    Parameters
    ----------
    kinds
        Ids; unknown ones are an error of ours (:class:`KeyError`).
    legend
        None for the standard legend.

    Returns
    -------
    dict
        By kind, in the order of the legend.

    Examples
    --------
    >>> sorted(legend_json(["school"])["school"])
    ['color', 'glyph_color', 'group', 'icon_d', 'label_en', 'label_th', 'min_zoom', 'order', \
'shape_d']
    >>> legend_json([])
    {}
    """
    legend = legend or read_legend()
    wanted = {legend[kind].id for kind in kinds}
    return {s.id: _row(s, legend) for s in legend.symbols if s.id in wanted}


def _row(symbol: Symbol, legend: Legend) -> SymbolRow:
    paths = symbol_paths(symbol, legend)
    return {
        "label_th": symbol.label_th,
        "label_en": symbol.label_en,
        "group": symbol.group,
        "color": symbol.color,
        "glyph_color": symbol.glyph_color,
        "shape_d": paths.shape,
        "icon_d": paths.icon,
        "order": symbol.order,
        "min_zoom": symbol.min_zoom,
    }
