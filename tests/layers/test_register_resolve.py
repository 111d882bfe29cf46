"""Each row is resolved by evidence, or left to a person: one case of the field a test."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest

from muban.gis.gazetteer.gazetteer import Gazetteer, build_gazetteer
from muban.layers.frames import DESIGNATION_COLUMNS
from muban.layers.register.confirmations import (
    CONFIRMED_COLUMNS,
    check_confirmations,
    read_confirmations,
)
from muban.layers.register.designations import (
    Resolved,
    register_frame,
    resolve_register,
)
from muban.layers.register.joined_registers import join_registers
from muban.layers.register.register_outputs import open_questions
from muban.layers.register.register_reading import read_register
from tests.register_grids import HEADER, grid

VILLAGES = """
43010806 พร้าว หินโงม เมืองหนองคาย
43010807 พร้าวเหนือ หินโงม เมืองหนองคาย
43010901 หมากก่อง บ้านเดื่อ เมืองหนองคาย
43010902 หมากก่อง บ้านเดื่อ เมืองหนองคาย
43011103 โพนสว่าง โพนสว่าง เมืองหนองคาย
43020207 หนองแวง น้ำโมง ท่าบ่อ
43020507 เทวี บ้านเดื่อ ท่าบ่อ
43070503 ดอนก่อ หนองปลาปาก ศรีเชียงใหม่
43070510 ดอนก่อ หนองปลาปาก ศรีเชียงใหม่
43140211 พลายงาม คอกช้าง สระใคร
43150303 กุดแดน หนองหลวง เฝ้าไร่
43150312 ศรีวิไล หนองหลวง เฝ้าไร่
43150317 หนองหลวงใหญ่ หนองหลวง เฝ้าไร่
43160307 ต้อนหัวนา บ้านต้อน รัตนวาปี
43160503 ผักขะ โพนแพง รัตนวาปี
43160508 เปงจาน โพนแพง รัตนวาปี
34020101 นาคำ นาคำ ศรีเมืองใหม่
"""


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    rows = [line.split() for line in VILLAGES.strip().splitlines()]
    return build_gazetteer(
        pd.DataFrame(rows, columns=["village_code", "village", "tambon", "amphoe"])
    )


def resolve(known: Gazetteer, *rows: Sequence[object], header: list[str] = HEADER) -> Resolved:
    [table] = read_register(grid([header, *rows]))
    return resolve_register(table, known, province_code="43")


def row(
    amphoe: str, tambon: str, village: str, moo: object, year: int = 2560, level: str = ""
) -> list[object]:
    return ["", "หนองคาย", amphoe, tambon, village, moo, year, level]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (("รัตนวาปี", "โพนแพง", "เปงจาน", 8), "43160508"),
        (("อ.รัตนวาปี", "ต.โพนแพง", "บ้านเปงจาน", "ม.๘"), "43160508"),
        (("เมือง", "บ้านเดื่อ", "หมากก่อง", 2), "43010902"),
    ],
)
def test_row_that_agrees_in_all_is_exact(
    known: Gazetteer, written: tuple[str, str, str, object], code: str
) -> None:
    frame = resolve(known, row(*written)).frame
    assert frame[["status", "village_code"]].iloc[0].tolist() == ["exact", code]
    assert not frame["evidence"].iloc[0]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (("เผ่าไร่", "หนองหลวง", "ศรีวิไล", 12), "43150312"),
        (("รัตนวาปี", "บ้านด่อน", "ด่อนหัวนา", 7), "43160307"),
        (("รัตนวาปี", "โพนแพง", "ฝักชะ", 3), "43160503"),
        (("ท่าบ่อ", "เดื่อ", "เทวี", 7), "43020507"),
        (("ท่าบ่อ", "น้ำโสม", "หนองแวง", 7), "43020207"),
        (("สระใคร", "คอกช้าง", "พ\u0932\u092fงาม", 11), "43140211"),
        (("ศรีเมืองใหม่", "หนองปลาปาก", "ดอนก่อ", 3), "43070503"),
        (("เมืองหนองคาย", "สองห้อง", "โพนสว่าง", 3), "43011103"),
        (("โพนพิสัย", "โพนแพง", "เปงจาน", 8), "43160508"),
        (("รัตนวาปี", "โพนแพง", "เปงจาน", ""), "43160508"),
    ],
    ids=[
        "look-alike letters in the amphoe",
        "look-alike letters and tones in tambon and village",
        "two look-alike letters",
        "บ้าน lost from a tambon",
        "tambon beyond explaining, but name and moo are the amphoe's only such pair",
        "letters of another script",
        "amphoe of another province",
        "former name of the tambon",
        "former amphoe of the tambon",
        "no moo, but the tambon has that name once",
    ],
)
def test_row_is_corrected_on_evidence(
    known: Gazetteer, written: tuple[str, str, str, object], code: str
) -> None:
    frame = resolve(known, row(*written)).frame
    assert frame[["status", "village_code"]].iloc[0].tolist() == ["corrected", code]
    assert frame["evidence"].iloc[0]
    assert str(written[2]) in frame["written"].iloc[0]


@pytest.mark.parametrize(
    "written",
    [
        ("เมืองหนองคาย", "หินโงม", "พร้าวใต้", 6),
        ("เฝ้าไร่", "หนองหลวง", "กุดแคน", 12),
        ("เฝ้าไร่", "หนองหลวง", "หนองหลวงใหม่", 17),
        ("เฝ้าไร่", "หนองหลวง", "ศรีวิไล", 99),
        ("เมืองหนองคาย", "บ้านเดื่อ", "หมากก่อง", ""),
        ("ท่าบ่อ", "โพนแพง", "เปงจาน", 8),
        ("เมืองหนองคาย", "หินโงม", "", 6),
        ("", "", "เปงจาน", 8),
        ("เมืองหนองคาย", "บ้านเดิอ", "หมากถ๋อง", 2),
    ],
    ids=[
        "name that nothing explains at that moo",
        "name of one moo with the number of another",
        "«ใหม่» is not a misread «ใหญ่»",
        "moo that the tambon does not have",
        "no moo, and the tambon has that name twice",
        "tambon of another amphoe of this province",
        "no name to check the moo by",
        "neither amphoe nor tambon",
        "several slips, and a name of two villages that checks no moo",
    ],
)
def test_what_the_evidence_leaves_open_is_left_to_a_person(
    known: Gazetteer, written: tuple[str, str, str, object]
) -> None:
    found = resolve(known, row(*written))
    assert found.frame[["status", "village_code"]].iloc[0].tolist() == ["needs_person", None]
    assert "register.needs_person" in {p.code for p in found.problems}


def test_open_row_names_the_moos_village_and_the_one_of_that_name(known: Gazetteer) -> None:
    frame = resolve(known, row("เฝ้าไร่", "หนองหลวง", "กุดแคน", 12)).frame
    assert [*frame["candidates"].iloc[0].codes] == [
        "43150312",
        "43150303",
    ]
    assert (frame["amphoe_code"].iloc[0], frame["tambon_code"].iloc[0]) == ("4315", "431503")


def test_row_of_another_province_is_not_forced_into_this_one(known: Gazetteer) -> None:
    written = ["", "อุดรธานี", "รัตนวาปี", "โพนแพง", "เปงจาน", 8, 2560, ""]
    assert resolve(known, written).frame["status"].tolist() == ["needs_person"]


def test_repeated_row_names_the_row_it_repeats_also_when_open(known: Gazetteer) -> None:
    sure, open_ = row("รัตนวาปี", "โพนแพง", "เปงจาน", 8), row("เฝ้าไร่", "หนองหลวง", "กุดแคน", 12)
    found = resolve(known, sure, open_, sure, open_)
    assert found.frame["status"].tolist() == ["exact", "needs_person", "duplicate", "duplicate"]
    assert found.frame["duplicate_of"].tolist()[2:] == [1, 2]


def test_same_village_and_year_written_otherwise_is_a_repetition(known: Gazetteer) -> None:
    found = resolve(
        known, row("รัตนวาปี", "โพนแพง", "ผักขะ", 3), row("รัตนวาปี", "โพนแพง", "บ้านฝักชะ", "๓")
    )
    assert found.frame["status"].tolist() == ["exact", "duplicate"]


def test_same_village_and_year_at_two_levels_is_for_a_person(known: Gazetteer) -> None:
    found = resolve(
        known,
        row("รัตนวาปี", "โพนแพง", "ผักขะ", 3),
        row("รัตนวาปี", "โพนแพง", "ผักขะ", 3, level="ระดับจังหวัด"),
    )
    assert found.frame["status"].tolist() == ["exact", "needs_person"]
    assert found.frame["candidates"].iloc[1].in_words("th").startswith("43160503 บ้านผักขะ")


def test_doubtful_amphoe_that_has_its_village_of_the_year_is_for_a_person(known: Gazetteer) -> None:
    found = resolve(
        known,
        row("ศรีเชียงใหม่", "หนองปลาปาก", "ดอนก่อ", 10),
        row("ศรีเมืองใหม่", "หนองปลาปาก", "ดอนก่อ", 3),
    )
    assert found.frame["status"].tolist() == ["exact", "needs_person"]


def test_two_of_an_amphoe_in_a_year_and_gaps_are_reported(known: Gazetteer) -> None:
    found = resolve(
        known,
        row("รัตนวาปี", "โพนแพง", "ผักขะ", 3),
        row("รัตนวาปี", "โพนแพง", "เปงจาน", 8),
        row("สระใคร", "คอกช้าง", "พลายงาม", 11),
    )
    codes = [p.code for p in found.problems]
    assert codes.count("register.two_in_year") == 1
    assert codes.count("register.gap") == 4, "the four other amphoes of the little gazetteer"


def test_row_without_a_year_is_set_aside_with_a_problem(known: Gazetteer) -> None:
    found = resolve(known, ["", "หนองคาย", "รัตนวาปี", "โพนแพง", "เปงจาน", 8, "", ""])
    assert found.frame.empty
    assert [p.code for p in found.problems if p.effect == "set_aside"] == ["register.no_year"]


def test_code_in_the_register_must_agree_with_its_name(known: Gazetteer) -> None:
    header = ["รหัสหมู่บ้าน", "หมู่บ้าน", "ตำบล", "ปี พ.ศ."]
    found = resolve(
        known,
        [43160508.0, "เปงจาน", "โพนแพง", 2560],
        ["43051103", "ผักขะ", "โพนแพง", 2561],
        ["43160508", "ผักขะ", "โพนแพง", 2562],
        header=header,
    )
    assert found.frame["status"].tolist() == ["exact", "corrected", "needs_person"]
    assert found.frame["village_code"].tolist() == ["43160508", "43160503", None]


def test_register_of_tambons_without_levels_is_of_province_level(known: Gazetteer) -> None:
    header = ["ที่", "จังหวัด", "อำเภอ", "ตำบล", "ปี พ.ศ."]
    found = resolve(
        known,
        [1, "หนองคาย", "เผ่าไร่", "หนองหลวง", "๒๕๖๑"],
        [2, "หนองคาย", "ท่าบ่อ", "ไม่มีตำบลนี้", "๒๕๖๒"],
        header=header,
    )
    assert found.frame["status"].tolist() == ["corrected", "needs_person"]
    assert found.frame["tambon_code"].tolist()[0] == "431503"
    assert set(found.frame["level"]) == {"province"}
    assert "register.no_level_column" in {p.code for p in found.problems}


def test_result_has_the_columns_that_pages_expect(known: Gazetteer) -> None:
    frame = resolve(known, row("รัตนวาปี", "โพนแพง", "เปงจาน", 8)).frame
    assert list(frame.columns) == list(DESIGNATION_COLUMNS)
    assert list(join_registers([]).frame.columns) == list(DESIGNATION_COLUMNS)
    assert register_frame(frame)["village_code"].tolist() == ["43160508"]


def confirmed(*rows: Sequence[object]) -> list[Sequence[object]]:
    return [CONFIRMED_COLUMNS, *rows]


def test_what_a_person_confirmed_holds_ever_after_and_names_nobody(known: Gazetteer) -> None:
    [table] = read_register(grid([HEADER, row("เฝ้าไร่", "หนองหลวง", "กุดแคน", 12)]))
    decided = read_confirmations(
        grid(
            confirmed(
                ["เฝ้าไร่", "หนองหลวง", "กุดแคน", "๑๒", 2560, "43150303", "นายสมมติ", "ถามผู้ใหญ่บ้าน"]
            )
        )
    )
    frame = resolve_register(table, known, province_code="43", confirmations=decided).frame
    assert frame[["status", "village_code"]].iloc[0].tolist() == ["corrected", "43150303"]
    assert "สมมติ" not in register_frame(frame).to_csv()
    assert check_confirmations(decided, [table], known) == []


def test_confirmations_without_effect_are_reported(known: Gazetteer) -> None:
    [table] = read_register(grid([HEADER, row("เฝ้าไร่", "หนองหลวง", "กุดแคน", 12)]))
    decided = read_confirmations(
        grid(
            confirmed(
                ["เฝ้าไร่", "หนองหลวง", "กุดแคน", 12, 2560, "43150399", "", ""],
                ["เฝ้าไร่", "หนองหลวง", "กุดแดง", 12, 2560, "43150303", "", ""],
            )
        )
    )
    frame = resolve_register(table, known, province_code="43", confirmations=decided).frame
    assert frame["status"].tolist() == ["needs_person"]
    assert [p.code for p in check_confirmations(decided, [table], known)] == [
        "register.confirmation_unknown",
        "register.confirmation_unused",
    ]


def test_open_questions_with_codes_filled_in_are_the_confirmations(known: Gazetteer) -> None:
    [table] = read_register(grid([HEADER, row("อ.เฝ้าไร่", "หนองหลวง", "กุดแคน", "๑๒")]))
    asked = open_questions([table], resolve_register(table, known, province_code="43").frame)
    answered = asked.assign(village_code="43150303").astype(object)
    decided = read_confirmations(grid([list(answered.columns), *answered.to_numpy().tolist()]))
    frame = resolve_register(table, known, province_code="43", confirmations=decided).frame
    assert frame["village_code"].tolist() == ["43150303"]


def test_second_register_that_says_the_same_repeats_the_first(known: Gazetteer) -> None:
    rows = [row("รัตนวาปี", "โพนแพง", "ฝักชะ", 3), row("เฝ้าไร่", "หนองหลวง", "กุดแคน", 12)]
    letter = resolve(known, *rows)
    sheet = resolve(known, *rows, row("สระใคร", "คอกช้าง", "พลายงาม", 11))
    joined = join_registers([letter, sheet])
    assert joined.frame["status"].tolist() == [
        "corrected", "needs_person", "duplicate", "duplicate", "exact",
    ]  # fmt: skip
    assert joined.frame["duplicate_of"].tolist()[2:4] == [1, 2]
    assert [p.code for p in joined.problems].count("register.duplicate") == 2


def test_register_of_one_amphoe_has_no_gaps_in_the_others(known: Gazetteer) -> None:
    found = resolve(
        known,
        row("รัตนวาปี", "โพนแพง", "ผักขะ", 3, 2560),
        row("รัตนวาปี", "โพนแพง", "เปงจาน", 8, 2562),
    )
    gaps = [p.params["years"] for p in found.problems if p.code == "register.gap"]
    assert gaps == ["2561"]


def test_correction_is_told_with_what_was_written_and_the_village(known: Gazetteer) -> None:
    found = resolve(known, row("รัตนวาปี", "โพนแพง", "ฝักชะ", 3))
    [told] = [p for p in found.problems if p.code == "register.corrected"]
    assert told.effect == "repaired"
    assert "ฝักชะ" in told.message("th")
    assert "43160503 บ้านผักขะ หมู่ที่ 3 ต.โพนแพง" in told.message("th")


def test_two_of_province_level_in_a_year_are_reported(known: Gazetteer) -> None:
    found = resolve(
        known,
        row("รัตนวาปี", "โพนแพง", "ผักขะ", 3, level="ระดับจังหวัด"),
        row("สระใคร", "คอกช้าง", "พลายงาม", 11, level="ระดับจังหวัด"),
    )
    [told] = [p for p in found.problems if p.code == "register.two_province_level"]
    assert told.params["rows"] == "1, 2"


def test_remark_that_is_no_level_is_read_as_amphoe_level_and_asked_about(known: Gazetteer) -> None:
    found = resolve(known, row("รัตนวาปี", "โพนแพง", "ผักขะ", 3, level="ชนะเลิศ"))
    assert found.frame["level"].tolist() == ["amphoe"]
    assert "register.level_unclear" in {p.code for p in found.problems}


@pytest.mark.parametrize("level", ["#N/A", "=VLOOKUP(C2,ระดับ!A:B,2,0)"])
def test_a_level_without_a_value_is_for_a_person_to_decide(known: Gazetteer, level: str) -> None:
    """At province level it may never be chosen again: amphoe level would be a guess."""
    found = resolve(known, row("รัตนวาปี", "โพนแพง", "ผักขะ", 3, level=level))
    assert found.frame["status"].tolist() == ["needs_person"]
    assert found.frame["village_code"].tolist() == [None]
    assert "43160503" in found.frame["candidates"].iloc[0].codes
    [told] = found.problems
    assert told.code == "register.level_missing"
    assert told.params["level"] == level
    assert told.params["line"] == told.where.number  # the row as a person sees it in Excel
