"""Whether letters stand where Thai spelling lets them.

A tone mark stands on a consonant or on the vowel above it, เ แ โ ใ ไ stand before a
consonant, ะ า ำ behind one. Text that was decoded in a wrong code page breaks these rules
everywhere; real Thai keeps them.
"""

from __future__ import annotations

import re

__all__ = ["count_thai", "thai_plausibility"]

_CONSONANT = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮ"
_VOWEL_MARK = "ัิีึืฺุู"
_TONE = "่้๊๋"
# One well-formed piece of Thai: a leading vowel with its consonant, a consonant with its
# marks and following vowel, or a sign that may stand anywhere.
_CLUSTER = re.compile(
    f"[เ-ไ]?[{_CONSONANT}](?:[{_VOWEL_MARK}][{_TONE}]?[์ํ]?|็[{_TONE}]?|์|[{_TONE}]?ํ?)"
    f"(?:[{_TONE}]?[ะาำๅ])?ะ?|[๐-๙ฯๆ฿๏๚๛]"
)
_THAI = re.compile("[ก-๛]")


def count_thai(text: str) -> int:
    """How many Thai letters, marks and digits a text has.

    Examples
    --------
    >>> count_thai("บ้าน No. 7"), count_thai("")
    (4, 0)
    """
    return len(_THAI.findall(text))


def thai_plausibility(text: str) -> float:
    """Share of the Thai letters that stand where the orthography lets them, 0 to 1.

    Text without Thai letters is 0: nothing speaks for it.

    Examples
    --------
    >>> thai_plausibility("บ้านหนองแวง")
    1.0
    >>> thai_plausibility("caf้")
    0.0
    >>> thai_plausibility("")
    0.0
    """
    letters = count_thai(text)
    if not letters:
        return 0.0
    return sum(len(piece) for piece in _CLUSTER.findall(text)) / letters
