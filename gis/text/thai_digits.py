"""Thai digits and the Arabic ones: two ways to write one number."""

from __future__ import annotations

import re

__all__ = ["arabic_digits", "thai_digits"]

_THAI = "๐๑๒๓๔๕๖๗๘๙"
_ANY_THAI = re.compile(f"[{_THAI}]")
_TO_ARABIC = str.maketrans(_THAI, "0123456789")
_TO_THAI = str.maketrans("0123456789", _THAI)


def arabic_digits(text: str) -> str:
    """Write Thai digits as Arabic ones; everything else stays.

    Examples
    --------
    >>> arabic_digits("ปี ๒๕๖๓ หมู่ 3")
    'ปี 2563 หมู่ 3'
    >>> arabic_digits("")
    ''
    """
    # Most texts have none, and to look for one is quicker than to write all letters anew.
    return text.translate(_TO_ARABIC) if _ANY_THAI.search(text) else text


def thai_digits(text: str) -> str:
    """Write Arabic digits as Thai ones; everything else stays.

    Examples
    --------
    >>> thai_digits("31 มีนาคม 2563")
    '๓๑ มีนาคม ๒๕๖๓'
    """
    return text.translate(_TO_THAI)
