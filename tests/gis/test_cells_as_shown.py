"""A cell is read as the spreadsheet shows it: shares, errors, formulas, what is hidden."""

from __future__ import annotations

import io
import time
from pathlib import Path

import openpyxl
import pytest

from muban.gis.problems import Problem
from muban.gis.reading.read import read_file
from muban.gis.source import Read
from tests.drawings import codes, read_bytes, worksheet, zipped

DATA = Path(__file__).parent / "data" / "read"


def _grid(folder: Path, name: str, data: bytes) -> Read:
    [read] = read_bytes(folder, name, data)
    return read


def _cells(read: Read) -> list[list[object]]:
    return read.frame.to_numpy().tolist()


def _formatted(*cells: tuple[object, str]) -> bytes:
    """A workbook with one row, each cell in its number format."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for column, (value, code) in enumerate(cells, start=1):
        cell = page.cell(1, column, value)
        cell.number_format = code
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _ods(rows: str, columns: str = "") -> bytes:
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="CIA">{columns}{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{manifest}"/>'.encode(),
        }
    )


def test_58_percent_typed_into_excel_is_58_percent_and_not_0_58(tmp_path: Path) -> None:
    """Built-in formats 9 and 10, one of one's own, a sign in quotation marks, and plain shares."""
    read = _grid(
        tmp_path,
        "a.xlsx",
        _formatted(
            (0.58, "0%"),
            (1, "0.00%"),
            (0.2955, "0.0%;[Red]-0.0%"),
            (-0.07, "0.0%;[Red]-0.0%"),
            (58, '0"%"'),
            (0.58, "0.00"),
            (74, "General"),
            (12345, "#,##0,"),
        ),
    )
    assert _cells(read) == [["58%", "100%", "29.55%", "-7%", 58, 0.58, 74, 12345]]
    assert read.problems == ()


def test_percent_cells_of_an_ods_are_read_as_shown(tmp_path: Path) -> None:
    share = 'office:value-type="percentage" office:value="0.58"'
    head = f'<table:table-cell table:number-columns-repeated="2" {share}>'
    cell = f"{head}<text:p>58%</text:p></table:table-cell>"
    read = _grid(tmp_path, "a.ods", _ods(f"<table:table-row>{cell}</table:table-row>"))
    assert _cells(read) == [["58%", "58%"]]


def test_an_old_xls_is_read_as_it_shows_its_cells() -> None:
    """Made with another program: shares in 0.0%, a hidden row and column, one #N/A."""
    [read] = read_file(DATA / "formats.xls", DATA)
    assert _cells(read) == [
        ["หมู่บ้าน", "อาชีพ", "ทุนชุมชน", "หมายเหตุ"],
        ["บ้านโพนแพง", "58%", 58, "ก"],
        ["บ้านอาญา", "100%", "#N/A", "ข"],
        ["บ้านเก่า", "29.5%", 3, None],
    ]
    assert codes([read]) == ["read.hidden_rows", "read.hidden_columns", "read.cell_error"]
    assert [one.params.get("rows") or one.params["columns"] for one in read.problems] == [
        "4",
        "D",
        "3",
    ]


def _one(read: Read) -> Problem:
    [found] = read.problems
    return found


def test_an_error_is_no_blank_cell_and_names_its_place(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="C{row}" t="e"><v>#DIV/0!</v></c></row>'
        for row in (2, 3, 4, 9)
    )
    read = _grid(tmp_path, "a.xlsx", worksheet(rows))
    assert read.frame["C"].tolist() == ["#DIV/0!"] * 4
    found = _one(read)
    assert (found.code, found.where.layer, found.where.field) == ("read.cell_error", "CIA", "C")
    assert found.params["rows"] == "2–4, 9"
    assert found.severity == "error"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('<c r="A1"><f>B1*2</f><v></v></c>', "=B1*2"),
        ('<c r="A1"><f>B1*2</f></c>', "=B1*2"),
        ('<c r="A1"><f t="shared" si="0"/></c>', "=…"),
        ('<c r="A1" t="str"><f>B1&amp;"x"</f></c>', '=B1&"x"'),
    ],
)
def test_a_formula_that_nobody_calculated_is_no_blank_cell(
    cell: str, shown: str, tmp_path: Path
) -> None:
    read = _grid(tmp_path, "a.xlsx", worksheet(f'<row r="1">{cell}</row>'))
    assert _cells(read) == [[shown]]
    assert _one(read).code == "read.cell_uncalculated"


