"""Worksheets on which no record stands: instructions, and forms not yet filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gis.codes.gazetteer_rows import names_gazetteer
from gis.reading.coordinate_columns import find_columns
from layers.register.register_reading import names_register

if TYPE_CHECKING:
    from gis.source import Read

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
    """
    return read.kind == "grid" and (_is_help(read) or _is_form(read))


def _is_help(read: Read) -> bool:
    cells = read.frame.head(_FIRST_ROWS).to_numpy().ravel()
    return read.layer in HELP_SHEETS and any(
        isinstance(cell, str) and HELP_MARK in cell for cell in cells
    )


def _is_form(read: Read) -> bool:
    """Whether the last line that is written on is one of headings."""
    rows = read.frame.to_numpy(dtype=object).tolist()
    lines = ([cell for cell in row if _written(cell)] for row in reversed(rows))
    headings = next((cells for cells in lines if cells), [])
    return all(isinstance(cell, str) for cell in headings) and (
        names_register(headings)
        or names_gazetteer(headings)
        or find_columns([headings]) is not None
    )


def _written(cell: Any) -> bool:
    # A cell without a value is NaN in some frames, and that alone differs from itself.
    return cell is not None and cell == cell and bool(str(cell).strip())  # noqa: PLR0124
