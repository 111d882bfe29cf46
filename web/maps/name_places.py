"""Where names of known sizes stand so that none covers another.

Widest village first. Where the name finds no room its short form stands there, and where even
that finds none in the village its number stands beside it: no village is nameless. Lengths are in
any unit, y downwards.

The pages' script has the same (``web/frontend/src/shared/labels.ts``);
``tests/data/labels/cases.json`` holds for both.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

__all__ = ["Box", "Form", "NamePlace", "NameWish", "pin_box", "place_names"]

Form = Literal["name", "moo", "number"]

_REACH = 0.72
_STEPS = sorted(
    (
        (dx / 10, dy / 10)
        for dx in (-6, -3, 0, 3, 6)
        for dy in (-7, -5, -3, 0, 3, 5, 7)
        if math.hypot(dx, dy) <= _REACH * 10
    ),
    key=lambda step: (step[0] ** 2 + step[1] ** 2, step),
)
"""Shares of the room that a name may move by, nearest first; it stays in its own village."""
_AROUND = [
    (0.0, 0.0),
    *(
        (0.5 * (1 + i // 16) * math.cos(turn), 0.5 * (1 + i // 16) * math.sin(turn))
        for i in range(30 * 16)
        for turn in (2 * math.pi * (i % 16) / 16 - math.pi / 2,)
    ),
]
"""Where a number may stand around its village, in shares of its height, nearest first."""
_LEAST_SHARE = 0.22
"""The room that a name needs at least, as a share of its width."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in picture units, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inside(self, other: Box) -> bool:
        """Whether this one lies wholly in the other."""
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWish:
    """A name that wants a place at ``x, y``, with ``room`` (a radius) around it.

    A form whose width is 0 is not there. ``short`` is the size of the moo alone, ``number``
    that of the bare number. ``dot`` is the radius of the mark that the name stands beside, 0
    where it stands in its own area; ``least_room`` what the moo needs there.
    """

    id: str
    x: float
    y: float
    room: float
    name: tuple[float, float]
    short: tuple[float, float] = (0, 0)
    number: tuple[float, float] = (0, 0)
    least_room: float = 0
    dot: float = 0
    own: Callable[[float, float], bool] | None = None
    """Whether a place is in the area that is named; None where its number may stand beside it."""


@dataclass(frozen=True, slots=True)
class NamePlace:
    """Where a name stands, and in which form."""

    wish: NameWish
    form: Form
    box: Box

    @property
    def x(self) -> float:
        """Its middle, across."""
        return (self.box.left + self.box.right) / 2

    @property
    def y(self) -> float:
        """Its middle, down."""
        return (self.box.top + self.box.bottom) / 2


def pin_box(x: float, y: float, diameter: float) -> Box:
    """The square that a symbol takes.

    Parameters
    ----------
    x
        Its middle, in pixels.
    y
        Likewise.
    diameter
        In pixels.

    Returns
    -------
    Box
        In pixels.

    Examples
    --------
    >>> pin_box(10, 10, 4)
    Box(left=8.0, top=8.0, right=12.0, bottom=12.0)
    """
    return _around(x, y, (diameter, diameter))


def _around(x: float, y: float, size: tuple[float, float]) -> Box:
    wide, high = size
    return Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def place_names(
    wishes: Iterable[NameWish], *, frame: Box, avoid: Sequence[Box] = ()
) -> list[NamePlace]:
    """Give names their places, widest village first; what does not fit is left out.

    A name tries the middle of its village, then a little up, down and aside; that of a village
    that is a dot stands over, under or beside the dot. A place free of pins is better than one
    that covers some.

    Parameters
    ----------
    wishes
        Names with their sizes.
    frame
        Nothing goes over its edge.
    avoid
        Symbols that a name should rather not cover.

    Examples
    --------
    >>> wide = NameWish(id="a", x=50, y=50, room=40, name=(30, 10))
    >>> near = NameWish(id="b", x=52, y=50, room=20, name=(30, 10))
    >>> [(p.wish.id, p.x, p.y) for p in place_names([near, wide], frame=Box(0, 0, 100, 100))]
    [('a', 50.0, 50.0), ('b', 52.0, 40.0)]
    """
    taken: list[Box] = []
    placed: list[NamePlace] = []
    left: list[NameWish] = []
    for wish in sorted(wishes, key=lambda w: (-w.room, w.id)):
        found = _best(wish, "name", wish.name, frame, taken, avoid) or _best(
            wish, "moo", wish.short, frame, taken, avoid
        )
        if found is not None:
            taken.append(found.box)
            placed.append(found)
        else:
            left.append(wish)
    for wish in left:
        found = _beside(wish, frame, taken)
        if found is not None:
            taken.append(found.box)
            placed.append(found)
    return placed


def _best(
    wish: NameWish,
    form: Form,
    size: tuple[float, float],
    frame: Box,
    taken: Sequence[Box],
    pins: Sequence[Box],
) -> NamePlace | None:
    wide, _ = size
    least = wide * _LEAST_SHARE if form == "name" else wish.least_room
    if not wide or (not wish.dot and wish.room < least):
        return None
    best: tuple[int, Box] | None = None
    reach = _reach(wish, size)
    taken = [other for other in taken if other.meets(reach)]
    pins = [other for other in pins if other.meets(reach)]
    for x, y in _middles(wish, size):
        box = _around(x, y, size)
        if not box.inside(frame) or any(box.meets(other) for other in taken):
            continue
        covered = sum(box.meets(other) for other in pins)
        if best is None or covered < best[0]:
            best = (covered, box)
        if covered == 0:
            break
    return NamePlace(wish, form, best[1]) if best else None


def _beside(wish: NameWish, frame: Box, taken: Sequence[Box]) -> NamePlace | None:
    """The nearest free place for a number, in its village or beside it."""
    wide, high = wish.number
    if not wide:
        return None
    for dx, dy in _AROUND:
        x, y = wish.x + dx * high, wish.y + dy * high
        box = _around(x, y, wish.number)
        if not box.inside(frame) or any(box.meets(other) for other in taken):
            continue
        if wish.own is None or wish.own(x, y):
            return NamePlace(wish, "number", box)
    return None


def _reach(wish: NameWish, size: tuple[float, float]) -> Box:
    """A rectangle around all places that a name may take, with a little room to spare."""
    wide, high = size
    aside = max(wish.room, wish.dot + wide / 2) + wide
    up = max(wish.room, wish.dot + high / 2) + high
    return Box(wish.x - aside, wish.y - up, wish.x + aside, wish.y + up)


def _middles(wish: NameWish, size: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """Where the middle of a name may stand, best first."""
    wide, high = size
    if not wish.dot:
        for dx, dy in _STEPS:
            yield wish.x + dx * wish.room, wish.y + dy * wish.room
        return
    up, aside = high / 2 + wish.dot, wide / 2 + wish.dot
    for dx, dy in ((0, -up), (0, up), (aside, 0), (-aside, 0)):
        yield wish.x + dx, wish.y + dy
