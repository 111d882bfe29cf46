"""Worksheets of XLSX, XLS and ODS."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import python_calamine as calamine

from muban.gis.problems import Problem, Where, problem
from muban.gis.reading.archive import ArchiveError, open_archive
from muban.gis.reading.content import Content
from muban.gis.reading.limits import LimitExceeded
from muban.gis.reading.tables.cell_facts import (
    Range,
    SheetCells,
    SheetFacts,
    as_shown,
    hidden_parts,
)
from muban.gis.reading.tables.column_letters import column_letters
from muban.gis.reading.tables.html_tables import html_sheets
from muban.gis.reading.tables.ods_facts import OdsSheet, ods_sheets
from muban.gis.reading.tables.read_xls import XlsError, read_xls
from muban.gis.reading.tables.xlsx_facts import XlsxFacts
from muban.gis.reading.tables.xml_spreadsheet import xml_sheets
from muban.gis.text.number_ranges import ranges_text

__all__ = ["Sheet", "sheets_of"]

_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"')
_REPEATED = re.compile(rb'number-(?:columns|rows)-repeated="(\d+)"')
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""The stream that holds a workbook with a password, whatever it is called outside."""
_EXACT = 2**53
_TEXTS: Mapping[str, Callable[[Content], tuple[list[SheetCells], list[Problem]]]] = {
    "html": html_sheets,
    "xml2003": xml_sheets,
}
"""What is no workbook, and only called one."""


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
        ``xlsx``, ``xls``, ``ods``, ``html`` or ``xml2003``; XLSX and ODS are archives and
        are measured before anything else opens them.
    """
    return _text_sheets(content, kind) if kind in _TEXTS else _workbook_sheets(content, kind)


def _text_sheets(content: Content, kind: str) -> list[Sheet]:
    cells, said = _TEXTS[kind](content)
    sheets = [_sheet(content, one) for one in cells] or [Sheet("", [])]
    sheets[0].problems[:0] = said
    return sheets


def _workbook_sheets(content: Content, kind: str) -> list[Sheet] | Problem:
    if kind == "xls" and _LOCKED in content.data:
        return problem("read.locked", content.where)
    try:
        cells = read_xls(content.data) if kind == "xls" else _cells(content, kind)
    except LimitExceeded:
        raise
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
    return [_sheet(content, one) for one in cells]


def _cells(content: Content, kind: str) -> list[SheetCells]:
    named, numbered = _measure(content, kind)
    book = calamine.load_workbook(io.BytesIO(content.data))
    out: list[SheetCells] = []
    for index, name in enumerate(book.sheet_names):
        sheet = book.get_sheet_by_index(index)
        content.budget.check("max_cells", sheet.total_height * sheet.total_width)
        hidden = book.sheets_metadata[index].visible != calamine.SheetVisibleEnum.Visible
        rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
        merged: list[Range] = [(*start, *end) for start, end in sheet.merged_cell_ranges or []]
        other = numbered[index] if index < len(numbered) else OdsSheet()
        facts = named.get(name, other.facts)
        out.append(SheetCells(name, hidden, rows, [*merged, *other.merged], facts))
    return out


def _measure(content: Content, kind: str) -> tuple[Mapping[str, SheetFacts], list[OdsSheet]]:
    """Count what the archive inflates to and how far its cells reach; what its sheets show.

    A worksheet with a cell in A1 and one in XFD1048576 is small on disk and seventeen
    thousand million cells in memory.
    """
    archive = open_archive(content.data, content.budget)
    sheets: list[OdsSheet] = []
    facts: dict[str, SheetFacts] = {}
    stated = XlsxFacts.of(archive, content.limits)
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
            if name in stated.names:
                facts[stated.names[name]] = stated.read(data)
        else:
            _measure_ods(content, data)
            sheets = ods_sheets(data, content.budget)
    for name in archive.names:
        if name == "xl/sharedStrings.xml":
            archive.read(name, limit="max_text_bytes")
    archive.measure()
    return facts, sheets


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


def _sheet(content: Content, cells: SheetCells) -> Sheet:
    content.budget.check("max_cells", sum(map(len, cells.rows)))
    rows = [[_cell(value) for value in row] for row in as_shown(cells.rows, cells.facts)]
    problems = []
    if cells.hidden and rows:
        problems.append(problem("read.hidden_sheet", content.where, sheet=cells.name))
    else:
        problems += _hidden(content, cells, rows)
    if not _fill_merged(rows, cells.merged):
        where = Where(content.source.name, content.layer(cells.name), unit="row")
        problems.append(problem("read.merged_overlap", where))
    return Sheet(cells.name, rows, problems)


def _hidden(content: Content, cells: SheetCells, rows: list[list[object]]) -> list[Problem]:
    """Rows and columns that nobody sees in Excel, and that are read all the same."""
    lines, columns = hidden_parts(rows, cells.facts)
    where = Where(content.source.name, content.layer(cells.name), unit="row")
    found = []
    if lines:
        named = ranges_text(line + 1 for line in lines)
        found.append(problem("read.hidden_rows", where, rows=named, count=len(lines)))
    if columns:
        named = ranges_text(columns, column_letters)
        found.append(problem("read.hidden_columns", where, columns=named, count=len(columns)))
    return found


def _fill_merged(rows: list[list[object]], merged: list[Range]) -> bool:
    """Fill merged cells; False where they lie over each other, and some were left.

    Ranges that are apart have no more cells than the sheet. Excel writes no others, and
    filling thousands of ranges that lie over each other would take for ever.
    """
    width = max(map(len, rows), default=0)
    left_over = width * len(rows)
    for top, left, bottom, right in merged:
        left_over -= max(min(bottom + 1, len(rows)) - top, 0) * max(min(right + 1, width) - left, 0)
        if left_over < 0:
            return False
        _fill(rows, top, left, bottom, right)
    return True


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
    if isinstance(value, float):
        if not math.isfinite(value):
            # Larger than any number there is (1e999): Excel shows this.
            return "#NUM!"
        return int(value) if value.is_integer() and abs(value) < _EXACT else value
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a calendar day
    return value
