"""Headings that a shapefile cut off: ten bytes are left of each, which are three Thai letters.

In TIS-620 ten letters are left (ชื่อหมู่บ้), in UTF-8 three and a part of the next (สถา). Such
a heading is read by its beginning, the shortest known heading first, and only where what
stands under it fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from muban.gis.headings.fits import mostly_fits
from muban.gis.headings.heading_table import HEADINGS, heading_key, keys_of

__all__ = ["full_heading", "may_be_cut"]

_BYTES = 10
_THAI_BYTES = 3
_MEANINGS_OF: dict[str, list[str]] = {}
for _meaning in HEADINGS:
    for _key in keys_of(_meaning, "words", "also", "generic"):
        _MEANINGS_OF.setdefault(_key, []).append(_meaning)


def may_be_cut(heading: str) -> bool:
    """Whether a heading is as long as a shapefile's limit leaves it.

    Examples
    --------
    >>> [may_be_cut(text) for text in ("สถา", "ชื่อหมู่บ้", "VILLAGE_NA", "สถานที่", "name")]
    [True, True, True, False, False]
    """
    size = len(heading.encode())
    if heading.isascii():
        return size == _BYTES
    return len(heading) == _BYTES or _BYTES - _THAI_BYTES < size <= _BYTES


def full_heading(heading: str, values: Sequence[object]) -> str | None:
    """The known heading that a cut one began, as its key; None where none fits.

    Examples
    --------
    >>> full_heading("หมู", ["1", "2"]), full_heading("หมู", ["บ้านดอน"])
    ('หมู่', 'หมู่บ้าน')
    >>> full_heading("สถา", ["วัดหนึ่ง"]), full_heading("กกก", ["วัด"])
    ('สถานที่', None)
    """
    if not may_be_cut(heading):
        return None
    return next(_fitting(heading_key(heading), values), None)


def _fitting(start: str, values: Sequence[object]) -> Iterator[str]:
    known = [key for key in _MEANINGS_OF if key.startswith(start) and key != start]
    for key in sorted(known, key=len):
        if any(mostly_fits(meaning, values) for meaning in _MEANINGS_OF[key]):
            yield key
