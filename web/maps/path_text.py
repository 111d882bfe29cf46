"""Corners as relative path text, those of many shapes in one go.

A letter that repeats is written once, and a space only where no minus parts two numbers.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

from muban.gis.shapes.records import Shapes

__all__ = ["path_texts"]

_MOVE, _ACROSS, _DOWN, _LINE, _SPACE, _NOTHING = range(6)
_LETTERS = np.array(["m", "h", "v", "l", " ", ""], dtype=object)

Whole = NDArray[np.int64]


def path_texts(lines: Shapes, owners: NDArray[np.intp], count: int, *, closed: bool) -> list[str]:
    """Lines of shapes as path text with whole numbers.

    Parameters
    ----------
    lines
        LineStrings or rings, in cells, those of a shape one after another.
    owners
        The position of the shape that each belongs to, never less than the one before.
    count
        How many shapes there are.
    closed
        Whether they are rings; those with less than three corners are then left out,
        otherwise those with less than two.

    Returns
    -------
    list of str
        Of SVG, by position of the shape; "" where nothing is left.

    Examples
    --------
    >>> rings = np.array([shapely.LinearRing([(12, 40), (15, 38), (15, 50)])], dtype=object)
    >>> path_texts(rings, np.array([1]), 2, closed=True)
    ['', 'm12 40l3-2v12z']
    """
    corners, line = _distinct(lines, closed=closed)
    if not len(corners):
        return [""] * count
    first = _begins(line)
    owner = owners[line]
    steps = corners.copy()
    steps[1:] -= corners[:-1]
    steps[first] = corners[first] - _pens(corners, first, owner, closed=closed)
    pieces = np.full((len(steps), 4), "", dtype=object)
    _put_words(pieces, steps, first)
    if closed:
        pieces[_ends(first), 3] = "z"
    words = pieces.ravel().tolist()
    ends = (np.searchsorted(owner, np.arange(count + 1)) * 4).tolist()
    return ["".join(words[one:end]) for one, end in pairwise(ends)]


def _distinct(lines: Shapes, *, closed: bool) -> tuple[Whole, NDArray[np.intp]]:
    """Corners in whole cells, none like the one before it, and the line that each is of."""
    found, line = shapely.get_coordinates(lines, return_index=True)
    corners: Whole = np.rint(found).astype(np.int64)
    stays = _begins(line)
    stays[1:] |= (corners[1:] != corners[:-1]).any(axis=1)
    corners, line = corners[stays], line[stays]
    if closed:
        first = _begins(line)
        starts, ends = np.flatnonzero(first), _ends(first)
        back = (corners[starts] == corners[ends]).all(axis=1) & (ends > starts)
        stays = np.ones(len(line), dtype=bool)
        stays[ends[back]] = False
        corners, line = corners[stays], line[stays]
    stays = np.bincount(line)[line] >= (3 if closed else 2)
    return corners[stays], line[stays]


def _begins(line: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which corners are the first of their line, or lines the first of their shape."""
    first = np.ones(len(line), dtype=bool)
    np.not_equal(line[1:], line[:-1], out=first[1:])
    return first


def _ends(first: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Where the last corner of each line is, told by the first ones."""
    return np.append(np.flatnonzero(first), len(first))[1:] - 1


def _pens(
    corners: Whole, first: NDArray[np.bool_], owner: NDArray[np.intp], *, closed: bool
) -> Whole:
    """Where the pen is when each line begins: a closed one takes it back to its start."""
    left = corners[first] if closed else corners[_ends(first)]
    pens = np.zeros_like(left)
    pens[1:] = left[:-1]
    pens[_begins(owner[first])] = 0
    return pens


def _put_words(pieces: NDArray[np.object_], steps: Whole, first: NDArray[np.bool_]) -> None:
    """Letter or space, first number, and second number where there is one."""
    across, down = steps.T
    command = np.where(down == 0, _ACROSS, np.where(across == 0, _DOWN, _LINE))
    command[first] = _MOVE
    number = np.where(command == _DOWN, down, across)
    again = command == _LINE
    again[1:] &= command[:-1] == _LINE
    again[0] = False
    pieces[:, 0] = _LETTERS[np.where(again, np.where(number < 0, _NOTHING, _SPACE), command)]
    pieces[:, 1] = _texts(number, spaced=False)
    two = (command == _LINE) | first
    pieces[two, 2] = _texts(down[two], spaced=True)


def _texts(numbers: Whole, *, spaced: bool) -> list[str]:
    """Numbers as words; a space before those without a minus."""
    if not spaced:
        return list(map(str, numbers.tolist()))
    return [str(one) if one < 0 else f" {one}" for one in numbers.tolist()]
