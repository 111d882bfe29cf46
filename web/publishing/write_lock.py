"""One writer at a time: a lock that ends with its holder, however that dies.

The system lets go of it when the process ends, so that no number or age of a process has
to be believed; in containers every process may have the same number.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from muban.gis.apart.scratch import hold
from muban.gis.errors import MubanError
from muban.web.publishing.stops import HeldBack

__all__ = ["locked"]

_PAUSE_S = 0.02


@contextmanager
def locked(lock: Path, *, patience_s: float = 60.0, stop: HeldBack | None = None) -> Iterator[None]:
    """Hold a lock while something is written.

    Parameters
    ----------
    lock
        The lock's own file: made here, and taken away when it is free again.
    patience_s
        For how long another holder is waited for.
    stop
        What ends the waiting, where stops are held back.

    Raises
    ------
    MubanError
        Another muban held it all that time.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as name:
    ...     lock = Path(name, ".lock")
    ...     with locked(lock):
    ...         held = lock.exists()
    ...     held, lock.exists()
    (True, False)
    """
    until = time.monotonic() + patience_s
    while (handle := _taken(lock)) is None:
        if time.monotonic() > until:
            raise MubanError(
                f"มีคำสั่ง muban อื่นกำลังเขียนใน «{lock.parent}» อยู่ — รอให้เสร็จแล้วสั่งใหม่",
                f"Another muban is writing in “{lock.parent}”: wait for it and try again",
            )
        if stop is not None:
            stop.heed()
        time.sleep(_PAUSE_S)
    try:
        yield
    finally:
        _free(lock, handle)


def _taken(lock: Path) -> int | None:
    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if hold(handle) and _still_named(lock, handle):
            return handle
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None


def _still_named(lock: Path, handle: int) -> bool:
    """Whether the file is still the one of that name: its last holder takes it away."""
    try:
        return os.path.samestat(lock.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _free(lock: Path, handle: int) -> None:
    if os.name == "nt":  # an open file cannot be taken away there
        os.close(handle)
        _take_away(lock)
    else:
        _take_away(lock)
        os.close(handle)


def _take_away(lock: Path) -> None:
    with suppress(OSError):  # another one may wait with it open, and take it away after its turn
        lock.unlink(missing_ok=True)
