"""The drawings say where a project is, not the references that lie beside them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from muban.gis.codes.admin_codes import PROVINCES
from muban.gis.problems import Problem, Where
from muban.layers.atlas import Atlas
from muban.layers.personal import gazetteer_names
from muban.layers.personal.gazetteer_names import find_in_village_name
from muban.layers.personal.privacy import Finding, PrivacyRule
from tests.small_projects import survey_of

BARE = 'title = "ทดสอบ"\n'
AREA = dict[str, object]


def square(west: float, south: float, size: float, **properties: object) -> AREA:
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": properties, "geometry": shape}


def collection(areas: Sequence[AREA]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(areas)}).encode()


def tambons(province: str, count: int, west: float, south: float) -> list[AREA]:
    """A row of tambons of a province, each about ten kilometres wide."""
    return [
        square(
            west + 0.1 * (i % 20),
            south + 0.1 * (i // 20),
            0.1,
            ADM3_PCODE=f"TH{province}{1 + i // 50:02d}{1 + i % 50:02d}",
            ADM3_TH=f"ตำบล{province}ที่{i}",
        )
        for i in range(count)
    ]


# Nakhon Ratchasima has the most tambons of the country; the drawings are in Nakhon Sawan.
RATCHASIMA = tambons("30", 60, 101.0, 14.5)
SAWAN = tambons("60", 20, 99.5, 15.5)
LOPBURI = tambons("16", 20, 99.5, 15.4)
VILLAGES = [square(99.51 + 0.02 * i, 15.51, 0.02, moo=i + 1, name=f"บ้านที่{i}") for i in range(3)]


def survey(
    folder: Path, references: Sequence[AREA], *, toml: str = BARE
) -> tuple[Atlas, list[Problem]]:
    files = {
        "drawings/หมู่บ้าน.geojson": collection(VILLAGES),
        "reference/ตำบล.geojson": collection(references),
    }
    atlas, problems = survey_of(folder, files, toml=toml)
    return atlas, problems


@pytest.mark.parametrize("order", [1, -1], ids=["its province last", "its province first"])
def test_a_reference_of_three_provinces_gives_the_overview_of_the_one_that_is_drawn(
    order: int, tmp_path: Path
) -> None:
    atlas, problems = survey(tmp_path, [*RATCHASIMA, *LOPBURI, *SAWAN][::order])
    assert atlas.province.code == "60"
    assert set(atlas.tambons["code"].str[:2]) == {"60"}
    assert [page.tambon.code for page in atlas.pages] == ["600101"]
    codes = {one.code for one in problems}
    assert not {code for code in codes if code.startswith("crs.")}
    assert "project.other_province" not in codes


def test_a_stated_tambon_or_code_says_the_province_before_the_place_does(tmp_path: Path) -> None:
    atlas, _ = survey(tmp_path, [*RATCHASIMA, *SAWAN], toml=f'{BARE}tambon = "300101"\n')
    assert atlas.province.code == "30"
    coded = [square(99.51, 15.51, 0.02, village_code="30010101")]
    files = {
        "drawings/ก.geojson": collection(coded),
        "reference/ตำบล.geojson": collection([*RATCHASIMA, *SAWAN]),
    }
    (tmp_path / "b").mkdir()
    atlas, _ = survey_of(tmp_path / "b", files, toml=BARE)
    assert atlas.province.code == "30"


def test_results_say_the_province_where_nothing_is_drawn(tmp_path: Path) -> None:
    results = "รหัสหมู่บ้าน,ปี พ.ศ.,อาชีพ\n60010101,2562,40\n60010102,2562,80\n"
    files = {
        "indicators/cia.csv": results.encode(),
        "reference/ตำบล.geojson": collection([*RATCHASIMA, *SAWAN]),
    }
    atlas, _ = survey_of(tmp_path, files, toml=BARE)
    assert atlas.province.code == "60"


def test_references_of_several_provinces_alone_do_not_choose_one(tmp_path: Path) -> None:
    files = {"reference/ตำบล.geojson": collection([*RATCHASIMA[:20], *SAWAN, *LOPBURI])}
    atlas, _ = survey_of(tmp_path, files, toml=BARE)
    assert atlas.province.code is None


def test_of_a_large_reference_only_the_province_and_what_is_beside_the_drawing_is_used(
    tmp_path: Path,
) -> None:
    country = [*tambons("30", 200, 101.0, 14.5), *LOPBURI, *SAWAN]
    atlas, problems = survey(tmp_path, country)
    [note] = [one for one in problems if one.code == "project.elsewhere"]
    [row] = [row for row in atlas.ledger if row.file == "reference/ตำบล.geojson"]
    # Of Lop Buri's row those within 20 km of the drawing (99.51 to 99.57) stay: 99.5 to 99.8.
    assert row.read == 240
    assert (row.used, row.set_aside) == (20 + 3, 200 + 17)
    assert (note.params["used"], note.params["count"]) == (23, 217)
    assert atlas.province.code == "60"
    assert len(atlas.tambons) == 20


def test_a_small_reference_is_used_whole(tmp_path: Path) -> None:
    atlas, problems = survey(tmp_path, [*RATCHASIMA, *SAWAN])
    assert "project.elsewhere" not in {one.code for one in problems}
    [row] = [row for row in atlas.ledger if row.file == "reference/ตำบล.geojson"]
    assert row.used == 80


LISTED = ("30", 4000), ("52", 1500), ("60", 600)


def villages_listed(*more: str) -> bytes:
    """A list of three provinces' villages, under the headings of the country's list."""
    rows = [
        f"{province}{1 + i // 2000:02d}{1 + i // 50 % 40:02d}{1 + i % 50:02d},{1 + i % 50},"
        f"บ้านที่{i}ของ{province},ตำบล{province}ที่{i // 50},อำเภอ{province},{PROVINCES[province]}"
        for province, count in LISTED
        for i in range(count)
    ]
    head = "village_code,moo,village,tambon,amphoe,province"
    return "\n".join([head, *rows, *more, ""]).encode()


def beside_a_list(
    folder: Path, *more: str, drawn: Sequence[AREA] = (), **files: bytes
) -> tuple[Atlas, list[Problem]]:
    project = {
        "drawings/หมู่บ้าน.geojson": collection(drawn or VILLAGES),
        "reference/ตำบล.geojson": collection(SAWAN),
        "reference/ทำเนียบ.csv": villages_listed(*more),
        **{name.replace("__", "/") + ".csv": data for name, data in files.items()},
    }
    return survey_of(folder, project, toml=BARE)


def counts(atlas: Atlas) -> tuple[int, int, int]:
    [row] = [row for row in atlas.ledger if row.file == "reference/ทำเนียบ.csv"]
    return row.read, row.used, row.set_aside


def test_of_a_list_of_several_provinces_only_the_rows_of_the_drawn_one_are_used_and_counted(
    tmp_path: Path,
) -> None:
    atlas, problems = beside_a_list(tmp_path)
    assert counts(atlas) == (6100, 600, 5500)
    [note] = [one for one in problems if one.code == "project.elsewhere"]
    assert (note.where.file, note.params["used"]) == ("reference/ทำเนียบ.csv", 600)
    assert note.params["count"] == 5500
    # 60 01 01 has 50 villages; the three that are drawn are among them.
    [page] = atlas.pages
    assert len(page.villages) == 50


def test_rows_of_other_provinces_are_neither_screened_nor_indexed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []

    def listening(name: str, where: Where, rule: PrivacyRule) -> list[Finding]:
        looked_at.append(name)
        return find_in_village_name(name, where, rule)

    monkeypatch.setattr(gazetteer_names, "find_in_village_name", listening)
    person = "30400101,1,นายสมชาย ใจดี,ตำบล30ที่9999,อำเภอ30,นครราชสีมา"
    own = "60400101,1,นายสมชาย ใจดี,ตำบล60ที่9999,อำเภอ60,นครสวรรค์"
    _, problems = beside_a_list(tmp_path, person, own)
    assert "บ้านที่599ของ60" in looked_at
    assert not [name for name in looked_at if name.endswith(("ของ30", "ของ52"))]
    # Of the two headmen only the one in a row that is used is told: row 6103 of the file.
    told = {one.where.number for one in problems if one.code.startswith("privacy.")}
    assert told == {6103}


def test_a_province_that_a_code_of_the_project_speaks_of_stays_in_the_list(tmp_path: Path) -> None:
    results = "รหัสหมู่บ้าน,ปี พ.ศ.,อาชีพ\n52010101,2562,40\n".encode()
    atlas, _ = beside_a_list(tmp_path, indicators__cia=results)
    assert counts(atlas) == (6100, 600 + 1500, 4000)
    assert "520101" in {page.tambon.code for page in atlas.pages}


def test_namesakes_of_a_tambon_that_is_written_stay_in_the_list(tmp_path: Path) -> None:
    """Whether a tambon's name is alone in the country is told by the whole list."""
    drawn = [square(99.51, 15.51, 0.02, moo=1, name="บ้านที่หนึ่ง", tambon="ต.52ที่3")]
    atlas, _ = beside_a_list(tmp_path, drawn=drawn)
    assert counts(atlas) == (6100, 600 + 50, 5450)


