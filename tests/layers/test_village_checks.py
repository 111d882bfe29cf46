"""A drawn village's code, name and units are held against the gazetteer."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point

from muban.gis.gazetteer.gazetteer import Gazetteer, build_gazetteer
from muban.gis.headings.fields import Fields
from muban.gis.problems import Where
from muban.gis.source import Read, Source
from muban.layers.village.village_checks import check_drawn_names, check_village
from muban.layers.village.village_identity import Record, identify

FIELDS = Fields(
    {"village_code": ["รหัส"], "village": ["ชื่อ"], "tambon": ["ตำบล"], "amphoe": ["อำเภอ"]}
)


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    rows = [
        ["43160503", "บ้านผักขะ", "โพนแพง", "รัตนวาปี"],
        ["43011103", "บ้านโพนสว่าง", "โพนสว่าง", "เมืองหนองคาย"],
        ["43050101", "บ้านจุมพล", "จุมพล", "โพนพิสัย"],
    ]
    return build_gazetteer(
        pd.DataFrame(rows, columns=["village_code", "village", "tambon", "amphoe"])
    )


def codes(known: Gazetteer, *values: str) -> list[str]:
    record = Record(dict(zip(FIELDS.values(), values, strict=False)), FIELDS, Where("ก.kml", "", 1))
    return [found.code for found in check_village(record, identify(record, known), known)]


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        (("43160503", "ผักขะ", "ต.โพนแพง", "อ.รัตนวาปี"), []),
        (("43160503", "ผักขะ", "โพนแพง", "โพนพิสัย"), []),
        (("43011103", "โพนสว่าง", "สองห้อง", "อ.เมือง"), []),
        (("43160503", "", "", ""), []),
        (("43160503", "ฝักชะ", "โพนแพง", "รัตนวาปี"), ["codes.name_differs"]),
        (("43160503", "ผักขะ", "โพนสว่าง", "รัตนวาปี"), ["codes.parent_differs"]),
        (("43160503", "ผักขะ", "โพนแพง", "เมืองหนองคาย"), ["codes.parent_differs"]),
        (("43160599", "ผักขะ", "โพนแพง", "รัตนวาปี"), ["codes.unknown"]),
        (("43990101", "ใหม่", "", ""), []),
    ],
    ids=[
        "agrees with all",
        "amphoe from before the tambon moved",
        "former name of the tambon",
        "says nothing but its code",
        "another name",
        "another tambon",
        "another amphoe",
        "code that the tambon does not have",
        "tambon that the gazetteer does not cover",
    ],
)
def test_drawn_village_against_the_gazetteer(
    known: Gazetteer, values: tuple[str, ...], problems: list[str]
) -> None:
    assert codes(known, *values) == problems


def test_names_of_drawn_things_are_checked_as_text() -> None:
    frame = gpd.GeoDataFrame(
        {"_number": [1, 2, 3], "_name": ["วัดโพธิ์ชัย", "วัดพ\u0932งาม", "ท่ีว่าการ"]},
        geometry=[Point(102, 17)] * 3,
        crs=4326,
    )
    read = Read(Source(Path("p"), "p.kml", "0"), "หมุด", "features", frame, (1, 2, 3))
    assert [(found.where.number, found.code) for found in check_drawn_names([read])] == [
        (2, "text.foreign_letter"),
        (3, "text.normalised"),
    ]
