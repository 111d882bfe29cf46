"""Names of persons in Thai text, told from the places that look like them.

Thai has no capitals and no spaces between words, and many places contain a title:
ต.นางิ้ว, ต.สร้างนางขาว, บ้านนายูง. Evidence is weighed in this order:

1. what follows a title must be able to begin a syllable (นาง + ิ้ว cannot, นาย + ูง cannot);
2. words that are no names (นายอำเภอ, นางฟ้า) and places (ต.นางรอง, บ้านนางแก้ว) are known;
3. inside a word, a title counts after a word that a person belongs to (บ้านนายสมชาย), or
   before a known given name, and never after a word that begins a place (หนองนาง…).

The words stand in ``personal_words.json``, which anyone may extend.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from muban.gis.text.thai_text import normalise
from muban.layers.personal.place_words import place_words
from muban.layers.personal.sought import Sought

__all__ = [
    "PersonName",
    "column_holds",
    "find_names",
    "is_given_name",
    "is_surname_column",
    "is_titled_noun",
]

_LETTER = "[\u0e01-\u0e3a\u0e40-\u0e4e]"
# A name has an end: without one, each title in a long text without spaces reads to its end.
_WORD = f"[ก-ฮเแโใไ]{_LETTER}{{1,60}}"
_FOLLOWING = (
    rf"(?=(?P<gap>[\s._:*|~-]{{0,3}})(?P<name>{_WORD})"
    rf"(?:[\s._*|~-]{{1,3}}(?P<surname>{_WORD}\.?))?)"
)
_PREFIX = re.compile(rf"{_LETTER}*\Z")
_ABBREVIATION_BEFORE = re.compile(r"[\u0e01-\u0e4e]\.?\Z")
_SURE_LENGTH = 4
_HOW_FAR_BACK = 24
_PARTED = re.compile(r"[\s.,:/()\-‐‑‒–—]+")
_DOCTOR = "ดร"
_HEADMEN = ("กำนัน", "ผู้ใหญ่", "ผู้ใหญ่บ้าน")
"""Offices that people say with the bare name: กำนันแดง."""
_LATIN = Sought(
    re.compile(
        r"\b(?:(?i:mr|mrs|ms|dr|prof)\.\s{0,2}|(?:Mr|Mrs|Ms|Miss|Master|Dr|MR|MRS|MS|MISS)\s{1,2})"
        r"[A-Za-z]{2,}(?:\s[A-Z][a-z]+)?|\b[mM]rs?\s[a-z]{3,}\s[a-z]{3,}|\b(?:MR|MRS|MISS)\.?\s?[A-Z]{3,}\s[A-Z]{3,}"
    ),
    ("mr", "ms", "dr", "prof", "miss", "master"),
    folded=True,
)


class PersonName(NamedTuple):
    """A name and its place in the text that was searched."""

    text: str
    start: int
    end: int


class _Words(NamedTuple):
    titles: re.Pattern[str]
    positions: re.Pattern[str]
    joined: frozenset[str]
    given: frozenset[str]
    not_a_name: dict[str, tuple[str, ...]]
    titled_nouns: frozenset[str]
    words_not_names: tuple[str, ...]
    words_not_surnames: tuple[str, ...]
    place_before: tuple[str, ...]
    place_abbreviation: re.Pattern[str]
    person_before: tuple[str, ...]
    place_stems: dict[str, frozenset[str]]
    place_endings: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]
    surnames: frozenset[str]


@cache
def _words() -> _Words:
    table: dict[str, Any] = json.loads(
        resources.files("muban.layers.data").joinpath("personal_words.json").read_text("utf-8")
    )
    titles = {form for forms in table["titles"].values() for form in forms}
    before = "|".join(map(re.escape, table["place_before"]))
    return _Words(
        titles=re.compile(f"(?P<title>{_alternatives(titles)}){_FOLLOWING}"),
        positions=re.compile(f"(?P<title>{_alternatives(table['positions'])}){_FOLLOWING}"),
        joined=frozenset(table["joined_titles"]),
        given=frozenset(table["given_names"]),
        not_a_name={title: tuple(words) for title, words in table["not_a_name"].items()},
        titled_nouns=frozenset(
            title + noun for title, nouns in table["not_a_name"].items() for noun in nouns
        ),
        words_not_names=tuple(table["words_not_names"]),
        words_not_surnames=tuple(table["words_not_surnames"]),
        place_before=tuple(word for word in table["place_before"] if not word.endswith(".")),
        place_abbreviation=re.compile(rf"(?<![\u0e01-\u0e4e.])(?:{before})[ ]?\Z"),
        person_before=tuple(table["person_before"]),
        place_stems={
            title: frozenset(map(normalise, stems)) for title, stems in table["place_stems"].items()
        },
        place_endings=tuple(table["place_endings"]),
        columns={
            kind: tuple(map(_plain_heading, table[name]))
            for kind, name in (
                ("person_name", "person_columns"),
                ("phone", "phone_columns"),
                ("house_number", "house_columns"),
                ("national_id", "id_columns"),
            )
        },
        surnames=frozenset(map(_plain_heading, table["surname_columns"])),
    )


def _alternatives(forms: set[str] | list[str]) -> str:
    longest_first = sorted(set(forms), key=lambda form: (-len(form), form))
    return "|".join(re.escape(form).replace(r"\.", r"\.\s?") for form in longest_first)


@cache
def column_holds(heading: str) -> str | None:
    """What a column of personal data holds, by its heading; None for any other column.

    Examples
    --------
    >>> column_holds("เบอร์โทรศัพท์"), column_holds("ชื่อ-สกุล ประธาน")
    ('phone', 'person_name')
    >>> column_holds("ชื่อหมู่บ้าน") is None
    True
    """
    plain = _plain_heading(heading)
    for kind, words in _words().columns.items():
        if any(word in plain for word in words):
            return kind
    return None


@cache
def is_surname_column(heading: str) -> bool:
    """Whether a column holds surnames alone: the names beside it are those of persons.

    Examples
    --------
    >>> is_surname_column("นามสกุล"), is_surname_column("Surname"), is_surname_column("สกุล")
    (True, True, True)
    >>> is_surname_column("ชื่อ-นามสกุล"), is_surname_column("สกุลเงิน")
    (False, False)
    """
    return _plain_heading(heading) in _words().surnames


def is_given_name(word: str) -> bool:
    """Whether a word is among the known given names, and long enough to be no other word.

    Examples
    --------
    >>> is_given_name("สมชาย"), is_given_name("โพนแพง")
    (True, False)
    """
    return len(word) >= _SURE_LENGTH and word in _words().given


def is_titled_noun(word: str) -> bool:
    """Whether a word only looks like a name with its title: a dancer is no Mrs.

    Examples
    --------
    >>> is_titled_noun("นางรำ"), is_titled_noun("นายช่าง"), is_titled_noun("นางสมศรี")
    (True, True, False)
    """
    return word in _words().titled_nouns


def _plain_heading(heading: str) -> str:
    """A heading without what people part its words with; underscores stay."""
    return _PARTED.sub("", heading.casefold())


def find_names(text: str) -> Iterator[PersonName]:
    """Names of persons in a text that :func:`muban.gis.text.thai_text.normalise` has been over.

    A title or rank with a name, an office with a known given name, Mr. and Mrs.

    Examples
    --------
    >>> [found.text for found in find_names("บ้านนายสมชาย ใจดี หมู่ 3")]
    ['นายสมชาย ใจดี']
    >>> [found.text for found in find_names("ร.ต.อ. วิชัย ใจกล้า และ Mrs. Somsri Jaidee")]
    ['ร.ต.อ. วิชัย ใจกล้า', 'Mrs. Somsri Jaidee']
    >>> list(find_names("ต.นางิ้ว ต.สร้างนางขาว บ้านนายาง บ้านนายูง วัดนางชี อ.นางรอง"))
    []
    >>> list(find_names("นายอำเภอรัตนวาปี นายก อบต. และนายทะเบียน"))
    []
    """
    words = _words()
    last = -1
    for found in words.titles.finditer(text):
        if found.start() >= last and _is_titled_name(text, found, words):
            name = _whole(text, found, words)
            last = name.end
            yield name
    for found in words.positions.finditer(text):
        if _is_named_office(text, found, words):
            yield _whole(text, found, words)
    for latin in _LATIN.finditer(text):
        yield PersonName(latin.group(), latin.start(), latin.end())


def _whole(text: str, found: re.Match[str], words: _Words) -> PersonName:
    end = found.end("surname") if _surname(found, words) else found.end("name")
    return PersonName(text[found.start() : end], found.start(), end)


def _surname(found: re.Match[str], words: _Words) -> bool:
    surname = found["surname"]
    return bool(surname) and not surname.startswith(
        (*words.words_not_surnames, *place_words().trade)
    )


def _before(text: str, start: int) -> tuple[str, str]:
    """The Thai letters directly before a place in the text, and all that stands near."""
    near = text[max(0, start - _HOW_FAR_BACK) : start]
    run = _PREFIX.search(near)
    return (run.group() if run else ""), near


def _is_titled_name(text: str, found: re.Match[str], words: _Words) -> bool:
    title, name = found["title"].replace(" ", ""), found["name"]
    prefix, near = _before(text, found.start())
    if not prefix and words.place_abbreviation.search(near):
        return False
    if "." in title and _ABBREVIATION_BEFORE.search(near):
        return False
    if place_words().named_after.search(near):
        return False
    if title in words.joined and (found["gap"] or prefix):
        return False
    if prefix and not prefix.endswith(words.person_before):
        return _is_surely_given(name, words) and not prefix.endswith(words.place_before)
    return not _is_other_word(title, found, words) and not _is_place(prefix, title, found, words)


def _is_surely_given(name: str, words: _Words) -> bool:
    """A name that is too long and too well known to be the end of another word."""
    ends_place = name in words.place_endings or name in place_words().trade
    return len(name) >= 4 and name in words.given and not ends_place


def _is_other_word(title: str, found: re.Match[str], words: _Words) -> bool:
    """A word that is no name; a short one only begins another where no surname follows."""
    name, surname = found["name"], _surname(found, words)
    listed = words.not_a_name.get(title, ())
    if title.startswith(_DOCTOR) and name.startswith(place_words().trade):
        # ดร.แอร์ mends what the trade sells.
        return True
    if name not in words.given and (found["surname"] or "").startswith(place_words().trade):
        return True
    if name in words.given:
        return name in listed and not surname
    least = 4 if surname else 3
    others = (*listed, *words.words_not_names)
    return any(name == word or (len(word) >= least and name.startswith(word)) for word in others)


def _is_place(prefix: str, title: str, found: re.Match[str], words: _Words) -> bool:
    stems, name = words.place_stems.get(title, frozenset()), found["name"]
    if name in stems:
        return bool(prefix) or name not in words.given or not _surname(found, words)
    return any(name.removesuffix(ending) in stems for ending in words.place_endings)


def _is_named_office(text: str, found: re.Match[str], words: _Words) -> bool:
    prefix, near = _before(text, found.start())
    if words.place_abbreviation.search(near):
        return False
    if prefix and not prefix.endswith(words.person_before):
        return False
    name = found["name"]
    if name in words.not_a_name.get(found["title"], ()):
        return False
    if found["title"] in _HEADMEN and not found["gap"] and name in words.given:
        return True
    if name in words.given:
        return _is_surely_given(name, words) and (
            _surname(found, words) or len(found["title"]) >= 3
        )
    stated = ":" in found["gap"] and _surname(found, words)
    return stated and not name.startswith((*words.words_not_names, *words.words_not_surnames))
