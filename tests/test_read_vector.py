"""Shapefiles in every encoding and state of repair, GeoPackage, FlatGeobuf, DXF and GPX."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from ezdxf.filemanagement import new as new_drawing

from gis.reading.read import read_file
from gis.source import FileSettings
from tests.drawings import (
    FEATURES,
    GPX,
    accounted,
    codes,
    geopackage_with_text,
    read_bytes,
    shapefile,
    zipped,
)

NAMES = FEATURES["name"].tolist()


@pytest.mark.parametrize("encoding", ["UTF-8", "cp874", "TIS-620"])
@pytest.mark.parametrize("cpg", [None, "stated", "ISO-8859-1"])
def test_thai_names_of_a_shapefile_are_right_whatever_its_cpg_says(
    encoding: str, cpg: str | None, tmp_path: Path
) -> None:
    parts = shapefile(encoding=encoding, cpg=encoding if cpg == "stated" else cpg)
    [read] = read_bytes(tmp_path, "a.shp", parts)
    assert read.frame["name"].tolist() == NAMES
    assert read.frame["_name"].tolist() == NAMES
    said = {None: ["encoding.assumed"], "stated": [], "ISO-8859-1": ["encoding.stated_wrong"]}
    assert codes([read]) == said[cpg]


def test_what_the_user_states_of_an_encoding_wins(tmp_path: Path) -> None:
    for suffix, data in shapefile(encoding="cp874", cpg="UTF-8").items():
        (tmp_path / f"a.{suffix}").write_bytes(data)
    [read] = read_file(tmp_path / "a.shp", tmp_path, settings=FileSettings(encoding="cp874"))
    assert read.frame["name"].tolist() == NAMES
    assert codes([read]) == []


def test_a_field_name_cut_inside_a_letter_is_cut_before_it(tmp_path: Path) -> None:
    # ชื่อ is twelve bytes in UTF-8; a DBF keeps ten.
    parts = shapefile(cpg="UTF-8")
    cut = "ชื่อ".encode()[:10].ljust(11, b"\0")
    parts["dbf"] = parts["dbf"].replace(b"name".ljust(11, b"\0"), cut)
    [read] = read_bytes(tmp_path, "a.shp", parts)
    assert read.frame["ชื่"].tolist() == NAMES
    assert codes([read]) == ["encoding.cut"]


def test_the_prj_is_what_the_file_states_and_its_absence_is_none(tmp_path: Path) -> None:
    utm = FEATURES.to_crs(32648)
    [read] = read_bytes(tmp_path, "a.shp", shapefile(utm))
    assert read.frame.crs.to_epsg() == 32648
    parts = shapefile(utm)
    del parts["prj"]
    [read] = read_bytes(tmp_path / "none", "a.shp", parts)
    assert read.frame.crs is None


def test_every_part_of_a_shapefile_counts_for_its_hash(tmp_path: Path) -> None:
    [one] = read_bytes(tmp_path, "a.shp", shapefile())
    [two] = read_bytes(tmp_path, "a.shp", shapefile(FEATURES.assign(moo=[7, 8, 9])))
    assert one.source.sha256 != two.source.sha256


def test_several_shapefiles_in_one_zip_are_layers(tmp_path: Path) -> None:
    members = {
        f"{folder}/{name}.{suffix}": data
        for folder, name in (("ก", "villages"), ("ข", "roads"))
        for suffix, data in shapefile(encoding="cp874").items()
    }
    reads = read_bytes(tmp_path, "a.zip", zipped(members))
    assert [read.layer for read in reads] == ["ก/villages", "ข/roads"]
    assert all(read.frame["name"].tolist() == NAMES for read in reads)


def test_a_shape_cut_off_names_its_row_and_the_others_live(tmp_path: Path) -> None:
    parts = shapefile(cpg="UTF-8")
    for name, shx in (("with", parts["shx"]), ("without", None)):
        damaged = {**parts, "shp": parts["shp"][:400]}
        if shx is None:
            del damaged["shx"]
        [read] = read_bytes(tmp_path / name, "a.shp", damaged)
        assert read.frame["name"].tolist() == NAMES[:2]
        assert [
            found.where.number for found in read.problems if found.code == "read.row_alone"
        ] == [3]
        assert accounted(read)


def test_a_shape_of_an_unknown_type_leaves_its_row_without_shape(tmp_path: Path) -> None:
    parts = shapefile(cpg="UTF-8")
    shp = bytearray(parts["shp"])
    shp[108:112] = (99).to_bytes(4, "little")
    [read] = read_bytes(tmp_path, "a.shp", {**parts, "shp": bytes(shp)})
    assert read.frame["name"].tolist() == NAMES
    assert read.frame.geometry.isna().tolist() == [True, False, False]


def test_deleted_rows_of_a_table_are_no_records(tmp_path: Path) -> None:
    parts = shapefile(cpg="UTF-8")
    dbf = bytearray(parts["dbf"])
    start = int.from_bytes(dbf[8:10], "little")
    dbf[start] = ord("*")
    [read] = read_bytes(tmp_path, "a.shp", {**parts, "dbf": bytes(dbf)})
    assert read.frame["name"].tolist() == NAMES[1:]
    assert read.numbers == (2, 3)


@pytest.mark.parametrize(("driver", "suffix"), [("GPKG", "gpkg"), ("FlatGeobuf", "fgb")])
def test_geopackage_and_flatgeobuf_keep_thai_column_names(
    driver: str, suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / f"a.{suffix}"
    FEATURES.rename(columns={"name": "ชื่อ"}).to_file(path, driver=driver, engine="pyogrio")
    [read] = read_file(path, tmp_path)
    assert sorted(read.frame["ชื่อ"]) == sorted(NAMES)
    assert read.frame.crs.to_epsg() == 4326
    assert {one.name for one in tmp_path.iterdir()} == {path.name}


def test_each_table_of_a_geopackage_is_a_layer(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    for layer in ("หมู่บ้าน", "สถานที่"):
        FEATURES.to_file(path, driver="GPKG", layer=layer, engine="pyogrio")
    assert [read.layer for read in read_file(path, tmp_path)] == ["หมู่บ้าน", "สถานที่"]


def test_gpx_gives_a_layer_per_kind_and_marks_a_walk_around(tmp_path: Path) -> None:
    reads = read_bytes(tmp_path, "a.gpx", GPX)
    assert [(read.layer, read.numbers) for read in reads] == [
        ("waypoints", (1,)),
        ("routes", (1,)),
        ("tracks", (1,)),
    ]
    assert reads[0].frame.iloc[0][["_name", "_icon"]].tolist() == ["Wat", "Flag"]
    assert reads[2].frame["_closed_track"].tolist() == [True]
    assert "_closed_track" not in reads[1].frame


def _drawing() -> bytes:
    drawing = new_drawing()
    space = drawing.modelspace()
    layer = {"layer": "เขต"}
    square = [(0, 0), (10, 0), (10, 10), (0, 10)]
    space.add_lwpolyline(square, close=True, dxfattribs=layer)
    space.add_lwpolyline(square, dxfattribs=layer)
    # A bulge of 1 is half a circle: this outline of two corners is a disc of radius 5.
    space.add_lwpolyline([(0, 0, 1), (10, 0, 1)], format="xyb", close=True, dxfattribs=layer)
    space.add_point((3, 4))
    space.add_text("วัดศรีชมภู", dxfattribs={"insert": (1, 2)})
    out = io.StringIO()
    drawing.write(out)
    return out.getvalue().encode()


def test_dxf_outlines_points_and_texts(tmp_path: Path) -> None:
    reads = read_bytes(tmp_path, "a.dxf", _drawing())
    assert [read.layer for read in reads] == ["0", "เขต"]
    points, areas = reads
    assert points.frame["_name"].tolist() == [None, "วัดศรีชมภู"]
    assert [shape.wkt for shape in points.frame.geometry] == ["POINT (3 4)", "POINT (1 2)"]
    assert areas.frame.geom_type.tolist() == ["Polygon", "LineString", "Polygon"]
    assert areas.frame.crs is None
    disc = areas.frame.geometry.iloc[2]
    assert disc.area == pytest.approx(3.14159 * 25, rel=0.02)
    assert disc.is_valid


def test_a_record_that_breaks_the_bulk_read_is_named_and_the_others_live(tmp_path: Path) -> None:
    [read] = read_bytes(tmp_path, "a.gpkg", geopackage_with_text(2, b"\xff\xfe\xfa"))
    assert read.numbers == (1, 2, 3)
    assert read.frame["name"].tolist() == [NAMES[0], None, NAMES[2]]
    assert read.frame.geometry.notna().all()
    assert [(found.code, found.where.number) for found in read.problems] == [("read.value_lost", 2)]
    assert accounted(read)
