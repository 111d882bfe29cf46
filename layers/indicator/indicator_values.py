"""Cells of an indicator table: numbers in any writing, words for «missing», and scales.

A blank, «-» and «ไม่มีข้อมูล» are missing, never 0.
"""

from __future__ import annotations

import math
import re
from typing import Literal, NamedTuple

from muban.gis.text.thai_text import arabic_digits, compare_key, normalise
from muban.layers.indicator.indicator_tables import words

__all__ = ["Number", "Scale", "cell_text", "parse_direction", "parse_number", "parse_scale", "show"]

_NUMBER = re.compile(
    r"^(?:ร้อยละ\s*)?(?P<number>[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[-+]?\.\d+)"
    r"\s*(?P<percent>%|เปอร์เซ็นต์)?(?:\s*(?:คะแนน|คน|ครัวเรือน|ราย))?$"
)
_DASH = str.maketrans({"−": "-", "–": "-", "—": "-"})
_RANGE = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)\s*(?:-|–|ถึง|to)\s*(\d+(?:\.\d+)?)(?![\d.])")
_FULL = re.compile(r"(?:เต็ม|out of|max)\s*:?\s*(\d+(?:\.\d+)?)", re.IGNORECASE)
_PERCENT = re.compile(r"%|ร้อยละ|เปอร์เซ็นต์|percent", re.IGNORECASE)


class Number(NamedTuple):
    """A number, and whether it was written with a percent sign."""

    value: float
    percent: bool


class Scale(NamedTuple):
    """The ends of a scale as a file states them; None where it does not."""

    low: float | None
    high: float | None
    percent: bool = False


def cell_text(value: object) -> str:
    r"""A cell as one line of text; '' where it is empty.

    Examples
    --------
    >>> cell_text(None), cell_text(float("nan")), cell_text(3.0), cell_text(" บ้าน\u00a0มีชัย ")
    ('', '', '3', 'บ้าน มีชัย')
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return normalise(str(value))


def parse_number(value: object) -> Number | Literal["missing"] | None:
    """A cell as a number; ``"missing"`` where it says so; None where it is neither.

    Examples
    --------
    >>> parse_number("๘๕.๕ %"), parse_number("1,234"), parse_number(3)
    (Number(value=85.5, percent=True), Number(value=1234.0, percent=False), \
Number(value=3.0, percent=False))
    >>> parse_number("-"), parse_number(None), parse_number("ไม่มีข้อมูล"), parse_number("ดี")
    ('missing', 'missing', 'missing', None)
    """
    if isinstance(value, bool):
        return None
    text = cell_text(value)
    if text.casefold() in words().missing:
        return "missing"
    if isinstance(value, (int, float)):
        return Number(float(value), False) if math.isfinite(value) else None
    found = _NUMBER.match(arabic_digits(text).translate(_DASH))
    if found is None:
        return None
    number = float(found["number"].replace(",", ""))
    # Hundreds of digits are more than any number holds.
    return Number(number, found["percent"] is not None) if math.isfinite(number) else None


def parse_scale(heading: str) -> tuple[str, Scale]:
    """A heading without what it says of the scale, and the scale.

    Examples
    --------
    >>> parse_scale("อาชีพ (1-5)"), parse_scale("อาชีพ (คะแนนเต็ม ๕)")
    (('อาชีพ', Scale(low=1.0, high=5.0, percent=False)), \
('อาชีพ', Scale(low=None, high=5.0, percent=False)))
    >>> parse_scale("ทุนชุมชน (ร้อยละ)")[1], parse_scale("ทุนชุมชน")[1]
    (Scale(low=0.0, high=100.0, percent=True), Scale(low=None, high=None, percent=False))
    """
    text = normalise(heading)
    parts = re.findall(r"\(([^()]*)\)|\[([^\[\]]*)\]", text)
    rest = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", text)
    scale = Scale(None, None)
    for part in [*("".join(pair) for pair in parts), rest]:
        scale = _scale_in(arabic_digits(part), bracketed=part is not rest)
        if scale.high is not None:
            break
    rest = _FULL.sub(" ", rest) if scale.high is not None else rest
    return normalise(rest), scale


def _scale_in(text: str, *, bracketed: bool) -> Scale:
    ends = _RANGE.search(text) if bracketed else None
    if ends is not None and float(ends[1]) < float(ends[2]):
        return Scale(float(ends[1]), float(ends[2]), bool(_PERCENT.search(text)))
    full = _FULL.search(text)
    if full is not None:
        return Scale(None, float(full[1]))
    if _PERCENT.search(text):
        return Scale(0.0, 100.0, percent=True)
    return Scale(None, None)


def parse_direction(value: object) -> bool | None:
    """Whether higher is better, as a cell says it; None where it says nothing of the kind.

    Examples
    --------
    >>> parse_direction("ใช่"), parse_direction("ยิ่งน้อยยิ่งดี"), parse_direction("")
    (True, False, None)
    """
    key = compare_key(cell_text(value))
    return True if key in words().yes else False if key in words().no else None


def show(value: float, *, unit: str = "") -> str:
    """A value as people read it: at most two decimals, none where there are none.

    Examples
    --------
    >>> show(3.0), show(3.456), show(98.5, unit="%"), show(1234.0)
    ('3', '3.46', '98.5%', '1,234')
    """
    text = f"{round(value, 2):,.2f}".rstrip("0").rstrip(".")
    return f"{text}%" if unit == "%" else text
