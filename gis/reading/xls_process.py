"""Worksheets of an old XLS, read in a process of its own.

XLS is a file system inside a file: chains of sectors that point at each other. A damaged
chain can lead the library round in a circle or ask it for all the memory there is, and
neither can be stopped from inside. A process can: it gets so many seconds and no more.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from muban.gis.reading.cell_facts import SheetCells, SheetFacts, is_percent_format

if TYPE_CHECKING:
    import xlrd

__all__ = ["XlsError", "read_xls"]

_MEMORY_BYTES = 3_000_000_000
_DATE = "date"
_NUMBER, _DATE_CELL, _BOOLEAN, _ERROR = 2, 3, 4, 5
"""Kinds of cells, as the library numbers them."""


class XlsError(Exception):
    """The workbook could not be read; the message says how it failed."""


def read_xls(data: bytes, *, seconds: int) -> list[SheetCells]:
    """Read every worksheet.

    Parameters
    ----------
    data
        The workbook.
    seconds
        How long it may take.

    Raises
    ------
    XlsError
        It is damaged, or took too long.
    TimeoutError
        It took longer than ``seconds``.

    Examples
    --------
    >>> read_xls(b"", seconds=20)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    muban.gis.reading.xls_process.XlsError: XLRDError: Unsupported format, or corrupt file: ...
    """
    root = str(Path(__file__).absolute().parents[3])  # where the package muban lies
    paths = os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH", "")) if part)
    try:
        run = subprocess.run(
            [sys.executable, "-m", "muban.gis.reading.xls_process"],
            input=data,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={**os.environ, "PYTHONPATH": paths},
        )
    except subprocess.TimeoutExpired:
        raise TimeoutError(seconds) from None
    try:
        answer = json.loads(run.stdout)
    except ValueError:
        raise XlsError("damaged") from None
    if isinstance(answer, str):
        raise XlsError(answer)
    return [_sheet_cells(sheet) for sheet in answer]


def _sheet_cells(sheet: dict[str, Any]) -> SheetCells:
    facts = SheetFacts(
        percents={(row, column) for row, column in sheet["percents"]},
        texts={(row, column): text for row, column, text in sheet["texts"]},
        rows=sheet["hidden_rows"],
        columns=sheet["hidden_columns"],
    )
    rows = [[_cell(cell) for cell in row] for row in sheet["rows"]]
    merged = [(top, left, bottom, right) for top, left, bottom, right in sheet["merged"]]
    return SheetCells(sheet["name"], sheet["hidden"], rows, merged, facts)


def _cell(value: object) -> object:
    if isinstance(value, dict):
        return dt.datetime.fromisoformat(str(value[_DATE]))
    return value


def _main() -> None:
    """Read a workbook from standard input and write its cells as JSON."""
    _limit_memory()
    import xlrd

    try:
        # To the library an empty workbook is none, and it asks for a file's name.
        data = sys.stdin.buffer.read() or b"\0"
        # Without a place of its own the library's log would stand among the cells.
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=sys.stderr)
        answer: object = [_sheet(book, sheet) for sheet in book.sheets()]
    except Exception as error:
        answer = f"{type(error).__name__}: {error}"[:200]
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _limit_memory() -> None:
    """Where the system can: Windows has no such limit, and there only time protects."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))


def _sheet(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> dict[str, Any]:
    from xlrd.biffh import error_text_from_code

    rows: list[list[object]] = []
    percents: list[tuple[int, int]] = []
    texts: list[tuple[int, int, str]] = []
    for row in range(sheet.nrows):
        cells: list[object] = []
        for column, cell in enumerate(sheet.row(row)):
            cells.append(_plain(cell, book))
            if cell.ctype == _ERROR:
                texts.append((row, column, error_text_from_code.get(int(cell.value), "#N/A")))
            elif cell.ctype == _NUMBER and _is_percent(book, cell):
                percents.append((row, column))
        rows.append(cells)
    return {
        "name": sheet.name,
        "hidden": bool(sheet.visibility),
        "rows": _used(rows, max((row for row, _, _ in texts), default=-1)),
        "merged": [(top, left, end - 1, right - 1) for top, end, left, right in sheet.merged_cells],
        "percents": percents,
        "texts": texts,
        "hidden_rows": [row for row, info in sheet.rowinfo_map.items() if info.hidden],
        "hidden_columns": [at for at, info in sheet.colinfo_map.items() if info.hidden],
    }


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
    """A cell as JSON can hold it."""
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
    return moment.time().isoformat() if 0 <= value < 1 else {_DATE: moment.isoformat()}


if __name__ == "__main__":
    _main()
