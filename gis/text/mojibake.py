"""Text that was decoded in a wrong code page, once or twice, brought back.

``ºéÒ¹Ë¹Í§áÇ§`` is บ้านหนองแวง in TIS-620, read as Western; ``à¸šà¹‰à¸²à¸™`` is บ้าน in
UTF-8, read as Western; ``เธเน`` are the first letters of UTF-8 read as TIS-620. Encoding the
text back in the wrong code page gives the bytes as they were.
"""

from __future__ import annotations

import re
from functools import lru_cache

from gis.text.thai_orthography import count_thai, thai_plausibility

__all__ = ["undo_mojibake"]

_WRONG = ("cp1252", "latin-1", "cp874")
_ROUNDS = 3
_MIN_THAI = 3
_ODD = re.compile("[^\x00-\x7fก-๛\\s–—‘’“”…•€]")
_SUSPECT = re.compile("[\x80-\xffŒœŠšŽžŸƒˆ˜‘-„†-•…‰‹›€™]|เธ|เน")


@lru_cache(maxsize=1 << 14)
def undo_mojibake(text: str) -> str | None:
    """The text as it was meant; None when it is fine or there is no clear answer.

    Examples
    --------
    >>> undo_mojibake("ºéÒ¹Ë¹Í§áÇ§")
    'บ้านหนองแวง'
    >>> undo_mojibake("บ้านหนองแวง") is None
    True
    >>> undo_mojibake("São Paulo") is None
    True
    >>> undo_mojibake("") is None
    True
    """
    if text.isascii():
        return None
    seen = [text]
    for _ in range(_ROUNDS):
        seen = [back for one in seen for back in _backwards(one)]
        for back in seen:
            if _is_thai(back):
                return back
    return None


def _backwards(text: str) -> list[str]:
    """Every text that, decoded wrongly, could have given this one."""
    if not _SUSPECT.search(text):
        return []
    found: dict[str, None] = {}
    for wrong in _WRONG:
        data = _encode(text, wrong)
        if data is None:
            continue
        for right in ("utf-8", "cp874"):
            if right == wrong:
                continue
            try:
                back = data.decode(right)
            except UnicodeDecodeError:
                continue
            if back != text:
                found[back] = None
    return list(found)


def _encode(text: str, encoding: str) -> bytes | None:
    """Bytes of the text, with the code page's holes kept as the bytes they stand for."""
    out = bytearray()
    for letter in text:
        try:
            out += letter.encode(encoding)
        except UnicodeEncodeError:
            if not 0x80 <= ord(letter) <= 0x9F:
                return None
            out.append(ord(letter))
    return bytes(out)


def _is_thai(text: str) -> bool:
    letters = count_thai(text)
    if letters < _MIN_THAI or _ODD.search(text) or _SUSPECT.search(text):
        return False
    return thai_plausibility(text) >= 0.95
