"""What ``muban new`` writes can be filled in with Excel and is read back without any mapping."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

from muban.gis.gazetteer.gazetteer_rows import gazetteer_rows
from muban.gis.reading.read import read_file
from muban.gis.reading.tables.table_points import points_from_grid
from muban.gis.source import Read
from muban.layers.indicator.indicators import (
    join_indicators,
    looks_like_indicators,
    read_indicators,
)
from muban.layers.indicator.population import join_population, read_population
from muban.layers.register.register_reading import read_register
from muban.layers.sorting.blank_sheets import is_blank
from muban.web.workbook_templates import build_template, template_names, write_templates
from tests.indicator_grids import villages

FIVE = ("อาชีพ", "ทุนชุมชน", "การจัดการความเสี่ยงของชุมชน", "แก้ปัญหาความยากจน", "การบริหารจัดการชุมชน")


def filled(name: str, rows: Sequence[Mapping[str, object]], folder: Path) -> Read:
    """The template with rows typed under its headings, saved and read back."""
    book = load_workbook(io.BytesIO(build_template(name)))
    sheet = book.worksheets[0]
    at = {sheet.cell(4, i).value: i for i in range(1, sheet.max_column + 1)}
    for offset, row in enumerate(rows, start=5):
        for heading, value in row.items():
            sheet.cell(offset, at[heading]).value = value  # type: ignore[union-attr]
    path = folder / name
    book.save(path)
    reads = [read for read in read_file(path, folder) if not is_blank(read)]
    assert len(reads) == 1
    return reads[0]


def test_templates_are_the_same_bytes_every_time() -> None:
    assert [*map(build_template, template_names())] == [*map(build_template, template_names())]


def test_all_templates_are_written(tmp_path: Path) -> None:
    written = write_templates(tmp_path / "templates")
    assert [path.name for path in written] == list(template_names())
    assert all(path.stat().st_size > 4000 for path in written)


def test_codes_are_typed_as_text_and_figures_as_numbers() -> None:
    """In a column of numbers Excel makes 4.3E+07 of a code; in one of text it adds nothing up."""
    formats: dict[str, set[str]] = {}
    for content in map(build_template, template_names()):
        sheet = load_workbook(io.BytesIO(content)).worksheets[0]
        heads = next(row for row in sheet.iter_rows() if sum(c.value is not None for c in row) > 2)
        for head in heads:
            below = sheet.cell(sheet.max_row, head.column)
            formats.setdefault(str(head.value), set()).add(below.number_format)
    assert {head: formats[head] for head in ("รหัสหมู่บ้าน", "หมู่บ้าน")} == {
        "รหัสหมู่บ้าน": {"@"},
        "หมู่บ้าน": {"@"},
    }
    assert {head: formats[head] for head in ("ประชากร", "หมู่ที่")} == {
        "ประชากร": {"General"},
        "หมู่ที่": {"General"},
    }


def test_wide_cia_template_is_read_back_with_the_scale_typed_into_it(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"หมู่บ้าน": "คะแนนต่ำสุด", **dict.fromkeys(FIVE, 1)},
        {"หมู่บ้าน": "คะแนนเต็ม", **dict.fromkeys(FIVE, 5)},
        {"หมู่บ้าน": "ยิ่งมากยิ่งดี", **dict.fromkeys(FIVE, "ใช่")},
        *(
            {"ตำบล": "โพนแพง", "หมู่ที่": moo, "ปี พ.ศ.": 2563, **dict.fromkeys(FIVE, moo)}
            for moo in (1, 2, 3)
        ),
        {"รหัสหมู่บ้าน": "43160504", "ปี พ.ศ.": 2563, **dict.fromkeys(FIVE[1:], "-"), FIVE[0]: 5},
    ]
    read = filled("cia.xlsx", rows, tmp_path)
    assert looks_like_indicators(read)
    table = read_indicators(read)
    assert table is not None
    joined = join_indicators([table], villages())
    assert joined.problems == ()
    assert [(d.scale_min, d.scale_max, d.higher_is_better) for d in joined.domains] == [
        (1.0, 5.0, True)
    ] * 5
    values = joined.frame[joined.frame["domain"] == "occupation"]["value"].tolist()
    assert values == [1.0, 2.0, 3.0, 5.0]
    assert set(joined.frame[joined.frame["village_code"] == "43160504"]["status"]) == {
        "ok",
        "missing",
    }


def test_empty_cia_template_is_a_table_without_rows_and_without_problems(tmp_path: Path) -> None:
    read = filled("cia.xlsx", [], tmp_path)
    table = read_indicators(read)
    assert table is not None
    assert table.rows == ()
    assert table.numbers == ()
    assert table.problems == ()


def test_long_cia_template_is_read_back(tmp_path: Path) -> None:
    common = {"รหัสหมู่บ้าน": "43160501", "ปี พ.ศ.": 2563, "คะแนนต่ำสุด": 0, "คะแนนเต็ม": 10}
    rows: list[dict[str, object]] = [
        {**common, "ด้าน": "อาชีพ", "ค่า": 7, "ยิ่งมากยิ่งดี": "ใช่"},
        {**common, "ด้าน": "อาชีพ", "ตัวชี้วัด": "กลุ่มอาชีพ", "ค่า": 4, "หน่วย": "คะแนน"},
    ]
    table = read_indicators(filled("cia_long.xlsx", rows, tmp_path))
    assert table is not None
    assert table.problems == ()
    assert [(d.label_th, d.parent, d.scale_max) for d in table.domains] == [
        ("อาชีพ", "", 10.0),
        ("กลุ่มอาชีพ", "occupation", 10.0),
    ]


@pytest.mark.parametrize("name", ["register.xlsx", "nominations.xlsx"])
def test_register_templates_are_read_back(name: str, tmp_path: Path) -> None:
    row = {
        "ที่": 1,
        "จังหวัด": "หนองคาย",
        "อำเภอ": "รัตนวาปี",
        "ตำบล": "โพนแพง",
        "หมู่บ้าน": "เปงจาน",
        "หมู่ที่": 8,
        "ปี พ.ศ.": 2555,
        "ระดับ": "จังหวัด",
    }
    [table] = read_register(filled(name, [row], tmp_path))
    [read] = table.rows
    assert (read.village, read.moo, read.year_be, read.level) == ("เปงจาน", 8, 2555, "จังหวัด")


def test_landmarks_template_is_read_back_as_points(tmp_path: Path) -> None:
    row = {"ชื่อ": "วัดศรีชมภู", "ประเภท": "วัด", "ละติจูด": 17.88136, "ลองจิจูด": 102.736374}
    points = points_from_grid(filled("landmarks.xlsx", [row], tmp_path))
    assert points is not None
    [shape] = points.frame.geometry
    assert (shape.x, shape.y) == (102.736374, 17.88136)
    assert points.frame["_name"].tolist() == ["วัดศรีชมภู"]


def test_gazetteer_template_is_read_back(tmp_path: Path) -> None:
    row = {"รหัสหมู่บ้าน": "43160501", "หมู่ที่": 1, "หมู่บ้าน": "โพนแพง", "ตำบล": "โพนแพง"}
    rows = gazetteer_rows(filled("gazetteer.xlsx", [row], tmp_path))
    assert rows is not None
    assert rows["village_code"].tolist() == ["43160501"]


def test_population_template_is_read_back(tmp_path: Path) -> None:
    row = {"รหัสหมู่บ้าน": "43160501", "ปี พ.ศ.": 2563, "ประชากร": 512, "ครัวเรือน": 140}
    table = read_population(filled("population.xlsx", [row], tmp_path))
    assert table is not None
    latest = join_population([table], villages()).latest()
    assert latest.loc["43160501"].tolist() == [2563.0, 512.0, 140.0]


def test_dropdowns_hold_the_legends_kinds_and_the_letters_domains() -> None:
    for name, column, choice in (("landmarks.xlsx", "B", "วัด"), ("cia_long.xlsx", "F", "ทุนชุมชน")):
        book = load_workbook(io.BytesIO(build_template(name)))
        checks = book.worksheets[0].data_validations.dataValidation
        [place] = [c.formula1 for c in checks if c.type == "list" and f"{column}5" in str(c.sqref)]
        sheet, _, cells = str(place).partition("!")
        found = [row[0].value for row in book[sheet.strip("'")][cells.replace("$", "")]]
        assert any(choice in str(value) for value in found)


def test_years_codes_and_moo_are_checked_by_excel() -> None:
    book = load_workbook(io.BytesIO(build_template("register.xlsx")))
    checks = {c.formula1: c for c in book.worksheets[0].data_validations.dataValidation}
    assert checks["1"].formula2 == "99"
    assert checks["2400"].formula2 == "2699"
