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
    from muban.web.maps.picture_sets import PictureSet

__all__ = ["PlacedNumber", "Spot", "busiest_window", "landmark_spots", "place_numbers"]

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
class Spot:
    """What wants a text beside it: its place, the radius of its mark, and its texts.

    The first of ``texts`` that finds room right beside the mark is taken, else the last one. A
    spot without a mark (radius 0) has its text upon it.
    """

    id: str
    x: float
    y: float
    color: str
    radius: float
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlacedNumber:
    """A number at its place: its spot, its text, its box, and whether a line leads to it."""

    of: Spot
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


def landmark_spots(placed: PictureSet, numbers: Mapping[str, str]) -> tuple[list[Spot], list[Box]]:
    """The landmarks of a picture as they want their numbers, and what these must not cover.

    Parameters
    ----------
    placed
        What stands on the picture already.
    numbers
        The text of each landmark's number, by its id.

    Returns
    -------
    tuple
        Spots, the most important first; and the boxes of names, symbols and dots.
    """
    symbols = {(mark["x"], mark["y"]) for mark in placed.markers}
    taken = [label.box for label in placed.labels]
    taken += [pin_box(x, y, placed.symbol) for x, y in symbols]
    taken += [pin_box(at.x, at.y, 2 * placed.dot) for at in placed.feet]
    return [
        Spot(
            id=at.id,
            x=at.x,
            y=at.y,
            color=at.color,
            radius=placed.symbol / 2 if (at.x, at.y) in symbols else placed.dot,
            texts=(numbers[at.id],),
        )
        for at in sorted(placed.feet, key=lambda at: (at.rank, at.id))
    ], taken


def place_numbers(
    spots: Sequence[Spot], taken: Sequence[Box], *, size: float, frame: Box, rings: int
) -> tuple[list[PlacedNumber], list[Spot]]:
    """Give spots their numbers or names, the first ones first.

    Parameters
    ----------
    spots
        In the order of their weight.
    taken
        What no text covers: names, symbols, dots.
    size
        Of the letters, in cells.
    frame
        No text goes over its edge.
    rings
        How far from its place a text may stand, in lines.

    Returns
    -------
    tuple
        The numbers, and the spots for whose number there is no room.

    Examples
    --------
    >>> spots = [Spot("a", 50, 50, "#000", 4, ("7",)), Spot("b", 50, 50, "#000", 4, ("8",))]
    >>> found, _ = place_numbers(spots, [], size=10, frame=Box(0, 0, 100, 100), rings=1)
    >>> [(one.text, one.x > 50) for one in found]
    [('7', True), ('8', False)]
    """
    found: list[PlacedNumber] = []
    left: list[Spot] = []
    held = list(taken)
    for spot in spots:
        number = _placed(spot, held, size, frame, rings)
        if number is None:
            left.append(spot)
        else:
            held.append(number.box)
            found.append(number)
    return found, left


def _placed(
    spot: Spot, taken: Sequence[Box], size: float, frame: Box, rings: int
) -> PlacedNumber | None:
    for text in spot.texts:
        wide, high = text_width(text, size) + _MARGIN * size, _LINE * size
        near = _near(taken, spot, spot.radius + rings * high + wide)
        reach = rings if text == spot.texts[-1] else 0
        for ring, box in _around(spot, (wide, high), reach):
            if _free(box, frame, near):
                return PlacedNumber(spot, text, box, led=ring > 0)
    return None


def _near(taken: Sequence[Box], at: Spot, reach: float) -> list[Box]:
    around = pin_box(at.x, at.y, 2 * reach)
    return [box for box in taken if box.meets(around)]


def _free(box: Box, frame: Box, taken: Sequence[Box]) -> bool:
    return box.inside(frame) and not any(box.meets(other) for other in taken)


def _around(spot: Spot, size: tuple[float, float], rings: int) -> Iterator[tuple[int, Box]]:
    """Boxes around a place, nearest first."""
    wide, high = size
    if not spot.radius:
        yield 0, _box(spot.x, spot.y, size)
    for ring in range(rings + 1):
        away = spot.radius + ring * high * 0.8
        for turn in _SIDES:
            dx, dy = math.cos(turn) * (away + wide / 2), math.sin(turn) * (away + high / 2)
            yield ring, _box(spot.x + dx, spot.y + dy, size)


def _box(x: float, y: float, size: tuple[float, float]) -> Box:
    wide, high = size
    return Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def busiest_window(left: Sequence[Spot], width: float, height: float, *, least: float) -> Box:
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

    def covered(middle: Spot) -> list[Spot]:
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
