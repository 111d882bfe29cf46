"""Thai text: one spelling, the words before a name, and what is wrong with a text.

The parts are :mod:`muban.gis.text.thai_normal` (spelling), :mod:`muban.gis.text.thai_digits` and
:mod:`muban.gis.text.place_words` (บ้าน, หมู่ที่, ตำบล); they are also reached through here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from muban.gis.problems import Effect, Problem, Where, problem
from muban.gis.text.place_words import (
    full_amphoe_name,
    parse_moo,
    split_moo,
    strip_unit_prefix,
    strip_village_prefix,
    with_village_prefix,
)
from muban.gis.text.thai_digits import arabic_digits, thai_digits
from muban.gis.text.thai_normal import compare_key, normalise, similarity

__all__ = [
    "ForeignLetter",
    "arabic_digits",
    "check_text",
    "compare_key",
    "find_foreign_letters",
    "full_amphoe_name",
    "normalise",
    "parse_moo",
    "repair_text",
    "similarity",
    "split_moo",
    "strip_unit_prefix",
    "strip_village_prefix",
    "thai_digits",
    "with_village_prefix",
]

_WORD = re.compile(r"[^\s\d()\[\]/,.:;“”\"'–-]+")
_THAI = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]")
_LOST = "\ufffd"
_ORPHAN = re.compile("(?:^|(?<=[^\u0e01-\u0e4e]))[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]")
_SPACES = re.compile(r"\s+")


class ForeignLetter(NamedTuple):
    """A letter of another script inside a Thai word."""

    letter: str
    script: str
    """The script as Unicode names it: ``DEVANAGARI``."""
    position: int
    """Place in the text, counted from 1 as a person counts."""


def find_foreign_letters(text: str) -> list[ForeignLetter]:
    r"""Letters of another script inside a Thai word.

    A whole word in another script is no defect (``บ้านมีชัย Ban Mi Chai``), nor are Latin
    capitals or several Latin letters beside Thai ones (``อาคารA``, ``wifiชุมชน``): only a
    single small Latin letter between Thai ones is reported.

    Examples
    --------
    >>> find_foreign_letters("พลยงาม"), find_foreign_letters("บ้านมีชัย Ban Mi Chai")
    ([], [])
    >>> [found] = find_foreign_letters("พ\u0932ยงาม")
    >>> found.script, found.position
    ('DEVANAGARI', 2)
    """
    return list(_foreign(unicodedata.normalize("NFC", text)))


@lru_cache(maxsize=4096)
def _script_of(letter: str) -> str:
    """The script of a letter or mark; '' of what is neither."""
    if not unicodedata.category(letter).startswith(("L", "M")):
        return ""
    return unicodedata.name(letter, "UNKNOWN").split()[0]


def _foreign(text: str) -> Iterator[ForeignLetter]:
    for word in _WORD.finditer(text):
        letters = word.group()
        if not _THAI.search(letters):
            continue
        for i, letter in enumerate(letters):
            script = _script_of(letter)
            if script in ("", "THAI") or (script == "LATIN" and not _lone_latin(letters, i)):
                continue
            yield ForeignLetter(letter, script, word.start() + i + 1)


def _lone_latin(word: str, i: int) -> bool:
    neighbours = (word[i - 1 : i], word[i + 1 : i + 2])
    return word[i].islower() and all(n and _THAI.match(n) for n in neighbours)


def check_text(text: str, where: Where) -> list[Problem]:
    r"""What is wrong with a Thai text that no rule of spelling can put right.

    Parameters
    ----------
    text
        As it was read, before or after :func:`normalise`.
    where
        Its place.

    Returns
    -------
    list of Problem
        ``text.foreign_letter`` for each letter of another script inside a Thai word,
        ``text.lost_letters`` where the file has the sign of a lost letter,
        ``text.orphan_mark`` where a vowel or tone mark has no consonant to stand on.

    Examples
    --------
    >>> check_text("บ้านโพนแพง", Where("a.kml"))
    []
    >>> [found] = check_text("พ\u0932ยงาม", Where("a.kml"))
    >>> found.code, found.params["script"]
    ('text.foreign_letter', 'DEVANAGARI')
    """
    found = [
        problem(
            "text.foreign_letter",
            where,
            text=text,
            letter=foreign.letter,
            script=foreign.script,
            position=foreign.position,
        )
        for foreign in find_foreign_letters(text)
    ]
    if _LOST in text:
        found.append(problem("text.lost_letters", where, text=text, count=text.count(_LOST)))
    orphan = _ORPHAN.search(normalise(text))
    if orphan is not None:
        found.append(problem("text.orphan_mark", where, text=text, mark=_named(orphan.group())))
    return found


def _named(mark: str) -> str:
    return f"◌{mark}" if unicodedata.category(mark) == "Mn" else mark


def repair_text(
    text: str, where: Where, *, lines: bool = False, effect: Effect = Effect.REPAIRED
) -> tuple[str, list[Problem]]:
    """Normalise a text and say so where more than spaces changed.

    Parameters
    ----------
    text
        As it was written.
    where
        Its place.
    lines
        Whether it may have several lines.
    effect
        What became of it, for the problem.

    Returns
    -------
    tuple of str and list of Problem
        The text in its one spelling; ``text.normalised`` if letters or marks were put in
        order, and what :func:`check_text` finds.

    Examples
    --------
    >>> text, found = repair_text("เเก้ว", Where("a.kml", number=1))
    >>> text, [p.code for p in found]
    ('แก้ว', ['text.normalised'])
    >>> repair_text(" ท่าบ่อ ", Where("a.kml", number=1))
    ('ท่าบ่อ', [])
    """
    clean = normalise(text, lines=lines)
    found = check_text(clean, where)
    if _SPACES.sub("", clean) != _SPACES.sub("", unicodedata.normalize("NFC", text)):
        found.insert(0, problem("text.normalised", where, effect=effect, before=text, after=clean))
    return clean, found
