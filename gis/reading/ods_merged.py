"""Merged cells of an ODS workbook: the library that reads its cells does not tell of them."""

from __future__ import annotations

import re

__all__ = ["Range", "merged_ranges"]

Range = tuple[int, int, int, int]
"""Top, left, bottom and right of a merged cell, from 0."""

_TABLE = re.compile(rb"<table:table[ >]")
_ROW = re.compile(rb"<table:table-row\b([^>]*)>")
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")


def merged_ranges(content_xml: bytes) -> list[list[Range]]:
    """The merged cells of each worksheet, in the workbook's order.

    Examples
    --------
    >>> merged_ranges(
    ...     b'<table:table table:name="a"><table:table-row table:number-rows-repeated="2">'
    ...     b'<table:table-cell/></table:table-row><table:table-row><table:table-cell/>'
    ...     b'<table:table-cell table:number-rows-spanned="3"/></table:table-row></table:table>')
    [[(2, 1, 4, 1)]]
    """
    return [_of_table(table) for table in _TABLE.split(content_xml)[1:]]


def _of_table(table: bytes) -> list[Range]:
    found: list[Range] = []
    if b"-spanned=" not in table:
        return found
    top = 0
    _, *rows = _ROW.split(table)
    for head, body in zip(rows[::2], rows[1::2], strict=True):
        left = 0
        for cell in _CELL.findall(body):
            down, across = _number(b"rows-spanned", cell), _number(b"columns-spanned", cell)
            if down > 1 or across > 1:
                found.append((top, left, top + down - 1, left + across - 1))
            left += _number(b"columns-repeated", cell)
        top += _number(b"rows-repeated", head)
    return found


def _number(name: bytes, attributes: bytes) -> int:
    at = attributes.find(b"table:number-" + name + b'="')
    digits = re.match(rb'[^"]*"(\d{1,9})"', attributes[at:]) if at >= 0 else None
    return int(digits[1]) if digits else 1
