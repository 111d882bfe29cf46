"""The door: any file that an officer has, read into layers.

A reader never raises for a file's content. What cannot be read comes back as one empty
layer whose problem says why, and what to do.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from gis.errors import ProjectError
from gis.problems import Problem, Severity, Where, problem
from gis.reading.content import Content
from gis.reading.file_kind import foreign_kind, is_clutter, kind_by_suffix, sniff_kind
from gis.reading.limits import Budget, LimitExceeded, Limits
from gis.reading.read_archive import SHAPEFILE_PARTS, read_archive
from gis.reading.read_dxf import read_dxf
from gis.reading.read_geojson import read_geojson
from gis.reading.read_gpx import read_gpx
from gis.reading.read_kml import read_kml
from gis.reading.read_table import read_table
from gis.reading.read_vector import read_vector
from gis.source import FileSettings, Read, Source
from gis.text.encoding import decode_bytes

__all__ = ["read_content", "read_file", "read_folder"]

_TEXTS = frozenset({"kml", "geojson", "gpx", "dxf", "csv", "tsv", "txt"})
_HEAD = 4096
_BLANK = b"\x00 \r\n\t"
_SILENT = frozenset({".md", ".toml"})
_NO_SETTINGS = FileSettings()
_LIMITS = Limits()

_READERS: Mapping[str, Callable[[Content, str], list[Read]]] = {
    "kml": lambda content, kind: read_kml(content),
    "kmz": lambda content, kind: read_archive(content, read_content),
    "zip": lambda content, kind: read_archive(content, read_content),
    "geojson": lambda content, kind: read_geojson(content),
    "gpx": lambda content, kind: read_gpx(content),
    "dxf": lambda content, kind: read_dxf(content),
    "shapefile": read_vector,
    "geopackage": read_vector,
    "flatgeobuf": read_vector,
    "xlsx": read_table,
    "xls": read_table,
    "ods": read_table,
    "csv": read_table,
    "tsv": read_table,
    "txt": read_table,
}


def read_file(
    path: Path,
    root: Path,
    *,
    settings: FileSettings = _NO_SETTINGS,
    limits: Limits = _LIMITS,
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
    return _read_file(path, root, settings, limits)


def _read_file(path: Path, root: Path, settings: FileSettings, limits: Limits) -> list[Read]:
    """Read a file that was there a moment ago: a USB stick may be gone by now."""
    name = _name(path, root)
    budget = Budget(limits)
    source = Source(path, name, "")
    try:
        parts = _parts(path)
        budget.check("max_file_bytes", max(part.stat().st_size for part in parts.values()))
        with path.open("rb") as file:
            kind = sniff_kind(file.read(_HEAD), path.name)
        if kind in _TEXTS:
            budget.check("max_text_bytes", path.stat().st_size)
        data = {suffix: part.read_bytes() for suffix, part in parts.items()}
    except LimitExceeded as error:
        return _refused(Content(source, b"", settings, budget), error)
    except OSError as error:
        content = Content(source, b"", settings, budget)
        detail = error.strerror or type(error).__name__
        return content.failed(problem("read.unreadable", content.where, kind="file", detail=detail))
    source = Source(path, name, _hash(data))
    own = path.suffix.lower().removeprefix(".")
    others = {suffix: bytes_ for suffix, bytes_ in data.items() if suffix != own}
    content = Content(source, data[own], settings, budget, parts=others)
    if own == "dbf" or (own == "shx" and kind in (None, "shapefile")):
        # An index begins with the same bytes as the shapes that it belongs to.
        return content.failed(problem("read.part_alone", content.where))
    if kind is None:
        return content.failed(_unread(content, path))
    reads = read_content(content, kind)
    first = reads[0]
    # What could not be read, or is no map, was not "read by its content".
    failed = any(
        found.severity is Severity.ERROR or found.code == "read.not_read"
        for found in first.problems
    )
    said = [] if failed else _wrong_suffix(content, kind, path)
    return [first.with_frame(first.frame, said), *reads[1:]] if said else reads


def read_content(content: Content, kind: str) -> list[Read]:
    """Read bytes of a known kind; a limit that is met becomes a problem.

    Parameters
    ----------
    content
        Bytes and settings.
    kind
        As :func:`gis.reading.file_kind.sniff_kind` names it.
    """
    if not content.data[:_HEAD].strip(_BLANK) and not content.data.strip(_BLANK):
        return content.failed(problem("read.empty", content.where))
    try:
        return _READERS[kind](content, kind)
    except LimitExceeded as error:
        return _refused(content, error)


def read_folder(
    folder: Path,
    root: Path,
    *,
    settings: Mapping[str, FileSettings] | None = None,
    limits: Limits = _LIMITS,
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
    """
    if not folder.is_dir():
        raise ProjectError(f"ไม่พบโฟลเดอร์ {folder.name}", f"There is no folder {folder.name}")
    known = settings or {}
    reads: list[Read] = []
    barred: list[OSError] = []
    for path in _walk(folder, barred):
        name = _name(path, root)
        if path.is_symlink():
            # Where it leads may be anywhere on this machine.
            reads += _left_out(path, root, "project.link")
            continue
        reads += _read_file(path, root, known.get(name, FileSettings()), limits)
    for error in barred:
        reads += _left_out(Path(error.filename), root, "project.folder_shut")
    return reads


