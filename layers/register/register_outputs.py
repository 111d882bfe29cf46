"""A cleaned register for people: its rows with reasons, the matrix, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from muban.gis.table_rows import rows_of
from muban.layers.register.confirmations import CONFIRMED_COLUMNS
from muban.layers.register.eligibility import LEVEL_TH
from muban.layers.register.register_matrix import build_matrix
from muban.layers.register.speech import spoken_register

if TYPE_CHECKING:
    from muban.layers.register.register_reading import RegisterTable

__all__ = [
    "KIND_TH",
    "LEVEL_TH",
    "STATUS_TH",
    "count_statuses",
    "open_questions",
    "register_sheets",
]

STATUS_TH: Mapping[str, str] = {
    "exact": "ตรงตามทำเนียบ",
    "corrected": "แก้คำที่อ่านผิดแล้ว",
    "needs_person": "เจ้าหน้าที่ต้องตัดสิน",
    "duplicate": "แถวซ้ำ",
}
"""What became of a row, as officers read it."""

KIND_TH: Mapping[str, str] = {"village": "หมู่บ้าน", "tambon": "ตำบล"}
"""What a register is of, as officers read it."""

_HEADINGS = {
    "row": "ที่",
    "kind": "ประเภท",
    "status": "สถานะ",
    "duplicate_of": "ซ้ำกับแถว",
    "village_code": "รหัสหมู่บ้าน",
    "tambon_code": "รหัสตำบล",
    "year_be": "ปี พ.ศ.",
    "level": "ระดับ",
    "name": "ชื่อที่อ่านได้",
    "moo": "หมู่ที่",
    "tambon": "ตำบล",
    "amphoe": "อำเภอ",
    "written": "ข้อความตามทะเบียน",
    "evidence": "เหตุผล",
    "candidates": "ตัวเลือก",
}


def count_statuses(designations: pd.DataFrame) -> dict[str, int]:
    """How many rows came out exact, corrected, open and as repetitions.

    Parameters
    ----------
    designations
        Columns of :data:`muban.layers.frames.DESIGNATION_COLUMNS`.

    Returns
    -------
    dict
        Every status, 0 for one that does not occur.

    Examples
    --------
    >>> count_statuses(pd.DataFrame({"status": ["exact", "exact", "needs_person"]}))
    {'exact': 2, 'corrected': 0, 'needs_person': 1, 'duplicate': 0}
    """
    counts = designations["status"].value_counts()
    return {status: int(counts.get(status, 0)) for status in STATUS_TH}


def register_sheets(
    designations: pd.DataFrame, amphoes: Mapping[str, str]
) -> dict[str, pd.DataFrame]:
    """The worksheets of the cleaned register, with Thai headings.

    Parameters
    ----------
    designations
        Columns of :data:`muban.layers.frames.DESIGNATION_COLUMNS`.
    amphoes
        The names of the province's amphoes by code, for the matrix.

    Returns
    -------
    dict of str to DataFrame
        The register, the matrices of villages and tambons, the repeated rows, the open
        ones; sheets that would be empty are left out, but never the register.
    """
    sheets = {"ทะเบียน": _in_thai(designations)}
    for kind, title in (("village", "หมู่บ้าน อำเภอ-ปี"), ("tambon", "ตำบล อำเภอ-ปี")):
        if (designations["kind"] == kind).any():
            matrix = build_matrix(designations, amphoes, kind=kind)
            sheets[title] = matrix.rename(columns={"amphoe": "อำเภอ"})
    for status, title in (("duplicate", "แถวซ้ำ"), ("needs_person", "ต้องตัดสิน")):
        rows = designations[designations["status"] == status]
        if len(rows):
            sheets[title] = _in_thai(rows)
    return sheets


def _in_thai(designations: pd.DataFrame) -> pd.DataFrame:
    words = {"status": STATUS_TH, "kind": KIND_TH, "level": LEVEL_TH}
    shown = spoken_register(designations)[list(_HEADINGS)].assign(
        **{column: designations[column].map(terms) for column, terms in words.items()}
    )
    return shown.rename(columns=_HEADINGS).reset_index(drop=True)


def open_questions(tables: Iterable[RegisterTable], designations: pd.DataFrame) -> pd.DataFrame:
    """The open rows as they are written, ready to be answered.

    With a code in ``village_code`` the table is a ``register/confirmed.csv``: what stands
    beside the columns of :data:`muban.layers.register.confirmations.CONFIRMED_COLUMNS` is for the
    reader.
    """
    asked = spoken_register(designations[designations["status"] == "needs_person"])
    about = {(row["_file"], row["_layer"], row["_number"]): row for row in rows_of(asked)}
    records = [
        {
            "amphoe": row.amphoe,
            "tambon": row.tambon,
            "village": row.village,
            "moo": row.moo,
            "year_be": row.year_be,
            "village_code": "",
            "who": "",
            "note": "",
            "row": row.row,
            "reason": told["evidence"],
            "candidates": told["candidates"],
        }
        for table in tables
        for row in table.rows
        if (told := about.get((table.read.source.name, table.read.layer, row.number)))
    ]
    columns = [*CONFIRMED_COLUMNS, "row", "reason", "candidates"]
    return pd.DataFrame.from_records(records, columns=columns).astype({"moo": "Int64"})
