"""One process that works for this one: started, asked, looked at, ended."""

from __future__ import annotations

import contextlib
import os
import pickle
import struct
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

import psutil

from muban.gis.apart.scratch import Scratch
from muban.gis.errors import ProjectError, disk_reason

__all__ = ["LENGTH", "Answer", "Used", "Worker", "WorkerGone"]

LENGTH = struct.Struct(">Q")
"""Before each answer: how many bytes it has."""

_ROOT = str(Path(__file__).absolute().parents[3])
"""Where the package ``muban`` lies."""
_START_SECONDS = 120
_OUT_OF_CTRL_C: dict[str, Any] = (
    {"process_group": 0}
    if os.name == "posix"
    else {
        "creationflags": getattr(subprocess, "CREATE_NO_WINDOW", 0)
        | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    }
)
"""Ctrl-C is this side's to answer: it ends the worker."""
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Used:
    """What a job took: seconds of computing, and of memory the most that it held at a time.

    Memory is counted where the system tells it (Linux), and 0 elsewhere.
    """

    seconds: float
    memory_bytes: int


Answer = tuple[str, object, Used]
"""How a job ended, what it gave, what it took."""


class WorkerGone(Exception):
    """The process ended in the middle of a job."""


class Worker:
    """A process that does one job after another.

    It begins to start at once; the first job waits until it is ready. It has a folder of
    its own for temporary files, which goes with it: what a stopped reader left half
    written stays nowhere.
    """

    def __init__(self) -> None:
        self._scratch = _own_folder()
        self._folder = str(self._scratch.path) if self._scratch else ""
        paths = os.pathsep.join(filter(None, (_ROOT, os.environ.get("PYTHONPATH"))))
        own = dict.fromkeys(_ONE_THREAD, "1") | {"PYTHONPATH": paths}
        if self._folder:
            own |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self._folder)
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this Python, a module of ours
                # -P: a file json.py in the folder where the officer stands is not ours.
                [sys.executable, "-P", "-m", "muban.gis.apart", self._folder],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, **own},
                **_OUT_OF_CTRL_C,
            )
        except OSError as error:
            raise _not_started(*disk_reason(error)) from None
        self._seen = psutil.Process(self._process.pid)
        self._ready = False
        self._own_memory = 0
        self._own_seconds = 0.0
        self._begun = time.monotonic()
        self._thread: threading.Thread | None = None
        self._answer: Answer | None = None

    def alive(self) -> bool:
        """Whether the process is there."""
        return self._process.poll() is None

    def ask(self, request: bytes) -> None:
        """Hand over a job; :meth:`answered` tells when it is done."""
        if not self._ready:
            self._get_ready()
        self._own_memory = self._memory()
        self._own_seconds = self._seconds()
        self._begun = time.monotonic()
        self._start(request)

    def answered(self, seconds: float) -> bool:
        """Wait so long for the answer: whether it is there, or will never be."""
        assert self._thread is not None
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def answer(self) -> Answer:
        """The answer.

        Raises
        ------
        WorkerGone
            The process ended before it had answered.
        """
        if self._answer is None:
            raise WorkerGone
        return self._answer

    def seconds(self) -> float:
        """Seconds of computing since the job was handed over."""
        return self._seconds() - self._own_seconds

    def waited(self) -> float:
        """Seconds on the clock since the job was handed over."""
        return time.monotonic() - self._begun

    def memory(self) -> int:
        """Bytes of memory beside those that it had before the job."""
        return self._memory() - self._own_memory

    def end(self) -> None:
        """End the process, whatever it does, and take its temporary files away."""
        with contextlib.suppress(OSError):
            self._process.kill()
        self._process.wait()
        if self._thread is not None:
            self._thread.join()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                cast("IO[bytes]", pipe).close()
        if self._scratch:
            self._scratch.close()

    def _get_ready(self) -> None:
        """Wait for its first sign: libraries take a second to load."""
        self._start(b"")
        if not self.answered(_START_SECONDS) or self._answer is None:
            raise _not_started("ปิดตัวเองก่อนพร้อม", "it ended before it was ready")
        self._ready = True

    def _start(self, request: bytes) -> None:
        self._answer = None
        self._thread = threading.Thread(target=self._exchange, args=(request,), daemon=True)
        self._thread.start()

    def _exchange(self, request: bytes) -> None:
        to, back = self._process.stdin, self._process.stdout
        assert to is not None
        assert back is not None
        with contextlib.suppress(OSError, ValueError, EOFError, struct.error):
            to.write(request)
            to.flush()
            [length] = LENGTH.unpack(back.read(LENGTH.size))
            data = back.read(length)
            if len(data) == length:
                self._answer = pickle.loads(data)  # noqa: S301 - from our own process

    def _memory(self) -> int:
        with contextlib.suppress(psutil.Error):
            return int(self._seen.memory_info().rss)
        return 0

    def _seconds(self) -> float:
        with contextlib.suppress(psutil.Error):
            times = self._seen.cpu_times()
            return float(times.user + times.system)
        return self._own_seconds


def _not_started(th: str, en: str) -> ProjectError:
    return ProjectError(
        f"เริ่มโปรแกรมย่อยสำหรับอ่านไฟล์ไม่ได้: {th} ปิดโปรแกรมอื่นแล้วลองใหม่",
        f"The process that reads files cannot be started: {en}; close other programs and try again",
    )


def _own_folder() -> Scratch | None:
    """A folder for its temporary files; None where none can be made: reading will say so."""
    try:
        return Scratch()
    except OSError:
        return None
