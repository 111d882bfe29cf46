"""``muban register`` and ``muban eligible`` on a small project folder."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from muban.web.cli import main

VILLAGES = """village_code,village,moo,tambon,amphoe
43160503,บ้านผักขะ,3,โพนแพง,รัตนวาปี
43160508,บ้านเปงจาน,8,โพนแพง,รัตนวาปี
43150303,บ้านกุดแดน,3,หนองหลวง,เฝ้าไร่
43150312,บ้านศรีวิไล,12,หนองหลวง,เฝ้าไร่
"""
REGISTER = """เรียน นายอำเภอทุกอำเภอ
ที่\tจังหวัด\tอำเภอ\tตำบล\tหมู่บ้าน\tหมู่ที่\tปี พ.ศ.\tหมายเหตุ
๑\tหนองคาย\tรัตนวาปี\tโพนแพง\tเปงจาน\t๘\t๒๕๕๕\tระดับจังหวัด
๒\tหนองคาย\tรัตนวาปี\tโพนแพง\tฝักชะ\t๓\t๒๕๕๖\t
๓\tหนองคาย\tเผ่าไร่\tหนองหลวง\tกุดแคน\t๑๒\t๒๕๕๖\t
หนองคาย “เมืองน่าอยู่”
๔\tหนองคาย\tรัตนวาปี\tโพนแพง\tฝักชะ\t๓\t๒๕๕๖\t
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "reference").mkdir()
    (tmp_path / "register").mkdir()
    (tmp_path / "muban.toml").write_text('title = "ทดสอบ"\nprovince = "43"\n', "utf-8")
    (tmp_path / "reference" / "villages.csv").write_text(VILLAGES, "utf-8")
    (tmp_path / "register" / "letter.txt").write_text(REGISTER, "utf-8")
    return tmp_path


def read_table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def test_register_prints_and_writes_what_became_of_every_row(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["register", str(project), "--lang", "th"]) == 0
    said = capsys.readouterr().out
    assert "4 แถว เป็นการประกาศ 3 รายการ" in said
    assert "กุดแคน" in said
    rows = read_table(project / "cleaned-register" / "register.csv")
    assert [(row["row"], row["status"], row["village_code"]) for row in rows] == [
        ("1", "exact", "43160508"),
        ("2", "corrected", "43160503"),
        ("3", "needs_person", ""),
        ("4", "duplicate", "43160503"),
    ]
    assert rows[1]["written"] == "๒ หนองคาย รัตนวาปี โพนแพง ฝักชะ ๓ ๒๕๕๖"
    assert rows[3]["duplicate_of"] == "2"
    book = openpyxl.load_workbook(project / "cleaned-register" / "register.xlsx")
    assert book.sheetnames == [
        "ทะเบียน",
        "หมู่บ้าน อำเภอ-ปี",
        "แถวซ้ำ",
        "ต้องตัดสิน",
        "สิ่งที่พบ",
        "หน้าที่และกำหนดวัน",
    ]


def test_register_writes_the_same_bytes_twice(project: Path) -> None:
    main(["register", str(project), "--out", str(project / "a"), "--lang", "th"])
    main(["register", str(project), "--out", str(project / "b"), "--lang", "th"])
    for file in sorted((project / "a").iterdir()):
        assert file.read_bytes() == (project / "b" / file.name).read_bytes()


