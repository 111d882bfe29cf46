"""What a worksheet shows in its cells, where that is not the value that is stored.

Excel keeps 58 % as 0.58 with a format, an error as a code, and a formula that nobody has
calculated without any value. Read as stored, the first is false by a factor of a hundred and
the others look like blank cells. What is hidden was meant for nobody, or forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

__all__ = [
    "Range",
    "SheetCells",
    "SheetFacts",
    "as_shown",
    "hidden_parts",
    "is_percent_format",
    "percent_text",
]

Place = tuple[int, int]
"""Row and column of a cell, from 0."""

Range = tuple[int, int, int, int]
"""Top, left, bottom and right of a merged cell, from 0."""

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


@dataclass(slots=True)
class SheetFacts:
    """What is known of a worksheet beside its values.

    Parameters
    ----------
    percents
        Cells whose number is shown a hundredfold with a percent sign.
    texts
        Cells that show something else than is stored: ``#N/A``, or a formula whose value
        was never stored (``=B2*2``).
    rows, columns
        Hidden rows and columns, from 0; filtered-out rows are hidden rows.
    """

    percents: set[Place] = field(default_factory=set)
    texts: dict[Place, str] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)


@dataclass(slots=True)
class SheetCells:
    """A worksheet as its file has it: cells from A1, merged ranges, and what it shows."""

    name: str
    hidden: bool
    rows: list[list[object]]
    merged: list[Range]
    facts: SheetFacts


def is_percent_format(code: str, value: float = 1.0) -> bool:
    r"""Whether a number format shows a number a hundredfold, with a percent sign.

    Parameters
    ----------
    code
        As workbooks write it: parts for positive, negative and zero numbers, between ``;``.
    value
        The number: it chooses the part.

    Examples
    --------
    >>> is_percent_format("0.00%"), is_percent_format('0"%"'), is_percent_format(r"0\%")
    (True, False, False)
    >>> is_percent_format('0;[Red]-0%;"–"', -0.5), is_percent_format('0;[Red]-0%;"–"', 0.5)
    (True, False)
    """
    parts = _LITERAL.sub("", code).split(";")
    wanted = 1 if value < 0 else 2 if value == 0 else 0
    return "%" in (parts[wanted] if wanted < len(parts) else parts[0])


def percent_text(value: float) -> str:
    """A stored share as it is shown, with all its digits.

    Examples
    --------
    >>> percent_text(0.58), percent_text(1), percent_text(0.295), percent_text(-0.005)
    ('58%', '100%', '29.5%', '-0.5%')
    """
    shown = (Decimal(repr(value)) * 100).normalize()
    return f"{shown:f}%"


def as_shown(rows: list[list[object]], facts: SheetFacts) -> list[list[object]]:
    """The cells as the worksheet shows them; a cell beyond the last one is added.

    Examples
    --------
    >>> as_shown([[0.58, ""]], SheetFacts(percents={(0, 0)}, texts={(1, 1): "#N/A"}))
    [['58%', ''], ['', '#N/A']]
    """
    shown = [list(row) for row in rows]
    for row, column in facts.percents:
        value = shown[row][column] if row < len(shown) and column < len(shown[row]) else None
        if isinstance(value, int | float) and not isinstance(value, bool):
            shown[row][column] = percent_text(value)
    for (row, column), text in facts.texts.items():
        while len(shown) <= row:
            shown.append([])
        shown[row] += [""] * (column + 1 - len(shown[row]))
        shown[row][column] = text
    return shown


def hidden_parts(
    rows: Sequence[Sequence[object]], facts: SheetFacts
) -> tuple[list[int], list[int]]:
    """The hidden rows and the hidden columns that hold something, from 0.

    Examples
    --------
    >>> hidden_parts([["a", None], [None, None]], SheetFacts(rows=[0, 1, 9], columns=[1]))
    ([0], [])
    """
    hidden = {row for row in facts.rows if row < len(rows)}
    filled = [row for row in sorted(hidden) if any(cell is not None for cell in rows[row])]
    width = max(map(len, rows), default=0)
    columns = [
        column
        for column in sorted({column for column in facts.columns if column < width})
        if any(column < len(row) and row[column] is not None for row in rows)
    ]
    return filled, columns
