"""One file read, in the process that asks: its parts, its kind, its reader.

A reader never raises for a file's content. What cannot be read comes back as one empty
layer whose problem says why, and what to do. What a file could do to this process is the
matter of :mod:`muban.gis.reading.read`, which reads in another.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from muban.gis.problems import Problem, Severity, Where, problem
from muban.gis.reading.added_readers import read_added
from muban.gis.reading.content import Content
from muban.gis.reading.dxf.read_dxf import read_dxf
from muban.gis.reading.file_kind import foreign_kind, kind_by_suffix, sniff_kind
from muban.gis.reading.json.read_geojson import read_geojson
from muban.gis.reading.limits import Budget, LimitExceeded, Limits
from muban.gis.reading.near import Near
from muban.gis.reading.other_files import OTHER_CODES, UNFINISHED, other_code
from muban.gis.reading.parts import parts_of
from muban.gis.reading.read_archive import read_archive
from muban.gis.reading.tables.read_table import read_table
from muban.gis.reading.vector.geopackage import owner_of
from muban.gis.reading.vector.read_vector import read_vector
from muban.gis.reading.xml.read_gpx import read_gpx
from muban.gis.reading.xml.read_kml import read_kml
from muban.gis.source import FileSettings, Read, Source
from muban.gis.text.encoding import decode_bytes

__all__ = ["read_content", "read_here", "refused", "source_name"]

_TEXTS = frozenset({"kml", "geojson", "gpx", "dxf", "csv", "tsv", "txt", "html", "xml2003"})
_HEAD = 4096
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.ENOENT)
"""Bytes are read already: what is missing then is a place for a copy of them."""
_CALLED = {"html": "HTML", "xml2003": "XML Spreadsheet 2003"}
_BLANK = b"\x00 \r\n\t"


def _ground(content: Content, kind: str) -> list[Read]:
    # Their libraries take a moment to load, and few projects have a background.
    from muban.gis.reading.ground.read_osm import read_osm
    from muban.gis.reading.ground.read_pmtiles import read_pmtiles

    return read_osm(content) if kind == "osm" else read_pmtiles(content)


def _parquet(content: Content, kind: str) -> list[Read]:
    from muban.gis.reading.vector.read_parquet import read_parquet  # few projects have any

    return read_parquet(content, kind)


_READERS: Mapping[str, Callable[[Content, str], list[Read]]] = {
    "kml": lambda content, kind: read_kml(content),
    "kmz": lambda content, kind: read_archive(content, read_content),
    "zip": lambda content, kind: read_archive(content, read_content),
    "geojson": lambda content, kind: read_geojson(content),
    "gpx": lambda content, kind: read_gpx(content),
    "dxf": lambda content, kind: read_dxf(content),
    "shapefile": read_vector,
    "osm": _ground,
    "pmtiles": _ground,
    "geopackage": read_vector,
    "flatgeobuf": read_vector,
    "parquet": _parquet,
    "xlsx": read_table,
    "xls": read_table,
    "ods": read_table,
    "html": read_table,
    "xml2003": read_table,
    "csv": read_table,
    "tsv": read_table,
    "txt": read_table,
}


def read_here(
    path: Path, root: Path, settings: FileSettings, limits: Limits, near: Near | None = None
) -> list[Read]:
    """Read a file that was there a moment ago: a USB stick may be gone by now.

    Parameters
    ----------
    path, root, settings, limits
        As :func:`muban.gis.reading.read.read_file` takes them.
    near
        What of a reference is to be looked at; None for all of it.
    """
    name = source_name(path, root)
    budget = Budget(limits)
    source = Source(path, name, "")
    try:
        parts = parts_of(path)
        budget.check("max_file_bytes", max(part.stat().st_size for part in parts.values()))
        with path.open("rb") as file:
            kind = sniff_kind(file.read(_HEAD), path.name)
        if other_code(path.name) == UNFINISHED:
            # Its beginning may read well; what has not come must not be missed unsaid.
            kind = None
        if kind in _TEXTS:
            budget.check("max_text_bytes", path.stat().st_size)
        data = {suffix: part.read_bytes() for suffix, part in parts.items()}
    except LimitExceeded as error:
        return refused(Content(source, b"", settings, budget), error)
    except OSError as error:
        content = Content(source, b"", settings, budget)
        detail = error.strerror or type(error).__name__
        return content.failed(problem("read.unreadable", content.where, kind="file", detail=detail))
    source = Source(path, name, _hash(data))
    own = path.suffix.lower().removeprefix(".")
    others = {suffix: bytes_ for suffix, bytes_ in data.items() if suffix != own}
    content = Content(source, data[own], settings, budget, parts=others, near=near)
    if own == "dbf" or (own == "shx" and kind in (None, "shapefile")):
        # An index begins with the same bytes as the shapes that it belongs to.
        return content.failed(problem("read.part_alone", content.where))
    if kind is None:
        return content.failed(_unread(content, path))
    reads = read_content(content, kind)
    first = reads[0]
    # What could not be read, or is no map, was not "read by its content".
    failed = not any(read.numbers for read in reads) and any(
        found.severity is Severity.ERROR or found.code in OTHER_CODES for found in first.problems
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
        As :func:`muban.gis.reading.file_kind.sniff_kind` names it.

    Examples
    --------
    >>> data = '{"type": "Point", "coordinates": [102.74, 17.88]}'.encode()
    >>> source = Source(Path("วัด.geojson"), "วัด.geojson", "")
    >>> [read] = read_content(Content(source, data, FileSettings(), Budget(Limits())), "geojson")
    >>> read.numbers
    (1,)
    """
    if not content.data[:_HEAD].strip(_BLANK) and not content.data.strip(_BLANK):
        return content.failed(problem("read.empty", content.where))
    try:
        return _never_silent(content, _READERS.get(kind, read_added)(content, kind))
    except LimitExceeded as error:
        return refused(content, error)
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        return content.failed(problem("read.no_room", content.where))


