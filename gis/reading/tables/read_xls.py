"""Worksheets of an old XLS.

XLS is a file system inside a file: chains of sectors that point at each other. A damaged
chain can lead the library round in a circle or ask it for all the memory there is; that is
why files are read in a process that can be ended (:mod:`muban.gis.apart`).
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Literal

from muban.gis.reading.tables.cell_facts import SheetCells, SheetFacts, is_percent_format

if TYPE_CHECKING:
    import xlrd

__all__ = ["XlsError", "read_xls"]

_NUMBER, _DATE_CELL, _BOOLEAN, _ERROR = 2, 3, 4, 5
"""Kinds of cells, as the library numbers them."""


class XlsError(Exception):
    """The workbook could not be read; the message says how it failed."""


def read_xls(data: bytes) -> list[SheetCells]:
    """Read every worksheet.

    Parameters
    ----------
    data
        The workbook.

    Raises
    ------
    XlsError
        It is damaged.

    Examples
    --------
    >>> read_xls(b"")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    muban.gis.reading.tables.read_xls.XlsError: XLRDError: Unsupported format, or corrupt file: ...
    """
    import xlrd

    try:
        # To the library an empty workbook is none, and it asks for a file's name; its log,
        # without a place of its own, would go to the terminal.
        book = xlrd.open_workbook(
            file_contents=data or b"\0", formatting_info=True, logfile=io.StringIO()
        )
        return [_sheet(book, sheet) for sheet in book.sheets()]
    except MemoryError:
        raise
    except Exception as error:
        raise XlsError(f"{type(error).__name__}: {error}"[:200]) from None


def _sheet(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> SheetCells:
    from xlrd.biffh import error_text_from_code

    rows: list[list[object]] = []
    facts = SheetFacts(
        rows=[row for row, info in sheet.rowinfo_map.items() if info.hidden],
        columns=[at for at, info in sheet.colinfo_map.items() if info.hidden],
    )
    for row in range(sheet.nrows):
        cells: list[object] = []
        for column, cell in enumerate(sheet.row(row)):
            cells.append(_plain(cell, book))
            if cell.ctype == _ERROR:
                facts.texts[row, column] = error_text_from_code.get(int(cell.value), "#N/A")
            elif cell.ctype == _NUMBER and _is_percent(book, cell):
                facts.percents.add((row, column))
        rows.append(cells)
    used = _used(rows, max((row for row, _ in facts.texts), default=-1))
    merged = [(top, left, end - 1, right - 1) for top, end, left, right in sheet.merged_cells]
    return SheetCells(sheet.name, bool(sheet.visibility), used, merged, facts)


def _used(rows: list[list[object]], last: int) -> list[list[object]]:
    """The rows and columns up to the last cell that holds something: formats alone are nothing."""
    width = max((at for row in rows for at, cell in enumerate(row, 1) if cell != ""), default=0)
    filled = (at for at, row in enumerate(rows) if any(cell != "" for cell in row))
    height = max([*filled, last], default=-1) + 1
    return [row[:width] for row in rows[:height]]


def _is_percent(book: xlrd.Book, cell: xlrd.sheet.Cell) -> bool:
    style = book.xf_list[cell.xf_index or 0]
    return is_percent_format(book.format_map[style.format_key].format_str or "", float(cell.value))


def _plain(cell: xlrd.sheet.Cell, book: xlrd.Book) -> object:
    """A cell's value."""
    if cell.ctype == _DATE_CELL:
        return _date(float(cell.value), book.datemode)
    if cell.ctype == _BOOLEAN:
        return bool(cell.value)
    return "" if cell.ctype == _ERROR else cell.value


def _date(value: float, datemode: Literal[0, 1]) -> object:
    from xlrd.xldate import xldate_as_datetime

    try:
        moment = xldate_as_datetime(value, datemode)
    except (OverflowError, ValueError):
        return value
    # Below one day it is a time of day, of no date.
    return moment.time().isoformat() if 0 <= value < 1 else moment
