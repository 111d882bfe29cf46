"""Hostile files, each alone in a project beside a good pin: seconds, megabytes, what was said.

``python -m benchmarks.hostile`` runs the heavy ones, ``… all`` the quick ones too, and with
names of files those alone.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from tests.drawings import kml, placemark
from tests.hostile import HEAVY, QUICK, Made

__all__ = ["main"]


def main() -> None:
    """Print a line for each file."""
    named = sys.argv[1:]
    every = QUICK | HEAVY
    wanted = every if named == ["all"] else [name for name in every if name in named] or HEAVY
    print(f"{'file':40} {'CPU s':>7} {'clock s':>8} {'MB':>6}  pin  said")
    for name in wanted:
        # In a process of its own each, so that memory is that of this file alone.
        child = multiprocessing.get_context("spawn").Process(target=_one, args=(name,))
        child.start()
        child.join()
        if child.exitcode:
            print(f"{name:40} ended with {child.exitcode}")


def _one(name: str) -> None:
    from muban.gis.apart.client import _end_all
    from muban.web.project import read_project, survey

    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        (project / "muban.toml").write_text('title = "ทดสอบ"\nprovince = "43"\n', "utf-8")
        path = project / "drawings" / name
        path.parent.mkdir()
        made: Made = (QUICK | HEAVY)[name]()
        parts: Mapping[str, bytes] = {path.suffix[1:]: made} if isinstance(made, bytes) else made
        for suffix, data in parts.items():
            path.with_suffix(f".{suffix}").write_bytes(data)
        (path.parent / "good.kml").write_bytes(kml(placemark("วัดศรีชมภู")))
        begun, cpu = time.monotonic(), time.process_time()
        atlas = survey(read_project(project))
        own, clock = time.process_time() - cpu, time.monotonic() - begun
    _end_all()
    readers = resource.getrusage(resource.RUSAGE_CHILDREN)
    most = max(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, readers.ru_maxrss) // 1024
    good = any(row.file == "drawings/good.kml" and row.published for row in atlas.ledger)
    said = {found.code for found in atlas.problems if found.where.file == f"drawings/{name}"}
    seconds = own + readers.ru_utime + readers.ru_stime
    kept = "yes" if good else "NO"
    told = ", ".join(sorted(said)[:4])
    print(f"{name:40} {seconds:7.1f} {clock:8.1f} {most:6}  {kept:3}  {told}")


if __name__ == "__main__":
    main()
