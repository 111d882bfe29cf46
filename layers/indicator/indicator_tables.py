"""The editable tables behind the indicators: domains and headings.

Five domains stand in the letter's order; a project may add free ones.
"""

from __future__ import annotations

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
    "bare_heading",
    "domain_by_name",
    "standard_domains",
    "words",
]

Family = Literal["bmn", "nrd"]
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


def bare_heading(heading: str) -> tuple[str, str]:
    """A heading's number and its words, without ด้านที่ before and คะแนน after.

    Examples
    --------
    >>> bare_heading("ด้านที่ ๑ อาชีพ"), bare_heading("ข้อ 5")
    (('1', 'อาชีพ'), ('5', ''))
    """
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
    return _domain_keys().get(key) or _domain_keys().get(bare_heading(heading)[1])