def _left_out(path: Path, root: Path, code: str) -> list[Read]:
    content = Content(Source(path, _name(path, root), ""), b"", _NO_SETTINGS, Budget(_LIMITS))
    return content.failed(problem(code, content.where))


def _walk(folder: Path, barred: list[OSError]) -> Iterator[Path]:
    """Files to read and links, sorted; the parts of a shapefile come once, by their ``.shp``.

    Folders that may not be looked into are added to ``barred``.
    """
    there: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=barred.append):
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
            continue
        if path.is_symlink():
            yield path
            continue
        if not path.is_file():
            if not path.exists():
                yield path  # gone since the folder was listed
            continue
        suffix = path.suffix.lower().removeprefix(".")
        if suffix in SHAPEFILE_PARTS and suffix != "shp" and _main_part(path) is not None:
            continue
        if path.suffix.lower() in _SILENT:
            continue
        yield path


def _main_part(path: Path) -> Path | None:
    """The ``.shp`` that a part belongs to: of its name, else of one that is so for Windows."""
    whole = path.name.removesuffix(".xml").removesuffix(".shp")
    stems = (Path(whole).stem, whole)
    for stem in stems:
        for suffix in (".shp", ".SHP"):
            if (main := path.parent / f"{stem}{suffix}").is_file():
                return main
    alike = {stem.lower() for stem in stems}
    return next(
        (
            other
            for other in sorted(path.parent.iterdir())
            if other.suffix.lower() == ".shp" and other.stem.lower() in alike and other.is_file()
        ),
        None,
    )


def _parts(path: Path) -> dict[str, Path]:
    """The file, and for a shapefile its other parts, by suffix without dot."""
    own = path.suffix.lower().removeprefix(".")
    parts = {own: path}
    if own == "shp":
        for other in sorted(path.parent.iterdir()):
            suffix = other.suffix.lower().removeprefix(".")
            named_so = other.stem.lower() == path.stem.lower() and suffix in SHAPEFILE_PARTS
            real = other.is_file() and not other.is_symlink()
            if named_so and real and _main_part(other) == path:
                parts.setdefault(suffix, other)
    return parts


def _name(path: Path, root: Path) -> str:
    try:
        here = path.parent.resolve() / path.name
        name = here.relative_to(root.resolve()).as_posix()
    except ValueError:
        name = path.name
    try:
        name.encode()
    except UnicodeEncodeError:
        # Unpacked from a Windows archive, a name keeps the bytes it had there.
        return decode_bytes(os.fsencode(name)).text
    return name


def _hash(data: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for suffix in sorted(data):
        digest.update(data[suffix])
    return digest.hexdigest()


def _refused(content: Content, error: LimitExceeded) -> list[Read]:
    found = problem(
        "read.limit",
        Where(content.source.name),
        limit=error.limit,
        allowed=error.allowed,
        found=error.found,
    )
    return content.failed(found)


def _unread(content: Content, path: Path) -> Problem:
    """Why a file of no kind that is read was left: a picture called .kml is told as that."""
    foreign = foreign_kind(content.data[:_HEAD])
    if foreign and kind_by_suffix(path.name):
        return problem("read.no_map", content.where, suffix=path.suffix, kind=foreign)
    return problem("read.not_read", content.where)


def _wrong_suffix(content: Content, kind: str, path: Path) -> list[Problem]:
    promised = kind_by_suffix(path.name)
    same = {promised, kind} <= {"zip", "kmz", "xlsx", "ods"} or {promised, kind} <= {
        "csv",
        "tsv",
        "txt",
    }
    if promised == kind or (same and promised in ("zip", "kmz", "xlsx", "ods", "csv", "tsv")):
        return []
    return [problem("read.wrong_suffix", content.where, suffix=path.suffix, kind=kind)]
