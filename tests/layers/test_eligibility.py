"""Who may be nominated: the letter's rules as a table of cases, contradictions included."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest

from muban.gis.gazetteer.gazetteer import Gazetteer, build_gazetteer
from muban.layers.register.designations import resolve_register
from muban.layers.register.duties import build_duties
from muban.layers.register.eligibility import eligible_tambons, eligible_villages
from muban.layers.register.eligibility_rules import ONE_EACH, RULES, rules_for
from muban.layers.register.joined_registers import join_registers
from muban.layers.register.nominations import judge_nominations
from muban.layers.register.register_reading import RegisterLevel, read_register
from tests.register_grids import HEADER, grid

NAMES = ["เปงจาน", "ผักขะ", "อาญา", "ดงตาล", "หนองคอน", "ดงเย็น", "ดงสาร", "โพนแพง"]
TAMBON_HEADER = ["ที่", "จังหวัด", "อำเภอ", "ตำบล", "ปี พ.ศ."]


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    rows = [
        [f"431605{moo:02d}", name, "โพนแพง", "รัตนวาปี"] for moo, name in enumerate(NAMES, start=1)
    ]
    rows += [
        ["43150312", "ศรีวิไล", "หนองหลวง", "เฝ้าไร่"],
        ["43150303", "กุดแดน", "หนองหลวง", "เฝ้าไร่"],
        ["43150401", "วังหลวง", "วังหลวง", "เฝ้าไร่"],
    ]
    return build_gazetteer(
        pd.DataFrame(rows, columns=["village_code", "village", "tambon", "amphoe"])
    )


def registers(
    known: Gazetteer,
    villages: Sequence[tuple[str, str, str, int, int, str]] = (),
    tambons: Sequence[tuple[str, str, int]] = (),
) -> pd.DataFrame:
    rows = [["", "หนองคาย", *row] for row in villages]
    grids = [grid([HEADER, *rows])] if rows else []
    if tambons:
        grids.append(grid([TAMBON_HEADER, *(["", "หนองคาย", *row] for row in tambons)]))
    parts = [
        resolve_register(table, known, province_code="43")
        for each in grids
        for table in read_register(each)
    ]
    return join_registers(parts).frame


def earlier(moo: int, year: int, level: str) -> tuple[str, str, str, int, int, str]:
    return ("รัตนวาปี", "โพนแพง", NAMES[moo - 1], moo, year, level)


VILLAGE_CASES = [
    # nominated by, earlier designation (year, level), verdict, rule that it meets
    ("amphoe", None, "eligible", ""),
    ("amphoe", (2555, "ระดับจังหวัด"), "not_eligible", "village-amphoe"),
    ("amphoe", (2562, "ระดับจังหวัด"), "not_eligible", "village-amphoe"),
    ("amphoe", (2556, ""), "not_eligible", "village-amphoe"),
    ("amphoe", (2562, ""), "not_eligible", "village-amphoe"),
    ("amphoe", (2554, ""), "eligible", ""),
    ("amphoe", (2563, ""), "eligible", ""),
    ("province", None, "eligible", ""),
    ("province", (2560, "ระดับจังหวัด"), "not_eligible", "village-province"),
    ("province", (2560, ""), "not_eligible", "village-province-strict"),
    ("province", (2563, ""), "eligible", ""),
]


@pytest.mark.parametrize(("level", "before", "verdict", "rule"), VILLAGE_CASES)
def test_village_rules_of_the_letter(
    known: Gazetteer,
    level: RegisterLevel,
    before: tuple[int, str] | None,
    verdict: str,
    rule: str,
) -> None:
    register = registers(known, [earlier(1, *before)] if before else [])
    table = eligible_villages(known, register, year_be=2563, level=level).set_index("code")
    assert table.loc["43160501", ["verdict", "rule"]].tolist() == [verdict, rule]
    assert table.loc["43160502", "verdict"] == "eligible"
    if before and verdict == "not_eligible":
        assert table.loc["43160501", "earlier_year_be"] == before[0]
        assert str(before[0]) in table.loc["43160501", "reason"]
        assert table.loc["43160501", "place"]


TAMBON_CASES = [
    ("amphoe", None, "eligible", ""),
    ("amphoe", 2561, "not_eligible", "tambon-amphoe"),
    ("amphoe", 2562, "not_eligible", "tambon-amphoe"),
    ("amphoe", 2560, "eligible", ""),
    ("province", 2561, "not_eligible", "tambon-province"),
    ("province", 2562, "not_eligible", "tambon-province"),
    ("province", None, "eligible", ""),
]


@pytest.mark.parametrize(("level", "year", "verdict", "rule"), TAMBON_CASES)
def test_tambon_rules_of_the_letter(
    known: Gazetteer, level: RegisterLevel, year: int | None, verdict: str, rule: str
) -> None:
    register = registers(known, tambons=[("เฝ้าไร่", "วังหลวง", year)] if year else [])
    table = eligible_tambons(known, register, year_be=2563, level=level).set_index("code")
    assert table.loc["431504", ["verdict", "rule"]].tolist() == [verdict, rule]


def test_amphoe_level_model_tambon_may_still_be_nominated(known: Gazetteer) -> None:
    rows = [["", "หนองคาย", "เฝ้าไร่", "วังหลวง", 2562, "ระดับอำเภอ"]]
    [table] = read_register(grid([[*TAMBON_HEADER, "ระดับ"], *rows]))
    register = resolve_register(table, known, province_code="43").frame
    judged = eligible_tambons(known, register, year_be=2563, level="amphoe").set_index("code")
    assert judged.loc["431504", "verdict"] == "eligible"


def test_letter_contradicts_itself_about_the_provinces_choice_and_the_stricter_holds() -> None:
    allowing, barring = rules_for("village", "province", 2563)
    assert allowing.barred_by_levels == ("province",)
    assert barring.barred_by_levels == ("amphoe",)
    assert "เคร่งครัดกว่า" in barring.note["th"]
    assert barring.place["th"].endswith("คุณสมบัติ 3)")


def test_letter_says_2562_here_and_2561_to_2562_there_and_the_stricter_holds() -> None:
    for rule in rules_for("tambon", "amphoe", 2563) + rules_for("tambon", "province", 2563):
        assert (rule.from_be, rule.to_be) == (2561, 2562)
        assert "2562" in rule.note["th"]


def test_lost_word_in_the_guideline_does_not_weaken_the_rule() -> None:
    [rule] = rules_for("village", "amphoe", 2563)
    assert rule.barred_by_levels == ("province", "amphoe")
    assert "ตกหล่น" in rule.note["th"]


def test_every_rule_cites_its_place_in_two_languages() -> None:
    for rule in (*RULES, *ONE_EACH):
        assert all(rule.place[lang] and rule.says[lang] for lang in ("th", "en"))


def test_next_year_the_same_rules_hold_with_the_year_before_as_their_end() -> None:
    [rule] = rules_for("village", "amphoe", 2565)
    assert rule.bars("amphoe", 2564)
    assert not rule.bars("amphoe", 2565)


def test_village_that_an_open_row_may_mean_is_asked_about_first(known: Gazetteer) -> None:
    register = registers(known, [("เฝ้าไร่", "หนองหลวง", "กุดแคน", 12, 2560, "")])
    table = eligible_villages(known, register, year_be=2563).set_index("code")
    asked = table.index[table["verdict"] == "ask_first"].tolist()
    assert asked == ["43150303", "43150312"]
    assert "แถว 1" in table.loc["43150303", "reason"]


def test_open_row_without_candidates_puts_its_whole_tambon_in_doubt(known: Gazetteer) -> None:
    register = registers(known, [("เฝ้าไร่", "หนองหลวง", "ไม่มีชื่อนี้", 99, 2560, "")])
    table = eligible_villages(known, register, year_be=2563).set_index("code")
    asked = table.index[table["verdict"] == "ask_first"].tolist()
    assert asked == ["43150303", "43150312"]


def test_list_can_be_limited_to_an_amphoe(known: Gazetteer) -> None:
    table = eligible_villages(known, registers(known), year_be=2563, within="4315")
    assert set(table["amphoe_code"]) == {"4315"}
    assert len(table) == 3


def nominate(known: Gazetteer, *rows: Sequence[object]) -> pd.DataFrame:
    header = ["ที่", "อำเภอ", "ตำบล", "หมู่บ้าน", "หมู่ที่"]
    [table] = read_register(grid([header, *rows]), year_be=2563)
    return resolve_register(table, known, province_code="43").frame


def test_nominations_are_judged_row_by_row(known: Gazetteer) -> None:
    register = registers(known, [earlier(2, 2557, "")])
    listed = nominate(
        known,
        [1, "รัตนวาปี", "โพนแพง", "ผักขะ", "๒"],
        [2, "เผ่าไร่", "หนองหลวง", "ศรีวิไล", 12],
    )
    judged = judge_nominations(listed, known, register, year_be=2563)
    assert judged["verdict"].tolist() == ["not_eligible", "eligible"]
    assert judged["status"].tolist() == ["exact", "corrected"]
    assert judged.loc[0, "earlier_year_be"] == 2557


def test_two_nominations_of_one_amphoe_must_become_one(known: Gazetteer) -> None:
    listed = nominate(known, [1, "รัตนวาปี", "โพนแพง", "ผักขะ", 2], [2, "รัตนวาปี", "โพนแพง", "อาญา", 3])
    judged = judge_nominations(listed, known, registers(known), year_be=2563)
    assert (
        judged[["verdict", "rule"]].to_numpy().tolist()
        == [["ask_first", "village-one-per-amphoe"]] * 2
    )


def test_nomination_that_names_no_one_village_is_asked_about(known: Gazetteer) -> None:
    listed = nominate(known, [1, "รัตนวาปี", "โพนแพง", "ผักขะ", 9])
    judged = judge_nominations(listed, known, registers(known), year_be=2563)
    assert judged["verdict"].tolist() == ["ask_first"]


def test_nomination_listed_twice_counts_once(known: Gazetteer) -> None:
    listed = nominate(known, *[[i, "รัตนวาปี", "โพนแพง", "ผักขะ", 2] for i in (1, 2)])
    judged = judge_nominations(listed, known, registers(known), year_be=2563)
    assert judged["verdict"].tolist() == ["eligible", "not_eligible"]


def test_duties_are_four_lists_with_the_letters_days() -> None:
    duties = build_duties()
    days = {
        key: [day.isoformat() for day in rows["due"] if day]
        for key, rows in duties.groupby(["kind", "level"], sort=False)
    }
    assert days == {
        ("village", "amphoe"): ["2020-03-16", "2020-06-30"],
        ("village", "province"): ["2020-03-31", "2020-03-31", "2020-06-30", "2020-07-31"],
        ("tambon", "amphoe"): ["2020-03-16", "2020-07-01"],
        ("tambon", "province"): ["2020-03-31", "2020-03-31", "2020-07-31"],
    }


def test_deadline_after_the_one_it_feeds_gives_way_to_it() -> None:
    """Item 5 lets amphoes send until 1 July what the province must pass on by 30 June."""
    duties = build_duties()
    village = duties[(duties["kind"] == "village") & (duties["level"] == "amphoe")]
    assert "1 กรกฎาคม" in village["note"].iloc[1]
    assert village["due_th"].iloc[1] == "30 มิถุนายน 2563"
