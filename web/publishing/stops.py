"""Ctrl-C and «end» from the system, held back for the moment in which folders are exchanged.

A stop is never lost: it is heeded at the next place where everything is whole, or at the
end. Who asks twice is obeyed at once; the next build then clears up.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

__all__ = ["SIGNALS", "HeldBack", "follow_parent", "held_back"]

SIGNALS = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    if hasattr(signal, name)
)
"""Those that ask a program to end; Windows and Unix have different ones."""


class HeldBack:
    """The stop that came meanwhile, if any."""

    def __init__(self) -> None:
        self._came: tuple[int, FrameType | None] | None = None
        self._usual: dict[int, Any] = {}

    def heed(self) -> None:
        """End here, where everything is whole, if a stop came."""
        if self._came is not None:
            number, frame = self._came
            self._came = None
            usual = self._usual.get(number)
            if callable(usual):
                usual(number, frame)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        if self._came is not None:
            self.heed()
        self._came = (number, frame)

    def _hold(self) -> None:
        for number in SIGNALS:
            usual = signal.getsignal(number)
            if callable(usual):
                self._usual[number] = usual
                signal.signal(number, self._hear)

    def _let_go(self) -> None:
        for number, usual in self._usual.items():
            signal.signal(number, usual)


@contextmanager
def held_back() -> Iterator[HeldBack]:
    """Hold stops back; what came by the end is heeded there.

    Only the main thread hears of stops, so that in another there is nothing to hold.
    """
    held = HeldBack()
    if threading.current_thread() is not threading.main_thread():
        yield held
        return
    held._hold()
    try:
        yield held
    finally:
        held._let_go()
    held.heed()


def follow_parent() -> None:
    """Leave stops to the process that this one works for, and end when that one does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    from multiprocessing import parent_process

    parent = parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
