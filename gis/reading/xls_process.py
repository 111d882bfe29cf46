"""Worksheets of an old XLS, read in a process of its own.

XLS is a file system inside a file: chains of sectors that point at each other. A damaged
chain can lead the library round in a circle or ask it for all the memory there is, and
neither can be stopped from inside. A process can: it gets so many seconds and no more.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

__all__ = ["SheetCells", "XlsError", "read_xls"]

SheetCells = tuple[str, bool, list[list[object]], list[tuple[int, int, int, int]]]
"""Name, whether it is hidden, cells from A1, merged ranges as top, left, bottom, right."""

_MEMORY_BYTES = 3_000_000_000
_DATE = "date"


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
    >>> read_xls(b"no workbook", seconds=20)
    Traceback (most recent call last):
    gis.reading.xls_process.XlsError: CalamineError: Cannot detect file format
    """
    root = str(Path(__file__).resolve().parents[2])
    paths = os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH", "")) if part)
    try:
        run = subprocess.run(
            [sys.executable, "-m", "gis.reading.xls_process"],
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
    return [
        (name, hidden, [[_cell(cell) for cell in row] for row in rows], [tuple(m) for m in merged])
        for name, hidden, rows, merged in answer
    ]


def _cell(value: object) -> object:
    if isinstance(value, dict):
        return dt.datetime.fromisoformat(str(value[_DATE]))
    return value


def _main() -> None:
    """Read a workbook from standard input and write its cells as JSON."""
    _limit_memory()
    import python_calamine as calamine

    try:
        book = calamine.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
        answer: object = [_sheet(book, index) for index in range(len(book.sheet_names))]
    except Exception as error:
        answer = f"{type(error).__name__}: {error}"[:200]
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _limit_memory() -> None:
    """Where the system can: Windows has no such limit, and there only time protects."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))


def _sheet(book: object, index: int) -> list[object]:
    import python_calamine as calamine

    assert isinstance(book, calamine.CalamineWorkbook)
    sheet = book.get_sheet_by_index(index)
    hidden = book.sheets_metadata[index].visible != calamine.SheetVisibleEnum.Visible
    rows = [[_plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    merged = [[*start, *end] for start, end in sheet.merged_cell_ranges or []]
    return [sheet.name, hidden, rows, merged]


def _plain(value: object) -> object:
    """A cell as JSON can hold it."""
    if isinstance(value, str | int | float | bool | None):
        return value
    if isinstance(value, dt.datetime):
        return {_DATE: value.isoformat()}
    if isinstance(value, dt.date):
        return {_DATE: dt.datetime(value.year, value.month, value.day).isoformat()}  # noqa: DTZ001 - a calendar day
    return str(value)


if __name__ == "__main__":
    _main()
