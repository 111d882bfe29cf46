"""Words around the rules of a year, and what their tables' cells mean (``rules_columns.json``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, cast

from muban.gis.headings.heading_table import heading_key

if TYPE_CHECKING:
    from muban.gis.problem_catalogue import Lang

__all__ = ["column_of", "rules_say", "rules_table", "unit_word", "value_of"]


@cache
def rules_table() -> Mapping[str, Any]:
    """The whole table of words.

    Returns
    -------
    mapping
        ``columns``, ``kinds``, ``levels`` and ``says``.

    Examples
    --------
    >>> rules_table()["levels"]["province"][0]
    'จังหวัด'
    """
    text = resources.files("muban.layers.data").joinpath("rules_columns.json").read_text("utf-8")
    table: dict[str, Any] = json.loads(text)
    return table


def rules_say(key: str, lang: Lang = "th", **facts: object) -> str:
    """A sentence about rules, with its facts put in.

    Parameters
    ----------
    key
        Of the sentence, in ``says`` of the table.
    lang
        Its language.
    facts
        By their names in the sentence.

    Returns
    -------
    str
        Plain text.

    Examples
    --------
    >>> rules_say("quota", "en", count=1, kind="village", unit="amphoe")
    '1 village for each amphoe'
    """
    sentence: str = rules_table()["says"][key][lang]
    return sentence.format_map(facts)


def unit_word(name: str, lang: Lang = "th") -> str:
    """A kind or level as people say it.

    Examples
    --------
    >>> unit_word("tambon"), unit_word("amphoe", "en")
    ('ตำบล', 'amphoe')
    """
    return cast("str", rules_table()["says"]["names"][name][lang])


def column_of(heading: object) -> str:
    """The meaning of a heading of a table of rules; '' for none.

    Examples
    --------
    >>> column_of("ภายในวันที่"), column_of("สี")
    ('due', '')
    """
    return _columns().get(heading_key(heading), "")


def value_of(part: str, text: str) -> str:
    """The id of a cell's word: ``kinds`` or ``levels``; '' where it is none.

    Examples
    --------
    >>> value_of("levels", "ระดับจังหวัด"), value_of("kinds", "ถนน")
    ('province', '')
    """
    key = heading_key(text)
    return next(
        (name for name, words in rules_table()[part].items() if key in map(heading_key, words)), ""
    )


@cache
def _columns() -> Mapping[str, str]:
    return {
        heading_key(word): name
        for name, words in rules_table()["columns"].items()
        for word in words
    }
