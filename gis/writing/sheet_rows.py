"""The rows of a worksheet as they stand in its file (ECMA-376, part 1, 18.3.1).

openpyxl makes an object of every cell; of a province's tables that took most of the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

import pandas as pd
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

from muban.gis.writing.safe_cells import plain_value, safe_cell

__all__ = ["column_widths", "sheet_rows"]

_CELL_LIMIT = 32_767
_WIDTHS = (8, 60)
_ESCAPED = {"\r": "&#13;"}


def sheet_rows(table: pd.DataFrame, heading_style: int, text_style: int) -> bytes:
    """The rows of a table with its headings: texts as texts, numbers as numbers.

    Parameters
    ----------
    table
        Cells as they are to be read; what is missing gets no cell.
    heading_style, text_style
        By their places among the workbook's styles.

    Returns
    -------
    bytes
        XML in ASCII.

    Examples
    --------
    >>> sheet_rows(pd.DataFrame({"n": [-2.5, None]}), 1, 2).decode().split("</row>")[1:]
    ['<row r="2"><c r="A2" t="n"><v>-2.5</v></c>', '<row r="3">', '']
    """
    columns = [
        [_text(heading, f"{letters}1", heading_style)]
        + [_cell(value, f"{letters}{row}", text_style) for row, value in enumerate(cells, start=2)]
        for heading, letters, cells in _columns(table)
    ]
    rows = (
        f'<row r="{row}">{"".join(cells)}</row>'
        for row, cells in enumerate(zip(*columns, strict=True), start=1)
    )
    return "".join(rows).encode("ascii", "xmlcharrefreplace")


def column_widths(table: pd.DataFrame) -> dict[str, int]:
    """How wide each column is, in characters, to show its longest cell, within reason.

    Parameters
    ----------
    table
        Cells as they are to be read.

    Returns
    -------
    dict
        By the letters of the column.

    Examples
    --------
    >>> column_widths(pd.DataFrame({"n": [1.5, None], "ชื่อหมู่บ้าน": ["โพน", "โพนแพง"]}))
    {'A': 8, 'B': 14}
    """
    widths = {}
    for heading, letters, cells in _columns(table):
        plain = [plain_value(cell) for cell in cells]
        shown = [heading, *(str(cell) for cell in plain if cell is not None)]
        widths[letters] = min(max(max(map(len, shown)) + 2, _WIDTHS[0]), _WIDTHS[1])
    return widths


def _columns(table: pd.DataFrame) -> Iterator[tuple[str, str, list[Any]]]:
    """Each column's heading, its letters and its cells."""
    for position, heading in enumerate(table.columns):
        yield str(heading), get_column_letter(position + 1), table.iloc[:, position].tolist()


def _cell(value: object, place: str, style: int) -> str:
    plain = plain_value(value)
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return f'<c r="{place}" t="b"><v>{plain:d}</v></c>'
    if isinstance(plain, int | float):
        return f'<c r="{place}" t="n"><v>{plain:.16g}</v></c>'
    return _text(str(plain), place, style)


def _text(value: str, place: str, style: int) -> str:
    text = ILLEGAL_CHARACTERS_RE.sub("", str(safe_cell(value)))[:_CELL_LIMIT]
    kept = "" if text == text.strip() else ' xml:space="preserve"'
    inner = f"<is><t{kept}>{escape(text, _ESCAPED)}</t></is>" if text else ""
    return f'<c r="{place}" s="{style}" t="inlineStr">{inner}</c>'
