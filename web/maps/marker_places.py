"""Where markers stand so that they can be told apart, each tied to its true place.

Every mark gets a marker: its own where there is room, else a count that it shares with its
neighbours. None covers a name, and none stands outside the ground its mark lies on. A marker
that is not on its place is told by a dot there and a line to it, so that the map never says a
place that is not true. Lengths are in any unit, y downwards.

The pages' script has the same (``web/frontend/src/shared/marker_places.ts``);
``tests/data/markers/cases.json`` holds for both.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from muban.web.maps.name_places import Box, pin_box

__all__ = ["Mark", "MarkerGroup", "place_markers", "place_symbols"]

_TURNS = 12
_RINGS = 5
_RING = 0.6
"""From ring to ring, in diameters."""
_AROUND = [
    (0.0, 0.0),
    *(
        (
            _RING * (1 + i // _TURNS) * math.cos(2 * math.pi * (i % _TURNS) / _TURNS - math.pi / 2),
            _RING * (1 + i // _TURNS) * math.sin(2 * math.pi * (i % _TURNS) / _TURNS - math.pi / 2),
        )
        for i in range(_RINGS * _TURNS)
    ),
]
"""Places around a mark, nearest first, as shares of a marker's diameter."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A true place; a lower rank finds its place first."""

    x: float
    y: float
    rank: int


@dataclass(slots=True)
class MarkerGroup:
    """A marker for one mark, or for several with their count; the first of its members leads."""

    x: float
    y: float
    members: list[int] = field(default_factory=list)


def place_markers(
    marks: Sequence[Mark],
    names: Sequence[Box],
    *,
    size: float,
    room: float,
    inside: Callable[[float, float], bool] | None = None,
) -> list[MarkerGroup]:
    """Give every mark a marker.

    Parameters
    ----------
    marks
        In any order.
    names
        What no marker covers.
    size
        Diameter of a marker as drawn, in pixels.
    room
        No two markers are nearer than this, across or down, in pixels.
    inside
        Whether a place lies on the ground; None where there is none.

    Returns
    -------
    list of MarkerGroup
        Every mark's index is a member of one of them.

    Examples
    --------
    >>> near = [Mark(0, 0, 1), Mark(6, 0, 2), Mark(90, 0, 3)]
    >>> [(g.x, g.y, g.members) for g in place_markers(near, [], size=10, room=12)]
    [(3.0, 0.0, [0, 1]), (90.0, 0.0, [2])]
    """
    placed: list[MarkerGroup] = []
    for members in _gathered(marks, room):
        lead = _middle([marks[i] for i in members], inside)
        at = _free_place(lead, names, placed, size, room, inside)
        if at is None:
            nearest = min(placed, key=lambda group: _squared(group, lead))
            nearest.members += members
        else:
            placed.append(MarkerGroup(*at, members))
    return placed


def place_symbols(marks: Sequence[Mark], names: Sequence[Box], *, size: float) -> list[MarkerGroup]:
    """Markers for a picture on which nothing can be opened: each on its place, or none.

    A count says nothing where nobody can ask what it counts. What finds no room for its symbol
    keeps its dot, which stands on its place in any case.

    Parameters
    ----------
    marks, names, size
        As for :func:`place_markers`, in pixels.

    Examples
    --------
    >>> near = [Mark(0, 0, 1), Mark(6, 0, 2), Mark(90, 0, 3)]
    >>> [group.members for group in place_symbols(near, [], size=10)]
    [[0], [2]]
    """
    placed: list[MarkerGroup] = []
    for i in sorted(range(len(marks)), key=lambda i: (marks[i].rank, i)):
        mark = marks[i]
        box = pin_box(mark.x, mark.y, size)
        covers = any(box.meets(name) for name in names)
        if not covers and not any(_within(group, mark, size) for group in placed):
            placed.append(MarkerGroup(mark.x, mark.y, [i]))
    return placed


def _gathered(marks: Sequence[Mark], room: float) -> list[list[int]]:
    """Marks that are nearer than can be told apart, under the best ranked of them."""
    groups: list[list[int]] = []
    for i in sorted(range(len(marks)), key=lambda i: (marks[i].rank, i)):
        near = [group for group in groups if _within(marks[group[0]], marks[i], room)]
        if near:
            min(near, key=lambda group: _squared(marks[group[0]], marks[i])).append(i)
        else:
            groups.append([i])
    return groups


def _middle(members: Sequence[Mark], inside: Callable[[float, float], bool] | None) -> Mark:
    """Where a marker would best stand: amid its members, if that is on the ground of the first."""
    first = members[0]
    x = sum(mark.x for mark in members) / len(members)
    y = sum(mark.y for mark in members) / len(members)
    strays = inside is not None and inside(first.x, first.y) and not inside(x, y)
    return first if strays or len(members) == 1 else Mark(x, y, first.rank)


def _free_place(
    lead: Mark,
    names: Sequence[Box],
    placed: Sequence[MarkerGroup],
    size: float,
    room: float,
    inside: Callable[[float, float], bool] | None,
) -> tuple[float, float] | None:
    on_ground = inside is not None and inside(lead.x, lead.y)
    for dx, dy in _AROUND:
        x, y = lead.x + dx * size, lead.y + dy * size
        box = pin_box(x, y, size)
        if any(box.meets(name) for name in names):
            continue
        if any(_within(group, Mark(x, y, 0), room) for group in placed):
            continue
        if on_ground and inside is not None and not inside(x, y):
            continue
        return x, y
    # Where nothing is free a count takes it in; the very first stands on its place.
    return None if placed else (lead.x, lead.y)


def _within(a: Mark | MarkerGroup, b: Mark, room: float) -> bool:
    return abs(a.x - b.x) < room and abs(a.y - b.y) < room


def _squared(a: Mark | MarkerGroup, b: Mark) -> float:
    return (a.x - b.x) ** 2 + (a.y - b.y) ** 2
