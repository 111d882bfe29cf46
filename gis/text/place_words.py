"""The words that stand before a name: บ้าน, หมู่ที่, ตำบล, อำเภอ, จังหวัด and their short forms.

A village's name is stored without บ้าน for comparing and shown with it. A tambon's name is
never stripped of บ้าน: ten tambons of Nong Khai are called บ้าน… (บ้านเดื่อ, บ้านหม้อ).
"""

from __future__ import annotations

import math
import re
from typing import Literal

from muban.gis.text.thai_digits import arabic_digits
from muban.gis.text.thai_normal import normalise

__all__ = [
    "UNIT_WORDS",
    "Level",
    "full_amphoe_name",
    "is_called_village",
    "parse_moo",
    "says_several_moos",
    "split_moo",
    "strip_boundary_words",
    "strip_unit_prefix",
    "strip_village_prefix",
    "with_village_prefix",
]

Level = Literal["province", "amphoe", "tambon"]
UNIT_WORDS: dict[Level, str] = {"province": "จังหวัด", "amphoe": "อำเภอ", "tambon": "ตำบล"}
"""What stands before a unit's name."""

_VILLAGE = re.compile(r"^(?:บ้าน|บ\s?\.|(?:baan|ban|b\.)(?=[\s.]))[\s.]*(?=\S)", re.IGNORECASE)
_NOT_PREFIXED = ("บ้าน", "หมู่บ้าน", "ชุมชน")
_BOUNDARY_OF = re.compile(
    r"^(?:เส้น)?(?:แนวเขต|ขอบเขต|อาณาเขต|เขต|พื้นที่)(?:การปกครอง|ปกครอง|พื้นที่)?\s*(?:ของ\s*)?"
    r"(?:หมู่บ้าน\s*(?=บ้าน|บ\s?\.|หมู่|ม\s?\.))?(?=บ้าน|บ\s?\.|หมู่|ม\s?\.|ชุมชน)"
)
_UNIT: dict[Level, re.Pattern[str]] = {
    "tambon": re.compile(
        r"^(?:ตำบล|แขวง|ต\s?\.|tambon\s|tumbon\s|t\.|khwaeng\s)\s*(?=\S)", re.IGNORECASE
    ),
    "amphoe": re.compile(
        r"^(?:กิ่งอำเภอ|กิ่ง\s?อ\.|อำเภอ|เขต|อ\s?\.|amphoe\s|amphur\s|a\.|khet\s)\s*(?=\S)",
        re.IGNORECASE,
    ),
    "province": re.compile(r"^(?:จังหวัด|จ\s?\.|changwat\s|province\s+of\s)\s*(?=\S)", re.IGNORECASE),
}
_MOO_WORD = r"(?:หมู่\s*ที่|หมู่|ม\s?\.\s*ที่|ม\s?\.|ม(?=\s*\d)|village\s+no\.?|moo|mu|m\.|m(?=\d))"
_MOO_ALONE = re.compile(rf"^(?:{_MOO_WORD}[\s.:]*)?(\d{{1,2}})(?:\.0+)?$", re.IGNORECASE)
_MOO_INSIDE = re.compile(
    rf"(?<![\w\u0e31-\u0e4e]){_MOO_WORD}[\s.:]*(\d{{1,2}})(?!\d)|หมู่\s*(?:ที่)?\s*(\d{{1,2}})(?!\d)",
    re.IGNORECASE,
)
_AND = r"\s*(?:[-–—/,&+]|และ|ถึง|กับ)\s*"
_MORE_MOOS = re.compile(rf"{_AND}(?:{_MOO_WORD}[\s.:]*)?\d{{1,2}}(?!\d)", re.IGNORECASE)
_MOOS_ALONE = re.compile(
    rf"(?:{_MOO_WORD}[\s.:]*)?\d{{1,2}}(?:{_AND}(?:{_MOO_WORD}[\s.:]*)?\d{{1,2}})+", re.IGNORECASE
)
_EDGES = " \t,;:-–/()"


def strip_village_prefix(name: str) -> str:
    """A village's name without บ้าน, บ. or Ban; a village called just บ้าน keeps its name.

    Examples
    --------
    >>> strip_village_prefix("บ้านโพนแพง"), strip_village_prefix("บ. โพนแพง")
    ('โพนแพง', 'โพนแพง')
    >>> strip_village_prefix("Ban Mi Chai"), strip_village_prefix("Bang Bon")
    ('Mi Chai', 'Bang Bon')
    >>> strip_village_prefix("บ้าน")
    'บ้าน'
    """
    return _VILLAGE.sub("", normalise(name), count=1)


def with_village_prefix(name: str) -> str:
    """A village's name as it is shown: with บ้าน before it, once.

    Names in Latin letters and those of housing estates (หมู่บ้าน…) and municipal
    communities (ชุมชน…) are left as they are.

    Examples
    --------
    >>> with_village_prefix("โพนแพง"), with_village_prefix("บ.โพนแพง")
    ('บ้านโพนแพง', 'บ้านโพนแพง')
    >>> with_village_prefix("ชุมชนวัดธาตุ"), with_village_prefix("")
    ('ชุมชนวัดธาตุ', '')
    """
    name = normalise(name)
    if not name or name.startswith(_NOT_PREFIXED) or name[0].isascii():
        return name
    return "บ้าน" + strip_village_prefix(name)


