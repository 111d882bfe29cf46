"""Where the numbers of landmarks stand on a picture that nobody can press.

A list beside the map says what stands at each number. Near its place where that is free, else a
little away with a line to it; what finds no room near enough is left to a larger picture.
Lengths are in cells, y downwards.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from muban.web.maps.name_places import Box, pin_box
from muban.web.maps.picture_labels import text_width

if TYPE_CHECKING:
    from muban.web.maps.picture_places import LandmarkPlace
    from muban.web.maps.picture_sets import PictureSet

__all__ = ["PlacedNumber", "busiest_window", "place_numbers"]

_TURNS = 16
_SIDES = sorted(
    (2 * math.pi * i / _TURNS for i in range(_TURNS)),
    key=lambda turn: (round(min(abs(math.sin(turn)), abs(math.cos(turn))), 6), turn),
)
"""Directions from a place, those straight beside, over and under it first."""
_LINE = 1.06
"""Height of a number's box in em: digits have nothing below their line."""
_MARGIN = 0.24
"""Room beside a number, in em."""


@dataclass(frozen=True, slots=True)
class PlacedNumber:
    """A number at its place: its landmark, its text, its box, and where a line to it begins."""

    of: LandmarkPlace
    text: str
    box: Box
    led: bool

    @property
    def x(self) -> float:
        """Its middle, across."""
        return (self.box.left + self.box.right) / 2

    @property
    def y(self) -> float:
        """Its middle, down."""
        return (self.box.top + self.box.bottom) / 2


def place_numbers(
    placed: PictureSet, numbers: Mapping[str, str], *, size: float, frame: Box, rings: int
) -> tuple[list[PlacedNumber], list[LandmarkPlace]]:
    """Give the landmarks of a picture their numbers.

    Parameters
    ----------
    placed
        What stands on the picture already: no number covers a name, a symbol or a dot.
    numbers
        The text of each landmark's number, by its id.
    size
        Of the digits, in cells.
    frame
        No number goes over its edge.
    rings
        How far from its place a number may stand, in lines.

    Returns
    -------
    tuple
        The numbers, and the landmarks for whose number there is no room.
    """
    symbols = {(mark["x"], mark["y"]) for mark in placed.markers}
    taken = [label.box for label in placed.labels]
    taken += [pin_box(x, y, placed.symbol) for x, y in symbols]
    taken += [pin_box(at.x, at.y, 2 * placed.dot) for at in placed.feet]
    found: list[PlacedNumber] = []
    left: list[LandmarkPlace] = []
    for at in sorted(placed.feet, key=lambda at: (at.rank, at.id)):
        text = numbers[at.id]
        radius = placed.symbol / 2 if (at.x, at.y) in symbols else placed.dot
        wide, high = text_width(text, size) + _MARGIN * size, _LINE * size
        near = _near(taken, at, radius + rings * high + wide)
        boxes = _around(at.x, at.y, radius, (wide, high), rings)
        free = ((ring, box) for ring, box in boxes if _free(box, frame, near))
        ring, box = next(free, (0, None))
        if box is None:
            left.append(at)
        else:
            taken.append(box)
            found.append(PlacedNumber(at, text, box, led=ring > 0))
    return found, left


def _near(taken: Sequence[Box], at: LandmarkPlace, reach: float) -> list[Box]:
    around = pin_box(at.x, at.y, 2 * reach)
    return [box for box in taken if box.meets(around)]


def _free(box: Box, frame: Box, taken: Sequence[Box]) -> bool:
    return box.inside(frame) and not any(box.meets(other) for other in taken)


def _around(
    x: float, y: float, radius: float, size: tuple[float, float], rings: int
) -> Iterator[tuple[int, Box]]:
    """Boxes around a place, nearest first."""
    wide, high = size
    for ring in range(rings + 1):
        away = radius + ring * high * 0.8
        for turn in _SIDES:
            dx, dy = math.cos(turn) * (away + wide / 2), math.sin(turn) * (away + high / 2)
            at_x, at_y = x + dx, y + dy
            yield ring, Box(at_x - wide / 2, at_y - high / 2, at_x + wide / 2, at_y + high / 2)


def busiest_window(
    left: Sequence[LandmarkPlace], width: float, height: float, *, least: float
) -> Box:
    """The window of a size that takes in the most places, drawn close around them.

    Parameters
    ----------
    left
        At least one place.
    width, height
        Of the window at most, in cells.
    least
        How small it may become, as a share of that.

    Returns
    -------
    Box
        With the sides' ratio kept.

    Examples
    --------
    >>> from types import SimpleNamespace as At
    >>> busiest_window([At(x=0, y=0), At(x=6, y=0), At(x=90, y=0)], 20, 10, least=0.5)
    Box(left=-2.0, top=-2.5, right=8.0, bottom=2.5)
    """

    def covered(middle: LandmarkPlace) -> list[LandmarkPlace]:
        return [
            at
            for at in left
            if abs(at.x - middle.x) <= width / 2 and abs(at.y - middle.y) <= height / 2
        ]

    within = max(map(covered, left), key=len)
    xs, ys = [at.x for at in within], [at.y for at in within]
    share = max(least, (max(xs) - min(xs)) / width, (max(ys) - min(ys)) / height)
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    half_x, half_y = width * share / 2, height * share / 2
    return Box(x - half_x, y - half_y, x + half_x, y + half_y)
