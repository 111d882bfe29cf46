"""A village's radar on pixels, with names and values large enough to read on a phone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import skia

from muban.web.paper.card_layout import SMALLEST, set_lines
from muban.web.wording.thai_words import thai_words

if TYPE_CHECKING:
    from muban.web.maps.radar import RadarAxis
    from muban.web.paper.canvas import Canvas

__all__ = ["draw_radar"]

_LINE, _MEAN, _RING, _INK = "#2f7a5b", "#5b6a71", "#c3cdd0", "#1f2a30"
_LABEL = 172.0
_STEP = 28.0


def draw_radar(
    canvas: Canvas, axes: Sequence[RadarAxis], area: tuple[float, float, float, float]
) -> None:
    """Draw a radar into an area; nothing where there are fewer than three axes.

    Parameters
    ----------
    canvas
        What to draw on.
    axes
        Of one village and year.
    area
        Left, top, width and height in pixels.
    """
    count = len(axes)
    if count < 3:
        return
    left, top, width, height = area
    names = [_name(axis) for axis in axes]
    above = 12 + _STEP * (len(names[0]) + 1)
    # A name below stands under its corner, of which none lies at the very foot.
    low = math.cos(math.pi / count) if count % 2 else 1.0
    below = 52 + _STEP * max(len(name) for name in names[1:])
    radius = min((width - 2 * _LABEL) / 2, (height - above - below) / (1 + low))
    free = height - above - below - radius * (1 + low)
    middle = left + width / 2, top + above + radius + free / 2

    def at(index: int, share: float) -> tuple[float, float]:
        turn = 2 * math.pi * index / count - math.pi / 2
        return (
            middle[0] + radius * share * math.cos(turn),
            middle[1] + radius * share * math.sin(turn),
        )

    for share in (0.25, 0.5, 0.75, 1.0):
        canvas.shape(_ring([at(i, share) for i in range(count)]), stroke=_RING, width=2)
    means = [axis.share(axis.mean) for axis in axes]
    values = [axis.share(axis.value) for axis in axes]
    _lines(
        canvas, [None if s is None else at(i, s) for i, s in enumerate(means)], _MEAN, dashed=True
    )
    _lines(canvas, [None if s is None else at(i, s) for i, s in enumerate(values)], _LINE)
    for i, value in enumerate(values):
        if value is not None:
            canvas.disc(*at(i, value), 6, _LINE)
    for i, axis in enumerate(axes):
        _label(canvas, axis, names[i], (at(i, 1.0), middle))


def _name(axis: RadarAxis) -> list[str]:
    """An axis' name in lines."""
    lines = set_lines(thai_words(axis.label_th), width=_LABEL, largest=SMALLEST, weight=400)
    return [text for text, _ in lines]


def _ring(points: Sequence[tuple[float, float]]) -> Any:
    path = skia.Path()
    path.addPoly([skia.Point(x, y) for x, y in points], True)
    return path


def _lines(
    canvas: Canvas,
    points: Sequence[tuple[float, float] | None],
    color: str,
    *,
    dashed: bool = False,
) -> None:
    """A line through the points, broken where a value is missing."""
    whole = [point for point in points if point is not None]
    if len(whole) == len(points) and not dashed:
        canvas.shape(_ring(whole), fill=color, alpha=0.16)
    for i, start in enumerate(points):
        end = points[(i + 1) % len(points)]
        if start is None or end is None:
            continue
        path = skia.Path()
        path.moveTo(*start)
        path.lineTo(*end)
        canvas.shape(path, stroke=color, width=3 if dashed else 4, dash=(8, 8) if dashed else ())


def _label(
    canvas: Canvas,
    axis: RadarAxis,
    lines: Sequence[str],
    ends: tuple[tuple[float, float], tuple[float, float]],
) -> None:
    """A name and its value beside the end of its axis; ``ends`` has the middle too."""
    end, middle = ends
    across, down = end[0] - middle[0], end[1] - middle[1]
    anchor = 0.5 if abs(across) < 20 else (0.0 if across > 0 else 1.0)
    x = end[0] if anchor == 0.5 else end[0] + (10 if across > 0 else -10)
    rows = [*((line, 400) for line in lines), (axis.shown or "–", 700)]
    if anchor == 0.5 and down < 0:
        y = end[1] - 12 - _STEP * (len(rows) - 1)
    else:
        y = end[1] + (26 if down > 30 else -_STEP * (len(rows) - 1) / 2 + 8)
    for text, weight in rows:
        canvas.text(text, x, y, SMALLEST, weight, _INK, anchor=anchor, halo="#e8ecec")
        y += _STEP
