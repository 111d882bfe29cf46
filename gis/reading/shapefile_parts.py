"""The parts of a shapefile, as bytes: what its index points to, what its table holds.

A shapefile is three files that must agree: shapes (.shp), their index (.shx) and rows
(.dbf). Copying cuts one short, mailing loses another. The layouts are those of the ESRI
Shapefile Technical Description (1998) and of dBASE III.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

__all__ = ["Rows", "count_rows", "whole_index"]

_HEADER = 100
_RECORD_HEADER = 8
_ENTRY = 8
_DELETED = ord("*")


@dataclass(frozen=True, slots=True)
class Rows:
    """How many rows a table says it has, how many of them are whole, which are deleted."""

    stated: int
    whole: int
    deleted: frozenset[int]


def count_rows(dbf: bytes) -> Rows:
    """Count a table's rows; deleted ones by their number from 1.

    Examples
    --------
    >>> header = struct.pack("<4xIHH20x", 2, 32, 5)
    >>> count_rows(header + b" 1234*1234")
    Rows(stated=2, whole=2, deleted=frozenset({2}))
    >>> count_rows(b"")
    Rows(stated=0, whole=0, deleted=frozenset())
    """
    if len(dbf) < 12:
        return Rows(0, 0, frozenset())
    stated, start, width = struct.unpack_from("<IHH", dbf, 4)
    if not width:
        return Rows(0, 0, frozenset())
    whole = max(min(stated, (len(dbf) - start) // width), 0)
    flags = dbf[start : start + whole * width : width]
    deleted = frozenset(row for row, flag in enumerate(flags, start=1) if flag == _DELETED)
    return Rows(stated, whole, deleted)


def whole_index(shp: bytes, shx: bytes | None) -> tuple[bytes, int]:
    """An index that points only to shapes that are there, and how many it leaves out.

    Parameters
    ----------
    shp, shx
        The parts; without an index one is made by walking the shapes.

    Examples
    --------
    >>> shp = bytes(100) + struct.pack(">ii", 1, 10) + bytes(20) + struct.pack(">ii", 2, 10)
    >>> index, missing = whole_index(shp, None)
    >>> len(index), missing
    (108, 1)
    >>> whole_index(shp, index) == (index, 0)
    True
    """
    if shx is None or len(shx) < _HEADER:
        entries, missing = _walk(shp)
    else:
        entries, missing = [], 0
        for at in range(_HEADER, len(shx) - _ENTRY + 1, _ENTRY):
            offset, length = struct.unpack_from(">ii", shx, at)
            entries.append((offset, length))
        while entries and not _is_inside(shp, *entries[-1]):
            entries.pop()
            missing += 1
        if not missing:
            return shx, 0
    body = b"".join(struct.pack(">ii", *entry) for entry in entries)
    head = shp[:24].ljust(24, b"\x00")
    size = struct.pack(">i", (_HEADER + len(body)) // 2)
    return head + size + shp[28:_HEADER].ljust(_HEADER - 28, b"\x00") + body, missing


def _walk(shp: bytes) -> tuple[list[tuple[int, int]], int]:
    """Offset and length, in words of two bytes, of each whole shape."""
    entries: list[tuple[int, int]] = []
    at = _HEADER
    while at + _RECORD_HEADER <= len(shp):
        _, length = struct.unpack_from(">ii", shp, at)
        if length <= 0 or not _is_inside(shp, at // 2, length):
            return entries, 1
        entries.append((at // 2, length))
        at += _RECORD_HEADER + length * 2
    return entries, 0


def _is_inside(shp: bytes, offset: int, length: int) -> bool:
    return offset * 2 >= _HEADER and offset * 2 + _RECORD_HEADER + length * 2 <= len(shp)
