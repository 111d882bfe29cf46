"""Names that are none, names written for programs, and names whose letters are gone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from muban.gis.gazetteer.gazetteer import build_gazetteer
from muban.gis.gazetteer.gazetteer_rows import gazetteer_rows
from muban.gis.problems import Problem
from muban.gis.reading.tables.table_points import points_from_grid
from muban.gis.source import Read
from muban.gis.text.encoding import decode_bytes
from muban.gis.text.true_text import TELLING, decode_text, lost_letters, true_name
from muban.layers.landmark.pin_naming import name_pins
from muban.layers.village.boundaries import build_units
from muban.layers.village.villages import build_village_areas
from tests.drawings import AREA, codes, kml, placemark, read_bytes, workbook

CASES = Path(__file__).parents[1] / "data" / "import_conformance"
OUTLINE = [[[103.2, 18.2], [103.21, 18.2], [103.21, 18.21], [103.2, 18.21], [103.2, 18.2]]]

NO_TAMBONS = build_units([], "tambon", build_gazetteer()).frame


def cases(name: str) -> list[Any]:
    found = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    return [pytest.param(case, id=case["says"]) for case in found]


@pytest.mark.parametrize("case", cases("names"))
def test_a_name_is_what_a_person_may_be_shown(case: dict[str, str]) -> None:
    assert true_name(case["text"]) == (case["name"], case["was"])
    if case["was"] in ("decoded", "lost"):
        assert TELLING.search(case["text"])


@pytest.mark.parametrize("case", cases("bytes"))
def test_bytes_are_read_as_a_person_would(case: dict[str, Any]) -> None:
    assert decode_bytes(bytes.fromhex(case["hex"])).text == case["text"]


def test_no_clean_name_of_the_country_is_changed(shared_data: Path) -> None:
    import csv
    import gzip

    with gzip.open(shared_data / "thailand/villages.csv.gz", "rt", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    rows = rows[:: len(rows) // 7500]
    names = {row[column] for row in rows for column in ("village", "tambon", "amphoe")} - {""}
    assert len(names) > 3000
    assert [name for name in names if true_name(name) != (name, "name")] == []
    assert [name for name in names if decode_text(name) != name or lost_letters(name)] == []


def _geojson(*properties: dict[str, object]) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": one,
            "geometry": {"type": "Polygon", "coordinates": OUTLINE},
        }
        for one in properties
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _one(read: Read) -> Problem:
    [found] = read.problems
    return found


@pytest.mark.parametrize(
    ("properties", "code", "field"),
    [
        ({"name": "????????"}, "text.lost_letters", None),
        ({"หมายเหตุ": "ติดถนน�ใหญ่"}, "text.lost_letters", "หมายเหตุ"),
        ({"name": "<Null>"}, "text.no_name", None),
        ({"สภาพ": "<Null>"}, "text.no_value", None),
        ({"หมายเหตุ": "&#3610;&#3657;&#3634;&#3609;"}, "text.decoded", None),
    ],
)
def test_one_defect_of_a_text_gives_one_problem(
    tmp_path: Path, properties: dict[str, object], code: str, field: str | None
) -> None:
    [read] = read_bytes(tmp_path, "a.geojson", _geojson({"หมู่": 1}, properties))
    found = _one(read)
    assert (found.code, found.where.field) == (code, field)
    assert found.where.number == (None if code == "text.no_value" else 2)
    for lang in ("th", "en"):
        assert "{" not in found.message(lang) + found.fix(lang)


def test_letters_lost_in_many_cells_are_told_once_for_their_column(tmp_path: Path) -> None:
    rows: list[list[object]] = [["ชื่อ", "หมู่"], ["????", 1], ["?????", 2], ["วัดใต้", 3]]
    [read] = read_bytes(tmp_path, "a.xlsx", workbook(rows))
    found = _one(read)
    assert (found.code, found.where.field) == ("text.lost_cells", "A")
    assert (found.params["records"], found.params["count"]) == ("2–3", 2)


def test_pins_of_a_table_with_destroyed_names_are_told_of_once(tmp_path: Path) -> None:
    rows: list[list[object]] = [["ชื่อ", "lat", "lon"], ["????", 17.9, 102.7], ["วัด", 17.8, 102.6]]
    [read] = read_bytes(tmp_path, "a.xlsx", workbook(rows))
    points = points_from_grid(read)
    assert points is not None
    assert codes([points]) == ["text.lost_letters"]
    assert points.frame["_name"].tolist() == [None, "วัด"]


def test_an_error_of_excel_names_no_pin(tmp_path: Path) -> None:
    rows: list[list[object]] = [["ชื่อ", "lat", "lon"], ["#N/A", 17.9, 102.7], ["วัด", 17.8, 102.6]]
    [read] = read_bytes(tmp_path, "a.xlsx", workbook(rows))
    points = points_from_grid(read)
    assert points is not None
    first, second = name_pins(points).frame["_name"]
    assert (isinstance(first, str), second) == (False, "วัด")
    assert set(codes([points])) == {"read.cell_error", "text.no_name"}


def test_garbled_and_coded_cells_of_a_table_come_back(tmp_path: Path) -> None:
    garbled = "บ้านเนิน".encode().decode("latin-1")
    rows: list[list[object]] = [["ชื่อ", "หมู่"], [garbled, 1], ["%E0%B8%A7%E0%B8%B1%E0%B8%94", 2]]
    [read] = read_bytes(tmp_path, "a.xlsx", workbook(rows))
    assert read.frame["A"].tolist() == ["ชื่อ", "บ้านเนิน", "วัด"]
    assert codes([read]) == ["encoding.recovered", "text.decoded"]


GAZETTEER = "รหัสหมู่บ้าน,หมู่ที่,หมู่บ้าน,ตำบล,อำเภอ\n43160501,1,โพนแพง,โพนแพง,รัตนวาปี\n"


@pytest.mark.parametrize("name", ["????????", "□□□□", "<Null>", "บ้านโ\ufffdนแพง", "nan"])
@pytest.mark.parametrize("column", ["name", "ชื่อหมู่บ้าน"])
def test_the_gazetteer_names_a_village_whose_own_name_is_none(
    tmp_path: Path, name: str, column: str
) -> None:
    properties = {column: name, "รหัสหมู่บ้าน": "43160501"}
    [read] = read_bytes(tmp_path, "a.geojson", _geojson(properties))
    [table] = read_bytes(tmp_path, "gaz.csv", GAZETTEER.encode())
    rows = gazetteer_rows(table)
    assert rows is not None
    villages = build_village_areas([read], gazetteer=build_gazetteer(rows), tambons=NO_TAMBONS)
    assert villages.frame["name"].tolist() == ["บ้านโพนแพง"]
    assert not [one for one in villages.problems if one.code == "codes.name_differs"]


def test_a_moo_beside_a_destroyed_name_is_kept(tmp_path: Path) -> None:
    data = kml(placemark("บ้านโ\ufffdนแพง หมู่ 3", AREA))
    [read] = read_bytes(tmp_path, "a.kml", data)
    villages = build_village_areas(
        [read], gazetteer=build_gazetteer(), tambons=NO_TAMBONS, default_tambon="431605"
    )
    assert villages.frame["moo"].tolist() == [3]
    assert "\ufffd" not in villages.frame["name"].iloc[0]


def test_destroyed_names_of_a_gazetteer_name_no_village(tmp_path: Path) -> None:
    [table] = read_bytes(
        tmp_path, "gaz.csv", GAZETTEER.replace(",โพนแพง,โพน", ",??????,โพน").encode()
    )
    rows = gazetteer_rows(table)
    assert rows is not None
    assert rows["village"].tolist() == [""]
    assert codes([table]) == ["text.lost_letters"]
