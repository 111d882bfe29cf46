"""The items of จปฐ. and กชช.2ค are those of the year that a table is of, and never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from muban.gis.errors import ConfigError
from muban.gis.problems import Problem
from muban.layers.indicator.indicators import IndicatorMapping, join_indicators, read_indicators
from muban.layers.indicator.item_lists import ItemList
from muban.layers.indicator.item_rows import heads_items, item_lists
from tests.indicator_grids import Cell, grid, villages

LIST: list[list[Cell]] = [
    ["รายการตัวชี้วัด", *[None] * 8],
    ["ชุดข้อมูล", "ใช้ตั้งแต่ปี", "ใช้ถึงปี", "ข้อที่", "ตัวชี้วัด", "ด้าน", "คะแนนต่ำสุด", "คะแนนเต็ม", "หน่วย"],
    ["จปฐ.", 2565, 2569, 1, "น้ำสะอาดเพียงพอ", "ทุนชุมชน", None, None, None],
    ["จปฐ.", 2565, 2569, 2, "มีเงินออม", None, 0, 10, "คะแนน"],
    ["กชช. 2 ค", "๒๕๖๕", None, 1, "ถนนลาดยาง", "อาชีพ", None, None, None],
]


def survey(year: int, *heads: str, title: str = "จปฐ.") -> list[list[Cell]]:
    return [
        [f"{title} ปี {year}", *[None] * len(heads)],
        ["รหัสหมู่บ้าน", *heads],
        ["43160501", *[3.0] * len(heads)],
    ]


def told(
    rows: list[list[Cell]], own: list[ItemList] | None = None
) -> tuple[dict[str, float], list[Problem]]:
    """Values of the first village by id of the item, and what is said."""
    table = read_indicators(grid(rows), mapping=IndicatorMapping.from_config({}, own or []))
    assert table is not None
    joined = join_indicators([table], villages(1))
    found = joined.frame[joined.frame["status"] == "ok"]
    return dict(zip(found["indicator"], found["value"], strict=True)), list(joined.problems)


def codes(problems: list[Problem]) -> list[str]:
    return [found.code for found in problems]


@pytest.mark.parametrize("year", [2560, 2564])
def test_a_number_means_the_item_of_the_list_in_force(year: int) -> None:
    values, problems = told(survey(year, "ข้อ 1", "ข้อ 2"))
    assert values == {"bmn31_01": 3.0, "bmn31_02": 3.0}
    assert codes(problems) == []


@pytest.mark.parametrize("year", [2559, 2565])
def test_in_other_years_numbers_are_asked_for_and_not_guessed(year: int) -> None:
    values, problems = told(survey(year, "ข้อ 1", "ข้อ 2", "ครอบครัวมีความอบอุ่น"))
    assert values == {"bmn31_31": 3.0}, "a name in full says what it is in any year"
    assert {"indicator.no_list", "indicator.unknown_headings"} <= set(codes(problems))
    [asked] = [found for found in problems if found.code == "indicator.no_list"]
    assert "indicator_items.xlsx" in asked.fix("th")
    assert "2560–2564" in asked.message("th")


def test_the_offices_own_list_is_read_and_stands_for_its_years() -> None:
    own = item_lists(grid(LIST))
    assert [(one.family, one.valid_from, one.valid_to, len(one.items)) for one in own] == [
        ("bmn", 2565, 2569, 2),
        ("nrd", 2565, None, 1),
    ]
    values, problems = told(survey(2566, "ข้อ 1", "2", "มีเงินออม "), own)
    assert values == {"bmn2565_01": 3.0, "bmn2565_02": 3.0}
    assert "indicator.no_list" not in codes(problems)
    values, _ = told(survey(2563, "ข้อ 1"), own)
    assert values == {"bmn31_01": 3.0}, "its numbers mean nothing in other years"
    values, _ = told(survey(2570, "ข้อ 1", title="กชช.2ค"), own)
    assert values == {"nrd2565_01": 3.0}


def test_an_item_stands_in_the_domain_that_the_list_says_or_in_the_survey_itself() -> None:
    own = item_lists(grid(LIST))
    table = read_indicators(
        grid(survey(2566, "ข้อ 1", "ข้อ 2")), mapping=IndicatorMapping.from_config({}, own)
    )
    assert table is not None
    joined = join_indicators([table], villages(1))
    shown = {d.id: (d.label_th, d.parent, d.scale_max, d.unit) for d in joined.domains}
    assert shown["bmn2565_01"] == ("น้ำสะอาดเพียงพอ", "capital", 100.0, "%")
    assert shown["bmn2565_02"] == ("มีเงินออม", "bmn", 10.0, "คะแนน")
    assert shown["bmn"][0] == "จปฐ."


def test_rows_of_two_years_take_each_the_list_of_its_own() -> None:
    rows: list[list[Cell]] = [
        ["จปฐ. รายข้อ", *[None] * 3],
        ["รหัสหมู่บ้าน", "ปี", "ตัวชี้วัด", "ค่า"],
        ["43160501", 2564, "ข้อ 1", 80],
        ["43160501", 2565, "ข้อ 1", 90],
    ]
    values, _ = told(rows, item_lists(grid(LIST)))
    assert values == {"bmn31_01": 80.0, "bmn2565_01": 90.0}


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        (0, "สำรวจ", "ชุดข้อมูล «สำรวจ» ไม่รู้จัก"),
        (1, "ปีหน้า", "ปีที่เริ่มใช้ «ปีหน้า»"),
        (2, 2550, "ปีสุดท้าย «2550»"),
        (3, 0, "ข้อที่ «0»"),
        (4, None, "ไม่มีชื่อตัวชี้วัด"),
        (6, 200, "มาตรวัด «200 – »"),
    ],
)
def test_a_cell_that_cannot_be_is_told_with_its_place(column: int, cell: Cell, says: str) -> None:
    rows = [[*row] for row in LIST[:3]]
    rows[2][column] = cell
    with pytest.raises(ConfigError) as told_of:
        item_lists(grid(rows, name="rules/รายการ.xlsx", sheet="ก"))
    assert says in told_of.value.th
    assert "rules/รายการ.xlsx › ก › 3" in told_of.value.th


def test_a_number_that_stands_twice_in_a_list_is_told() -> None:
    with pytest.raises(ConfigError, match="number 1 stands twice"):
        item_lists(grid([*LIST[:3], LIST[2]]))


def test_other_tables_are_no_lists_of_items() -> None:
    assert not heads_items(grid(survey(2563, "ข้อ 1")))
    assert heads_items(grid(LIST[:2]))


def test_a_project_reads_the_lists_in_its_rules(tmp_path: Path) -> None:
    from muban.web.project_items import read_item_lists

    (tmp_path / "rules").mkdir()
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in LIST[1:]]
    (tmp_path / "rules" / "รายการ.csv").write_text("\n".join(lines), "utf-8")
    lists, problems = read_item_lists(tmp_path)
    assert [one.valid_from for one in lists] == [2565, 2565]
    assert problems == ()
