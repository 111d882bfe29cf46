"""The outlines that carry the icons: one per group, told apart without colour.

Every shape lies in a box of 24 by 24. ``icon`` says where the 15 by 15 icon goes: its
upper left corner and its size, chosen so that its corners stay inside the outline.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["BOX", "SHAPES", "Shape"]

BOX = 24.0
"""Width and height of a symbol, in the units of its paths."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline, and the place of the icon inside it."""

    path: str
    icon_x: float
    icon_y: float
    icon_size: float


SHAPES: dict[str, Shape] = {
    "circle": Shape("M12 1A11 11 0 1 1 12 23A11 11 0 1 1 12 1Z", 5, 5, 14),
    "square": Shape(
        "M4 2H20A2 2 0 0 1 22 4V20A2 2 0 0 1 20 22H4A2 2 0 0 1 2 20V4A2 2 0 0 1 4 2Z", 4.5, 4.5, 15
    ),
    "rounded": Shape(
        "M8.5 3H15.5A5.5 5.5 0 0 1 21 8.5V15.5A5.5 5.5 0 0 1 15.5 21H8.5"
        "A5.5 5.5 0 0 1 3 15.5V8.5A5.5 5.5 0 0 1 8.5 3Z",
        5.5,
        5.5,
        13,
    ),
    "hexagon": Shape("M6.3 1.6H17.7L23.7 12L17.7 22.4H6.3L.3 12Z", 4.8, 4.8, 14.4),
    "pentagon": Shape("M12 .5L23.5 9.4L19.6 22.6H4.4L.5 9.4Z", 5.4, 6.4, 13.2),
    "shield": Shape("M2.5 1.8H21.5V12.5C21.5 18 17 21.8 12 23.6C7 21.8 2.5 18 2.5 12.5Z", 5, 4, 14),
    "drop": Shape(
        "M12 .2C14.2 3.6 21.6 8.4 21.6 14.2A9.6 9.6 0 0 1 2.4 14.2C2.4 8.4 9.8 3.6 12 .2Z",
        5.5,
        7.6,
        13,
    ),
    "leaf": Shape(
        "M12 1.5H22.5V12A10.5 10.5 0 0 1 12 22.5H1.5V12A10.5 10.5 0 0 1 12 1.5Z", 5, 5, 14
    ),
    "triangle": Shape(
        "M13.7 1.3L23.8 20.4A1.7 1.7 0 0 1 22.3 22.9H1.7A1.7 1.7 0 0 1 .2 20.4L10.3 1.3"
        "A1.9 1.9 0 0 1 13.7 1.3Z",
        6.3,
        9.6,
        11.4,
    ),
    "diamond": Shape("M12 .2L23.8 12L12 23.8L.2 12Z", 6.2, 6.2, 11.6),
    "star": Shape(
        "M12 .8L15.3 8.3L23.4 9.1L17.3 14.6L19.1 22.6L12 18.4L4.9 22.6L6.7 14.6L.6 9.1L8.7 8.3Z",
        7,
        7,
        10,
    ),
    "disc": Shape("M12 3A9 9 0 1 1 12 21A9 9 0 1 1 12 3Z", 6.5, 6.5, 11),
}
"""Every shape by its name."""
