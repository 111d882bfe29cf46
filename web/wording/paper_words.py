"""The words on cards, in captions and on paper, in Thai and in English.

They stand apart from ``words.json`` because no page's script needs them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

from muban.web.wording.words import Lang

__all__ = ["paper_word", "source_word"]

_FACT = re.compile(r"\{(\w+)\}")


def paper_word(key: str, lang: Lang = "th", **facts: object) -> str:
    """One word or sentence of ``paper_words.json`` with its facts put in as text.

    Raises
    ------
    KeyError
        The key, or a fact that the sentence needs, is missing: a bug of ours.

    Examples
    --------
    >>> paper_word("card.years", **{"from": 2555, "to": 2562})
    'ปี 2555–2562'
    """
    return _FACT.sub(lambda found: str(facts[found[1]]), _words()[key][lang])


def source_word(what: str, lang: Lang = "th") -> str:
    """What a source is for, in words; a text that is no role stays as it is.

    Examples
    --------
    >>> source_word("village_area"), source_word("ภาพถ่าย")
    ('แนวเขตหมู่บ้าน', 'ภาพถ่าย')
    """
    known = _words().get(f"source.{what}")
    return what if known is None else known[lang]


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    text = resources.files("muban.web").joinpath("paper_words.json").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = json.loads(text)
    return table