def test_a_formula_with_a_stored_value_is_its_value(tmp_path: Path) -> None:
    """An empty text is a value too: =IF(B1="","",1) shows a blank cell."""
    read = _grid(
        tmp_path,
        "a.xlsx",
        worksheet(
            '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c>'
            '<c r="B1" t="str"><f>IF(C1="","",1)</f><v></v></c></row>'
        ),
    )
    assert _cells(read)[0][0] == 2
    assert read.problems == ()


def test_errors_and_uncalculated_formulas_of_an_ods_are_no_blank_cells(tmp_path: Path) -> None:
    formula = 'table:formula="of:=NA()"'
    cells = (
        f'<table:table-cell {formula} office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=IF([.B1]&gt;1;2;&quot;&quot;)"/>'
        '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2">'
        "<text:p>2</text:p></table:table-cell>"
    )
    read = _grid(tmp_path, "a.ods", _ods(f"<table:table-row>{cells}</table:table-row>"))
    assert _cells(read) == [["#N/A", '=IF([.B1]>1;2;"")', 2]]
    assert codes([read]) == ["read.cell_error", "read.cell_uncalculated"]


def test_errors_saved_into_a_csv_are_no_blank_cells(tmp_path: Path) -> None:
    text = 'รหัส,อาชีพ\n="43160501",#N/A\n="43160502",12\n'
    read = _grid(tmp_path, "a.csv", text.encode())
    assert read.frame["A"].tolist() == ["รหัส", "43160501", "43160502"]
    assert codes([read]) == ["read.cell_error"]


def test_hidden_and_filtered_rows_and_hidden_columns_of_an_ods_are_named(tmp_path: Path) -> None:
    cell = "<table:table-cell office:value-type='string'><text:p>ก</text:p></table:table-cell>"
    rows = "".join(
        f"<table:table-row{hidden}>{cell * 2}</table:table-row>"
        for hidden in (
            "",
            ' table:visibility="filter"',
            ' table:visibility="collapse"',
            "",
        )
    )
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    cell_less = (
        '<table:table-row table:number-rows-repeated="1048000" table:visibility="collapse">'
        "<table:table-cell/></table:table-row>"
    )
    read = _grid(tmp_path, "a.ods", _ods(rows + cell_less, columns))
    assert [
        (one.code, one.params.get("rows") or one.params["columns"]) for one in read.problems
    ] == [("read.hidden_rows", "2–3"), ("read.hidden_columns", "B")]


def test_a_number_beyond_all_numbers_is_told(tmp_path: Path) -> None:
    """1e999 in an XLSX is what Excel shows as #NUM!: it ended the program."""
    row = '<row r="1"><c r="A1"><v>1e999</v></c><c r="B1"><v>-1e999</v></c></row>'
    read = _grid(tmp_path, "a.xlsx", worksheet(row))
    assert _cells(read) == [["#NUM!", "#NUM!"]]
    assert codes([read]) == ["read.cell_error", "read.cell_error"]


def test_thousands_of_merged_cells_over_each_other_take_no_longer_than_one(tmp_path: Path) -> None:
    """3,000 ranges over 300,000 cells: filled one after the other, 900 million cells."""
    cells = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{letter}{row}"><v>1</v></c>' for letter in ("A", "CV"))
        + "</row>"
        for row in range(1, 3001)
    )
    merged = "".join(f'<mergeCell ref="A{row}:CV3000"/>' for row in range(1, 3001))
    data = worksheet(cells, after=f"<mergeCells>{merged}</mergeCells>")
    start = time.process_time()
    read = _grid(tmp_path, "a.xlsx", data)
    assert time.process_time() - start < 5
    assert codes([read]) == ["read.merged_overlap"]
    assert len(read.numbers) == 3000
