"""The same site on a cluster of two workers, of which one dies half-way: the same bytes."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.drawn_province import draw_province

ROOT = Path(__file__).resolve().parents[2]
_ADDRESS = re.compile(r"tcp://127\.0\.0\.1:\d+")


@contextmanager
def running(*words: str, until: re.Pattern[str]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A dask process, from when it has said what is waited for; dead at the end."""
    environment = os.environ | {"DASK_DISTRIBUTED__DEPLOY__LOST_WORKER_TIMEOUT": "1s"}
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *words],
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environment, cwd=ROOT,
    )  # fmt: skip
    try:
        assert process.stderr is not None
        said = ""
        while not (found := until.search(said)):
            line = process.stderr.readline()
            assert line, said
            said += line
        yield process, found[0]
    finally:
        process.kill()
        process.communicate()


def worker(scheduler: str, folder: Path) -> object:
    return running(
        "worker", scheduler, "--no-nanny", "--nthreads", "1", "--no-dashboard",
        "--local-directory", str(folder),
        until=re.compile(r"Registered to:.*"),
    )  # fmt: skip


def files_of(site: Path) -> dict[str, bytes]:
    paths = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}


def built(project: Path, site: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "muban", "build", str(project), "--out", str(site), "--no-cache",
         "--progress", "json", *more],
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, cwd=ROOT,
    )  # fmt: skip


@pytest.mark.slow
def test_a_worker_that_dies_half_way_takes_nothing_along(tmp_path: Path) -> None:
    project = tmp_path / "project"
    draw_province(project, tambons=8, pins=2, levels=2)
    one = built(project, tmp_path / "alone", "--jobs", "1")
    _, told = one.communicate()
    alone = files_of(tmp_path / "alone")
    assert len([name for name in alone if name.count("/") == 2 and "tambon/" in name]) == 8, told
    with (
        running("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
                until=_ADDRESS) as (_, address),
        worker(address, tmp_path / "first") as (first, _),
        worker(address, tmp_path / "second") as (second, _),
        built(project, tmp_path / "site", "--scheduler", address) as build,
    ):  # fmt: skip
        assert build.stderr is not None
        said = ""
        for line in build.stderr:
            said += line
            if line.startswith("{"):
                assert json.loads(line)["done"] == 1
                first.send_signal(signal.SIGKILL)
                break
        said += build.stderr.read()
        assert build.wait() == one.returncode, said
        assert first.poll() is not None
        assert second.poll() is None
    assert files_of(tmp_path / "site") == alone


def test_no_scheduler_and_no_site_where_nobody_answers(tmp_path: Path) -> None:
    draw_province(tmp_path / "project", tambons=1, pins=1, levels=1)
    build = built(tmp_path / "project", tmp_path / "site", "--scheduler", "ftp://127.0.0.1:9")
    _, told = build.communicate()
    assert build.returncode == 2
    assert "ftp://127.0.0.1:9" in told
    assert not (tmp_path / "site").exists()
