"""What leaves the house opens rightly elsewhere, runs nothing, and is the same bytes twice."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import time
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pyogrio
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from muban.gis.writing.safe_cells import safe_cell
from muban.gis.writing.write import (
    LayerStyle,
    csv_bytes,
    csv_text,
    geojson_text,
    write_geopackage,
    zip_deterministic,
)
from muban.gis.writing.write_workbook import workbook_bytes

VILLAGES = gpd.GeoDataFrame(
    {
        "village_code": ["43160501", "43160502"],
        "name": ["บ้านโพนแพง", '=HYPERLINK("x")'],
        "population": [412.0, float("nan")],
    },
    geometry=[
        shapely.box(102.0, 18.0, 102.01, 18.01),
        shapely.MultiPolygon([shapely.box(102.01, 18.0, 102.02, 18.01)]),
    ],
    crs=4326,
)
PINS = gpd.GeoDataFrame({"name": ["วัด", None]}, geometry=[shapely.Point(102, 18), None], crs=4326)
STYLE = LayerStyle("villages", "หมู่บ้าน", "<qgis/>", "<sld/>", "ขอบเขตหมู่บ้าน")


def test_geojson_follows_the_standard() -> None:
    data = json.loads(geojson_text(VILLAGES))
    assert "crs" not in data
    assert [f["properties"]["name"] for f in data["features"]] == list(VILLAGES["name"])
    assert data["features"][1]["properties"]["population"] is None
    ring = data["features"][0]["geometry"]["coordinates"][0]
    assert shapely.LinearRing(ring).is_ccw
    hole = shapely.box(0, 0, 3, 3).difference(shapely.box(1, 1, 2, 2))
    outer, inner = json.loads(geojson_text(gpd.GeoDataFrame(geometry=[hole], crs=4326)))[
        "features"
    ][0]["geometry"]["coordinates"]
    assert shapely.LinearRing(outer).is_ccw
    assert not shapely.LinearRing(inner).is_ccw


def test_geojson_has_six_decimals_and_no_shape_is_null() -> None:
    frame = gpd.GeoDataFrame(geometry=[shapely.Point(102.12345678, 18.1), None], crs=4326)
    features = json.loads(geojson_text(frame))["features"]
    assert features[0]["geometry"]["coordinates"] == [102.123457, 18.1]
    assert features[1]["geometry"] is None


@given(st.lists(st.tuples(*[st.floats(-180, 180)] * 2), min_size=2, max_size=20))
def test_numbers_of_geojson_are_as_short_as_python_writes_them(corners: list[tuple[float, float]]):
    """GEOS writes 0.6744560000000001 for the double that is 0.674456."""
    line = [*corners, (0.674456, 102.00006500000001), (18, -0.0853204)]
    frame = gpd.GeoDataFrame(geometry=[shapely.LineString(line)], crs=4326)
    wanted = [[float(number) for number in corner] for corner in np.round(line, 6)]
    assert f'{{"coordinates":{json.dumps(wanted, separators=(",", ":"))},' in geojson_text(frame)


def test_every_kind_of_shape_is_in_geojson() -> None:
    pair = shapely.MultiPoint([(102, 18), (103, 18)])
    shapes = [pair, shapely.GeometryCollection([pair])]
    features = json.loads(geojson_text(gpd.GeoDataFrame(geometry=shapes, crs=4326)))["features"]
    plain = {"type": "MultiPoint", "coordinates": [[102, 18], [103, 18]]}
    assert [feature["geometry"] for feature in features] == [
        plain,
        {"type": "GeometryCollection", "geometries": [plain]},
    ]


def test_geojson_refuses_metres() -> None:
    with pytest.raises(ValueError, match="EPSG:32648"):
        geojson_text(VILLAGES.to_crs(32648))


def test_csv_opens_in_excel_and_runs_nothing() -> None:
    written = csv_bytes(VILLAGES)
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))
    assert rows[0] == ["village_code", "name", "population"]
    assert rows[1] == ["43160501", "บ้านโพนแพง", "412.0"]
    assert rows[2] == ["43160502", '\'=HYPERLINK("x")', ""]


@pytest.mark.parametrize("text", ["=1+1", "+1+cmd", "-1+cmd|x", "@x", "\t=1", "\r=1", " =1", "＝1"])
def test_text_that_would_run_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", [-5, -5.25, "-5.25", "+66", "บ้าน", "", "a=b", None, True])
def test_numbers_and_plain_text_stay(value: object) -> None:
    assert safe_cell(value) is value


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(min_size=1), min_size=1, max_size=4))
def test_any_text_survives_csv_behind_its_apostrophe(cells: list[str]) -> None:
    cells = [cell.replace("\x00", "") for cell in cells]
    frame = pd.DataFrame([cells], columns=[f"c{i}" for i in range(len(cells))])
    (_, row) = csv.reader(io.StringIO(csv_text(frame), newline=""))
    for written, cell in zip(row, cells, strict=True):
        assert written in (cell, f"'{cell}")
        assert written[:1] not in ("=", "@", "\t", "\r")


def test_workbook_keeps_codes_as_text_and_has_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "v.xlsx"
    table = pd.DataFrame(
        {
            "รหัส": ["01060101"],
            "ชื่อ": ["=1+1"],
            "ค่า": [-2.5],
            "จำนวน": [3],
            "ว่าง": [None],
            "x": ["#N/A"],
        }
    )
    path.write_bytes(workbook_bytes({"หมู่บ้าน": table, "a/b:c": table.iloc[:0]}))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["หมู่บ้าน", "a b c"]
    cells = next(iter(book["หมู่บ้าน"].iter_rows(min_row=2)))
    assert [cell.value for cell in cells] == ["01060101", "'=1+1", -2.5, 3, None, "#N/A"]
    assert [cell.data_type for cell in cells] == ["s", "s", "n", "n", "n", "s"]


def test_whatever_a_table_holds_is_in_the_workbook_as_two_libraries_read_it() -> None:
    cells = [" <a & b>\r\nสอง ", "", True, 10**9, 0.1, -7, "#REF!", "ก\x0bข", "😀", None]
    table = pd.DataFrame([cells * 3, [None] * 30], columns=[f"หัว & {i}" for i in range(30)])
    book = workbook_bytes({"ก": pd.DataFrame(), "ข": table})
    wanted = [" <a & b>\r\nสอง ", None, True, 10**9, 0.1, -7, "#REF!", "กข", "😀", None] * 3
    opened = openpyxl.load_workbook(io.BytesIO(book))["ข"]
    headings, row, last = opened.iter_rows(max_row=3)
    assert [cell.value for cell in headings] == list(table.columns)
    assert [cell.value for cell in row] == wanted
    assert {cell.value for cell in last} == {None}
    assert {cell.number_format for cell in row if isinstance(cell.value, str)} == {"@"}
    assert all(cell.font.bold and cell.alignment.wrap_text for cell in headings)
    assert opened.freeze_panes == "A2"
    assert opened.column_dimensions["AD"].width == len("หัว & 29") + 2
    quick = openpyxl.load_workbook(io.BytesIO(book), read_only=True)["ข"]
    assert (quick.max_row, quick.max_column) == (3, 30), "what is stated without a look at cells"
    told = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_name("ข").to_python()
    assert told[1] == ["" if cell is None else cell for cell in wanted]


def test_geopackage_reads_back_with_its_styles(tmp_path: Path) -> None:
    path = tmp_path / "m.gpkg"
    write_geopackage(path, {"villages": VILLAGES, "pins": PINS}, styles=[STYLE])
    back = pyogrio.read_dataframe(path, layer="villages")
    assert list(back["name"]) == list(VILLAGES["name"])
    assert list(back["village_code"]) == ["43160501", "43160502"]
    assert set(back.geom_type) == {"MultiPolygon"}
    assert back.crs.to_epsg() == 4326
    assert len(pyogrio.read_dataframe(path, layer="pins")) == 2
    database = sqlite3.connect(path)
    row = database.execute(
        "SELECT f_table_name, f_geometry_column, styleName, styleQML, styleSLD, useAsDefault "
        "FROM layer_styles"
    ).fetchone()
    assert row == ("villages", "geom", "หมู่บ้าน", "<qgis/>", "<sld/>", 1)
    kinds = dict(database.execute("SELECT table_name, data_type FROM gpkg_contents"))
    geometry = database.execute(
        "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = 'villages'"
    ).fetchone()
    database.close()
    assert kinds == {"villages": "features", "pins": "features", "layer_styles": "attributes"}
    assert geometry == ("geom",)


def test_the_same_content_is_the_same_bytes_at_another_time(tmp_path: Path) -> None:
    made = []
    for turn in ("a", "b"):
        folder = tmp_path / turn
        folder.mkdir()
        write_geopackage(folder / "m.gpkg", {"villages": VILLAGES, "pins": PINS}, styles=[STYLE])
        (folder / "m.xlsx").write_bytes(workbook_bytes({"หมู่บ้าน": VILLAGES}))
        (folder / "m.geojson").write_text(geojson_text(VILLAGES), "utf-8")
        (folder / "m.csv").write_bytes(csv_bytes(VILLAGES))
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
        if turn == "a":
            time.sleep(2.1)  # ZIP entries know two seconds, the other forms less
    assert made[0] == made[1]


def test_a_file_that_is_there_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "m.gpkg"
    write_geopackage(path, {"old": VILLAGES})
    write_geopackage(path, {"new": PINS})
    assert [name for name, _ in pyogrio.list_layers(path)] == ["new"]


def test_zip_is_sorted_and_timeless() -> None:
    packed = zip_deterministic({"b/ข.txt": b"2", "a.txt": b"1"})
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == ["a.txt", "b/ข.txt"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
