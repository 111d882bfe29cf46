"""A made province to a site, whole, changed and unchanged, beside ``geopandas.explore()``.

The peer writes one page of the same polygons: no checks, no tambon pages, no cards, no data.
Both run in turn, several times; the ratios of each turn come first, since a shared machine
makes seconds mean little. ``bench.json`` has every figure.
"""

from __future__ import annotations

import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from benchmarks.drawn_province import draw_province

ROOT = Path(__file__).resolve().parents[1]
_ROUNDS = 3
_EXPLORE = """
import sys
from pathlib import Path
import geopandas as gpd, pandas as pd, pyogrio
parts = [pyogrio.read_dataframe(path) for path in sorted(Path(sys.argv[1]).glob("*.kml"))]
whole = pd.concat(parts, ignore_index=True)
whole[whole.geometry.geom_type == "Polygon"].explore().save(sys.argv[2])
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall and processor time in seconds, of all processes; the largest process in MB."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def cost_of(*command: str, store: Path) -> Cost:
    """Run a command and say what it took, with all processes that it began."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "MUBAN_CACHE": str(store)}
    start, before = time.perf_counter(), os.times()
    process = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env=env, stdout=subprocess.DEVNULL
    )
    peaks: list[float] = []
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
    return Cost(time.perf_counter() - start, spent, max(peaks, default=0.0))


def _watch(process: subprocess.Popen[bytes], peaks: list[float]) -> None:
    """The largest memory that belongs to one process alone, looked at twice a second."""
    while process.poll() is None:
        try:
            own = psutil.Process(process.pid)
            tree = (own, *own.children(recursive=True))
            peaks.append(max(one.memory_full_info().uss for one in tree) / 1e6)
        except (psutil.Error, OSError):
            pass
        time.sleep(0.5)


def one_round(project: Path, folder: Path) -> dict[str, Cost]:
    """The peer and all builds once, in turn, beginning with nothing kept."""
    store, out, peer = folder / "store", folder / "site", folder / "explore.html"
    build = ("-m", "muban", "build", str(project), "--out", str(out))
    drawing = sorted((project / "drawings").glob("*.kml"))[1]
    content = drawing.read_bytes()
    found = {
        "explore": cost_of("-c", _EXPLORE, str(drawing.parent), str(peer), store=store),
        "whole": cost_of(*build, store=store),
        "nothing changed": cost_of(*build, store=store),
    }
    # One corner of one village, a little to the east.
    head, mark, tail = content.partition(b"<coordinates>")
    longitude, comma, rest = tail.partition(b",")
    drawing.write_bytes(head + mark + b"%.7f" % (float(longitude) + 2e-6) + comma + rest)
    found["one drawing changed"] = cost_of(*build, store=store)
    drawing.write_bytes(content)
    return found


def _gzipped(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


def main(tambons: int = 62) -> None:
    """Print the table and write ``bench.json``."""
    with tempfile.TemporaryDirectory() as place:
        project = Path(place) / "project"
        made = draw_province(project, tambons=tambons)
        rounds = []
        for number in range(_ROUNDS):
            folder = Path(place) / str(number)
            folder.mkdir()
            rounds.append(one_round(project, folder))
        page = _gzipped(folder / "site" / "index.html")
        peer = _gzipped(folder / "explore.html")
    head = (("/ explore cpu", 14), ("/ explore wall", 15), ("cpu s", 8), ("wall s", 8), ("MB", 6))
    print(f"{made}\n{'':22}" + "".join(f"{title:>{wide}}" for title, wide in head))
    for name in rounds[0]:
        ratios = [
            statistics.median(getattr(r[name], k) / getattr(r["explore"], k) for r in rounds)
            for k in ("cpu_s", "wall_s")
        ]
        middle = [
            statistics.median(getattr(r[name], k) for r in rounds)
            for k in ("cpu_s", "wall_s", "peak_mb")
        ]
        print(
            f"{name:22}{ratios[0]:14.2f}{ratios[1]:15.2f}{middle[0]:8.1f}{middle[1]:8.1f}"
            f"{middle[2]:6.0f}"
        )
    print(f"province page, gzipped, / the peer's: {page / peer:.2f}")
    figures = [{name: asdict(cost) for name, cost in one.items()} for one in rounds]
    written = {"made": made._asdict(), "rounds": figures, "page": page, "peer_page": peer}
    Path("bench.json").write_text(json.dumps(written, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