def test_a_village_of_a_drawn_name_stays_in_the_list_wherever_it_is(tmp_path: Path) -> None:
    drawn = [square(99.51, 15.51, 0.02, moo=1, name="บ. ที่7ของ30")]
    atlas, _ = beside_a_list(tmp_path, drawn=drawn)
    assert counts(atlas) == (6100, 600 + 1, 5499)


def test_a_list_of_rows_of_a_province_that_moved_is_found_by_the_old_codes(tmp_path: Path) -> None:
    """Bueng Kan (38) was made of amphoes of Nong Khai (43): codes of both speak of both."""
    old = "43030101,1,บ้านเก่า,ตำบลเก่า,เมืองบึงกาฬ,หนองคาย"
    results = "รหัสหมู่บ้าน,ปี พ.ศ.,อาชีพ\n38010101,2562,40\n".encode()
    atlas, _ = beside_a_list(tmp_path, old, indicators__cia=results)
    assert counts(atlas) == (6101, 601, 5500)


def test_a_list_of_one_province_is_used_whole(tmp_path: Path) -> None:
    files = {
        "drawings/หมู่บ้าน.geojson": collection(VILLAGES),
        "reference/ตำบล.geojson": collection(SAWAN),
        "reference/ทำเนียบ.csv": b"\n".join(villages_listed().splitlines()[:4001]),
    }
    atlas, problems = survey_of(tmp_path, files, toml=BARE)
    assert counts(atlas) == (4000, 4000, 0)
    assert "project.elsewhere" not in {one.code for one in problems}
