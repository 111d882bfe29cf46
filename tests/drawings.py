"""Small drawings made in code, for the tests of reading."""

from __future__ import annotations

import io
import sqlite3
import struct
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import openpyxl
import pyogrio
from shapely import Polygon

from muban.gis.problems import Effect
from muban.gis.reading.limits import Limits
from muban.gis.reading.read import read_file
from muban.gis.source import Read

__all__ = [
    "FEATURES",
    "GPX",
    "KML",
    "MEMBERS",
    "accounted",
    "codes",
    "geopackage_with_styles",
    "geopackage_with_text",
    "kml",
    "placemark",
    "read_bytes",
    "recounted",
    "shapefile",
    "workbook",
    "worksheet",
    "zipped",
]

FEATURES = gpd.GeoDataFrame(
    {"name": ["บ้านโพนแพง", "บ้านหนองแวง", "บ้านเหนือ"], "moo": [1, 2, 3]},
    geometry=[
        Polygon([(102.70, 17.90), (102.71, 17.90), (102.71, 17.91), (102.70, 17.91)]),
        Polygon([(102.71, 17.90), (102.72, 17.90), (102.72, 17.91), (102.71, 17.91)]),
        Polygon([(102.72, 17.90), (102.73, 17.90), (102.73, 17.91), (102.72, 17.91)]),
    ],
    crs="EPSG:4326",
)
"""Three villages side by side."""

POINT = "<Point><coordinates>102.7,17.9,0</coordinates></Point>"


def placemark(name: str, shape: str = POINT, more: str = "") -> str:
    """A KML placemark."""
    return f"<Placemark><name>{name}</name>{more}{shape}</Placemark>"


def kml(*inside: str, head: str = "") -> bytes:
    """A KML document."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<kml xmlns="http://www.opengis.net/kml/2.2" '
        'xmlns:gx="http://www.google.com/kml/ext/2.2">'
        f"<Document>{head}{''.join(inside)}</Document></kml>"
    ).encode()


RING = "102.7,17.9 102.71,17.9 102.71,17.91 102.7,17.91 102.7,17.9"
AREA = (
    "<Polygon><outerBoundaryIs><LinearRing><coordinates>"
    f"{RING}</coordinates></LinearRing></outerBoundaryIs></Polygon>"
)
KML = kml(
    "<Folder><name>หมู่บ้าน</name>"
    + placemark("บ้านโพนแพง", AREA, "<styleUrl>#a</styleUrl>")
    + "<Folder><name>สถานที่</name>"
    + placemark(
        "วัดศรีชมภู",
        POINT,
        "<description><![CDATA[<b>วัด</b><br>ม.3]]></description>"
        '<ExtendedData><Data name="หมู่ที่"><value>3</value></Data></ExtendedData>',
    )
    + placemark("รวม", f"<MultiGeometry>{AREA}{POINT}</MultiGeometry>")
    + "</Folder></Folder>",
    placemark(
        "ทาง",
        "<gx:Track><gx:coord>102.7 17.9 0</gx:coord><gx:coord>102.8 17.9 0</gx:coord></gx:Track>",
    ),
    head='<name>ตำบล</name><Style id="a"><PolyStyle><color>ff0000aa</color></PolyStyle></Style>',
)
"""Four placemarks in three layers, with every part that a reader looks at."""

GPX = (
    b'<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">'
    b'<wpt lat="17.9" lon="102.7"><name>Wat</name><sym>Flag</sym></wpt>'
    b'<rte><name>R</name><rtept lat="17.9" lon="102.7"/><rtept lat="17.8" lon="102.7"/></rte>'
    b'<trk><name>T</name><trkseg><trkpt lat="17.9" lon="102.7"/><trkpt lat="17.9" lon="102.8"/>'
    b'<trkpt lat="17.8" lon="102.8"/><trkpt lat="17.9" lon="102.7001"/></trkseg></trk></gpx>'
)
"""A waypoint, a route, and a track that comes back to its beginning."""


def shapefile(
    frame: gpd.GeoDataFrame = FEATURES, *, encoding: str = "UTF-8", cpg: str | None = None
) -> dict[str, bytes]:
    """The parts of a shapefile, by suffix; without a ``.cpg`` unless asked for."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "layer.shp")
        pyogrio.write_dataframe(frame, path, encoding=encoding)
        parts = {one.suffix.removeprefix("."): one.read_bytes() for one in path.parent.iterdir()}
    parts.pop("cpg", None)
    if cpg is not None:
        parts["cpg"] = cpg.encode()
    return parts