def test_answered_question_closes_the_row(project: Path) -> None:
    main(["register", str(project), "--lang", "th"])
    asked = project / "cleaned-register" / "to_confirm.csv"
    rows = read_table(asked)
    assert [row["village"] for row in rows] == ["กุดแคน"]
    rows[0]["village_code"] = "43150303"
    with (project / "register" / "confirmed.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    main(["register", str(project), "--out", str(project / "again"), "--lang", "th"])
    third = read_table(project / "again" / "register.csv")[2]
    assert (third["status"], third["village_code"]) == ("corrected", "43150303")
    assert not (project / "again" / "to_confirm.csv").exists()


def test_eligible_lists_who_is_left(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eligible", str(project), "--year", "2563", "--lang", "th"]) == 0
    said = capsys.readouterr().out
    assert "? 43150312" in said
    assert "43160508" not in said
    assert "เสนอได้ 0 · เสนอไม่ได้ 2 · ต้องตรวจสอบก่อน 2" in said


def test_eligible_tambons_of_the_province(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["eligible", str(project), "--kind", "tambon", "--level", "province", "--lang", "en"]
    assert main(words) == 0
    said = capsys.readouterr().out
    assert "✓ 431503 หนองหลวง" in said
    assert "no register of tambons" in said


def test_unknown_amphoe_is_a_mistake_of_the_command(project: Path) -> None:
    assert main(["eligible", str(project), "--amphoe", "9999"]) == 2


def test_nomination_list_is_judged_with_rule_and_earlier_row(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = project / "list.csv"
    listed.write_text("อำเภอ,ตำบล,หมู่บ้าน,หมู่ที่\nรัตนวาปี,โพนแพง,ผักขะ,3\n", "utf-8")
    out = project / "judged.csv"
    words = ["eligible", "check", str(listed), str(project), "--out", str(out), "--lang", "th"]
    assert main(words) == 1
    assert "ปี 2556 (ทะเบียนแถว 2)" in capsys.readouterr().out
    [row] = read_table(out)
    assert (row["verdict"], row["rule"]) == ("not_eligible", "village-amphoe")


def test_project_without_a_list_of_villages_says_so(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "reference" / "villages.csv").unlink()
    assert main(["register", str(project), "--lang", "en"]) == 2
    assert "list of villages" in capsys.readouterr().err


def test_duties_come_out_as_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "duties.csv"
    assert main(["eligible", "duties", "--out", str(out), "--lang", "th"]) == 0
    assert "16 มีนาคม 2563" in capsys.readouterr().out
    assert len(read_table(out)) == 16


def test_a_row_without_a_year_is_counted_and_makes_the_command_fail(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = project / "register" / "letter.txt"
    undated = "๕\tหนองคาย\tรัตนวาปี\tโพนแพง\tเปงจาน\t๘\tปีหน้า\t\n"
    letter.write_text(letter.read_text("utf-8") + undated, "utf-8")
    assert main(["register", str(project), "--lang", "th"]) == 1
    assert "กันไว้อีก 1 แถว" in capsys.readouterr().out


def test_the_rules_of_another_year_are_said_with_its_years(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["eligible", str(project), "--year", "2565", "--lang", "th"])
    assert "ในปี 2555–2564" in capsys.readouterr().out


def test_a_list_goes_into_a_new_folder_but_not_into_an_unknown_kind_of_file(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = project / "new folder" / "list.csv"
    assert main(["eligible", str(project), "--out", str(out), "--lang", "th"]) == 0
    assert len(read_table(out)) == 2
    assert main(["eligible", str(project), "--out", str(project / "list.pdf")]) == 2
    assert ".xlsx" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_named_without_a_traceback(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = project / "muban.toml" / "out"
    assert main(["register", str(project), "--out", str(blocked), "--lang", "th"]) == 2
    assert "muban.toml" in capsys.readouterr().err


@pytest.mark.parametrize(
    "listed", ["รหัสหมู่บ้าน\n43150303\n", "อำเภอ,ตำบล\nเฝ้าไร่,หนองหลวง\n", "รหัสตำบล\n431503\n"]
)
def test_a_list_of_codes_or_of_tambons_alone_can_be_judged(
    project: Path, listed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = project / "list.csv"
    file.write_text(listed, "utf-8")
    assert main(["eligible", "check", str(file), str(project), "--lang", "th"]) < 2
    assert "หนองหลวง" in capsys.readouterr().out
