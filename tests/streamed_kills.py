"""Real builds of eight tambons, on two processors, killed at random moments while they write.

What is published must be wholly the site before or wholly the new one; the next build clears
away what a dead one left, and no process of it works on. Run as a module, as often as is
asked for::

    python -m tests.streamed_kills --times 100
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import signal
import tempfile
import time
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

import psutil

from muban.layers.atlas import Atlas
from muban.web.building.build import BuildOptions, stream_site
from muban.web.project import Project, read_project, survey
from muban.web.publishing.publish_site import publish_stream
from tests.publishing_kills import after, in_child
from tests.web.test_build_parallel import TAMBONS, TOML, drawing

__all__ = ["kill_streamed"]

_GONE_S = 30.0


def kill_streamed(folder: Path, times: int, seed: int = 43) -> Counter[str]:
    """Kill builds at random moments; how often the old site stood after it, and how often the new.

    The moments lie anywhere in the time that a whole build took here a moment ago.
    """
    project, atlases = _two_sites(folder / "project")
    out = folder / "out" / "site"
    out.parent.mkdir()
    begun = time.monotonic()
    assert in_child(partial(_build, project, atlases[0], out)) == 0
    took = time.monotonic() - begun
    standing = _whole(out)
    chance = random.Random(seed)
    stood: Counter[str] = Counter()
    for number in range(1, times + 1):
        wanted = atlases[number % 2]
        ending = after(chance.uniform(0, took), signal.SIGKILL)
        ended = in_child(partial(_build, project, wanted, out), ending)
        assert ended in (0, -signal.SIGKILL)
        before, standing = standing, _whole(out)
        stood["old" if standing == before else "new"] += 1
        stood["killed"] += ended != 0
        _wait_for_the_last()
    assert in_child(partial(_build, project, atlases[0], out)) == 0
    assert [path.name for path in out.parent.iterdir()] == ["site"]
    assert _whole(out) == atlases[0].title
    return stood


def _two_sites(folder: Path) -> tuple[Project, tuple[Atlas, Atlas]]:
    (folder / "drawings").mkdir(parents=True)
    (folder / "muban.toml").write_text(TOML, "utf-8")
    for tambon in TAMBONS:
        (folder / "drawings" / f"{tambon}.kml").write_bytes(drawing(tambon))
    project = read_project(folder)
    atlas = survey(project)
    return project, (replace(atlas, title="ชุดหนึ่ง"), replace(atlas, title="ชุดสอง"))


def _build(project: Project, atlas: Atlas, out: Path) -> None:
    publish_stream(stream_site(project, atlas, BuildOptions(jobs=2)), out, internal=False)


def _whole(out: Path) -> str:
    """The title of the site that stands, which is whole to the last byte and no file more."""
    manifest = json.loads((out / "manifest.json").read_bytes())
    stands = {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.rglob("*")
        if path.is_file()
    }
    del stands["manifest.json"]
    assert stands == {name: one["sha256"] for name, one in manifest["files"].items()}
    return str(manifest["title"])


def _wait_for_the_last() -> None:
    """What a killed build had begun ends by itself."""
    mine = psutil.Process().cmdline()
    # Orphans of this very program: pools' processes carry its command line.
    orphans = [
        one
        for one in psutil.process_iter(["ppid", "cmdline"])
        if one.info["cmdline"] == mine and one.info["ppid"] == 1
    ]
    _, left = psutil.wait_procs(orphans, timeout=_GONE_S)
    assert not left, "processes work on for nobody"


def main() -> None:
    """Print how often each site stood."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--times", type=int, default=100)
    with tempfile.TemporaryDirectory() as folder:
        print(dict(kill_streamed(Path(folder), asked.parse_args().times)))


if __name__ == "__main__":
    main()
