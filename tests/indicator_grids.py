"""Worksheets for tests of indicators, as a reader hands them on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from muban.gis.reading.tables.column_letters import column_letters
from muban.gis.source import Read, Source

Cell = object


def grid(
    rows: Sequence[Sequence[Cell]], *, name: str = "indicators/cia.xlsx", sheet: str = "Sheet1"
) -> Read:
    """A grid of cells, rows numbered from 1, empty rows left out as the reader does."""
    width = max(len(row) for row in rows)
    kept = {
        number: [*row, *[None] * (width - len(row))]
        for number, row in enumerate(rows, start=1)
        if any(cell is not None for cell in row)
    }
    frame = pd.DataFrame(
        list(kept.values()),
        index=pd.Index(list(kept), dtype="int64"),
        columns=[column_letters(i) for i in range(width)],
        dtype=object,
    )
    return Read(Source(Path(name), name, "0" * 64), sheet, "grid", frame, tuple(kept))


def villages(count: int = 4, *, tambon: str = "431605") -> pd.DataFrame:
    """Villages of one tambon as the atlas has them, as far as a join needs them."""
    names = ["โพนแพง", "เปงจาน", "ดงบัง", "หนองแวง", "ใหม่พัฒนา", "โนนสวรรค์", "ท่าม่วง"]
    return pd.DataFrame(
        {
            "village_code": [f"{tambon}{moo:02d}" for moo in range(1, count + 1)],
            "tambon_code": tambon,
            "moo": range(1, count + 1),
            "name": [f"บ้าน{names[i]}" for i in range(count)],
            "tambon": "โพนแพง",
        }
    )
