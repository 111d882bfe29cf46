"""What an ODS says of its cells that the library that reads their values does not tell."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from muban.gis.reading.limits import Budget
from muban.gis.reading.tables.cell_facts import Range, SheetFacts

__all__ = ["OdsSheet", "ods_sheets"]

_TABLE = re.compile(rb"<table:table[ >]")
_ROW = re.compile(rb"<table:table-row(?=[\s/>])([^>]*)>")
_COLUMN = re.compile(rb"<table:table-column(?=[\s/>])([^>]*)>")
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_TEXT = re.compile(rb"<text:p[^>]*>(.*?)</text:p>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ERROR = re.compile(r"#[A-Z0-9/_]+[!?]?|Err:\d+")
_HIDDEN = (b'visibility="collapse"', b'visibility="filter"')


@dataclass(slots=True)
class OdsSheet:
    """A worksheet's merged cells, and what it shows in its cells."""

    merged: list[Range] = field(default_factory=list)
    facts: SheetFacts = field(default_factory=SheetFacts)


def ods_sheets(content_xml: bytes, budget: Budget) -> list[OdsSheet]:
    """Each worksheet, in the workbook's order.

    Parameters
    ----------
    content_xml
        The member ``content.xml``, whose cells were counted before.
    budget
        No more cells, rows and columns are named than may be read.

    Examples
    --------
    >>> from muban.gis.reading.limits import Limits
    >>> [sheet] = ods_sheets(
    ...     b'<table:table table:name="a"><table:table-row table:number-rows-repeated="2">'
    ...     b'<table:table-cell/></table:table-row><table:table-row><table:table-cell/>'
    ...     b'<table:table-cell table:number-rows-spanned="3" office:value-type="percentage" '
    ...     b'office:value="0.5"/></table:table-row></table:table>', Budget(Limits()))
    >>> sheet.merged, sheet.facts.percents
    ([(2, 1, 4, 1)], {(2, 1)})
    """
    return [_of_table(table, budget) for table in _TABLE.split(content_xml)[1:]]


def _of_table(table: bytes, budget: Budget) -> OdsSheet:
    sheet = OdsSheet()
    head, *rows = _ROW.split(table)
    sheet.facts.columns = _hidden_columns(head, budget.limits.max_columns)
    top = 0
    for attributes, body in zip(rows[::2], rows[1::2], strict=True):
        times = _number(b"rows-repeated", attributes)
        _read_row(sheet, body, top, times, budget)
        # A sheet ends in a million empty rows; they hide nothing.
        if any(mark in attributes for mark in _HIDDEN) and b"<text:p" in body:
            sheet.facts.rows += range(top, top + min(times, budget.limits.max_cells))
        top += times
    return sheet


def _read_row(sheet: OdsSheet, body: bytes, top: int, times: int, budget: Budget) -> None:
    _, *cells = _CELL.split(body)
    left = 0
    for cell, inside in zip(cells[::2], cells[1::2], strict=True):
        down, across = _number(b"rows-spanned", cell), _number(b"columns-spanned", cell)
        if down > 1 or across > 1:
            sheet.merged.append((top, left, top + down - 1, left + across - 1))
        again = _number(b"columns-repeated", cell)
        percent = b'office:value-type="percentage"' in cell
        text = "" if percent else _shown_instead(cell, inside)
        if percent or text:
            budget.check("max_cells", again * times)
            places = [
                (row, column)
                for row in range(top, top + times)
                for column in range(left, left + again)
            ]
            if percent:
                sheet.facts.percents.update(places)
            else:
                sheet.facts.texts.update(dict.fromkeys(places, text))
        left += again


def _shown_instead(cell: bytes, inside: bytes) -> str:
    """``#N/A``, or the formula of a cell without a value; "" for any other cell."""
    if b"table:formula=" not in cell and b'calcext:value-type="error"' not in cell:
        return ""
    found = _TEXT.search(inside)
    shown = _TAG.sub("", html.unescape(found[1].decode("utf-8", "replace"))) if found else ""
    if b'calcext:value-type="error"' in cell or _ERROR.fullmatch(shown):
        return shown if shown.startswith("#") else "#N/A"
    if b"office:value-type=" in cell or shown:
        return ""
    return "=" + _attribute(b"table:formula", cell).partition("=")[2][:200]


def _hidden_columns(head: bytes, most: int) -> list[int]:
    found: list[int] = []
    left = 0
    for column in _COLUMN.findall(head):
        again = _number(b"columns-repeated", column)
        if any(mark in column for mark in _HIDDEN):
            found += range(left, min(left + again, most))
        left += again
    return found


def _attribute(name: bytes, attributes: bytes) -> str:
    found = re.search(re.escape(name) + rb'="([^"]*)"', attributes)
    return html.unescape(found[1].decode("utf-8", "replace")) if found else ""


def _number(name: bytes, attributes: bytes) -> int:
    at = attributes.find(b"table:number-" + name + b'="')
    digits = re.match(rb'[^"]*"(\d{1,9})"', attributes[at:]) if at >= 0 else None
    return int(digits[1]) if digits else 1
