"""A workbook of results with exactly one defect is told of exactly that, at its cell."""

from __future__ import annotations

import io
from copy import deepcopy
from pathlib import Path

import openpyxl
import pytest

from muban.gis.ledger import build_ledger
from muban.gis.problems import Effect, Problem, Severity, Where
from muban.layers.indicator.indicators import Joined, join_indicators, read_indicators
from tests.drawings import read_bytes, workbook
from tests.indicator_grids import villages

FILE, SHEET = "indicators/ผล CIA.xlsx", "ผล"
Rows = list[list[object]]

# A title stands above, so that a row's number is not its place among the records.
LONG: Rows = [
    ["ผลการวิเคราะห์ CIA ตำบลโพนแพง", None, None, None, None, None],
    ["รหัสหมู่บ้าน", "ปี พ.ศ.", "ด้าน", "ผ่าน", "ไม่ผ่าน", "ร้อยละ"],
    [43160501, 2563, "อาชีพ", 30, 10, 75],
    [43160501, 2563, "ทุนชุมชน", 20, 20, 50],
    [43160502, 2563, "อาชีพ", 45, 5, 90],
    [43160502, 2563, "ทุนชุมชน", 10, 40, 20],
]
WIDE: Rows = [
    ["ผลการวิเคราะห์ CIA ตำบลโพนแพง", None, None, None],
    ["รหัสหมู่บ้าน", "ปี พ.ศ.", "อาชีพ (1-5)", "ทุนชุมชน (1-5)"],
    [43160501, 2563, 3, 4],
    [43160502, 2563, 2, 5],
]


PERCENT: Rows = [
    ["ผลการวิเคราะห์ CIA ตำบลโพนแพง", None, None, None],
    ["รหัสหมู่บ้าน", "ปี พ.ศ.", "อาชีพ (ร้อยละ)", "ทุนชุมชน (ร้อยละ)"],
    [43160501, 2563, 58, 74],
    [43160502, 2563, 66, 50],
]


def joined(folder: Path, *books: Rows) -> Joined:
    """Write each sheet to a workbook of its own, read them back, and join two villages.

    The ledger raises where a row is neither published nor set aside.
    """
    tables = []
    for i, rows in enumerate(books):
        name = FILE if i == 0 else FILE.replace(".xlsx", f" {i + 1}.xlsx")
        [read] = read_bytes(folder, name, workbook(rows, sheet=SHEET))
        assert read.problems == ()
        table = read_indicators(read)
        assert table is not None
        tables.append(table)
    result = join_indicators(tables, villages(2))
    build_ledger(result.read, result.published, result.problems)
    return result


def only(result: Joined) -> Problem:
    [found] = result.problems
    return found


def changed(rows: Rows, row: int, column: int, cell: object) -> Rows:
    """The sheet with one cell changed, both counted from 1 as Excel does."""
    copy = deepcopy(rows)
    copy[row - 1][column - 1] = cell
    return copy


def rows_published(result: Joined) -> list[int]:
    return [ref.number for ref in result.published]


@pytest.mark.parametrize("rows", [LONG, WIDE], ids=["long", "wide"])
def test_a_sound_sheet_has_no_problem(rows: Rows, tmp_path: Path) -> None:
    result = joined(tmp_path, rows)
    assert result.problems == ()
    assert len(result.frame) == 4


def test_a_domain_that_nobody_knows_is_asked_about_by_its_row(tmp_path: Path) -> None:
    result = joined(tmp_path, [*LONG, [43160501, 2563, "ความสุขมวลรวม", 30, 10, 75]])
    found = only(result)
    assert found.code == "indicator.unknown_domain"
    assert found.where == Where(FILE, SHEET, 7, field="ด้าน", unit="row")
    assert found.params["text"] == "ความสุขมวลรวม"
    assert (found.severity, found.effect) == (Severity.ERROR, Effect.SET_ASIDE)
    assert rows_published(result) == [3, 4, 5, 6]


@pytest.mark.parametrize(("column", "heading"), [(4, "ผ่าน"), (5, "ไม่ผ่าน")])
@pytest.mark.parametrize("count", [20.5, -3])
def test_people_are_counted_in_whole_numbers_from_zero(
    column: int, heading: str, count: float, tmp_path: Path
) -> None:
    result = joined(tmp_path, changed(LONG, 5, column, count))
    found = only(result)
    assert found.code == "indicator.not_a_count"
    assert found.where == Where(FILE, SHEET, 5, field=heading, unit="row")
    assert found.params["passed" if column == 4 else "failed"] == count
    assert (found.severity, found.effect) == (Severity.ERROR, Effect.SET_ASIDE)
    assert rows_published(result) == [3, 4, 6]


def test_a_percent_that_its_counts_contradict_is_not_shown(tmp_path: Path) -> None:
    result = joined(tmp_path, changed(LONG, 5, 6, 60))
    found = only(result)
    assert found.code == "indicator.share_conflict"
    assert found.where == Where(FILE, SHEET, 5, field="ร้อยละ", unit="row")
    # 45 of 45 + 5 are 90 %.
    assert dict(found.params) == {"stated": 60, "counted": 90}
    assert (found.severity, found.effect) == (Severity.ERROR, Effect.SET_ASIDE)
    assert rows_published(result) == [3, 4, 6]


