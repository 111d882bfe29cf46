"""Personal records are set aside, personal texts are emptied, and both are told."""

from __future__ import annotations

import pandas as pd
import pytest

from muban.gis.problems import Effect, Where
from muban.layers.personal.household_pins import find_household_pin
from muban.layers.personal.privacy import PrivacyRule, find_personal
from muban.layers.personal.screening import reduce_public, screen_records


def table(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Name, note and folder of each record."""
    frame = pd.DataFrame(list(rows), columns=["name", "note", "folder"])
    return frame.assign(_file="drawings/ก.kml", _layer="หมุด", _number=range(1, len(rows) + 1))


def test_a_personal_name_sets_the_record_aside_and_a_personal_note_is_emptied() -> None:
    screened = screen_records(
        table(
            ("วัดศรีชมภู", "สร้างปี 2480", "วัด"),
            ("บ้านนายสมชาย ใจดี", "", "บ้าน"),
            ("ร้านค้าชุมชน", "ติดต่อ 081-234-5678", "ร้าน"),
        )
    )
    assert screened.frame["name"].tolist() == ["วัดศรีชมภู", "ร้านค้าชุมชน"]
    assert screened.frame["note"].tolist() == ["สร้างปี 2480", ""]
    assert [(p.code, p.where.number, p.where.field, p.effect) for p in screened.problems] == [
        ("privacy.person_name", 2, "name", Effect.SET_ASIDE),
        ("privacy.phone", 3, "note", Effect.REPAIRED),
    ]


def test_pins_of_a_folder_for_households_in_need_are_all_refused() -> None:
    rows = table(("จุดที่ 1", "", "ผู้ป่วยติดเตียง"), ("จุดที่ 2", "", "สถานที่สำคัญ"))
    screened = screen_records(rows, group="folder", pins=True)
    assert screened.frame["name"].tolist() == ["จุดที่ 2"]
    [found] = screened.problems
    assert (found.code, found.where.field) == ("privacy.household_pin", "folder")
    assert len(screen_records(rows, group="folder").frame) == 2


def test_what_a_person_allowed_stays() -> None:
    rows = table(("ร้านนายสมชาย ใจดี", "", ""))
    assert len(screen_records(rows).frame) == 0
    rule = PrivacyRule(allowed=frozenset({"ร้านนายสมชาย ใจดี"}))
    assert len(screen_records(rows, rule=rule).frame) == 1


def test_the_originals_are_never_changed() -> None:
    rows = table(("วัด", "โทร 0812345678", ""))
    before = rows.copy()
    screen_records(rows)
    pd.testing.assert_frame_equal(rows, before)


def test_an_empty_table_is_clean() -> None:
    screened = screen_records(table())
    assert len(screened.frame) == 0
    assert screened.problems == ()


def test_the_place_of_a_problem_does_not_tell_the_name() -> None:
    [found] = screen_records(table(("นางสมศรี ใจงาม", "", ""))).problems
    for told in found.to_dict("th").values():
        assert "สมศรี" not in str(told)


def test_only_columns_that_are_marked_public_are_kept_in_their_order() -> None:
    rows = table(("วัด", "x", "y")).assign(phone="0812345678")
    assert list(reduce_public(rows, ["note", "name", "absent"]).columns) == ["note", "name"]


@pytest.mark.parametrize("text", ["โรงเรียนคนพิการ", "หอผู้ป่วยใน", "กองทุนคนพิการตำบล"])
def test_a_service_is_no_household(text: str) -> None:
    assert find_household_pin(text, where=Where("a.kml")) is None


def test_a_hidden_character_does_not_hide_a_name() -> None:
    for text in ("นา\u200bยสมชาย ใจดี", "นาย\u00a0สมชาย\u00a0ใจดี", "0\u200b81-234-5678"):
        assert find_personal(text, where=Where("a.kml")), text
