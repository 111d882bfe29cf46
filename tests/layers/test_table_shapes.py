"""Boundaries that stand as text in a column of a table: survey programs, databases, My Maps."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from muban.gis.reading.tables.table_points import points_from_grid
from muban.gis.source import Read
from muban.layers.assemble import AssemblySettings, assemble
from tests.drawings import accounted, codes, read_bytes, workbook

AREA = shapely.box(103.2, 18.2, 103.21, 18.21)
CORNERS = [(103.21, 18.2), (103.21, 18.21), (103.2, 18.21), (103.2, 18.2), (103.21, 18.2)]
SPOTS = ";".join(f"{lat} {lon} 0 0" for lon, lat in CORNERS)


def _shapes(folder: Path, rows: list[list[object]]) -> Read:
    [grid] = read_bytes(folder, "a.xlsx", workbook(rows))
    shapes = points_from_grid(grid)
    assert shapes is not None
    assert accounted(shapes)
    return shapes


def _geojson(shape: BaseGeometry) -> str:
    return str(shapely.to_geojson(shape))


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        (SPOTS, AREA),
        (f"{SPOTS};", AREA),
        ("; ".join(f"{lat} {lon} 160.25 4.8" for lon, lat in CORNERS), AREA),
        (";".join(f"{lat} {lon}" for lon, lat in CORNERS), AREA),
        ("18.2 103.2 0 0;18.3 103.3 0 0", shapely.LineString([(103.2, 18.2), (103.3, 18.3)])),
        ("18.205 103.205 160.2 4.8", shapely.Point(103.205, 18.205)),
        (AREA.wkt, AREA),
        (f"SRID=4326;{AREA.wkt}", AREA),
        (
            shapely.force_3d(AREA, 12).wkt,
            AREA,
        ),
        (shapely.MultiPolygon([AREA]).wkt, AREA),
        (_geojson(AREA), AREA),
        (f'{{"type": "Feature", "properties": {{}}, "geometry": {_geojson(AREA)}}}', AREA),
        (shapely.to_wkb(shapely.set_srid(AREA, 4326), hex=True, include_srid=True), AREA),
    ],
)
def test_a_shape_written_as_text_is_that_shape(
    tmp_path: Path, text: str, shape: BaseGeometry
) -> None:
    rows: list[list[object]] = [["ชื่อหมู่บ้าน", "แนวเขต"], ["บ้านโพนแพง", text]]
    read = _shapes(tmp_path, rows)
    assert shapely.force_2d(read.frame.geometry.iloc[0]).equals(shape)
    assert read.frame.crs == "EPSG:4326"
    assert read.frame["_name"].tolist() == ["บ้านโพนแพง"]
    assert (read.numbers, read.unit, codes([read])) == ((2,), "row", [])


def test_a_zone_that_the_text_states_is_the_layers(tmp_path: Path) -> None:
    rows: list[list[object]] = [["name", "geom"], ["ก", "SRID=32648;POINT (251000 2010000)"]]
    assert _shapes(tmp_path, rows).frame.crs == "EPSG:32648"
    rows = [["name", "geom"], ["ก", "POINT (251000 2010000)"]]
    assert _shapes(tmp_path, rows).frame.crs is None


@pytest.mark.parametrize(
    "broken",
    [
        "POLYGON ((103.2 18.2, 103.21 18.2",
        "POLYGON ((103.2 18.2, 103.21 18.2))",
        '{"type": "Polygon", "coordinates": [[[103.2',
        "GEOMETRYCOLLECTION (" * 5000 + "POINT (1 1)" + ")" * 5000,
        '{"type":' * 2000,
        "ไม่ได้วาด",
    ],
)
def test_a_text_that_is_no_shape_is_an_error_at_its_row(tmp_path: Path, broken: str) -> None:
    rows: list[list[object]] = [["ชื่อ", "WKT"], ["ก", AREA.wkt], ["ข", AREA.wkt], ["ค", broken]]
    read = _shapes(tmp_path, rows)
    [found] = read.problems
    assert (found.code, found.where.number) == ("read.coordinate_unclear", 4)
    assert read.frame.geometry.isna().tolist() == [False, False, True]


def test_a_row_takes_its_area_before_its_point(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["ชื่อ", "จุดกลาง", "แนวเขต"],
        ["ก", "18.2 103.2 0 0", SPOTS],
        ["ข", "18.3 103.3 0 0", None],
    ]
    read = _shapes(tmp_path, rows)
    assert read.frame.geometry.geom_type.tolist() == ["Polygon", "Point"]
    [found] = read.problems
    assert (found.params["column"], found.params["others"]) == ("แนวเขต", "จุดกลาง")


KOBO: list[list[object]] = [
    ["start", "ชื่อหมู่บ้าน", "หมู่ที่", "รหัสหมู่บ้าน", "แนวเขต"],
    ["2020-03-01", "บ้านโพนแพง", 1, "43160501", SPOTS],
    ["2020-03-01", "บ้านอาญา", 2, "43160502", SPOTS.replace("103.2", "103.3")],
]


def test_villages_with_codes_and_a_boundary_are_drawn_and_no_gazetteer(tmp_path: Path) -> None:
    """Their codes and names alone passed as a gazetteer, and the boundaries vanished."""
    [grid] = read_bytes(tmp_path, "drawings/kobo.xlsx", workbook(KOBO))
    atlas = assemble({"drawings": [grid]}, AssemblySettings(title="ก"))
    assert atlas.village_areas is not None
    assert sorted(atlas.village_areas["village_code"]) == ["43160501", "43160502"]
    assert [(row.read, row.set_aside) for row in atlas.ledger] == [(2, 0)]


def test_a_pin_and_an_area_of_my_maps_csv_become_pin_and_village(tmp_path: Path) -> None:
    text = f'WKT,ชื่อ,คำอธิบาย\n"{AREA.wkt}",บ้านโพนแพง หมู่ 1,\n"POINT (103.205 18.205)",วัดกลาง,\n'
    [grid] = read_bytes(tmp_path, "drawings/ก.csv", text.encode())
    atlas = assemble({"drawings": [grid]}, AssemblySettings(title="ก", tambon="431605"))
    assert atlas.landmarks is not None
    assert atlas.landmarks["name"].tolist() == ["วัดกลาง"]
    assert atlas.village_areas is not None
    assert atlas.village_areas["village_code"].tolist() == ["43160501"]