def test_a_percent_below_its_domain_is_named_with_the_domain(tmp_path: Path) -> None:
    """A wide sheet has a «ร้อยละ» for each domain; what the other domain says is kept."""
    parts = ["ผ่าน", "ไม่ผ่าน", "ร้อยละ"]
    rows: Rows = [
        [None, None, *["อาชีพ"] * 3, *["ทุนชุมชน"] * 3],
        ["รหัสหมู่บ้าน", "ปี พ.ศ.", *parts, *parts],
        [43160501, 2563, 30, 10, 75, 20, 20, 50],
        [43160502, 2563, 45, 5, 90, 10, 40, 60],
    ]
    result = joined(tmp_path, rows)
    found = only(result)
    assert found.code == "indicator.share_conflict"
    assert found.where == Where(FILE, SHEET, 4, field="ทุนชุมชน ร้อยละ", unit="row")
    assert (found.severity, found.effect) == (Severity.ERROR, Effect.REPAIRED)
    assert rows_published(result) == [3, 4]


@pytest.mark.parametrize("title", ["เฉลี่ย", "รวมทั้งหมด"])
def test_a_row_of_totals_is_no_village(title: str, tmp_path: Path) -> None:
    result = joined(tmp_path, [*WIDE, [title, None, 2.5, 4.5]])
    found = only(result)
    assert found.code == "indicator.summary_row"
    assert found.where == Where(FILE, SHEET, 5, unit="row")
    assert found.params["text"] == title
    assert (found.severity, found.effect) == (Severity.NOTE, Effect.SET_ASIDE)
    assert rows_published(result) == [3, 4]


def test_a_column_that_is_no_result_is_named_and_not_published(tmp_path: Path) -> None:
    added = [None, "ผู้บันทึก", "ฝ่ายแผน", "ฝ่ายแผน"]
    result = joined(tmp_path, [[*row, cell] for row, cell in zip(WIDE, added, strict=True)])
    found = only(result)
    assert found.code == "indicator.ignored_columns"
    assert found.where == Where(FILE, SHEET, unit="row")
    assert found.params["headings"] == "ผู้บันทึก"
    assert (found.severity, found.effect) == (Severity.NOTE, Effect.NONE)
    assert "ฝ่ายแผน" not in result.frame.to_csv()


def test_a_remark_under_the_table_is_counted(tmp_path: Path) -> None:
    remark: Rows = [["หมายเหตุ ข้อมูลจากเวทีประชาคม", None, None, None]]
    result = joined(tmp_path, [*WIDE, *remark])
    found = only(result)
    assert found.code == "indicator.lines_skipped"
    assert found.where == Where(FILE, SHEET, unit="row")
    assert found.params["count"] == 1
    assert (found.severity, found.effect) == (Severity.NOTE, Effect.NONE)
    assert rows_published(result) == [3, 4]


def test_two_workbooks_that_measure_a_domain_differently_are_told_apart(tmp_path: Path) -> None:
    first = WIDE[:3]
    second = changed([WIDE[0], WIDE[1], WIDE[3]], 2, 4, "ทุนชุมชน (0-100)")
    result = joined(tmp_path, first, second)
    found = only(result)
    assert found.code == "indicator.scale_conflict"
    assert found.where == Where("indicators/ผล CIA 2.xlsx", SHEET, unit="row")
    assert dict(found.params) == {"domain": "ทุนชุมชน", "scale": "0–100", "first": "1–5"}
    assert (found.severity, found.effect) == (Severity.WARNING, Effect.NONE)
    scales = {domain.id: (domain.scale_min, domain.scale_max) for domain in result.domains}
    assert scales == {"occupation": (1, 5), "capital": (1, 5)}


def test_results_in_cells_with_a_percent_format_are_shares_of_a_hundred(tmp_path: Path) -> None:
    """58% is stored as 0.58: beside 74 and 66 it was the worst village of all."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(changed(PERCENT, 3, 3, 0.58), sheet=SHEET)))
    book[SHEET]["C3"].number_format = "0%"
    out = io.BytesIO()
    book.save(out)
    [read] = read_bytes(tmp_path, FILE, out.getvalue())
    table = read_indicators(read)
    assert table is not None
    result = join_indicators([table], villages(2))
    assert result.problems == ()
    shown = result.frame.set_index(["village_code", "domain"])["value"]
    assert sorted(shown) == [50, 58, 66, 74]


@pytest.mark.parametrize("cell", ["#N/A", "=B2*2", "9" * 400])
def test_a_result_that_is_no_value_is_told_and_not_taken_for_missing(
    tmp_path: Path, cell: str
) -> None:
    [read] = read_bytes(tmp_path, FILE, workbook(PERCENT, sheet=SHEET))
    frame = read.frame.copy()
    frame.loc[3, "C"] = cell
    table = read_indicators(read.with_frame(frame))
    assert table is not None
    found = join_indicators([table], villages(2)).problems
    assert [(one.code, one.where.number) for one in found] == [("indicator.not_a_number", 3)]
