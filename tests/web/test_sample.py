"""The sample that the wheel carries: what it must hold, and that it is made, not copied."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import geopandas as gpd
import openpyxl
import pytest
import shapely
from shapely.geometry import Point, Polygon, shape

from muban.web.settings.config import read_config
from tools.sample.make_sample import SAMPLE, make_sample

KML = "{http://www.opengis.net/kml/2.2}"
THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return make_sample()


def _placemarks(document: bytes) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(document).iter(f"{KML}Placemark"))


def _villages() -> dict[int, Polygon]:
    areas = {}
    for mark in _placemarks((SAMPLE / "drawings/แนวเขตหมู่บ้าน ตำบลโพนแพง.kml").read_bytes()):
        data = {d.get("name"): d.findtext(f"{KML}value") for d in mark.iter(f"{KML}Data")}
        ring = str(mark.findtext(f".//{KML}coordinates")).split()
        areas[int(str(data["หมู่ที่"]))] = Polygon([tuple(map(float, p.split(",")[:2])) for p in ring])
    return areas


def test_what_is_committed_is_what_the_tables_make(made: dict[str, bytes]) -> None:
    for name in (n for n in made if n.endswith((".kml", ".geojson"))):
        assert (SAMPLE / name).read_bytes() == made[name], name
    pins = "drawings/สถานที่สำคัญ.kmz"
    with zipfile.ZipFile(SAMPLE / pins) as old, zipfile.ZipFile(io.BytesIO(made[pins])) as new:
        assert old.read("doc.kml") == new.read("doc.kml")
    results = "indicators/ผล CIA ปี 2562.xlsx"
    old_book = openpyxl.load_workbook(SAMPLE / results)
    new_book = openpyxl.load_workbook(io.BytesIO(made[results]))
    assert list(old_book.active.values) == list(new_book.active.values)  # type: ignore[union-attr]


def test_the_same_tables_give_the_same_bytes(made: dict[str, bytes]) -> None:
    assert make_sample() == made


def test_thirteen_villages_meet_edge_to_edge() -> None:
    areas = _villages()
    assert sorted(areas) == list(range(1, 14))
    assert shapely.coverage_is_valid(list(areas.values()))
    assert shapely.union_all(list(areas.values())).geom_type == "Polygon"


def test_the_official_line_differs_from_the_drawn_one_as_real_ones_do() -> None:
    drawn = shapely.union_all(list(_villages().values()))
    tambons = json.loads((SAMPLE / "reference/tambon.geojson").read_text(encoding="utf-8"))
    (official,) = (
        shape(f["geometry"]) for f in tambons["features"] if f["properties"]["tam_code"] == "431605"
    )
    assert 0.02 < drawn.difference(official).area / drawn.area < 0.06


def test_the_schematic_province_has_62_tambons_in_9_amphoes_without_gap_or_overlap() -> None:
    tambons = gpd.read_file(SAMPLE / "reference/tambon.geojson")
    amphoes = gpd.read_file(SAMPLE / "reference/amphoe.geojson")
    assert len(tambons) == 62
    assert len(amphoes) == 9
    assert shapely.coverage_is_valid(tambons.geometry.values)
    assert set(tambons["amp_code"]) == set(amphoes["amp_code"])
    assert all("ไม่ใช่แนวเขตจริง" in note for note in tambons["note"])


def test_pins_lie_in_villages_and_name_no_person() -> None:
    with zipfile.ZipFile(SAMPLE / "drawings/สถานที่สำคัญ.kmz") as archive:
        marks = _placemarks(archive.read("doc.kml"))
    areas = list(_villages().values())
    assert 35 <= len(marks) <= 50
    for mark in marks:
        name = str(mark.findtext(f"{KML}name"))
        lon, lat, _ = str(mark.findtext(f".//{KML}coordinates")).strip().split(",")
        assert any(area.contains(Point(float(lon), float(lat))) for area in areas), name
        assert not re.search(r"นาย|นาง|น\.ส\.|\d{9}", name)


def test_one_village_has_no_result_and_no_result_leaves_the_scale() -> None:
    sheet = openpyxl.load_workbook(SAMPLE / "indicators/ผล CIA ปี 2562.xlsx").active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert len(rows) == 13
    scores = [row[3:8] for row in rows]
    assert sum(all(score is None for score in row) for row in scores) == 1
    given = [float(str(score)) for row in scores for score in row if score is not None]
    assert len(given) == 60
    assert all(0 <= score <= 100 for score in given)


def test_the_register_has_every_row_of_the_letter_and_its_defects() -> None:
    text = (SAMPLE / "register/ทะเบียน 2555-2562.txt").read_text(encoding="utf-8")
    cells = [line.split("\t") for line in text.splitlines()]
    numbered = [c for c in cells if c[0].translate(THAI_DIGITS).isdigit()]
    assert len([c for c in numbered if len(c) == 8]) == 73
    assert len([c for c in numbered if len(c) == 5]) == 2
    assert "เผ่าไร่" in text
    assert "ศรีเมืองใหม่" in text
    assert re.search("[\u0900-\u097f]", text), "the letter has one Devanagari letter"


def test_the_register_is_the_letter_word_for_word(shared: Path) -> None:
    letter = (shared / "data/letter/letter.txt").read_text(encoding="utf-8").splitlines()
    ours = (SAMPLE / "register/ทะเบียน 2555-2562.txt").read_text(encoding="utf-8").splitlines()
    numbered = [line for line in letter if "\t" in line and line.split("\t")[1] == "หนองคาย"]
    assert [line for line in ours if line.split("\t")[1:2] == ["หนองคาย"]] == numbered


def test_names_and_codes_are_the_public_ones(shared: Path) -> None:
    with (shared / "data/nongkhai/villages.csv").open(encoding="utf-8") as file:
        public = {row["village_code"]: row for row in csv.DictReader(file)}
    with (SAMPLE / "reference/หมู่บ้านในทะเบียน.csv").open(encoding="utf-8") as file:
        ours = list(csv.DictReader(file))
    assert len([row for row in ours if row["tambon_code"] == "431605"]) == 13
    for row in ours:
        assert row.pop("source")
        assert row == public[row["village_code"]]


def test_no_outline_is_a_copy_of_an_official_one(shared: Path) -> None:
    official = gpd.read_file(shared / "data/nongkhai/tambon.geojson")
    corners = {tuple(xy) for xy in shapely.get_coordinates(official.geometry.values).round(5)}
    ours = gpd.read_file(SAMPLE / "reference/tambon.geojson").geometry.values
    mine = {tuple(xy) for xy in shapely.get_coordinates(ours).round(5)}
    mine |= {tuple(xy) for xy in shapely.get_coordinates(list(_villages().values())).round(5)}
    assert len(mine & corners) < 0.001 * len(mine)


def test_the_settings_are_valid_and_say_that_it_is_a_sample() -> None:
    config = read_config(SAMPLE)
    assert config.sample
    assert config.title.startswith("ตัวอย่าง")
    assert config.province == "43"
    assert config.fiscal_year_be == 2563
