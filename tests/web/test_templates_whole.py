"""What ``muban new`` writes goes through every command as it is, empty and filled in.

The workbooks are taken whole, with their sheet of instructions: nothing is taken out before
the program looks.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from muban.web.book.headings import headings
from muban.web.cli import main
from muban.web.new_project import FOLDERS
from muban.web.workbook_templates import build_template, template_names
from tests.small_projects import DRAWN, TOML
from tests.web.test_whole_book import text_of

DOMAINS = ("อาชีพ", "ทุนชุมชน", "การจัดการความเสี่ยงของชุมชน", "แก้ปัญหาความยากจน", "การบริหารจัดการชุมชน")
HEADER, FIRST = 4, 5
PLACE = {"จังหวัด": "หนองคาย", "อำเภอ": "รัตนวาปี", "ตำบล": "โพนแพง", "หมู่บ้าน": "ทดสอบ1", "หมู่ที่": 1}
LISTED = """village_code,tambon_code,tambon,amphoe,moo,village
43160501,431605,โพนแพง,รัตนวาปี,1,ทดสอบ1
43160502,431605,โพนแพง,รัตนวาปี,2,ทดสอบ2
43160503,431605,โพนแพง,รัตนวาปี,3,ทดสอบ3
"""

SCORES: list[dict[str, object]] = [
    {"หมู่บ้าน": "คะแนนต่ำสุด", **dict.fromkeys(DOMAINS, 1)},
    {"หมู่บ้าน": "คะแนนเต็ม", **dict.fromkeys(DOMAINS, 5)},
    {"หมู่บ้าน": "ยิ่งมากยิ่งดี", **dict.fromkeys(DOMAINS, "ใช่")},
    *(
        {"รหัสหมู่บ้าน": f"4316050{moo}", "ปี พ.ศ.": 2563, **dict.fromkeys(DOMAINS, moo + 1)}
        for moo in (1, 2, 3)
    ),
]
VALUES: list[dict[str, object]] = [
    {
        "รหัสหมู่บ้าน": f"4316050{moo}",
        "ปี พ.ศ.": 2563,
        "ด้าน": "อาชีพ",
        "ค่า": moo + 5,
        "คะแนนต่ำสุด": 0,
        "คะแนนเต็ม": 10,
        "ยิ่งมากยิ่งดี": "ใช่",
    }
    for moo in (1, 2, 3)
]
GAZETTEER: list[dict[str, object]] = [
    {
        **PLACE,
        "รหัสหมู่บ้าน": f"4316050{moo}",
        "หมู่ที่": moo,
        "หมู่บ้าน": f"ทดสอบ{moo}",
        "ละติจูด": 18.105,
        "ลองจิจูด": 103.105 + moo / 100,
    }
    for moo in (1, 2, 3)
]


@cache
def templates() -> dict[str, bytes]:
    return {name: build_template(name) for name in template_names()}


def surveyed(name: str, value: float) -> list[dict[str, object]]:
    """A value in every item's column of a survey's template, for three villages."""
    sheet = load_workbook(io.BytesIO(templates()[name])).worksheets[0]
    items = [str(cell.value) for cell in sheet[HEADER] if str(cell.value)[:1].isdigit()]
    return [
        {"รหัสหมู่บ้าน": f"4316050{moo}", "ปี พ.ศ.": 2563, **dict.fromkeys(items, value)}
        for moo in (1, 2, 3)
    ]


FILLED: Mapping[str, tuple[str, list[dict[str, object]], int]] = {
    "cia.xlsx": ("indicators", SCORES, 3),
    "cia_long.xlsx": ("indicators", VALUES, 3),
    "bmn.xlsx": ("indicators", surveyed("bmn.xlsx", 95.5), 3),
    "nrd2c.xlsx": ("indicators", surveyed("nrd2c.xlsx", 2), 3),
    "indicator_items.xlsx": (
        "rules",
        [{"ชุดข้อมูล": "จปฐ.", "ใช้ตั้งแต่ปี": 2565, "ใช้ถึงปี": 2569, "ข้อที่": 1, "ตัวชี้วัด": "น้ำสะอาด"}],
        0,
    ),
    "register.xlsx": ("register", [{"ที่": 1, **PLACE, "ปี พ.ศ.": 2555, "ระดับ": "อำเภอ"}], 1),
    "register_tambon.xlsx": (
        "register",
        [{"ที่": 1, "จังหวัด": "หนองคาย", "อำเภอ": "รัตนวาปี", "ตำบล": "โพนแพง", "ปี พ.ศ.": 2561}],
        1,
    ),
    "plan.xlsx": ("plan", [{"โครงการ": "ปลูกผัก", "งบประมาณ (บาท)": 5000, "หมู่ที่": 1}], 0),
    "rules.xlsx": (
        "rules",
        [{"เสนอ": "หมู่บ้าน", "ระดับที่เสนอ": "อำเภอ", "ห้ามผู้ที่เคยได้ระดับ": "จังหวัด", "ปี พ.ศ.": 2563}],
        0,
    ),
    "duties.xlsx": (
        "rules",
        [{"เสนอ": "ตำบล", "ระดับที่เสนอ": "จังหวัด", "เรื่องที่ต้องทำ": "ส่งเล่ม", "ปี พ.ศ.": 2563}],
        0,
    ),
    "nominations.xlsx": ("register", [{"ที่": 1, **PLACE, "ปี พ.ศ.": 2563, "ระดับ": "อำเภอ"}], 1),
    "landmarks.xlsx": (
        "drawings",
        [{"ชื่อ": "วัดศรีชมภู", "ประเภท": "วัด", "ละติจูด": 18.105, "ลองจิจูด": 103.115}],
        1,
    ),
    "gazetteer.xlsx": ("reference", GAZETTEER, 3),
    "population.xlsx": (
        "reference",
        [{"รหัสหมู่บ้าน": "43160501", "ปี พ.ศ.": 2563, "ประชากร": 512, "ครัวเรือน": 140}],
        1,
    ),
}
"""The folder a template is for, what is typed into it, and how many records that is."""


def typed(name: str) -> bytes:
    """A template with its rows typed under the headings, saved whole."""
    book = load_workbook(io.BytesIO(templates()[name]))
    sheet = book.worksheets[0]
    at = {sheet.cell(HEADER, i).value: i for i in range(1, sheet.max_column + 1)}
    for offset, row in enumerate(FILLED[name][1], start=FIRST):
        for heading, value in row.items():
            sheet.cell(offset, at[heading]).value = value  # type: ignore[union-attr]
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def project_with(folder: Path, name: str, content: bytes) -> Path:
    """A project with three drawn villages and their list, and one workbook more."""
    for inside in FOLDERS:
        (folder / inside).mkdir(parents=True, exist_ok=True)
    (folder / "muban.toml").write_text(TOML, "utf-8")
    (folder / "drawings" / "ก.kml").write_bytes(DRAWN)
    (folder / "reference" / "ทำเนียบ.csv").write_text(LISTED, "utf-8")
    (folder / FILLED[name][0] / name).write_bytes(content)
    return folder


def report_of(folder: Path) -> dict[str, Any]:
    out = folder / "report.json"
    assert main(["check", str(folder), "--format", "json", "--out", str(out)]) == 0
    report: dict[str, Any] = json.loads(out.read_text("utf-8"))
    return report


def told_of(report: Mapping[str, Any], file: str) -> list[str]:
    """What a report says of one file."""
    return [found["code"] for found in report["problems"] if found["file"] == file]


def accounted(report: Mapping[str, Any], file: str) -> int:
    return sum(row["read"] for row in report["ledger"] if row["file"] == file)


def run_all(folder: Path) -> None:
    """Every command that reads a project comes to its end, and finds nothing wrong."""
    project = str(folder)
    assert main(["check", project]) == 0
    for words in (
        ["build", project, "--out", str(folder / "site")],
        ["print", project, "--out", str(folder / "print")],
        ["digitize", project, "--out", str(folder / "draw.html")],
        ["register", project],
        ["book", project, "--out", str(folder / "books")],
        ["notebook", project, "--out", str(folder / "map.html")],
        ["eligible", "list", project, "--year", "2563"],
    ):
        assert main(words) == 0, words
    # A filled list of nominations may hold a village that was chosen before: that is said with 1.
    assert main(["forms", project, "--out", str(folder / "forms")]) in (0, 1)


@pytest.mark.parametrize("name", sorted(FILLED))
def test_of_an_empty_template_nothing_is_told_and_nothing_counted(
    name: str, tmp_path: Path
) -> None:
    folder = project_with(tmp_path / "งาน", name, templates()[name])
    report = report_of(folder)
    file = f"{FILLED[name][0]}/{name}"
    assert told_of(report, file) == []
    assert accounted(report, file) == 0
    assert main(["build", str(folder), "--out", str(folder / "site")]) == 0


@pytest.mark.parametrize("name", sorted(FILLED))
def test_of_a_filled_template_each_row_is_accounted_for(name: str, tmp_path: Path) -> None:
    folder = project_with(tmp_path / "งาน", name, typed(name))
    report = report_of(folder)
    file = f"{FILLED[name][0]}/{name}"
    assert told_of(report, file) == []
    assert accounted(report, file) == FILLED[name][2]


def test_all_templates_together_and_empty_go_through_every_command(tmp_path: Path) -> None:
    folder = project_with(tmp_path / "งาน", "register.xlsx", typed("register.xlsx"))
    for name in set(FILLED) - {"register.xlsx"}:
        (folder / FILLED[name][0] / name).write_bytes(templates()[name])
    run_all(folder)


@pytest.mark.parametrize(
    "names",
    [
        ("register.xlsx", "cia.xlsx", "landmarks.xlsx", "gazetteer.xlsx", "population.xlsx"),
        ("nominations.xlsx", "cia_long.xlsx"),
        ("register.xlsx", "rules.xlsx", "duties.xlsx", "plan.xlsx", "register_tambon.xlsx"),
        ("register.xlsx", "bmn.xlsx", "nrd2c.xlsx", "indicator_items.xlsx"),
    ],
)
def test_the_filled_templates_of_one_office_go_through_every_command(
    names: tuple[str, ...], tmp_path: Path
) -> None:
    folder = project_with(tmp_path / "งาน", names[0], typed(names[0]))
    for name in names[1:]:
        (folder / FILLED[name][0] / name).write_bytes(typed(name))
    run_all(folder)
    page = (folder / "site" / "tambon" / "431605" / "index.html").read_text("utf-8")
    assert ("วัดศรีชมภู" in page) == ("landmarks.xlsx" in names)


def test_every_template_is_filled_in_by_one_of_the_offices() -> None:
    offices = next(
        mark.args[1]
        for mark in test_the_filled_templates_of_one_office_go_through_every_command.pytestmark  # type: ignore[attr-defined]
    )
    assert {name for names in offices for name in names} == set(templates())


def test_what_muban_new_writes_is_tried_here_byte_for_byte(tmp_path: Path) -> None:
    assert main(["new", str(tmp_path / "งาน")]) == 0
    written = (tmp_path / "งาน" / "templates").iterdir()
    assert {path.name: path.read_bytes() for path in written} == templates()
    assert set(FILLED) == set(templates())


def test_a_filled_list_of_nominations_is_examined(tmp_path: Path) -> None:
    folder = project_with(tmp_path / "งาน", "nominations.xlsx", templates()["register.xlsx"])
    file = folder / "templates" / "nominations.xlsx"
    file.write_bytes(typed("nominations.xlsx"))
    assert main(["eligible", "check", str(file), str(folder), "--year", "2563"]) == 0


def test_an_offices_own_sheet_of_that_name_is_read(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "คำอธิบาย"
    for row in (["ชื่อสถานที่", "ละติจูด", "ลองจิจูด"], ["วัดศรีชมภู", 18.105, 103.115]):
        sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    folder = project_with(tmp_path / "งาน", "landmarks.xlsx", saved.getvalue())
    assert accounted(report_of(folder), "drawings/landmarks.xlsx") == 1


def test_an_offices_own_sheet_may_speak_of_the_check_below_its_places(tmp_path: Path) -> None:
    """The instructions of a template name it at the head of the sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "คำอธิบาย"
    sheet.append(["ชื่อสถานที่", "ละติจูด", "ลองจิจูด", "รายละเอียด"])
    for n in range(1, 6):
        sheet.append([f"วัดที่ {n}", 18.1 + n / 1000, 103.115])
    sheet["D6"] = "ตรวจด้วย muban check แล้ว"
    saved = io.BytesIO()
    book.save(saved)
    folder = project_with(tmp_path / "งาน", "landmarks.xlsx", saved.getvalue())
    [row] = [row for row in report_of(folder)["ledger"] if row["file"] == "drawings/landmarks.xlsx"]
    assert row["published"] == 5, row


