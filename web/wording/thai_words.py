"""Where Thai may break: it has no spaces between words, and a word cut in two is hard to read.

Browsers know the words of Thai; what we set ourselves (cards, films, PDF) is cut here, by the
longest words of a list (nlpO3's *newmm*). ``words_th.txt`` is the word list of PyThaiNLP (CC0).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["thai_runs", "thai_words"]

_DICTIONARY = "muban"
_RUN = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e5b]+")
_NEVER_FIRST = re.compile(r"[ฯๆ\u0e31\u0e33-\u0e3a\u0e45\u0e47-\u0e4eะา)\]»”’.,:;!?%]")
"""What no line begins with: signs that follow a word, and vowels and tones of the letter before."""
_NEVER_LAST = re.compile(r"[เแโใไ(\[«“‘]$")

_BELONG_TO_THE_NEXT = ("การ", "ความ")
"""They make a noun of the word that follows: alone at a line's end they mislead."""


def thai_words(text: str) -> tuple[str, ...]:
    """A text in pieces that may stand on lines of their own; together they are the text.

    Examples
    --------
    >>> thai_words("การจัดการความยากจนของจังหวัด")
    ('การจัดการ', 'ความยากจน', 'ของ', 'จังหวัด')
    >>> thai_words("เด็กๆ ในบ้าน (2563)")
    ('เด็กๆ', ' ', 'ใน', 'บ้าน', ' ', '(2563)')
    """
    pieces: list[str] = []
    for word in _segment()(text):
        joined = pieces and (
            _NEVER_FIRST.match(word)
            or _NEVER_LAST.search(pieces[-1])
            or pieces[-1] in _BELONG_TO_THE_NEXT
            or not (_may_stand_alone(word) and _may_stand_alone(pieces[-1]))
        )
        if joined:
            pieces[-1] += word
        else:
            pieces.append(word)
    return tuple(pieces)


def _may_stand_alone(piece: str) -> bool:
    """Not so a lone letter of Thai, what is left where a word is not known."""
    return len(piece) > 1 or not _RUN.match(piece) or piece in "ณธ"


def thai_runs(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Every unbroken run of Thai letters in some texts, with its words.

    Examples
    --------
    >>> thai_runs(["พ.ศ. 2563 ความยากจน", "ตารางข้อมูล (1)"])
    {'ความยากจน': ('ความยากจน',), 'ตารางข้อมูล': ('ตาราง', 'ข้อมูล')}
    """
    runs = {run for text in texts for run in _RUN.findall(text) if len(run) > 1}
    return {run: thai_words(run) for run in sorted(runs)}


@cache
def _segment() -> Callable[[str], list[str]]:
    import nlpo3

    known: Any = resources.files("muban.web.wording").joinpath("words_th.txt")
    with resources.as_file(known) as path:
        nlpo3.load_dict(str(path), _DICTIONARY)
    return lambda text: nlpo3.segment(text, _DICTIONARY, safe=True)
