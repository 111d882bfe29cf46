"""The legend's colours and lines as the templates ask for them, and the page's own paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muban.symbology.legend import Legend

__all__ = ["Look", "build_look"]


@dataclass(frozen=True, slots=True)
class Look:
    """What a map is drawn with; widths and dashes in CSS pixels."""

    ink: str
    soft_ink: str
    paper: str
    ground: str
    plain: str
    edge_color: str
    edge_width: float
    outline_color: str
    outline_width: float
    official_color: str
    official_width: float
    official_dash: tuple[float, ...]
    amphoe_color: str
    amphoe_width: float
    ramp: tuple[str, ...]
    no_data_ground: str
    no_data_line: str
    no_data_angle: float
    disputed_ground: str
    disputed_line: str


def build_look(legend: Legend) -> Look:
    """Take from the legend what pictures and pages draw areas and lines with.

    Examples
    --------
    >>> from muban.symbology.legend import read_legend
    >>> build_look(read_legend()).edge_color
    '#ffffff'
    """
    edge, outline = legend.boundary("village_boundary"), legend.boundary("tambon_outline")
    official, amphoe = legend.boundary("tambon_boundary"), legend.boundary("amphoe_boundary")
    classes = legend.classes
    paper, ground = legend.grounds[0], legend.grounds[-1]
    return Look(
        ink="#1f2a30",
        soft_ink="#4c5a61",
        paper=paper,
        ground=ground,
        plain=classes.ramp[1],
        edge_color=edge.color,
        edge_width=edge.width,
        outline_color=outline.color,
        outline_width=outline.width,
        official_color=official.color,
        official_width=official.width,
        official_dash=official.dash,
        amphoe_color=amphoe.color,
        amphoe_width=amphoe.width,
        ramp=classes.ramp,
        no_data_ground=classes.no_data_ground,
        no_data_line=classes.no_data_line,
        no_data_angle=classes.no_data_angle,
        disputed_ground=legend.disputed.ground,
        disputed_line=legend.disputed.line,
    )
