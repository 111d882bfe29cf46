"""A folder of hostile files: each is named, none holds up or ends the work, the good pin stays."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from muban.gis.source import Read
from muban.web.project import Project, read_project, survey
from tests.drawings import accounted, kml, placemark
from tests.hostile import QUICK, Made


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
def project(folder: Path) -> Project:
    return read_project(folder)


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
