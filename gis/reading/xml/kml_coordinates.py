"""The text of ``<coordinates>`` and ``<gx:coord>``, as programs and people write it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from contextlib import suppress

import numpy as np

from muban.gis.reading.limits import Budget
from muban.gis.reading.records.joined_corners import (
    LONGEST,
    join_decimals,
    part_corners,
    part_glued,
)
from muban.gis.reading.records.shape_building import Coordinates, ShapeBuilder

__all__ = ["read_coordinates", "read_fix"]

_NAN = float("nan")
_WIDE_COMMA = re.compile(r"\s,|,\s")
_BETWEEN = re.compile(r"[\s,]+")


def read_coordinates(text: str | None, builder: ShapeBuilder, budget: Budget) -> Coordinates:
    """Corners of a ``<coordinates>`` text: ``lon,lat[,altitude]``, separated by space.

    A corner that is no number becomes NaN, so that it is counted. Numbers that stand
    together though they are several corners stay together: the builder parts them.

    Parameters
    ----------
    text
        As the element has it.
    builder
        Takes note of decimal commas, and of what no one can tell apart.
    budget
        Corners are counted against it.

    Examples
    --------
    >>> from muban.gis.reading.limits import Limits
    >>> def read(text):
    ...     return read_coordinates(text, ShapeBuilder(), Budget(Limits()))
    >>> read("102.74,17.88,0 102.75, 17.89")
    [(102.74, 17.88, 0.0), (102.75, 17.89)]
    >>> read("102.7,17.8 102.8,17.8,102.8,17.9")
    [(102.7, 17.8), (102.8, 17.8, 102.8, 17.9)]
    >>> read("no,no"), read(None)
    ([(nan, nan)], [])
    """
    if not text:
        return []
    if _WIDE_COMMA.search(text):
        text = ",".join(map(str.strip, text.split(",")))
    words = text.split()
    budget.spend("max_coordinates", len(words))
    widths = {word.count(",") for word in words}
    if widths in ({1}, {2}) and len(words) > 1:
        with suppress(ValueError):
            numbers = np.array(",".join(words).split(","), dtype=float)
            return numbers.reshape(len(words), -1)
    if widths == {0} and len(words) > 1:
        # Spaces where the commas belong: all numbers stand in one row.
        builder.joined += len(words) <= LONGEST
        words = [",".join(words)]
    return [_corner(word.split(","), builder, budget) for word in words]


def read_fix(text: str, builder: ShapeBuilder, budget: Budget) -> tuple[float, ...]:
    """The corner of a ``<gx:coord>``: numbers with spaces between them.

    Parameters
    ----------
    text
        Longitude, latitude and height, in degrees (EPSG:4326) and metres.
    builder
        Remembers what is wrong with it.
    budget
        What of the file's corners is left.

    Examples
    --------
    >>> from muban.gis.reading.limits import Limits
    >>> read_fix("102.7 17.9 180", ShapeBuilder(), Budget(Limits()))
    (102.7, 17.9, 180.0)
    """
    return _corner(_BETWEEN.split(text.strip()), builder, budget)


def _corner(words: list[str], builder: ShapeBuilder, budget: Budget) -> tuple[float, ...]:
    while len(words) > 2 and not words[-1]:
        words.pop()
    budget.spend("max_coordinates", len(words) // LONGEST)
    if (plain := join_decimals(words)) is not None and part_corners(_numbers(words)) is None:
        builder.decimal_commas += 1
        return plain
    numbers = _numbers(words)
    if len(words) > 2 and part_corners(numbers) is None:
        parted = _numbers(part_glued(words))
        if len(parted) > len(numbers) and part_corners(parted) is not None:
            return parted
    if len(numbers) > LONGEST:
        return numbers
    whole = len(numbers) >= 2 and not any(map(math.isnan, numbers[:3]))
    return numbers if whole else (_NAN, _NAN)


def _numbers(words: Sequence[str]) -> tuple[float, ...]:
    return tuple(map(_number, words))


def _number(word: str) -> float:
    try:
        return float(word)
    except ValueError:
        return _NAN
