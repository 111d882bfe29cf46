"""Cells that hold no value but are not blank: an error of Excel, or a formula never calculated.

The cells keep what is shown in them (``#N/A``, ``=B2*2``), so that nobody downstream takes
them for blank; here they are told, once per column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from muban.gis.problems import Problem, Where, problem
from muban.gis.text.number_ranges import ranges_text
from muban.gis.text.true_text import is_cell_error, is_formula

__all__ = ["cell_problems", "cell_words", "is_without_value"]

_FORCED_TEXT = re.compile(r'="([^"]*)"')


def is_without_value(text: str) -> bool:
    """Whether a cell shows an error, or a formula in place of its value.

    Examples
    --------
    >>> is_without_value("#N/A"), is_without_value("=B2*2"), is_without_value("#1 วัด")
    (True, True, False)
    """
    return is_cell_error(text) or is_formula(text)


def cell_words(text: str) -> str:
    """A cell of a text table as Excel shows it: ``="0123"`` is a text that looks like a number.

    Examples
    --------
    >>> cell_words('="43160501"'), cell_words("วัด")
    ('43160501', 'วัด')
    """
    forced = _FORCED_TEXT.fullmatch(text)
    return forced[1] if forced else text


def cell_problems(
    rows: Mapping[int, Sequence[object]], letters: Sequence[str], where: Where
) -> list[Problem]:
    """Tell of the cells without a value, column by column.

    Parameters
    ----------
    rows
        Cells by the row's number in the worksheet.
    letters
        Names of the columns.
    where
        The worksheet.

    Returns
    -------
    list of Problem
        ``read.cell_error`` per column and error, ``read.cell_uncalculated`` per column;
        each names its rows, the record itself where it is only one.

    Examples
    --------
    >>> rows = {1: ["ชื่อ", "ค่า"], 2: ["ก", "#N/A"], 3: ["ข", "#N/A"], 4: ["ค", "=B2*2"]}
    >>> found = cell_problems(rows, ["A", "B"], Where("a.xlsx", "CIA", unit="row"))
    >>> [(one.code, one.where.field, one.where.number, one.params["rows"]) for one in found]
    [('read.cell_error', 'B', None, '2–3'), ('read.cell_uncalculated', 'B', 4, '4')]
    """
    cells: dict[tuple[int, str, str], list[int]] = {}
    for number, row in rows.items():
        for column, cell in enumerate(row):
            if not isinstance(cell, str) or not cell.startswith(("#", "=", "Err:")):
                continue
            if is_cell_error(cell):
                cells.setdefault((column, "read.cell_error", cell), []).append(number)
            elif is_formula(cell):
                cells.setdefault((column, "read.cell_uncalculated", ""), []).append(number)
    found = []
    for (column, code, shown), numbers in sorted(cells.items()):
        only = numbers[0] if len(numbers) == 1 else None
        place = Where(where.file, where.layer, only, field=letters[column], unit=where.unit)
        text = shown or str(rows[numbers[0]][column])[:80]
        named = ranges_text(numbers)
        found.append(
            problem(code, place, column=letters[column], text=text, rows=named, count=len(numbers))
        )
    return found
