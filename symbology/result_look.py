"""How villages coloured by a result look in QGIS: the classes of the page, and its hatch."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from muban.symbology.style import AreaLook, LayerLook, LineLook, Rule, mm

if TYPE_CHECKING:
    from muban.symbology.classify import Classes
    from muban.symbology.legend import Legend

__all__ = ["result_look"]


def result_look(legend: Legend, column: str, title: str, classes: Classes) -> LayerLook:
    """The look of the layer ``villages`` by one column of numbers.

    Parameters
    ----------
    legend
        Edges, and how no data is drawn.
    column
        The column of the layer that holds the numbers; empty where there are none.
    title
        What QGIS lists the style as.
    classes
        From :func:`muban.symbology.classify.classify`, of all villages of the layer.

    Examples
    --------
    >>> from muban.symbology.classify import classify
    >>> from muban.symbology.legend import read_legend
    >>> look = result_look(read_legend(), "result_risk", "ความเสี่ยง", classify([1, 2, 5], k=2))
    >>> [rule.label for rule in look.rules]
    ['1–2', '3–5', 'ไม่มีข้อมูล']
    """
    style = legend.boundary("village_boundary")
    edge = LineLook(style.color, mm(style.width))
    rules = [
        Rule(None, label, AreaLook(colour, edge), number, limits)
        for number, (label, colour, limits) in enumerate(
            zip(classes.labels, classes.colours, pairwise(classes.breaks), strict=True)
        )
    ]
    none = legend.classes
    nothing = AreaLook(none.no_data_ground, edge, hatched=none.no_data_line)
    rules.append(Rule(None, none.no_data_label_th, nothing, len(rules)))
    return LayerLook("villages", title, column, tuple(rules), "name", graduated=True)
