"""Workbooks and text tables as grids, and the points that some of them hold."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muban.gis.reading.tables.coordinate_text import read_degrees, read_pair, read_utm
from muban.gis.reading.tables.table_points import points_from_grid
from muban.gis.source import Read
from tests.drawings import MEMBERS, accounted, codes, read_bytes, workbook, zipped

DATA = Path(__file__).parent / "data" / "read"


def _grid(folder: Path, name: str, data: bytes) -> Read:
    [read] = read_bytes(folder, name, data)
    assert read.kind == "grid"
    assert accounted(read)
    return read


def _points(folder: Path, rows: list[list[object]]) -> Read:
    points = points_from_grid(_grid(folder, "a.xlsx", workbook(rows)))
    assert points is not None
    assert accounted(points)
    return points


def test_rows_keep_the_numbers_and_columns_the_letters_of_the_worksheet(tmp_path: Path) -> None:
    read = _grid(tmp_path, "a.xlsx", workbook([["ก"], [None], ["ข", 43011103, 2.5, True]]))
    assert read.layer == "หมู่บ้าน"
    assert read.numbers == (1, 3)
    assert read.frame.columns.tolist() == ["A", "B", "C", "D"]
    assert list(read.frame.loc[3]) == ["ข", 43011103, 2.5, True]
    assert isinstance(read.frame.loc[3, "B"], int)
    assert read.where(3).unit == "row"


def test_a_merged_cell_is_repeated_over_its_range(tmp_path: Path) -> None:
    rows: list[list[object]] = [["พิกัด", None, "ชื่อ"], ["N", "E", None], [17.9, 102.7, "วัด"]]
    read = _grid(tmp_path, "a.xlsx", workbook(rows, merge="A1:B1"))
    assert list(read.frame.loc[1]) == ["พิกัด", "พิกัด", "ชื่อ"]


def test_an_old_xls_reads_like_an_xlsx() -> None:
    from muban.gis.reading.read import read_file

    [read] = read_file(DATA / "villages.xls", DATA)
    assert read.layer == "หมู่บ้าน"
    assert read.numbers == (1, 2, 4, 5)
    assert list(read.frame.loc[1]) == ["ตำบลโพนสว่าง"] * 3
    assert list(read.frame.loc[4]) == ["บ้านโพนแพง", 1, 12.5]


def test_a_workbook_with_a_password_says_so() -> None:
    from muban.gis.reading.read import read_file

    [read] = read_file(DATA / "locked.xlsx", DATA)
    assert codes([read]) == ["read.locked"]
    assert read.numbers == ()


def _ods(folder: Path, rows: str) -> Read:
    """The first worksheet of an ODS, by the rows as OpenOffice writes them."""
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="ก">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    members = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content.encode(),
        "META-INF/manifest.xml": b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:'
        b'opendocument:xmlns:manifest:1.0"/>',
    }
    return _grid(folder, "a.ods", zipped(members))


def _cell(value: str | int, more: str = "") -> str:
    number = isinstance(value, int)
    kind = f'"float" office:value="{value}"' if number else '"string"'
    return (
        f"<table:table-cell {more} office:value-type={kind}><text:p>{value}</text:p>"
        "</table:table-cell>"
    )


def _row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def test_an_ods_reads_like_an_xlsx(tmp_path: Path) -> None:
    read = _ods(tmp_path, _row(_cell("ชื่อ"), _cell(7)))
    assert read.layer == "ก"
    assert list(read.frame.loc[1]) == ["ชื่อ", 7]


def test_merged_cells_of_an_ods_stand_in_each_of_their_cells(tmp_path: Path) -> None:
    """A tambon merged over its villages' rows, below rows that are written once and meant twice."""
    covered = "<table:covered-table-cell/>"
    tall = 'table:number-columns-spanned="1" table:number-rows-spanned="2"'
    wide = 'table:number-columns-spanned="2" table:number-rows-spanned="1"'
    read = _ods(
        tmp_path,
        _row(_cell("ทำเนียบ", wide), covered)
        + _row(
            _cell("–", 'table:number-columns-repeated="2"'), more='table:number-rows-repeated="2"'
        )
        + _row(_cell("โพนแพง", tall), _cell(1))
        + _row(covered, _cell(2))
        + _row(_cell("รัตนวาปี"), _cell(3)),
    )
    assert read.frame.to_numpy().tolist() == [
        ["ทำเนียบ", "ทำเนียบ"],
        ["–", "–"],
        ["–", "–"],
        ["โพนแพง", 1],
        ["โพนแพง", 2],
        ["รัตนวาปี", 3],
    ]


