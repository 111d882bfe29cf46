"""Run something in a process of its own and say what it took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Measured", "measure", "table"]

_CHILD = """
import importlib, json, re, sys, time
from pathlib import Path
module, function, *args = sys.argv[1:]
work = getattr(importlib.import_module(module), function)
start = time.perf_counter()
size = work(*args)
seconds = time.perf_counter() - start
# Of this process alone: ru_maxrss begins with what the parent had at the fork.
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
print(json.dumps({"seconds": seconds, "peak_mb": peak, "bytes": size}))
"""
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Measured:
    """Wall time with imports, peak memory of the process, bytes written."""

    name: str
    seconds: float
    peak_mb: float
    bytes: int


def measure(name: str, module: str, function: str, *args: str) -> Measured:
    """Call ``module.function(*args)``, which returns the bytes it wrote, in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, module, function, *args],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr}")
    return Measured(name=name, **json.loads(done.stdout.splitlines()[-1]))


def table(rows: list[Measured], peer: Measured) -> str:
    """The rows as text, each with its ratio to the peer."""
    lines = [f"{'':38}{'seconds':>12}{'peak MB':>12}{'KB':>12}"]
    for row in [*rows, peer]:
        lines.append(
            f"{row.name:38}{row.seconds:>12.2f}{row.peak_mb:>12.0f}{row.bytes / 1000:>12.1f}"
        )
        if row is not peer:
            lines.append(
                f"{'  / ' + peer.name:38}{row.seconds / peer.seconds:>12.2f}"
                f"{row.peak_mb / peer.peak_mb:>12.2f}{row.bytes / peer.bytes:>12.2f}"
            )
    return "\n".join(lines)
