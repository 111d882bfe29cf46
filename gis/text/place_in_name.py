"""A place written out in one line: บ้านโพนแพง หมู่ที่ 1 ตำบลโพนแพง อำเภอรัตนวาปี."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from muban.gis.text.place_words import Level, is_called_village, split_moo
from muban.gis.text.thai_normal import normalise

__all__ = ["PlaceWords", "split_place", "units_said"]

_FULL = "ตำบล|กิ่งอำเภอ|อำเภอ|จังหวัด"
_VALUE = rf"((?:(?!{_FULL})[^\s,()])+)"
_APART = re.compile(
    rf"(?:^|(?<=[\s,)\d]))({_FULL}|ต\s?\.|กิ่ง\s?อ\s?\.|อ\s?\.|จ\s?\.)\s*{_VALUE}[\s,]*"
)
_JOINED = re.compile(rf"(?<!ส่วน)(?<!^)({_FULL})\s*{_VALUE}[\s,]*")
_ANYWHERE = re.compile(
    rf"(?<!ส่วน)({_FULL}|(?<![\w\u0e31-\u0e4e])(?:ต\s?\.|กิ่ง\s?อ\s?\.|อ\s?\.|จ\s?\.))\s*{_VALUE}"
)
_LEVELS: dict[str, Level] = {"ต": "tambon", "อ": "amphoe", "ก": "amphoe", "จ": "province"}
_LETTER = re.compile(r"[^\W\d_]")
_SHORT = 120


class PlaceWords(NamedTuple):
    """A name without its moo and units, and those; ``moo`` None and units '' where not written."""

    name: str
    moo: int | None
    tambon: str = ""
    amphoe: str = ""
    province: str = ""

    def unit(self, level: Level) -> str:
        """The unit of a level as it is written, without ตำบล, อำเภอ or จังหวัด."""
        found: str = getattr(self, level)
        return found


def split_place(text: str) -> PlaceWords:
    """Part a village's written-out place into its name, moo, tambon, amphoe and province.

    Where nothing but units is written, the text is the name of a unit and stays whole.

    Examples
    --------
    >>> split_place("บ้านโพนแพง หมู่ที่ 1 ตำบลโพนแพง อำเภอรัตนวาปี")
    PlaceWords(name='บ้านโพนแพง', moo=1, tambon='โพนแพง', amphoe='รัตนวาปี', province='')
    >>> split_place("บ้านดอน ม.2 ต.บ้านเดื่อ อ.เมือง จ.หนองคาย").tambon
    'บ้านเดื่อ'
    >>> split_place("บ้านดอนตำบลโพนแพง").name, split_place("ตำบลโพนแพง").name
    ('บ้านดอน', 'ตำบลโพนแพง')
    >>> split_place("องค์การบริหารส่วนตำบลโพนแพง").name
    'องค์การบริหารส่วนตำบลโพนแพง'
    """
    # What a record is called is looked at by many: a short text is parted once.
    return _split_once(text) if len(text) <= _SHORT else _split(text)


def _split(text: str) -> PlaceWords:
    text = normalise(text)
    rest, units = _without_units(text, _APART)
    if is_called_village(rest):
        rest, more = _without_units(rest, _JOINED)
        units = {**more, **units}
    if not units:
        return PlaceWords(*split_moo(text))
    name, moo = split_moo(rest)
    if moo is None and _LETTER.search(name) is None:
        return PlaceWords(*split_moo(text))
    return PlaceWords(name, moo, **units)


_split_once = lru_cache(maxsize=1 << 14)(_split)


def units_said(text: str) -> PlaceWords:
    """The tambon, amphoe and province that a title speaks of, wherever they stand in it.

    Examples
    --------
    >>> units_said("แผนที่หมู่บ้านตำบลโพนแพง อ.รัตนวาปี")
    PlaceWords(name='', moo=None, tambon='โพนแพง', amphoe='รัตนวาปี', province='')
    >>> units_said("อบต.โพนแพง").tambon, units_said("องค์การบริหารส่วนตำบลโพนแพง").tambon
    ('', '')
    """
    units: dict[str, str] = {}
    for found in _ANYWHERE.finditer(normalise(text)):
        units.setdefault(_LEVELS[found.group(1)[0]], found.group(2))
    return PlaceWords("", None, **units)


def _without_units(text: str, pattern: re.Pattern[str]) -> tuple[str, dict[str, str]]:
    units: dict[str, str] = {}
    for found in pattern.finditer(text):
        units.setdefault(_LEVELS[found.group(1)[0]], found.group(2))
    return pattern.sub(" ", text).strip(" ,"), units
