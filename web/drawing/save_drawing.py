"""Writes a drawing into a project's ``drawings/``; every version is kept in ``backup/``.

Several pages, and programs that know nothing of us, may write the same file. A page says
which version it began with; over any other nothing is written. Whatever was acknowledged
once stands in the file or in ``backup/``, however a process ends and however full a disk is.

A page also saves by itself, every few moments while somebody draws. Of those versions ``backup/``
has the last, and one for every ten minutes: a folder of thousands helps nobody.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from muban.web.publishing.write_exchange import exchange
from muban.web.publishing.write_lock import locked
from muban.web.publishing.write_whole import PART, sync_folder, write_new

__all__ = ["BadDrawing", "Outdated", "Saved", "drawing_name", "save_drawing", "version_of"]

MAX_BYTES = 50_000_000
_LONGEST_NAME = 180
"""Bytes: systems take 255, and a backup's number and the part's mark stand beside the name."""
_BETWEEN_S = 600
"""Versions that a page saved by itself are numbered this far apart."""
_LAST = "last"
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


class BadDrawing(ValueError):
    """What came is no drawing of ours, or has no name that a file may have."""


@dataclass(frozen=True)
class Saved:
    """Where a drawing stands now, and the version (SHA-256) that the next saving begins with."""

    path: Path
    version: str


class Outdated(Exception):
    """The file is not the version that the page began with; nothing was written.

    Parameters
    ----------
    content
        What stands in the file; None where there is none.
    """

    def __init__(self, content: bytes | None) -> None:
        super().__init__()
        self.content = content
        self.version = _version(content)


def drawing_name(name: str) -> str:
    """A file name that is safe on every system, not too long, and ends in ``.geojson``.

    Raises
    ------
    BadDrawing
        It is no plain file name.

    Examples
    --------
    >>> drawing_name("400106-เมืองเก่า.geojson")
    '400106-เมืองเก่า.geojson'
    >>> len(drawing_name("400106-" + "ก" * 100).encode())
    186
    >>> drawing_name("../muban.toml")
    Traceback (most recent call last):
    muban.web.drawing.save_drawing.BadDrawing: ../muban.toml
    """
    plain = name.removesuffix(".geojson")
    with suppress(UnicodeEncodeError):
        plain = plain.encode()[:_LONGEST_NAME].decode(errors="ignore").rstrip(" .")
    wrong = (
        not plain.strip()
        or plain.startswith(".")
        or plain != plain.strip(" .")
        or not plain.isprintable()
        or _NOT_IN_NAMES.search(plain)
        or _RESERVED.match(plain)
    )
    if wrong:
        raise BadDrawing(name)
    return f"{plain}.geojson"


def version_of(project: Path, name: str) -> str:
    """The version (SHA-256) of a drawing as it stands; "" where there is none.

    Parameters
    ----------
    project
        The project folder.
    name
        The drawing's file name, without a folder.

    Examples
    --------
    >>> version_of(Path("nowhere"), "430101-ในเมือง.geojson")
    ''
    """
    return _version(_content(project / "drawings" / drawing_name(name)))


def save_drawing(
    project: Path,
    name: str,
    content: bytes,
    *,
    base: str,
    project_id: str = "",
    by_itself: bool = False,
) -> Saved:
    """Write a drawing; ``backup/`` has what was there, and what is there now.

    Parameters
    ----------
    project
        The project folder.
    name
        The file's name, without a folder.
    content
        GeoJSON with a member ``muban`` that says ``drawing``.
    base
        The version that the page began with, or saved last; "" where there was no file.
    project_id
        A drawing that names another project than this one is not taken.
    by_itself
        True when nobody asked for it: the page saves what has changed every few moments.

    Returns
    -------
    Saved
        The same content again writes nothing.

    Raises
    ------
    BadDrawing
        The name or the content is not a drawing's.
    Outdated
        Somebody has written another version meanwhile.
    """
    file = drawing_name(name)
    _check(content, project_id)
    target = project / "drawings" / file
    target.parent.mkdir(exist_ok=True)
    with locked(project / f".{file}.muban-lock"):
        stands = _content(target)
        if stands != content:
            if _version(stands) != base:
                raise Outdated(stands)
            _replace(target, content, stands, project / "backup", by_itself=by_itself)
    return Saved(target, _version(content))


def _version(content: bytes | None) -> str:
    return "" if content is None else hashlib.sha256(content).hexdigest()


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _check(content: bytes, project_id: str) -> None:
    if len(content) > MAX_BYTES:
        raise BadDrawing("too large")
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadDrawing("not JSON") from error
    muban = document.get("muban") if isinstance(document, dict) else None
    if not isinstance(muban, dict) or muban.get("format") != "drawing":
        raise BadDrawing("no drawing")
    if not isinstance(document.get("features"), list):
        raise BadDrawing("no drawing")
    if project_id and muban.get("project") not in (None, "", project_id):
        raise BadDrawing("another project's")


def _replace(
    target: Path, content: bytes, stands: bytes | None, backup: Path, *, by_itself: bool
) -> None:
    """Both versions are whole in the backup before the file changes.

    The new one too: a program that has an older drawing open may save it over this one.
    """
    _sweep(target, backup)
    part = target.with_name(_part_name(target.name))
    try:
        write_new(part, content)
        if stands is not None and not (by_itself and _is_between(stands, backup, target.stem)):
            _keep(stands, backup, target.stem)
        if by_itself:
            _keep_last(content, stands, backup, target.stem)
        else:
            _keep(content, backup, target.stem)
        if stands is None:
            _put_first(part, target)
        elif not exchange(part, target):
            part.replace(target)
        elif (meanwhile := part.read_bytes()) != stands:  # another program wrote just now
            _keep(meanwhile, backup, target.stem)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(target.parent)


def _put_first(part: Path, target: Path) -> None:
    try:
        os.link(part, target)
    except FileExistsError:
        raise Outdated(_content(target)) from None
    except OSError:  # a disk without links
        if target.exists():
            raise Outdated(_content(target)) from None
        part.rename(target)


def _keep(content: bytes, folder: Path, stem: str) -> None:
    """Under the next free number, unless it is the last one: no backup is ever written over."""
    kept = _numbered(folder, stem)
    last = max(kept, default=0)
    if not last or kept[last].read_bytes() != content:
        _write_backup(content, folder, stem, f"{last + 1:03}")


def _keep_last(content: bytes, stands: bytes | None, folder: Path, stem: str) -> None:
    """In the one place of what a page saved by itself last; what others replaced gets a number."""
    before = _content(folder / f"{stem}.{_LAST}.geojson")
    if before is not None and before != stands:
        _keep(before, folder, stem)
    _write_backup(content, folder, stem, _LAST)


def _is_between(stands: bytes, folder: Path, stem: str) -> bool:
    """Whether a page saved this by itself, soon after a version that has a number."""
    if _content(folder / f"{stem}.{_LAST}.geojson") != stands:
        return False
    kept = _numbered(folder, stem)
    return bool(kept) and time.time() - kept[max(kept)].stat().st_mtime < _BETWEEN_S


def _numbered(folder: Path, stem: str) -> dict[int, Path]:
    if not folder.is_dir():
        return {}
    named = re.compile(rf"{re.escape(stem)}\.(\d+)\.geojson")
    return {
        int(found[1]): path for path in folder.iterdir() if (found := named.fullmatch(path.name))
    }


def _write_backup(content: bytes, folder: Path, stem: str, mark: str) -> None:
    folder.mkdir(exist_ok=True)
    part = folder / _part_name(f"{stem}.geojson")
    try:
        write_new(part, content)
        part.replace(folder / f"{stem}.{mark}.geojson")
    finally:
        part.unlink(missing_ok=True)
    sync_folder(folder)


def _part_name(file: str) -> str:
    return f"{_mark(file)}{secrets.token_hex(4)}{PART}"


def _mark(file: str) -> str:
    """How the parts of a file's versions begin: nobody else's are swept under its lock."""
    return f".{hashlib.sha256(file.encode()).hexdigest()[:12]}-"


def _sweep(target: Path, backup: Path) -> None:
    """Take away what a death left; what is whole beside the drawing goes into the backup."""
    for part in target.parent.glob(f"{_mark(target.name)}*{PART}"):
        content = part.read_bytes()
        with suppress(BadDrawing):
            _check(content, "")
            _keep(content, backup, target.stem)
        part.unlink(missing_ok=True)
    for part in backup.glob(f"{_mark(target.name)}*{PART}"):
        part.unlink(missing_ok=True)
