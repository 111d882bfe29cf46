"""Text that was decoded in a wrong code page, once or twice, brought back.

``ºéÒ¹Ë¹Í§áÇ§`` is บ้านหนองแวง in TIS-620, read as Western; ``à¸šà¹‰à¸²à¸™`` is บ้าน in
UTF-8, read as Western; ``เธเน`` are the first letters of UTF-8 read as TIS-620. Encoding the
text back in the wrong code page gives the bytes as they were.
"""

from __future__ import annotations

import re
from functools import lru_cache

from muban.gis.text.thai_orthography import count_thai, thai_plausibility

__all__ = ["undo_mojibake"]

_WRONG = ("cp1252", "latin-1", "cp874")
_ROUNDS = 3
_MIN_THAI = 3
_CERTAIN_UTF8 = 2
"""Bytes that continue a letter of UTF-8: this many of them, and none out of place."""
_MIN_THAI_UTF8 = 2
"""UTF-8's own form is evidence: two letters of three well-formed bytes each are no chance."""
_ODD = re.compile("[^\x00-\x7fก-๛\\s–—‘’“”…•€]")
_WESTERN = re.compile("[\x80-\xffŒœŠšŽžŸƒˆ˜‘-„†-•…‰‹›€™]")
_ON_THE_WAY = re.compile("[\x00-\xffŒœŠšŽžŸƒˆ˜‘-„†-•…‰‹›€™ก-๛–—]*")
"""Thai, or Western letters that may be undone once more."""
_FIRST_BYTES = re.compile("เธ|เน")
"""The first two bytes of a Thai letter in UTF-8, read as TIS-620; real names have them too."""


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
        found = [back for one in seen for back in _backwards(one)]
        for back, right in found:
            if _is_meant(back, right):
                return back
        seen = [back for back, _ in found]
    return None


def _backwards(text: str) -> list[tuple[str, str]]:
    """Every text that, decoded wrongly, could have given this one, and its encoding."""
    if not _WESTERN.search(text) and not _FIRST_BYTES.search(text):
        return []
    found: dict[str, str] = {}
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
                found.setdefault(back, right)
            if len(data) - len(back) >= _CERTAIN_UTF8 and _ON_THE_WAY.fullmatch(back):
                break  # bytes in UTF-8's form that give such letters are no TIS-620
    return list(found.items())


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


def _is_meant(text: str, encoding: str) -> bool:
    """Whether a text that came out is what was meant, and not garbled a second time."""
    letters = count_thai(text)
    if _ODD.search(text) or letters < _MIN_THAI_UTF8 or _is_garbled_utf8(text):
        return False
    if encoding == "utf-8":
        # Names are cut anywhere, and hold เน and เธ: their form has spoken for them.
        return True
    if letters < _MIN_THAI or _WESTERN.search(text) or _is_like_utf8(text, letters):
        return False
    return thai_plausibility(text) >= 0.95


def _is_garbled_utf8(text: str) -> bool:
    """Whether a Thai text is itself UTF-8 read as TIS-620."""
    data = _encode(text, "cp874")
    if data is None or not _FIRST_BYTES.search(text):
        return False
    try:
        back = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return count_thai(back) >= _MIN_THAI_UTF8


def _is_like_utf8(text: str, letters: int) -> bool:
    """Whether every third letter begins one of UTF-8: broken bytes that no decoding takes."""
    firsts = len(_FIRST_BYTES.findall(text))
    return firsts > 1 and firsts / letters >= 0.3
