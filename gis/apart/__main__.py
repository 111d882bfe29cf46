"""The process that works: reads jobs from its input and answers each, until no more come."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import pickle
import shutil
import sys
import time
import traceback
from pathlib import Path
from typing import IO

from muban.gis.apart.worker import LENGTH

_OUT_OF_MEMORY = "bad_alloc"
"""What a library in C++ says of it."""
_MARGIN_SECONDS = 10
"""Longer than the other side waits: this clock is for when nobody is there any more."""


def _main() -> None:
    import muban.gis.reading.read_here
    import muban.gis.shapes.geometry  # noqa: F401 - loaded before the first job

    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints, or says as it dies, is neither an answer nor for the terminal.
    with Path(os.devnull).open("wb") as nowhere:
        for stream in (1, 2):
            os.dup2(nowhere.fileno(), stream)
    faulthandler.enable()
    _answer(answers, ("ready", None, 0.0))
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            _answer(answers, _job(sys.stdin.buffer))
    if folder := sys.argv[1]:
        shutil.rmtree(folder, ignore_errors=True)


def _job(requests: IO[bytes]) -> tuple[str, object, float]:
    """Do the next job."""
    work, given, seconds, memory_bytes = pickle.load(requests)  # noqa: S301 - from our own process
    # Runs without Python: neither a busy library nor a missing parent can hold it up.
    faulthandler.dump_traceback_later(seconds + _MARGIN_SECONDS, exit=True)
    _limit_memory(memory_bytes)
    begun = time.process_time()
    kind: str
    what: object
    try:
        kind, what = "done", work(*given)
    except MemoryError:
        kind, what = "memory", None
    except RecursionError:
        kind, what = "died", None
    except BaseException as error:
        if _OUT_OF_MEMORY in str(error):
            return "memory", None, time.process_time() - begun
        error.add_note(traceback.format_exc())
        kind, what = "raised", error
    faulthandler.cancel_dump_traceback_later()
    return kind, what, time.process_time() - begun


def _answer(answers: IO[bytes], answer: tuple[str, object, float]) -> None:
    data = _pickled(answer)
    answers.write(LENGTH.pack(len(data)))
    answers.write(data)
    answers.flush()


def _pickled(answer: tuple[str, object, float]) -> bytes:
    kind, what, seconds = answer
    try:
        data = pickle.dumps(answer)
        if kind == "raised":
            pickle.loads(data)  # noqa: S301 - made a moment ago
    except MemoryError:
        return pickle.dumps(("memory", None, seconds))
    except Exception as error:
        # What does not survive the way is told by its text.
        notes = getattr(what if kind == "raised" else error, "__notes__", [])
        text = "\n".join([repr(error), *notes])
        return pickle.dumps(("raised", RuntimeError(text), seconds))
    return data


def _limit_memory(memory_bytes: int) -> None:
    """A limit of the system's own, where it has one: met at once, not at the next look."""
    try:
        import resource

        status = Path("/proc/self/status").read_text("ascii", errors="replace")
        used = next(int(line.split()[1]) for line in status.splitlines() if "VmData" in line)
    except (ImportError, OSError, StopIteration, ValueError):
        return
    _, highest = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = used * 1024 + memory_bytes
    if highest != resource.RLIM_INFINITY:
        wanted = min(wanted, highest)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, highest))


if __name__ == "__main__":
    _main()
