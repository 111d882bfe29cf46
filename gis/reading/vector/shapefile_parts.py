"""The parts of a shapefile, as bytes: what its index points to, what its table holds.

A shapefile is three files that must agree: shapes (.shp), their index (.shx) and rows
(.dbf). Copying cuts one short, mailing loses another. The layouts are those of the ESRI
Shapefile Technical Description (1998) and of dBASE III.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

__all__ = ["Rows", "count_rows", "even_table", "whole_index"]

_HEADER = 100
_RECORD_HEADER = 8
_ENTRY = 8
_DELETED = ord("*")
_ROW = b" *"


@dataclass(frozen=True, slots=True)
class Rows:
    """How many rows a table says it has, how many of them are whole, which are deleted."""

    stated: int
    whole: int
    deleted: frozenset[int]


def count_rows(dbf: bytes, shapes: int = 0) -> Rows:
    """Count a table's rows; deleted ones by their number from 1.

    The number in a table's head is written last, and some programs forget it: rows that
    stand in the body, and belong to shapes, count all the same.

    Parameters
    ----------
    dbf
        The table.
    shapes
        How many shapes the .shp holds.

    Examples
    --------
    >>> header = struct.pack("<4xIHH20x", 2, 32, 5)
    >>> count_rows(header + b" 1234*1234")
    Rows(stated=2, whole=2, deleted=frozenset({2}))
    >>> count_rows(header + b" 1234*1234 1234 1234", shapes=3).whole
    3
    >>> count_rows(b"")
    Rows(stated=0, whole=0, deleted=frozenset())
    """
    layout = _layout(dbf)
    if layout is None:
        return Rows(0, 0, frozenset())
    stated, start, width = layout
    flags = dbf[start : len(dbf) - width + 1 : width]
    whole = min(stated, len(flags))
    while whole < min(shapes, len(flags)) and flags[whole] in _ROW:
        whole += 1
    marked = enumerate(flags[:whole], start=1)
    return Rows(stated, whole, frozenset(row for row, flag in marked if flag == _DELETED))


def even_table(dbf: bytes, shapes: int) -> bytes:
    r"""The table with a row for each shape: GDAL reads no shape beyond the last row.

    Examples
    --------
    >>> header = struct.pack("<4xIHH20x", 1, 32, 5)
    >>> even_table(header + b" 1234", 2) == struct.pack("<4xIHH20x", 2, 32, 5) + b" 1234     \x1a"
    True
    """
    layout = _layout(dbf)
    if layout is None:
        return dbf
    stated, start, width = layout
    whole = count_rows(dbf, shapes).whole
    wanted = max(whole, shapes)
    if stated == wanted == whole:
        return dbf
    body = dbf[start : start + whole * width] + b" " * (width * (wanted - whole))
    return dbf[:4] + struct.pack("<I", wanted) + dbf[8:start] + body + b"\x1a"


def _layout(dbf: bytes) -> tuple[int, int, int] | None:
    """Rows as stated, where they begin, and the width of one; None for no table."""
    if len(dbf) < 12:
        return None
    stated, start, width = struct.unpack_from("<IHH", dbf, 4)
    return (stated, start, width) if width else None


def whole_index(shp: bytes, shx: bytes | None, rows: int = 0) -> tuple[bytes, int]:
    """An index that points to every shape that is there, and to nothing else.

    Parameters
    ----------
    shp, shx
        The parts. An index that is missing, or knows fewer shapes than there are, is made
        anew by walking the shapes.
    rows
        How many rows the table has.

    Returns
    -------
    tuple
        The index, and how many shapes it points to.

    Examples
    --------
    >>> shp = bytes(100) + struct.pack(">ii", 1, 10) + bytes(20) + struct.pack(">ii", 2, 10)
    >>> index, shapes = whole_index(shp, None)
    >>> len(index), shapes
    (108, 1)
    >>> whole_index(shp, index) == whole_index(shp, index[:100]) == (index, 1)
    True
    """
    stated = _stated(shx or b"")
    while stated and not _is_inside(shp, *stated[-1]):
        stated.pop()
    walked = _in_order(_walk(shp), rows)
    entries = walked if len(walked) > len(stated) else stated
    body = b"".join(struct.pack(">ii", *entry) for entry in entries)
    head = shp[:24].ljust(24, b"\x00")
    size = struct.pack(">i", (_HEADER + len(body)) // 2)
    return head + size + shp[28:_HEADER].ljust(_HEADER - 28, b"\x00") + body, len(entries)


def _stated(shx: bytes) -> list[tuple[int, int]]:
    body = range(_HEADER, len(shx) - _ENTRY + 1, _ENTRY)
    return [struct.unpack_from(">ii", shx, at) for at in body]


def _walk(shp: bytes) -> list[tuple[int, int, int]]:
    """Number, offset and length (in words of two bytes) of each whole shape."""
    entries: list[tuple[int, int, int]] = []
    at = _HEADER
    while at + _RECORD_HEADER <= len(shp):
        number, length = struct.unpack_from(">ii", shp, at)
        if length <= 0 or not _is_inside(shp, at // 2, length):
            break
        entries.append((number, at // 2, length))
        at += _RECORD_HEADER + length * 2
    return entries


def _in_order(walked: list[tuple[int, int, int]], rows: int) -> list[tuple[int, int]]:
    """Shapes in the order of their numbers, where these are 1 to N.

    A shape that grew is written again at the end, with its number; its old place is
    nothing but a gap. Whether numbers that repeat mean that, the table says.
    """
    by_number = {number: (offset, length) for number, offset, length in walked}
    counted = sorted(by_number) == list(range(1, len(by_number) + 1))
    if counted and len(by_number) in (len(walked), rows):
        return [by_number[number] for number in sorted(by_number)]
    return [(offset, length) for _, offset, length in walked]


def _is_inside(shp: bytes, offset: int, length: int) -> bool:
    return offset * 2 >= _HEADER and offset * 2 + _RECORD_HEADER + length * 2 <= len(shp)
