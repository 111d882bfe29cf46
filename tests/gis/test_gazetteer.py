"""The gazetteer: villages by code and name, from whatever table lists them."""

from __future__ import annotations

import ast
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point

from muban.gis.gazetteer.gazetteer import Gazetteer, build_gazetteer, gazetteer_rows
from muban.gis.meant.check_name import check_name
from muban.gis.problems import Where
from muban.gis.source import Read, Source
from tests.register_grids import grid

ROWS = [
    ["ทำเนียบหมู่บ้าน จังหวัดหนองคาย"] * 5,
    ["รหัสหมู่บ้าน", "ชื่อหมู่บ้าน", "หมู่ที่", "ตำบล", "อำเภอ"],
    [43010901.0, "หมากก่อง", 1, "บ้านเดื่อ", "เมืองหนองคาย"],
    [43010902.0, "หมากก่อง", 2, "บ้านเดื่อ", "เมืองหนองคาย"],
    [43020507.0, "บ้านเทวี", 7, "ต.บ้านเดื่อ", "อ.ท่าบ่อ"],
    [43011103.0, "โพนสว่าง", 3, "โพนสว่าง", "เมืองหนองคาย"],
    [43160508.0, "เปงจาน", 8, "โพนแพง", "รัตนวาปี"],
    [43160308.0, "เปงจานนคร", 8, "บ้านต้อน", "รัตนวาปี"],
]
HERE = Where("a.xlsx", "Sheet1", 3, unit="row")


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    table = gazetteer_rows(grid(ROWS))
    assert table is not None
    return build_gazetteer(table)


def test_table_under_a_title_row_is_recognised_by_thai_headings(known: Gazetteer) -> None:
    assert list(known.villages) == [
        "43010901", "43010902", "43011103", "43020507", "43160308", "43160508",
    ]  # fmt: skip
    assert known.village("43020507").name == "บ้านเทวี"  # type: ignore[union-attr]


def test_register_with_years_or_a_table_of_figures_is_no_gazetteer() -> None:
    assert gazetteer_rows(grid([["ปี", "ประชากร"], [2563, 10]])) is None
    assert gazetteer_rows(grid([])) is None


def test_name_is_no_key(known: Gazetteer) -> None:
    assert [v.moo for v in known.by_name("บ.หมากก่อง")] == [1, 2]


def test_tambon_of_two_amphoes_needs_its_amphoe(known: Gazetteer) -> None:
    assert known.find_tambon("บ้านเดื่อ", province="หนองคาย") is None
    found = known.find_tambon("ต.บ้านเดื่อ", amphoe="อ.เมือง", province="จ.หนองคาย")
    assert found is not None
    assert found.code == "430109"


def test_unknown_amphoe_finds_no_tambon_rather_than_another_amphoes(known: Gazetteer) -> None:
    assert known.find_tambon("โพนแพง", amphoe="ศรีเมืองใหม่") is None


def test_old_codes_and_old_names_find_todays_unit(known: Gazetteer) -> None:
    assert known.village("43051108") is known.villages["43160508"]
    found = known.find_tambon("สองห้อง", amphoe="เมืองหนองคาย")
    assert found is not None
    assert found.name == "โพนสว่าง"
    assert [v.code for v in known.by_name("หนองติ้ว")] == ["43160308"]


def test_name_that_is_not_the_codes_is_reported(known: Gazetteer) -> None:
    assert check_name("43011103", "บ้านโพนสว่าง", known, HERE) == []
    assert check_name("43160308", "บ้านหนองติ้ว", known, HERE) == []
    [differs] = check_name("43011103", "บ้านโพนแพง", known, HERE)
    assert (differs.code, differs.params["expected"]) == ("codes.name_differs", "บ้านโพนสว่าง")
    [unknown] = check_name("43011199", "บ้านใหม่", known, HERE)
    assert unknown.code == "codes.unknown"


def features(frame: gpd.GeoDataFrame) -> Read:
    frame = frame.assign(_number=range(1, len(frame) + 1))
    numbers = tuple(frame["_number"])
    return Read(Source(Path("p"), "p.geojson", "0"), "", "features", frame, numbers)


