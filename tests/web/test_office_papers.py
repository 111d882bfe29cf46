"""``muban check`` reads what lies beside the maps: the plan, the year's rules, nominations.

What is wrong there is told with its file, its place and what to do, in Thai and English.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from lxml import html

from muban.gis.problems import Where, problem
from muban.layers.plan import PlannedProject, plan_of
from muban.web.cli import main
from muban.web.project import read_project, survey
from tests.small_projects import three_villages

VILLAGES = """village_code,tambon_code,tambon,amphoe,moo,village
43160501,431605,โพนแพง,รัตนวาปี,1,ทดสอบ1
43160502,431605,โพนแพง,รัตนวาปี,2,ทดสอบ2
43160503,431605,โพนแพง,รัตนวาปี,3,ทดสอบ3
"""
REGISTER = "ที่,จังหวัด,อำเภอ,ตำบล,หมู่บ้าน,หมู่ที่,ปี,ระดับ\n1,หนองคาย,รัตนวาปี,โพนแพง,ทดสอบ1,1,2560,จังหวัด\n"
NOMINATED = "ที่,จังหวัด,อำเภอ,ตำบล,หมู่บ้าน,หมู่ที่,ปี,ระดับ\n"
PLAN = "โครงการ,หมู่ที่,รหัสหมู่บ้าน,ด้าน,งบประมาณ,ปี พ.ศ.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = three_villages(tmp_path / "งาน")
    (made / "reference" / "ทำเนียบ.csv").parent.mkdir(exist_ok=True)
    (made / "reference" / "ทำเนียบ.csv").write_text(VILLAGES, "utf-8")
    return made


def put(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")


def told(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str, str, str]]:
    """File, place, code and message of everything about these papers."""
    main(["check", str(folder), "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    return [
        (one["file"], str(one["feature"] or ""), one["code"], one["message"])
        for one in report["problems"]
        if one["code"].startswith(("plan.", "office.")) and one["fix"]
    ]


def test_each_row_of_the_plan_that_cannot_be_used_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "ก,1,,อาชีพ,มาก,2569\nข,88,,,10,2569\n,1,,อาชีพ,5,\nค,2,,,5,ปีหน้า\nง,๓,,,๗,๒๕๖๙\n"
    put(folder, "plan/แผน.csv", PLAN + rows)
    put(folder, "plan/อื่น.csv", "ชื่อ,จำนวน\nก,1\n")
    found = told(folder, capsys)
    assert [(place, code) for file, place, code, _ in found if file == "plan/แผน.csv"] == [
        ("#2", "plan.bad_budget"),
        ("#3", "plan.unknown_village"),
        ("#4", "plan.no_name"),
        ("#5", "plan.bad_year"),
    ]
    assert ("plan/อื่น.csv", "", "plan.no_headings") in [one[:3] for one in found]
    page = survey(read_project(folder)).pages[0]
    assert [(one.project, one.village_code, one.budget) for one in page.plan] == [
        ("ก", "43160501", None),
        ("ค", "43160502", 5.0),
        ("ง", "43160503", 7.0),
    ]


def test_the_plan_and_its_sums_stand_on_the_page(folder: Path, tmp_path: Path) -> None:
    """Sums by hand: village 1 has 5,000 + 12,000, the whole tambon 30,000."""
    put(
        folder,
        "plan/แผน.csv",
        PLAN
        + 'ปลูกผัก & ไม้,1,,อาชีพ,"5,000",2569\n'
        + "ทอผ้า,,43160501,อาชีพ,๑๒๐๐๐,\nถนน,,431605,ทุนชุมชน,30000,\n",
    )
    assert main(["build", str(folder), "--out", str(tmp_path / "site")]) == 0
    text = (tmp_path / "site/tambon/431605/index.html").read_text("utf-8")
    assert "ปลูกผัก &amp; ไม้" in text
    [plan] = html.document_fromstring(text).xpath('//*[@id="plan"]')
    assert [th.text_content() for th in plan.xpath(".//tbody/tr/th[1]")][:3] == [
        "ปลูกผัก & ไม้",
        "ทอผ้า",
        "ถนน",
    ]
    by_village, by_domain = (
        [" ".join(row.text_content().split()) for row in table.xpath(".//tr")]
        for table in plan.xpath('.//div[@class="sums"]/table')
    )
    assert len(by_village) == len(by_domain) == 2
    assert by_village[0].endswith("30,000")
    assert "ทั้งตำบล" in by_village[0]
    assert "17,000" in by_village[1]
    assert "ทุนชุมชน" in by_domain[0]
    assert by_domain[1].endswith("17,000")


def test_a_name_of_a_person_in_the_plan_is_not_published(folder: Path, tmp_path: Path) -> None:
    put(folder, "plan/แผน.csv", PLAN + "บ้านนายสมชาย ใจดี โทร 081-234-5678,1,,,1,\n")
    assert main(["build", str(folder), "--out", str(tmp_path / "site")]) != 0
    assert not (tmp_path / "site").exists()


def test_rules_that_cannot_be_read_are_told_and_the_map_is_made(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "เสนอ,ระดับที่เสนอ,ห้ามผู้ที่เคยได้ระดับ,ตั้งแต่ปี,ถึงปี,ปี พ.ศ.\n"
    put(folder, "rules/2563.csv", head + "หมู่บ้าน,อำเภอ,จังหวัด,ปีก่อน,,2563\n")
    items = "ชุดข้อมูล,ใช้ตั้งแต่ปี,ข้อที่,ตัวชี้วัด\nจปฐ.,ปีหน้า,1,ก\n"
    put(folder, "rules/รายการ.csv", items)
    found = told(folder, capsys)
    assert {(file, code) for file, _, code, _ in found} == {
        ("rules/2563.csv", "office.rules_unread"),
        ("rules/รายการ.csv", "office.rules_unread"),
    }
    assert any("ปีก่อน" in message for *_, message in found)
    assert any("ปีที่เริ่มใช้ «ปีหน้า»" in message for *_, message in found)
    assert main(["build", str(folder), "--out", str(tmp_path / "site")]) in (0, 1)
    assert (tmp_path / "site/index.html").is_file()


def test_nominations_are_judged_by_the_check(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, "register/ทะเบียน.csv", REGISTER)
    rows = "1,หนองคาย,รัตนวาปี,โพนแพง,ทดสอบ1,1,2563,อำเภอ\n"
    put(folder, "nominations/เสนอ.csv", NOMINATED + rows)
    put(folder, "nominations/อื่น.csv", "ก,ข\n1,2\n")
    found = told(folder, capsys)
    [barred] = [one for one in found if one[2] == "office.nomination_barred"]
    assert barred[0] == "nominations/เสนอ.csv"
    assert barred[1].startswith("#2")
    assert "2560" in barred[3]
    assert ("nominations/อื่น.csv", "", "office.no_nominations") in [one[:3] for one in found]
    put(folder, "nominations/เสนอ.csv", NOMINATED + rows.replace("ทดสอบ1,1", "ไม่มีที่ใด,77"))
    (folder / "nominations/อื่น.csv").unlink()
    assert [one[2] for one in told(folder, capsys)] == ["office.nomination_unclear"]
    put(folder, "nominations/เสนอ.csv", NOMINATED + rows.replace("ทดสอบ1,1", "ทดสอบ2,2"))
    assert told(folder, capsys) == []


def test_in_a_work_of_two_tambons_a_project_needs_a_code() -> None:
    where = Where("plan/แผน.csv", number=2)
    one = PlannedProject("ก", "", "", "1", "", None, "", "", "", None, where)
    villages = pd.DataFrame({"village_code": ["43160501"], "moo": [1]})
    assert plan_of([one], "431605", villages, alone=False) == ()
    assert plan_of([one], "431605", villages, alone=True)[0].village_code == "43160501"
    of_tambon = replace(one, village="431605")
    assert plan_of([of_tambon], "431605", villages, alone=False)[0].village_code == ""
    assert problem("plan.which_tambon", where, project="ก").fix("th").startswith("ใส่รหัสหมู่บ้าน")
