"""Which line of a register is its heading, and which table is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from muban.gis.headings.heading_table import heading_key
from muban.gis.headings.table_headings import table_headings

__all__ = [
    "FIELDS",
    "FOREIGN",
    "HEADINGS",
    "LEAST_CELLS",
    "LEAST_NOMINATED",
    "as_header",
    "names_register",
]

LEAST_CELLS = 3
LEAST_NOMINATED = 2
"""A list of nominations may say no more than amphoe and tambon."""

FIELDS = ("province", "amphoe", "tambon", "village", "moo", "year", "level", "code")

HEADINGS = table_headings("register")

FOREIGN = "not_a_register"


def names_register(cells: Iterable[object]) -> bool:
    """Whether the cells of a row are a register's headings, whatever stands under them.

    Examples
    --------
    >>> names_register(["ที่", "อำเภอ", "ตำบล", "หมู่บ้าน", "หมู่ที่", "ปี พ.ศ.", "ระดับ"])
    True
    >>> names_register(["1", "รัตนวาปี", "โพนแพง", "เปงจาน", "8", "2555", "จังหวัด"])
    False
    """
    texts = {str(column): str(cell) for column, cell in enumerate(cells) if cell}
    return as_header(texts, needs_year=True) is not None


def as_header(cells: Mapping[str, str], *, needs_year: bool) -> dict[str, str] | None:
    """Which column holds which field, if these cells are a register's header.

    Parameters
    ----------
    cells
        Texts by the letters of their columns.
    needs_year
        Whether a register without years is none.

    Returns
    -------
    dict or None
        Letters → field; None where this is no header.

    Examples
    --------
    >>> cells = dict(zip("ABCDE", ["อำเภอ", "ตำบล", "หมู่บ้าน", "หมู่ที่", "ปี พ.ศ."]))
    >>> as_header(cells, needs_year=True)["C"], as_header({"A": "หมายเหตุ"}, needs_year=True)
    ('village', None)
    """
    fields: dict[str, str] = {}
    for column, cell in cells.items():
        field = HEADINGS.get(heading_key(cell))
        if field is not None and field not in fields.values():
            fields[column] = field
    if "level" not in fields.values():  # then the level stands among the remarks, as in the letter
        fields = {column: "level" if f == "remark" else f for column, f in fields.items()}
    fields = {column: field for column, field in fields.items() if field != "remark"}
    has = set(fields.values())
    if FOREIGN in has or not has & {"tambon", "code"} or (needs_year and "year" not in has):
        return None
    enough = len(has) >= (LEAST_CELLS if needs_year else LEAST_NOMINATED)
    return fields if enough or (has == {"code"} and not needs_year) else None
