"""The name that a dropped file gets inside a project: its own, safe on every system."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from muban.gis.reading.file_kind import is_clutter
from muban.web.settings.config import CONFIG_NAME, INPUT_FOLDERS

__all__ = ["BadPath", "numbered", "safe_path", "stated_folder"]

_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_LONGEST = 200
"""Bytes of one name: systems take 255, and a number may be added."""
_DEEPEST = 12
_OWN_FOLDERS = (*INPUT_FOLDERS, "plan", "nominations", "rules")


class BadPath(ValueError):
    """No name of a file that may be in a project; ``reason`` is ``system`` or ``name``."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path)
        self.reason = reason


def safe_path(path: str) -> PurePosixPath:
    r"""Where a file lies inside what was dropped, each part a name that every system takes.

    Raises
    ------
    BadPath
        It leads elsewhere, is too long, or is what systems and programs leave behind.

    Examples
    --------
    >>> safe_path("แผนที่/บ้าน: เหนือ?.kml").as_posix()
    'แผนที่/บ้าน_ เหนือ_.kml'
    >>> safe_path("../muban.toml")
    Traceback (most recent call last):
    muban.web.desk.names_of_files.BadPath: ../muban.toml
    """
    parts = path.split("/")
    if "\\" in path or not path or len(parts) > _DEEPEST:
        raise BadPath(path, "name")
    safe = [_written(part) for part in parts]
    for part in safe:
        if part != part.strip() or part.endswith(".") or not part.strip(". "):
            raise BadPath(path, "name")
        if len(part.encode(errors="replace")) > _LONGEST or _RESERVED.match(part):
            raise BadPath(path, "name")
    if any(is_clutter(part) for part in safe) or safe[-1].casefold() == CONFIG_NAME:
        raise BadPath(path, "system")
    return PurePosixPath(*safe)


def _written(part: str) -> str:
    """A name without letters that some system refuses, or that nobody sees."""
    seen = "".join(char if char.isprintable() else "_" for char in part)
    return _NOT_IN_NAMES.sub("_", seen)


def stated_folder(path: PurePosixPath) -> PurePosixPath | None:
    """The path from a project's folder on, where a whole project or such a folder was dropped.

    Examples
    --------
    >>> stated_folder(PurePosixPath("งานเก่า/Drawings/ก.kml")).as_posix()
    'drawings/ก.kml'
    >>> stated_folder(PurePosixPath("ก.kml"))
    """
    for number, part in enumerate(path.parts[:-1]):
        if part.casefold() in _OWN_FOLDERS:
            return PurePosixPath(part.casefold(), *path.parts[number + 1 :])
    return None


def numbered(name: str, number: int) -> str:
    """A name beside one of its like.

    Examples
    --------
    >>> numbered("แนวเขต.kml", 2)
    'แนวเขต (2).kml'
    """
    stem, dot, ending = name.partition(".")
    return f"{stem} ({number}){dot}{ending}"
