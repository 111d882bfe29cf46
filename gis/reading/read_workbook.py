"""Worksheets of XLSX, XLS and ODS."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import dataclass, field

import python_calamine as calamine

from gis.problems import Problem, problem
from gis.reading.archive import ArchiveError, open_archive
from gis.reading.content import Content
from gis.reading.limits import LimitExceeded
from gis.reading.ods_merged import Range, merged_ranges
from gis.reading.xls_process import SheetCells, XlsError, read_xls

__all__ = ["Sheet", "sheets_of"]

_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_REPEATED = re.compile(rb'number-(?:columns|rows)-repeated="(\d+)"')
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""The stream that holds a workbook with a password, whatever it is called outside."""
_EXACT = 2**53


@dataclass(slots=True)
class Sheet:
    """A worksheet's cells from A1, merged ones filled, empty ones None."""

    name: str
    rows: list[list[object]]
    problems: list[Problem] = field(default_factory=list)


def sheets_of(content: Content, kind: str) -> list[Sheet] | Problem:
    """Every worksheet of a workbook; a Problem when it cannot be opened.

    Parameters
    ----------
    content
        The workbook's bytes.
    kind
        ``xlsx``, ``xls`` or ``ods``; XLSX and ODS are archives and are measured before
        anything else opens them.
    """
    if kind == "xls" and _LOCKED in content.data:
        return problem("read.locked", content.where)
    try:
        if kind == "xls":
            cells = read_xls(content.data, seconds=content.limits.max_seconds)
        else:
            cells = _cells(content, _measure(content, kind))
    except LimitExceeded:
        raise
    except TimeoutError:
        limit = content.limits.max_seconds
        raise LimitExceeded("max_seconds", limit, limit + 1) from None
    except calamine.PasswordError:
        return problem("read.locked", content.where)
    except (ArchiveError, XlsError) as error:
        return problem("read.unreadable", content.where, kind=kind, detail=str(error)[:200])
    except Exception as error:
        detail = f"{type(error).__name__}: {error}"[:200]
        return problem("read.unreadable", content.where, kind=kind, detail=detail)
    except BaseException as error:
        # A panic of the Rust library is no Exception; anything else is not ours to keep.
        if type(error).__name__ != "PanicException":
            raise
        return problem("read.unreadable", content.where, kind=kind, detail="damaged")
    return [_sheet(content, *one) for one in cells]


def _cells(content: Content, spans: list[list[Range]]) -> list[SheetCells]:
    book = calamine.load_workbook(io.BytesIO(content.data))
    out: list[SheetCells] = []
    for index in range(len(book.sheet_names)):
        sheet = book.get_sheet_by_index(index)
        content.budget.check("max_cells", sheet.total_height * sheet.total_width)
        hidden = book.sheets_metadata[index].visible != calamine.SheetVisibleEnum.Visible
        rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
        merged = [(*start, *end) for start, end in sheet.merged_cell_ranges or []]
        merged += spans[index] if index < len(spans) else []
        out.append((sheet.name, hidden, rows, merged))
    return out


def _measure(content: Content, kind: str) -> list[list[Range]]:
    """Count what the archive inflates to and how far its cells reach; an ODS's merged cells.

    A worksheet with a cell in A1 and one in XFD1048576 is small on disk and seventeen
    thousand million cells in memory.
    """
    archive = open_archive(content.data, content.budget)
    spans: list[list[Range]] = []
    for name in archive.names:
        wanted = name.startswith("xl/worksheets/") if kind == "xlsx" else name == "content.xml"
        if not wanted:
            continue
        data = archive.read(name, limit="max_text_bytes")
        if kind == "xlsx":
            cells = _CELL.findall(data)
            columns = max((_column(letters) for letters, _ in cells), default=0)
            rows = max((int(row) for _, row in cells), default=0)
            content.budget.check("max_cells", columns * rows)
        else:
            _measure_ods(content, data)
            spans = merged_ranges(data)
    for name in archive.names:
        if name == "xl/sharedStrings.xml":
            archive.read(name, limit="max_text_bytes")
    archive.measure()
    return spans


def _measure_ods(content: Content, data: bytes) -> None:
    total = 0
    for row in re.split(rb"<table:table-row", data)[1:]:
        head, _, body = row.partition(b">")
        repeated = _REPEATED.search(head)
        times = int(repeated.group(1)) if repeated else 1
        filled = b"office:value" in body or b"<text:p" in body
        width = 0
        for cell in re.split(rb"<table:(?:covered-)?table-cell", body)[1:]:
            again = _REPEATED.search(cell.partition(b">")[0])
            width += int(again.group(1)) if again and (filled or b"<text:p" in cell) else 1
        if filled:
            total += times * width
            content.budget.check("max_cells", total)


def _column(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - ord("A") + 1
    return index


def _sheet(
    content: Content,
    name: str,
    hidden: bool,
    cells: list[list[object]],
    merged: list[tuple[int, int, int, int]],
) -> Sheet:
    content.budget.check("max_cells", sum(map(len, cells)))
    rows = [[_cell(value) for value in row] for row in cells]
    for top, left, bottom, right in merged:
        _fill(rows, top, left, bottom, right)
    problems = []
    if hidden and rows:
        problems.append(problem("read.hidden_sheet", content.where, sheet=name))
    return Sheet(name, rows, problems)


def _fill(rows: list[list[object]], top: int, left: int, bottom: int, right: int) -> None:
    """Repeat a merged cell's value over its range, inside the used part of the sheet."""
    if top >= len(rows) or left >= len(rows[top]):
        return
    value = rows[top][left]
    for row in rows[top : bottom + 1]:
        for column in range(left, min(right + 1, len(row))):
            row[column] = value


def _cell(value: object) -> object:
    """A cell as Python has it; a whole number loses the ``.0`` that workbooks store."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return int(value)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a calendar day
    return value
