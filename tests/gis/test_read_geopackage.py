"""A GeoPackage is read as it was last saved: every row of its tables, and nothing that runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pandas as pd
import pyogrio
import pytest

from muban.gis.reading.limits import Limits
from muban.gis.reading.read import read_folder
from muban.gis.source import Read
from tests.drawings import FEATURES, codes, read_bytes, zipped
from tests.geopackages import RENAMED, changed, plain, with_edits_beside, with_interrupted_save

OLD = ["บ้านโพนแพง", "บ้านหนองแวง", "บ้านเหนือ"]
NEW = ["บ้านโพนแพงใหม่", "บ้านหนองแวง", "บ้านเหนือ"]
ADDED = "INSERT INTO a (geom, name, moo) SELECT geom, 'บ้านใหม่', 4 FROM a WHERE fid = 1"
COUNTED = "UPDATE gpkg_ogr_contents SET feature_count = {}"


def _names(read: Read) -> list[str]:
    return [str(name) for name in read.frame["name"]]


def _folder(folder: Path, parts: Mapping[str, bytes], name: str = "a") -> list[Read]:
    for suffix, data in parts.items():
        (folder / f"{name}.{suffix}").write_bytes(data)
    return read_folder(folder, folder)


def test_the_newest_edits_beside_a_geopackage_are_read_with_it(tmp_path: Path) -> None:
    parts = with_edits_beside(RENAMED, ADDED)
    assert set(parts) == {"gpkg", "gpkg-wal", "gpkg-shm"}
    [read] = _folder(tmp_path, parts)
    assert _names(read) == [*NEW, "บ้านใหม่"]
    assert codes([read]) == ["read.edits_joined"]
    assert {path.suffix: path.read_bytes() for path in tmp_path.iterdir()} == {
        f".{suffix}": data for suffix, data in parts.items()
    }


def test_the_same_edits_inside_a_zip(tmp_path: Path) -> None:
    parts = with_edits_beside(RENAMED)
    data = zipped({f"งาน/a.{suffix}": part for suffix, part in parts.items()})
    [read] = read_bytes(tmp_path, "a.zip", data)
    assert (_names(read), codes([read])) == (NEW, ["read.edits_joined"])


def test_edits_that_were_copied_in_part_are_no_silent_loss(tmp_path: Path) -> None:
    parts = with_edits_beside(RENAMED)
    [read] = _folder(tmp_path, parts | {"gpkg-wal": b"\x00" * len(parts["gpkg-wal"])})
    assert (_names(read), codes([read])) == (OLD, ["read.edits_unread"])


def test_edits_of_another_geopackage_do_not_ruin_this_one(tmp_path: Path) -> None:
    other = with_edits_beside(RENAMED)
    smaller = changed("PRAGMA page_size = 1024", "VACUUM")
    [read] = _folder(tmp_path, {"gpkg": smaller, "gpkg-wal": other["gpkg-wal"]})
    assert (_names(read), codes([read])) == (OLD, ["read.edits_unread"])


def test_a_save_that_was_interrupted_is_undone_as_sqlite_undoes_it(tmp_path: Path) -> None:
    parts = with_interrupted_save()
    assert "ยังไม่บันทึก".encode() in parts["gpkg"]
    reads = _folder(tmp_path, parts)
    assert _names(reads[0]) == OLD
    assert codes(reads[:1]) == ["read.edits_joined"]


def test_edits_without_their_geopackage_are_told(tmp_path: Path) -> None:
    [read] = _folder(tmp_path, {"gpkg-wal": with_edits_beside(RENAMED)["gpkg-wal"]})
    assert codes([read]) == ["read.edits_alone"]
    assert "a.gpkg" in read.problems[0].message("th")


def test_an_empty_file_of_edits_says_nothing(tmp_path: Path) -> None:
    [read] = _folder(tmp_path, {"gpkg": plain(), "gpkg-wal": b"", "gpkg-shm": bytes(32768)})
    assert (_names(read), codes([read])) == (OLD, [])


@pytest.mark.parametrize("count", ["0", "1", "99", "NULL", "'many'"])
def test_rows_are_counted_and_the_note_of_their_number_is_not_trusted(
    count: str, tmp_path: Path
) -> None:
    [read] = read_bytes(tmp_path, "a.gpkg", changed(COUNTED.format(count)))
    assert (_names(read), codes([read])) == (OLD, [])


VIEWS = {
    "endless": "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n",
    "zeroes": "SELECT zeroblob(1000000000) AS name FROM a",
    "product": "SELECT a.* FROM a, a AS b, a AS c, a AS d, a AS e, a AS f, a AS g, a AS h",
}


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_a_view_is_named_and_never_run(view: str, tmp_path: Path) -> None:
    shown = (
        "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
        f"VALUES ('{view}', 'attributes', '{view}')"
    )
    data = changed(f"CREATE VIEW {view} AS {VIEWS[view]}", shown)
    [read] = read_bytes(tmp_path, "a.gpkg", data)
    assert (_names(read), codes([read])) == (OLD, ["read.view_not_read"])
    assert read.problems[0].params["views"] == view


def test_a_trigger_is_not_run(tmp_path: Path) -> None:
    trigger = "CREATE TRIGGER t AFTER DELETE ON gpkg_ogr_contents BEGIN DELETE FROM a; END"
    [read] = read_bytes(tmp_path, "a.gpkg", changed(trigger))
    assert _names(read) == OLD


def test_a_geopackage_of_two_thousand_tables_is_refused_before_any_is_opened(
    tmp_path: Path,
) -> None:
    data = changed(*(f"CREATE TABLE t{number} (name TEXT)" for number in range(2_000)))
    [read] = read_bytes(tmp_path, "a.gpkg", data)
    [found] = read.problems
    assert (found.code, found.params["limit"], found.params["found"]) == (
        "read.limit",
        "max_layers",
        2_001,
    )
    assert Limits().max_layers == found.params["allowed"]


def _of_many_layers(folder: Path) -> Path:
    """24 layers of villages, each of its own tambon, a table without shapes, one unlisted."""
    path = folder / "a.gpkg"
    for number in range(1, 25):
        villages = FEATURES.assign(name=[f"{name} {number}" for name in OLD])
        moved = villages.set_geometry(villages.translate(number / 10))
        layer = f"ตำบล {number}"
        moved.to_file(path, driver="GPKG", layer=layer, engine="pyogrio", append=number > 1)
    rows = pd.DataFrame({"name": ["วัดเหนือ", "วัดใต้"]})
    pyogrio.write_dataframe(rows, path, driver="GPKG", layer="รายการ", append=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("CREATE TABLE unlisted (name TEXT)")
        database.execute("INSERT INTO unlisted VALUES ('จดไว้')")
    return path


def test_of_a_geopackage_of_many_layers_each_is_read_whole_and_none_for_another(
    tmp_path: Path,
) -> None:
    path = _of_many_layers(tmp_path)
    original = path.read_bytes()
    reads = {read.layer: read for read in read_folder(tmp_path, tmp_path)}
    assert set(reads) == {*(f"ตำบล {number}" for number in range(1, 25)), "รายการ", "unlisted"}
    for number in range(1, 25):
        read = reads[f"ตำบล {number}"]
        assert _names(read) == [f"{name} {number}" for name in OLD]
        assert read.frame.crs == "EPSG:4326"
        left, bottom, right, top = read.frame.total_bounds
        expected = (102.70 + number / 10, 17.90, 102.73 + number / 10, 17.91)
        assert (left, bottom, right, top) == pytest.approx(expected)
    assert _names(reads["รายการ"]) == ["วัดเหนือ", "วัดใต้"]
    assert _names(reads["unlisted"]) == ["จดไว้"]
    assert path.read_bytes() == original


def test_a_geopackage_of_many_layers_whose_list_cannot_be_changed_is_read_all_the_same(
    tmp_path: Path,
) -> None:
    path = _of_many_layers(tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("ALTER TABLE gpkg_contents ADD COLUMN more AS (table_name)")
    reads = read_folder(tmp_path, tmp_path)
    assert len(reads) == 26
    assert sum(len(read.frame) for read in reads) == 24 * 3 + 2 + 1
