"""A file is read again where it, or what is said of it, has changed; and only there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pytest
from geopandas.testing import assert_geodataframe_equal
from shapely import box

from muban.gis.source import Read
from muban.web.cache import read_kept
from muban.web.cache.write_store import Store
from muban.web.project import read_project
from tests.web.test_build_parallel import TOML, drawing

SHAPE = "drawings/แปลง.shp"


def project(folder: Path) -> Path:
    (folder / "drawings").mkdir(parents=True)
    (folder / "reference").mkdir()
    (folder / "muban.toml").write_text(TOML, "utf-8")
    for tambon in (1, 2):
        (folder / "drawings" / f"{tambon}.kml").write_bytes(drawing(tambon))
    shape(folder, "บ้านหนึ่ง")
    (folder / "reference" / "ทำเนียบ.csv").write_text("รหัสหมู่บ้าน,หมู่บ้าน\n43010101,บ้านหนึ่ง\n", "utf-8")
    return folder


def shape(folder: Path, name: str) -> None:
    frame = gpd.GeoDataFrame({"name": [name]}, geometry=[box(102.7, 17.8, 102.71, 17.81)], crs=4326)
    frame.to_file(folder / SHAPE, encoding="utf-8")


@pytest.fixture
def warm(tmp_path: Path) -> tuple[Path, Store]:
    """A project that was read once, and the store that knows it."""
    store = Store(tmp_path / "store")
    folder = project(tmp_path / "project")
    read_project(folder, store)
    return folder, store


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are really read."""
    names: list[str] = []
    real = read_kept.read_apart

    def watched(path: Path, *others: object) -> list[Read]:
        names.append(path.name)
        return real(path, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(read_kept, "read_apart", watched)
    return names


def same(one: Path, store: Store) -> None:
    """With and without the store the same is read, down to each cell and corner."""
    kept, anew = read_project(one, store).reads, read_project(one).reads
    assert kept.keys() == anew.keys()
    for folder, reads in anew.items():
        for a, b in zip(kept[folder], reads, strict=True):
            for what in ("source", "layer", "kind", "numbers", "problems", "title"):
                assert getattr(a, what) == getattr(b, what)
            if isinstance(b.frame, gpd.GeoDataFrame):
                assert_geodataframe_equal(a.frame, b.frame)
            else:
                assert a.frame.equals(b.frame)


def test_nothing_is_read_where_nothing_has_changed(
    warm: tuple[Path, Store], opened: list[str]
) -> None:
    folder, store = warm
    read_project(folder, store)
    assert opened == []
    same(folder, store)


def test_a_project_that_was_moved_is_known_and_lies_where_it_is_now(
    warm: tuple[Path, Store], opened: list[str], tmp_path: Path
) -> None:
    folder, store = warm
    moved = tmp_path / "อื่น"
    shutil.move(folder, moved)
    read_project(moved, store)
    assert opened == []
    same(moved, store)


def edit(folder: Path) -> None:
    path = folder / "drawings" / "2.kml"
    path.write_bytes(path.read_bytes().replace(b"102.6", b"102.7", 1))


def rename(folder: Path) -> None:
    (folder / "drawings" / "2.kml").rename(folder / "drawings" / "สอง.kml")


def swap(folder: Path) -> None:
    one, two = (folder / "drawings" / f"{n}.kml" for n in (1, 2))
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)


def part(folder: Path) -> None:
    """Only the table of a shapefile changes, not its shapes."""
    before = (folder / SHAPE).read_bytes()
    shape(folder, "บ้านสอง")
    assert (folder / SHAPE).read_bytes() == before


def no_projection(folder: Path) -> None:
    (folder / SHAPE).with_suffix(".prj").unlink()


def stated(folder: Path) -> None:
    said = '\n[files."drawings/2.kml"]\nrole = "landmark"\n'
    (folder / "muban.toml").write_text(TOML + said, "utf-8")


def limits(folder: Path) -> None:
    (folder / "muban.toml").write_text(f"{TOML}\n[limits]\nmax_depth = 90\n", "utf-8")


def add(folder: Path) -> None:
    (folder / "drawings" / "3.kml").write_bytes(drawing(3))


EVERY = ["1.kml", "2.kml", "แปลง.shp", "ทำเนียบ.csv"]


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (edit, ["2.kml"]),
        (rename, ["สอง.kml"]),
        (swap, ["1.kml", "2.kml"]),
        (part, ["แปลง.shp"]),
        (no_projection, ["แปลง.shp"]),
        (stated, ["2.kml"]),
        (limits, EVERY),
        (add, ["3.kml"]),
    ],
)
def test_what_has_changed_is_read_and_nothing_else(
    warm: tuple[Path, Store],
    opened: list[str],
    change: Callable[[Path], None],
    names: list[str],
) -> None:
    folder, store = warm
    change(folder)
    read_project(folder, store)
    assert sorted(opened) == sorted(names)
    same(folder, store)


def test_another_code_takes_nothing(
    warm: tuple[Path, Store], opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, store = warm
    monkeypatch.setattr(read_kept, "code_version", lambda: "of tomorrow")
    read_project(folder, store)
    assert sorted(opened) == sorted(EVERY)


def test_what_this_machine_could_not_do_is_tried_again(
    warm: tuple[Path, Store], opened: list[str]
) -> None:
    folder, store = warm
    (folder / "muban.toml").write_text(f"{TOML}\n[limits]\nmax_coordinates = 5\n", "utf-8")
    for _ in range(2):
        opened.clear()
        reads = read_project(folder, store).reads["drawings"]
        assert any(one.code == "read.limit" for read in reads for one in read.problems)
        assert {"1.kml", "2.kml"} <= set(opened)


def test_a_file_that_is_written_to_while_it_is_read_is_not_kept(
    warm: tuple[Path, Store], opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, store = warm
    path = folder / "drawings" / "2.kml"
    edit(folder)
    edited = path.read_bytes()
    watched = read_kept.read_apart

    def written_to(asked: Path, *others: object) -> list[Read]:
        found = watched(asked, *others)  # type: ignore[arg-type]
        path.write_bytes(edited + b"\n")
        return found

    with monkeypatch.context() as patch:
        patch.setattr(read_kept, "read_apart", written_to)
        read_project(folder, store)
    path.write_bytes(edited)
    opened.clear()
    read_project(folder, store)
    assert opened == ["2.kml"]


def test_an_entry_takes_a_quarter_of_the_room_at_most(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=400)
    store.put("aa1", bytes(100))
    store.put("bb2", bytes(101))
    assert (store.get("aa1"), store.get("bb2")) == (bytes(100), None)
