"""Excel workbooks that are the same bytes every time, and hold text as text."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from muban.gis.writing.safe_cells import plain_value, safe_cell
from muban.gis.writing.write_archive import zip_deterministic

__all__ = ["book_bytes", "workbook_bytes"]

_MADE = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - Excel's own times have no zone
_MADE_TEXT = b"1980-01-01T00:00:00Z"
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms)")
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_TITLE_LIMIT = 31
_WIDTHS = (8, 60)
_CELL_LIMIT = 32_767


def workbook_bytes(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """Tables as an Excel workbook, one sheet each, with a frozen row of headings.

    Text cells are of Excel's type text, so that a code keeps its zeros; text that would
    run as a formula gets an apostrophe. A geometry column is left out.

    Parameters
    ----------
    sheets
        Tables by the sheet's name.

    Examples
    --------
    >>> book = workbook_bytes({"หมู่บ้าน": pd.DataFrame({"code": ["01"], "n": [-2]})})
    >>> book == workbook_bytes({"หมู่บ้าน": pd.DataFrame({"code": ["01"], "n": [-2]})})
    True
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, frame in sheets.items():
        _fill(book.create_sheet(_NOT_IN_TITLES.sub(" ", title)[:_TITLE_LIMIT]), frame)
    if not book.worksheets:
        book.create_sheet("-")
    return book_bytes(book)


def book_bytes(book: Workbook) -> bytes:
    """A workbook made with openpyxl, as bytes that tell no time and are the same every time.

    Examples
    --------
    >>> book_bytes(Workbook()) == book_bytes(Workbook())
    True
    """
    book.properties.creator = "muban"
    book.properties.created = book.properties.modified = _MADE
    packed = io.BytesIO()
    book.save(packed)
    return _timeless(packed)


def _fill(sheet: Worksheet, frame: pd.DataFrame) -> None:
    shapes = [name for name, kind in frame.dtypes.items() if str(kind) == "geometry"]
    table = frame.drop(columns=shapes)
    widths = []
    for column, heading in enumerate(table.columns, start=1):
        cell = _put(sheet, 1, column, str(heading))
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        longest = len(str(heading))
        for row, value in enumerate(table.iloc[:, column - 1], start=2):
            plain = plain_value(value)
            if plain is not None:
                _put(sheet, row, column, plain)
                longest = max(longest, len(str(plain)))
        widths.append(min(max(longest + 2, _WIDTHS[0]), _WIDTHS[1]))
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"


def _put(sheet: Worksheet, row: int, column: int, value: object) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell), "nothing is merged here"
    if isinstance(value, bool | int | float | dt.date):
        cell.value = value
        return cell
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(safe_cell(str(value))))[:_CELL_LIMIT]
    # openpyxl takes «=…» for a formula and «#N/A» for an error: here it is text.
    cell.data_type = "s"
    cell.number_format = "@"
    return cell


def _timeless(packed: io.BytesIO) -> bytes:
    """The same workbook without the time at which it was saved."""
    with zipfile.ZipFile(packed) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    core = "docProps/core.xml"
    entries[core] = _TIMES.sub(rb"\g<1>" + _MADE_TEXT + rb"\g<2>", entries[core])
    return zip_deterministic(entries)