def test_points_without_codes_place_the_one_village_of_their_name() -> None:
    old = gpd.GeoDataFrame(
        {
            "NAME": ["บ้านเปงจาน", "บ้านหมากก่อง", "บ้านไม่มี"],
            "TAM_NAME": ["โพนแพง", "บ้านเดื่อ", "โพนแพง"],
            "AMP_NAME": ["รัตนวาปี", "เมืองหนองคาย", "รัตนวาปี"],
            "PRV_NAME": ["หนองคาย"] * 3,
        },
        geometry=[Point(103.2, 18.2), Point(102.7, 17.8), Point(103, 18)],
        crs=4326,
    )
    points, table = gazetteer_rows(features(old)), gazetteer_rows(grid(ROWS))
    assert points is not None
    assert table is not None
    known = build_gazetteer(table, points)
    placed = [v.code for v in known.villages.values() if v.has_place]
    assert placed == ["43160508"], "two villages are called หมากก่อง, so neither is placed"
    assert (known.villages["43160508"].lon, known.villages["43160508"].lat) == (103.2, 18.2)
    assert len(known.villages) == 6


def test_boundary_files_of_the_country_are_recognised_by_their_columns() -> None:
    frame = gpd.GeoDataFrame(
        {
            "ADM3_PCODE": ["TH430111"],
            "ADM3_TH": ["โพนสว่าง"],
            "ADM2_PCODE": ["TH4301"],
            "ADM2_TH": ["เมืองหนองคาย"],
        },
        geometry=[Point(102, 17).buffer(0.1)],
        crs=4326,
    )
    table = gazetteer_rows(features(frame))
    assert table is not None
    known = build_gazetteer(table)
    assert str(known.full_name("430111")) == "ต.โพนสว่าง อ.เมืองหนองคาย จ.หนองคาย"


def test_the_whole_country_is_one_gazetteer(shared_data: Path) -> None:
    whole = pd.read_csv(shared_data / "thailand" / "villages.csv.gz", dtype=str)
    whole["moo"] = whole["moo"].astype(int)
    known = build_gazetteer(whole)
    assert len(known.villages) == len(whole) > 9000
    assert [u.code for u in known.find_units("ศรีเมืองใหม่", "amphoe")] == ["3402"]


def test_the_column_whose_values_are_codes_is_the_code_not_the_first_of_that_name() -> None:
    named = {"VILL_CODE": ["02"], "VILL_IDN": ["40010602"], "VILL_NM_T": ["บ้านสะอาด"]}
    read = features(gpd.GeoDataFrame(named, geometry=[Point(102.77, 16.4)], crs="EPSG:4326"))
    rows = gazetteer_rows(read)
    assert rows is not None
    assert rows["village_code"].tolist() == ["40010602"]
    assert rows["village"].tolist() == ["บ้านสะอาด"]


def test_a_later_table_gives_a_unit_the_english_name_that_the_first_has_not() -> None:
    thai = pd.DataFrame({"amphoe_code": ["4301"], "amphoe": ["เมืองหนองคาย"]})
    both = thai.assign(amphoe_en="Mueang Nong Khai")
    other = thai.assign(amphoe="เมือง", amphoe_en="Another")
    unit = build_gazetteer(thai, other, both).amphoe("4301")
    assert unit is not None
    assert (unit.name, unit.name_en) == ("เมืองหนองคาย", "Mueang Nong Khai")


def test_names_of_villages_are_compared_by_one_key() -> None:
    """A second key would know a village in one table that it does not know in another."""
    root = Path(__file__).resolve().parents[2]
    found = {
        path.relative_to(root).as_posix()
        for floor in ("gis", "layers", "web")
        for path in (root / floor).rglob("*.py")
        if "node_modules" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "compare_key"
        and "strip_village_prefix" in ast.dump(node)
    }
    assert found == {"gis/codes/gazetteer_records.py"}
