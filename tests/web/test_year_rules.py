"""Two made provinces, two fiscal years: who is eligible, counted apart from muban."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar

from muban.web.cli import main
from muban.web.workbook_templates import build_template

AMPHOES = {"4316": "รัตนวาปี", "5504": "นาน้อย"}
TAMBONS = {"431605": "โพนแพง", "431601": "รัตนวาปี", "550401": "นาน้อย", "550402": "เชียงของ"}
LEVELS = {"จังหวัด": "ระดับจังหวัด", "อำเภอ": ""}
HEADINGS = 4


def named(code: str) -> str:
    """A name that no other village has: letters that stand for the digits."""
    letters = "กขคงจชซดตน"
    return "ดอน" + "".join(letters[int(digit)] for digit in code[2:])


def villages(province: str) -> list[str]:
    tambons = [code for code in TAMBONS if code.startswith(province)]
    return [f"{tambon}{moo:02d}" for tambon in tambons for moo in range(1, 9)]


def designated(province: str) -> list[tuple[str, int, str]]:
    """A village a year from 2555 to 2568, every third at province level."""
    codes = villages(province)
    return [
        (codes[i], year, "จังหวัด" if i % 3 == 0 else "อำเภอ")
        for i, year in enumerate(range(2555, 2569))
    ]


def write_project(folder: Path, province: str, year: int | None, more: str = "") -> Path:
    """A made province: its villages, and its register up to 2568."""
    for name in ("reference", "register", "drawings", "rules"):
        (folder / name).mkdir(parents=True)
    stated = "" if year is None else f"fiscal_year_be = {year}\n"
    (folder / "muban.toml").write_text(
        f'title = "ทดสอบ"\nprovince = "{province}"\n{stated}{more}', "utf-8"
    )
    rows = ["village_code,village,tambon,amphoe"]
    rows += [
        f"{code},{named(code)},{TAMBONS[code[:6]]},{AMPHOES[code[:4]]}"
        for code in villages(province)
    ]
    (folder / "reference" / "villages.csv").write_text("\n".join(rows), "utf-8")
    register = ["จังหวัด,อำเภอ,ตำบล,หมู่บ้าน,หมู่ที่,ปี พ.ศ.,ระดับ"]
    register += [
        f"x,{AMPHOES[c[:4]]},{TAMBONS[c[:6]]},{named(c)},{int(c[6:])},{y},{LEVELS[level]}"
        for c, y, level in designated(province)
    ]
    (folder / "register" / "ทะเบียน.csv").write_text("\n".join(register), "utf-8")
    return folder


def listed(folder: Path, *more: str) -> set[str]:
    out = folder.parent / f"{folder.name}.csv"
    out.unlink(missing_ok=True)
    assert main(["eligible", str(folder), "--out", str(out), *more]) == 0
    rows = csv.DictReader(io.StringIO(out.read_bytes().decode("utf-8-sig")))
    return {row["code"] for row in rows if row["verdict"] == "eligible"}


def by_hand(province: str, levels: set[str], first: int, last: int) -> set[str]:
    barred = {c for c, y, level in designated(province) if level in levels and first <= y <= last}
    return set(villages(province)) - barred


def fill(template: str, rows: list[dict[str, object]]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(build_template(template)))
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[HEADINGS]}
    for number, row in enumerate(rows, start=HEADINGS + 1):
        for heading, value in row.items():
            sheet.cell(number, columns[heading], value)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


RULES = fill(
    "rules.xlsx",
    [
        {
            "เสนอ": "หมู่บ้าน", "ระดับที่เสนอ": "อำเภอ", "ห้ามผู้ที่เคยได้ระดับ": "จังหวัด",
            "ตั้งแต่ปี": 2560, "ถึงปี": 2568, "ข้อในหนังสือ": "ข้อ 4",
            "หนังสือ": "นน 0019/1 ลงวันที่ 5 มกราคม 2569",
        },
        {"เสนอ": "หมู่บ้าน", "ระดับที่เสนอ": "อำเภอ", "จำนวนต่อแห่ง": 2},
    ],
)  # fmt: skip
DUTIES = fill(
    "duties.xlsx",
    [
        {
            "เสนอ": "หมู่บ้าน", "ระดับที่เสนอ": "อำเภอ", "เรื่องที่ต้องทำ": "ส่งทะเบียนรายชื่อ",
            "ภายในวันที่": "๑๖ มีนาคม ๒๕๖๙", "ผู้ส่ง": "อำเภอ", "ส่งถึง": "จังหวัด", "งบประมาณ (บาท)": "9000",
        }
    ],
)  # fmt: skip


@pytest.mark.parametrize("province", ["43", "55"])
@pytest.mark.parametrize("year", [2563, 2569])
def test_the_projects_fiscal_year_says_up_to_which_year_the_letter_bars(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], province: str, year: int
) -> None:
    folder = write_project(tmp_path / "งาน", province, year)
    assert listed(folder) == by_hand(province, {"จังหวัด", "อำเภอ"}, 2555, year - 1)
    said = capsys.readouterr().out
    assert ("จึงใช้หลักเกณฑ์ของหนังสือปี 2563" in said) == (year == 2569)
    assert listed(folder, "--year", "2560") == by_hand(province, {"จังหวัด", "อำเภอ"}, 2555, 2559)


@pytest.mark.parametrize("province", ["43", "55"])
def test_own_rules_of_a_year_hold_for_that_year_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], province: str
) -> None:
    folder = write_project(tmp_path / "งาน", province, 2569)
    (folder / "rules" / "2569.xlsx").write_bytes(RULES)
    assert listed(folder) == by_hand(province, {"จังหวัด"}, 2560, 2568)
    said = capsys.readouterr().out
    assert "นน 0019/1 ลงวันที่ 5 มกราคม 2569" in said
    assert "นค ๐๐๑๙" not in said, "a province is not cited another's letter"
    assert "อำเภอละ 2 หมู่บ้าน" in said
    assert listed(folder, "--year", "2563") == by_hand(province, {"จังหวัด", "อำเภอ"}, 2555, 2562)
    assert listed(folder, "--kind", "tambon") == {c for c in TAMBONS if c.startswith(province)}
    assert "จึงใช้หลักเกณฑ์ของหนังสือปี 2563" in capsys.readouterr().out


def test_settings_say_the_same_as_the_table(tmp_path: Path) -> None:
    more = (
        '[rules]\nletter = "นน 0019/1"\nrows = [{ kind = "village", level = "amphoe", '
        'barred_by = "province", from = 2560, to = 2568, count = 2 }]\n'
    )
    folder = write_project(tmp_path / "งาน", "55", 2569, more)
    assert listed(folder) == by_hand("55", {"จังหวัด"}, 2560, 2568)


def test_as_many_as_the_year_allows_are_nominated_and_one_more_is_asked_about(
    tmp_path: Path,
) -> None:
    folder = write_project(tmp_path / "งาน", "55", 2569)
    (folder / "rules" / "2569.xlsx").write_bytes(RULES)
    free = sorted(by_hand("55", {"จังหวัด"}, 2560, 2568))
    for count, wanted in ((2, 0), (3, 1)):
        file = tmp_path / f"เสนอ{count}.csv"
        rows = ["อำเภอ,ตำบล,หมู่บ้าน,หมู่ที่"]
        rows += [f"{AMPHOES[c[:4]]},{TAMBONS[c[:6]]},{named(c)},{int(c[6:])}" for c in free[:count]]
        file.write_text("\n".join(rows), "utf-8")
        assert main(["eligible", "check", str(file), str(folder)]) == wanted


def test_a_cell_that_cannot_be_read_stops_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_project(tmp_path / "งาน", "55", 2569)
    wrong = fill("rules.xlsx", [{"เสนอ": "ถนน", "ระดับที่เสนอ": "อำเภอ", "จำนวนต่อแห่ง": 1}])
    (folder / "rules" / "2569.xlsx").write_bytes(wrong)
    assert main(["eligible", str(folder)]) == 2
    said = capsys.readouterr().err
    assert "rules/2569.xlsx" in said
    assert "ถนน" in said


def test_the_duties_of_the_year_are_a_calendar(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_project(tmp_path / "งาน", "55", 2569)
    out = tmp_path / "ปฏิทิน.ics"
    assert main(["eligible", "duties", str(folder), "--out", str(out)]) == 0
    assert "วันที่ด้านล่างเป็นของหนังสือปี 2563" in capsys.readouterr().out
    (folder / "rules" / "กำหนดวัน 2569.xlsx").write_bytes(DUTIES)
    out = tmp_path / "ปฏิทิน2569.ics"
    assert main(["eligible", "duties", str(folder), "--out", str(out)]) == 0
    [event] = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert event["DTSTART"].dt == dt.date(2026, 3, 16)
    assert "ส่งทะเบียนรายชื่อ" in event["SUMMARY"]
    assert "9000" in event["DESCRIPTION"]
    again = tmp_path / "อีกครั้ง.ics"
    assert main(["eligible", "duties", str(folder), "--out", str(again)]) == 0
    assert again.read_bytes() == out.read_bytes()


def test_the_letters_duties_hold_the_contest_and_the_departments_target(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["eligible", "duties"]) == 0
    said = capsys.readouterr().out
    assert said.count("เขตตรวจราชการ") >= 2
    assert "878 ตำบล" in said
