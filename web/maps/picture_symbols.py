"""The legend's symbols as SVG ``<symbol>`` elements, drawn once and used by id."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from muban.symbology.symbol import badge_svg, symbol_svg

if TYPE_CHECKING:
    from muban.symbology.legend import Legend

__all__ = ["SvgSymbol", "badge_symbols", "landmark_symbols"]

_BOX = 24.0


class SvgSymbol(NamedTuple):
    """An id and the drawing in a box of 24 units, with one unit of room around it."""

    id: str
    drawing: Markup


def landmark_symbols(legend: Legend, kinds: Iterable[str]) -> list[SvgSymbol]:
    """Symbols of landmark kinds; ids are ``symbol-<kind>``.

    Examples
    --------
    >>> from muban.symbology.legend import read_legend
    >>> [symbol.id for symbol in landmark_symbols(read_legend(), ["school"])]
    ['symbol-school']
    """
    return [
        SvgSymbol(f"symbol-{kind}", _trusted(symbol_svg(legend[kind], _BOX, legend=legend)))
        for kind in kinds
    ]


def badge_symbols(legend: Legend, levels: Iterable[str]) -> list[SvgSymbol]:
    """Badges of designation levels; ids are ``badge-<level>``.

    Parameters
    ----------
    legend
        Says how a badge looks.
    levels
        ``province`` or ``amphoe``, each once.

    Returns
    -------
    list of SvgSymbol
        In the order of the levels.

    Examples
    --------
    >>> from muban.symbology.legend import read_legend
    >>> [symbol.id for symbol in badge_symbols(read_legend(), ["province", "amphoe"])]
    ['badge-province', 'badge-amphoe']
    """
    return [
        SvgSymbol(f"badge-{level}", _trusted(badge_svg(legend.designation(level), _BOX)))
        for level in levels
    ]


def _trusted(drawing: str) -> Markup:
    # The drawing is made of the legend's checked numbers and colours; no file's text is in it.
    return Markup(drawing)  # noqa: S704
