"""XML Spreadsheet 2003: what Excel called a workbook as one text, under the suffix .xls or .xml."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from lxml import etree

from muban.gis.problems import Problem, problem
from muban.gis.reading.content import Content
from muban.gis.reading.tables.cell_facts import SheetCells, SheetFacts, is_percent_format
from muban.gis.reading.xml.safe_xml import XmlBreak, iterate_xml, local_name, prepare_xml

__all__ = ["xml_sheets"]

_PERCENT = {"Percent": "0.00%"}
"""Formats that have a name of their own, as far as they show a percent sign."""


def xml_sheets(content: Content) -> tuple[list[SheetCells], list[Problem]]:
    """The worksheets of an XML Spreadsheet 2003.

    Parameters
    ----------
    content
        The file's bytes.

    Returns
    -------
    list of SheetCells
        As the file has them; those before the place where it breaks off, if it does.
    list of Problem
        What was mended in the text, and where it breaks.
    """
    text = prepare_xml(content.data, content.where, content.settings.encoding)
    if isinstance(text, Problem):
        return [], [text]
    found = list(text.problems)
    book = _Book(content)
    try:
        for event, element in iterate_xml(text.data, content.limits):
            if event == "start":
                book.start(element, local_name(element))
            else:
                book.end(element, local_name(element))
    except XmlBreak as error:
        found.append(
            problem(
                "read.unreadable",
                content.where,
                kind="XML Spreadsheet 2003",
                detail=f"{error.detail} ({error.line}:{error.column})"[:200],
            )
        )
    return book.sheets, found


def _attribute(element: etree._Element, name: str) -> str:
    """An attribute by its local name: some programs leave the prefix away."""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


def _number(element: etree._Element, name: str, default: int) -> int:
    text = _attribute(element, name)
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 8 else default


@dataclass(slots=True)
class _Book:
    """Walks the elements and builds the sheets."""

    content: Content
    sheets: list[SheetCells] = field(default_factory=list)
    formats: dict[str, str] = field(default_factory=dict)
    style: str = ""
    row: int = -1
    column: int = -1
    next_column: int = 0

    def start(self, element: etree._Element, tag: str) -> None:
        """A row or cell begins: where it stands."""
        if tag == "Worksheet":
            self.sheets.append(SheetCells(_attribute(element, "Name"), False, [], [], SheetFacts()))
            self.row, self.next_column = -1, 0
        elif tag == "Style":
            self.style = _attribute(element, "ID")
        elif tag == "Row" and self.sheets:
            self.row = _number(element, "Index", self.row + 2) - 1
            self.column = -1
            self._grow(self.row, 0)
            if _attribute(element, "Hidden") == "1":
                self.sheets[-1].facts.rows.append(self.row)
        elif tag == "Cell" and self.sheets:
            self.column = _number(element, "Index", self.column + 2) - 1

    def end(self, element: etree._Element, tag: str) -> None:
        """A part is complete: its values."""
        if tag == "NumberFormat":
            code = _attribute(element, "Format")
            self.formats[self.style] = _PERCENT.get(code, code)
        elif not self.sheets:
            return
        elif tag == "Cell":
            self._cell(element)
            element.clear()
        elif tag == "Row":
            # A row may stand for several that are alike.
            self.row += _number(element, "Span", 0)
            element.clear()
        elif tag == "Column":
            self._hide(element)
        elif tag == "Visible" and (element.text or "").strip() in (
            "SheetHidden",
            "SheetVeryHidden",
        ):
            self.sheets[-1].hidden = True

    def _grow(self, row: int, width: int) -> list[object]:
        self.content.budget.check("max_cells", (row + 1) * max(width, 1))
        self.content.budget.check("max_columns", width)
        rows = self.sheets[-1].rows
        while len(rows) <= row:
            rows.append([])
        line = rows[row]
        line += [""] * (width - len(line))
        return line

    def _cell(self, cell: etree._Element) -> None:
        sheet, place = self.sheets[-1], (max(self.row, 0), self.column)
        line = self._grow(place[0], place[1] + 1)
        data = next((part for part in cell if local_name(part) == "Data"), None)
        text = "" if data is None else "".join(data.itertext()).strip()
        kind = "" if data is None else _attribute(data, "Type")
        if kind == "Error":
            sheet.facts.texts[place] = text or "#N/A"
        elif not text and (formula := _attribute(cell, "Formula")) and kind != "String":
            sheet.facts.texts[place] = formula[:200]
        else:
            value = line[place[1]] = _value(kind, text)
            code = self.formats.get(_attribute(cell, "StyleID"), "")
            if isinstance(value, float) and "%" in code and is_percent_format(code, value):
                sheet.facts.percents.add(place)
        down, across = _number(cell, "MergeDown", 0), _number(cell, "MergeAcross", 0)
        if down or across:
            sheet.merged.append((*place, place[0] + down, place[1] + across))
            self.column += across

    def _hide(self, column: etree._Element) -> None:
        first = _number(column, "Index", self.next_column + 1) - 1
        self.next_column = first + 1 + _number(column, "Span", 0)
        if _attribute(column, "Hidden") == "1":
            last = min(self.next_column, self.content.limits.max_columns)
            self.sheets[-1].facts.columns += range(first, last)


def _value(kind: str, text: str) -> object:
    if kind == "Number":
        try:
            return float(text)
        except ValueError:
            return text
    if kind == "Boolean":
        return text == "1"
    if kind == "DateTime":
        try:
            return dt.datetime.fromisoformat(text)
        except ValueError:
            return text
    return text
