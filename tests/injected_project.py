"""A project in which every text of every format is hostile."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import geopandas as gpd
import openpyxl
import shapely

__all__ = ["PAYLOADS", "injected_project"]

PAYLOADS: list[str] = json.loads(
    (Path(__file__).parent / "web" / "data" / "injection" / "payloads.json").read_text("utf-8")
)
WEST, SOUTH, STEP = 103.0, 18.0, 0.01


def injected_project(folder: Path, payloads: Sequence[str] = PAYLOADS) -> Path:
    """Plant the payloads in KML, GeoJSON, GPX, shapefile, CSV, XLSX, text and settings."""
    for name in ("drawings", "reference", "indicators", "register"):
        (folder / name).mkdir(parents=True)
    _settings(folder, payloads)
    _kml(folder / "drawings" / "villages.kml", payloads)
    _geojson(folder / "drawings" / "pins.geojson", payloads)
    _gpx(folder / "drawings" / "pins.gpx", payloads)
    _shapefile(folder / "drawings" / "pins.shp", payloads)
    _table(folder / "drawings" / "pins.csv", payloads)
    _workbook(folder / "drawings" / "pins.xlsx", payloads)
    _outline(folder / "reference" / "tambon.geojson", payloads)
    _gazetteer(folder / "reference" / "villages.csv", payloads)
    _indicators(folder / "indicators" / "cia.xlsx", payloads)
    _register(folder / "register" / "register.txt", payloads)
    return folder


def _pick(payloads: Sequence[str], index: int) -> str:
    return payloads[index % len(payloads)]


def _place(index: int) -> tuple[float, float]:
    return WEST + 0.001 + (index % 40) * 0.0009, SOUTH + 0.001 + (index // 40) * 0.0009


def _settings(folder: Path, payloads: Sequence[str]) -> None:
    def text(value: str) -> str:
        return json.dumps(value, ensure_ascii=True)

    (folder / "muban.toml").write_text(
        f"title = {text(payloads[0])}\n"
        'province = "43"\n'
        f"office = {text(payloads[2])}\n"
        f"date = {text(payloads[48])}\n"
        "fiscal_year_be = 2563\n",
        encoding="utf-8",
    )


def _kml(path: Path, payloads: Sequence[str]) -> None:
    placemarks = []
    for index in range(16):
        west, south = WEST + (index % 4) * STEP, SOUTH + (index // 4) * STEP
        ring = shapely.box(west, south, west + STEP, south + STEP).exterior.coords
        corners = " ".join(f"{x},{y}" for x, y in ring)
        bad = _pick(payloads, index * 7)
        placemarks.append(
            f"<Placemark><name>{escape(bad)}</name><description>{escape(bad)}</description>"
            f"<ExtendedData><Data name={quoteattr(bad)}><value>{escape(bad)}</value></Data>"
            f'<Data name="หมู่ที่"><value>{index + 1}</value></Data></ExtendedData>'
            f"<Polygon><outerBoundaryIs><LinearRing><coordinates>{corners}</coordinates>"
            "</LinearRing></outerBoundaryIs></Polygon></Placemark>"
        )
    folder = f"<Folder><name>{escape(payloads[3])}</name>{''.join(placemarks)}</Folder>"
    path.write_text(
        f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{folder}</Document></kml>',
        encoding="utf-8",
    )


def _geojson(path: Path, payloads: Sequence[str]) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"name": bad, "kind": bad, bad[:30]: bad},
            "geometry": {"type": "Point", "coordinates": _place(index)},
        }
        for index, bad in enumerate(payloads)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))


def _gpx(path: Path, payloads: Sequence[str]) -> None:
    points = "".join(
        f'<wpt lat="{_place(index)[1]}" lon="{_place(index)[0]}"><name>{escape(bad)}</name>'
        f"<desc>{escape(bad)}</desc><sym>{escape(bad)}</sym></wpt>"
        for index, bad in enumerate(payloads[::5])
    )
    path.write_text(
        f'<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">{points}</gpx>',
        encoding="utf-8",
    )


def _shapefile(path: Path, payloads: Sequence[str]) -> None:
    some = list(payloads[::6])
    points = [shapely.Point(_place(index + 200)) for index in range(len(some))]
    frame = gpd.GeoDataFrame({"name": [bad[:80] for bad in some]}, geometry=points, crs=4326)
    frame.to_file(path, driver="ESRI Shapefile", encoding="utf-8", engine="pyogrio")


def _table(path: Path, payloads: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["ชื่อ", "ประเภท", "lat", "lon"])
        for index, bad in enumerate(payloads[::4]):
            lon, lat = _place(index + 300)
            rows.writerow([bad, bad, lat, lon])


def _workbook(path: Path, payloads: Sequence[str]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "pins"
    sheet.append(["ชื่อ", "ละติจูด", "ลองจิจูด"])
    for index, bad in enumerate(payloads[::4]):
        lon, lat = _place(index + 400)
        sheet.append([None, lat, lon])
        cell = sheet.cell(row=index + 2, column=1)
        cell.value = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", bad)
        cell.data_type = "s"
    book.save(path)


def _outline(path: Path, payloads: Sequence[str]) -> None:
    shape = shapely.box(WEST, SOUTH, WEST + 4 * STEP, SOUTH + 4 * STEP)
    properties = {
        "tam_code": "431605",
        "tambon": payloads[4],
        "tambon_en": payloads[5],
        "amphoe": payloads[52],
        "amphoe_en": payloads[53],
    }
    feature = {
        "type": "Feature",
        "properties": properties,
        "geometry": shapely.geometry.mapping(shape),
    }
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))


def _gazetteer(path: Path, payloads: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["village_code", "moo", "village", "village_en", "tambon", "amphoe"])
        for moo in range(1, 30):
            bad = _pick(payloads, moo * 3)
            rows.writerow([f"431605{moo:02d}", moo, bad, bad, payloads[4], payloads[52]])


def _indicators(path: Path, payloads: Sequence[str]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["รหัสหมู่บ้าน", "ปี", "อาชีพ", "ทุนชุมชน", "การจัดการความเสี่ยงของชุมชน", payloads[2]])
    for moo in range(1, 17):
        sheet.append([f"431605{moo:02d}", 2562, moo, 50 + moo, payloads[moo], moo])
    book.save(path)


def _register(path: Path, payloads: Sequence[str]) -> None:
    lines = ["ที่\tจังหวัด\tอำเภอ\tตำบล\tหมู่บ้าน\tหมู่ที่\tปี พ.ศ.\tหมายเหตุ"]
    for index, bad in enumerate(payloads[:60]):
        flat = " ".join(bad.split())
        lines.append(
            f"{index + 1}\tหนองคาย\t{flat}\t{flat}\t{flat}\t{index % 20 + 1}\t2560\t{flat}"
        )
    path.write_text("\n".join(lines), encoding="utf-8")
