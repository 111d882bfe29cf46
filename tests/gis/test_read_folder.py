"""A folder of files: each one read or spoken of, in an order that never changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from muban.gis.errors import ProjectError
from muban.gis.reading.limits import LimitExceeded, Limits
from muban.gis.reading.read import read_file, read_folder
from muban.gis.reading.tables.csv_rows import rows_of_text
from muban.gis.source import FileSettings
from tests.drawings import KML, codes, kml, placemark, shapefile, zipped


def _project(root: Path) -> Path:
    folder = root / "drawings"
    (folder / "ข").mkdir(parents=True)
    (folder / "b.kml").write_bytes(KML)
    (folder / "ก.kmz").write_bytes(zipped({"doc.kml": kml(placemark("วัด"))}))
    for suffix, data in shapefile().items():
        (folder / "ข" / f"villages.{suffix}").write_bytes(data)
    (folder / "ข" / "villages.shp.xml").write_text("<metadata/>")
    (folder / "letter.docx").write_bytes(b"PK")
    for clutter in ("Thumbs.db", "desktop.ini", ".DS_Store", "~$list.xlsx"):
        (folder / clutter).write_bytes(b"x")
    return folder


def test_every_file_is_read_or_spoken_of(tmp_path: Path) -> None:
    reads = read_folder(_project(tmp_path), tmp_path)
    assert [(read.source.name, read.layer) for read in reads] == [
        ("drawings/b.kml", "หมู่บ้าน"),
        ("drawings/b.kml", "หมู่บ้าน/สถานที่"),
        ("drawings/b.kml", "ตำบล"),
        ("drawings/letter.docx", ""),
        ("drawings/ก.kmz", ""),
        ("drawings/ข/villages.shp", ""),
    ]
    assert codes(reads) == ["read.other_writing", "encoding.assumed"]


def test_settings_are_found_by_the_file_s_name(tmp_path: Path) -> None:
    folder = _project(tmp_path)
    stated = {"drawings/ข/villages.shp": FileSettings(encoding="utf-8")}
    assert codes(read_folder(folder, tmp_path, settings=stated)) == ["read.other_writing"]


def test_a_word_document_is_not_said_to_be_read_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(zipped({"word/document.xml": b"<x/>"}))
    assert codes(read_folder(tmp_path, tmp_path)) == ["read.other_writing"]


def test_limits_hold_for_each_file_by_itself(tmp_path: Path) -> None:
    reads = read_folder(_project(tmp_path), tmp_path, limits=Limits(max_features=3))
    assert [read.source.name for read in reads if "read.limit" in codes([read])] == [
        "drawings/b.kml"
    ]


def test_a_file_or_folder_that_is_not_there_stops_the_work(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="There is no file"):
        read_file(tmp_path / "no.kml", tmp_path)
    with pytest.raises(ProjectError, match="There is no folder"):
        read_folder(tmp_path / "no", tmp_path)


def test_parts_belong_together_as_windows_compares_names(tmp_path: Path) -> None:
    """``VILLAGES.SHP`` beside ``villages.dbf``: one shapefile on the disk it came from."""
    for suffix, data in shapefile(cpg="UTF-8").items():
        name = "VILLAGES.SHP" if suffix == "shp" else f"villages.{suffix}"
        (tmp_path / name).write_bytes(data)
    [read] = read_folder(tmp_path, tmp_path)
    assert (read.source.name, codes([read])) == ("VILLAGES.SHP", [])
    assert read.frame["_name"].notna().all()


def test_shapefiles_that_differ_in_case_keep_their_own_parts(tmp_path: Path) -> None:
    for stem in ("a", "A"):
        for suffix, data in shapefile(cpg="UTF-8").items():
            (tmp_path / f"{stem}.{suffix}").write_bytes(data)
    reads = read_folder(tmp_path, tmp_path)
    assert [(read.source.name, codes([read])) for read in reads] == [("A.shp", []), ("a.shp", [])]


@pytest.mark.parametrize("part", ["dbf", "shx"])
def test_a_part_without_its_shapes_is_called_a_part(part: str, tmp_path: Path) -> None:
    (tmp_path / f"a.{part}").write_bytes(shapefile()[part])
    assert codes(read_folder(tmp_path, tmp_path)) == ["read.part_alone"]


def test_a_table_of_mapinfo_is_named_as_that(tmp_path: Path) -> None:
    """Its suffix is that of tab-separated text, and its first line reads like a heading."""
    (tmp_path / "a.TAB").write_text("!table\n!version 300\n!charset WindowsThai\n")
    [read] = read_folder(tmp_path, tmp_path)
    [found] = read.problems
    assert (found.code, found.params["kind"]) == ("read.no_map", "MapInfo TAB")


def test_a_name_in_the_bytes_of_windows_is_read_as_thai(tmp_path: Path) -> None:
    """Unpacked on Linux from an archive made on a Thai Windows."""
    (tmp_path / os.fsdecode("วัด.kml".encode("cp874"))).write_bytes(KML)
    assert {read.source.name for read in read_folder(tmp_path, tmp_path)} == {"วัด.kml"}


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = _project(tmp_path / "project")
    (tmp_path / "secret.kml").write_bytes(KML)
    (folder / "link.kml").symlink_to(tmp_path / "secret.kml")
    (folder / "งานเก่า").symlink_to(tmp_path)
    reads = read_folder(folder, tmp_path / "project")
    links = [read for read in reads if "project.link" in codes([read])]
    assert [(read.source.name, read.numbers) for read in links] == [
        ("drawings/link.kml", ()),
        ("drawings/งานเก่า", ()),
    ]
    assert "secret.kml" not in {read.source.path.name for read in reads}


def test_a_folder_that_may_not_be_opened_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _project(tmp_path)
    scandir = os.scandir

    def guarded(path: str) -> object:
        if os.fspath(path).endswith("ข"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    *_, last = read_folder(folder, tmp_path)
    assert (last.source.name, codes([last])) == ("drawings/ข", ["project.folder_shut"])


def test_the_same_file_gives_the_same_read(tmp_path: Path) -> None:
    folder = _project(tmp_path)
    one, two = (read_folder(folder, tmp_path) for _ in range(2))
    for first, second in zip(one, two, strict=True):
        assert first.frame.equals(second.frame)
        assert first.problems == second.problems
        assert first.source == second.source


def test_a_file_that_is_gone_when_its_turn_comes_is_told_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list of names was made while the stick was still in."""
    (tmp_path / "a.kml").write_bytes(kml(placemark("วัด")))
    (tmp_path / "b.kml").write_bytes(KML)
    (tmp_path / "c.kml").write_bytes(kml(placemark("ตลาด")))
    listed = list(os.walk(tmp_path))
    monkeypatch.setattr(os, "walk", lambda *_, **__: iter(listed))
    (tmp_path / "b.kml").unlink()
    reads = read_folder(tmp_path, tmp_path)
    assert [read.source.name for read in reads] == ["a.kml", "b.kml", "c.kml"]
    assert codes(reads) == ["read.unreadable"]


