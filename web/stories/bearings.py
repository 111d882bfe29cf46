"""In which direction a place lies, and on which side of a tambon most of some places lie."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median
from typing import Literal

__all__ = ["Bearing", "bearing", "common_side"]

Bearing = Literal["n", "ne", "e", "se", "s", "sw", "w", "nw"]
Place = tuple[float, float]

_BEARINGS: tuple[Bearing, ...] = ("n", "ne", "e", "se", "s", "sw", "w", "nw")
_MOST = 0.75
"""The share of the places that must lie on a side before it is said."""
_MORE = 0.5
"""How much larger that share must be than the one of the places they are held against."""


def bearing(east: float, south: float) -> Bearing:
    """The nearest of eight directions.

    Parameters
    ----------
    east, south
        How far a place lies from another, in any unit; south as rows of a picture grow.

    Examples
    --------
    >>> bearing(1, -5), bearing(3, 3)
    ('n', 'se')
    """
    turn = math.degrees(math.atan2(east, -south)) % 360
    return _BEARINGS[round(turn / 45) % 8]


def common_side(
    high: Sequence[Place], low: Sequence[Place], every: Sequence[Place]
) -> tuple[Bearing, int] | None:
    """The side on which three of four places of one kind lie, and far fewer of the other kind.

    Sides are halves: the middle is such that as many of all places lie on either side.

    Parameters
    ----------
    high, low
        Places of the two kinds, ``(x, y)`` in cells; y grows southwards.
    every
        All places that the middle is taken from.

    Returns
    -------
    tuple
        The side and how many of ``high`` lie on it; None where they lie on no side together.

    Examples
    --------
    >>> row = [(x, 0.0) for x in range(6)]
    >>> common_side(row[:2], row[4:], row)
    ('w', 2)
    >>> common_side([row[0], row[5]], row[2:4], row) is None
    True
    """
    middle_x, middle_y = median(x for x, _ in every), median(y for _, y in every)
    found: list[tuple[float, Bearing, int]] = []
    for side, axis, sign, middle in (
        ("n", 1, -1, middle_y),
        ("s", 1, 1, middle_y),
        ("e", 0, 1, middle_x),
        ("w", 0, -1, middle_x),
    ):
        of_high = sum(1 for place in high if (place[axis] - middle) * sign > 0)
        of_low = sum(1 for place in low if (place[axis] - middle) * sign > 0)
        share = of_high / len(high) if high else 0.0
        more = share - (of_low / len(low) if low else 0.0)
        if share >= _MOST and more >= _MORE:
            found.append((more, side, of_high))  # type: ignore[arg-type]
    return max(found, key=lambda one: one[0])[1:] if found else None
