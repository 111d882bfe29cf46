"""Make the drawn files of the sample project in ``web/sample``.

Run ``python -m tools.sample.make_sample`` in the project's root. Outlines, places and
figures are invented; they come from the tables beside this file. The register and the
gazetteer are facts and stand in ``web/sample`` as they are: this does not touch them.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

import shapely
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from shapely.geometry import LineString, Point, Polygon, mapping

from tools.sample.areas import TAMBON, Areas, draw_areas, read_rows
from tools.sample.my_maps import Placemark, kml

SAMPLE = Path(__file__).parents[2] / "web" / "sample"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""What every entry of a zip is dated, so that the same tables give the same bytes."""

NOT_A_SURVEY = "ตัวอย่าง เขียนขึ้นเอง ไม่ใช่แนวเขตจริง"
DOMAINS = [
    "อาชีพ",
    "ทุนชุมชน",
    "การจัดการความเสี่ยงของชุมชน",
    "แก้ปัญหาความยากจน",
    "การบริหารจัดการชุมชน",
]


def make_sample() -> dict[str, bytes]:
    """Every made file of the sample: path in the project folder to bytes."""
    areas = draw_areas()
    names = village_names()
    return {
        "drawings/แนวเขตหมู่บ้าน ตำบลโพนแพง.kml": _boundaries(areas, names).encode(),
        "drawings/ถนนและลำน้ำ.kml": _ways().encode(),
        "drawings/สถานที่สำคัญ.kmz": _zipped({"doc.kml": _pins(areas).encode()}),
        "indicators/ผล CIA ปี 2562.xlsx": _results(names),
        "reference/tambon.geojson": _tambons(areas),
        "reference/amphoe.geojson": _amphoes(areas),
    }


