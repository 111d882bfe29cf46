"""Markers that lie on each other, moved apart just enough to be told apart."""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = ["spread"]

_ROUNDS = 40
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def spread(places: Sequence[tuple[float, float]], gap: float) -> list[tuple[float, float]]:
    """Move places apart until they are a gap from each other, or nearly so.

    Places that are far enough apart stay where they are. Those at one point leave it in
    directions that depend on their order alone, so that the same input gives the same
    picture.

    Parameters
    ----------
    places
        x and y, any unit.
    gap
        Least distance between two, same unit.

    Examples
    --------
    >>> spread([(0, 0), (100, 0)], 10)
    [(0.0, 0.0), (100.0, 0.0)]
    >>> (ax, ay), (bx, by) = spread([(5, 5), (5, 5)], 10)
    >>> round(math.dist((ax, ay), (bx, by)))
    10
    >>> spread([], 10)
    []
    """
    at = [[float(x), float(y)] for x, y in places]
    for _ in range(_ROUNDS):
        moved = False
        for i in range(len(at)):
            for j in range(i + 1, len(at)):
                moved |= _push(at[i], at[j], gap, i + j)
        if not moved:
            break
    return [(x, y) for x, y in at]


def _push(a: list[float], b: list[float], gap: float, turn: int) -> bool:
    dx, dy = b[0] - a[0], b[1] - a[1]
    if abs(dx) >= gap or abs(dy) >= gap:
        return False
    distance = math.hypot(dx, dy)
    if distance >= gap * 0.999:
        return False
    if distance < gap * 1e-6:
        angle = turn * _GOLDEN_ANGLE
        dx, dy, distance = math.cos(angle), math.sin(angle), 1.0
        step = gap / 2
    else:
        step = (gap - distance) / 2
    a[0] -= dx / distance * step
    a[1] -= dy / distance * step
    b[0] += dx / distance * step
    b[1] += dy / distance * step
    return True
