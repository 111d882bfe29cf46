"""Lists of nominations as the files that are sent: a workbook and a PDF of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from muban.gis.writing.safe_cells import safe_cell
from muban.gis.writing.write_workbook import book_bytes
from muban.web.gate.privacy_gate import refuse_personal
from muban.web.paper.form_values import build_forms, form_words
from muban.web.paper.typst_document import compile_pdf

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from muban.web.paper.form_values import Form, Forms

__all__ = ["form_files"]

_FONT = "TH Sarabun New"
_THIN = Side("thin", color="FF4C5A61")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_WIDTH_OF_SHARE, _LEAST_WIDTH = 14, 8


def form_files(given: Forms) -> dict[str, bytes]:
    """Every form as Excel and PDF, by file name; the same bytes for the same list.

    Raises
    ------
    MubanError
        Something personal stands in a form; every find is named.
    """
    made: dict[str, bytes] = {}
    for form in build_forms(given):
        made[f"{form.name}.xlsx"] = _book(form)
        made[f"{form.name}.pdf"] = compile_pdf("form.typ", _values(form))
    refuse_personal(made, allowed=given.config.privacy.allowed)
    return made


def _values(form: Form) -> dict[str, Any]:
    words = form_words()
    return {
        "title": list(form.title),
        "sent": form.sent,
        "head": words["columns"][form.kind],
        "widths": words["widths"][form.kind],
        "centred": words["centred"][form.kind],
        "rows": [list(row) for row in form.rows],
        "signatures": [list(who) for who in form.signatures],
        "judged": [list(row) for row in form.judged],
        "judged_title": words["judged_title"],
        "judged_head": words["judged_head"],
        "source": list(form.source),
        "page": words["page"],
    }


def _book(form: Form) -> bytes:
    words = form_words()
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = words["sheet"]
    head = words["columns"][form.kind]
    for number, line in enumerate((*form.title, form.sent), start=1):
        _title(sheet, number, line, len(head), bold=number <= len(form.title))
    top = len(form.title) + 3
    for column, heading in enumerate(head, start=1):
        _cell(sheet, top, column, heading, bold=True, fill="FFE8F0E6")
        share = words["widths"][form.kind][column - 1]
        width = max(_LEAST_WIDTH, share * _WIDTH_OF_SHARE)
        sheet.column_dimensions[get_column_letter(column)].width = width
    centred = words["centred"][form.kind]
    for number, row in enumerate(form.rows, start=top + 1):
        for column, text in enumerate(row, start=1):
            _cell(sheet, number, column, text, centre=column - 1 in centred)
    _signatures(sheet, form, top + len(form.rows) + 3, len(head))
    _print_setup(sheet, top)
    if form.judged:
        _verdicts(book.create_sheet(words["judged_sheet"]), form)
    return book_bytes(book)


def _print_setup(sheet: Worksheet, top: int) -> None:
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{top}:{top}"


def _title(sheet: Worksheet, row: int, text: str, width: int, *, bold: bool) -> None:
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
    cell = sheet.cell(row, 1, text)
    cell.font = Font(name=_FONT, size=18 if bold else 15, bold=bold)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[row].height = 26


def _cell(
    sheet: Worksheet,
    row: int,
    column: int,
    text: str,
    *,
    bold: bool = False,
    centre: bool = False,
    fill: str = "",
) -> None:
    cell = sheet.cell(row, column, str(safe_cell(text)))
    cell.font = Font(name=_FONT, size=15, bold=bold)
    cell.border = _BOX
    horizontal = "center" if bold or centre else "left"
    cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=True)
    cell.number_format = "@"
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)


def _signatures(sheet: Worksheet, form: Form, top: int, width: int) -> None:
    half = (width + 1) // 2
    for side, who in enumerate(form.signatures):
        first, last = (1, half) if side == 0 else (half + 1, width)
        for number, line in enumerate(who, start=top):
            sheet.merge_cells(start_row=number, start_column=first, end_row=number, end_column=last)
            cell = sheet.cell(number, first, line)
            cell.font = Font(name=_FONT, size=15)
            cell.alignment = Alignment(horizontal="center", shrink_to_fit=True)
            sheet.row_dimensions[number].height = 26


def _verdicts(sheet: Worksheet, form: Form) -> None:
    words = form_words()
    for number, line in enumerate((words["judged_title"], *form.source), start=1):
        sheet.cell(number, 1, line).font = Font(name=_FONT, size=15, bold=number == 1)
    top = len(form.source) + 3
    for column, heading in enumerate(words["judged_head"], start=1):
        _cell(sheet, top, column, heading, bold=True, fill="FFE8F0E6")
    for number, row in enumerate(form.judged, start=top + 1):
        for column, text in enumerate(row, start=1):
            _cell(sheet, number, column, text)
    for letters, width in zip("ABCD", (8, 40, 18, 80), strict=True):
        sheet.column_dimensions[letters].width = width
