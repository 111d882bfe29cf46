"""Drawings that lie directly in a project's folder: how a first project mostly begins.

One KML in a folder is a project. As soon as ``drawings/`` holds a drawing that somebody has put
there, that folder is where drawings are, and what lies beside it is told of and not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from muban.gis.source import FileSettings, Read

if TYPE_CHECKING:
    from muban.gis.problems import Problem
    from muban.gis.reading.apart import Reader
    from muban.gis.reading.limits import Limits

__all__ = [
    "DRAWING_KINDS",
    "drawings_beside",
    "holds_drawings",
    "is_drawing",
    "left_beside",
    "read_beside",
]

DRAWING_KINDS = (".kml", ".kmz", ".gpx", ".geojson", ".topojson", ".shp", ".gpkg", ".dxf")
"""Endings of files that hold shapes and nothing else; a table or archive may be anything."""
_READ_KINDS = (*DRAWING_KINDS, ".zip", ".xlsx", ".xls", ".ods", ".csv")
"""Endings of files that an officer brings; texts and JSON may be notes and reports."""
_SAVED = re.compile(r"\d{6}-.*\.geojson", re.IGNORECASE)
"""What the page for drawing saves (:func:`muban.web.drawing.digitizer_project.saved_name`)."""


def is_drawing(path: Path) -> bool:
    """Whether a file is a drawing by its name, and neither hidden nor a link.

    Examples
    --------
    >>> is_drawing(Path("~$ไม่มี.kml"))
    False
    """
    kind = path.suffix.lower() in DRAWING_KINDS and path.name[0] not in "~."
    return kind and not path.is_symlink() and path.is_file()


def drawings_beside(folder: Path) -> list[Path]:
    """The drawings directly in a project's folder that are read, sorted by name.

    Parameters
    ----------
    folder
        The project's. None of its files is read where ``drawings/`` holds a file, other than
        those that the page for drawing saved.

    Returns
    -------
    list of Path
        None of those inside its rooms.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     for file in ("หมู่บ้าน.kml", "จดหมาย.txt"):
    ...         _ = Path(name, file).write_text("")
    ...     [found.name for found in drawings_beside(Path(name))]
    ['หมู่บ้าน.kml']
    """
    own = folder / "drawings"
    if own.is_dir() and any(
        path.is_file() and not _SAVED.fullmatch(path.name) and path.name[0] not in "~."
        for path in own.rglob("*")
    ):
        return []
    return sorted(path for path in folder.iterdir() if is_drawing(path))


def holds_drawings(folder: Path, rooms: Iterable[str]) -> bool:
    """Whether a folder is a project without settings: it has one of the rooms, or a drawing.

    Parameters
    ----------
    folder
        A folder of the user's.
    rooms
        The names of a project's folders.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     before = holds_drawings(Path(name), ["drawings"])
    ...     Path(name, "drawings").mkdir()
    ...     before, holds_drawings(Path(name), ["drawings"])
    (False, True)
    """
    return any((folder / name).is_dir() for name in rooms) or bool(drawings_beside(folder))


def read_beside(
    paths: list[Path],
    folder: Path,
    settings: Mapping[str, FileSettings],
    limits: Limits,
    reader: Reader,
) -> list[Read]:
    """Read drawings that lie in a project's folder itself.

    Parameters
    ----------
    paths
        As :func:`drawings_beside` gives them.
    folder
        The project's.
    settings
        What ``muban.toml`` says, by the file's name.
    limits
        For each file.
    reader
        Reads each file.
    """
    from muban.gis.reading.read import read_file
    from muban.gis.reading.xml.kml_links import settle_links

    plain = FileSettings()
    reads = [
        read
        for path in paths
        for read in read_file(
            path, folder, settings=settings.get(path.name, plain), limits=limits, reader=reader
        )
    ]
    named = [(read.source.name, read) for read in reads]
    return settle_links(named, {read.source.name for read in reads if len(read.numbers)})


def left_beside(folder: Path, lying: list[Path]) -> list[Problem]:
    """Files of a kind that is read, in the project's folder, that are not read there.

    Parameters
    ----------
    folder
        The project's.
    lying
        The drawings in it that are read (:func:`drawings_beside`).
    """
    from muban.gis.added import READERS, offered
    from muban.gis.problems import Where, problem

    kinds = {*_READ_KINDS, *(f".{suffix}" for suffix in offered(READERS))}
    return [
        problem("project.not_in_a_folder", Where(path.name))
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in kinds and path.is_file() and path.name[0] not in "~."
        if path not in lying
    ]