def _never_silent(content: Content, reads: list[Read]) -> list[Read]:
    """A file that gave no record says so, whatever else was noticed in it."""
    if any(read.numbers for read in reads):
        return reads
    if any(one.severity is not Severity.NOTE for read in reads for one in read.problems):
        return reads
    first, *rest = reads or content.failed()
    if any(one.code in OTHER_CODES for one in first.problems):
        return reads
    empty = problem("read.empty", content.where)
    return [first.with_frame(first.frame, [empty]), *rest]


def source_name(path: Path, root: Path) -> str:
    """A file's name inside the project, with ``/``.

    Parameters
    ----------
    path
        The file.
    root
        The project folder; a file outside it is called by its own name alone.

    Returns
    -------
    str
        Text that can be written in UTF-8.

    Examples
    --------
    >>> source_name(Path("/งาน/430101/drawings/ก.kml"), Path("/งาน/430101"))
    'drawings/ก.kml'
    """
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


def refused(content: Content, error: LimitExceeded) -> list[Read]:
    """One empty layer whose problem names the limit that was met.

    Parameters
    ----------
    content
        The file.
    error
        The limit, what it allows and what was found.

    Returns
    -------
    list of Read
        Without a record.

    Examples
    --------
    >>> budget = Budget(Limits(max_layers=1))
    >>> content = Content(Source(Path("ก.dxf"), "ก.dxf", ""), b"", FileSettings(), budget)
    >>> [read] = refused(content, LimitExceeded("max_layers", 1, 3))
    >>> read.problems[0].code, read.problems[0].params["found"]
    ('read.limit', 3)
    """
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
    if (owner := owner_of(path.name)) and not path.name.lower().endswith("-shm"):
        return problem("read.edits_alone", content.where, owner=owner)
    return problem(other_code(path.name), content.where)


def _wrong_suffix(content: Content, kind: str, path: Path) -> list[Problem]:
    promised = kind_by_suffix(path.name)
    same = {promised, kind} <= {"zip", "kmz", "xlsx", "ods"} or {promised, kind} <= {
        "csv",
        "tsv",
        "txt",
    }
    if promised == kind or (same and promised in ("zip", "kmz", "xlsx", "ods", "csv", "tsv")):
        return []
    called = _CALLED.get(kind, kind)
    return [problem("read.wrong_suffix", content.where, suffix=path.suffix, kind=called)]
