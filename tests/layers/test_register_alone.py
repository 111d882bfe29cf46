"""A register and nothing else: its tambons are found in the country's list."""

from __future__ import annotations

from pathlib import Path

from tests.small_projects import survey_of

REGISTER = """ปี,หมู่บ้าน,หมู่ที่,ตำบล,อำเภอ,จังหวัด,ระดับ
2562,บ้านดอน,1,โพนแพง,รัตนวาปี,หนองคาย,จังหวัด
2563,บ้านนา,2,บ้านต้อน,รัตนวาปี,หนองคาย,อำเภอ
"""


def test_the_tambons_of_a_register_alone_are_those_of_the_countrys_list(tmp_path: Path) -> None:
    atlas, problems = survey_of(tmp_path, {"register/ทะเบียน.csv": REGISTER.encode()}, toml="")
    assert atlas.province.name == "หนองคาย"
    assert atlas.designations["tambon_code"].tolist() == ["431605", "431603"]
    said = " ".join(found.message("th") for found in problems)
    assert "ยังไม่มีทำเนียบหมู่บ้านของ ต.โพนแพง" in said
    assert "ไม่มีหมู่ที่" not in said
    assert atlas.designations["amphoe"].tolist() == ["รัตนวาปี", "รัตนวาปี"]
