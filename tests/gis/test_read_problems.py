"""One defect, one problem: each code of reading, from a file that has nothing else wrong."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import shapely

from muban.gis.problem_catalogue import CATALOGUE
from muban.gis.problems import Problem
from muban.gis.reading.limits import Limits
from muban.gis.reading.read import read_file
from muban.gis.reading.tables.table_points import points_from_grid
from tests.drawings import (
    AREA,
    FEATURES,
    POINT,
    accounted,
    geopackage_with_styles,
    geopackage_with_text,
    kml,
    placemark,
    recounted,
    shapefile,
    workbook,
    worksheet,
    zipped,
)
from tests.geopackages import RENAMED, changed, with_edits_beside
from tests.parquets import parquet

DATA = Path(__file__).parent / "data" / "read"
WAT = placemark("วัด")
ASCII = FEATURES.assign(name=["a", "b", "c"])
PARTS = shapefile(ASCII)
EDITED = with_edits_beside(RENAMED)
SECOND_RING = (
    "<LinearRing><coordinates>102.8,17.9 102.81,17.9 102.81,17.91 102.8,17.9"
    "</coordinates></LinearRing>"
)


def _geojson(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _feature(**changes: object) -> dict[str, object]:
    point = {"type": "Point", "coordinates": [102.7, 17.9]}
    return {"type": "Feature", "properties": {"name": "วัด"}, "geometry": point} | changes


def _line(corners: str) -> bytes:
    shape = f"<LineString><coordinates>{corners}</coordinates></LineString>"
    return kml(placemark("ทาง", shape))


def _renamed_field(parts: dict[str, bytes], name: bytes) -> dict[str, bytes]:
    """A shapefile whose first column has other bytes as its name."""
    return parts | {"dbf": parts["dbf"].replace(b"name".ljust(11, b"\0"), name.ljust(11, b"\0"))}


def _deeper(data: bytes, sheet: str) -> bytes:
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data))
    hidden = book.create_sheet(sheet)
    hidden.append(["x"])
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _locked_zip() -> bytes:
    """A member marked as encrypted, in the table of contents and before the member."""
    data = bytearray(zipped({"a.geojson": _geojson(_feature()), "b.kml": kml(WAT)}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


_DXF = b"""0\nSECTION\n2\nENTITIES\n0\nCIRCLE\n8\n0\n10\n1.0\n20\n1.0\n40\n1.0\n0\nLINE\n8\n0
10\n0.0\n20\n0.0\n11\n1.0\n21\n1.0\n0\nENDSEC\n0\nEOF\n"""


def _lines(*ends: str) -> bytes:
    """A DXF drawing of lines in one layer."""
    each = ("0\nLINE\n8\n0\n10\n{}\n20\n{}\n11\n{}\n21\n{}\n".format(*e.split()) for e in ends)
    return f"0\nSECTION\n2\nENTITIES\n{''.join(each)}0\nENDSEC\n0\nEOF\n".encode()


_WESTERN = "บ้านหนองแวง".encode("cp874").decode("cp1252")


@dataclass(frozen=True)
class Case:
    """A file with one defect, and the record that it names (None: the file)."""

    name: str
    data: bytes | Mapping[str, bytes]
    number: int | None = None
    limits: Limits = field(default_factory=Limits)


CASES: dict[str, Case] = {
    "read.limit": Case("a.kml", kml(WAT, WAT), limits=Limits(max_features=1)),
    "read.xml_entities": Case("a.kml", b'<!DOCTYPE k [<!ENTITY a "b">]><kml>&a;</kml>'),
    "read.xml_mended": Case("a.kml", kml(placemark("ร้าน A & B"))),
    "read.xml_structure": Case("a.kml", b"\n" + kml(WAT)),
    "read.xml_documents": Case("a.kml", kml(WAT) + kml(WAT)),
    "read.double_name": Case("a.kml", kml(placemark("วัด", POINT, "<name>2</name>")), 1),
    "read.json_double_key": Case(
        "a.geojson", b'{"type":"Point","type":"Point","coordinates":[102.7,17.9]}'
    ),
    "read.json_broken": Case("a.geojson", _geojson(_feature())[:-2]),
    "read.not_geojson": Case("a.json", b'{"villages": 3}'),
    "read.feature_type": Case("a.geojson", _geojson(_feature(type="Featre")), 1),
    "read.bad_feature": Case("a.geojson", _geojson(_feature(), None), 2),
    "read.bad_geometry": Case(
        "a.geojson", _geojson(_feature(geometry={"type": "Polygon", "coordinates": [5]})), 1
    ),
    "read.bad_properties": Case("a.geojson", _geojson(_feature(properties=123)), 1),
    "read.no_shape": Case(
        "a.kml",
        kml(WAT, placemark("ทาง", "<LineString><coordinates>102,17</coordinates></LineString>")),
        2,
    ),
    "read.part_left_out": Case(
        "a.kml",
        kml(
            placemark(
                "รวม",
                f"<MultiGeometry>{POINT}<LineString><coordinates>102,17</coordinates>"
                "</LineString></MultiGeometry>",
            )
        ),
        1,
    ),
    "read.corners_joined": Case("a.kml", _line("102.7,17.9,0 102.8,17.9,0,102.8,17.8,0"), 1),
    "read.decimal_comma": Case("a.kml", _line("102,7,17,9 102,8,17,9"), 1),
    "read.corners_unclear": Case("a.kml", _line("102.7,17.9 102.8,17.9,0,1,2 102.8,17.8"), 1),
    "read.second_ring": Case(
        "a.kml",
        kml(placemark("บ้าน", AREA.replace("</outer", f"{SECOND_RING}</outer"))),
        1,
    ),
    "read.unknown_shape": Case("a.kml", kml(placemark("บ้าน", "<Model><Link/></Model>")), 1),
    "read.overlay": Case("a.kml", kml(WAT, "<GroundOverlay><name>ภาพ</name></GroundOverlay>"), 2),
    "read.network_link": Case(
        "a.kml",
        kml("<NetworkLink><Link><href>https://example.org/a.kml</href></Link></NetworkLink>"),
        1,
    ),
    "read.drawing_part": Case("a.dxf", _DXF, 1),
    "read.lines_joined": Case("a.dxf", _lines("0 0 1 0", "1 0 1 1", "1 1 0 0"), 1),
    "read.lines_tangled": Case("a.dxf", _lines("0 0 1 0", "0 0 1 1", "0 0 0 1")),
    "read.not_read": Case("a.mp4", b"\0\0\0 ftypisom"),
    "read.other_picture": Case("แผนที่.PDF", b"%PDF-1.7"),
    "read.other_project": Case("a.qgz", zipped({"a.qgs": b"<qgis/>", "a.qgd": b""})),
    "read.other_shortcut": Case("a.gsheet", b'{"doc_id": "1"}'),
    "read.other_unfinished": Case("a.kml.crdownload", kml(WAT)[:60]),
    "read.other_database": Case("a.mdb", b"\0\1\0\0Standard Jet DB"),
    "read.other_writing": Case("a.docx", zipped({"word/document.xml": b"<x/>"})),
    "read.other_packed": Case("a.rar", b"Rar!\x1a\x07\x00"),
    "read.other_cad": Case("a.dwg", b"AC1032"),
    "read.unreadable": Case("a.gpkg", b"SQLite format 3\x00 and no more"),
    "read.program_table": Case("a.gpkg", geopackage_with_styles()),
    "read.view_not_read": Case("a.gpkg", changed("CREATE VIEW v AS SELECT * FROM a")),
    "read.edits_joined": Case("a.gpkg", EDITED),
    "read.edits_unread": Case("a.gpkg", {**EDITED, "gpkg-wal": bytes(4096)}),
    "read.edits_alone": Case("a.gpkg-wal", EDITED["gpkg-wal"]),
    "read.locked": Case("a.xlsx", (DATA / "locked.xlsx").read_bytes()),
    "read.wrong_suffix": Case("a.txt", kml(WAT)),
    "read.empty": Case("a.kml", kml()),
    "read.part_missing": Case("a.shp", {k: v for k, v in PARTS.items() if k != "shx"}),
    "read.part_alone": Case("a.dbf", PARTS["dbf"]),
    "read.row_alone": Case("a.shp", {**PARTS, "shp": PARTS["shp"][:400]}, 3),
    "read.attributes_lost": Case(
        "a.shp",
        {**PARTS, "dbf": PARTS["dbf"][: -struct.unpack_from("<H", PARTS["dbf"], 10)[0] - 1]},
        3,
    ),
    "read.value_lost": Case("a.gpkg", geopackage_with_text(2, b"\xff\xfe\xfa"), 2),
    "read.more_shapes": Case(
        "a.parquet", parquet({"name": ["วัด"]}, {"a": [shapely.Point(102, 17)], "b": [None]})
    ),
    "read.table_cut": Case(
        "a.shp", {**PARTS, "dbf": PARTS["dbf"][:4] + struct.pack("<I", 5) + PARTS["dbf"][8:]}
    ),
    "read.rows_uncounted": Case("a.shp", {**PARTS, "dbf": recounted(PARTS["dbf"], 2)}),
    "read.unknown_crs": Case("a.shp", {**PARTS, "prj": b"GEOGCS[bad"}),
    "read.column_renamed": Case("a.geojson", _geojson(_feature(properties={"_number": 7}))),
    "read.member_unsafe": Case("a.zip", zipped({"../../x.kml": kml(WAT), "a.kml": kml(WAT)})),
    "read.member_not_read": Case("a.zip", zipped({"a.kml": kml(WAT), "b.docx": b"text"})),
    "read.member_nested": Case(
        "a.zip",
        zipped({"a.kmz": zipped({"a.kml": kml(WAT), "b.zip": zipped({"c.kml": kml(WAT)})})}),
    ),
    "read.member_broken": Case("a.zip", _locked_zip()),
    "read.no_map": Case("a.kml", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    "read.hidden_records": Case(
        "a.kml", kml(WAT, placemark("วัดเก่า", POINT, "<visibility>0</visibility>"))
    ),
    "read.described_fields": Case(
        "a.kml", kml(placemark("วัด", POINT, "<description>หมู่ที่: 1</description>"))
    ),
    "read.hidden_sheet": Case("a.xlsx", _deeper(workbook([["ชื่อ"], ["วัด"]]), "เก่า")),
    "read.no_table": Case("a.xls", b"<html><body>Please log in</body></html>"),
    "read.hidden_rows": Case(
        "a.xlsx",
        worksheet(
            '<row r="1"><c r="A1" t="str"><v>a</v></c></row>'
            '<row r="2" hidden="1"><c r="A2" t="str"><v>b</v></c></row><row r="3" hidden="1"/>'
        ),
    ),
    "read.hidden_columns": Case(
        "a.xlsx",
        worksheet(
            '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>',
            before='<cols><col min="2" max="16384" width="9" hidden="1"/></cols>',
        ),
    ),
    "read.cell_error": Case(
        "a.xlsx", worksheet('<row r="1"/><row r="2"><c r="B2" t="e"><v>#REF!</v></c></row>'), 2
    ),
    "read.cell_uncalculated": Case(
        "a.xlsx", worksheet('<row r="3"><c r="A3"><f>B2*2</f><v></v></c></row>'), 3
    ),
    "read.merged_overlap": Case(
        "a.xlsx",
        worksheet(
            '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>',
            after='<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A1:B1"/></mergeCells>',
        ),
    ),
    "read.shape_columns": Case(
        "a.csv",
        "ชื่อ,จุด,แนวเขต\nวัด,POINT (103.2 18.2),18.2 103.2 0 0;18.2 103.3 0 0\n".encode(),
    ),
    "read.stray_quote": Case("a.csv", 'ชื่อ,หมู่\n"วัด,1\nรร.,2\n'.encode(), 2),
    "read.coordinate_unclear": Case(
        "a.xlsx", workbook([["ชื่อ", "lat", "lon"], ["วัด", 17.9, 102.7], ["รร.", "ไม่รู้", "x"]]), 3
    ),
    "encoding.assumed": Case("a.csv", "ชื่อ,หมู่\nบ้านโพนแพง,1\n".encode("cp874")),
    "encoding.broken": Case(
        "a.kml", kml(WAT).replace(b"<Document>", "<Document><!-- บ้าน".encode() + b"\xe0\xb9 -->")
    ),
    "encoding.mixed": Case(
        "a.csv", "ชื่อ,หมู่\nบ้านโพนแพง,1\n".encode() + "บ้านหนองแวง,2\n".encode("cp874")
    ),
    "encoding.uncertain": Case("a.csv", "Müller,François\nGénève,Zürich\n".encode("cp1252")),
    "encoding.stated_wrong": Case("a.shp", shapefile(encoding="cp874", cpg="UTF-8")),
    "encoding.recovered": Case("a.geojson", _geojson(_feature(properties={"ชื่อ": _WESTERN})), 1),
    "encoding.cut": Case("a.shp", _renamed_field(shapefile(cpg="UTF-8"), "ชื่อ".encode()[:10])),
}

CUT = kml(WAT, WAT).rpartition(b"</coordinates>")[0]
UNCLOSED = placemark("ทาง", POINT.replace("</coordinates>", ""))

# Broken XML tells of the break and, apart, of each record behind it.
PAIRS: dict[str, Case] = {
    "read.xml_broken": Case("a.kml", CUT),
    "read.after_break": Case("a.kml", CUT, 2),
}
# So does a shape in which a tag was left open, and the structure that was put in order.
BROKEN_PAIRS: dict[str, Case] = {
    "read.record_broken": Case("a.kml", kml(WAT, UNCLOSED), 2),
}


def _problems(case: Case, folder: Path) -> list[Problem]:
    path = folder / case.name
    parts = (
        {path.suffix: case.data}
        if isinstance(case.data, bytes)
        else {f".{suffix}": part for suffix, part in case.data.items()}
    )
    for suffix, data in parts.items():
        path.with_suffix(suffix).write_bytes(data)
    reads = read_file(path, folder, limits=case.limits)
    assert all(accounted(read) for read in reads)
    points = [points_from_grid(read) if read.kind == "grid" else None for read in reads]
    last = [point or read for point, read in zip(points, reads, strict=True)]
    return [found for read in last for found in read.problems]


@pytest.mark.parametrize("code", sorted(CASES))
def test_one_defect_gives_one_problem_that_names_the_record(code: str, tmp_path: Path) -> None:
    case = CASES[code]
    found = _problems(case, tmp_path)
    assert [one.code for one in found] == [code]
    assert found[0].where.number == case.number
    assert found[0].where.file == case.name


@pytest.mark.parametrize("code", sorted(PAIRS))
def test_a_break_is_told_once_and_each_record_behind_it(code: str, tmp_path: Path) -> None:
    found = _problems(PAIRS[code], tmp_path)
    assert sorted(one.code for one in found) == sorted(PAIRS)
    [named] = [one for one in found if one.code == code]
    assert named.where.number == PAIRS[code].number


def test_a_record_whose_shape_is_broken_is_told_beside_the_structure(tmp_path: Path) -> None:
    case = BROKEN_PAIRS["read.record_broken"]
    found = _problems(case, tmp_path)
    assert [(one.code, one.where.number) for one in found] == [
        ("read.xml_structure", None),
        ("read.record_broken", case.number),
    ]


def test_every_code_of_reading_has_its_file() -> None:
    known = {code for code in CATALOGUE if code.startswith(("read.", "encoding."))}
    # No file breaks a reader, or fills a disk, on every machine: tests/gis/test_apart.py does.
    # What a reader of another package does, tests/test_api.py says.
    # What is not installed, tests/gis/test_read_parquet.py does.
    elsewhere = {
        "read.reader_died",
        "read.no_room",
        "read.added_reader_failed",
        "read.needs_library",
    }
    assert known - elsewhere == set(CASES) | set(PAIRS) | set(BROKEN_PAIRS)


@pytest.mark.parametrize("code", sorted(CASES))
def test_each_problem_speaks_thai_and_english(code: str, tmp_path: Path) -> None:
    [found, *_] = _problems(CASES[code], tmp_path)
    for lang in ("th", "en"):
        assert "{" not in found.message(lang)
        assert "{" not in found.fix(lang).replace('{"', "")
    assert any("ก" <= letter <= "๛" for letter in found.message("th"))


def test_a_shape_of_a_good_file_brings_no_problem(tmp_path: Path) -> None:
    for name, data in (("a.kml", kml(placemark("บ้าน", AREA))), ("a.geojson", _geojson(_feature()))):
        assert _problems(Case(name, data), tmp_path) == []
