"""Registers as grids, made in code: what the reading and resolving tests share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from muban.gis.source import Read, Source

HEADER = ["ที่", "จังหวัด", "อำเภอ", "ตำบล", "หมู่บ้าน", "หมู่ที่", "ปี พ.ศ.", "หมายเหตุ"]


def grid(rows: Sequence[Sequence[object]], *, name: str = "register.xlsx") -> Read:
    """Rows of cells as a reader of worksheets gives them: numbered from 1, empty cells None."""
    width = max((len(row) for row in rows), default=0)
    cells = [
        [cell if cell not in ("", None) else None for cell in row] + [None] * (width - len(row))
        for row in rows
    ]
    frame = pd.DataFrame(
        cells,
        index=range(1, len(rows) + 1),
        columns=[chr(65 + i) for i in range(width)],
        dtype=object,
    )
    return Read(Source(Path(name), name, "0" * 64), "Sheet1", "grid", frame, tuple(frame.index))


def grid_of_text(text: str, *, name: str = "letter.txt") -> Read:
    """A pasted text: its lines split at tabs."""
    return grid([line.split("\t") for line in text.split("\n")], name=name)
