"""A day as people write it: 16 มีนาคม 2569, 16/3/69, 2026-03-16, or a date of Excel's."""

from __future__ import annotations

import datetime as dt
import re

from muban.gis.text.buddhist_year import BE_OFFSET, MONTHS_TH, parse_year_be
from muban.gis.text.thai_digits import arabic_digits
from muban.gis.text.thai_normal import normalise

__all__ = ["parse_day"]

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
_PARTS = re.compile(r"(\d{1,2})[/.\s-]+([^\s/.\d-]+|\d{1,2})[/.\s-]+(\d{2,4})")
_SHORT = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)


def parse_day(value: object) -> dt.date | None:
    """A day; None where the text is none. Years are of either era (two digits are พ.ศ.).

    Examples
    --------
    >>> [str(parse_day(v)) for v in ("๑๖ มีนาคม ๒๕๖๙", "16/3/2569", "16 มี.ค. 69", "2026-03-16")]
    ['2026-03-16', '2026-03-16', '2026-03-16', '2026-03-16']
    >>> parse_day("31 กุมภาพันธ์ 2569"), parse_day("เร็ว ๆ นี้"), parse_day(None)
    (None, None, None)
    """
    if isinstance(value, dt.datetime):
        return _of(value.year, value.month, value.day)
    if isinstance(value, dt.date):
        return _of(value.year, value.month, value.day)
    text = arabic_digits(normalise(str(value))) if value is not None else ""
    for name in (*MONTHS_TH, *_SHORT):
        table = MONTHS_TH if name in MONTHS_TH else _SHORT
        text = text.replace(name, f" {table.index(name) + 1} ")
    iso = _ISO.fullmatch(text.strip())
    if iso:
        return _of(*(int(part) for part in iso.groups()))
    found = _PARTS.fullmatch(" ".join(text.replace("พ.ศ.", " ").split()))
    if not found or not found[2].isdecimal():
        return None
    year = parse_year_be(found[3])
    return None if year is None else _of(year, int(found[2]), int(found[1]))


def _of(year: int, month: int, day: int) -> dt.date | None:
    # Excel keeps 2569 as it was typed: a year that far ahead is of the Buddhist era.
    common = year - BE_OFFSET if year >= 2400 else year
    try:
        return dt.date(common, month, day)
    except ValueError:
        return None
