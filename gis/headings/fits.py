"""Whether what stands under a heading can be what the heading says.

A heading alone decides nothing for codes and numbers: ``VILL_CODE`` holds the moo in one
office's files and the whole code in another's, ``tambon`` a name here and two digits there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from muban.gis.codes.admin_codes import CodeLength, parse_code
from muban.gis.text.place_words import parse_moo, says_several_moos
from muban.gis.text.thai_digits import arabic_digits

__all__ = ["CODE_DIGITS", "filled", "fits", "is_filled", "mostly_fits", "nearly_codes"]

CODE_DIGITS: Mapping[str, CodeLength] = MappingProxyType(
    {"province_code": 2, "amphoe_code": 4, "tambon_code": 6, "village_code": 8}
)
"""Meanings that are codes, and their number of digits."""

_COUNTS = frozenset({"population", "households"})
_LOOKED_AT = 200
_LETTER = re.compile(r"[^\W\d_]")
_COUNT = re.compile(r"[\d๐-๙]{1,3}(,[\d๐-๙]{3})+(\.0+)?|[\d๐-๙]+(\.0+)?")


def is_filled(value: Any) -> bool:
    """Whether a cell says anything.

    Examples
    --------
    >>> [is_filled(value) for value in ("ก", 0, " ", None, float("nan"))]
    [True, True, False, False, False]
    """
    if isinstance(value, str):
        return value != "" and not value.isspace()
    return value is not None and pd.isna(value) is not True and str(value).strip() != ""


def filled(values: Iterable[object]) -> list[object]:
    """The cells that say anything.

    Parameters
    ----------
    values
        Cells of a column.

    Returns
    -------
    list
        Those that are neither empty nor a word for nothing, in their order.

    Examples
    --------
    >>> filled(["บ้านเหนือ", None, "", 0])
    ['บ้านเหนือ', 0]
    """
    return [value for value in values if is_filled(value)]


def fits(meaning: str, value: object) -> bool:
    """Whether one filled cell can be what a heading of a meaning says.

    Examples
    --------
    >>> fits("village_code", "40010607"), fits("village_code", "07"), fits("moo", "07")
    (True, False, True)
    >>> fits("tambon", "โพนแพง"), fits("tambon", "05"), fits("year_be", "ปี 63")
    (True, False, True)
    """
    digits = CODE_DIGITS.get(meaning)
    if digits is not None:
        return parse_code(value, digits) is not None
    if meaning == "moo":
        return parse_moo(value) is not None
    if meaning in _COUNTS:
        return _COUNT.fullmatch(str(value).strip()) is not None
    return meaning in ("year_be", "lon", "lat") or _LETTER.search(str(value)) is not None


def mostly_fits(meaning: str, values: Iterable[object]) -> bool:
    """Whether more than half of some filled cells fit; False where there are none.

    Parameters
    ----------
    meaning
        What a column may hold, such as ``moo`` or ``village_code``.
    values
        Its cells; empty ones are passed over.

    Returns
    -------
    bool
        Judged by the first filled cells alone.

    Examples
    --------
    >>> mostly_fits("moo", ["หมู่ 1", "หมู่ 2", "รวม"]), mostly_fits("moo", ["บ้านเหนือ", "บ้านใต้"])
    (True, False)
    """
    cells = filled(values)[:_LOOKED_AT]
    good = [
        fits(meaning, value) or (meaning == "moo" and says_several_moos(str(value)))
        for value in cells
    ]
    return sum(good) * 2 > len(cells)


def nearly_codes(values: Iterable[object], digits: int) -> bool:
    """Whether most cells have as many digits as a code with one too few or too many.

    Left alone, nobody would learn that the codes are written wrongly.

    Examples
    --------
    >>> nearly_codes(["4301110", "4301111"], 8), nearly_codes(["07"], 8), nearly_codes([], 8)
    (True, False, False)
    """
    cells = [arabic_digits(str(value)) for value in filled(values)[:_LOOKED_AT]]
    long = [len(re.sub(r"\.0+$|[^\d]", "", cell)) - digits in (-1, 0, 1) for cell in cells]
    return sum(long) * 2 > len(cells)
