"""Files made to break, stall or fill whoever reads them: a table of what makes each.

Quick ones are read in the tests; the heavy ones by ``python -m benchmarks.hostile``.
"""

from __future__ import annotations

import io
import json
import math
import random
import struct
from collections.abc import Callable, Mapping
from functools import cache, partial

import pyogrio

from tests.drawings import AREA, FEATURES, GPX, KML, kml, placemark, shapefile, workbook, zipped
from tests.geopackages import RENAMED, changed, plain, with_edits_beside

__all__ = ["HEAVY", "QUICK", "Made", "flatgeobuf"]

Made = bytes | Mapping[str, bytes]
"""A file's content, or those of its parts by suffix."""

WAT = placemark("วัด")
PARTS = shapefile()


def flatgeobuf() -> bytes:
    """Three villages as a FlatGeobuf."""
    out = io.BytesIO()
    pyogrio.write_dataframe(FEATURES, out, driver="FlatGeobuf", layer="a")
    return out.getvalue()


def _miscounted(stated: int) -> bytes:
    """A FlatGeobuf whose head says that it has so many records; it has three."""
    data = bytearray(flatgeobuf())
    struct.pack_into("<Q", data, data.index(struct.pack("<Q", len(FEATURES))), stated)
    return bytes(data)


def _fc(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _feature(shape: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": {"name": "บ้าน", **properties}, "geometry": shape}


def _ring(*corners: tuple[float, float]) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}


def star(points: int) -> bytes:
    """A star that crosses itself everywhere."""
    step = 2 * math.pi * (points // 2) / points
    turns = [step * n for n in range(points)]
    corners = [
        (round(102.7 + 0.05 * math.cos(turn), 6), round(17.9 + 0.05 * math.sin(turn), 6))
        for turn in turns
    ]
    return _fc(_feature(_ring(*corners)))


def sieve(holes: int) -> bytes:
    """A square with so many holes."""
    side = math.ceil(math.sqrt(holes))
    step = 0.1 / side

    def square(x: float, y: float, size: float) -> list[list[float]]:
        return [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]

    rings = [square(102.7, 17.9, 0.1)]
    rings += [square(102.7 + step * (n % side + 0.2), 17.9 + step * (n // side + 0.2), step / 2)
              for n in range(holes)]  # fmt: skip
    return _fc(_feature({"type": "Polygon", "coordinates": rings}))


def pins(count: int, name: str) -> bytes:
    """So many pins on a grid."""
    return _fc(
        *(
            _feature(
                {"type": "Point", "coordinates": [102.6 + n % 400 / 2000, 17.8 + n // 400 / 2000]},
                name=f"{name} {n}",
            )
            for n in range(count)
        )
    )


def waypoints(count: int) -> bytes:
    """So many points of a GPS."""
    begin = GPX[: GPX.index(b"<wpt")]
    points = (
        f'<wpt lat="{17.8 + n // 400 / 2000}" lon="{102.6 + n % 400 / 2000}"><name>{n}</name></wpt>'
        for n in range(count)
    )
    return begin + "".join(points).encode() + b"</gpx>"


def tables(count: int, more: str = "") -> bytes:
    """A GeoPackage of so many tables, and a statement for each."""
    made = (f"CREATE TABLE t{n} (name TEXT); {more}".format(n=n) for n in range(count))
    return changed(*(one for pair in made for one in pair.split("; ") if one))


def _nested(depth: int) -> object:
    shape: object = {"type": "Point", "coordinates": [102.7, 17.9]}
    for _ in range(depth):
        shape = {"type": "GeometryCollection", "geometries": [shape]}
    return shape


def _dxf(body: str, blocks: str = "") -> bytes:
    inside = f"0\nSECTION\n2\nBLOCKS\n{blocks}0\nENDSEC\n" if blocks else ""
    return f"{inside}0\nSECTION\n2\nENTITIES\n{body}0\nENDSEC\n0\nEOF\n".encode()


def _block(name: str, body: str) -> str:
    return f"0\nBLOCK\n8\n0\n2\n{name}\n70\n0\n10\n0\n20\n0\n{body}0\nENDBLK\n8\n0\n"


def _insert(name: str, more: str = "") -> str:
    return f"0\nINSERT\n8\n0\n2\n{name}\n10\n0\n20\n0\n{more}"


def _line(*ends: float, layer: str = "0") -> str:
    x, y, x2, y2 = ends
    return f"0\nLINE\n8\n{layer}\n10\n{x}\n20\n{y}\n11\n{x2}\n21\n{y2}\n"


def _blob(wkb: bytes) -> bytes:
    shape = (b"GP\x00\x01" + struct.pack("<i", 4326) + wkb).hex()
    return changed(f"UPDATE a SET geom = x'{shape}' WHERE fid = 2")


def _collections(depth: int) -> bytes:
    return struct.pack("<BII", 1, 7, 1) * depth + struct.pack("<BIdd", 1, 1, 102.7, 17.9)


def _shape_with(at: int, value: int, form: str = "<i") -> dict[str, bytes]:
    shp = bytearray(PARTS["shp"])
    struct.pack_into(form, shp, at, value)
    return {**PARTS, "shp": bytes(shp)}


def _table_with(at: int, value: int, form: str) -> dict[str, bytes]:
    dbf = bytearray(PARTS["dbf"])
    struct.pack_into(form, dbf, at, value)
    return {**PARTS, "dbf": bytes(dbf)}


def _index_of(entries: bytes) -> dict[str, bytes]:
    return {**PARTS, "shx": PARTS["shx"][:100] + entries}


_VIEW = (
    "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('v', 'features', 'v')"
)


def _sql(*statements: str) -> Callable[[], bytes]:
    return partial(changed, *statements)


@cache
def _wholes() -> dict[str, bytes]:
    """A good file of each format."""
    return {
        "kml": KML,
        "kmz": zipped({"doc.kml": KML}),
        "zip": zipped({f"a.{suffix}": data for suffix, data in PARTS.items()}),
        "geojson": pins(5, "วัด"),
        "gpx": GPX,
        "gpkg": plain(),
        "fgb": flatgeobuf(),
        "dxf": _dxf("".join(_line(n, 0, n, 1) for n in range(20))),
        "xlsx": workbook([["ชื่อ", "lat", "lon"], ["วัด", 17.9, 102.7]]),
        "csv": "ชื่อ,lat,lon\nวัด,17.9,102.7\nวัดใหม่,17.8,102.7\n".encode(),
        "shp": PARTS["shp"],
    }


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _tail_off(data: bytes) -> bytes:
    return data[:-20]


def _zeroed(data: bytes) -> bytes:
    third = len(data) // 3
    return data[:third] + bytes(third) + data[2 * third :]


def _filled(data: bytes) -> bytes:
    third = len(data) // 3
    return data[:third] + b"\xff" * third + data[2 * third :]


def _noise(data: bytes) -> bytes:
    rest = random.Random(len(data)).randbytes(max(len(data) - 16, 0))
    return data[:16] + rest


def _speckled(data: bytes) -> bytes:
    out, dice = bytearray(data), random.Random(7)
    for _ in range(max(len(out) // 50, 1)):
        out[dice.randrange(16, len(out))] = dice.randrange(256)
    return bytes(out)


def _shuffled(data: bytes) -> bytes:
    blocks = [data[at : at + 64] for at in range(64, len(data), 64)]
    random.Random(3).shuffle(blocks)
    return data[:64] + b"".join(blocks)


_DAMAGES = (_cut, _tail_off, _zeroed, _filled, _noise, _speckled, _shuffled)


def _damaged(suffix: str, damage: Callable[[bytes], bytes]) -> Made:
    data = damage(_wholes()[suffix])
    return {**PARTS, "shp": data} if suffix == "shp" else data


QUICK: dict[str, Callable[[], Made]] = {
    f"{damage.__name__[1:]}.{suffix}": partial(_damaged, suffix, damage)
    for suffix in (
        "kml",
        "kmz",
        "zip",
        "geojson",
        "gpx",
        "gpkg",
        "fgb",
        "dxf",
        "xlsx",
        "csv",
        "shp",
    )
    for damage in _DAMAGES
} | {
    "star.geojson": partial(star, 1_801),
    "star_of_301.geojson": partial(star, 301),
    "star_many_times.geojson": lambda: _fc(*json.loads(star(151))["features"] * 20),
    "holes.geojson": partial(sieve, 6_000),
    "to_and_fro.geojson": lambda: _fc(_feature(_ring(*[(102.7, 17.9), (102.8, 17.9)] * 2_000))),
    "one_place.geojson": lambda: _fc(_feature(_ring(*[(102.7, 17.9)] * 50_000))),
    "collections.geojson": lambda: _fc(_feature(_nested(30))),
    "deep_collections.geojson": lambda: _fc(_feature(_nested(5_000 // 100))),
    "deep_list.geojson": lambda: b'{"type":"FeatureCollection","features":' + b"[" * 100_000,
    "endless_number.geojson": lambda: b'{"type":"Point","coordinates":[1' + b"0" * 5_000 + b",17]}",
    "infinite.geojson": lambda: b'{"type":"Point","coordinates":[1e999,17.9]}',
    "no_number.geojson": lambda: b'{"type":"Point","coordinates":[NaN,-Infinity]}',
    "words.geojson": lambda: b'{"type":"Polygon","coordinates":"many"}',
    "objects.geojson": lambda: b'{"type":"Polygon","coordinates":[[{"x":1}]]}',
    "empty_features.geojson": lambda: _fc(*[{}] * 2_000),
    "half_letters.geojson": lambda: _fc(_feature(None, name="\ud800", **{"\udc00": "\udfff"})),
    "wide.geojson": lambda: _fc(_feature(None, **{f"c{n}": n for n in range(2_500)})),
    "long_text.geojson": lambda: _fc(_feature(None, name="ก" * 1_200_000)),
    "long_number.geojson": lambda: _fc(_feature(None, moo=10**400)),
    "keys.geojson": lambda: (
        b'{"type":"Point",' + b'"type":"Point",' * 5_000 + b'"coordinates":[1,2]}'
    ),
    "bytes.geojson": lambda: b'{"type":"Point","coordinates":[102.7,17.9],"a":"\xff\xfe"}',
    "view.gpkg": _sql(
        "CREATE VIEW v AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
        "SELECT x FROM n",
        _VIEW,
    ),
    "zeroes.gpkg": _sql("CREATE VIEW v AS SELECT zeroblob(2000000000) AS geom FROM a", _VIEW),
    "product.gpkg": _sql("CREATE VIEW v AS SELECT a.* FROM a, a b, a c, a d, a e, a f, a g", _VIEW),
    "thousand_views.gpkg": _sql(*(f"CREATE VIEW v{n} AS SELECT * FROM a" for n in range(1_000))),
    "view_of_itself.gpkg": _sql("CREATE VIEW v AS SELECT * FROM v", _VIEW),
    "view_of_nothing.gpkg": _sql("CREATE VIEW v AS SELECT * FROM no_table", _VIEW),
    "strange_view.gpkg": _sql('CREATE VIEW "v""; DROP TABLE a; --" AS SELECT 1'),
    "trigger.gpkg": _sql("CREATE TRIGGER t AFTER UPDATE ON a BEGIN DELETE FROM a; END"),
    "generated.gpkg": _sql("ALTER TABLE a ADD COLUMN big AS (zeroblob(900000000))"),
    "tables.gpkg": partial(tables, 2_000),
    "columns.gpkg": _sql("CREATE TABLE w (" + ", ".join(f"c{n}" for n in range(1_990)) + ")"),
    "count.gpkg": _sql("UPDATE gpkg_ogr_contents SET feature_count = 9000000000000000000"),
    "negative_count.gpkg": _sql("UPDATE gpkg_ogr_contents SET feature_count = -5"),
    "no_contents.gpkg": _sql("DROP TABLE gpkg_contents"),
    "no_geometry_columns.gpkg": _sql("DROP TABLE gpkg_geometry_columns"),
    "no_systems.gpkg": _sql("DROP TABLE gpkg_spatial_ref_sys"),
    "bad_system.gpkg": _sql("UPDATE gpkg_spatial_ref_sys SET definition = 'x'"),
    "no_such_table.gpkg": _sql("DROP TABLE a"),
    "text_shape.gpkg": _sql("UPDATE a SET geom = 'POINT (1 2)'"),
    "number_shape.gpkg": _sql("UPDATE a SET geom = 5"),
    "blob_names.gpkg": _sql("UPDATE a SET name = x'fffefd00'"),
    "giant_blob.gpkg": _sql("UPDATE a SET geom = zeroblob(50000000)"),
    "nested.gpkg": lambda: _blob(_collections(50)),
    "deeply_nested.gpkg": lambda: _blob(_collections(100_000)),
    "four_thousand_million_points.gpkg": lambda: _blob(struct.pack("<BII", 1, 2, 2**32 - 1)),
    "four_thousand_million_rings.gpkg": lambda: _blob(struct.pack("<BII", 1, 3, 2**32 - 1)),
    "unknown_shape.gpkg": lambda: _blob(struct.pack("<BII", 1, 99, 1)),
    "infinite_shape.gpkg": lambda: _blob(struct.pack("<BIdd", 1, 1, math.inf, math.nan)),
    "edits_of_zeroes.gpkg": lambda: {**with_edits_beside(RENAMED), "gpkg-wal": bytes(100_000)},
    "journal_of_noise.gpkg": lambda: {
        "gpkg": plain(),
        "gpkg-journal": b"\xd9\xd5\x05\xf9" * 999,
    },
    "only_head.gpkg": lambda: b"SQLite format 3\x00" + bytes(84),
    "page_size.gpkg": lambda: plain()[:16] + b"\x00\x03" + plain()[18:],
    "shape_length.shp": lambda: _shape_with(104, 2**31 - 1, ">i"),
    "negative_length.shp": lambda: _shape_with(104, -1, ">i"),
    "parts.shp": lambda: _shape_with(144, 2**31 - 1),
    "negative_parts.shp": lambda: _shape_with(144, -5),
    "points.shp": lambda: _shape_with(148, 2**31 - 1),
    "part_index.shp": lambda: _shape_with(152, 2**30),
    "kind.shp": lambda: _shape_with(108, 77),
    "kind_of_file.shp": lambda: _shape_with(32, 77),
    "infinite.shp": lambda: _shape_with(156, 0x7FF0, "<h"),
    "rows.shp": lambda: _table_with(4, 2**32 - 1, "<I"),
    "row_width.shp": lambda: _table_with(10, 65_535, "<H"),
    "no_width.shp": lambda: _table_with(10, 0, "<H"),
    "table_begin.shp": lambda: _table_with(8, 1, "<H"),
    "field_length.shp": lambda: _table_with(32 + 16, 255, "<B"),
    "field_kind.shp": lambda: _table_with(32 + 11, 0, "<B"),
    "index_in_a_circle.shp": lambda: _index_of(PARTS["shx"][100:108] * 2_000),
    "index_of_noise.shp": lambda: _index_of(random.Random(1).randbytes(8_000)),
    "table_of_text.shp": lambda: {**PARTS, "dbf": b"no table"},
    "system_of_noise.shp": lambda: {**PARTS, "prj": b"GEOGCS[" * 20_000},
    "encoding_of_noise.shp": lambda: {**PARTS, "cpg": b"zip"},
    "head_size.fgb": lambda: flatgeobuf()[:8] + struct.pack("<I", 2**32 - 1) + flatgeobuf()[12:],
    "few_records.fgb": partial(_miscounted, 1),
    "many_records.fgb": partial(_miscounted, 4_000_000_000),
    "endless_records.fgb": partial(_miscounted, 2**63),
    "no_head.fgb": lambda: b"fgb\x03fgb\x00" + bytes(100),
    "itself.dxf": lambda: _dxf(_insert("A"), _block("A", _insert("A") + _line(0, 0, 1, 1))),
    "no_block.dxf": lambda: _dxf(_insert("A")),
    "half_letter.dxf": lambda: _dxf(_line(0, 0, 1, 1, layer="\\U+D800")),
    "one_meeting.dxf": lambda: _dxf("".join(_line(0, 0, n, 1) for n in range(3_000))),
    "layers.dxf": lambda: _dxf("".join(_line(0, 0, n, 1, layer=f"l{n}") for n in range(1_500))),
    "infinite.dxf": lambda: _dxf(_line(math.inf, math.nan, 1e308, -1e308)),
    "bulge.dxf": lambda: _dxf(
        "0\nLWPOLYLINE\n8\n0\n100\nAcDbEntity\n100\nAcDbPolyline\n90\n2\n70\n1\n"
        "10\n0\n20\n0\n42\n1e300\n10\n1\n20\n1\n42\n1e-300\n"
    ),
    "hatch.dxf": lambda: _dxf("0\nHATCH\n8\n0\n2\nSOLID\n70\n1\n91\n1\n" + _line(0, 0, 1, 1)),
    "arc.dxf": lambda: _dxf("0\nARC\n8\n0\n10\n0\n20\n0\n40\n1e-300\n50\n0\n51\n1e9\n"),
    "spline.dxf": lambda: _dxf("0\nSPLINE\n8\n0\n70\n0\n71\n30\n72\n0\n73\n0\n74\n0\n"),
    "text.dxf": lambda: _dxf("0\nTEXT\n8\n0\n10\nx\n20\ny\n1\nวัด\n"),
    "codes.dxf": lambda: _dxf("x\ny\n" * 500),
    "open_ring.kml": lambda: kml(*[placemark("บ้าน", AREA.replace("102.7,17.9 ", ""))] * 20),
    "entities.kml": lambda: b'<!DOCTYPE k [<!ENTITY a "b">]><kml>&a;</kml>',
    "deep.kml": lambda: b"<kml>" + b"<Folder>" * 5_000,
    "no_end.kml": lambda: b"<kml><Document>" + WAT.encode() * 500,
    "in_itself.zip": lambda: zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": b"x"})})}),
    "names.zip": lambda: zipped({"../../a.kml": KML, "/b.kml": KML, "c:\\d.kml": KML}),
    "many.zip": lambda: zipped({f"{n}.docx": b"" for n in range(300)}),
    "zeroes.zip": lambda: zipped({"a.kml": b"<kml>" + bytes(30_000_000)}),
    "edits.zip": lambda: zipped({"a.gpkg": plain(), "a.gpkg-wal": b"x" * 10_000}),
    "far.csv": lambda: b"a,b\n" + b"," * 1_000_000,
    "nothing.kml": lambda: b"",
    "blank.gpkg": lambda: bytes(10_000),
    "picture.kml": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
}

HEAVY: dict[str, Callable[[], Made]] = {
    "star.geojson": partial(star, 3_601),
    "holes.geojson": partial(sieve, 20_000),
    "pins.geojson": partial(pins, 200_000, "วัด"),
    "as_many_pins_as_may_be.geojson": partial(pins, 30_000, "วัด"),
    "waypoints.gpx": partial(waypoints, 300_000),
    "unknown_pins.geojson": partial(pins, 20_000, "สิ่งที่ไม่รู้จัก"),
    "tables.gpkg": partial(tables, 5_000),
    "some_tables.gpkg": partial(tables, 900),
    "some_tables_with_a_row.gpkg": partial(tables, 900, "INSERT INTO t{n} VALUES ('วัด')"),
    "some_layers.gpkg": partial(
        tables,
        900,
        "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
        "VALUES ('t{n}', 'attributes', 't{n}')",
    ),
    "lines.dxf": lambda: _dxf("".join(_line(n, 0, n + 1, 0) for n in range(100_000))),
    "lines_and_a_block.dxf": lambda: _dxf(
        "".join(_line(n, 0, n + 1, 0) for n in range(99_990)) + _insert("A"),
        _block("A", _line(0, 0, 1, 1)),
    ),
    "levels.dxf": lambda: _dxf(
        _insert("L0"),
        "".join(_block(f"L{n}", _insert(f"L{n + 1}") * 10) for n in range(9))
        + _block("L9", _line(0, 0, 1, 1)),
    ),
    "rows_and_columns.dxf": lambda: _dxf(
        _insert("A", "70\n30000\n71\n30000\n44\n1\n45\n1\n"), _block("A", _line(0, 0, 1, 1))
    ),
    "corners.geojson": lambda: _fc(
        _feature(_ring(*((102 + n / 1e6, 17 + (n * 7919 % 1000) / 1e6) for n in range(300_000))))
    ),
    "generated.gpkg": lambda: changed("ALTER TABLE a ADD COLUMN big AS (zeroblob(900000000))"),
}
