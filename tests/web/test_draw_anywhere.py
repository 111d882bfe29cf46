"""Any tambon of the country can be drawn, with or without an outline of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html

from muban.web.cli import main
from tests.small_projects import DRAWN, TOML

PLACE = '[place]\ntambon = "ดู่ใต้"\namphoe = "เมืองน่าน"\nprovince = "น่าน"\n'


def drawn(folder: Path, *more: str) -> dict[str, object]:
    out = folder.parent / "วาด.html"
    assert main(["digitize", str(folder), "--out", str(out), *more]) == 0
    page = html.fromstring(out.read_bytes().decode())
    found: dict[str, object] = json.loads(page.get_element_by_id("muban-data").text_content())
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "งาน"
    (made / "drawings").mkdir(parents=True)
    return made


def test_the_place_of_the_settings_is_enough_to_draw(folder: Path) -> None:
    (folder / "muban.toml").write_text(PLACE)
    page = drawn(folder)
    assert page["tambon"] == {"code": "550108", "name": "ดู่ใต้", "name_en": "Du Tai"}
    assert (page["outline"], page["drawn"], page["around"]) == ([], [], None)


@pytest.mark.parametrize("said", ["550108", "ต.ดู่ใต้ อ.เมืองน่าน", "ดู่ใต้"])
def test_a_typed_place_is_enough_to_draw(said: str, folder: Path) -> None:
    assert drawn(folder, "--tambon", said)["tambon"] == {
        "code": "550108",
        "name": "ดู่ใต้",
        "name_en": "Du Tai",
    }


def test_a_name_of_several_tambons_is_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder.parent / "x.html"
    assert main(["digitize", str(folder), "--out", str(out), "--tambon", "โพนแพง"]) == 2
    assert capsys.readouterr().err.count("ต.โพนแพง อ.") == 5  # the four there are, and an example


def test_drawn_villages_are_a_start(folder: Path) -> None:
    (folder / "drawings" / "ก.kml").write_bytes(DRAWN)
    (folder / "muban.toml").write_text(TOML)
    page = drawn(folder)
    assert page["outline"] == []
    assert len(page["drawn"]) == 3  # type: ignore[arg-type]


def test_points_of_the_amphoe_say_where_an_unknown_tambon_is_about(folder: Path) -> None:
    (folder / "muban.toml").write_text(PLACE)
    (folder / "reference").mkdir()
    rows = "village_code,tambon,amphoe,village,lat,lon\n"
    rows += "55010901,นาซาว,เมืองน่าน,นาซาว,18.7,100.7\n55010902,นาซาว,เมืองน่าน,นาใหม่,18.72,100.74\n"
    (folder / "reference" / "จุด.csv").write_text(rows)
    assert drawn(folder)["around"] == [100.7, 18.7, 100.74, 18.72]
