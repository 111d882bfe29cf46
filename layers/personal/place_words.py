"""The words that tell a place's name from a person's: ``place_words.json``, ready for use."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

__all__ = ["PlaceWords", "longest_first", "place_words"]


class PlaceWords(NamedTuple):
    """Tuples of words; those that are tried as beginnings stand longest first."""

    heads: tuple[str, ...]
    name_beginnings: tuple[str, ...]
    second_heads: tuple[str, ...]
    tails: frozenset[str]
    trade: tuple[str, ...]
    inside: tuple[str, ...]
    goods: frozenset[str]
    named_after: re.Pattern[str]
    private_heads: re.Pattern[str]
    offices: re.Pattern[str]
    strong_kin: re.Pattern[str]
    weak_kin: re.Pattern[str]
    not_kin: Mapping[str, tuple[str, ...]]
    latin: frozenset[str]


@cache
def place_words() -> PlaceWords:
    """The table, read once.

    Returns
    -------
    PlaceWords
        Words that begin, end or stand in names of places.

    Examples
    --------
    >>> "วัด" in place_words().heads, place_words() is place_words()
    (True, True)
    """
    table: dict[str, Any] = json.loads(
        resources.files("muban.layers.data").joinpath("place_words.json").read_text("utf-8")
    )
    return PlaceWords(
        heads=longest_first([*table["heads"], *_compounds(table["not_kin"])]),
        name_beginnings=longest_first(table["name_beginnings"]),
        second_heads=longest_first(set(table["heads"]) - set(table["surname_heads"])),
        tails=frozenset(table["tails"]),
        trade=longest_first(table["trade"]),
        inside=longest_first(table["inside"]),
        goods=frozenset(table["goods"]),
        named_after=_named_after(table["public_heads"], table["linking"]),
        private_heads=_any_of([*table["private_heads"], *_farms(table)]),
        offices=re.compile("|".join(map(_office, longest_first(table["offices"])))),
        strong_kin=_any_of(table["kin"]["strong"]),
        weak_kin=_any_of(table["kin"]["weak"]),
        not_kin={kin: tuple(words) for kin, words in table["not_kin"].items()},
        latin=frozenset(table["latin"]),
    )


def _compounds(not_kin: Mapping[str, Iterable[str]]) -> list[str]:
    """Words that only begin like kin: ช่างไม้, แม่น้ำ, อาคาร."""
    return [
        kin + word
        for kin, words in not_kin.items()
        for word in words
        if len(word) > 2 and not word.endswith("$")
    ]


def _farms(table: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """What is raised and where: ฟาร์มไก่, แปลงข้าวโพด."""
    return (farm + kind for farm in table["farms"] for kind in table["raised"])


def _named_after(heads: Iterable[str], linking: Iterable[str]) -> re.Pattern[str]:
    """A place that is called after the person whose name follows: โรงเรียน, ถ., บริษัท."""
    places = "|".join(map(re.escape, longest_first(heads)))
    between = "|".join(map(re.escape, longest_first(linking)))
    return re.compile(
        rf"(?<![\u0e01-\u0e4e])(?:(?:{places})(?:{between})"
        r"|(?:ถ|ซ|บจก|บมจ|หจก|หสม)\.\s|(?:บริษัท|ห้างหุ้นส่วน(?:จำกัด)?)\s)\Z"
    )


def _office(word: str) -> str:
    """An office; one of few letters without a full stop only where it stands alone: อสม."""
    if len(word) > 4 or word.endswith("."):
        return re.escape(word)
    return rf"(?<![\u0e01-\u0e4e]){re.escape(word)}(?![\u0e01-\u0e4e])"


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, longest_first(words))))


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """Words in an order in which the longest that fits is met first.

    Examples
    --------
    >>> longest_first(["วัด", "วัดป่า"])
    ('วัดป่า', 'วัด')
    """
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))
