"""The editable tables behind the indicators: domains, จปฐ. and กชช.2ค items, headings.

Five domains stand in the letter's order; a project may add free ones. The items of จปฐ.
(31, of 2560–2564) and กชช.2ค (33) come with a ``status`` that says what nobody has
verified, and it is shown wherever the item is.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal

from muban.gis.headings.table_headings import table_headings
from muban.gis.text.thai_text import compare_key
from muban.layers.atlas import Domain

__all__ = [
    "Family",
    "Words",
    "domain_by_name",
    "item_by_name",
    "item_by_number",
    "read_items",
    "standard_domains",
    "words",
]

Family = Literal["bmn", "nrd"]
_FILES: Mapping[Family, str] = {"bmn": "bmn_31.csv", "nrd": "nrd2c.csv"}
_VERIFIED = "verified"
_PROPOSED = "การจัดเข้าด้านของ CIA เป็นข้อเสนอ (proposed CIA domain)"
_PERCENT = (0.0, 100.0)
_NRD_SCALE = (1.0, 3.0)
_NUMBERING = re.compile(r"^(?:ด้านที่|ด้าน|ตัวชี้วัดที่|ตัวชี้วัด|ข้อที่|ข้อ)?(?P<number>\d{0,2})(?P<rest>.*)$")
_AFTER = re.compile(r"(?:คะแนน|ร้อยละ|score|percent|pct)$")


@dataclass(frozen=True, slots=True)
class Words:
    """What headings (by their :func:`heading_key`) and cells (:func:`compare_key`) say."""

    place: Mapping[str, str]
    row: Mapping[str, str]
    own_value: frozenset[str]
    missing: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]
    summary_rows: frozenset[str]
    families: Mapping[Family, tuple[str, ...]]
    titles: tuple[str, ...]


def _text(name: str) -> str:
    return resources.files("muban.layers.data").joinpath(name).read_text("utf-8")


@cache
def words() -> Words:
    """The words of ``indicator_words.json``, and the headings of results.

    Returns
    -------
    Words
        Compared without spaces and signs.

    Examples
    --------
    >>> "moo" in {role for role in words().place.values()}, "ไม่มีข้อมูล" in words().missing
    (True, True)
    """
    table: dict[str, Any] = json.loads(_text("indicator_words.json"))

    def keys(name: str) -> frozenset[str]:
        return frozenset(compare_key(word) for word in table[name])

    return Words(
        place=table_headings("indicator_places"),
        row=table_headings("indicator_rows"),
        own_value=keys("own_value"),
        missing=frozenset(word.casefold() for word in table["missing"]),
        yes=keys("yes"),
        no=keys("no"),
        summary_rows=keys("summary_rows"),
        families=MappingProxyType({k: tuple(v) for k, v in table["families"].items()}),
        titles=tuple(table["titles"]),
    )


@cache
def standard_domains() -> tuple[Domain, ...]:
    """The five domains of the CIA program, in the letter's order; their scale is not known.

    Examples
    --------
    >>> [domain.id for domain in standard_domains()]
    ['occupation', 'capital', 'risk', 'poverty', 'management']
    """
    rows = json.loads(_text("domains.json"))
    return tuple(Domain(row["id"], row["label_th"], row["label_en"]) for row in rows)


@cache
def _domain_keys() -> Mapping[str, str]:
    rows = json.loads(_text("domains.json"))
    return MappingProxyType(
        {
            compare_key(name): row["id"]
            for row in rows
            for name in (row["id"], row["label_th"], row["label_en"], *row["also"])
        }
    )


@cache
def read_items(family: Family) -> tuple[Domain, ...]:
    """The items of จปฐ. (``bmn``) or กชช.2ค (``nrd``) as indicators.

    A จปฐ. item is a share in percent, passed / (passed + failed); a กชช.2ค item scores from
    1 (much of a problem) to 3 (little or none).

    Examples
    --------
    >>> len(read_items("bmn")), len(read_items("nrd"))
    (31, 33)
    >>> read_items("bmn")[21].id, read_items("bmn")[21].parent
    ('bmn31_22', 'poverty')
    """
    low, high = _PERCENT if family == "bmn" else _NRD_SCALE
    return tuple(
        Domain(
            id=row["id"],
            label_th=row["label_th"],
            label_en=row["label_en"],
            scale_min=low,
            scale_max=high,
            unit="%" if family == "bmn" else "",
            parent=row["cia_domain_proposed"],
            status=_unverified(row["status"]),
        )
        for row in csv.DictReader(_text(_FILES[family]).splitlines())
    )


def _unverified(status: str) -> str:
    """What to say of an item: what nobody has verified of it, and never what somebody has."""
    said = "" if status.startswith(_VERIFIED) else f"{status}; "
    return f"{said}{_PROPOSED}"


@cache
def _item_keys() -> Mapping[str, tuple[Family, int]]:
    found: dict[str, tuple[Family, int]] = {}
    for family in _FILES:
        for i, item in enumerate(read_items(family)):
            for name in (item.id, item.label_th, item.label_en):
                found.setdefault(compare_key(name), (family, i))
    return MappingProxyType(found)


def _bare(heading: str) -> tuple[str, str]:
    """A heading's number and its words, without ด้านที่ before and คะแนน after."""
    found = _NUMBERING.match(compare_key(heading))
    assert found is not None
    return found["number"], _AFTER.sub("", found["rest"])


def domain_by_name(heading: str) -> str | None:
    """The id of the domain that a heading names; None for anything else.

    Examples
    --------
    >>> domain_by_name("ด้านที่ ๑ อาชีพ"), domain_by_name("Community capital")
    ('occupation', 'capital')
    >>> domain_by_name("วัฒนธรรม") is None
    True
    """
    key = compare_key(heading)
    return _domain_keys().get(key) or _domain_keys().get(_bare(heading)[1])


def item_by_name(heading: str) -> Domain | None:
    """The จปฐ. or กชช.2ค item that a heading names by its id or its full label.

    Examples
    --------
    >>> item_by_name("31. ครอบครัวมีความอบอุ่น").id, item_by_name("bmn31_05").id
    ('bmn31_31', 'bmn31_05')
    >>> item_by_name("ข้อ 5") is None
    True
    """
    place = _item_keys().get(compare_key(heading)) or _item_keys().get(_bare(heading)[1])
    return None if place is None else read_items(place[0])[place[1]]


def item_by_number(heading: str, family: Family) -> Domain | None:
    """The item that a heading means by its number alone, in a table of that family.

    Examples
    --------
    >>> item_by_number("ข้อที่ ๕", "bmn").id, item_by_number("34", "nrd") is None
    ('bmn31_05', True)
    """
    number, rest = _bare(heading)
    items = read_items(family)
    if not number or rest not in ("", "จปฐ", "กชช2ค"):
        return None
    return items[int(number) - 1] if 1 <= int(number) <= len(items) else None