def village_names() -> dict[int, str]:
    """Moo to name of the sample's villages, from the gazetteer."""
    with (SAMPLE / "reference" / "หมู่บ้านในทะเบียน.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["tambon_code"] == TAMBON]
    return {int(row["moo"]): row["village"] for row in rows}


def _boundaries(areas: Areas, names: dict[int, str]) -> str:
    marks = [
        Placemark(
            folder=f"แนวเขตหมู่บ้าน {row['folder']}",
            name=names[int(row["moo"])],
            shape=areas.villages[int(row["moo"])],
            data={
                "หมู่ที่": row["moo"],
                "ชื่อหมู่บ้าน": names[int(row["moo"])],
                "รหัสหมู่บ้าน": f"{TAMBON}{int(row['moo']):02d}",
                "ตำบล": "โพนแพง",
                "อำเภอ": "รัตนวาปี",
                "จังหวัด": "หนองคาย",
                "ประชากร": row["population"],
                "ครัวเรือน": row["households"],
                "ปีข้อมูล": "2562",
            },
        )
        for row in read_rows("villages.csv")
    ]
    return kml("แนวเขตหมู่บ้าน ตำบลโพนแพง (ตัวอย่าง)", marks)


def _pins(areas: Areas) -> str:
    centres = {
        row["moo"]: (float(row["lon"]), float(row["lat"])) for row in read_rows("villages.csv")
    }
    marks = []
    for row in read_rows("pins.csv"):
        lon, lat = centres[row["moo"]]
        north = lat + float(row["north_m"]) / 110_600
        east = lon + float(row["east_m"]) / (111_320 * math.cos(math.radians(lat)))
        spot = Point(round(east, 6), round(north, 6))
        if not areas.villages[int(row["moo"])].contains(spot):
            raise ValueError(f"{row['name']} lies outside its village")
        marks.append(Placemark(row["folder"], row["name"], spot, note=row["note"]))
    return kml("สถานที่สำคัญ ตำบลโพนแพง (ตัวอย่าง)", marks)


def _ways() -> str:
    """Invented roads, a stream and a stretch of river: a map to find oneself on."""
    ways: dict[str, list[tuple[float, float]]] = {}
    for row in read_rows("ways.csv"):
        ways.setdefault(row["name"], []).append((float(row["lon"]), float(row["lat"])))
    marks = [
        Placemark("ถนนและลำน้ำ", name, _smooth(corners), note=NOT_A_SURVEY)
        for name, corners in ways.items()
    ]
    return kml("ถนนและลำน้ำ ตำบลโพนแพง (ตัวอย่าง)", marks)


def _smooth(corners: list[tuple[float, float]]) -> LineString:
    """A line with its corners cut three times (Chaikin 1974): roads and waters bend."""
    for _ in range(3):
        cut = [corners[0]]
        for (ax, ay), (bx, by) in pairwise(corners):
            cut.append((0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by))
            cut.append((0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by))
        corners = [*cut, corners[-1]]
    return LineString([(round(x, 6), round(y, 6)) for x, y in corners])


def _results(names: dict[int, str]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "CIA 2562"
    head = ["รหัสหมู่บ้าน", "หมู่ที่", "หมู่บ้าน", *DOMAINS]
    sheet.append(["ผลการวิเคราะห์ข้อมูลชุมชนด้วยโปรแกรม CIA ปี 2562 ตำบลโพนแพง"])
    sheet.append(["คะแนนเต็ม 100 ทุกด้าน (ตัวอย่าง: ตัวเลขสมมุติ)"])
    sheet.append(head)
    for row in read_rows("villages.csv"):
        moo = int(row["moo"])
        scores = [int(row[domain]) if row[domain] else None for domain in DOMAINS]
        sheet.append([f"{TAMBON}{moo:02d}", moo, names[moo], *scores])
    for number in (1, 2):
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(head))
        sheet.cell(number, 1).alignment = Alignment(horizontal="center")
        sheet.cell(number, 1).font = Font(bold=number == 1)
    for column, width in zip("ABCDEFGH", (13, 8, 20, 10, 12, 26, 22, 22), strict=True):
        sheet.column_dimensions[column].width = width
        sheet[f"{column}3"].font = Font(bold=True)
    sheet.freeze_panes = "D4"
    raw = io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    parts["docProps/core.xml"] = re.sub(
        rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2019-10-01T00:00:00Z", parts["docProps/core.xml"]
    )
    return _zipped(parts)


def _tambons(areas: Areas) -> bytes:
    amphoes = {row["code"]: row for row in read_rows("amphoes.csv")}
    features = []
    for row in read_rows("tambons.csv"):
        amphoe = amphoes[row["code"][:4]]
        features.append(
            _feature(
                areas.tambons[row["code"]],
                tam_code=row["code"],
                tambon=row["name"],
                tambon_en=row["name_en"],
                amp_code=amphoe["code"],
                amphoe=amphoe["name"],
                amphoe_en=amphoe["name_en"],
            )
        )
    return _collection("tambon", features)


def _amphoes(areas: Areas) -> bytes:
    features = []
    for row in read_rows("amphoes.csv"):
        parts = [area for code, area in areas.tambons.items() if code.startswith(row["code"])]
        whole = shapely.coverage_union_all(parts)
        features.append(
            _feature(whole, amp_code=row["code"], amphoe=row["name"], amphoe_en=row["name_en"])
        )
    return _collection("amphoe", features)


def _feature(area: Polygon, **properties: str) -> dict[str, object]:
    shape = shapely.orient_polygons(area)
    return {
        "type": "Feature",
        "properties": {**properties, "note": NOT_A_SURVEY},
        "geometry": json.loads(
            json.dumps(mapping(shape)), parse_float=lambda n: round(float(n), 6)
        ),
    }


def _collection(name: str, features: list[dict[str, object]]) -> bytes:
    lines = ",\n".join(
        json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features
    )
    return f'{{"type":"FeatureCollection","name":"{name}","features":[\n{lines}\n]}}\n'.encode()


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def main() -> None:
    """Write the files."""
    for name, data in make_sample().items():
        path = SAMPLE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        sys.stdout.write(f"{name}: {len(data):,} bytes\n")


if __name__ == "__main__":
    main()
