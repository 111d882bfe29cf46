"""What a command takes: time of the clock and of processors, memory of all its processes."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

__all__ = ["ROOT", "Cost", "cost_of", "gzipped", "muban", "peer"]

ROOT = Path(__file__).resolve().parents[1]
_LOOK_S = 0.2


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the clock and of all processors; MB of all processes, and of the largest.

    Memory is what belongs to one process alone (USS), so that what several share is not
    counted for each; the sum is that of one moment.
    """

    wall_s: float
    cpu_s: float
    tree_mb: float
    largest_mb: float


def muban(*command: str) -> list[str]:
    """A command of muban, by this Python."""
    return [sys.executable, "-m", "muban", *command]


def peer(script: str, *given: str) -> list[str]:
    """A few lines of Python that do what an analyst would."""
    return [sys.executable, "-W", "ignore", "-c", script, *given]


def cost_of(command: list[str], *, store: Path) -> Cost:
    """Run a command and say what it took, with all processes that it began.

    Parameters
    ----------
    command
        What to run; an exit of muban with 1 says that the data has errors.
    store
        Where muban keeps what it made.
    """
    env = {**os.environ, "PYTHONPATH": str(ROOT), "MUBAN_CACHE": str(store)}
    # As where it is installed: its files are compiled once, and not by each process.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    start, before = time.perf_counter(), os.times()
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    peaks: list[tuple[float, float]] = [(0.0, 0.0)]
    watcher = threading.Thread(target=_watch, args=(process, peaks))
    watcher.start()
    code = process.wait()
    watcher.join()
    if code not in ((0, 1) if "muban" in command else (0,)):
        raise SystemExit(f"{command}: exit {code}")
    after = os.times()
    spent = (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )
    trees, largest = zip(*peaks, strict=True)
    return Cost(time.perf_counter() - start, spent, max(trees), max(largest))


def _watch(process: subprocess.Popen[bytes], peaks: list[tuple[float, float]]) -> None:
    while process.poll() is None:
        try:
            own = psutil.Process(process.pid)
            tree = (own, *own.children(recursive=True))
            sizes = [one.memory_full_info().uss / 1e6 for one in tree]
            peaks.append((sum(sizes), max(sizes)))
        except (psutil.Error, OSError):
            pass
        time.sleep(_LOOK_S)


def gzipped(*paths: Path) -> int:
    """Bytes of files as a server sends them."""
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in paths)
