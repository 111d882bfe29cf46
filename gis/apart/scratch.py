"""A folder for temporary files that is gone after its owner's death too.

What is read is copied there for libraries that read only files: an officer's originals. A
process that is killed takes nothing away; so each folder is locked by its owner as long as
that lives, and whoever makes the next one sweeps those whose lock is free.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path
from types import TracebackType

__all__ = ["Scratch", "hold"]

_PREFIX = "muban-"
_LOCK = ".held"


class Scratch:
    """A folder of one's own, taken away at the end.

    Parameters
    ----------
    path
        Where it is.
    """

    def __init__(self) -> None:
        _sweep()
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._handle = os.open(self.path / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        hold(self._handle)
        # Behind the byte that Windows locks; a lock that holds nothing yet is left alone.
        os.lseek(self._handle, 1, os.SEEK_SET)
        os.write(self._handle, b"held")

    def close(self) -> None:
        """Take it away."""
        with contextlib.suppress(OSError):
            os.close(self._handle)
        shutil.rmtree(self.path, ignore_errors=True)

    def __enter__(self) -> Path:
        """The folder."""
        return self.path

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        """Take it away."""
        self.close()


def _sweep() -> None:
    """Take away the folders of those that died."""
    with contextlib.suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
            _take_away(folder)


def _take_away(folder: Path) -> None:
    # Somebody else's may not be opened; a folder without a lock is none of ours.
    with contextlib.suppress(OSError):
        handle = os.open(folder / _LOCK, os.O_RDWR)
        try:
            free = os.fstat(handle).st_size > 0 and hold(handle)
        finally:
            os.close(handle)
        if free:
            shutil.rmtree(folder, ignore_errors=True)


if sys.platform == "win32":
    import msvcrt

    def hold(handle: int) -> bool:
        """Lock an open file until it is closed; whether nobody else holds it."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def hold(handle: int) -> bool:
        """Lock an open file until it is closed; whether nobody else holds it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a disk that knows no locks: then nobody else has one either
            return True
        return True
