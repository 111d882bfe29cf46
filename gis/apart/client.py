"""The side that asks: keeps workers, hands them jobs, ends what goes past its limits."""

from __future__ import annotations

import atexit
import os
import pickle
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeVar

from muban.gis.apart.worker import Answer, Used, Worker, WorkerGone

__all__ = ["Bounds", "Stopped", "Used", "prepare", "run"]

T = TypeVar("T")

_PATIENCE = 6
"""A job may last so many times its computing time: a stick is slow, a laptop busy."""
_FIRST_LOOK = 0.01
_LOOK = 0.05
"""Seconds between two looks at a worker."""
_STALE_SHARE = 0.3
"""A worker that has kept more of what a job may take is replaced: it would count as the next's."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one job may take: seconds of computing, bytes of memory beside the program's own."""

    seconds: float
    memory_bytes: int


class Stopped(Exception):
    """A job was ended: past its ``seconds`` or ``memory``, or its process ``died``.

    ``used`` is how much was used of what ran out, in whole seconds or bytes; 0 when it died.
    """

    def __init__(self, reason: Literal["seconds", "memory", "died"], used: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.used = used


_idle: list[Worker] = []
_busy: set[Worker] = set()
_lock = threading.Lock()


def prepare() -> None:
    """Start a worker that will be needed soon: it gets ready while others go on."""
    with _lock:
        if not _idle and not _busy:
            _idle.append(Worker())


def run(work: Callable[..., T], *given: object, bounds: Bounds) -> tuple[T, Used]:
    """Call a function in another process.

    Parameters
    ----------
    work
        A function that stands in a module by its name.
    *given
        Its arguments; like what it returns they are pickled.
    bounds
        What it may take.

    Returns
    -------
    tuple
        What the function returned, and what it took.

    Raises
    ------
    Stopped
        It took more than it may, or its process died.
    Exception
        What the function raised.

    Examples
    --------
    >>> import math
    >>> run(math.factorial, 5, bounds=Bounds(seconds=20, memory_bytes=100_000_000))[0]
    120
    """
    request = pickle.dumps((work, given, bounds.seconds * _PATIENCE, bounds.memory_bytes))
    worker = _take()
    kept = False
    try:
        worker.ask(request)
        _watch(worker, bounds)
        answer = worker.answer()
        kept = worker.memory() < bounds.memory_bytes * _STALE_SHARE
    except WorkerGone:
        raise Stopped("died") from None
    finally:
        _give_back(worker, whole=kept)
    return _unpacked(answer, bounds)


def _watch(worker: Worker, bounds: Bounds) -> None:
    """Wait for the answer; end a worker that takes more than it may."""
    pause = _FIRST_LOOK
    while not worker.answered(pause):
        pause = min(pause * 1.5, _LOOK)
        seconds, waited, memory = worker.seconds(), worker.waited(), worker.memory()
        if memory > bounds.memory_bytes:
            raise Stopped("memory", memory)
        if seconds > bounds.seconds or waited > bounds.seconds * _PATIENCE:
            raise Stopped("seconds", int(max(seconds, bounds.seconds)) + 1)


def _unpacked(answer: Answer, bounds: Bounds) -> tuple[T, Used]:
    kind, what, used = answer
    if kind == "memory":
        raise Stopped("memory", bounds.memory_bytes + 1)
    if kind == "died":
        raise Stopped("died")
    if kind == "raised":
        assert isinstance(what, BaseException)
        raise what
    if used.seconds > bounds.seconds:
        raise Stopped("seconds", int(used.seconds) + 1)
    return what, used  # type: ignore[return-value]


def _take() -> Worker:
    with _lock:
        while _idle:
            worker = _idle.pop()
            if worker.alive():
                break
            worker.end()
        else:
            worker = Worker()
        _busy.add(worker)
    return worker


def _give_back(worker: Worker, *, whole: bool) -> None:
    with _lock:
        _busy.discard(worker)
        if whole:
            _idle.append(worker)
            return
    worker.end()


def _end_all() -> None:
    for worker in (*_idle, *_busy):
        worker.end()


def _forget() -> None:
    """In a copy of this process (a fork): the workers are those of the original."""
    global _lock  # noqa: PLW0603 - the old one may be held by a thread that is not here
    _lock = threading.Lock()
    _idle.clear()
    _busy.clear()


atexit.register(_end_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
