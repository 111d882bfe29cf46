"""A project's folder, watched: whoever keeps its site true is told of every change."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import watch

from muban.web.desk.workroom import SITE

if TYPE_CHECKING:
    from muban.web.desk.workroom import Workroom

__all__ = ["follow"]

_LOOK_MS = 5_000
"""A folder is looked at this often even if the system tells nothing: network disks do not."""
_NOT_WATCHED = (SITE, "backup", "print", "forms", "cleaned-register", "clips", "output")


def follow(room: Workroom, stop: threading.Event) -> None:
    """Tell a workroom whenever its folder may have changed, until told to stop.

    Parameters
    ----------
    room
        Of a project.
    stop
        Set when nobody needs to know any more.
    """
    while not stop.is_set():
        for _ in _changes(room.folder, stop):
            room.changed()
        stop.wait(_LOOK_MS / 1000)
        room.changed()


def _changes(folder: Path, stop: threading.Event) -> Iterator[object]:
    """Whenever something changes, and now and then besides; ends when the folder is gone."""

    def seen(_: object, path: str) -> bool:
        inside = Path(path).parts[len(folder.parts) :]
        return bool(inside) and inside[0] not in _NOT_WATCHED and not inside[0].startswith(".")

    try:
        yield from watch(
            folder,
            watch_filter=seen,
            stop_event=stop,
            rust_timeout=_LOOK_MS,
            yield_on_timeout=True,
            raise_interrupt=False,
            ignore_permission_denied=True,
        )
    except (OSError, RuntimeError):  # gone, or a disk that cannot be watched
        return
