"""Which projects somebody has opened at the desk: a list on this machine, the last one first."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from pathlib import Path

from muban.web.publishing.write_whole import write_whole

__all__ = ["Recent", "read_recent", "remember"]

_MOST = 30
_TURN = threading.Lock()


@dataclass(frozen=True, slots=True)
class Recent:
    """A project's folder, and what the project was called when it was opened last."""

    folder: Path
    title: str


def read_recent(file: Path) -> list[Recent]:
    """The list; empty where there is none, or where it cannot be understood.

    It is a help and no work of anybody: what is wrong with it stops nothing.

    Parameters
    ----------
    file
        Where the list is kept.

    Returns
    -------
    list of Recent
        The newest first.

    Examples
    --------
    >>> read_recent(Path("nowhere.json"))
    []
    """
    try:
        entries = json.loads(file.read_text("utf-8"))["projects"]
        return [Recent(Path(str(one["folder"])), str(one["title"])) for one in entries]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def remember(file: Path, folder: Path, title: str = "") -> None:
    """Put a project first; without a title the one that it had stays.

    Parameters
    ----------
    file
        Where the list is kept.
    folder
        The project's.
    title
        What the project is called.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     file = Path(name, "recent.json")
    ...     remember(file, Path("/งาน/ก"), "ตำบลในเมือง")
    ...     remember(file, Path("/งาน/ข"), "ตำบลโพนแพง")
    ...     remember(file, Path("/งาน/ก"))
    ...     [one.title for one in read_recent(file)]
    ['ตำบลในเมือง', 'ตำบลโพนแพง']
    """
    with _TURN:
        before = read_recent(file)
        old = next((one for one in before if one.folder == folder), None)
        first = Recent(folder, title or (old.title if old else folder.name))
        _write(file, [first, *(one for one in before if one.folder != folder)][:_MOST])


def _write(file: Path, projects: list[Recent]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    table = [{"folder": str(one.folder), "title": one.title} for one in projects]
    text = json.dumps({"projects": table}, ensure_ascii=False, indent=1)
    write_whole(file, (text + "\n").encode(errors="surrogateescape"))
