"""The standard legend: what every symbol is called, looks like and means.

The legend is data (``legend.json``); every map, card, print, QGIS style and Google Earth
file draws from it, so that one thing looks the same everywhere. A project changes it
through :mod:`muban.symbology.overrides`.
"""

from __future__ import annotations

from muban.symbology.legend_data import (
    BoundaryStyle,
    ClassStyle,
    DesignationStyle,
    Group,
    Legend,
    Symbol,
    read_standard_legend,
)
from muban.symbology.overrides import LegendOverrides, apply_overrides, parse_overrides

__all__ = [
    "BoundaryStyle",
    "ClassStyle",
    "DesignationStyle",
    "Group",
    "Legend",
    "LegendOverrides",
    "Symbol",
    "parse_overrides",
    "read_legend",
]


def read_legend(overrides: LegendOverrides | None = None) -> Legend:
    """The standard legend, with a project's own wishes if there are any.

    Parameters
    ----------
    overrides
        From :func:`parse_overrides`; None for the standard.

    Examples
    --------
    >>> len(read_legend())
    40
    """
    standard = read_standard_legend()
    return standard if overrides is None else apply_overrides(standard, overrides)
