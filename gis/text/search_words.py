"""The words by which a name is looked for, however it was written or typed.

``รร.บ้านโพนแพง``, ``โรงเรียนโพนเเพง`` and ``โรงเรียน บ้านโพนแพง`` speak of one school. Thai is
written without spaces, so the words that stand before names (วัด, โรงเรียน, บ้าน, ตำบล) are cut
off; short forms are written out, a moo is one word in every writing, and a word of another
language that means the same is the same word.

The rules are data, ``gis/data/search_words.json``, which the pages' search reads as well
(``web/frontend/src/shared/search_words.ts``); ``tests/data/search/cases.json`` holds for both.
"""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import Any

from muban.gis.text.thai_digits import arabic_digits
from muban.gis.text.thai_normal import normalise

__all__ = ["search_words"]


def _read_rules() -> dict[str, Any]:
    text = resources.files("muban.gis.data").joinpath("search_words.json").read_text("utf-8")
    rules: dict[str, Any] = json.loads(text)
    return rules


_RULES = _read_rules()
_BEGIN, _END = r"(^|[\s()/,])", r"(?:\s?\.\s*|(?=[\s()/,]|$))"
_SHORT = [
    (re.compile(f"{_BEGIN}(?:{form}){_END}"), word) for form, word in _RULES["short_forms"].items()
]
_UNITS: dict[str, str] = _RULES["units"]
_UNIT = re.compile(rf"{_BEGIN}([{''.join(_UNITS)}])\s?\.\s*(?=\S)")
_MOO = re.compile(_RULES["moo"])
_MOO_WITHIN = re.compile(_RULES["moo_within"])
_GAPS = re.compile(_RULES["gaps"])
_GOES_ON = re.compile(_RULES["goes_on"])
_ALIKE: dict[str, str] = _RULES["alike"]
_BEFORE_NAMES = sorted(
    {*_RULES["own"], *_RULES["kinds"], *(word for word in _ALIKE if not word.isascii())},
    key=lambda word: (-len(word), word),
)


def search_words(text: str) -> tuple[str, ...]:
    """The words of a name or of what was typed, in their order.

    Parameters
    ----------
    text
        As it was written; any spelling that :func:`~muban.gis.text.thai_normal.normalise`
        knows.

    Returns
    -------
    tuple of str
        A moo is ``#`` and its number.

    Examples
    --------
    >>> search_words("รร.บ้านโพนเเพง ม.๕")
    ('โรงเรียน', 'บ้าน', 'โพนแพง', '#5')
    >>> search_words("Ban Mi Chai Moo 3")
    ('บ้าน', 'mi', 'chai', '#3')
    """
    known = arabic_digits(normalise(text)).lower()
    for form, word in _SHORT:
        known = form.sub(rf"\g<1>{word}", known)
    known = _UNIT.sub(lambda found: f"{found[1]}{_UNITS[found[2]]}", known)
    known = _MOO.sub(r"\g<1> #\g<2> ", known)
    known = _MOO_WITHIN.sub(r"\g<1> #\g<2> ", known)
    return tuple(word for part in _GAPS.split(known) if part for word in _parts(part))


def _parts(word: str) -> list[str]:
    """A run of letters without what stands before the name in it."""
    found: list[str] = []
    while True:
        first = next((w for w in _BEFORE_NAMES if _goes_on_after(word, w)), None)
        if first is None:
            return [*found, _ALIKE.get(word, word)]
        found.append(_ALIKE.get(first, first))
        word = word[len(first) :]


def _goes_on_after(word: str, beginning: str) -> bool:
    rest = word[len(beginning) :]
    return word.startswith(beginning) and _GOES_ON.match(rest) is not None
