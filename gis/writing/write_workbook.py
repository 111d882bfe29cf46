"""Excel workbooks that are the same bytes every time, and hold text as text."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from muban.gis.writing.sheet_rows import column_widths, sheet_rows
from muban.gis.writing.write_archive import zip_deterministic

__all__ = ["book_bytes", "workbook_bytes"]

_MADE = dt.datetime(1980, 1, 1)  # noqa: DTZ001 - Excel's own times have no zone
_MADE_TEXT = b"1980-01-01T00:00:00Z"
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms)")
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_TITLE_LIMIT = 31
_SIZE = re.compile(rb'<dimension ref="[^"]*"/>')
_ROWS = re.compile(rb"<sheetData>\s*</sheetData>|<sheetData\s*/>")


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
    tables = [_shapeless(frame) for frame in sheets.values()]
    for title, table in zip(sheets, tables, strict=True):
        sheet = book.create_sheet(_NOT_IN_TITLES.sub(" ", title)[:_TITLE_LIMIT])
        for letters, width in column_widths(table).items():
            sheet.column_dimensions[letters].width = width
        sheet.freeze_panes = "A2"
    if not book.worksheets:
        book.create_sheet("-")
    styles = _styles(book.worksheets[0])
    entries = _entries(book)
    for number, table in enumerate(tables, start=1):
        name = f"xl/worksheets/sheet{number}.xml"
        entries[name] = _filled(entries[name], table, styles)
    return zip_deterministic(entries)


def book_bytes(book: Workbook) -> bytes:
    """A workbook made with openpyxl, as bytes that tell no time and are the same every time.

    Examples
    --------
    >>> book_bytes(Workbook()) == book_bytes(Workbook())
    True
    """
    return zip_deterministic(_entries(book))


def _shapeless(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop(
        columns=[name for name, kind in frame.dtypes.items() if str(kind) == "geometry"]
    )


def _styles(sheet: Worksheet) -> tuple[int, int]:
    """The places of two styles among those of the workbook: of headings and of texts."""
    heading, text = (Cell(sheet, row=1, column=1) for _ in range(2))
    heading.number_format = text.number_format = "@"
    heading.font = Font(bold=True)
    heading.alignment = Alignment(vertical="top", wrap_text=True)
    return heading.style_id, text.style_id


def _entries(book: Workbook) -> dict[str, bytes]:
    """The files that a workbook is of, without the time at which it was saved."""
    book.properties.creator = "muban"
    book.properties.created = book.properties.modified = _MADE
    packed = io.BytesIO()
    book.save(packed)
    with zipfile.ZipFile(packed) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    core = "docProps/core.xml"
    entries[core] = _TIMES.sub(rb"\g<1>" + _MADE_TEXT + rb"\g<2>", entries[core])
    return entries


def _filled(sheet: bytes, table: pd.DataFrame, styles: tuple[int, int]) -> bytes:
    """The file of an empty sheet, with a table in it."""
    last = f"{get_column_letter(max(table.shape[1], 1))}{len(table) + 1}".encode()
    sized = _SIZE.sub(rb'<dimension ref="A1:%s"/>' % last, sheet, count=1)
    before, after = _ROWS.split(sized)
    return b"%s<sheetData>%s</sheetData>%s" % (before, sheet_rows(table, *styles), after)
