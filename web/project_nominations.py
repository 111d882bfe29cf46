"""Lists of nominations: one that is named, or those that lie in the project's ``nominations/``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muban.gis.errors import ProjectError

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from muban.gis.source import Read
    from muban.web.project_register import ProjectRegister

__all__ = ["NOMINATIONS_FOLDER", "nomination_files", "nominations_in", "read_nominations"]

NOMINATIONS_FOLDER = "nominations"


def read_nominations(file: Path, found: ProjectRegister, year_be: int) -> pd.DataFrame:
    """A list of nominations, resolved as a register is.

    Parameters
    ----------
    file
        A table or a text.
    found
        The villages and the province that it is resolved by.
    year_be
        The year of rows that state none.

    Raises
    ------
    ProjectError
        There is no list in the file.
    """
    from muban.gis.reading.read import read_file

    frame = _resolved(read_file(file, file.parent), found, year_be)
    if frame is None:
        raise ProjectError(
            f"ไม่พบรายชื่อใน «{file.name}» — ต้องมีหัวตาราง อำเภอ ตำบล หมู่บ้าน หมู่ที่ "
            "(ตำบลใช้เพียง อำเภอ ตำบล) หรือรหัสหมู่บ้าน",
            f"There is no list in “{file.name}”: it needs the columns amphoe, tambon, village, moo "
            "(for tambons: amphoe, tambon), or the codes",
        )
    return frame


def nomination_files(folder: Path) -> list[Path]:
    """The files in a project's ``nominations/``, by name."""
    place = folder / NOMINATIONS_FOLDER
    return [
        path
        for path in (sorted(place.iterdir()) if place.is_dir() else ())
        if path.is_file() and not path.name.startswith((".", "~$"))
    ]


def nominations_in(folder: Path, found: ProjectRegister, year_be: int) -> pd.DataFrame | None:
    """All lists of a project's ``nominations/`` together; None where none has a row.

    Parameters
    ----------
    folder
        The project folder.
    found
        The project's register.
    year_be
        The year of rows that state none.
    """
    from muban.gis.reading.read import read_file

    reads = [read for path in nomination_files(folder) for read in read_file(path, folder)]
    return _resolved(reads, found, year_be)


def _resolved(reads: list[Read], found: ProjectRegister, year_be: int) -> pd.DataFrame | None:
    from muban.layers.register.designations import resolve_register
    from muban.layers.register.joined_registers import join_registers
    from muban.layers.register.register_reading import read_register

    tables = [table for read in reads for table in read_register(read, year_be=year_be)]
    if not tables:
        return None
    return join_registers(
        [
            resolve_register(table, found.gazetteer, province_code=found.province_code)
            for table in tables
        ]
    ).frame
