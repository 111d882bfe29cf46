"""Corners that ran together: a comma or nothing at all where a space parts two of them.

A corner has a longitude and a latitude, perhaps a height, perhaps a time. More numbers than
that are several corners, or nobody knows what: they are parted only where every part of it
lies in Thailand, which for a wrong parting (``18.2, 0``) never happens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from muban.gis.coordinates.extent import THAILAND

__all__ = ["LONGEST", "join_decimals", "part_corners", "part_glued"]

LONGEST = 4
"""Numbers of one corner: longitude, latitude, height and time."""

_NEAR = THAILAND.grown(0.5)
_WIDTHS = (3, 2)
_GLUED = re.compile(r"(-?\d+?(?:\.\d*?)?)((?:9[6-9]|10[0-6])\.\d+)")
_WHOLE = re.compile(r"-?\d+")
_TOKEN = 64


def part_corners(numbers: Sequence[float]) -> list[tuple[float, ...]] | None:
    """Numbers in a row as the corners that they are; None where that cannot be told.

    Parameters
    ----------
    numbers
        What stands together, in degrees, longitude first; NaN for what is no number.

    Returns
    -------
    list of tuple, or None
        Corners of three numbers, else of two; each lies in Thailand or close by.

    Examples
    --------
    >>> part_corners([103.2, 18.2, 0, 103.21, 18.2, 0])
    [(103.2, 18.2, 0), (103.21, 18.2, 0)]
    >>> part_corners([103.2, 18.2, 103.21, 18.2])
    [(103.2, 18.2), (103.21, 18.2)]
    >>> part_corners([103.2, 18.2, 0, 1, 2]) is None
    True
    """
    for width in _WIDTHS:
        if len(numbers) % width == 0 and len(numbers) > width:
            corners = [tuple(numbers[at : at + width]) for at in range(0, len(numbers), width)]
            if all(_NEAR.holds(corner[0], corner[1]) for corner in corners):
                return corners
    return None


def part_glued(words: Sequence[str]) -> list[str]:
    """The numbers of words in which a longitude follows the number before it without a space.

    Examples
    --------
    >>> part_glued(["103.21", "18.20", "0103.21", "18.21", "0"])
    ['103.21', '18.20', '0', '103.21', '18.21', '0']
    >>> part_glued(["103.21", "18.20103.22", "18.21"])
    ['103.21', '18.20', '103.22', '18.21']
    """
    out = list(words[:1])
    for word in words[1:]:
        found = _GLUED.fullmatch(word) if len(word) <= _TOKEN else None
        out += found.groups() if found else [word]
    return out


def join_decimals(words: Sequence[str]) -> tuple[float, ...] | None:
    """One corner whose decimals stand behind commas (``103,25,18,2`` is 103.25 18.2).

    None where the words are no such corner in Thailand.

    Examples
    --------
    >>> join_decimals(["103", "20000", "18", "25000", "0", "000000"])
    (103.2, 18.25, 0.0)
    >>> join_decimals(["103", "20000", "18", "25000"])
    (103.2, 18.25)
    >>> join_decimals(["103.2", "18", "2", "0"]) is None
    True
    """
    if not LONGEST <= len(words) <= LONGEST + 2:
        return None
    if not all(len(word) <= _TOKEN and _WHOLE.fullmatch(word) for word in words):
        return None
    corner = tuple(float(".".join(words[at : at + 2])) for at in range(0, len(words), 2))
    return corner if _NEAR.holds(corner[0], corner[1]) else None
