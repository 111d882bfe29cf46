"""Columns as a worksheet names them."""

from __future__ import annotations

__all__ = ["column_letters"]


def column_letters(index: int) -> str:
    """A column's letters as a worksheet shows them, from index 0.

    Examples
    --------
    >>> column_letters(0), column_letters(25), column_letters(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
