"""A site of several tambons is made on several processors, and is the same site."""

from __future__ import annotations

import os
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from geopandas.testing import assert_geodataframe_equal

from muban.gis.problems import Severity
from muban.web import in_turn
from muban.web.building.build import BuildOptions, build_site
from muban.web.in_turn import each_on
from muban.web.project import read_project, survey
from tests.desks import running_desk
from tests.drawings import kml, placemark
from tests.small_projects import survey_of

TAMBONS = range(1, 9)
TOML = 'title = "แปดตำบล"\nprovince = "43"\n'


def drawing(tambon: int) -> bytes:
    """A tambon of two villages that overlap, with a pin of no known kind: things to tell."""
    west, south = 102.5 + 0.05 * tambon, 17.9
    shapes = [
        placemark(
            f"บ้านตัวอย่าง{moo}",
            "<Polygon><outerBoundaryIs><LinearRing><coordinates>"
            + " ".join(
                f"{west + 0.01 * moo + x:.4f},{south + y:.4f}"
                for x, y in [(0, 0), (0.012, 0), (0.012, 0.01), (0, 0.01), (0, 0)]
            )
            + "</coordinates></LinearRing></outerBoundaryIs></Polygon>",
            f'<ExtendedData><Data name="รหัสหมู่บ้าน"><value>4301{tambon:02d}{moo:02d}</value>'
            "</Data></ExtendedData>",
        )
        for moo in (1, 2)
    ]
    pin = f"<Point><coordinates>{west + 0.011:.4f},{south + 0.005:.4f}</coordinates></Point>"
    return kml(*shapes, placemark("กขคงจ", pin))


def test_what_was_drawn_is_made_true_alike_on_one_and_two_processors(tmp_path: Path) -> None:
    drawings = {f"drawings/{tambon}.kml": drawing(tambon) for tambon in TAMBONS}
    alone, _ = survey_of(tmp_path, drawings, toml=TOML)
    beside = survey(read_project(tmp_path), each=each_on(2))
    assert beside.problems == alone.problems
    assert beside.ledger == alone.ledger
    for one, other in zip(alone.pages, beside.pages, strict=True):
        assert_geodataframe_equal(one.villages, other.villages)


def test_a_project_of_eight_tambons_with_problems_is_the_same_on_one_and_two_processors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawings = {f"drawings/{tambon}.kml": drawing(tambon) for tambon in TAMBONS}
    atlas, problems = survey_of(tmp_path, drawings, toml=TOML)
    told = {found.where.file for found in problems if found.severity is not Severity.NOTE}
    assert told == set(drawings), "every tambon has something to tell"
    project = read_project(tmp_path)
    alone = build_site(project, atlas, BuildOptions(jobs=1))
    started: list[int] = []

    class Counted(in_turn.ProcessPoolExecutor):
        def submit(self, *args: object, **kwargs: object) -> object:  # type: ignore[override]
            # Whoever does the work says who it is: the pool is no decoration.
            started.append(super().submit(os.getpid).result())
            return super().submit(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(in_turn, "ProcessPoolExecutor", Counted)
    beside = build_site(project, atlas, BuildOptions(jobs=2))
    assert started
    assert os.getpid() not in started
    assert [name for name in alone if alone[name] != beside.get(name)] == []
    assert set(alone) == set(beside)
    pages = [name for name in alone if re.fullmatch(r"tambon/\d{6}/index\.html", name)]
    assert len(pages) == len(TAMBONS)


HELD = threading.Lock()


def behind_a_lock(thing: int, shared: int) -> tuple[int, int]:
    with HELD:
        return thing * shared, os.getpid()


def test_a_server_begins_processes_that_hold_none_of_its_locks() -> None:
    """What another thread holds at that moment is held in a copy of the process for ever."""

    def work() -> list[tuple[int, int]]:
        with in_turn.in_turn(behind_a_lock, [1, 2, 3, 4], 10, jobs=2) as answers:
            return list(answers)

    with HELD, ThreadPoolExecutor(1) as pool:
        found = pool.submit(work).result(timeout=120)
    assert [answer for answer, _ in found] == [10, 20, 30, 40]
    assert os.getpid() not in {process for _, process in found}


def test_a_desk_makes_the_same_site_on_several_processors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_turn.os, "sched_getaffinity", lambda _: {0, 1})
    folder = tmp_path / "งาน"
    (folder / "drawings").mkdir(parents=True)
    (folder / "muban.toml").write_text(TOML, "utf-8")
    for tambon in TAMBONS:
        (folder / "drawings" / f"{tambon}.kml").write_bytes(drawing(tambon))
    begun: list[int] = []
    pool = in_turn.ProcessPoolExecutor

    def counted(*args: object, max_workers: int, **more: object) -> object:
        begun.append(max_workers)
        return pool(*args, max_workers=max_workers, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(in_turn, "ProcessPoolExecutor", counted)
    with running_desk(tmp_path / "desk") as desk:
        name = desk.post("api/open", folder=str(folder))["id"]
        assert desk.settled(name)["stage"] == "ready"
        assert 2 in begun
    project = read_project(folder)
    alone = build_site(project, survey(project), BuildOptions())
    made = {
        path.relative_to(folder / "site").as_posix(): path.read_bytes()
        for path in (folder / "site").rglob("*")
        if path.is_file()
    }
    assert made == alone
