"""Functions that misbehave in the process that runs them, for the tests of that process."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
import threading
import time
from pathlib import Path
from unittest.mock import patch

from muban.gis.reading.limits import Limits
from muban.gis.reading.near import Near
from muban.gis.reading.read_here import read_here
from muban.gis.source import FileSettings, Read

__all__ = [
    "UnpicklableError",
    "circle",
    "crash",
    "deep",
    "fail",
    "fail_strangely",
    "fill_memory",
    "full_disk",
    "number",
    "print_much",
    "sleep",
    "unpicklable",
    "whose",
    "write_and_crash",
]


class UnpicklableError(Exception):
    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} and {two}")


def crash(*_: object) -> None:
    os.abort()


def circle(*_: object) -> None:
    while True:
        pass


def sleep(*_: object) -> None:
    time.sleep(600)


def fill_memory(*_: object) -> None:
    kept = []
    while True:
        kept.append(b"x" * 10_000_000)


def deep(*_: object) -> int:
    return deep() + 1


def fail(*_: object) -> None:
    raise LookupError("no such village")


def fail_strangely(*_: object) -> None:
    raise UnpicklableError(1, 2)


def unpicklable(*_: object) -> object:
    return threading.Lock()


def print_much(*_: object) -> str:
    print("x" * 1_000_000)
    os.write(2, b"y" * 1_000_000)
    return "done"


def whose(*_: object) -> int:
    return os.getpid()


def number(value: int) -> int:
    return value


def full_disk(
    path: Path, root: Path, settings: FileSettings, limits: Limits, near: Near | None = None
) -> list[Read]:
    """Read where no temporary file finds room."""

    def full(*_: object, **__: object) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with patch.object(tempfile, "mkdtemp", full):
        return read_here(path, root, settings, limits, near)


def write_and_crash(name: str) -> None:
    Path(tempfile.gettempdir(), name).write_bytes(b"names")
    sys.stderr.flush()
    os.abort()
