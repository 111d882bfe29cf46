"""Lines of a drawing that meet end to end, put together where they go around an area.

A boundary is often drawn as four lines, or as two polylines from one gate to the other: on
screen it is closed, in the file it is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

__all__ = ["Joined", "join_lines"]

_MEETING = 1e-6
"""Ends meet that are no farther apart than this share of all the lines: a millimetre in one km."""

_End = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Joined:
    """Rings by the positions of the lines that they are of, and how many lines meet otherwise."""

    rings: Mapping[tuple[int, ...], shapely.LineString]
    tangled: int


def join_lines(lines: Sequence[shapely.LineString]) -> Joined:
    """Find the lines that make closed rings, each by itself.

    Parameters
    ----------
    lines
        Lines of one layer, closed ones left out, in the drawing's own coordinates.

    Returns
    -------
    Joined
        A ring is one where every end meets exactly one other end. Where three or more meet,
        nothing tells which way a boundary goes.

    Examples
    --------
    >>> sides = [shapely.LineString(ends) for ends in ([(0, 0), (1, 0)], [(1, 1), (1, 0)],
    ...     [(0, 0), (1, 1)], [(5, 5), (6, 6)])]
    >>> found = join_lines(sides)
    >>> [(which, ring.wkt) for which, ring in found.rings.items()]
    [((0, 1, 2), 'LINESTRING (0 0, 1 0, 1 1, 0 0)')]
    """
    if len(lines) < 2:
        return Joined({}, 0)
    left, bottom, right, top = shapely.total_bounds(lines)
    step = max(right - left, top - bottom) * _MEETING or 1.0
    ends = [tuple(_end(line, at, step) for at in (0, -1)) for line in lines]
    at: dict[_End, list[int]] = defaultdict(list)
    for position, pair in enumerate(ends):
        for end in pair:
            at[end].append(position)
    rings: dict[tuple[int, ...], shapely.LineString] = {}
    tangled = 0
    seen: set[int] = set()
    for first in range(len(lines)):
        if first in seen:
            continue
        group = _group(first, ends, at)
        seen |= set(group)
        meetings = {len(at[end]) for position in group for end in ends[position]}
        if len(group) > 1 and meetings == {2}:
            rings[tuple(group)] = _ring([lines[one] for one in group], [ends[one] for one in group])
        elif max(meetings) > 2:
            tangled += len(group)
    return Joined(rings, tangled)


def _end(line: shapely.LineString, at: int, step: float) -> _End:
    x, y = shapely.get_coordinates(line)[at]
    return round(float(x) / step), round(float(y) / step)


def _group(
    first: int, ends: Sequence[tuple[_End, ...]], at: Mapping[_End, Sequence[int]]
) -> list[int]:
    """All lines that hang together with one."""
    group, waiting = {first}, [first]
    done: set[_End] = set()
    while waiting:
        for end in set(ends[waiting.pop()]) - done:
            done.add(end)
            new = set(at[end]) - group
            group |= new
            waiting += new
    return sorted(group)


def _ring(
    lines: Sequence[shapely.LineString], ends: Sequence[tuple[_End, ...]]
) -> shapely.LineString:
    """Lines one after another, each turned so that it goes on where the last one ended."""
    by_end: dict[_End, list[int]] = defaultdict(list)
    for position, pair in enumerate(ends):
        for end in pair:
            by_end[end].append(position)
    corners: list[npt.NDArray[np.float64]] = []
    position, here = 0, ends[0][0]
    for _ in lines:
        own = shapely.get_coordinates(lines[position])
        forward = ends[position][0] == here
        corners.append(own if forward else own[::-1])
        here = ends[position][1] if forward else ends[position][0]
        position = next((one for one in by_end[here] if one != position), position)
    whole = np.vstack([corners[0], *(one[1:] for one in corners[1:])])
    whole[-1] = whole[0]
    return shapely.LineString(whole)
