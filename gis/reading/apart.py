"""Reading a file in a process of its own.

A process that is ended, or ends by itself, becomes a problem that names the file and what
to do; other files go on.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from muban.gis.apart import Bounds, Stopped, run
from muban.gis.problems import Effect
from muban.gis.reading.content import Content
from muban.gis.reading.limits import Budget, Limits
from muban.gis.reading.near import Near
from muban.gis.reading.read_here import read_here, source_name
from muban.gis.reading.stopped import stopped
from muban.gis.source import FileSettings, Read, Source

__all__ = ["Reader", "read_apart"]

Reader = Callable[[Path, Path, FileSettings, Limits, Near | None], list[Read]]
"""Reads one file, as :func:`read_apart` does: anew, or as it was read before."""


def read_apart(
    path: Path, root: Path, settings: FileSettings, limits: Limits, near: Near | None = None
) -> list[Read]:
    """Read one file as :func:`muban.gis.reading.read_here.read_here` does, in another process.

    Parameters
    ----------
    path, root, settings, limits, near
        As :func:`muban.gis.reading.read_here.read_here` takes them.
    """
    try:
        bounds = Bounds(limits.max_seconds, limits.max_memory_bytes)
        reads, _ = run(
            read_here, path.absolute(), root.absolute(), settings, limits, near, bounds=bounds
        )
    except Stopped as stop:
        content = Content(Source(path, source_name(path, root), ""), b"", settings, Budget(limits))
        return content.failed(stopped(content.where, stop, limits, Effect.NONE))
    return reads
