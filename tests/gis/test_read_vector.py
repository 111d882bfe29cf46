"""Shapefiles in every encoding and state of repair, GeoPackage, FlatGeobuf, DXF and GPX."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import fiona
import pyogrio
import pytest
from ezdxf.document import Drawing
from ezdxf.filemanagement import new as new_drawing

from muban.gis.coordinates.crs import to_lonlat
from muban.gis.problems import Effect
from muban.gis.reading.read import read_file
from muban.gis.shapes.geometry import repair_shapes
from muban.gis.source import FileSettings
from tests.drawings import (
    FEATURES,
    GPX,
    accounted,
    codes,
    geopackage_with_surface,
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


SQUARE = [(300000, 2000000), (301000, 2000000), (301000, 2001000), (300000, 2001000)]


def _written(drawing: Drawing, encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    drawing.write(out)
    return out.getvalue().encode(encoding)


@pytest.mark.parametrize("version", ["R12", "R2000"])
@pytest.mark.parametrize("page", ["ANSI_874", "ANSI_1252"], ids=["as it says", "says 1252"])
def test_a_drawing_in_the_thai_code_page_keeps_its_layers_and_texts(
    version: str, page: str, tmp_path: Path
) -> None:
    drawing = new_drawing(version, units=0)
    drawing.encoding = "cp874"
    drawing.layers.add("แนวเขต")
    drawing.modelspace().add_text("บ้านโพนแพง", dxfattribs={"layer": "แนวเขต"})
    data = _written(drawing, "cp874").replace(b"ANSI_874", page.encode())
    [read] = read_bytes(tmp_path, "a.dxf", data)
    assert (read.layer, read.frame["_name"].tolist()) == ("แนวเขต", ["บ้านโพนแพง"])


def test_letters_that_a_drawing_s_code_page_lacks_are_read(tmp_path: Path) -> None:
    """AutoCAD on an English Windows writes ก as \\U+0E01."""
    drawing = new_drawing("R2000")
    drawing.layers.add("แนวเขต")
    drawing.modelspace().add_text("บ้านโพนแพง", dxfattribs={"layer": "แนวเขต"})
    text = _written(drawing).decode()
    ascii_only = "".join(c if c.isascii() else f"\\U+{ord(c):04X}" for c in text)
    [read] = read_bytes(tmp_path, "a.dxf", ascii_only.encode("ascii"))
    assert (read.layer, read.frame["_name"].tolist()) == ("แนวเขต", ["บ้านโพนแพง"])


def test_outlines_of_every_kind_of_line_in_a_drawing_are_areas(tmp_path: Path) -> None:
    drawing = new_drawing("R2010")
    space = drawing.modelspace()
    space.add_polyline3d([(x, y, 7) for x, y in SQUARE], close=True)
    around = space.add_spline()
    around.set_closed([(x, y, 0) for x, y in SQUARE])
    # Drawn mirrored: AutoCAD keeps its corners with x turned around.
    turned = [(-x, y) for x, y in SQUARE]
    space.add_lwpolyline(turned, close=True, dxfattribs={"extrusion": (0, 0, -1)})
    smooth = space.add_polyline2d(SQUARE, close=True)
    smooth.append_vertex((0, 0), dxfattribs={"flags": 16})
    [read] = read_bytes(tmp_path, "a.dxf", _written(drawing))
    assert codes([read]) == []
    assert read.frame.geom_type.tolist() == ["Polygon"] * 4
    solid, curved, mirrored, smoothed = read.frame.geometry
    for shape in (solid, mirrored, smoothed):
        assert shape.bounds == (300000, 2000000, 301000, 2001000)
        assert shape.area == pytest.approx(1e6)
    assert curved.is_valid
    # A closed cubic B-spline of the corners of a square encloses 61/90 of it (exactly, by Green).
    assert curved.area == pytest.approx(61 / 90 * 1e6, rel=0.01)


def test_an_open_spline_and_an_arc_are_lines(tmp_path: Path) -> None:
    drawing = new_drawing("R2010")
    space = drawing.modelspace()
    space.add_spline([(0, 0, 0), (500, 500, 0), (1000, 0, 0)])
    space.add_arc((0, 0), 100, 0, 180)
    [read] = read_bytes(tmp_path, "a.dxf", _written(drawing))
    assert read.frame.geom_type.tolist() == ["LineString", "LineString"]
    assert read.frame.geometry.iloc[1].length == pytest.approx(3.14159 * 100, rel=0.02)


def test_a_symbol_with_a_name_is_a_point_and_one_without_is_told(tmp_path: Path) -> None:
    drawing = new_drawing("R2010")
    sign = drawing.blocks.new("TEMPLE")
    sign.add_lwpolyline([(0, 0), (5, 0), (5, 5)], close=True)
    space = drawing.modelspace()
    named = space.add_blockref("TEMPLE", SQUARE[0], dxfattribs={"layer": "วัด"})
    named.add_attrib("NAME", "วัดโพธิ์ชัย", SQUARE[0])
    space.add_blockref("TEMPLE", SQUARE[1])
    bare, temple = read_bytes(tmp_path, "a.dxf", _written(drawing))
    assert codes([bare]) == ["read.drawing_part"]
    assert (temple.layer, temple.frame["_name"].tolist()) == ("วัด", ["วัดโพธิ์ชัย"])
    assert temple.frame["NAME"].tolist() == ["วัดโพธิ์ชัย"]
    assert temple.frame.geometry.iloc[0].wkt == "POINT (300000 2000000)"


def test_a_map_bound_in_as_one_block_is_read_whole(tmp_path: Path) -> None:
    """Its layer 0 is the layer of the block; a block that holds itself ends there."""
    drawing = new_drawing("R2010")
    bound = drawing.blocks.new("MAP")
    bound.add_lwpolyline(SQUARE, close=True)
    bound.add_lwpolyline(SQUARE, dxfattribs={"layer": "ถนน"})
    bound.add_blockref("MAP", (0, 0))
    drawing.modelspace().add_blockref("MAP", (0, 0), dxfattribs={"layer": "แนวเขต"})
    roads, edges = read_bytes(tmp_path, "a.dxf", _written(drawing))
    assert (roads.layer, roads.frame.geom_type.tolist()) == ("ถนน", ["LineString"])
    assert (edges.layer, edges.frame.geom_type.tolist()) == ("แนวเขต", ["Polygon"])
    assert codes([edges]) == ["read.drawing_part"]


def test_a_centred_text_stands_where_it_is_centred(tmp_path: Path) -> None:
    drawing = new_drawing("R2010")
    centred = {"insert": (0, 0), "halign": 4, "align_point": SQUARE[2]}
    drawing.modelspace().add_text("บ้านโพนแพง", dxfattribs=centred)
    [read] = read_bytes(tmp_path, "a.dxf", _written(drawing))
    assert read.frame.geometry.iloc[0].wkt == "POINT (301000 2001000)"


def test_a_mesh_of_a_drawing_is_no_line(tmp_path: Path) -> None:
    drawing = new_drawing("R2010")
    drawing.modelspace().add_polymesh((3, 3))
    [read] = read_bytes(tmp_path, "a.dxf", _written(drawing))
    [found] = read.problems
    assert (found.code, found.params["kind"]) == ("read.drawing_part", "MESH")


@pytest.mark.parametrize("kind", [("TIN", 16), ("PolyhedralSurface", 15), ("Triangle", 17)])
def test_a_surface_of_a_model_is_told_as_that_and_not_as_empty(
    kind: tuple[str, int], tmp_path: Path
) -> None:
    name, number = kind
    [read] = read_bytes(tmp_path, "a.gpkg", geopackage_with_surface(number))
    told = repair_shapes(to_lonlat(read))
    assert [(found.code, found.where.number) for found in told.problems] == [
        ("read.unknown_shape", 2)
    ]
    assert told.problems[0].params["kind"] == name
    assert told.problems[0].effect is Effect.SET_ASIDE
    assert told.frame["_number"].tolist() == [1, 3]


def test_a_record_that_breaks_the_bulk_read_is_named_and_the_others_live(tmp_path: Path) -> None:
    [read] = read_bytes(tmp_path, "a.gpkg", geopackage_with_text(2, b"\xff\xfe\xfa"))
    assert read.numbers == (1, 2, 3)
    assert read.frame["name"].tolist() == [NAMES[0], None, NAMES[2]]
    assert read.frame.geometry.notna().all()
    assert [(found.code, found.where.number) for found in read.problems] == [("read.value_lost", 2)]
    assert accounted(read)


def test_fiona_reads_what_pyogrio_refuses_and_nothing_is_lost_without_a_word(
    tmp_path: Path,
) -> None:
    """What the second reader is kept for: one broken cell costs one cell, and no layer."""
    broken = geopackage_with_text(2, b"\xff\xfe\xfa")
    path = tmp_path / "a.gpkg"
    path.write_bytes(broken)
    with pytest.raises(UnicodeDecodeError):
        pyogrio.raw.read(path)
    with pytest.raises(UnicodeDecodeError):
        pyogrio.read_dataframe(path)
    with fiona.open(path) as layer:
        cells = [feature.properties["name"] for feature in layer]
    assert cells == [NAMES[0], None, NAMES[2]]
    [read] = read_bytes(tmp_path, "a.gpkg", broken)
    assert read.frame["name"].tolist() == cells
    assert [found.code for found in read.problems] == ["read.value_lost"], "fiona says nothing"


def _miscounted(stated: int, index: str) -> bytes:
    out = io.BytesIO()
    pyogrio.write_dataframe(FEATURES, out, driver="FlatGeobuf", layer="a", SPATIAL_INDEX=index)
    data = bytearray(out.getvalue())
    struct.pack_into("<Q", data, data.index(struct.pack("<Q", len(FEATURES))), stated)
    return bytes(data)


@pytest.mark.parametrize("index", ["YES", "NO"])
@pytest.mark.parametrize("stated", [1, 2, 4, 50, 2**31, 2**62])
def test_every_record_of_a_flatgeobuf_is_read_whatever_number_its_head_states(
    stated: int, index: str, tmp_path: Path
) -> None:
    # GDAL alone reads the first of three without a word, or none.
    [read] = read_bytes(tmp_path, "a.fgb", _miscounted(stated, index))
    assert sorted(read.frame["name"]) == sorted(NAMES)
    [found] = read.problems
    assert (found.code, found.params["stated"], found.params["found"]) == (
        "read.rows_uncounted",
        stated,
        len(NAMES),
    )


@pytest.mark.parametrize("index", ["YES", "NO"])
def test_a_number_of_records_that_is_right_or_not_yet_known_is_no_matter(
    index: str, tmp_path: Path
) -> None:
    for stated in (len(NAMES), 0):
        [read] = read_bytes(tmp_path, "a.fgb", _miscounted(stated, index))
        assert (sorted(read.frame["name"]), read.problems) == (sorted(NAMES), ())
