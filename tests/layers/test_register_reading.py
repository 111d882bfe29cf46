"""Registers are found wherever they stand, and every data row is read."""

from __future__ import annotations

import pytest

from muban.layers.register.register_reading import parse_level, read_register
from tests.register_grids import HEADER, grid, grid_of_text

ROW = ["๑", "หนองคาย", "สังคม", "ผาตั้ง", "ไทยพัฒนา", "๗", "๒๕๖๒", ""]


def test_thai_digits_and_thai_headings_are_read() -> None:
    [table] = read_register(grid([HEADER, ROW]))
    [row] = table.rows
    assert (row.row, row.moo, row.year_be, row.village, row.level) == (1, 7, 2562, "ไทยพัฒนา", "")
    assert table.kind == "village"


def test_columns_may_stand_in_any_order_with_english_headings() -> None:
    header = ["Year", "Moo", "Village", "Tambon", "Amphoe", "Level"]
    [table] = read_register(
        grid([header, [62, "M.7", "Thai Phatthana", "Pha Tang", "Sangkhom", ""]])
    )
    assert (table.rows[0].year_be, table.rows[0].moo) == (2562, 7)


def test_repeated_headers_slogans_and_page_marks_are_counted_not_read() -> None:
    slogan = ["หนองคาย “เมืองน่าอยู่”"]
    rows = [["ทะเบียน"], HEADER, ROW, [], slogan, ["- 2 -"], HEADER, ["๒", *ROW[1:]], slogan]
    [table] = read_register(grid(rows))
    assert [row.number for row in table.rows] == [3, 8]
    [note] = table.problems
    assert (note.code, note.params["count"]) == ("register.lines_skipped", 3)


def test_merged_title_that_fills_a_row_is_no_data() -> None:
    title = ["ทะเบียนหมู่บ้าน ปี 2562"] * len(HEADER)
    [table] = read_register(grid([title, HEADER, title, ROW]))
    assert len(table.rows) == 1


def test_header_without_a_village_begins_a_register_of_tambons() -> None:
    tambons = ["ที่", "จังหวัด", "อำเภอ", "ตำบล", "ปี พ.ศ."]
    found = read_register(grid([HEADER, ROW, tambons, ["๑", "หนองคาย", "เฝ้าไร่", "วังหลวง", "๒๕๖๑"]]))
    assert [(table.kind, len(table.rows)) for table in found] == [("village", 1), ("tambon", 1)]


def test_moo_written_beside_the_name_is_found() -> None:
    [table] = read_register(grid([HEADER, [*ROW[:4], "บ้านไทยพัฒนา ม.๗", "", *ROW[6:]]]))
    assert (table.rows[0].village, table.rows[0].moo) == ("บ้านไทยพัฒนา", 7)


def test_row_without_a_year_is_still_a_data_row() -> None:
    [table] = read_register(grid([HEADER, [*ROW[:6], "", ""]]))
    assert table.rows[0].year_be is None


def test_numbers_of_the_register_are_used_only_where_they_are_sound() -> None:
    [sound] = read_register(grid([HEADER, ["๗", *ROW[1:]], ["๙", *ROW[1:]]]))
    assert [row.row for row in sound.rows] == [7, 9]
    [broken] = read_register(grid([HEADER, ["๗", *ROW[1:]], ["๗", *ROW[1:]]]))
    assert [row.row for row in broken.rows] == [1, 2]


def test_persons_and_remarks_in_other_columns_are_not_repeated() -> None:
    header = [*HEADER, "ผู้ใหญ่บ้าน"]
    row = [*ROW[:7], "โทร 0812345678", "นายสมมติ ใจดี"]
    [table] = read_register(grid([header, row]))
    assert table.rows[0].written == "๑ หนองคาย สังคม ผาตั้ง ไทยพัฒนา ๗ ๒๕๖๒"


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["หมู่บ้าน", "หมู่ที่", "ตำบล", "ปี", "ด้าน", "ค่า"], ["ก", 1, "ข", 2562, "อาชีพ", 3]],
        [["รหัสหมู่บ้าน", "หมู่บ้าน", "หมู่ที่", "ตำบล", "อำเภอ"], ["43011103", "ก", 3, "ข", "ค"]],
        [["ปี", "ยอดรวม"], [2562, 7]],
    ],
)
def test_other_tables_are_no_register(rows: list[list[object]]) -> None:
    assert read_register(grid(rows)) == []