def recounted(dbf: bytes, rows: int) -> bytes:
    """A shapefile's table whose head says another number of rows."""
    return dbf[:4] + struct.pack("<I", rows) + dbf[8:]


def geopackage_with_text(number: int, data: bytes) -> bytes:
    """A GeoPackage with bytes that are no UTF-8 in a name, as some programs write them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.gpkg")
        FEATURES.to_file(path, driver="GPKG", layer="a", engine="pyogrio")
        with closing(sqlite3.connect(path)) as table, table:
            found = table.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in found.fetchall():
                table.execute(f'DROP TRIGGER "{name}"')
            table.execute("UPDATE a SET name = CAST(? AS TEXT) WHERE fid = ?", (data, number))
        return path.read_bytes()


def geopackage_with_surface(kind: int) -> bytes:
    """A GeoPackage whose second record is a surface or a triangle of a model (its WKB number)."""
    corners = [(103.1, 18.1), (103.11, 18.1), (103.11, 18.11), (103.1, 18.1)]
    ring = struct.pack("<I", 4) + b"".join(struct.pack("<dd", *corner) for corner in corners)
    part = struct.pack("<BII", 1, 3 if kind == 15 else 17, 1) + ring
    shape = part if kind == 17 else struct.pack("<BII", 1, kind, 1) + part
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.gpkg")
        FEATURES.to_file(path, driver="GPKG", layer="a", engine="pyogrio")
        with closing(sqlite3.connect(path)) as table, table:
            found = table.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in found.fetchall():
                table.execute(f'DROP TRIGGER "{name}"')
            header = b"GP\x00\x01" + struct.pack("<i", 4326)
            table.execute("UPDATE a SET geom = ? WHERE fid = 2", (header + shape,))
        return path.read_bytes()


def geopackage_with_styles() -> bytes:
    """A GeoPackage in which QGIS has saved a style with its layer."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.gpkg")
        FEATURES.to_file(path, driver="GPKG", layer="a", engine="pyogrio")
        with closing(sqlite3.connect(path)) as table, table:
            table.execute("CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, styleQML TEXT)")
            table.execute("INSERT INTO layer_styles (styleQML) VALUES ('<qgis/>')")
            table.execute(
                "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
                "VALUES ('layer_styles', 'attributes', 'layer_styles')"
            )
        return path.read_bytes()


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A ZIP with the same bytes every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data, 8)
    return out.getvalue()


def workbook(rows: list[list[object]], *, merge: str = "", sheet: str = "หมู่บ้าน") -> bytes:
    """An XLSX with one worksheet."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(row)
    if merge:
        page.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def worksheet(cells: str, *, before: str = "", after: str = "", styles: str = "") -> bytes:
    """An XLSX whose worksheet's XML is as given: what no library for writing would write.

    ``cells`` stands inside ``sheetData``; ``styles`` inside ``cellXfs`` (style 0 is there).
    """
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    with zipfile.ZipFile(io.BytesIO(workbook([["x"]], sheet="CIA"))) as book:
        members = {name: book.read(name) for name in book.namelist()}
    members["xl/worksheets/sheet1.xml"] = (
        f"<worksheet {main}>{before}<sheetData>{cells}</sheetData>{after}</worksheet>"
    ).encode()
    members["xl/styles.xml"] = members["xl/styles.xml"].replace(
        b"</cellXfs>", f"{styles}</cellXfs>".encode()
    )
    return zipped(members)


MEMBERS: list[list[object]] = [
    ["ตำบลโพนสว่าง", None, None],
    ["ชื่อ", "lat", "lon"],
    ["วัด", 17.9, 102.7],
    ["รร.", 17.8, 102.6],
]
"""A table with a title, headings, and two places."""


def read_bytes(
    folder: Path, name: str, data: bytes | Mapping[str, bytes], *, limits: Limits | None = None
) -> list[Read]:
    """Write a file (or a shapefile's parts) and read it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(data, bytes):
        path.write_bytes(data)
    else:
        for suffix, part in data.items():
            path.with_suffix(f".{suffix}").write_bytes(part)
    return read_file(path, folder, limits=limits or Limits())


def codes(reads: list[Read]) -> list[str]:
    """The codes of all problems, in order."""
    return [found.code for read in reads for found in read.problems]


def accounted(read: Read) -> bool:
    """Whether each record met is either in the frame or set aside by a problem."""
    aside = {
        found.where.number
        for found in read.problems
        if found.effect is Effect.SET_ASIDE and found.where.layer == read.layer
    }
    shown = set(read.frame["_number"] if read.kind == "features" else read.frame.index)
    return not shown & aside and shown | aside == set(read.numbers)