def test_an_offices_own_explanation_that_is_not_understood_is_told(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "คำอธิบาย"
    sheet.append(["ผู้บันทึก", "วันที่"])
    sheet.append(["สำนักงาน", "1 มกราคม"])
    saved = io.BytesIO()
    book.save(saved)
    folder = project_with(tmp_path / "งาน", "landmarks.xlsx", saved.getvalue())
    report = report_of(folder)
    assert told_of(report, "drawings/landmarks.xlsx") == ["project.unknown_content"]
    assert accounted(report, "drawings/landmarks.xlsx") == 2


def test_a_table_whose_headings_stand_below_it_too_is_no_empty_form(tmp_path: Path) -> None:
    headings = ["ชื่อสถานที่", "ละติจูด", "ลองจิจูด"]
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "หมุด"
    for row in (headings, ["วัดศรีชมภู", 18.105, 103.115], ["โรงเรียน", 18.106, 103.116], headings):
        sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    folder = project_with(tmp_path / "งาน", "landmarks.xlsx", saved.getvalue())
    report = report_of(folder)
    [row] = [row for row in report["ledger"] if row["file"] == "drawings/landmarks.xlsx"]
    assert row["published"] == 2, row


@pytest.mark.parametrize("code", ["431605", "43160501"])
def test_word_templates_are_read_back_whole_empty_and_filled(
    code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Empty, each is a heading that still waits; filled, every sentence stands in the book."""
    folder = project_with(tmp_path / "งาน", "register.xlsx", typed("register.xlsx"))
    project = str(folder)
    assert main(["book", project, "--templates", "--only", code]) == 0
    files = sorted((folder / "book").rglob("*.docx"))
    assert len(files) == len(headings("village" if len(code) == 8 else "tambon"))
    report = report_of(folder)
    names = [path.relative_to(folder).as_posix() for path in files]
    assert [found for name in names for found in told_of(report, name)] == []
    capsys.readouterr()
    assert main(["book", project, "--only", code, "--out", str(tmp_path / "empty")]) == 0
    empty = capsys.readouterr().out
    assert "✗ 1.1" in empty
    assert not [path.name for path in files if path.name in empty]
    sentences = []
    for number, path in enumerate(files):
        document = Document(str(path))
        sentences.append(f"เนื้อหาลำดับที่ {number} ของ {path.name[:3]}")
        document.add_paragraph(sentences[-1])
        document.save(str(path))
    assert [found for name in names for found in told_of(report_of(folder), name)] == []
    capsys.readouterr()
    assert main(["book", project, "--only", code, "--out", str(tmp_path / "full")]) == 0
    assert "✗" not in capsys.readouterr().out
    said = text_of(tmp_path / "full" / f"book-{code}.pdf")
    places = [said.find(sentence) for sentence in sentences]
    assert -1 not in places
    assert places == sorted(places)
    assert "ข้อความตัวเอนสีเทา" not in said, "what a template says of itself is no text of the book"
