"""One spelling for one Thai word, however it was typed.

The same word can be typed as different characters that look alike on the screen: ``น้ำ``
has at least four encodings. Equal words must be equal strings, or nothing joins.

NFC and never NFKC: Unicode's compatibility form takes ``ำ`` apart into ``ํา``, which most
software then shows, sorts and searches as another letter.

The rules are data, ``gis/data/spelling.json``, which the pages' search and the page for drawing
read as well (``web/frontend/src/shared/thai_text.ts``): what joins here is found there.
"""

from __future__ import annotations

import json
import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from importlib import resources
from typing import Any

from muban.gis.text.thai_digits import arabic_digits

__all__ = ["compare_key", "normalise", "similarity"]


def _read_rules() -> dict[str, Any]:
    text = resources.files("muban.gis.data").joinpath("spelling.json").read_text("utf-8")
    rules: dict[str, Any] = json.loads(text)
    return rules


_RULES = _read_rules()
_INVISIBLE = re.compile(_RULES["invisible"])
_SPACES = re.compile(_RULES["spaces"])
_PARTED: dict[str, str] = _RULES["parted"]
_PARTED_AM = re.compile(_RULES["parted_am"])
_AM_BEFORE_TONE = re.compile(_RULES["am_before_tone"])
_AM: str = _RULES["am"]
_NIKHAHIT = "\u0e4d"
_MARKS = re.compile(_RULES["marks"])
_MARK_ORDER = dict.fromkeys(_RULES["vowel_marks"], 0) | dict.fromkeys(_RULES["tone_marks"], 1)
_SHORT = 120
_NOT_A_LETTER = re.compile(r"[^\w\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]+|_")


def normalise(text: str, *, lines: bool = False) -> str:
    r"""Bring a text to the one spelling that is compared, stored and shown.

    Nothing that carries meaning changes: letters, digits and their order stay. Parts of a
    vowel are put together (ํ+า to ำ, เ+เ to แ), vowel signs stand before tone marks, a mark
    typed twice stands once, invisible characters go, and any run of spaces is one space.

    Parameters
    ----------
    text
        As it was typed.
    lines
        True keeps line breaks, for descriptions; False makes one line, for names.

    Examples
    --------
    >>> normalise("บ้านนํ้าสวย") == "บ้านน้ำสวย"
    True
    >>> normalise("เเก้วดี ") == "แก้วดี"
    True
    >>> normalise("บ้าน\u200b  โพน\u00a0แพง")
    'บ้าน โพน แพง'
    >>> normalise("")
    ''
    """
    # Names, headings and units come again and again: a short text is brought there once.
    return _once(text, lines) if len(text) <= _SHORT else _normalised(text, lines)


def _normalised(text: str, lines: bool) -> str:
    text = unicodedata.normalize("NFC", text)
    text = _INVISIBLE.sub("", text)
    if lines:
        kept = text.replace("\r\n", "\n").replace("\r", "\n")
        text = "\n".join(" ".join(part.split()) for part in kept.split("\n")).strip()
    else:
        text = _SPACES.sub(" ", text).strip()
    if text.isascii():
        return text
    for parts, whole in _PARTED.items():
        text = text.replace(parts, whole)
    text = _MARKS.sub(lambda marks: _in_order(marks.group()), text)
    if _NIKHAHIT in text:
        text = _PARTED_AM.sub(rf"\1\2{_AM}", text)
    return _AM_BEFORE_TONE.sub(rf"\1{_AM}", text) if _AM in text else text


_once = lru_cache(maxsize=1 << 15)(_normalised)


@lru_cache(maxsize=1 << 10)
def _in_order(marks: str) -> str:
    """Vowel signs, then tones, then the rest; the same mark only once in a row."""
    ordered = sorted(marks, key=lambda mark: _MARK_ORDER.get(mark, 2))
    return "".join(m for i, m in enumerate(ordered) if i == 0 or m != ordered[i - 1])


def compare_key(text: str) -> str:
    """What is left of a text when writing habits are taken away: for search and joins.

    Spaces, dots and brackets go, digits are Arabic, Latin letters small.

    Examples
    --------
    >>> compare_key("โพนแพง (หมู่ ๓)") == compare_key("โพนแพงหมู่3")
    True
    >>> compare_key("Ban Mi-Chai")
    'banmichai'
    """
    return _key_once(text) if len(text) <= _SHORT else _key_of(text)


def _key_of(text: str) -> str:
    return _NOT_A_LETTER.sub("", arabic_digits(normalise(text))).casefold()


_key_once = lru_cache(maxsize=1 << 15)(_key_of)


def similarity(a: str, b: str) -> float:
    """How alike two names are, 0 to 1, by their :func:`compare_key`.

    Good for ordering suggestions for a person. Never evidence by itself: true pairs of a
    register read from paper are as little as 0.67 alike, and different villages of one
    tambon are often more.

    Examples
    --------
    >>> similarity("เผ่าไร่", "เฝ้าไร่") < 1 == similarity("สระ ใคร", "สระใคร")
    True
    >>> similarity("", "")
    1.0
    """
    return SequenceMatcher(None, compare_key(a), compare_key(b), autojunk=False).ratio()
