"""Headings of a table as names of attributes, and the one that names its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from muban.gis.headings.heading_table import heading_key, keys_of

__all__ = ["attribute_names", "name_of"]

_NAMES = keys_of("place", "words", "also", "generic")
_IN_NAMES = ("ชื่อ", "name", "สถานที่", "รายการ")
"""What a heading of names nobody has met has in it."""


def attribute_names(
    rows: Sequence[Sequence[object]], header: int, letters: Sequence[str]
) -> list[str]:
    """Headings, each once; a column without one takes the heading above it, or its letter.

    Parameters
    ----------
    rows
        The cells of a worksheet.
    header
        Position of the row with the headings, counted from 0.
    letters
        What the worksheet calls its columns.

    Returns
    -------
    list of str
        One for each column.

    Examples
    --------
    >>> rows = [["ประชากร", None, None], ["ชาย", "ชาย", None]]
    >>> attribute_names(rows, 1, ["A", "B", "C"])
    ['ชาย', 'ชาย (2)', 'C']
    """
    names: list[str] = []
    for column, letter in enumerate(letters):
        above = [rows[row][column] for row in range(header, -1, -1)]
        cell = next((text for text in above[:2] if text is not None), None)
        name = letter if cell is None else str(cell).strip()
        unique, count = name, 1
        while unique in names:
            count += 1
            unique = f"{name} ({count})"
        names.append(unique)
    return names


def name_of(attributes: Mapping[str, object]) -> str | None:
    """What a row calls itself, by its headings; None where no heading names a name.

    Examples
    --------
    >>> name_of({"ที่": 1, "ชื่อสถานที่": "วัดกลาง"}), name_of({"ที่": 1})
    ('วัดกลาง', None)
    """
    names = list(attributes)
    column = _name_column(names)
    value = None if column is None else attributes[names[column]]
    return None if value is None else str(value)


def _name_column(names: Sequence[str]) -> int | None:
    keys = [heading_key(name) for name in names]
    known = next((keys.index(key) for key in _NAMES if key in keys), None)
    if known is not None:
        return known
    for wanted in _IN_NAMES:
        for column, name in enumerate(names):
            if wanted in name.lower():
                return column
    return None
