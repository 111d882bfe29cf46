"""A folder of hostile files: each is named, none holds up or ends the work, the good pin stays."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import pytest

from muban.gis import apart
from muban.gis.apart import Bounds, Used
from muban.gis.reading import apart as reading_apart
from muban.gis.reading import mender
from muban.gis.source import Read
from muban.web.project import Project, read_project, survey
from tests.drawings import accounted, kml, placemark
from tests.hostile import QUICK, Made

T = TypeVar("T")

SECONDS = 15
"""Of computing, for reading one quick file and mending its shapes."""
BYTES = 600_000_000


def _put(folder: Path, name: str, made: Made) -> Path:
    path = folder / name
    parts: Mapping[str, bytes] = {path.suffix[1:]: made} if isinstance(made, bytes) else made
    for suffix, data in parts.items():
        path.with_suffix(f".{suffix}").write_bytes(data)
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    (root / "muban.toml").write_text('title = "ทดสอบ"\nprovince = "43"\n', "utf-8")
    (root / "drawings").mkdir()
    for name, make in QUICK.items():
        # Each in a folder of its own: parts of a shapefile are parts by their name.
        place = root / "drawings" / name.replace(".", "_")
        place.mkdir()
        _put(place, name, make())
    (root / "drawings" / "good.kml").write_bytes(kml(placemark("วัดศรีชมภู")))
    return root


def test_there_are_a_hundred_and_fifty_hostile_files() -> None:
    assert len(QUICK) >= 150


@pytest.fixture(scope="module")
def took() -> dict[str, Used]:
    """By file, what reading it and mending its shapes took: seconds in all, memory at most."""
    return {}


@pytest.fixture(scope="module")
def project(folder: Path, took: dict[str, Used]) -> Iterator[Project]:
    def run(work: Callable[..., T], *given: object, bounds: Bounds) -> tuple[T, Used]:
        read = given[0]
        name = read.source.path.name if isinstance(read, Read) else str(read).rpartition("/")[2]
        before = took.get(name, Used(0, 0))
        try:
            done, used = apart.run(work, *given, bounds=bounds)
        except apart.Stopped as stop:
            used = Used(bounds.seconds, bounds.memory_bytes)
            took[name] = _both(before, used)
            raise stop from None
        took[name] = _both(before, used)
        return done, used

    with pytest.MonkeyPatch.context() as patch:
        for module in (reading_apart, mender):
            patch.setattr(module, "run", run)
        project = read_project(folder)
        survey(project)
        yield project


def _both(one: Used, other: Used) -> Used:
    most = max(one.memory_bytes, other.memory_bytes)
    return Used(one.seconds + other.seconds, most)


def test_no_hostile_file_takes_long_or_much_memory(project: Project, took: dict[str, Used]) -> None:
    """By the processor's own count, which a busy machine does not change much."""
    assert {*QUICK, "good.kml"} <= set(took)
    long = {name: used.seconds for name, used in took.items() if used.seconds > SECONDS}
    large = {name: used.memory_bytes for name, used in took.items() if used.memory_bytes > BYTES}
    assert (long, large) == ({}, {})
    if sys.platform == "linux":
        assert any(used.memory_bytes > 1_000_000 for used in took.values())


def test_each_hostile_file_is_told_of_or_read_and_each_record_accounted_for(
    project: Project,
) -> None:
    reads: dict[str, list[Read]] = {}
    for read in project.reads["drawings"]:
        reads.setdefault(read.source.name.rpartition("/")[2], []).append(read)
    assert set(reads) == {*QUICK, "good.kml"}
    silent = {
        name
        for name, layers in reads.items()
        if not any(layer.problems or layer.numbers for layer in layers)
    }
    lost = {
        name
        for name, layers in reads.items()
        if not all(accounted(layer) for layer in layers if layer.kind == "features")
    }
    assert (silent, lost) == (set(), set())


def test_the_good_pin_beside_all_of_them_is_published_and_every_file_is_named(
    project: Project,
) -> None:
    atlas = survey(project)
    [good] = [row for row in atlas.ledger if row.file == "drawings/good.kml"]
    assert (good.read, good.published, good.set_aside) == (1, 1, 0)
    named = {found.where.file for found in atlas.problems} | {row.file for row in atlas.ledger}
    files = {f"drawings/{name.replace('.', '_')}/{name}" for name in QUICK}
    assert files - named == set()
