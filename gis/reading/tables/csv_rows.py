"""Rows of a comma-separated text, whose quotation marks people also use for other things.

A cell in quotation marks may hold line breaks, so a mark that is never closed swallows every
row below it into one cell. Such a mark is taken as a plain sign, and its row is named.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence

__all__ = ["Separated", "rows_of_text"]

Separated = tuple[list[list[str]], list[int]]
"""Rows, and the numbers (from 1) of those with a quotation mark that belongs to nothing."""


def rows_of_text(
    text: str, delimiter: str, *, count: Callable[[int], None] = lambda cells: None
) -> Separated:
    r"""Read the rows of a text.

    Parameters
    ----------
    text
        The whole table.
    delimiter
        What parts the cells.
    count
        Told of the cells of the table so far, as wide as its widest row; it may raise, so
        that a table that is too large is not read to its end.

    Examples
    --------
    >>> rows_of_text('วัด,"ม.3\nโพนแพง"\nรร.,ม.4\n', ",")
    ([['วัด', 'ม.3\nโพนแพง'], ['รร.', 'ม.4']], [])
    >>> rows_of_text('"วัด,1\nรร.,2\n', ",")
    ([['วัด', '1'], ['รร.', '2']], [1])
    >>> rows_of_text("", ",")
    ([], [])
    """
    csv.field_size_limit(2**31 - 1)
    lines = list(io.StringIO(text, newline=""))
    rows: list[list[str]] = []
    stray: list[int] = []
    width = 0
    at = 0
    while at < len(lines):
        reader = csv.reader(_from(lines, at), delimiter=delimiter, strict=True)
        start = at
        try:
            for row in reader:
                rows.append(row)
                width = max(width, len(row))
                count(width * len(rows))
                start = at + reader.line_num
            break
        except csv.Error:
            # The row that begins at this line has marks that are no cell's: it ends with it.
            line = lines[start]
            whole = line.count('"') % 2 == 0
            cells = _leniently(line, delimiter) if whole else _plainly(line, delimiter)
            rows.append(cells)
            if not whole:
                stray.append(len(rows))
            at = start + 1
    return rows, stray


def _from(lines: Sequence[str], start: int) -> Iterator[str]:
    return (lines[position] for position in range(start, len(lines)))


def _leniently(line: str, delimiter: str) -> list[str]:
    """A row whose marks come in pairs, though not around whole cells: ``"เอ" วัด,1``."""
    return next(csv.reader([line], delimiter=delimiter), [])


def _plainly(line: str, delimiter: str) -> list[str]:
    cells = line.rstrip("\r\n").split(delimiter)
    return [cell.removeprefix('"') for cell in cells]
