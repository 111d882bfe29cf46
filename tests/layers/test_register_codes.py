"""A register that brings codes is read by them, as far as its names do not speak against it."""

from __future__ import annotations

import pandas as pd
import pytest

from muban.gis.gazetteer.gazetteer import Gazetteer, build_gazetteer
from muban.layers.register.designations import resolve_register
from muban.layers.register.register_reading import read_register
from tests.register_grids import grid

CODED = ["รหัสหมู่บ้าน", "ปี", "ระดับ"]
NAMED = ["รหัสหมู่บ้าน", "อำเภอ", "ตำบล", "หมู่บ้าน", "หมู่ที่", "ปี"]
TAMBONS = ["รหัสตำบล", "ตำบล", "ปี"]


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    rows = [("43160508", "เปงจาน", "โพนแพง", "รัตนวาปี"), ("43160503", "ผักขะ", "โพนแพง", "รัตนวาปี")]
    return build_gazetteer(
        pd.DataFrame(rows, columns=["village_code", "village", "tambon", "amphoe"])
    )


def outcome(known: Gazetteer, header: list[str], *row: object) -> tuple[str, str, str]:
    [table] = read_register(grid([header, row]))
    found = resolve_register(table, known, province_code="43").frame.iloc[0]
    code = found["village_code"] if table.kind == "village" else found["tambon_code"]
    return found["status"], code, found["evidence"].in_words("th")


def test_a_code_alone_is_enough(known: Gazetteer) -> None:
    assert outcome(known, CODED, "43160508", 2556, "") == ("exact", "43160508", "")


def test_an_unknown_code_alone_is_for_a_person(known: Gazetteer) -> None:
    status, code, reason = outcome(known, CODED, "43169999", 2556, "")
    assert (status, code) == ("needs_person", None)
    assert "43169999" in reason


def test_names_under_an_unknown_code_decide_and_the_code_is_told(known: Gazetteer) -> None:
    row = ("43169999", "รัตนวาปี", "โพนแพง", "เปงจาน", 8, 2556)
    status, code, evidence = outcome(known, NAMED, *row)
    assert (status, code) == ("corrected", "43160508")
    assert "43169999" in evidence


def test_a_tambon_is_read_by_its_code_old_or_new(known: Gazetteer) -> None:
    assert outcome(known, TAMBONS, "431605", "โพนแพง", 2561)[:2] == ("exact", "431605")
    assert outcome(known, TAMBONS, "430511", "โพนแพง", 2561)[:2] == ("corrected", "431605")


def test_a_tambon_s_code_and_name_that_contradict_each_other_are_for_a_person(
    known: Gazetteer,
) -> None:
    assert outcome(known, TAMBONS, "431605", "วังหลวง", 2561)[0] == "needs_person"