def is_called_village(name: str) -> bool:
    """Whether a name says that it is a village's, an estate's or a community's.

    Examples
    --------
    >>> is_called_village("บ.โพนแพง"), is_called_village("หนองคอน")
    (True, False)
    """
    return name.startswith(_NOT_PREFIXED) or _VILLAGE.match(name) is not None


def strip_boundary_words(name: str) -> str:
    """A drawn area's name without the words that only say it is a boundary.

    Examples
    --------
    >>> strip_boundary_words("แนวเขตบ้านอาญา"), strip_boundary_words("ขอบเขตหมู่บ้าน หมู่ 3")
    ('บ้านอาญา', 'หมู่ 3')
    >>> strip_boundary_words("เขตเจริญ")
    'เขตเจริญ'
    """
    return _BOUNDARY_OF.sub("", name)


def strip_unit_prefix(name: str, level: Level) -> str:
    """A unit's name without ตำบล, อำเภอ, จังหวัด or their short forms.

    Examples
    --------
    >>> strip_unit_prefix("ต.บ้านเดื่อ", "tambon"), strip_unit_prefix("อ. สังคม", "amphoe")
    ('บ้านเดื่อ', 'สังคม')
    >>> strip_unit_prefix("จังหวัดหนองคาย", "province")
    'หนองคาย'
    """
    return _UNIT[level].sub("", normalise(name), count=1)


def full_amphoe_name(name: str, province: str) -> str:
    """An amphoe's full name: อ.เมือง is อำเภอเมือง of its province.

    Examples
    --------
    >>> full_amphoe_name("อ.เมือง", "จ.หนองคาย"), full_amphoe_name("ท่าบ่อ", "หนองคาย")
    ('เมืองหนองคาย', 'ท่าบ่อ')
    """
    bare = strip_unit_prefix(name, "amphoe")
    return bare + strip_unit_prefix(province, "province") if bare == "เมือง" else bare


def parse_moo(value: object) -> int | None:
    """The number of a village in its tambon, 1 to 99; None where there is no such number.

    Examples
    --------
    >>> [parse_moo(v) for v in ("๓", "ม.3", "หมู่ที่ ๑๒", "Moo 3", "M3", 3.0, "3.0")]
    [3, 3, 12, 3, 3, 3, 3]
    >>> [parse_moo(v) for v in (None, "", "หมู่ที่", 0, 3.5, 100, "3-4", True)]
    [None, None, None, None, None, None, None, None]
    """
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        if not math.isfinite(value) or value != int(value):
            return None
        moo = int(value)
    else:
        found = _MOO_ALONE.match(arabic_digits(normalise(str(value))))
        if found is None:
            return None
        moo = int(found.group(1))
    return moo if 1 <= moo <= 99 else None


def split_moo(text: str) -> tuple[str, int | None]:
    """A name and the moo that is written with it: ``บ้านโพนแพง ม.3``.

    Returns
    -------
    tuple of str and int or None
        The name without the moo, and the moo; the whole text and None when none is there,
        or more than one (:func:`says_several_moos`).

    Examples
    --------
    >>> split_moo("บ้านโพนแพง ม.๓"), split_moo("หมู่ที่ 12 บ้านใหม่")
    (('บ้านโพนแพง', 3), ('บ้านใหม่', 12))
    >>> split_moo("บ้านหมู่ม่น"), split_moo("โพนแพง หมู่ 1-2")
    (('บ้านหมู่ม่น', None), ('โพนแพง หมู่ 1-2', None))
    """
    text = normalise(text)
    plain = arabic_digits(text)
    found = _MOO_INSIDE.search(plain)
    if found is None or _MORE_MOOS.match(plain, found.end()):
        return text, None
    moo = parse_moo(found.group(1) or found.group(2))
    if moo is None:
        return text, None
    rest = f"{text[: found.start()].strip(_EDGES)} {text[found.end() :].strip(_EDGES)}"
    return rest.strip(), moo


def says_several_moos(text: str) -> bool:
    """Whether a name or cell speaks of more than one moo: nobody can tell which one is meant.

    Examples
    --------
    >>> [says_several_moos(text) for text in ("โพนแพง หมู่ 1-2", "หมู่ที่ 3 และ 4", "๑,๒")]
    [True, True, True]
    >>> [says_several_moos(text) for text in ("บ้านดอน หมู่ 12", "บ้าน 1-2", "", "43-01-11-03")]
    [False, False, False, False]
    """
    plain = arabic_digits(normalise(text))
    found = _MOO_INSIDE.search(plain)
    if found is not None:
        return _MORE_MOOS.match(plain, found.end()) is not None
    parts = re.split(_AND, plain)
    return len(parts) < 4 and _MOOS_ALONE.fullmatch(plain) is not None
