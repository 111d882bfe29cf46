"""What a drawn village states comes before where it lies, and nothing is made of a mere number."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from shapely import box
from shapely.geometry import mapping

from muban.gis.gazetteer.gazetteer import Gazetteer, build_gazetteer
from muban.layers.village.boundaries import build_units
from muban.layers.village.villages import Villages, build_village_areas
from tests.frames import features
from tests.small_projects import DRAWN, TOML, survey_of

HERE, BESIDE = box(103.0, 18.0, 103.05, 18.05), box(103.05, 18.0, 103.1, 18.05)
AREAS = [box(103.0 + i / 100, 18.0, 103.01 + i / 100, 18.01) for i in range(4)]
Rows = list[dict[str, object]]


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    rows = [
        ("43150401", "บ้านวังหลวง", "วังหลวง"),
        ("43150402", "บ้านดอน", "วังหลวง"),
        ("43150403", "บ้านดอน", "วังหลวง"),
        ("43150501", "บ้านอุดม", "อุดมพร"),
    ]
    table = pd.DataFrame(rows, columns=["village_code", "village", "tambon"])
    return build_gazetteer(table.assign(amphoe="เฝ้าไร่"))


def build(
    rows: Rows, known: Gazetteer, *, project: str = "", shapes: list[object] = AREAS
) -> Villages:
    outlines: Rows = [
        {"TB_IDN": "431504", "TB_TN": "วังหลวง"},
        {"TB_IDN": "431505", "TB_TN": "อุดมพร"},
    ]
    tambons = build_units([features(outlines, [HERE, BESIDE])], "tambon", known).frame
    read = features(rows, shapes[: len(rows)])
    return build_village_areas([read], gazetteer=known, tambons=tambons, project_tambon=project)


def geojson(rows: Rows, shapes: list[object]) -> bytes:
    made = [
        {"type": "Feature", "properties": row, "geometry": mapping(shape)}
        for row, shape in zip(rows, shapes, strict=True)
    ]
    return json.dumps({"type": "FeatureCollection", "features": made}).encode()


def told(made: Villages, code: str) -> list[int | None]:
    return [one.where.number for one in made.problems if one.code == code]


def test_a_number_that_programs_count_with_gives_no_moo_and_is_asked_about_once(
    known: Gazetteer,
) -> None:
    made = build([{"id": 1}, {"id": 2}, {"id": 3}], known)
    assert made.frame["village_code"].tolist() == [None, None, None]
    assert made.frame["moo"].tolist() == [None, None, None]
    assert set(made.frame["name"]) == {""}
    [asked] = [one for one in made.problems if one.code == "village.number_not_moo"]
    assert 'columns = { moo = "id" }' in asked.fix("th")
    assert told(made, "village.no_code") == []


@pytest.mark.parametrize("heading", ["id", "no", "fid", "OBJECTID", "gid", "ลำดับ", "ที่", "No."])
def test_every_counting_column_is_such_a_number(heading: str, known: Gazetteer) -> None:
    made = build([{heading: 1}, {heading: 2}], known)
    assert made.frame["village_code"].tolist() == [None, None]


def test_such_a_number_counts_where_the_village_of_that_moo_has_the_name(known: Gazetteer) -> None:
    """Two villages are called ดอน: the name alone would decide nothing."""
    rows: Rows = [{"id": 3, "_name": "บ้านดอน"}, {"id": 9, "_name": "ดอน"}]
    made = build(rows, known)
    assert set(made.frame["village_code"]) == {None, "43150403"}


def test_a_stated_tambon_outranks_the_place_and_the_difference_is_told(known: Gazetteer) -> None:
    made = build([{"TB_TN": "อุดมพร", "MOO": "หมู่1"}], known)
    assert made.frame["village_code"].tolist() == ["43150501"]
    assert told(made, "village.lies_elsewhere") == [1]


def test_the_tambon_of_the_settings_is_stated_too(known: Gazetteer) -> None:
    made = build([{"moo": 1}], known, project="431505")
    assert made.frame["village_code"].tolist() == ["43150501"]
    assert told(made, "village.lies_elsewhere") == [1]


def test_a_village_half_across_the_line_is_where_it_says(known: Gazetteer) -> None:
    shape: list[object] = [box(103.0405, 18.0, 103.059, 18.01)]
    made = build([{"TB_TN": "วังหลวง", "MOO": "1"}], known, shapes=shape)
    assert made.frame["village_code"].tolist() == ["43150401"]
    assert told(made, "village.lies_elsewhere") == []


def test_what_lies_mostly_in_no_known_tambon_is_not_said_to_lie_in_another(
    known: Gazetteer,
) -> None:
    """A quarter is in the neighbour, more than in its own, and the rest is in no outline."""
    shape: list[object] = [box(103.048, 17.985, 103.053, 18.01)]
    made = build([{"TB_TN": "วังหลวง", "MOO": "1"}], known, shapes=shape)
    assert told(made, "village.lies_elsewhere") == []


def test_a_code_that_the_gazetteer_does_not_have_is_never_made_up(known: Gazetteer) -> None:
    made = build([{"moo": 7}], known)
    assert made.frame["village_code"].tolist() == [None]
    assert made.frame["moo"].tolist() == [7]
    assert told(made, "village.moo_unknown") == [1]


def test_a_stated_tambon_that_nobody_knows_is_not_replaced_by_the_place(known: Gazetteer) -> None:
    made = build([{"ตำบล": "ดอนแดง", "moo": 1}], known)
    assert made.frame[["village_code", "tambon_code"]].to_numpy().tolist() == [[None, None]]
    assert told(made, "village.tambon_unclear") == [1]


def test_a_slip_in_the_tambons_name_is_only_told(known: Gazetteer) -> None:
    made = build([{"ตำบล": "วังหลาง", "moo": 1}], known)
    assert made.frame["village_code"].tolist() == ["43150401"]
    assert told(made, "codes.parent_differs") == [1]


def test_two_moos_for_one_area_are_a_doubt(known: Gazetteer) -> None:
    rows: Rows = [
        {"_name": "วังหลวง หมู่ 1-2"},
        {"_name": "ก", "moo": "2,3"},
        {"_name": "ข", "moo": "1"},
    ]
    made = build(rows, known)
    assert told(made, "village.several_moos") == [1, 2]
    assert made.frame["moo"].tolist() == [None, None, 1]
    assert "บ้านวังหลวง หมู่ 1-2" in set(made.frame["name"])


def test_a_written_out_place_is_parted_and_its_tambon_used(known: Gazetteer) -> None:
    made = build([{"_name": "บ้านอุดม หมู่ที่ 1 ตำบลอุดมพร อำเภอเฝ้าไร่"}], known)
    assert made.frame[["village_code", "name"]].to_numpy().tolist() == [["43150501", "บ้านอุดม"]]


def test_each_record_says_what_it_fills_in(known: Gazetteer) -> None:
    rows: Rows = [
        {"รหัสหมู่บ้าน": "43150401", "ชื่อหมู่บ้าน": "วังหลวง", "_name": "พื้นที่ 1"},
        {"village_code": "43150402", "name": "ดอน"},
        {"หมู่": "3"},
    ]
    made = build(rows, known)
    assert made.frame["village_code"].tolist() == ["43150401", "43150402", "43150403"]
    assert made.frame["name"].tolist() == ["บ้านวังหลวง", "บ้านดอน", "บ้านดอน"]
    assert made.problems == ()


def test_two_columns_that_contradict_each_other_are_told(known: Gazetteer) -> None:
    rows: Rows = [{"รหัสหมู่บ้าน": "43150401", "village_code": "43150402"}]
    [found] = build(rows, known).problems
    assert found.code == "village.columns_differ"
    assert {"43150401", "43150402"} <= set(found.params.values())
    same: Rows = [{"รหัสหมู่บ้าน": "43150401", "village_code": "43150401.0"}]
    assert build(same, known).problems == ()


def test_the_settings_say_which_column_means_what(tmp_path: Path) -> None:
    ring = [[103.1, 18.1], [103.11, 18.1], [103.11, 18.11], [103.1, 18.11], [103.1, 18.1]]
    area = {"type": "Polygon", "coordinates": [ring]}
    one = {"type": "Feature", "properties": {"id": 4, "x": "ดอน"}, "geometry": area}
    drawn = json.dumps({"type": "FeatureCollection", "features": [one]}).encode()
    toml = f'{TOML}[files."drawings/ก.geojson"]\ncolumns = {{ moo = "id", name = "x" }}\n'
    atlas, problems = survey_of(tmp_path, {"drawings/ก.geojson": drawn}, toml=toml)
    [page] = atlas.pages
    assert page.villages[["village_code", "name"]].to_numpy().tolist() == [["43160504", "บ้านดอน"]]
    assert problems == []


def test_a_stated_column_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    toml = f'{TOML}[files."drawings/ก.kml"]\ncolumns = {{ moo = "mo" }}\n'
    _, [found] = survey_of(tmp_path, {"drawings/ก.kml": DRAWN}, toml=toml)
    assert found.code == "project.column_missing"
    assert "หมู่ที่, รหัสหมู่บ้าน" in found.message("th")


def test_what_lies_in_another_tambon_is_not_told_again_as_outside_its_own(tmp_path: Path) -> None:
    """The first village is drawn in the next tambon, a third of the second outside its own."""
    rows: Rows = [
        {"name": "บ้านหนึ่ง", "รหัสหมู่บ้าน": "43150401"},
        {"name": "บ้านสอง", "รหัสหมู่บ้าน": "43150402"},
    ]
    shapes: list[object] = [box(103.06, 18.01, 103.07, 18.02), box(103.02, 17.995, 103.03, 18.01)]
    outlines: Rows = [
        {"TB_IDN": "431504", "TB_TN": "วังหลวง"},
        {"TB_IDN": "431505", "TB_TN": "อุดมพร"},
    ]
    files = {
        "drawings/ก.geojson": geojson(rows, shapes),
        "reference/ตำบล.geojson": geojson(outlines, [HERE, BESIDE]),
    }
    _, problems = survey_of(tmp_path, files, toml='title = "ทดลอง"\n')
    codes = ("village.lies_elsewhere", "containment.far_outside")
    where = [(one.code, one.where.number) for one in problems if one.code in codes]
    assert sorted(where) == [("containment.far_outside", 2), ("village.lies_elsewhere", 1)]


def test_of_a_destroyed_name_one_problem_says_that_it_is_missing(tmp_path: Path) -> None:
    drawn = geojson([{"name": "????????"}, {"note": "ติดถนน�ใหญ่"}], AREAS[:2])
    _, problems = survey_of(tmp_path, {"drawings/ก.geojson": drawn})
    about = {(one.code, one.where.number) for one in problems}
    assert ("text.lost_letters", 1) in about
    assert ("village.no_name", 1) not in about
    assert {("text.lost_letters", 2), ("village.no_name", 2)} <= about
