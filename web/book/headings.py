"""The letter's headings of the lesson book, and which file belongs under which."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from muban.gis.text.thai_digits import arabic_digits

__all__ = ["BookKind", "Heading", "book_word", "headings", "number_of", "part_title", "plan_words"]

BookKind = Literal["village", "tambon"]
_NUMBER = re.compile(r"\s*([123])[.\-_](\d)(?!\d)")


@cache
def _table() -> Mapping[str, Any]:
    text = resources.files("muban.web").joinpath("book_headings.json").read_text("utf-8")
    table: dict[str, Any] = json.loads(text)
    return table


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading; ``made`` names what muban sets there from the data by itself."""

    id: str
    title: str
    hint: str = ""
    made: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    optional: bool = False

    @property
    def part(self) -> str:
        """The part that it stands in: ``1``, ``2`` or ``3``."""
        return self.id[0]

    @property
    def whole(self) -> str:
        """Number and title."""
        return f"{self.id} {self.title}"


@cache
def headings(kind: BookKind) -> tuple[Heading, ...]:
    """The headings of a book in the letter's order.

    Examples
    --------
    >>> [len(headings("village")), len(headings("tambon"))]
    [16, 17]
    >>> headings("tambon")[0].whole
    '1.1 ประวัติความเป็นมา'
    """
    return tuple(
        Heading(**{**row, "made": tuple(row.get("made", ())), "kinds": tuple(row.get("kinds", ()))})
        for row in _table()[kind]
    )


def part_title(part: str, kind: BookKind) -> str:
    """What a part is called in the letter.

    Parameters
    ----------
    part
        Its number in the letter.
    kind
        ``village`` or ``tambon``.

    Returns
    -------
    str
        Thai, as the book is.

    Examples
    --------
    >>> part_title("1", "tambon")
    'ส่วนที่ 1 ข้อมูลทั่วไปของตำบล'
    """
    title: str = _table()["parts"][part][kind]
    return title


def book_word(key: str, **facts: object) -> str:
    """A word of the book, with its facts put in.

    Parameters
    ----------
    key
        Of the word, in the table of headings.
    facts
        By their names in the word.

    Returns
    -------
    str
        Thai, as the book is.

    Examples
    --------
    >>> book_word("items", year=2568)
    'ผลรายตัวชี้วัด ปี 2568'
    """
    sentence: str = _table()["words"][key]
    return sentence.format_map(facts)


def plan_words() -> Mapping[str, Any]:
    """The words around the plan, and the headings of its table.

    Returns
    -------
    mapping
        ``head`` (a heading by meaning) and the words around the table.

    Examples
    --------
    >>> plan_words()["head"]["partner"]
    'ภาคี'
    """
    words: Mapping[str, Any] = _table()["plan"]
    return words


def number_of(name: str) -> str:
    """The number that a file's or folder's name begins with; '' where it has none.

    Examples
    --------
    >>> number_of("๑.๑ ประวัติ.docx"), number_of("2-3 GIS.md"), number_of("ประวัติ.md")
    ('1.1', '2.3', '')
    """
    found = _NUMBER.match(arabic_digits(name))
    return f"{found[1]}.{found[2]}" if found else ""
