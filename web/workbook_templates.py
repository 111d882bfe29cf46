"""Excel templates for every table that a project reads, written by ``muban new``.

Thai headings with English notes, dropdowns for what is chosen from a list, checks for
codes, years and coordinates, and a sheet of instructions. What is filled in is read back
without any mapping. The tables stand in ``workbook_templates.json``.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping, Sequence
from copy import copy
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from muban.gis.writing.write_workbook import book_bytes
from muban.layers.indicator.indicator_tables import Family, standard_domains
from muban.layers.indicator.item_lists import ItemLists, standard_lists
from muban.layers.sorting.blank_sheets import HELP_MARK, HELP_SHEETS
from muban.symbology.legend import read_legend
from muban.web.publishing.write_whole import write_whole

__all__ = ["build_template", "template_names", "write_templates"]

_TITLE_ROW, _ENGLISH_ROW, _HEADER_ROW = 1, 2, 4
_FONT = "TH Sarabun New"
_INK, _SOFT, _ACCENT, _PAPER = "FF1F2A30", "FF5B6A71", "FF1F5F4A", "FFEDF3E6"
_LINE = Border(bottom=Side("thin", color="FFDFE5E6"))
_LIST_COLUMN = 8
"""The help sheet's column where the lists behind dropdowns begin (H)."""

_CHECKS: Mapping[str, Mapping[str, Any]] = {
    "moo": {"type": "whole", "operator": "between", "formula1": "1", "formula2": "99"},
    "year": {"type": "whole", "operator": "between", "formula1": "2400", "formula2": "2699"},
    "whole": {"type": "whole", "operator": "greaterThanOrEqual", "formula1": "0"},
    "percent": {"type": "decimal", "operator": "between", "formula1": "0", "formula2": "100"},
    "level3": {"type": "whole", "operator": "between", "formula1": "1", "formula2": "3"},
    "lat": {"type": "decimal", "operator": "between", "formula1": "5", "formula2": "21"},
    "lon": {"type": "decimal", "operator": "between", "formula1": "97", "formula2": "106"},
}


@cache
def _tables() -> Mapping[str, Any]:
    text = resources.files("muban.web").joinpath("workbook_templates.json").read_text("utf-8")
    tables: dict[str, Any] = json.loads(text)
    return tables


