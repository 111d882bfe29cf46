"""Worksheets on which no record stands: instructions, and forms not yet filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from muban.gis.gazetteer.gazetteer_rows import names_gazetteer
from muban.gis.reading.tables.coordinate_columns import find_columns
from muban.layers.register.register_header import names_register

if TYPE_CHECKING:
    from muban.gis.source import Read

__all__ = ["HELP_MARK", "HELP_SHEETS", "is_blank"]

HELP_SHEETS = frozenset({"คำอธิบาย"})
"""Names of worksheets with instructions and the lists behind dropdowns."""
HELP_MARK = "muban check"
"""What the instructions of every template tell to do, in Thai and in English."""
_FIRST_ROWS = 5


def is_blank(read: Read) -> bool:
    """Whether a worksheet holds no record: a template's instructions, or an empty form.

    The name alone does not make a sheet one of instructions: an office may keep its villages
    on a sheet of that name. A form is empty where nothing is written under its headings; of
    forms for results and figures their own readers find that out.

    Parameters
    ----------
    read
        A layer of any kind.

    Returns
    -------
    bool
        False of shapes.

    Examples
    --------
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> from muban.gis.source import Read, Source
    >>> cells = pd.DataFrame([["สินค้า", "บาท"], ["ปุ๋ย", 900]], index=[1, 2], columns=["A", "B"])
    >>> is_blank(Read(Source(Path("ก.xlsx"), "ก.xlsx", ""), "ราคา", "grid", cells, (1, 2)))
    False
    """
    return read.kind == "grid" and (_is_help(read) or _is_form(read))


def _is_help(read: Read) -> bool:
    cells = read.frame.head(_FIRST_ROWS).to_numpy().ravel()
    return read.layer in HELP_SHEETS and any(
        isinstance(cell, str) and HELP_MARK in cell for cell in cells
    )


def _is_form(read: Read) -> bool:
    """Whether the first line of headings is the last line that is written on.

    Many repeat the headings below their table: that makes no table a form.
    """
    rows = read.frame.to_numpy(dtype=object).tolist()
    lines = [cells for row in rows if (cells := [cell for cell in row if _written(cell)])]
    if not lines or not _are_headings(lines[-1]):
        return False
    return not any(map(_are_headings, lines[:-1]))


def _are_headings(cells: Sequence[object]) -> bool:
    texts = [cell for cell in cells if isinstance(cell, str)]
    return len(texts) == len(cells) and (
        names_register(texts) or names_gazetteer(texts) or find_columns([texts]) is not None
    )


def _written(cell: Any) -> bool:
    # A cell without a value is NaN in some frames, and that alone differs from itself.
    return cell is not None and cell == cell and bool(str(cell).strip())  # noqa: PLR0124