def test_nomination_list_needs_no_year_where_one_is_given() -> None:
    rows = [["อำเภอ", "ตำบล", "หมู่บ้าน", "หมู่ที่"], ["สังคม", "ผาตั้ง", "ไทยพัฒนา", "7"]]
    assert read_register(grid(rows)) == []
    [table] = read_register(grid(rows), year_be=2563)
    assert table.rows[0].year_be == 2563


def test_pasted_text_is_a_register_too() -> None:
    text = "\n".join(["เรียน นายอำเภอ", "\t".join(HEADER), "\t".join(ROW), "ขอแสดงความนับถือ"])
    [table] = read_register(grid_of_text(text))
    assert [row.number for row in table.rows] == [3]


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        ("", "amphoe"),
        ("ระดับจังหวัด", "province"),
        ("จังหวัด", "province"),
        ("ระดับอำเภอ", "amphoe"),
        ("ระดับจังหวัต", "province"),
        ("รองชนะเลิศ", None),
    ],
)
def test_blank_level_means_amphoe_level(cell: str, level: str | None) -> None:
    assert parse_level(cell) == level


def test_level_stands_in_its_own_column_or_among_the_remarks() -> None:
    both = [*HEADER, "ระดับ"]
    [table] = read_register(grid([both, [*ROW[:7], "ตรวจแล้ว", "ระดับจังหวัด"]]))
    assert table.rows[0].level == "ระดับจังหวัด"
    assert "ตรวจแล้ว" not in table.rows[0].written


def test_numbered_row_is_read_however_little_it_says() -> None:
    slogan, page = ["คำขวัญ"], ["2"]
    poor = ["๒", "", "", "ผาตั้ง", "", "", "", ""]
    [table] = read_register(grid([HEADER, ROW, slogan, page, poor]))
    assert [row.number for row in table.rows] == [2, 5]


def test_codes_alone_make_a_register_of_villages() -> None:
    header = ["village_code", "year", "level"]
    [table] = read_register(
        grid([header, ["43160508", 2555, "province"], ["43160507.0", 2556, ""]])
    )
    assert table.kind == "village"
    assert [row.code for row in table.rows] == ["43160508", "43160507.0"]


def test_a_row_with_neither_year_nor_moo_is_still_a_row() -> None:
    header = ["อำเภอ", "ตำบล", "หมู่บ้าน", "หมู่ที่", "ปี"]
    [table] = read_register(grid([header, ["สังคม", "ผาตั้ง", "ไทยพัฒนา", "", ""]]))
    assert table.rows[0].year_be is None


def test_a_register_pasted_with_spaces_for_columns_is_read() -> None:
    head = "ที่ จังหวัด อำเภอ ตำบล หมู่บ้าน หมู่ที่ ปี พ.ศ. หมายเหตุ"
    first = "๑ หนองคาย สังคม ผาตั้ง ไทยพัฒนา ๗ ๒๕๖๒ ระดับจังหวัด"
    second = "๒ หนองคาย สังคม ผาตั้ง บ้าน ใหม่ พัฒนา ๘ ๒๕๖๒"
    [table] = read_register(grid([["ทะเบียนหมู่บ้าน"], [head], [first], ["- ๒ -"], [second]]))
    read, broken = table.rows
    assert (read.village, read.moo, read.year_be, read.level) == ("ไทยพัฒนา", 7, 2562, "ระดับจังหวัด")
    assert (broken.row, broken.year_be) == (2, None), "kept for a person, not lost"
    assert "พัฒนา ๘ ๒๕๖๒" in broken.written
