"""What people call a column: one table of headings, ``gis/data/headings.json``.

Per meaning three lists, each with the surest word first. ``words`` say the meaning whatever
the file is. ``also`` say it in some files only: the values must fit, and a bare «ชื่อ» is no
village's name in a list of persons. ``generic`` (id, no, ลำดับ, detail) prove nothing by
themselves: a caller may use them where something else agrees. The words are those of officers,
and of the country's usual files: COD-AB of OCHA, the Royal Thai Survey Department's map L7018,
GISTDA, the Department of Provincial Administration, the statistical office, health offices.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from muban.gis.text.thai_normal import compare_key, normalise

__all__ = ["HEADINGS", "TABLES", "Words", "heading_key", "keys_of", "lists_persons"]

_LAST_LETTER = re.compile(r"[\s._\-:]+([a-z])$")


@dataclass(frozen=True, slots=True)
class Words:
    """How one meaning is headed."""

    words: tuple[str, ...]
    also: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()


_TABLE = json.loads(resources.files("muban.gis.data").joinpath("headings.json").read_text("utf-8"))

HEADINGS: Mapping[str, Words] = MappingProxyType(
    {
        meaning: Words(**{part: tuple(words) for part, words in parts.items()})
        for meaning, parts in _TABLE["meanings"].items()
    }
)
"""Meaning → its headings (``meanings`` of ``gis/data/headings.json``)."""

TABLES: Mapping[str, Mapping[str, Mapping[str, Sequence[str]]]] = MappingProxyType(_TABLE["tables"])
"""Kind of table → meaning → its headings there (:mod:`muban.gis.headings.table_headings`)."""


@lru_cache(maxsize=4096)
def heading_key(heading: object) -> str:
    """A heading without what people write differently: case, spaces, signs, Thai digits.

    Every table's headings are compared by this, and by nothing else.

    A last letter that stands alone keeps its place: ``TAM_NAM_E`` is English, ``TAM_NAME``
    mostly is not.

    Examples
    --------
    >>> heading_key(" Vill_Code "), heading_key("ปี พ.ศ."), heading_key("หมู่ ที่")
    ('villcode', 'ปีพศ', 'หมู่ที่')
    >>> heading_key("TAM_NAM_E"), heading_key("TAM_NAME")
    ('tamnam_e', 'tamname')
    """
    text = normalise(str(heading)).casefold().strip(" ._-")
    last = _LAST_LETTER.search(text)
    if last is None:
        return compare_key(text) or text  # «#» has no letter, and is a heading
    return f"{compare_key(text[: last.start()])}_{last.group(1)}"


@lru_cache(maxsize=4096)
def keys_of(meaning: str, *parts: str) -> tuple[str, ...]:
    """The keys of a meaning's headings, the surest first.

    Parameters
    ----------
    meaning
        A row of :data:`HEADINGS`.
    *parts
        Which of its lists; ``words`` and ``also`` where none is named.

    Examples
    --------
    >>> keys_of("moo", "words")[:2], "id" in keys_of("moo"), "id" in keys_of("moo", "generic")
    (('moo', 'moono'), False, True)
    """
    lists = [getattr(HEADINGS[meaning], part) for part in parts or ("words", "also")]
    return tuple(dict.fromkeys(heading_key(word) for words in lists for word in words))


_PERSON_HEADINGS: tuple[str, ...] = tuple(map(heading_key, _TABLE["persons"]))
"""How columns begin that only a list of persons has."""


def lists_persons(headings: Iterable[object]) -> bool:
    """Whether a bare «ชื่อ» among these headings is that of a person, such as the headman's.

    Examples
    --------
    >>> lists_persons(["รหัสหมู่บ้าน", "ชื่อ", "สกุล"]), lists_persons(["รหัสหมู่บ้าน", "ชื่อ"])
    (True, False)
    """
    plain = (heading_key(heading) for heading in headings if isinstance(heading, str))
    return any(key.startswith(_PERSON_HEADINGS) for key in plain)
