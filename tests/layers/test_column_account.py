"""Every column that came in is published, looked up, or withheld with a reason that is told."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import openpyxl
import pytest

from muban.layers.atlas import Atlas
from muban.symbology.legend import read_legend
from tests.drawings import kml, placemark
from tests.made_data import data_files
from tests.small_projects import DRAWN, TOML, gazetteer, survey_of

POINT = "<Point><coordinates>103.1112,18.105</coordinates></Point>"
PIN = placemark(
    "ศาลากลางบ้าน",
    POINT,
    "<description>เรื่องเล่า</description><ExtendedData>"
    '<Data name="หมายเหตุ"><value>เปิดทุกวันพุธ</value></Data>'
    '<Data name="ปีที่สร้าง"><value>2550</value></Data>'
    '<Data name="เบอร์โทรศัพท์"><value>สอบถามที่สำนักงาน</value></Data>'
    '<Data name="หมู่ที่"><value>1</value></Data></ExtendedData>',
)


def book(*rows: tuple[object, ...]) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


FILES = {
    "drawings/แนวเขต.kml": DRAWN,
    "drawings/หมุด.kml": kml(f"<Folder><name>หมุด</name>{PIN}</Folder>"),
    "drawings/landmarks.xlsx": book(
        ("ชื่อ", "ประเภท", "ละติจูด", "ลองจิจูด", "หมายเหตุ", "งบที่ใช้", "ว่าง"),
        ("วัดทดสอบ", "วัด", 18.104, 103.113, "งานบุญเดือนหก", 5000, None),
        ("โรงเรียนทดสอบ", "โรงเรียน", 18.103, 103.114, "ติดต่อ 081-234-5678", None, None),
    ),
    "reference/villages.csv": gazetteer(3),
    "reference/population.csv": (
        "รหัสหมู่บ้าน,ปี,ประชากร,ครัวเรือน,ผู้กรอก\n43160501,2562,612,208,เสมียน\n"
    ).encode(),
    "register/ทะเบียน.csv": "ที่,จังหวัด,อำเภอ,ตำบล,หมู่บ้าน,หมู่ที่,ปี พ.ศ.,หมายเหตุ,ผู้ใหญ่บ้าน\n"
    "1,หนองคาย,รัตนวาปี,โพนแพง,ทดสอบ1,1,2560,ระดับจังหวัด,ไม่ระบุ\n".encode(),
    "indicators/cia.csv": "รหัสหมู่บ้าน,ปี,อาชีพ,อะไรสักอย่าง\n43160501,2562,4,ก\n".encode(),
}


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    return survey_of(tmp_path_factory.mktemp("columns"), FILES)[0]


def told(atlas: Atlas) -> dict[str, str]:
    return {
        one.where.file: one.message("th")
        for one in atlas.problems
        if one.code == "project.columns_withheld"
    }


def test_columns_in_are_those_published_used_and_withheld(atlas: Atlas) -> None:
    """Counted by hand from the files above: name and description of a placemark are columns."""
    sums = {
        row.file: (row.read, row.published, row.used, sum(row.withheld.values()))
        for row in atlas.columns
    }
    assert sums == {
        "drawings/แนวเขต.kml": (3, 3, 0, 0),
        "drawings/หมุด.kml": (6, 2, 0, 4),
        "drawings/landmarks.xlsx": (7, 5, 0, 2),
        "reference/villages.csv": (5, 0, 5, 0),
        "reference/population.csv": (5, 3, 1, 1),
        "register/ทะเบียน.csv": (9, 8, 0, 1),
        "indicators/cia.csv": (4, 3, 0, 1),
    }
    reasons = {row.file: dict(row.withheld) for row in atlas.columns}
    assert reasons["drawings/หมุด.kml"] == {"not_public": 2, "personal": 1, "by_place": 1}
    assert reasons["drawings/landmarks.xlsx"] == {"not_public": 1, "empty": 1}
    assert reasons["register/ทะเบียน.csv"] == {"not_public": 1}


def test_what_is_withheld_is_named_and_what_is_published_is_not(atlas: Atlas) -> None:
    said = told(atlas)
    assert set(said) == {"drawings/หมุด.kml", "drawings/landmarks.xlsx", "register/ทะเบียน.csv"}
    assert "งบที่ใช้" in said["drawings/landmarks.xlsx"]
    assert "ว่าง (" not in said["drawings/landmarks.xlsx"]
    for heading in ("description", "ปีที่สร้าง", "เบอร์โทรศัพท์", "หมู่ที่"):
        assert heading in said["drawings/หมุด.kml"]
    assert "หมายเหตุ" not in said["drawings/หมุด.kml"]


def test_a_pins_note_is_published_and_a_telephone_number_in_one_is_not(atlas: Atlas) -> None:
    features = json.loads(data_files(atlas, read_legend())["data/landmarks.geojson"])["features"]
    notes = {f["properties"]["name"]: f["properties"]["note"] for f in features}
    assert notes == {"ศาลากลางบ้าน": "เปิดทุกวันพุธ", "วัดทดสอบ": "งานบุญเดือนหก", "โรงเรียนทดสอบ": ""}
    [found] = [one for one in atlas.problems if one.code == "privacy.phone"]
    assert found.where.file == "drawings/landmarks.xlsx"


def test_a_person_may_make_other_columns_part_of_the_note(tmp_path: Path) -> None:
    toml = TOML + '[files."drawings/หมุด.kml"]\npublic = ["ปีที่สร้าง", "description", "เบอร์โทรศัพท์"]\n'
    made, _ = survey_of(tmp_path, FILES, toml=toml)
    [row] = made.landmarks[made.landmarks["name"] == "ศาลากลางบ้าน"].to_dict("records")
    assert row["note"] == "เปิดทุกวันพุธ\nเรื่องเล่า\nปีที่สร้าง: 2550"
    assert re.findall(r"(\S+) \(", told(made)["drawings/หมุด.kml"]) == ["เบอร์โทรศัพท์", "หมู่ที่"]
