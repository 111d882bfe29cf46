"""A reservoir drawn as an area among villages is a place, not one more village."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from shapely import box
from shapely.geometry.base import BaseGeometry

from muban.gis.gazetteer.gazetteer import Gazetteer, build_gazetteer
from muban.gis.source import FileSettings, Read
from muban.layers.areas.landmark_areas import part_landmark_areas
from muban.layers.landmark.kind_patterns import KindPattern
from muban.layers.sorting.shapes import Shapes
from muban.layers.village.recognise import Part
from tests.frames import features

PATTERNS = [
    KindPattern("water_source", "^อ่างเก็บน้ำ"),
    KindPattern("temple", "^วัด"),
    KindPattern("household_care", "ผู้ป่วย"),
    KindPattern("water_source", "^หนอง", weak=True),
]
FIRST, SECOND = box(102.7, 17.8, 102.8, 17.9), box(102.8, 17.8, 102.9, 17.9)
INSIDE = box(102.72, 17.82, 102.73, 17.83)
BESIDE = box(102.9, 17.8, 102.93, 17.83)
VILLAGES = [("บ้านโพนแพง หมู่ 1", FIRST), ("บ้านอาญา หมู่ 2", SECOND)]


def parted(
    more: Sequence[tuple[str, BaseGeometry]],
    *,
    villages: Sequence[tuple[str, BaseGeometry]] = VILLAGES,
    gazetteer: Gazetteer | None = None,
    settings: FileSettings | None = None,
    internal: Sequence[str] = (),
) -> tuple[dict[str, list[str]], Shapes]:
    rows = [*villages, *more]
    read = features([{"_name": name} for name, _ in rows], [shape for _, shape in rows])
    found = part_landmark_areas(
        Shapes((Part("village_area", read),), ()),
        patterns=PATTERNS,
        gazetteer=gazetteer or build_gazetteer(),
        settings={read.source.name: settings} if settings else {},
        internal=internal,
    )
    return {part.role: names(part.read) for part in found.parts}, found


def names(read: Read) -> list[str]:
    return [str(name) for name in read.frame["_name"]]


@pytest.mark.parametrize(
    ("name", "shape", "role"),
    [
        ("อ่างเก็บน้ำห้วยอาญา", INSIDE, "landmark"),
        ("อ่างเก็บน้ำห้วยอาญา", BESIDE, "landmark"),
        ("อ่างเก็บน้ำ หมู่ 3", BESIDE, "village_area"),
        ("บ้านอ่างเก็บน้ำ", BESIDE, "village_area"),
        ("หนองใหญ่", INSIDE, "landmark"),
        ("หนองใหญ่", BESIDE, "village_area"),
        ("ดงเย็น", INSIDE, "village_area"),
    ],
)
def test_a_place_is_told_from_a_village_by_its_name_and_where_it_lies(
    name: str, shape: BaseGeometry, role: str
) -> None:
    roles, found = parted([(name, shape)])
    assert name in roles[role]
    assert roles["village_area"][:2] == [name for name, _ in VILLAGES]
    told = [(one.code, one.where.number, one.where.name) for one in found.problems]
    assert told == ([("landmark.area_no_village", 3, name)] if role == "landmark" else [])


def test_where_no_village_says_that_it_is_one_a_name_proves_nothing() -> None:
    plain = [("โพนแพง", FIRST), ("อาญา", SECOND)]
    assert parted([("วัดหลวง", BESIDE)], villages=plain)[0] == {
        "village_area": ["โพนแพง", "อาญา", "วัดหลวง"]
    }


def test_a_village_of_that_name_in_the_gazetteer_keeps_the_area() -> None:
    import pandas as pd

    known = build_gazetteer(
        pd.DataFrame(
            {
                "village_code": ["43160505"],
                "tambon_code": ["431605"],
                "village": ["บ้านวัดหลวง"],
            }
        )
    )
    assert [unit.name for unit in known.villages.values()] == ["บ้านวัดหลวง"]
    roles, _ = parted([("วัดหลวง", BESIDE)], gazetteer=known)
    assert "landmark" not in roles


def test_what_the_project_states_stands() -> None:
    roles, _ = parted([("อ่างเก็บน้ำ", INSIDE)], settings=FileSettings(role="village_area"))
    assert "landmark" not in roles


def test_a_household_drawn_as_an_area_is_named_in_no_report() -> None:
    roles, found = parted([("ผู้ป่วยติดเตียง", INSIDE)], internal=["household_care"])
    assert roles["landmark"] == ["ผู้ป่วยติดเตียง"]
    assert found.problems == ()
