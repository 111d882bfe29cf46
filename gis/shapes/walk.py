"""A walk around a place, as a receiver kept it: in pieces, and farther than once around.

The pieces are joined in their order, the walk is cut where it meets itself, and then its ends
are judged. What is no walk around anything stays a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import shapely
from shapely.ops import substring

from muban.gis.shapes.plane import LocalPlane

__all__ = ["CLOSED_M", "CLOSED_SHARE", "Loop", "close_walk", "goes_around", "widest_gap_m"]

Corners = npt.NDArray[np.float64]

CLOSED_M = 1.0
"""The ends of a line that are nearer than this meet."""
CLOSED_SHARE = 0.02
"""So do those of a walk that are nearer than this share of its length."""
_NEARLY_SHARE = 0.05
"""A person who walks around a village stops near the place where they began, not on it."""
_SAME_M = 0.01
_PAUSE_M = 50.0
_PAUSE_SHARE = 0.1
_PAUSES_SHARE = 0.2
_END_SHARE = 0.4
"""How much of the walk may be its beginning, or its end: where the two can meet."""
_STRAY_SHARE = 0.1
"""A way to the border, or on from it, is no longer than this."""
_BESIDE_M = 30.0
"""Two walks along one border: a receiver is 5 to 20 m off, twice."""
_ROUND = 0.005
"""Area over squared length: a circle has 0.08, a strip twenty times as long as wide 0.011."""


@dataclass(frozen=True, slots=True)
class Loop:
    """A walk that goes around an area.

    ``ring`` is closed, in degrees; ``gaps_m`` are the widths of the gaps between its pieces;
    ``cut_m`` is how much of the walk was cut off where it met itself.
    """

    ring: shapely.Polygon
    gaps_m: tuple[float, ...]
    cut_m: float


def close_walk(pieces: Sequence[shapely.LineString]) -> Loop | None:
    """The area that a walk goes around; None where it goes around nothing.

    Parameters
    ----------
    pieces
        Lines in EPSG:4326, in the order in which they were walked.

    Examples
    --------
    >>> first = shapely.from_wkt("LINESTRING (102 18, 102.01 18, 102.01 18.01)")
    >>> second = shapely.from_wkt("LINESTRING (102.009 18.01, 102 18.01, 102 18)")
    >>> loop = close_walk([first, second])
    >>> round(loop.gaps_m[0]), loop.cut_m
    (106, 0.0)
    """
    lines = [line for line in pieces if shapely.get_num_points(line) > 1]
    if not lines:
        return None
    plane = LocalPlane.around(np.array(lines))
    flat = [plane.to_metres(line) for line in lines]
    gaps = _gaps(flat)
    walk = _joined(flat, gaps)
    if walk is None:
        return None
    length = float(walk.length)
    if _end_gap_m(walk) > max(CLOSED_M, CLOSED_SHARE * length):
        cut = _cut_at_meeting(walk)
        area = _area(cut, least=_ROUND)
        return area and Loop(plane.to_lonlat(area), tuple(gaps), length - float(cut.length))
    area = _area(walk, least=0.0)
    return area and Loop(plane.to_lonlat(area), tuple(gaps), 0.0)


def _joined(
    lines: Sequence[shapely.LineString], gaps: Sequence[float]
) -> shapely.LineString | None:
    """All pieces as one line; None where a gap is too wide for a pause."""
    walk = shapely.LineString(np.vstack([shapely.get_coordinates(line) for line in lines]))
    widest = max(_PAUSE_M, _PAUSE_SHARE * float(walk.length))
    most = max(_PAUSE_M, _PAUSES_SHARE * float(walk.length))
    fits = max(gaps, default=0.0) <= widest and sum(gaps) <= most
    return walk if fits and walk.length > 0 else None


def _end_gap_m(walk: shapely.LineString) -> float:
    corners = shapely.get_coordinates(walk)
    return float(np.hypot(*(corners[-1] - corners[0])))


def _area(walk: shapely.LineString, least: float) -> shapely.Polygon | None:
    """What a closed walk goes around; None where it is the same way out and back."""
    if shapely.get_num_points(walk) < 4:
        return None
    area = shapely.Polygon(shapely.get_coordinates(walk))
    around = float(area.exterior.length)
    if area.area == 0 or _ground(area) < least * around * around:
        return None
    return area


def goes_around(walk: shapely.Geometry | None) -> bool:
    """Whether a receiver's track goes around something: its ends meet, or nearly do.

    Parameters
    ----------
    walk
        A LineString or MultiLineString in EPSG:4326; None for none.

    Examples
    --------
    >>> goes_around(shapely.from_wkt("LINESTRING (102 18, 102.01 18, 102.01 18.01, 102 18)"))
    True
    >>> goes_around(shapely.from_wkt("LINESTRING (102 18, 102.01 18)")), goes_around(None)
    (False, False)
    """
    if walk is None or walk.geom_type not in ("LineString", "MultiLineString"):
        return False
    if close_walk(list(shapely.get_parts(walk))) is not None:
        return True
    corners = shapely.get_coordinates(walk)
    gap = float(np.hypot(*(corners[0] - corners[-1])))
    one = walk.geom_type == "LineString" and len(corners) >= 4
    return one and gap <= _NEARLY_SHARE * float(walk.length)


def widest_gap_m(lines: Sequence[shapely.LineString]) -> float:
    """The widest gap in metres between lines in their order, and from the last to the first.

    Parameters
    ----------
    lines
        Lines or rings in EPSG:4326.

    Examples
    --------
    >>> north = shapely.LineString([(102, 18.01), (102.01, 18.01)])
    >>> south = shapely.LineString([(102.01, 18.009), (102, 18.009)])  # 0.001° off
    >>> round(widest_gap_m([north, south]))
    111
    """
    flat = list(LocalPlane.around(np.array(lines)).to_metres(np.array(lines)))
    return max(_gaps([*flat, flat[0]]))


def _gaps(lines: Sequence[shapely.LineString]) -> list[float]:
    return [
        float(np.hypot(*(shapely.get_coordinates(after)[0] - shapely.get_coordinates(before)[-1])))
        for before, after in pairwise(lines)
    ]


def _ground(area: shapely.Polygon) -> float:
    """The area, also of an outline that crosses itself."""
    return float(shapely.area(shapely.make_valid(area)))


def _cut_at_meeting(walk: shapely.LineString) -> shapely.LineString:
    """The walk from where its beginning meets its end; an empty line where they do not meet."""
    length = float(walk.length)
    head = substring(walk, 0, _END_SHARE * length)
    tail = substring(walk, (1 - _END_SHARE) * length, length)
    meeting = shapely.intersection(head, tail)
    if meeting.is_empty:
        start = shapely.Point(walk.coords[0])
        place = tail.interpolate(tail.project(start))
        if start.distance(place) > max(_BESIDE_M, CLOSED_SHARE * length):
            return shapely.LineString()
    else:
        places = [shapely.Point(xy) for xy in shapely.get_coordinates(meeting)]
        place = min(places, key=head.project)
    begins, ends = float(head.project(place)), float(tail.project(place))
    # What goes on past the meeting goes along the beginning, or soon ends.
    beyond = substring(tail, ends, tail.length)
    farthest = max(shapely.distance(shapely.points(shapely.get_coordinates(beyond)), head))
    short = _STRAY_SHARE * length
    if begins > short or (beyond.length > short and farthest > 2 * _BESIDE_M):
        return shapely.LineString()
    cut = substring(walk, begins, (1 - _END_SHARE) * length + ends)
    corners = shapely.get_coordinates(cut)
    if _end_gap_m(cut) < _SAME_M:
        corners[-1] = corners[0]
    return shapely.remove_repeated_points(shapely.LineString(corners), _SAME_M)
