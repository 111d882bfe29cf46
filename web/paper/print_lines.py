"""The lines, ground and hatches of a printed map's legend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from muban.symbology.hatch import disputed_svg
from muban.symbology.sheet import context_sample
from muban.web.maps.look import build_look
from muban.web.wording.words import word

if TYPE_CHECKING:
    from muban.layers.atlas import TambonAtlas
    from muban.symbology.context_style import ContextStyle
    from muban.symbology.legend import Legend
    from muban.web.paper.imprint import Imprint

__all__ = ["line_rows"]


def line_rows(tambon: TambonAtlas, legend: Legend, imprint: Imprint) -> list[dict[str, Any]]:
    """Lines, ground and hatches that the map uses: label, details, and how each is drawn.

    Parameters
    ----------
    tambon
        What the map shows.
    legend
        Says how each looks.
    imprint
        What stands on everything that is printed of it.
    """
    ids = []
    if tambon.villages.geometry.notna().any():
        ids += ["tambon_outline", "village_boundary"]
    if tambon.official is not None:
        ids.append("tambon_boundary")
    lines: list[dict[str, Any]] = [
        {
            "label": imprint.label(style.label_th, style.label_en),
            "details": imprint.label(style.details_th, style.details_en),
            "color": style.color,
            "width": style.width * 0.75,
            "dash": [length * 0.75 for length in style.dash],
        }
        for style in map(legend.boundary, ids)
    ]
    used = set() if tambon.context is None else set(tambon.context["context_kind"])
    used |= set() if tambon.background is None else set(tambon.background.frame["kind"])
    lines += [
        {
            "label": imprint.label(style.label_th, style.label_en),
            "details": imprint.label(style.details_th, style.details_en),
            "svg": _context_swatch(style),
        }
        for style in reversed(legend.context)
        if style.id in used
    ]
    if (tambon.villages["place"] == "point").any():
        lines.append(
            {
                "label": word("legend.village_point", imprint.lang),
                "details": word("place.point", imprint.lang),
                "svg": _point_swatch(legend),
            }
        )
    if tambon.disputed:
        lines.append(
            {
                "label": imprint.label(legend.disputed.label_th, legend.disputed.label_en),
                "details": imprint.label(legend.disputed.details_th, legend.disputed.details_en),
                "svg": disputed_svg(legend.disputed, 34, 13),
            }
        )
    return lines


def _context_swatch(style: ContextStyle) -> str:
    """A kind of line or area, as wide as the swatches of the lines."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="34" height="13" viewBox="0 0 34 21">'
        f"{context_sample(style, 34, 21)}</svg>"
    )


def _point_swatch(legend: Legend) -> str:
    """A village without an outline, as wide as the swatches of the lines."""
    look = build_look(legend)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="34" height="13" viewBox="-17 -6.5 34 13">'
        f'<circle r="4.6" fill="{look.plain}" stroke="{look.outline_color}" stroke-width="1.4"/>'
        "</svg>"
    )