def write_templates(folder: Path) -> list[Path]:
    """Write all templates into a folder; a file of that name that is there stays as it is.

    Returns
    -------
    list of Path
        The files written, in the order of the table.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in template_names():
        path = folder / name
        if not os.path.lexists(path):
            write_whole(path, build_template(name))
            written.append(path)
    return written


def template_names() -> tuple[str, ...]:
    """The file names of all templates, in the order of the table; none is made for it.

    Examples
    --------
    >>> template_names()[:2]
    ('cia.xlsx', 'cia_long.xlsx')
    """
    return tuple(template["file"] for template in _tables()["templates"])


def build_template(name: str) -> bytes:
    """One template; the same bytes every time.

    Parameters
    ----------
    name
        Of :func:`template_names`.

    Raises
    ------
    KeyError
        There is no such template.

    Examples
    --------
    >>> build_template("plan.xlsx")[:2]
    b'PK'
    """
    return _build({template["file"]: template for template in _tables()["templates"]}[name])


def _build(template: Mapping[str, Any]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = template["sheet"]
    columns = [dict(_tables()["columns"][name], name=name) for name in template["columns"]]
    if template.get("domains"):
        columns += [_domain_column(d.label_th, d.label_en) for d in standard_domains()]
    if "items" in template:
        columns += _item_columns(template["items"], template["item_column"])
    lists = {c["list"]: _choices(c["list"]) for c in columns if "list" in c}
    lists |= {"yes_no": _choices("yes_no")} if template.get("scale_rows") else {}
    places = _add_help(book, template, columns, lists)
    _add_titles(sheet, template, len(columns))
    _add_headings(sheet, columns)
    first = _HEADER_ROW + 1
    for role in template.get("scale_rows", ()):
        _add_scale_row(sheet, first, role, columns, places)
        first += 1
    _add_checks(sheet, columns, places, first)
    sheet.freeze_panes = f"A{first}"
    return book_bytes(book)


def _domain_column(th: str, en: str) -> dict[str, Any]:
    value = _tables()["columns"]["value"]
    return {**value, "th": th, "en": en, "name": "score", "width": 20}


def _item_columns(family: Family, kind: str) -> list[dict[str, Any]]:
    """A column for each item of a survey, headed by its number and its name."""
    known = ItemLists(standard_lists()).in_force(family)
    assert known is not None, "muban has a list of each survey"
    plain = _tables()["columns"][kind]
    return [
        {**plain, "th": f"{number}. {item.label_th}", "en": item.label_en, "name": "item"}
        for number, item in known.items
    ]


def _choices(name: str) -> list[str]:
    if name == "domains":
        return [domain.label_th for domain in standard_domains()]
    if name == "kinds":
        return [symbol.label_th for symbol in read_legend() if symbol.public]
    return list(_tables()["lists"][name])


def _add_titles(sheet: Worksheet, template: Mapping[str, Any], width: int) -> None:
    for row, text, size in (
        (_TITLE_ROW, template["title_th"], 18),
        (_ENGLISH_ROW, template["title_en"], 12),
    ):
        cell = sheet.cell(row, 1, text)
        cell.font = Font(name=_FONT, size=size, bold=row == _TITLE_ROW, color=_INK)
    sheet.row_dimensions[_TITLE_ROW].height = 28


def _add_headings(sheet: Worksheet, columns: Sequence[Mapping[str, Any]]) -> None:
    for position, column in enumerate(columns, start=1):
        cell = sheet.cell(_HEADER_ROW, position, column["th"])
        cell.font = Font(name=_FONT, size=14, bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", fgColor=_ACCENT)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        note = Comment(_hint(column), "muban", width=260, height=90)
        cell.comment = note
        sheet.column_dimensions[get_column_letter(position)].width = column["width"]
    longest = max((len(column["th"]) / column["width"] for column in columns), default=1.0)
    sheet.row_dimensions[_HEADER_ROW].height = max(44, 22 * math.ceil(longest + 0.4))


def _hint(column: Mapping[str, Any]) -> str:
    lines = [column["hint_th"], column["en"], column["hint_en"]]
    return "\n".join(line for line in lines if line)


def _add_scale_row(
    sheet: Worksheet,
    row: int,
    role: str,
    columns: Sequence[Mapping[str, Any]],
    places: Mapping[str, str],
) -> None:
    """A row under the headings that states the scale of each domain."""
    label = _tables()["columns"][role]
    at = next(i for i, column in enumerate(columns, start=1) if column["name"] == "village")
    sheet.cell(row, at, label["th"]).font = Font(name=_FONT, size=14, italic=True, color=_SOFT)
    for position, column in enumerate(columns, start=1):
        cell = sheet.cell(row, position)
        cell.fill = PatternFill("solid", fgColor=_PAPER)
        if column["name"] == "score" and "list" in label:
            check = DataValidation(type="list", formula1=places[label["list"]], allow_blank=True)
            sheet.add_data_validation(check)
            check.add(cell.coordinate)


def _add_checks(
    sheet: Worksheet,
    columns: Sequence[Mapping[str, Any]],
    places: Mapping[str, str],
    first: int,
) -> None:
    last = first + int(_tables()["rows"]) - 1
    for position, column in enumerate(columns, start=1):
        letters = get_column_letter(position)
        check = _check(column, f"{letters}{first}", places)
        if check is not None:
            check.promptTitle = column["th"][:32]
            check.prompt = _hint(column)[:255]
            check.showInputMessage = True
            check.showErrorMessage = True
            check.error = f"{column['hint_th']}\n{column['hint_en']}"[:255]
            check.errorTitle = column["th"][:32]
            sheet.add_data_validation(check)
            check.add(f"{letters}{first}:{letters}{last}")
        cell = sheet.cell(first, position)
        cell.font = Font(name=_FONT, size=14, color=_INK)
        cell.border = _LINE
        cell.number_format = "@" if column["check"] in ("code8", "text") else "General"
        for row in range(first + 1, last + 1):
            # Told part by part, the look of fifty thousand cells takes four times as long.
            sheet.cell(row, position)._style = copy(cell._style)  # type: ignore[union-attr]


def _check(
    column: Mapping[str, Any], first: str, places: Mapping[str, str]
) -> DataValidation | None:
    kind = column["check"]
    if kind in _CHECKS:
        return DataValidation(allow_blank=True, **_CHECKS[kind])
    if kind == "code8":
        formula = f"AND(LEN({first})=8,ISNUMBER(VALUE({first})))"
        return DataValidation(type="custom", formula1=formula, allow_blank=True)
    if kind in ("list", "open_list"):
        # A value outside an open list is a question in Excel, not a refusal.
        style: Literal["warning", "stop"] = "warning" if kind == "open_list" else "stop"
        formula = places[column["list"]]
        return DataValidation(type="list", formula1=formula, allow_blank=True, errorStyle=style)
    if kind == "number":
        # «-» stands for missing, so text is a question, not a refusal.
        return DataValidation(
            type="decimal",
            operator="greaterThanOrEqual",
            formula1="-1000000000",
            allow_blank=True,
            errorStyle="warning",
        )
    return None


def _add_help(
    book: Workbook,
    template: Mapping[str, Any],
    columns: Sequence[Mapping[str, Any]],
    lists: Mapping[str, Sequence[str]],
) -> dict[str, str]:
    """The sheet of instructions; returns where the lists behind dropdowns stand on it."""
    name = _tables()["help_sheet"]
    assert name in HELP_SHEETS, "readers know the help sheet by its name and by HELP_MARK"
    sheet = book.create_sheet(name)
    rows: list[tuple[str, str]] = [
        (template["title_th"], template["title_en"]),
        (template["help_th"], template["help_en"]),
        (
            f"เมื่อกรอกเสร็จ บันทึกไฟล์ไว้ในโฟลเดอร์ {template['folder']} แล้วสั่ง {HELP_MARK}",
            f"Save the filled file in the folder {template['folder']} and run `{HELP_MARK}`",
        ),
        *([(template["example_th"], template["example_en"])] if "example_th" in template else []),
        ("คอลัมน์", "Columns"),
        *((f"{c['th']}  {c['hint_th']}", f"{c['en']}. {c['hint_en']}") for c in columns),
    ]
    for row, texts in enumerate(rows, start=1):
        for position, text in enumerate(texts, start=1):
            cell = sheet.cell(row, position, text)
            bold = row == 1 or text in ("คอลัมน์", "Columns")
            cell.font = Font(name=_FONT, size=16 if row == 1 else 14, bold=bold, color=_INK)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.column_dimensions["A"].width = sheet.column_dimensions["B"].width = 58
    places: dict[str, str] = {}
    for position, (key, choices) in enumerate(sorted(lists.items()), start=_LIST_COLUMN):
        letters = get_column_letter(position)
        for row, choice in enumerate(choices, start=1):
            sheet.cell(row, position, choice).font = Font(name=_FONT, size=14, color=_SOFT)
        sheet.column_dimensions[letters].width = 30
        places[key] = f"'{name}'!${letters}$1:${letters}${len(choices)}"
    return places