def test_an_xlsx_named_xls_is_read_as_what_it_is(tmp_path: Path) -> None:
    read = _grid(tmp_path, "a.xls", workbook([["ก"]]))
    assert codes([read]) == ["read.wrong_suffix"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
def test_a_text_table_whatever_parts_and_encodes_it(
    delimiter: str, encoding: str, tmp_path: Path
) -> None:
    rows = [["ชื่อ", "หมู่ที่"], ["บ้านโพนแพง", "01"], ["บ้านหนองแวง", "02"]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    read = _grid(tmp_path, "a.csv", text.encode(encoding))
    assert read.frame.to_numpy().tolist() == rows


def test_a_quoted_cell_may_hold_the_delimiter_and_a_line_end(tmp_path: Path) -> None:
    read = _grid(tmp_path, "a.csv", 'ชื่อ,หมายเหตุ\nวัด,"ก, ข\nค"\n'.encode())
    assert list(read.frame.loc[2]) == ["วัด", "ก, ข\nค"]


@pytest.mark.parametrize(
    "text",
    ["ลำดับ\tบ้าน\tหมู่\n\n1\tโพนแพง\t๓\n", "ลำดับ   บ้าน   หมู่\n\n1   โพนแพง   ๓\n"],
    ids=["tabs", "gaps"],
)
def test_a_text_pasted_from_a_letter_keeps_its_lines(text: str, tmp_path: Path) -> None:
    read = _grid(tmp_path, "a.txt", text.encode())
    assert read.numbers == (1, 3)
    assert list(read.frame.loc[3]) == ["1", "โพนแพง", "๓"]


def test_rows_under_the_headings_become_points_with_their_row_numbers(tmp_path: Path) -> None:
    points = _points(tmp_path, MEMBERS)
    assert points.numbers == (3, 4)
    assert points.frame["_name"].tolist() == ["วัด", "รร."]
    assert [shape.wkt for shape in points.frame.geometry] == [
        "POINT (102.7 17.9)",
        "POINT (102.6 17.8)",
    ]
    assert points.frame.crs.to_epsg() == 4326
    assert points.where(3).unit == "row"


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        (["ละติจูด", "ลองจิจูด"], [17.9, 102.7]),
        (["ลองจิจูด (E)", "ละติจูด (N)"], ["๑๐๒.๗", "๑๗.๙"]),
        (["Latitude", "Longtitude"], ["17°54'00\"N", "102°42'00\"E"]),
        (["lat", "lon"], ["17 54 0", "102 42 0"]),
        (["lat", "lon"], ["102.7 E", "17.9 N"]),
        (["X", "Y"], [102.7, 17.9]),
        (["พิกัด E", "พิกัด N"], [102.7, 17.9]),
        (["พิกัด", "หมายเหตุ"], ["17.9, 102.7", None]),
        (["พิกัด GPS", "หมายเหตุ"], ["17°54'00\"N 102°42'00\"E", None]),
        (["Lat,Long", "หมายเหตุ"], ["(17.9,102.7)", None]),
    ],
)
def test_degrees_in_any_usual_writing(
    headings: list[object], cells: list[object], tmp_path: Path
) -> None:
    points = _points(tmp_path, [["ชื่อ", *headings], ["วัด", *cells]])
    [shape] = points.frame.geometry
    assert (round(shape.x, 6), round(shape.y, 6)) == (102.7, 17.9)
    assert points.frame.crs.to_epsg() == 4326
    assert codes([points]) == []


@pytest.mark.parametrize(
    ("rows", "epsg"),
    [
        ([["E", "N", "Zone"], [260571.395, 1978200.014, "48N"]], 32648),
        ([["Easting", "Northing", "โซน"], ["260,571.395", "1,978,200.014", 48]], 32648),
        ([["พิกัด UTM Zone 47", None], ["X", "Y"], [896000, 1978200]], 32647),
        ([["E", "N"], [260571.395, 1978200.014]], None),
        ([["พิกัด", "x1"], ["48Q 260571 1978200", None]], 32648),
        ([["lat", "lon"], [1978200, 260571]], None),
    ],
)
def test_metres_have_the_zone_that_is_stated_and_no_other(
    rows: list[list[object]], epsg: int | None, tmp_path: Path
) -> None:
    points = _points(tmp_path, rows)
    assert (None if points.frame.crs is None else points.frame.crs.to_epsg()) == epsg
    [shape] = points.frame.geometry
    assert shape.y == pytest.approx(1978200, abs=1)


def test_rows_of_two_zones_meet_in_degrees(tmp_path: Path) -> None:
    # The point of the test vector, in its zone and in the one beside it (pyproj, by hand).
    points = _points(tmp_path, [["E", "N", "zone"], [260157, 1978528, 48], [896163, 1980931, 47]])
    assert points.frame.crs.to_epsg() == 4326
    one, two = points.frame.geometry
    assert one.x == pytest.approx(102.7365, abs=0.01)
    assert two.x == pytest.approx(102.7365, abs=0.01)
    assert two.y == pytest.approx(one.y, abs=0.01)


def test_a_row_that_is_not_understood_stays_without_a_place(tmp_path: Path) -> None:
    points = _points(tmp_path, [*MEMBERS, ["ศาลา", "ไม่ทราบ", "?"], ["บ่อ", None, None]])
    assert points.numbers == (3, 4, 5, 6)
    assert points.frame.geometry.isna().tolist() == [False, False, True, True]
    assert [(found.code, found.where.number) for found in points.problems] == [
        ("read.coordinate_unclear", 5)
    ]