def test_a_folder_whose_files_may_not_be_touched_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its names can be listed, but nothing of theirs: on Linux the right to enter is lacking."""
    (tmp_path / "ข").mkdir()
    (tmp_path / "ข" / "a.kml").write_bytes(KML)
    (tmp_path / "b.kml").write_bytes(kml(placemark("วัด")))
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: "ข" not in str(path) and may(path, mode))
    reads = read_folder(tmp_path, tmp_path)
    assert [(read.source.name, codes([read])) for read in reads] == [
        ("b.kml", []),
        ("ข", ["project.folder_shut"]),
    ]


def test_a_table_that_is_too_large_is_not_read_to_its_end() -> None:
    """Of 60 megabytes the first rows are enough to say so."""
    seen: list[int] = []

    def count(cells: int) -> None:
        seen.append(cells)
        if cells > 10:
            raise LimitExceeded("max_cells", 10, cells)

    with pytest.raises(LimitExceeded):
        rows_of_text("ก,ข\n" * 1000, ",", count=count)
    assert seen == [2, 4, 6, 8, 10, 12]


def test_a_link_to_a_drawing_of_the_same_folder_is_followed_and_no_record(tmp_path: Path) -> None:
    link = "<NetworkLink><Link><href>{}</href></Link></NetworkLink>"
    (tmp_path / "ย่อย").mkdir()
    (tmp_path / "a.kml").write_bytes(
        kml(link.format("%E0%B8%A2%E0%B9%88%E0%B8%AD%E0%B8%A2/b.kml"), link.format("../x.kml"))
    )
    (tmp_path / "ย่อย" / "b.kml").write_bytes(kml(placemark("วัด")))
    reads = read_folder(tmp_path, tmp_path)
    assert [(read.source.name, read.numbers) for read in reads] == [
        ("a.kml", (2,)),
        ("ย่อย/b.kml", (1,)),
    ]
    assert [(one.code, one.where.number) for one in reads[0].problems] == [("read.network_link", 2)]
