"""Years of the Thai calendar: พ.ศ. = ค.ศ. + 543.

The government's fiscal year 2563 runs from 1 October 2562 to 30 September 2563
(Budget Procedures Act B.E. 2561, section 4).
"""

from __future__ import annotations

import datetime as dt
import math
import re

from muban.gis.text.thai_digits import arabic_digits
from muban.gis.text.thai_normal import normalise

__all__ = ["BE_OFFSET", "MONTHS_TH", "fiscal_year_be", "parse_year_be", "thai_date"]

BE_OFFSET = 543
"""พ.ศ. minus ค.ศ., since the year began on 1 January (พ.ศ. 2484)."""

MONTHS_TH = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)

_BE = range(2400, 2700)
_CE = range(1857, 2157)
_CENTURY_BE = 2500
_FOUR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_ONE_NUMBER = re.compile(
    r"^(?:ปี(?:งบประมาณ)?\s*)?(?P<era>พ\s?\.?\s?ศ\s?\.?|ค\s?\.?\s?ศ\s?\.?|B\.?E\.?|A\.?D\.?|C\.?E\.?)?"
    r"\s*(?P<year>\d{2}|\d{4})(?:\.0+)?$",
    re.IGNORECASE,
)
_ANNO_DOMINI = ("ค", "a", "c")


def parse_year_be(value: object) -> int | None:
    """A year as people write it, as พ.ศ.

    A number above 2400 is พ.ศ., one of 1857–2156 is ค.ศ., two digits are พ.ศ. of this
    century (63 is 2563). A date gives its year. What could be two years gives None.

    Examples
    --------
    >>> [parse_year_be(v) for v in (2563, "๒๕๖๓", 63, 2020, "พ.ศ. 2563", "ปี 63", "2563.0")]
    [2563, 2563, 2563, 2563, 2563, 2563, 2563]
    >>> import datetime
    >>> parse_year_be(datetime.date(2020, 3, 31)), parse_year_be("31 มีนาคม 2563")
    (2563, 2563)
    >>> [parse_year_be(v) for v in (None, "", "2555-2562", 300, 0, "ปีที่แล้ว", float("nan"))]
    [None, None, None, None, None, None, None]
    """
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, dt.date):  # a datetime is a date, and so is a pandas Timestamp
        return None if value != value else _as_be(value.year)  # noqa: PLR0124 (NaT)
    if isinstance(value, (int, float)):
        if not math.isfinite(value) or value != int(value):
            return None
        return _as_be(int(value))
    return _parse_text(arabic_digits(normalise(str(value))))


def _parse_text(text: str) -> int | None:
    found = _ONE_NUMBER.match(text)
    if found is not None:
        era = (found["era"] or "").casefold()
        if era.startswith(_ANNO_DOMINI):
            year = int(found["year"])
            return year + BE_OFFSET if year in _CE else None
        return _as_be(int(found["year"]))
    years = {_as_be(int(four)) for four in _FOUR.findall(text)}
    return years.pop() if len(years) == 1 else None


def _as_be(year: int) -> int | None:
    if year in _BE:
        return year
    if year in _CE:
        return year + BE_OFFSET
    # A cell of 0 is an empty one, and 5 is a count: a year has two digits at least.
    return _CENTURY_BE + year if 10 <= year <= 99 else None


def fiscal_year_be(day: dt.date) -> int:
    """The government's fiscal year that a day lies in.

    Examples
    --------
    >>> import datetime
    >>> fiscal_year_be(datetime.date(2019, 10, 1)), fiscal_year_be(datetime.date(2020, 9, 30))
    (2563, 2563)
    """
    return day.year + BE_OFFSET + (1 if day.month >= 10 else 0)


def thai_date(day: dt.date) -> str:
    """A day as it stands in a Thai letter.

    Examples
    --------
    >>> import datetime
    >>> thai_date(datetime.date(2020, 3, 31))
    '31 มีนาคม 2563'
    """
    return f"{day.day} {MONTHS_TH[day.month - 1]} {day.year + BE_OFFSET}"
