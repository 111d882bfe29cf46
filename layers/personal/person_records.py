"""Records that are people: their columns tell it where a bare name cannot.

«สมชาย» alone is no evidence, and in a column ชื่อ beside a column นามสกุล it is. A list of
households with coordinates looks like a list of places until its columns are read.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from muban.gis.codes.admin_codes import parse_code
from muban.gis.problems import Where
from muban.gis.text.thai_digits import arabic_digits
from muban.gis.text.thai_normal import normalise
from muban.layers.personal.personal_names import column_holds, is_surname_column
from muban.layers.personal.privacy import Finding, PrivacyRule, cut_short

__all__ = ["find_household", "find_person"]

_NO_RULE = PrivacyRule()
_ID_DIGITS = 13


def find_person(
    record: Mapping[Hashable, Any], *, where: Where, rule: PrivacyRule = _NO_RULE
) -> Finding | None:
    """Why a record's name is that of a person, by its columns; None where nothing says so.

    Parameters
    ----------
    record
        Its columns, with ``_name``.
    where
        Its place; the finding names the column.
    rule
        Texts that a person has allowed.

    Examples
    --------
    >>> record = {"_name": "สมชาย", "ชื่อ": "สมชาย", "นามสกุล": "ใจดี"}
    >>> find_person(record, where=Where("a.xlsx")).where.field
    'นามสกุล'
    >>> place = {"_name": "ตลาดนัด", "ชื่อ": "ตลาดนัด", "ชื่อผู้ดูแล": "สมชาย ใจดี"}
    >>> find_person(place, where=Where("a.xlsx")) is None
    True
    """
    name = _text(record.get("_name"))
    if name in rule.allowed:
        return None
    for column, text in _own(record):
        kind = column_holds(column)
        digits = [letter for letter in arabic_digits(text) if letter.isdecimal()]
        if kind == "national_id" and len(digits) == _ID_DIGITS:
            return Finding("national_id", where.at(field=column), cut_short(text))
        is_name = kind == "person_name" and text == name
        is_surname = name and is_surname_column(column) and any(map(str.isalpha, text))
        if is_name or is_surname:
            return Finding("person_name", where.at(field=column), cut_short(name))
    return None


def find_household(
    record: Mapping[Hashable, Any], *, where: Where, rule: PrivacyRule = _NO_RULE
) -> Finding | None:
    """The house number that makes a pin the place of a household; None without one.

    Only for pins of no known kind: a shop or a temple may state its address.

    Parameters
    ----------
    record
        The pin's cells by column.
    where
        The pin.
    rule
        Texts that a person has allowed.

    Examples
    --------
    >>> found = find_household({"_name": "แดง", "บ้านเลขที่": "12/3"}, where=Where("a.xlsx"))
    >>> found.kind, found.where.field
    ('household_pin', 'บ้านเลขที่')
    """
    if _text(record.get("_name")) in rule.allowed:
        return None
    for column, text in _own(record):
        # «รหัสบ้าน» is the village's code in some files.
        is_number = any(map(str.isdecimal, text)) and parse_code(text, 8) is None
        if is_number and column_holds(column) == "house_number":
            return Finding("household_pin", where.at(field=column), cut_short(text))
    return None


def _own(record: Mapping[Hashable, Any]) -> Iterator[tuple[str, str]]:
    """The file's own columns that are filled."""
    for key, value in record.items():
        column = str(key)
        if not column.startswith("_") and column != "geometry" and (text := _text(value)):
            yield column, text


def _text(value: object) -> str:
    return normalise(str(value)) if isinstance(value, str | int | float) else ""
