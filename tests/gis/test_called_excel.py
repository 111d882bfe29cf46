"""Web pages, XML and plain text that are called workbooks, as offices' systems export them."""

from __future__ import annotations

from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from muban.gis.reading.limits import Limits
from muban.gis.source import Read
from tests.drawings import codes, read_bytes, workbook, zipped

ROWS = [["รหัสหมู่บ้าน", "หมู่บ้าน", "อาชีพ"], ["43160501", "บ้านโพนแพง", "58%"]]


def _page(rows: list[list[str]], head: str = "", table: str = "<table border=1>") -> str:
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<html><head>{head}</head><body>{table}{body}</table></body></html>"


def _archived(page: str) -> bytes:
    whole = MIMEMultipart("related")
    whole.attach(MIMEText(page, "html", "utf-8"))
    return whole.as_bytes()


def _xml(rows: str, *, styles: str = "", more: str = "") -> bytes:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Styles>{styles}</Styles>'
        f'<Worksheet ss:Name="CIA"><Table>{rows}</Table>{more}</Worksheet></Workbook>'
    ).encode()


def _xml_row(cells: list[str]) -> str:
    data = "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in cells)
    return f"<Row>{data}</Row>"


def _cells(read: Read) -> list[list[object]]:
    return read.frame.to_numpy().tolist()


def _one(folder: Path, name: str, data: bytes, limits: Limits | None = None) -> Read:
    [read] = read_bytes(folder, name, data, limits=limits)
    return read


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a.ods"])
@pytest.mark.parametrize(
    "data",
    [
        _page(ROWS).encode(),
        _page(ROWS, '<meta http-equiv="Content-Type" content="text/html; charset=tis-620">').encode(
            "cp874"
        ),
        _page(ROWS).encode("utf-16"),
        ('<?xml version="1.0" encoding="UTF-8"?><!-- x -->' + _page(ROWS)).encode(),
        _page(ROWS).partition("<body>")[2].encode(),
        _archived(_page(ROWS)),
        _xml("".join(map(_xml_row, ROWS))),
        "\n".join("\t".join(row) for row in ROWS).encode(),
        "\n".join("\t".join(row) for row in ROWS).encode("utf-16"),
        "\n".join(",".join(row) for row in ROWS).encode(),
    ],
    ids=["html", "tis-620", "utf-16", "xhtml", "table", "mhtml", "xml", "tabs", "unicode", "csv"],
)
def test_what_is_called_excel_is_read_as_what_it_is(tmp_path: Path, name: str, data: bytes) -> None:
    read = _one(tmp_path, name, data)
    assert _cells(read) == ROWS
    assert codes([read]) == ["read.wrong_suffix"]


def test_a_page_called_excel_in_an_archive_is_read_too(tmp_path: Path) -> None:
    read = _one(tmp_path, "a.zip", zipped({"ผล.xls": _page(ROWS).encode()}))
    assert _cells(read) == ROWS


def test_cells_that_span_others_and_hidden_rows_of_a_page(tmp_path: Path) -> None:
    page = (
        "<table><tr><th colspan=2>ผล</th><td rowspan=3>ก<br>ข</td></tr>"
        "<tr style='display:none'><td>1</td><td>2</td></tr>"
        "<tr><td>3<script>alert(1)</script></td><td><b>4</b> &amp; 5</td></tr></table>"
    )
    read = _one(tmp_path, "a.xls", page.encode())
    assert _cells(read) == [["ผล", "ผล", "ก ข"], ["1", "2", "ก ข"], ["3", "4 & 5", "ก ข"]]
    assert codes([read]) == ["read.hidden_rows", "read.wrong_suffix"]


def test_each_table_of_a_page_is_a_layer_and_a_table_around_them_is_none(tmp_path: Path) -> None:
    inner = (
        "<table><caption>ผล</caption><tr><td>1</td></tr></table><table><tr><td>2</td></tr></table>"
    )
    page = f"<html><table><tr><td>{inner}</td></tr></table></html>"
    reads = read_bytes(tmp_path, "a.xls", page.encode())
    assert [(read.layer, _cells(read)) for read in reads] == [("1 ผล", [["1"]]), ("2", [["2"]])]


def test_numbers_percents_errors_and_gaps_of_an_xml_spreadsheet(tmp_path: Path) -> None:
    rows = (
        '<Column ss:Index="2" ss:Hidden="1"/>'
        '<Row><Cell><Data ss:Type="Number">43160501</Data></Cell>'
        '<Cell ss:Index="3" ss:StyleID="s1"><Data ss:Type="Number">0.58</Data></Cell></Row>'
        '<Row ss:Index="4" ss:Hidden="1">'
        '<Cell ss:MergeAcross="1"><Data ss:Type="String">ก</Data></Cell>'
        '<Cell><Data ss:Type="Error">#N/A</Data></Cell></Row>'
        '<Row><Cell ss:Formula="=R[-1]C*2"/></Row>'
    )
    styles = '<Style ss:ID="s1"><NumberFormat ss:Format="0%"/></Style>'
    read = _one(tmp_path, "a.xls", _xml(rows, styles=styles))
    assert _cells(read) == [
        [43160501, None, "58%"],
        ["ก", "ก", "#N/A"],
        ["=R[-1]C*2", None, None],
    ]
    assert read.numbers == (1, 4, 5)
    assert set(codes([read])) == {
        "read.hidden_rows",
        "read.cell_error",
        "read.cell_uncalculated",
        "read.wrong_suffix",
    }


