"""How far a build is, told to programs as lines of JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from muban.web.pace import paced
from tests.web.test_cache import TAMBONS, project


def test_a_line_for_each_tambon_and_none_for_the_rest() -> None:
    told: list[int] = []
    closed: list[bool] = []

    def files():  # type: ignore[no-untyped-def]
        try:
            yield "index.html", b""
            yield "cards/card-1.png", b""
            yield "tambon/430101/index.html", b""
            yield "tambon/430102/index.html", b""
            yield "manifest.json", b""
        finally:
            closed.append(True)

    paces = paced(files(), lambda done, _: told.append(done))
    assert [name for name, _ in paces][-1] == "manifest.json"
    assert told == [1, 2]
    stopped = paced(files(), lambda *_: None)
    next(stopped)
    closed.clear()
    stopped.close()
    assert closed, "who makes the files hears that nobody wants more"


def test_the_command_says_lines_of_json_and_the_site_is_the_same(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    sites = []
    for more in (["--progress", "json", "--jobs", "2"], ["--jobs", "1", "--no-cache"]):
        out = tmp_path / f"site{len(sites)}"
        done = subprocess.run(
            [sys.executable, "-m", "muban", "build", folder, "--out", out, *more],
            capture_output=True,
            check=False,
            env={**os.environ, "MUBAN_CACHE": str(tmp_path / "store")},
        )
        assert done.returncode in (0, 1), done.stderr.decode()
        lines = [line for line in done.stderr.decode().splitlines() if line.startswith("{")]
        sites.append({p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()})
        if more[0] == "--progress":
            told = [json.loads(line) for line in lines]
            assert [one["done"] for one in told] == [*range(1, len(TAMBONS) + 1)]
            assert {one["total"] for one in told} == {len(TAMBONS)}
            assert told[-1]["seconds_left"] == 0
        else:
            assert lines == []
    assert sites[0] == sites[1]
