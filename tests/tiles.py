"""Areas in rows, drawn by formula: as a true coverage, or as people draw by hand."""

from __future__ import annotations

import random
from math import cos, radians, sin

from shapely.geometry import Polygon

__all__ = ["by_hand", "tiles"]

_M = 1 / 110_600
"""A metre in degrees of latitude, near enough for faults of drawing."""


def tiles(
    count: int, bounds: tuple[float, float, float, float], *, columns: int, corners: int
) -> list[Polygon]:
    """Areas in rows that share every corner of their winding edges."""
    west, south, east, north = bounds
    rows = -(-count // columns)
    dx, dy = (east - west) / columns, (north - south) / rows

    def at(x: float, y: float) -> tuple[float, float]:
        bend = 0.05 * sin(9 * x + 4 * y), 0.05 * cos(7 * y - 5 * x)
        return round(west + dx * (x + bend[0]), 7), round(south + dy * (y + bend[1]), 7)

    def edge(a: tuple[int, int], b: tuple[int, int]) -> list[tuple[float, float]]:
        """From a up to b; the same corners in either direction."""
        (x, y), (to_x, to_y) = sorted([a, b])
        steps = [i / corners for i in range(corners + 1)]
        points = [at(x + (to_x - x) * t, y + (to_y - y) * t) for t in steps]
        return (points if a < b else points[::-1])[:-1]

    cells = [(n % columns, n // columns) for n in range(count)]
    turns = [[(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)] for x, y in cells]
    return [
        Polygon([p for a, b in zip(t, [*t[1:], t[0]], strict=True) for p in edge(a, b)])
        for t in turns
    ]


def by_hand(
    count: int,
    bounds: tuple[float, float, float, float],
    *,
    columns: int,
    lot: random.Random,
    overlaps: int = 0,
) -> list[Polygon]:
    """Areas in rows, each drawn by itself: neighbours' corners differ by less than a metre."""
    areas = []
    left = overlaps
    for number, tile in enumerate(tiles(count, bounds, columns=columns, corners=12)):
        ring = [
            (x + lot.uniform(-0.5, 0.5) * _M, y + lot.uniform(-0.5, 0.5) * _M)
            for x, y in tile.exterior.coords[:-1]
        ]
        area = Polygon(ring)
        if left and number % columns < columns - 1 and number + 1 < count:
            # Two corners in the east reach over three metres into the next area.
            left -= 1
            middle = area.centroid
            step = 3.5 * _M / cos(radians(middle.y))
            nearest = sorted(ring, key=lambda p: -p[0] + 3 * abs(p[1] - middle.y))[:2]
            area = Polygon([(x + step, y) if (x, y) in nearest else (x, y) for x, y in ring])
        areas.append(area)
    return areas