@pytest.mark.parametrize("visible", ["SheetHidden", "SheetVeryHidden", "SheetVisible"])
def test_a_hidden_sheet_of_an_xml_spreadsheet_is_told(tmp_path: Path, visible: str) -> None:
    options = f"<WorksheetOptions><Visible>{visible}</Visible></WorksheetOptions>"
    read = _one(tmp_path, "a.xls", _xml("".join(map(_xml_row, ROWS)), more=options))
    assert _cells(read) == ROWS
    assert ("read.hidden_sheet" in codes([read])) == (visible != "SheetVisible")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<html><body>Please log in</body></html>", "read.no_table"),
        (b"<html><body><table></table></body></html>", "read.no_table"),
        (_xml("<Row><Cell><Data>x</Data>")[:-40], "read.unreadable"),
        (
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'
            + _xml("<Row><Cell><Data>&b;</Data></Cell></Row>").partition(b"?>")[2],
            "read.xml_entities",
        ),
        (b"hello", "read.unreadable"),
    ],
)
def test_what_holds_no_table_is_one_true_error(tmp_path: Path, data: bytes, code: str) -> None:
    read = _one(tmp_path, "a.xls", data)
    assert codes([read]) == [code]
    assert read.problems[0].severity == "error"


@pytest.mark.parametrize(
    "data",
    [
        b"<table>" + b"<tr><td colspan=99999>x</td></tr>" * 3,
        b"<table>" + b"<tr><td>x</td></tr>" * 300,
        _xml('<Row ss:Index="9999999"><Cell><Data ss:Type="String">x</Data></Cell></Row>'),
        _xml('<Row><Cell ss:Index="9999999"><Data ss:Type="String">x</Data></Cell></Row>'),
    ],
)
def test_the_limits_of_tables_hold_here_too(tmp_path: Path, data: bytes) -> None:
    read = _one(tmp_path, "a.xls", data, Limits(max_cells=200, max_columns=100))
    assert codes([read]) == ["read.limit"]


def test_a_page_is_no_map_whatever_its_suffix_says(tmp_path: Path) -> None:
    assert codes(read_bytes(tmp_path, "a.kml", _page(ROWS).encode())) == ["read.no_map"]
    assert codes(read_bytes(tmp_path, "a.xls", workbook([["ก"]]))) == ["read.wrong_suffix"]


TIS = "หมู่บ้านโพนแพง"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", f'[{{"ชื่อ": "{TIS}"}}]'),
        ("a.json", f'"{TIS}"'),
        ("a.json", f'{{"type": "Topology", "arcs": [], "objects": {{}}, "ชื่อ": "{TIS}"}}'),
        ("a.geojson", f'{{"ชื่อ": "{TIS}"}}'),
    ],
)
def test_what_is_no_map_is_said_beside_what_is_said_of_its_letters(
    tmp_path: Path, name: str, text: str
) -> None:
    found = codes(read_bytes(tmp_path, name, text.encode("cp874")))
    assert found == ["encoding.stated_wrong", "read.not_geojson"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.kml", f"<kml><Document><name>{TIS}</name></Document></kml>".encode("cp874")),
        ("a.gpx", f"<gpx><metadata><name>{TIS}</name></metadata></gpx>".encode("cp874")),
        (
            "a.geojson",
            f'{{"type": "FeatureCollection", "features": [], "ชื่อ": "{TIS}"}}'.encode("cp874"),
        ),
        ("a.zip", zipped({"b.docx": b"text"})),
        ("a.xlsx", workbook([])),
    ],
)
def test_a_file_without_a_record_says_so_whatever_else_is_said(
    tmp_path: Path, name: str, data: bytes
) -> None:
    reads = read_bytes(tmp_path, name, data)
    assert not any(read.numbers for read in reads)
    assert "read.empty" in codes(reads)


def test_a_list_of_features_without_its_collection_is_read(tmp_path: Path) -> None:
    point = '{"type": "Point", "coordinates": [102.7, 17.9]}'
    text = f'[{{"type": "Feature", "properties": {{"name": "วัด"}}, "geometry": {point}}}]'
    read = _one(tmp_path, "a.json", text.encode())
    assert (read.frame["_name"].tolist(), read.problems) == (["วัด"], ())
