"""How many records a FlatGeobuf really holds, and a copy that says so.

Its header states a number, and readers believe it: what stands behind that many records is
lost without a word, and where an index goes before the records, its size is computed from the
number too. So the records, each with its length before it, are counted to the end of the file.

The layout is that of the format's specification (flatgeobuf.org): eight bytes of magic, the
header with its length, the index (a packed R-tree of 40 bytes a node) and the records.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

__all__ = ["Counted", "count_records"]

_MAGIC = 8
_COUNT, _NODE_SIZE = 8, 9
"""Places of «features_count» and «index_node_size» in the header's table."""
_NODES_HOLD = 16
"""What a header says that does not say how many records a node of its index holds."""
_NODE_BYTES = 40


@dataclass(frozen=True, slots=True)
class Counted:
    """The number that the header states, the number that is there, and a copy that states it."""

    stated: int
    found: int
    data: bytes


def count_records(data: bytes, most: int) -> Counted | None:
    """Count the records of a file whose header may be wrong.

    Parameters
    ----------
    data
        The file.
    most
        More records than this are not looked for.

    Returns
    -------
    Counted or None
        None where the header is right or states no number, and where the records do not end
        with the file: such a file is damaged otherwise.
    """
    try:
        place, stated, node = _header(data)
        after = _MAGIC + 4 + _u32(data, _MAGIC)
    except struct.error:
        return None
    if not place or _records_from(data, after + _index_bytes(stated, node), most) == stated:
        return None
    found = _real_count(data, after, node, most)
    if found is None or found == stated:
        return None
    fixed = data[:place] + struct.pack("<Q", found) + data[place + 8 :]
    return Counted(stated, found, fixed)


def _real_count(data: bytes, after: int, node: int, most: int) -> int | None:
    if not node:
        return _records_from(data, after, most)
    # The index is as long as the real number makes it: only one number fits to the last byte.
    for count in range(1, most + 1):
        begin = after + _index_bytes(count, node)
        if begin >= len(data):
            break
        if _records_from(data, begin, count) == count:
            return count
    return None


def _records_from(data: bytes, begin: int, most: int) -> int | None:
    """How many records fill the file from a place to its end; None where they do not."""
    count = 0
    while begin + 4 <= len(data) and count <= most:
        begin += 4 + _u32(data, begin)
        count += 1
    return count if begin == len(data) else None


def _index_bytes(count: int, node: int) -> int:
    if node < 2 or not count:
        return 0
    level = nodes = count
    while level > 1:
        level = -(-level // node)
        nodes += level
    return nodes * _NODE_BYTES


def _header(data: bytes) -> tuple[int, int, int]:
    """Where the number stands (0: nowhere), the number, and how many records a node holds."""
    table = _MAGIC + 4 + _u32(data, _MAGIC + 4)
    fields = table - struct.unpack_from("<i", data, table)[0]
    end = fields + struct.unpack_from("<H", data, fields)[0]

    def place(field: int) -> int:
        at = fields + 4 + 2 * field
        offset = struct.unpack_from("<H", data, at)[0] if at < end else 0
        return table + offset if offset else 0

    count, node = place(_COUNT), place(_NODE_SIZE)
    stated = struct.unpack_from("<Q", data, count)[0] if count else 0
    return count, stated, struct.unpack_from("<H", data, node)[0] if node else _NODES_HOLD


def _u32(data: bytes, at: int) -> int:
    number: int = struct.unpack_from("<I", data, at)[0]
    return number