def test_a_table_without_coordinates_gives_no_points(tmp_path: Path) -> None:
    tables: list[list[list[object]]] = [
        [["ชื่อ", "หมู่ที่"], ["บ้านโพนแพง", 1]],
        [["lat", "lon"], [None, None]],
        [["n", "หมู่"], [1, 2]],
    ]
    for rows in tables:
        assert points_from_grid(_grid(tmp_path, "a.xlsx", workbook(rows))) is None


def test_a_title_that_speaks_of_coordinates_is_no_heading(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["ตารางพิกัดสถานที่สำคัญ", None],
        ["ชื่อ", "พิกัด"],
        ["วัด", "17.9, 102.7"],
    ]
    points = _points(tmp_path, rows)
    assert points.frame.columns.tolist()[-3:-1] == ["ชื่อ", "พิกัด"]
    assert points.numbers == (3,)


def test_repeated_headings_are_no_places(tmp_path: Path) -> None:
    assert _points(tmp_path, [*MEMBERS, MEMBERS[1], ["บ่อ", 17.7, 102.5]]).numbers == (3, 4, 6)


def test_dates_stay_dates(tmp_path: Path) -> None:
    import datetime as dt

    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append([dt.datetime(2020, 3, 16)])  # noqa: DTZ001 - a calendar day
    out = io.BytesIO()
    book.save(out)
    [[value]] = _grid(tmp_path, "a.xlsx", out.getvalue()).frame.to_numpy().tolist()
    assert (value.year, value.month, value.day) == (2020, 3, 16)


@pytest.mark.parametrize("row", [1, 2, 3])
def test_a_quotation_mark_without_its_pair_swallows_no_row(row: int, tmp_path: Path) -> None:
    """``"วัดศรีชมภู`` with the mark of an inch or of a hurried hand, anywhere in the table."""
    lines = ["ชื่อ,หมู่", "วัด,1", "โรงเรียน,2", "ตลาด,3"]
    lines[row] = '"' + lines[row]
    read = _grid(tmp_path, "a.csv", "\n".join(lines).encode())
    assert read.frame["B"].tolist() == ["หมู่", "1", "2", "3"]
    assert read.frame["A"].tolist() == ["ชื่อ", "วัด", "โรงเรียน", "ตลาด"]
    assert [(found.code, found.where.number) for found in read.problems] == [
        ("read.stray_quote", row + 1)
    ]


def test_two_such_marks_take_nothing_from_the_rows_between(tmp_path: Path) -> None:
    data = 'ชื่อ,หมู่\n"วัด,1\nโรงเรียน,2\n"ตลาด,3\nศาลา,4\n'.encode()
    read = _grid(tmp_path, "a.csv", data)
    assert read.frame["B"].tolist() == ["หมู่", "1", "2", "3", "4"]


def test_a_cell_in_marks_may_have_lines_and_marks(tmp_path: Path) -> None:
    data = 'ชื่อ,ที่\n"วัด ""ใหญ่""","ม.3\nโพนแพง"\n"ศาลา"เก่า,5\n'.encode()
    read = _grid(tmp_path, "a.csv", data)
    assert read.frame.to_numpy().tolist() == [
        ["ชื่อ", "ที่"],
        ['วัด "ใหญ่"', "ม.3\nโพนแพง"],
        ["ศาลาเก่า", "5"],
    ]
    assert read.problems == ()


@given(st.floats(-90, 90), st.booleans())
@settings(deadline=None, max_examples=200)
def test_degrees_minutes_seconds_come_back_as_the_angle(angle: float, letters: bool) -> None:
    size = abs(angle)
    minutes, seconds = divmod(round(size * 3600, 3), 60)
    degrees, minutes = divmod(int(minutes), 60)
    text = f"{degrees}°{minutes}'{seconds:.3f}\""
    text = f"{text}{'S' if angle < 0 else 'N'}" if letters else f"{'-' if angle < 0 else ''}{text}"
    found = read_degrees(text)
    assert found is not None
    assert found[0] == pytest.approx(angle, abs=1e-6)
    assert found[1] == ("lat" if letters else None)


@given(st.floats(97.3, 105.7), st.floats(5.6, 20.5), st.booleans())
@settings(deadline=None, max_examples=200)
def test_a_pair_is_read_in_either_order(lon: float, lat: float, swapped: bool) -> None:
    lon, lat = round(lon, 6), round(lat, 6)
    assert read_pair(f"{lon}, {lat}" if swapped else f"{lat}, {lon}") == (lon, lat)


@given(st.text(max_size=40))
@settings(deadline=None, max_examples=300)
def test_no_text_breaks_the_reading_of_coordinates(text: str) -> None:
    pair = read_pair(text)
    assert pair is None or (abs(pair[0]) <= 180 and abs(pair[1]) <= 90)
    read_degrees(text)
    read_utm(text)
