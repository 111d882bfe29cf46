"""Writes a drawing into a project's ``drawings/``; what was there is kept in ``backup/``."""

from __future__ import annotations

import json
import os
import re
import tempfile
from pathlib import Path

__all__ = ["BadDrawing", "drawing_name", "write_drawing"]

MAX_BYTES = 50_000_000
_LONGEST_NAME = 120
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


class BadDrawing(ValueError):
    """What came is no drawing of ours, or has no name that a file may have."""


def drawing_name(name: str) -> str:
    """A file name that is safe on every system and ends in ``.geojson``.

    Raises
    ------
    BadDrawing
        It is no plain file name.

    Examples
    --------
    >>> drawing_name("400106-เมืองเก่า.geojson")
    '400106-เมืองเก่า.geojson'
    >>> drawing_name("../muban.toml")
    Traceback (most recent call last):
    web.drawing.save_drawing.BadDrawing: ../muban.toml
    """
    plain = name.removesuffix(".geojson")
    wrong = (
        not plain.strip()
        or plain.startswith(".")
        or plain != plain.strip(" .")
        or len(plain) > _LONGEST_NAME
        or _NOT_IN_NAMES.search(plain)
        or _RESERVED.match(plain)
    )
    if wrong:
        raise BadDrawing(name)
    return f"{plain}.geojson"


def write_drawing(project: Path, name: str, content: bytes) -> Path:
    """Write a drawing; an earlier one of that name goes into ``backup/`` first.

    Parameters
    ----------
    project
        The project folder.
    name
        The file's name, without a folder.
    content
        GeoJSON with a member ``muban`` that says ``drawing``.

    Returns
    -------
    Path
        Where it was written. The same content again writes nothing.

    Raises
    ------
    BadDrawing
        The name or the content is not a drawing's.
    """
    file = drawing_name(name)
    _check(content)
    target = project / "drawings" / file
    target.parent.mkdir(exist_ok=True)
    if target.exists():
        before = target.read_bytes()
        if before == content:
            return target
        _keep(project / "backup", target.stem, before)
    _write_whole(target, content)
    return target


def _check(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        raise BadDrawing("too large")
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadDrawing("not JSON") from error
    muban = document.get("muban") if isinstance(document, dict) else None
    ours = isinstance(muban, dict) and muban.get("format") == "drawing"
    if not ours or not isinstance(document.get("features"), list):
        raise BadDrawing("no drawing")


def _keep(folder: Path, stem: str, content: bytes) -> None:
    """Under the next free number: no backup is ever written over."""
    folder.mkdir(exist_ok=True)
    number = 1
    while True:
        try:
            with (folder / f"{stem}.{number:03}.geojson").open("xb") as file:
                file.write(content)
        except FileExistsError:
            number += 1
        else:
            return


def _write_whole(target: Path, content: bytes) -> None:
    """All or nothing: a crash leaves the old file, not half of the new one."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
