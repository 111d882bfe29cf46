"""The form in which a text is searched for personal data: what hides a number or a name goes.

Only for the search: the text itself is kept as it was written. NFKC would break ำ in what is
stored (:mod:`muban.gis.text.thai_normal`); here its parts are put together again at once.
"""

from __future__ import annotations

import re
import unicodedata

from muban.gis.text.thai_normal import normalise

__all__ = ["search_form"]

_PLAIN = (
    dict.fromkeys("‐‑‒–—―−﹣", "-")
    | dict.fromkeys("∕⁄", "/")
    | {"ๅ": "า"}
    | {chr(0x0E50 + value): str(value) for value in range(10)}
)
_NOT_PLAIN = re.compile(f"[{''.join(_PLAIN)}]")
_KEYCAP = re.compile("[\ufe0e\ufe0f\u20e3]")
_OTHER_DIGIT = re.compile(r"[^\x00-\x7f\u0e01-\u0e4e]")
_SPOKEN = ("ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_SPOKEN_WORD = re.compile("|".join(_SPOKEN))
_SPOKEN_RUN = re.compile(rf"(?:(?:{'|'.join(_SPOKEN)})[\s-]{{0,2}}){{9,}}")
_ONE = "[ก-ฮะ-ๅเ-ไ][็-์]?"
_SPACED = re.compile(
    rf"(?<![\u0e01-\u0e4e]){_ONE}(?:[\s._*|-]{{1,2}}{_ONE}){{2,}}(?![\u0e01-\u0e4e])"
)
_DEPENDENT = re.compile("[ะ-ู]")
_SEPARATOR = re.compile(r"[\s._*|-]")
_READ_AS_DIGIT = re.compile(
    r"(?<![A-Za-z])(?=[\d\s._-]{0,24}[OoIl])[\dOoIl][\dOoIl\s._-]{7,24}(?![A-Za-z])"
)
_BESIDE_DIGIT = re.compile(r"[OoIl]\d|\d[OoIl]")
_LETTER_DIGITS = str.maketrans("OoIl", "0011")
_LEAST_DIGITS = 6


def search_form(text: str) -> str:
    """A text as it is searched: one kind of digits and dashes, no letters drawn apart.

    Digits of all scripts, in circles, full-width or spoken (ศูนย์แปดหนึ่ง…) become 0 to 9, an O
    or l between digits as well; «น า ย» becomes «นาย». Lines stay lines.

    Examples
    --------
    >>> search_form("０๘໑-②៣٤ 𝟓❻78"), search_form("O8l-234-5678")
    ('081-234 5678', '081-234-5678')
    >>> search_form("น า ย สมชาย น้ำใส")
    'นาย สมชาย น้ำใส'
    >>> search_form("ร.ต.อ. ก ข ค 10 l")
    'ร.ต.อ. ก ข ค 10 l'
    """
    if text.isascii():
        plain = normalise(text, lines=True)
    else:
        bare = _KEYCAP.sub("", text)
        digits = _OTHER_DIGIT.sub(_digit, bare)
        plain = normalise(unicodedata.normalize("NFKC", digits), lines=True)
        plain = _NOT_PLAIN.sub(lambda letter: _PLAIN[letter.group()], plain)
        plain = _SPACED.sub(_joined, plain)
        if _SPOKEN[0] in plain:
            plain = _SPOKEN_RUN.sub(_counted, plain)
    return _READ_AS_DIGIT.sub(_as_digits, plain) if _BESIDE_DIGIT.search(plain) else plain


def _digit(letter: re.Match[str]) -> str:
    value = unicodedata.digit(letter.group(), None)
    return letter.group() if value is None else str(value)


def _joined(run: re.Match[str]) -> str:
    """Letters drawn apart; ร.ต.อ. is none: its letters can all stand alone."""
    text = run.group()
    return _SEPARATOR.sub("", text) if _DEPENDENT.search(text) else text


def _counted(run: re.Match[str]) -> str:
    told = _SPOKEN_WORD.sub(lambda word: str(_SPOKEN.index(word.group())), run.group())
    return "".join(told.split())


def _as_digits(run: re.Match[str]) -> str:
    """O and l as 0 and 1 where most beside them are digits."""
    text = run.group()
    if sum(map(str.isdecimal, text)) < _LEAST_DIGITS:
        return text
    made = list(text)
    for i, letter in enumerate(text):
        beside = text[max(0, i - 1) : i + 2]
        if letter in "OoIl" and any(map(str.isdecimal, beside)):
            made[i] = letter.translate(_LETTER_DIGITS)
    return "".join(made)
