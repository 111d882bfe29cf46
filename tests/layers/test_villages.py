"""Villages are known by code, else by moo in a tambon, else by a name that only one has."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
from shapely import box

from muban.gis.gazetteer.gazetteer import Gazetteer, build_gazetteer
from muban.gis.headings.fields import Fields, find_fields
from muban.gis.problems import Where
from muban.layers.frames import UNIT_COLUMNS
from muban.layers.village.boundaries import build_units
from muban.layers.village.figures import check_figures, figures_of
from muban.layers.village.measured import measure_villages
from muban.layers.village.recognise import parts_by_role
from muban.layers.village.undrawn import add_undrawn
from muban.layers.village.village_identity import Record
from muban.layers.village.village_points import match_village_points
from muban.layers.village.villages import Villages, build_village_areas
from tests.frames import features

LEFT, RIGHT = box(103.0, 18.0, 103.01, 18.01), box(103.01, 18.0, 103.02, 18.01)
TAMBON = box(103.0, 18.0, 103.05, 18.05)


@pytest.fixture
def gazetteer() -> Gazetteer:
    return build_gazetteer(
        pd.DataFrame(
            {
                "village_code": ["43160501", "43160502", "43160503"],
                "village": ["บ้านโพนแพง", "บ้านหมากก่อง", "บ้านหมากก่อง"],
                "tambon": "โพนแพง",
                "amphoe": "รัตนวาปี",
            }
        )
    )


@pytest.fixture
def tambons(gazetteer: Gazetteer) -> gpd.GeoDataFrame:
    read = features([{"tam_code": "431605", "tambon": "โพนแพง"}], [TAMBON])
    return build_units([read], "tambon", gazetteer).frame


def build(
    rows: list[dict[str, object]], gazetteer: Gazetteer, tambons: gpd.GeoDataFrame
) -> Villages:
    shapes = [LEFT, RIGHT][: len(rows)]
    return build_village_areas([features(rows, shapes)], gazetteer=gazetteer, tambons=tambons)


def codes(villages: Villages) -> list[str]:
    return [found.code for found in villages.problems]


def test_excel_made_a_float_of_the_code(gazetteer: Gazetteer, tambons: gpd.GeoDataFrame) -> None:
    made = build([{"รหัสหมู่บ้าน": "43160501.0"}], gazetteer, tambons)
    assert made.frame["village_code"].tolist() == ["43160501"]
    assert made.frame["name"].tolist() == ["บ้านโพนแพง"]
    assert made.problems == ()


def test_a_moo_is_enough_inside_an_official_outline(
    gazetteer: Gazetteer, tambons: gpd.GeoDataFrame
) -> None:
    made = build([{"_name": "บ้านโพนแพง หมู่ที่ ๑"}], gazetteer, tambons)
    assert made.frame["village_code"].tolist() == ["43160501"]


def test_a_name_that_one_village_has_gives_its_code_and_a_note(
    gazetteer: Gazetteer, tambons: gpd.GeoDataFrame
) -> None:
    made = build([{"_name": "โพนแพง"}], gazetteer, tambons)
    assert made.frame["village_code"].tolist() == ["43160501"]
    assert codes(made) == ["village.code_from_name"]


def test_a_name_that_two_villages_have_decides_nothing(
    gazetteer: Gazetteer, tambons: gpd.GeoDataFrame
) -> None:
    made = build([{"_name": "บ้านหมากก่อง"}], gazetteer, tambons)
    assert made.frame["village_code"].tolist() == [None]
    assert codes(made) == ["village.no_code"]


def test_the_same_code_twice_shows_the_first_and_names_both(
    gazetteer: Gazetteer, tambons: gpd.GeoDataFrame
) -> None:
    rows: list[dict[str, object]] = [
        {"village_code": "43160501", "_name": "โพนแพง"},
        {"village_code": "43160501", "_name": "โพนแพงใต้"},
    ]
    made = build(rows, gazetteer, tambons)
    assert len(made.frame) == 1
    [found] = [each for each in made.problems if each.code == "village.drawn_twice"]
    assert found.where.number == 2
    assert "#1" in found.message("en")


def test_code_and_moo_that_disagree_are_shown_by_code(
    gazetteer: Gazetteer, tambons: gpd.GeoDataFrame
) -> None:
    made = build([{"village_code": "43160501", "moo": "2"}], gazetteer, tambons)
    assert made.frame["moo"].tolist() == [1]
    assert codes(made) == ["village.conflicting_code"]


def test_nothing_known_is_still_shown_and_asked_about(gazetteer: Gazetteer) -> None:
    nowhere = build_units([], "tambon", gazetteer).frame
    made = build([{}], build_gazetteer(), nowhere)
    assert len(made.frame) == 1
    assert codes(made) == ["village.no_tambon", "village.no_code", "village.no_name"]


def test_a_stated_moo_is_shown_where_the_tambon_is_not_known(gazetteer: Gazetteer) -> None:
    nowhere = build_units([], "tambon", gazetteer).frame
    rows: list[dict[str, object]] = [{"ชื่อหมู่บ้าน": "บ้านดอน หมู่ที่ 4"}, {"หมู่ที่": "๒"}]
    frame = build(rows, gazetteer, nowhere).frame
    assert sorted(zip(frame["moo"], frame["name"], strict=True)) == [(2, ""), (4, "บ้านดอน")]
    assert set(frame["village_code"]) == {None}


def test_villages_nobody_drew_are_in_the_table_with_their_points(
    gazetteer: Gazetteer, tambons: gpd.GeoDataFrame
) -> None:
    drawn = measure_villages(build([{"moo": 1}], gazetteer, tambons).frame)
    point = LEFT.centroid
    rows: list[dict[str, object]] = [{"VILL_IDN": "43160502", "VILL_NM_T": "บ้านหมากก่อง"}]
    points = match_village_points([features(rows, [point])], gazetteer=gazetteer, tambons=tambons)
    full = add_undrawn(drawn, tambon_code="431605", gazetteer=gazetteer, points=points)
    assert full["place"].tolist() == ["drawn", "point", "none"]
    assert full["lon"].tolist()[1] == pytest.approx(103.005)


def test_an_old_point_counts_only_where_one_village_of_the_tambon_has_its_name(
    gazetteer: Gazetteer, tambons: gpd.GeoDataFrame
) -> None:
    rows: list[dict[str, object]] = [
        {"NAME": "บ้านโพนแพง", "TAM_NAME": "อื่น", "AMP_NAME": "โพนพิสัย"},
        {"NAME": "บ้านหมากก่อง", "TAM_NAME": "โพนแพง", "AMP_NAME": "รัตนวาปี"},
        {"NAME": "บ้านโพนแพง", "TAM_NAME": "โพนแพง", "AMP_NAME": "รัตนวาปี"},
    ]
    shapes = [LEFT.centroid, RIGHT.centroid, RIGHT.centroid]
    read = features(rows, shapes, file="reference/จุด.geojson")
    points = match_village_points([read], gazetteer=gazetteer, tambons=tambons)
    assert set(points.by_code) == {"43160501"}
    assert [found.code for found in points.problems] == [
        "village.no_shape",
        "village.point_twice",
    ]


def test_one_heading_holds_the_moo_in_one_office_and_the_code_in_another() -> None:
    assert find_fields(pd.DataFrame({"VILL_CODE": ["07"]})) == {"moo": "VILL_CODE"}
    assert find_fields(pd.DataFrame({"VILL_CODE": ["40010607"]})) == {"village_code": "VILL_CODE"}
    assert find_fields(pd.DataFrame({"VILL_CODE": ["ไม่ทราบ"]})) == {}


def test_areas_and_pins_of_one_layer_are_taken_apart() -> None:
    rows: list[dict[str, object]] = [
        {"_name": "บ้านโพนแพง"},
        {"_name": "ขอบเขตตำบลโพนแพง"},
        {"_name": "วัด"},
    ]
    read = features(rows, [LEFT, TAMBON, LEFT.centroid])
    parts = list(parts_by_role(read, folder="drawings"))
    assert [(part.role, part.read.frame["_number"].tolist()) for part in parts] == [
        ("landmark", [3]),
        ("tambon", [2]),
        ("village_area", [1]),
    ]


def test_an_outline_nobody_can_name_is_set_aside(gazetteer: Gazetteer) -> None:
    units = build_units([features([{"_name": "ตำบล"}], [TAMBON])], "tambon", gazetteer)
    assert len(units.frame) == 0
    assert [found.code for found in units.problems] == ["project.outline_unknown"]


def test_units_have_the_columns_the_atlas_promises(tambons: gpd.GeoDataFrame) -> None:
    assert list(tambons.columns) == list(UNIT_COLUMNS)
    assert tambons["name"].tolist() == ["โพนแพง"]


def test_codes_that_are_all_written_wrongly_are_told_not_passed_over(
    gazetteer: Gazetteer, tambons: gpd.GeoDataFrame
) -> None:
    rows: list[dict[str, object]] = [
        {"รหัสหมู่บ้าน": "4316050", "_name": "บ้านก"},
        {"รหัสหมู่บ้าน": "43160599x", "_name": "บ้านข"},
    ]
    made = build(rows, gazetteer, tambons)
    told = {(found.code, found.where.number) for found in made.problems}
    assert {("codes.malformed", 1), ("codes.malformed", 2)} <= told


@pytest.mark.parametrize("people", ["9" * 400, float("inf"), "1e300", "-5", "12.5", "หลายคน"])
def test_a_population_that_is_no_count_is_told_and_not_shown(people: object) -> None:
    """Four hundred digits ended the build."""
    fields = Fields({"population": ["ประชากร"], "households": ["ครัวเรือน"]})
    record = Record({"ประชากร": people, "ครัวเรือน": "1,234"}, fields, Where("ก.kml", "", 1))
    [told] = check_figures(record)
    assert (told.code, told.where.field, told.effect) == (
        "population.not_a_count",
        "ประชากร",
        "none",
    )
    figures = figures_of(record)
    assert (pd.isna(figures.population), figures.households) == (True, 1234)
