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

from muban.gis.apart.worker import LENGTH, Answer, Used

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
    _answer(answers, ("ready", None, Used(0.0, 0)))
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            _answer(answers, _job(sys.stdin.buffer))
    if folder := sys.argv[1]:
        shutil.rmtree(folder, ignore_errors=True)


def _job(requests: IO[bytes]) -> Answer:
    """Do the next job."""
    work, given, seconds, memory_bytes = pickle.load(requests)  # noqa: S301 - from our own process
    # Runs without Python: neither a busy library nor a missing parent can hold it up.
    faulthandler.dump_traceback_later(seconds + _MARGIN_SECONDS, exit=True)
    _limit_memory(memory_bytes)
    begun, before = time.process_time(), _memory_begins()

    def used() -> Used:
        return Used(time.process_time() - begun, max(_status("VmHWM") - before, 0))

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
            return "memory", None, used()
        error.add_note(traceback.format_exc())
        kind, what = "raised", error
    faulthandler.cancel_dump_traceback_later()
    return kind, what, used()


def _answer(answers: IO[bytes], answer: Answer) -> None:
    data = _pickled(answer)
    answers.write(LENGTH.pack(len(data)))
    answers.write(data)
    answers.flush()


def _pickled(answer: Answer) -> bytes:
    kind, what, used = answer
    try:
        data = pickle.dumps(answer)
        if kind == "raised":
            pickle.loads(data)  # noqa: S301 - made a moment ago
    except MemoryError:
        return pickle.dumps(("memory", None, used))
    except Exception as error:
        # What does not survive the way is told by its text.
        notes = getattr(what if kind == "raised" else error, "__notes__", [])
        text = "\n".join([repr(error), *notes])
        return pickle.dumps(("raised", RuntimeError(text), used))
    return data


def _limit_memory(memory_bytes: int) -> None:
    """A limit of the system's own, where it has one: met at once, not at the next look."""
    used = _status("VmData")
    if not used:
        return
    try:
        import resource
    except ImportError:
        return
    _, highest = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = used + memory_bytes
    if highest != resource.RLIM_INFINITY:
        wanted = min(wanted, highest)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, highest))


def _memory_begins() -> int:
    """Let the highest mark of memory begin anew; the bytes that are held now."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", "ascii")
    return _status("VmRSS")


def _status(key: str) -> int:
    """Bytes that Linux tells of this process under a key; 0 elsewhere."""
    with contextlib.suppress(OSError, StopIteration, ValueError, IndexError):
        status = Path("/proc/self/status").read_text("ascii", errors="replace")
        return 1024 * next(
            int(line.split()[1]) for line in status.splitlines() if line.startswith(f"{key}:")
        )
    return 0


if __name__ == "__main__":
    _main()
