"""The door: any file that an officer has, read into layers.

Each file is read in a process of its own (:mod:`muban.gis.apart`): whatever it does to its reader,
the others are read. A reader never raises for a file's content; what cannot be read comes
back as one empty layer whose problem says why, and what to do.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from muban.gis.errors import ProjectError
from muban.gis.problems import problem
from muban.gis.reading.apart import Reader, read_apart
from muban.gis.reading.content import Content
from muban.gis.reading.file_kind import is_clutter, is_hidden_data, kind_by_suffix
from muban.gis.reading.limits import Budget, Limits
from muban.gis.reading.near import Near
from muban.gis.reading.parts import main_part
from muban.gis.reading.read_here import source_name
from muban.gis.reading.shapefile_parts import SHAPEFILE_PARTS
from muban.gis.reading.vector.geopackage import owner_of
from muban.gis.reading.xml.kml_links import settle_links
from muban.gis.source import FileSettings, Read, Source

__all__ = ["read_file", "read_folder"]

_NO_SETTINGS = FileSettings()
_LIMITS = Limits()
_TABLES = ("xlsx", "xls", "ods", "csv", "tsv", "txt", "html")
_GROUNDS = ("osm", "pmtiles")
"""Backgrounds: of these only what lies near the project is looked at."""
_LARGE_BYTES = 200_000
"""A drawing of fewer bytes is read whole before anybody has looked around."""


def read_file(
    path: Path,
    root: Path,
    *,
    settings: FileSettings = _NO_SETTINGS,
    limits: Limits = _LIMITS,
    reader: Reader = read_apart,
) -> list[Read]:
    """Read one file (a shapefile by its ``.shp``) into its layers.

    Parameters
    ----------
    path
        The file.
    root
        The project folder; problems name the file relative to it.
    settings
        What ``muban.toml`` states of the file.
    limits
        How much it may ask of this machine.
    reader
        Reads it; another than the usual may know it from before.

    Returns
    -------
    list of Read
        One per KML folder, table of a GeoPackage, worksheet, or drawing in an archive; at
        least one. A file that cannot be read is one empty layer with an error.

    Raises
    ------
    ProjectError
        There is no such file.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "wat.geojson")
    ...     _ = path.write_text('{"type": "Point", "coordinates": [102.7, 17.9]}')
    ...     [read] = read_file(path, Path(folder))
    >>> read.source.name, read.numbers, read.frame.geometry.iloc[0].wkt
    ('wat.geojson', (1,), 'POINT (102.7 17.9)')
    """
    if not path.is_file():
        raise ProjectError(f"ไม่พบไฟล์ {path.name}", f"There is no file {path.name}")
    return reader(path, root, settings, limits, None)


def read_folder(
    folder: Path,
    root: Path,
    *,
    settings: Mapping[str, FileSettings] | None = None,
    limits: Limits = _LIMITS,
    look_around: Callable[[list[Read]], Near | None] | None = None,
    reader: Reader = read_apart,
    without: Collection[Path] = (),
) -> list[Read]:
    """Read every file of a folder and its sub-folders, in name order.

    Parameters
    ----------
    folder
        Where to look.
    root
        The project folder.
    settings
        By the file's name inside the project, as ``muban.toml`` has them.
    limits
        For each file.
    look_around
        For a folder of references: tells, from its tables, what of its large drawings is to be
        looked at. These are then read last; the order of what comes out is the same.
    reader
        Reads each file.
    without
        Folders inside it that are none of the work's.
    """
    if not folder.is_dir():
        raise ProjectError(f"ไม่พบโฟลเดอร์ {folder.name}", f"There is no folder {folder.name}")
    known = settings or {}
    barred: list[OSError] = []
    paths = [*_walk(folder, barred, without)]
    later = [path for path in paths if look_around is not None and _is_large_drawing(path)]
    by_path: dict[Path, list[Read]] = {}
    near = None
    for path in (*(path for path in paths if path not in later), *later):
        if later and path == later[0] and look_around is not None:
            near = look_around([read for found in by_path.values() for read in found])
        if (code := _why_not(path, folder)) is not None:
            by_path[path] = _left_out(path, root, code)
            continue
        stated = known.get(source_name(path, root), FileSettings())
        by_path[path] = reader(path, root, stated, limits, near)
    reads = [read for path in paths for read in by_path[path]]
    for error in barred:
        reads += _left_out(Path(error.filename), root, "project.folder_shut")
    named = [(read.source.name, read) for read in reads]
    return settle_links(named, {read.source.name for read in reads if len(read.numbers)})


def _is_large_drawing(path: Path) -> bool:
    """Whether a file can hold shapes of a whole country, by its name and size."""
    kind = kind_by_suffix(path.name)
    plain = path.is_file() and not path.is_symlink()
    large = plain and kind not in _TABLES and path.stat().st_size > _LARGE_BYTES
    return large or (plain and kind in _GROUNDS)


def _left_out(path: Path, root: Path, code: str) -> list[Read]:
    content = Content(Source(path, source_name(path, root), ""), b"", _NO_SETTINGS, Budget(_LIMITS))
    return content.failed(problem(code, content.where))


def _why_not(path: Path, folder: Path) -> str | None:
    """Why a file is told of and not read; None for one that is to be read."""
    if path.is_symlink():
        # Where it leads may be anywhere on this machine.
        return "project.link"
    if path.exists() and not path.is_file():
        # To open a pipe is to wait for someone who writes into it.
        return "project.no_plain_file"
    inside = path.relative_to(folder).parts
    return "project.hidden_file" if any(is_clutter(part) for part in inside) else None


def _walk(folder: Path, barred: list[OSError], without: Collection[Path]) -> Iterator[Path]:
    """Files to read and links, sorted; the parts of a shapefile come once, by their ``.shp``.

    Folders that may not be looked into are added to ``barred``.
    """
    there: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=barred.append):
        folders[:] = [name for name in folders if Path(place, name) not in without]
        if not os.access(place, os.X_OK):
            # Its list of names may be read, but none of what they name.
            barred.append(PermissionError(errno.EACCES, os.strerror(errno.EACCES), place))
            folders.clear()
            continue
        there += [Path(place, name) for name in files]
        there += [link for name in folders if (link := Path(place, name)).is_symlink()]
    for path in sorted(there, key=lambda path: path.relative_to(folder).parts):
        inside = path.relative_to(folder).parts
        if any(is_clutter(part) for part in inside):
            if is_hidden_data(inside):
                yield path
            continue
        if path.is_symlink() or not path.is_file():
            yield path  # a link, a pipe, or gone since the folder was listed
            continue
        suffix = path.suffix.lower().removeprefix(".")
        if suffix in SHAPEFILE_PARTS and suffix != "shp" and main_part(path) is not None:
            continue
        owner = owner_of(path.name)
        if owner is not None and path.with_name(owner).is_file():
            continue
        yield path
