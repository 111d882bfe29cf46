"""A village's radar: one axis per domain, the raw values, and the tambon's mean dashed.

Nothing is normalised but the place on the axis: the centre is the scale's low end, the rim
its high end. Where the files state no scale, the ends are the range of the values.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from muban.web.maps.choropleth import View
from muban.web.wording.render import render

__all__ = ["RADIUS", "RadarAxis", "axis_point", "build_axes", "radar_svg"]

RADIUS = 76.0
WIDTH, HEIGHT = 360.0, 268.0
CENTRE = (WIDTH / 2, 134.0)
_LABEL_WIDTH = 116.0
_LABEL_HEIGHT = 58.0
_LABEL_GAP = 8.0
_UPRIGHT = 0.2
_LEVEL = 0.6
_LEAST_AXES = 3
_RINGS = (0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class RadarAxis:
    """One axis: what it is, its ends, and the values on it (None where there is none)."""

    id: str
    label_th: str
    label_en: str
    low: float
    high: float
    value: float | None
    shown: str
    status: str
    mean: float | None
    lower_is_better: bool = False

    def share(self, value: float | None) -> float | None:
        """How far out a value stands, 0 at the centre to 1 at the rim.

        Examples
        --------
        >>> RadarAxis("a", "ก", "a", 1, 5, 2, "2", "ok", None).share(2)
        0.25
        """
        if value is None:
            return None
        if self.high <= self.low:
            return 1.0
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


def build_axes(views: Sequence[View], village_code: str, year_be: int) -> tuple[RadarAxis, ...]:
    """The axes of a village's radar for a year, domains in their order.

    Parameters
    ----------
    views
        Of the tambon (:func:`muban.web.maps.choropleth.build_views`).
    village_code, year_be
        Whose, and of when.
    """
    axes = []
    for view in views:
        if view.year_be != year_be or view.domain.parent:
            continue
        low, high = _ends(view)
        axes.append(
            RadarAxis(
                id=view.domain.id,
                label_th=view.domain.label_th,
                label_en=view.domain.label_en or view.domain.label_th,
                low=low,
                high=high,
                value=view.values.get(village_code),
                shown=view.shown.get(village_code, ""),
                status=view.status.get(village_code, "missing"),
                mean=view.mean,
                lower_is_better=not view.domain.higher_is_better,
            )
        )
    return tuple(axes)


def _ends(view: View) -> tuple[float, float]:
    known = [value for value in view.values.values() if value is not None]
    low, high = view.domain.scale_min, view.domain.scale_max
    return (
        low if low is not None else min(known, default=0.0),
        high if high is not None else max(known, default=1.0),
    )


def axis_point(index: int, count: int, share: float) -> tuple[float, float]:
    """Where a share of an axis stands in the radar's box; the first axis points up.

    Parameters
    ----------
    index
        The axis, counted from 0.
    count
        How many there are.
    share
        Of the axis, 0 (the middle) to 1.

    Examples
    --------
    >>> axis_point(0, 5, 0.0), axis_point(0, 5, 1.0)
    ((180.0, 134.0), (180.0, 58.0))
    """
    turn = 2 * math.pi * index / count - math.pi / 2
    x = CENTRE[0] + RADIUS * share * math.cos(turn)
    y = CENTRE[1] + RADIUS * share * math.sin(turn)
    return round(x, 1), round(y, 1)


def radar_svg(axes: Sequence[RadarAxis], *, title: str, labels: bool = True) -> Markup:
    """Draw a radar; "" where there are fewer than three axes.

    Parameters
    ----------
    axes
        Of one village and year.
    title
        What it is, for those who cannot see it.
    labels
        Names and values at the axes as HTML in the SVG, so that Thai breaks between words.
        A print that sets its own type draws without.

    Returns
    -------
    Markup
        ``<svg class="radar">``. Points carry ``data-domain``; a missing value has none, and
        the line does not pretend to pass it.
    """
    if len(axes) < _LEAST_AXES:
        return Markup("")
    count = len(axes)
    shares = [axis.share(axis.value) for axis in axes]
    points = [
        {"domain": axis.id, "at": axis_point(i, count, share)}
        for i, (axis, share) in enumerate(zip(axes, shares, strict=True))
        if share is not None
    ]
    return render(
        "radar.svg.jinja",
        title=title,
        width=WIDTH,
        height=HEIGHT,
        rings=[_ring(count, share) for share in _RINGS],
        spokes=[axis_point(i, count, 1.0) for i in range(count)],
        centre=CENTRE,
        mean=_line([axis.share(axis.mean) for axis in axes]),
        line=_line(shares),
        whole=None not in shares,
        points=points,
        labels=[_label(i, axis, count) for i, axis in enumerate(axes)] if labels else [],
    )


def _ring(count: int, share: float) -> str:
    return _path([axis_point(i, count, share) for i in range(count)], closed=True)


def _line(shares: Sequence[float | None]) -> str:
    """A line through the points, broken where a value is missing."""
    count = len(shares)
    at = [None if s is None else axis_point(i, count, s) for i, s in enumerate(shares)]
    if None not in at:
        return _path([point for point in at if point is not None], closed=True)
    pairs = [(at[i], at[(i + 1) % count]) for i in range(count)]
    return "".join(_path([a, b]) for a, b in pairs if a is not None and b is not None)


def _path(points: Sequence[tuple[float, float]], *, closed: bool = False) -> str:
    text = "L".join(f"{x:g} {y:g}" for x, y in points)
    return f"M{text}{'Z' if closed else ''}"


def _label(index: int, axis: RadarAxis, count: int) -> dict[str, object]:
    """A box for the name beside the end of its axis: above, below, or at its side."""
    turn = 2 * math.pi * index / count - math.pi / 2
    across, down = math.cos(turn), math.sin(turn)
    x, y = axis_point(index, count, 1.0)
    if abs(across) < _UPRIGHT:
        above = down < 0
        left, width = x - _LABEL_WIDTH / 2, _LABEL_WIDTH
        top = y - _LABEL_HEIGHT - 3 if above else y + 4
        side = "middle above" if above else "middle"
    else:
        side = "start" if across > 0 else "end"
        width = min(_LABEL_WIDTH, (WIDTH - x if across > 0 else x) - _LABEL_GAP)
        left = x + _LABEL_GAP if across > 0 else x - _LABEL_GAP - width
        top = y - _LABEL_HEIGHT / 2 if abs(down) < _LEVEL else y + 2
    return {
        "axis": axis,
        "x": left,
        "y": top,
        "width": width,
        "height": _LABEL_HEIGHT,
        "side": side,
    }
