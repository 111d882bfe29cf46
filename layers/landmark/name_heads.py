"""What stands before a word decides whether the word speaks of the place.

A Thai noun phrase begins with its head. ที่ทำการ before กลุ่มออมทรัพย์ is the group's own
house; หน้า before โรงเรียน is another place than the school, ประธาน before กองทุน a person,
and the ชรบ in เพชรบุรี is no word at all. So a word further on in a name counts only behind
heads that are known (``layers/data/name_heads.json``), or where a new phrase begins.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

__all__ = ["NameHeads", "name_heads", "speaks_of_the_place"]

_NEW_PHRASE = re.compile(r"[\s(\[/,:;–-]$")
_LETTERS = re.compile(r"[\s(\[/,:;–.\d-]+")


@dataclass(frozen=True, slots=True)
class NameHeads:
    """Words before the word: heads of the same thing, and those of another or of a person."""

    heads: re.Pattern[str]
    others: tuple[str, ...]
    kinds_anywhere: frozenset[str]


@cache
def name_heads() -> NameHeads:
    """The table of ``layers/data/name_heads.json``.

    Returns
    -------
    NameHeads
        Its patterns and words, ready to be asked.

    Examples
    --------
    >>> found = name_heads()
    >>> "ตรงข้าม" in found.others, "วัด" in found.others
    (True, False)
    """
    text = resources.files("muban.layers.data").joinpath("name_heads.json").read_text("utf-8")
    table = json.loads(text)
    longest_first = sorted(table["heads"], key=len, reverse=True)
    heads = "|".join(map(re.escape, longest_first))
    return NameHeads(
        re.compile(rf"(?:(?:{heads})[\s.\d]*)*"),
        tuple(table["beside"] + table["roles"]),
        frozenset(table["kinds_anywhere"]),
    )


def speaks_of_the_place(before: str) -> bool:
    """Whether a word behind these letters names the place itself.

    Parameters
    ----------
    before
        The part of a plain name (:func:`muban.layers.landmark.landmark_kind.plain_name`) that
        stands before the word.

    Examples
    --------
    >>> speaks_of_the_place(""), speaks_of_the_place("ที่ทำการ"), speaks_of_the_place("บ้านนา ")
    (True, True, True)
    >>> speaks_of_the_place("หน้า"), speaks_of_the_place("ประธาน "), speaks_of_the_place("เพ")
    (False, False, False)
    """
    table = name_heads()
    if table.heads.fullmatch(_LETTERS.sub(" ", before).lstrip()):
        return True
    words = _LETTERS.sub(" ", before).split()
    return bool(_NEW_PHRASE.search(before)) and not (words and words[-1].endswith(table.others))
