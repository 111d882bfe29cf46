"""CIA results in any layout give the same layer, and every row is accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from muban.gis.errors import ConfigError
from muban.gis.ledger import build_ledger
from muban.gis.reading.read import read_file
from muban.gis.source import Read
from muban.gis.text.thai_text import thai_digits
from muban.layers.frames import INDICATOR_COLUMNS
from muban.layers.indicator.indicators import (
    IndicatorMapping,
    Joined,
    join_indicators,
    looks_like_indicators,
    read_indicators,
)
from muban.layers.indicator.item_lists import standard_lists
from tests.indicator_grids import Cell, grid, villages

FIVE = ["อาชีพ", "ทุนชุมชน", "การจัดการความเสี่ยงของชุมชน", "แก้ปัญหาความยากจน", "การบริหารจัดการชุมชน"]
IDS = ["occupation", "capital", "risk", "poverty", "management"]
VALUES: list[list[float | None]] = [
    [3, 4, 2, 5, 1],
    [2, 2.5, 3, 4, 5],
    [1, None, 4, 3, 2],
    [5, 5, 4, 4, 3],
]
NAMES = ["โพนแพง", "เปงจาน", "ดงบัง", "หนองแวง"]


def by_codes() -> list[list[Cell]]:
    """English headings, codes as Excel makes them, the scale in the heading."""
    heads = ["Occupation", "Community capital", "Risk management", "Poverty", "Management"]
    rows: list[list[Cell]] = [["village_code", "year_be", *(f"{h} (1-5)" for h in heads)]]
    return rows + [[43160501.0 + i, 2563.0, *row] for i, row in enumerate(VALUES)]


def by_names() -> list[list[Cell]]:
    """Long form: names and moo, one row per domain, the scale in columns."""
    rows: list[list[Cell]] = [
        ["ที่", "ตำบล", "หมู่บ้าน", "หมู่ที่", "ปี พ.ศ.", "ด้าน", "ค่า", "คะแนนต่ำสุด", "คะแนนเต็ม"]
    ]
    for i, values in enumerate(VALUES):
        for name, value in zip(FIVE, values, strict=True):
            shown: Cell = "-" if value is None else value
            rows.append([len(rows), "ต.โพนแพง", f"บ้าน{NAMES[i]}", i + 1, "63", name, shown, 1, 5])
    return rows


def merged_with_thai_digits() -> list[list[Cell]]:
    """Titles and group headings in merged cells, Thai digits, a mean and a note at the end."""
    rows: list[list[Cell]] = [
        ["ผลการวิเคราะห์ CIA ตำบลโพนแพง อำเภอรัตนวาปี ประจำปี ๒๕๖๓", *[None] * 7],
        [None] * 8,
        ["ที่", "หมู่บ้าน", None, "ผลการวิเคราะห์ (คะแนน ๑-๕)", None, None, None, None],
        ["ที่", "ชื่อ", "หมู่ที่", *(f"ด้านที่ {thai_digits(str(n))} {d}" for n, d in enumerate(FIVE, 1))],
    ]
    for i, values in enumerate(VALUES):
        cells = ["ไม่มีข้อมูล" if v is None else thai_digits(str(v)) for v in values]
        rows.append([thai_digits(str(i + 1)), f"บ.{NAMES[i]}", thai_digits(f"ม.{i + 1}"), *cells])
    rows.append([None, "เฉลี่ย", None, 2.75, 3.83, 3.25, 4, 2.75])
    rows.append(["หมายเหตุ ข้อมูลจาก จปฐ. และ กชช.2ค", *[None] * 7])
    return rows


LAYOUTS = {"codes": by_codes, "names": by_names, "merged": merged_with_thai_digits}


def workbook(rows: Sequence[Sequence[Cell]], path: Path, merged: Sequence[str] = ()) -> Read:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    book.save(path)
    [read] = read_file(path, path.parent)
    return read


def layout(name: str, folder: Path) -> Read:
    merged = ["A1:H1", "A3:A4", "B3:C3", "D3:H3"] if name == "merged" else []
    return workbook(LAYOUTS[name](), folder / f"{name}.xlsx", merged)


def joined(*reads: Read, mapping: IndicatorMapping | None = None, count: int = 4) -> Joined:
    tables = [read_indicators(read, mapping=mapping) for read in reads]
    return join_indicators([t for t in tables if t is not None], villages(count))


def codes_of(result: Joined) -> list[str]:
    return [found.code for found in result.problems]


def assert_accounted(result: Joined) -> None:
    """Every row is published or set aside, none both: the ledger raises otherwise."""
    build_ledger(result.read, result.published, result.problems)


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_layout_gives_the_values_as_they_were_made(name: str, tmp_path: Path) -> None:
    read = layout(name, tmp_path)
    assert looks_like_indicators(read)
    result = joined(read)
    assert list(result.frame.columns[: len(INDICATOR_COLUMNS)]) == list(INDICATOR_COLUMNS)
    wide = result.frame.pivot_table(
        index="village_code", columns="domain", values="value", dropna=False
    )[IDS]
    assert [[None if pd.isna(v) else v for v in row] for row in wide.to_numpy()] == VALUES
    assert result.frame["year_be"].unique().tolist() == [2563]
    assert [(d.id, d.scale_min, d.scale_max) for d in result.domains] == [
        (name, 1.0, 5.0) for name in IDS
    ]
    missing = result.frame[result.frame["status"] == "missing"]
    assert missing[["village_code", "domain"]].to_numpy().tolist() == [["43160503", "capital"]]
    assert_accounted(result)


def test_three_workbooks_in_three_layouts_give_the_same_joined_layer(tmp_path: Path) -> None:
    reads = [layout(name, tmp_path) for name in LAYOUTS]
    alone = [joined(read) for read in reads]
    together = joined(*reads)
    for other in (*alone[1:], together):
        pd.testing.assert_frame_equal(other.frame, alone[0].frame)
        assert other.domains == alone[0].domains
    assert codes_of(together).count("join.duplicate_row") == len(VALUES) * len(FIVE) + len(VALUES)
    assert_accounted(together)


def test_each_third_of_a_tambon_from_another_layout_gives_the_same_layer(tmp_path: Path) -> None:
    whole = joined(layout("codes", tmp_path))
    parts = [
        workbook([*by_codes()[:1], by_codes()[1]], tmp_path / "a.xlsx"),
        workbook([*by_names()[:1], *by_names()[6:11]], tmp_path / "b.xlsx"),
        workbook(
            [*merged_with_thai_digits()[:4], *merged_with_thai_digits()[6:8]],
            tmp_path / "c.xlsx",
            ["A1:H1", "A3:A4", "B3:C3", "D3:H3"],
        ),
    ]
    result = joined(*parts)
    pd.testing.assert_frame_equal(result.frame, whole.frame)
    assert [code for code in codes_of(result) if code.startswith("join.")] == []


HEAD: list[Cell] = ["รหัสหมู่บ้าน", "ปี", "อาชีพ (0-10)", "ทุนชุมชน (0-10)"]


def test_every_row_is_matched_or_set_aside_by_name() -> None:
    result = joined(
        grid(
            [
                HEAD,
                ["43160501", 2563, 5, 6],
                ["43160599", 2563, 5, 6],
                ["4316050", 2563, 5, 6],
                ["43160501", 2563, 5, 6],
                ["43160501", 2563, 7, 6],
                ["43160502", 2563, 11, -1],
                ["43160503", 2563, "ดีมาก", 6],
                ["43160504", "ปีที่แล้ว", 5, 6],
                [None, 2563, 5, 6],
            ]
        )
    )
    assert_accounted(result)
    rows = {
        (found.where.number, found.code): found.effect.value
        for found in result.problems
        if found.where.number
    }
    assert rows == {
        (3, "join.unknown_code"): "set_aside",
        (4, "join.unknown_code"): "set_aside",
        (5, "join.duplicate_row"): "set_aside",
        (6, "join.conflicting_row"): "set_aside",
        (7, "indicator.beyond_scale"): "set_aside",
        (8, "indicator.not_a_number"): "repaired",
        (9, "indicator.bad_year"): "set_aside",
        (10, "join.no_place"): "set_aside",
    }
    assert codes_of(result).count("join.village_without_results") == 2
    first = result.frame[result.frame["village_code"] == "43160501"]
    assert first["value"].tolist() == [5.0, 6.0]


def test_a_problem_names_file_sheet_row_and_column() -> None:
    result = joined(grid([HEAD, ["43160501", 2563, 11, 6]], name="indicators/ก.xlsx", sheet="ผล"))
    [found] = [p for p in result.problems if p.code == "indicator.beyond_scale"]
    place = found.where
    assert (place.file, place.layer, place.number, place.field, place.unit) == (
        "indicators/ก.xlsx",
        "ผล",
        2,
        "อาชีพ (0-10)",
        "row",
    )
    assert "11" in found.message("th")


@pytest.mark.parametrize("cell", ["-", "–", "", " ", None, "ไม่มีข้อมูล", "n/a", "N/A", ".."])
def test_what_says_missing_is_missing_and_never_zero(cell: Cell) -> None:
    result = joined(grid([HEAD, ["43160501", 2563, cell, 6]]))
    row = result.frame.iloc[0]
    assert row["status"] == "missing"
    assert pd.isna(row["value"])
    assert row["shown"] == ""


@pytest.mark.parametrize(
    ("cell", "value"),
    [("๘๕.๕ %", 85.5), ("85%", 85.0), ("ร้อยละ 40", 40.0), (0, 0.0), ("๐", 0.0), ("1,000", 1000.0)],
)
def test_numbers_in_any_writing(cell: Cell, value: float) -> None:
    result = joined(grid([["รหัสหมู่บ้าน", "ปี", "อาชีพ", "ทุนชุมชน"], ["43160501", 2563, cell, 1]]))
    row = result.frame.iloc[0]
    assert (row["status"], row["value"]) == ("ok", value)


def test_percents_kept_as_fractions_are_pointed_out_and_not_changed() -> None:
    head: list[Cell] = ["รหัสหมู่บ้าน", "ปี", "อาชีพ (ร้อยละ)", "ทุนชุมชน (ร้อยละ)"]
    result = joined(grid([head, ["43160501", 2563, 0.85, 85], ["43160502", 2563, 1, 0.5]]))
    [found] = [p for p in result.problems if p.code == "indicator.fraction_of_percent"]
    assert found.where.field == "อาชีพ (ร้อยละ)"
    assert result.frame["value"].tolist()[:4] == [0.85, 85.0, 1.0, 0.5]


def test_a_village_is_found_by_name_only_where_the_name_is_alone() -> None:
    places = villages(3)
    places.loc[2, "name"] = "บ้านโพนแพง"
    table = read_indicators(
        grid(
            [
                ["หมู่บ้าน", "ปี", *FIVE],
                ["โพนแพง", 2563, 1, 1, 1, 1, 1],
                ["เปงจาน", 2563, 2, 2, 2, 2, 2],
            ]
        )
    )
    assert table is not None
    result = join_indicators([table], places)
    assert "join.several_villages" in codes_of(result)
    assert set(result.frame[result.frame["status"] == "ok"]["village_code"]) == {"43160502"}


def test_code_and_name_that_contradict_are_left_to_a_person() -> None:
    head: list[Cell] = ["รหัสหมู่บ้าน", "หมู่บ้าน", "ปี", *FIVE]
    result = joined(grid([head, ["43160501", "บ้านเปงจาน", 2563, 1, 1, 1, 1, 1]]))
    assert "join.contradiction" in codes_of(result)
    assert_accounted(result)


def test_an_old_code_is_read_as_todays() -> None:
    result = joined(grid([HEAD, ["43051101", 2563, 5, 6]]))
    assert result.frame[result.frame["status"] == "ok"]["village_code"].unique() == ["43160501"]


def test_unknown_headings_are_asked_about_with_a_mapping_to_paste() -> None:
    import tomllib

    rows: list[list[Cell]] = [
        ["ผล CIA ปี 2563"],
        ["รหัสหมู่บ้าน", "ผลการพัฒนาอาชีพ", "วัฒนธรรมชุมชน", "ผู้บันทึก"],
        ["43160501", 3, 4, "ก"],
        ["43160502", 2, 5, "ข"],
    ]
    read = grid(rows)
    assert looks_like_indicators(read)
    first = joined(read)
    [asked] = [p for p in first.problems if p.code == "indicator.unknown_headings"]
    pasted = tomllib.loads(str(asked.params["mapping"]))
    assert pasted["indicators"]["columns"] == {
        "ผลการพัฒนาอาชีพ": "occupation",
        "วัฒนธรรมชุมชน": "free_1",
    }
    mapping = IndicatorMapping.from_config(pasted["indicators"])
    second = joined(read, mapping=mapping)
    assert "indicator.unknown_headings" not in codes_of(second)
    assert [(d.id, d.label_th) for d in second.domains] == [
        ("occupation", "อาชีพ"),
        ("free_1", "วัฒนธรรมชุมชน"),
    ]


def test_muban_toml_states_scale_direction_and_year_once() -> None:
    mapping = IndicatorMapping.from_config(
        {
            "year_be": 2562,
            "scale": [0, 4],
            "domains": {"risk": {"scale": [0, 100], "higher_is_better": False, "unit": "%"}},
        }
    )
    rows: list[list[Cell]] = [["รหัสหมู่บ้าน", *FIVE], ["43160501", 4, 4, 80, 5, 0]]
    result = joined(grid(rows), mapping=mapping)
    assert result.frame["year_be"].unique().tolist() == [2562]
    scales = {d.id: (d.scale_min, d.scale_max, d.higher_is_better) for d in result.domains}
    assert scales["risk"] == (0.0, 100.0, False)
    assert scales["occupation"] == (0.0, 4.0, True)
    assert codes_of(result).count("indicator.beyond_scale") == 1


def test_muban_toml_states_the_scale_of_a_long_table_too() -> None:
    mapping = IndicatorMapping.from_config({"scale": [0, 4]})
    rows: list[list[Cell]] = [
        ["รหัสหมู่บ้าน", "ปี", "ด้าน", "ค่า"],
        ["43160501", 2563, "อาชีพ", 5],
        ["43160502", 2563, "อาชีพ", 4],
    ]
    result = joined(grid(rows), mapping=mapping)
    assert codes_of(result).count("indicator.beyond_scale") == 1
    assert [(d.scale_min, d.scale_max) for d in result.domains] == [(0.0, 4.0)]
    assert_accounted(result)


@pytest.mark.parametrize(
    "table",
    [
        {"scal": [1, 5]},
        {"scale": [5, 1]},
        {"scale": "1-5"},
        {"columns": {"อาชีพ": 3}},
        {"columns": {"อาชีพ": "ด้านอาชีพ"}},
        {"domains": {"risk": {"colour": "red"}}},
        {"year_be": "2563"},
    ],
)
def test_a_wrong_setting_stops_with_its_name(table: dict[str, object]) -> None:
    with pytest.raises(ConfigError, match="indicators"):
        IndicatorMapping.from_config(table)


def test_without_a_year_nothing_is_shown() -> None:
    result = joined(grid([["รหัสหมู่บ้าน", *FIVE], ["43160501", 1, 2, 3, 4, 5]]))
    assert len(result.frame) == 0
    assert "indicator.no_year" in codes_of(result)
    assert_accounted(result)


def test_bmn_items_become_shares_of_the_year_that_is_written() -> None:
    rows: list[list[Cell]] = [
        ["ข้อมูล จปฐ. ปี 2563 ตำบลโพนแพง", *[None] * 6],
        ["หมู่ที่", "ชื่อหมู่บ้าน", "ข้อ 1", "ข้อ 1", "ข้อที่ ๒๒", "ข้อที่ ๒๒", "หมายเหตุ"],
        ["หมู่ที่", "ชื่อหมู่บ้าน", "ผ่าน", "ไม่ผ่าน", "ผ่าน", "ไม่ผ่าน", None],
        [1, "โพนแพง", 10, 0, 90, 30, None],
        [2, "เปงจาน", 0, 0, 50, 50, None],
    ]
    result = joined(grid(rows))
    table = result.frame[result.frame["status"] == "ok"]
    assert sorted(map(tuple, table[["village_code", "indicator", "value"]].to_numpy())) == [
        ("43160501", "bmn31_01", 100.0),
        ("43160501", "bmn31_22", 75.0),
        ("43160502", "bmn31_22", 50.0),
    ]
    assert set(table["year_be"]) == {2563}
    income = next(d for d in result.domains if d.id == "bmn31_22")
    assert income.parent == "poverty"
    assert "proposed" in income.status


def test_nrd2c_items_are_scores_from_one_to_three() -> None:
    rows: list[list[Cell]] = [
        ["กชช.2ค ปี 2562", *[None] * 4],
        ["รหัสหมู่บ้าน", "1. ถนน", "น้ำดื่ม", "ข้อ 3", "33"],
        ["43160501", 1, 2, 3, 4],
    ]
    result = joined(grid(rows))
    ok = result.frame[result.frame["status"] == "ok"]
    assert sorted(zip(ok["indicator"], ok["value"], strict=True)) == [
        ("nrd33_01", 1.0),
        ("nrd33_02", 2.0),
        ("nrd33_03", 3.0),
    ]
    assert set(ok["year_be"]) == {2562}
    assert codes_of(result).count("indicator.beyond_scale") == 1
    assert "unverified" in next(d for d in result.domains if d.id == "nrd33_01").status
    bmn = standard_lists()[0].items
    assert not [d.id for _, d in bmn if "verified" in d.status], "wording was checked"


def test_free_indicators_stand_under_their_domain() -> None:
    rows: list[list[Cell]] = [
        ["รหัสหมู่บ้าน", "ปี", "อาชีพ", "อาชีพ", "อาชีพ", "ทุนชุมชน"],
        ["รหัสหมู่บ้าน", "ปี", "กลุ่มอาชีพ", "รายได้", "รวม", "คะแนน"],
        ["43160501", 2563, 3, 4, 7, 5],
    ]
    result = joined(grid(rows))
    assert [(d.label_th, d.parent) for d in result.domains] == [
        ("อาชีพ", ""),
        ("กลุ่มอาชีพ", "occupation"),
        ("รายได้", "occupation"),
        ("ทุนชุมชน", ""),
    ]
    assert result.frame[result.frame["indicator"] == ""]["value"].tolist()[:2] == [7.0, 5.0]


@pytest.mark.parametrize(
    "rows",
    [
        [["ที่", "ตำบล", "หมู่บ้าน", "หมู่ที่", "ปี พ.ศ."], [1, "โพนแพง", "เปงจาน", 8, 2555]],
        [["ชื่อ", "ประเภท", "ละติจูด", "ลองจิจูด"], ["วัด", "วัด", 17.8, 102.7]],
        [["รหัสหมู่บ้าน", "ปี", "ประชากร", "ครัวเรือน"], ["43160501", 2563, 512, 140]],
        [["ก", "ข"], [1, 2]],
    ],
)
def test_other_tables_do_not_look_like_indicators(rows: list[list[Cell]]) -> None:
    assert not looks_like_indicators(grid(rows, name="register/ตาราง.xlsx"))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["43160501", "43160502.0", 43160503, "4316", "99999999", None, "-"]),
            st.sampled_from([2563, "๒๕๖๒", 63, None, "ปี", 2563.0]),
            st.one_of(st.none(), st.floats(-5, 15), st.text(max_size=4), st.integers(0, 10)),
            st.one_of(st.none(), st.floats(-5, 15), st.text(max_size=4), st.integers(0, 10)),
        ),
        max_size=12,
    )
)
def test_no_row_is_ever_lost(rows: list[tuple[Cell, ...]]) -> None:
    result = joined(grid([HEAD, *rows]))
    assert_accounted(result)
    shown = result.frame[result.frame["status"] == "ok"]["value"]
    assert shown.between(-1e-9, 10 + 1e-9).all()
