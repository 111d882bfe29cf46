"""Hatched samples for a legend, as plain paths that every renderer draws alike.

One direction says that there is no data; both together that the ground is claimed twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muban.symbology.legend_data import DisputedStyle

__all__ = ["disputed_svg", "hatch_paths"]


def hatch_paths(
    ground: str,
    line: str,
    *,
    box: tuple[float, float, float, float],
    crossed: bool = False,
    width: float = 2.0,
    step: int = 6,
) -> str:
    """A ground and diagonal lines cut to its frame.

    Parameters
    ----------
    ground, line
        Colours.
    box
        Left, top, right, bottom in the drawing's units.
    crossed
        Lines in both directions, and an edge around them.
    width, step
        Of the lines; how far each is from the next, along the frame.

    Examples
    --------
    >>> hatch_paths("#fff", "#000", box=(0, 0, 6, 6)).count("<path")
    2
    """
    left, top, right, bottom = box
    rise = bottom - top
    lines = []
    for start in range(int(left - rise), int(right), step):
        x1, x2 = max(left, start), min(right, start + rise)
        if x2 > x1:
            low, high = x1 - start, x2 - start
            lines.append(f"M{x1:g} {bottom - low:g}L{x2:g} {bottom - high:g}")
            if crossed:
                lines.append(f"M{x1:g} {top + low:g}L{x2:g} {top + high:g}")
    frame = f"M{left:g} {top:g}H{right:g}V{bottom:g}H{left:g}Z"
    edge = f' stroke="{line}" stroke-width="{width:g}"' if crossed else ""
    return (
        f'<path d="{frame}" fill="{ground}"{edge}/>'
        f'<path d="{"".join(lines)}" fill="none" stroke="{line}" stroke-width="{width:g}"/>'
    )


def disputed_svg(style: DisputedStyle, width: float, height: float) -> str:
    """A sample of the ground that several villages claim, as a document of its own.

    Parameters
    ----------
    style
        Its colours.
    width
        In pixels.
    height
        Likewise.

    Returns
    -------
    str
        A whole SVG file.

    Examples
    --------
    >>> from muban.symbology.legend import read_legend
    >>> disputed_svg(read_legend().disputed, 36, 14)[:4]
    '<svg'
    """
    paths = hatch_paths(
        style.ground, style.line, box=(0.5, 0.5, width - 0.5, height - 0.5), crossed=True, width=1
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}">{paths}</svg>'
    )
