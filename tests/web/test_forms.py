"""The lists that are sent: in the letter's columns, with verdicts, and read back as they are."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import openpyxl
import pytest

from muban.web.cli import main
from tests.web.test_year_rules import AMPHOES, TAMBONS, by_hand, named, write_project

VILLAGE_HEAD = ["ที่", "จังหวัด", "อำเภอ", "ตำบล", "หมู่บ้าน", "หมู่ที่", "ปี พ.ศ.", "หมายเหตุ"]
TAMBON_HEAD = ["ที่", "จังหวัด", "อำเภอ", "ตำบล", "ปี พ.ศ.", "หมายเหตุ"]


def nominate(folder: Path, *codes: str, level: str = "อำเภอ") -> None:
    rows = ["อำเภอ,ตำบล,หมู่บ้าน,หมู่ที่,ระดับ"]
    rows += [f"{AMPHOES[c[:4]]},{TAMBONS[c[:6]]},{named(c)},{int(c[6:])},{level}" for c in codes]
    (folder / "nominations").mkdir(exist_ok=True)
    (folder / "nominations" / "หมู่บ้าน.csv").write_text("\n".join(rows), "utf-8")


def grid(path: Path, sheet: str = "ทะเบียนรายชื่อ") -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    return [list(row) for row in book[sheet].iter_rows(values_only=True)]


def text_of(path: Path) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    more = 'office = "สำนักงานพัฒนาชุมชนอำเภอรัตนวาปี"\ndate = "1 มีนาคม 2563"\n'
    return write_project(tmp_path / "งาน", "43", 2563, more)


def test_a_nomination_becomes_the_amphoes_and_the_provinces_list(
    folder: Path, tmp_path: Path
) -> None:
    [code, *_] = sorted(by_hand("43", {"จังหวัด", "อำเภอ"}, 2555, 2562))
    nominate(folder, code)
    out = tmp_path / "forms"
    assert main(["forms", str(folder), "--out", str(out)]) == 0
    assert {path.name for path in out.glob("*.pdf")} == {
        "village-amphoe-4316.pdf", "village-province-43.pdf", "tambon-province-43.pdf",
    }  # fmt: skip
    rows = grid(out / "village-amphoe-4316.xlsx")
    at = rows.index(VILLAGE_HEAD)
    place = ["หนองคาย", "รัตนวาปี", TAMBONS[code[:6]], named(code), str(int(code[6:])), "2563"]
    assert rows[at + 1][:7] == ["1", *place]
    assert rows[0][0] == "ทะเบียนรายชื่อหมู่บ้านสารสนเทศชุมชนดีเด่น"
    said = text_of(out / "village-amphoe-4316.pdf")
    for part in ("ส่งสำนักงานพัฒนาชุมชนจังหวัดหนองคาย", "16 มีนาคม 2563", "ลงชื่อ", named(code)):
        assert part in said
    assert "31 มีนาคม 2563" in text_of(out / "village-province-43.pdf")


def test_a_form_goes_through_the_check_as_the_list_that_it_is_made_from(
    folder: Path, tmp_path: Path
) -> None:
    codes = sorted(by_hand("43", {"จังหวัด", "อำเภอ"}, 2555, 2562))[:1]
    nominate(folder, *codes)
    out = tmp_path / "forms"
    assert main(["forms", str(folder), "--out", str(out)]) == 0
    for name in ("village-amphoe-4316.xlsx", "village-province-43.xlsx"):
        told = tmp_path / f"{name}.csv"
        assert main(["eligible", "check", str(out / name), str(folder), "--out", str(told)]) == 0
        assert told.read_text("utf-8-sig").count(codes[0]) == 1


def test_who_may_not_be_sent_is_marked_with_reason_and_citation(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    free = by_hand("43", {"จังหวัด", "อำเภอ"}, 2555, 2562)
    [barred, *_] = sorted({f"431605{moo:02d}" for moo in range(1, 9)} - free)
    nominate(folder, barred)
    out = tmp_path / "forms"
    assert main(["forms", str(folder), "--out", str(out)]) == 1
    rows = grid(out / "village-amphoe-4316.xlsx")
    assert "เสนอไม่ได้" in str(rows[rows.index(VILLAGE_HEAD) + 1][7])
    judged = grid(out / "village-amphoe-4316.xlsx", "ผลการตรวจ")
    assert any("หนังสือ ข้อ ๑" in str(cell) for row in judged for cell in row)
    assert "เสนอไม่ได้" in capsys.readouterr().out


def test_without_a_list_the_forms_are_there_to_be_filled_in(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "forms"
    assert main(["forms", str(folder), "--out", str(out)]) == 0
    assert "nominations.xlsx" in capsys.readouterr().out
    rows = grid(out / "tambon-province-43.xlsx")
    at = rows.index(TAMBON_HEAD)
    assert rows[at + 1] == ["1", "หนองคาย", "รัตนวาปี", "", "", ""] or rows[at + 1][:3] == [
        "1", "หนองคาย", "รัตนวาปี",
    ]  # fmt: skip
    again = tmp_path / "again"
    assert main(["forms", str(folder), "--out", str(again)]) == 0
    assert {p.name: p.read_bytes() for p in out.glob("*.pdf")} == {
        p.name: p.read_bytes() for p in again.glob("*.pdf")
    }
