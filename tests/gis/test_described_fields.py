"""Facts that stand only in a description become fields; prose stays prose."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from muban.gis.reading.records.described_fields import described_fields
from tests.drawings import GPX, POINT, codes, kml, placemark, read_bytes
from tests.small_projects import survey_of, village

TABLE = "<table><tr><td>หมู่ที่</td><td>2</td></tr><tr><td>FID</td><td>7</td></tr></table>"


@pytest.mark.parametrize(
    "prose",
    [
        "วัดนี้สร้างเมื่อ พ.ศ. 2500",
        "เปิด: ทุกวัน",
        "เวลา 08:00 - 16:00 น.",
        "https://example.org/?moo=1",
        "หมู่ที่ 1 ตำบลโพนแพง",
        "หมู่ที่: https://example.org",
        '<img src="a.png">',
        "<table><tr><td>ก</td><td>ข</td><td>ค</td></tr></table>",
        "",
    ],
)
def test_a_sentence_with_a_colon_is_no_field(prose: str) -> None:
    assert described_fields(prose) == {} or "example.org" in prose
    assert "1" not in described_fields(prose).values()


def test_the_records_are_counted_and_their_labels_named_once_for_a_layer(tmp_path: Path) -> None:
    marks = (placemark(f"ว{i}", POINT, f"<description>หมู่ที่: {i}</description>") for i in (1, 2))
    [read] = read_bytes(tmp_path, "a.kml", kml(*marks, placemark("ป้าย")))
    assert read.frame["หมู่ที่"].tolist()[:2] == ["1", "2"]
    [told] = read.problems
    assert (told.code, told.params) == ("read.described_fields", {"count": 2, "labels": "หมู่ที่"})


def test_a_waypoint_s_description_is_read_too(tmp_path: Path) -> None:
    data = GPX.replace(b"<sym>", "<desc>หมู่ที่: 3</desc><sym>".encode())
    reads = read_bytes(tmp_path, "a.gpx", data)
    assert reads[0].frame["หมู่ที่"].tolist() == ["3"]


@pytest.mark.parametrize("column", ["description", "PopupInfo"])
def test_a_table_of_arcgis_that_became_a_column_is_read_too(column: str, tmp_path: Path) -> None:
    feature = {
        "type": "Feature",
        "properties": {"name": "1", column: f"<html><body>{TABLE}</body></html>"},
        "geometry": {"type": "Point", "coordinates": [102.7, 17.9]},
    }
    [read] = read_bytes(tmp_path, "a.geojson", json.dumps(feature).encode())
    assert read.frame.iloc[0][["หมู่ที่", "FID"]].tolist() == ["2", "7"]
    assert "read.described_fields" in codes([read])


def test_a_village_gets_its_code_from_the_table_in_its_description(tmp_path: Path) -> None:
    told = (
        "<table><tr><td>รหัสหมู่บ้าน</td><td>43160501</td></tr>"
        "<tr><td>ชื่อหมู่บ้าน</td><td>บ้านโพนแพง</td></tr></table>"
    )
    drawn = village(1).partition("<ExtendedData>")[0].replace("บ้านทดสอบ1", "1")
    shape = village(1).rpartition("</ExtendedData>")[2]
    one = f"{drawn}<description><![CDATA[{told}]]></description>{shape}"
    atlas, problems = survey_of(tmp_path, {"drawings/a.kml": kml(one, village(2))})
    assert atlas.village_areas is not None
    villages = atlas.village_areas.set_index("village_code")
    assert list(villages.index) == ["43160501", "43160502"]
    assert villages.loc["43160501", "name"] == "บ้านโพนแพง"
    assert "village.no_code" not in [one.code for one in problems]


def test_a_long_description_is_read_in_a_moment() -> None:
    for text in ("<table>" * 5_000, "ก" * 500_000 + ":", "หมู่ที่:" * 50_000, "<td>ก:" * 20_000):
        started = time.process_time()
        described_fields(text)
        assert time.process_time() - started < 2
