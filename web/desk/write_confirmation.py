"""What a person decided about a row of a register, put where such decisions stand."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from muban.gis.errors import ProjectError
from muban.gis.writing.write import csv_bytes
from muban.layers.register.confirmations import CONFIRMED_COLUMNS
from muban.layers.register.register_reading import read_register
from muban.layers.register.registers import CONFIRMED_FILE
from muban.web.publishing.write_lock import locked
from muban.web.publishing.write_whole import write_whole

if TYPE_CHECKING:
    from muban.gis.problems import Where
    from muban.layers.known import Known
    from muban.layers.register.register_reading import RegisterRow

__all__ = ["row_at", "write_confirmation"]


def row_at(known: Known, where: Where) -> RegisterRow | None:
    """The row of a register that a problem speaks of, as it is written."""
    for read in known.sheets.of("register"):
        if (read.source.name, read.layer) != (where.file, where.layer):
            continue
        for table in read_register(read):
            for row in table.rows:
                if row.number == where.number:
                    return row
    return None


def write_confirmation(project: Path, row: RegisterRow, code: str) -> None:
    """Add a decision to ``register/confirmed.csv``; every line that is there stays.

    Parameters
    ----------
    project
        The project folder.
    row
        As the register has it.
    code
        Eight digits of a village, or six of a tambon.

    Raises
    ------
    ProjectError
        The file that is there cannot be added to: a person must open it.
    """
    path = project / CONFIRMED_FILE
    said = {
        "amphoe": row.amphoe,
        "tambon": row.tambon,
        "village": row.village,
        "moo": "" if row.moo is None else str(row.moo),
        "year_be": "" if row.year_be is None else str(row.year_be),
        "village_code": code,
    }
    path.parent.mkdir(exist_ok=True)
    with locked(project / ".confirmed.muban-lock"):
        columns, rows = _table(path)
        rows.append([said.get(column, "") for column in columns])
        write_whole(path, csv_bytes(pd.DataFrame(rows, columns=columns)))


def _table(path: Path) -> tuple[list[str], list[list[str]]]:
    if not path.is_file():
        return list(CONFIRMED_COLUMNS), []
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _other(path) from error
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    table = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    columns = [cell.strip() for cell in table[0]] if table else []
    if not {"year_be", "village_code"} <= set(columns):
        raise _other(path)
    wide = len(columns)
    return columns, [[*cells, *[""] * wide][:wide] for cells in table[1:] if any(cells)]


def _other(path: Path) -> ProjectError:
    return ProjectError(
        f"เพิ่มคำตอบใน «{path.name}» ไม่ได้ เพราะไฟล์นี้เขียนไว้ในรูปแบบอื่น — เปิดด้วย Excel "
        "แล้วบันทึกเป็น CSV UTF-8 หรือเติมรหัสในไฟล์เอง",
        f"“{path.name}” cannot be added to as it is written: save it from Excel as CSV UTF-8, or "
        "fill in the code there",
    )
