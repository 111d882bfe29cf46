"""A word of one officer to another at a place of the map: written, sent, settled, never shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from muban.web.project import read_project, survey
from tests.digitizer_pages import opened_drawing, tap

pytestmark = pytest.mark.browser
SAYS = "เขตตรงนี้ต้องถามผู้ใหญ่บ้าน หมู่ 3"
AT = (102.80, 16.40)


def downloaded(page: Page, path: Path) -> Path:
    page.click('[data-tab="files"]')
    with page.expect_download() as begun:
        page.click('[data-do="download"]')
    begun.value.save_as(path)
    return path


def brought(page: Page, path: Path) -> None:
    page.click('[data-tab="files"]')
    page.locator('[data-field="file"]').set_input_files(path)


def test_a_remark_is_written_sent_settled_and_never_published(
    browser: Browser, tmp_path: Path
) -> None:
    for folder in ("phone", "desk"):
        (tmp_path / folder).mkdir()
    with (
        opened_drawing(browser, tmp_path / "phone", "phone") as phone,
        opened_drawing(browser, tmp_path / "desk", "desk") as desk,
    ):
        phone.click('[data-tab="pins"]')
        phone.click('[data-do="remark"]')
        tap(phone, *AT)
        expect(phone.locator('[data-field="remark"]')).to_be_focused()
        phone.keyboard.type(SAYS)
        phone.keyboard.press("Enter")
        phone.fill('[data-field="remark-by"]', "สมหญิง")
        phone.keyboard.press("Enter")
        phone.click('[data-tool="pin"]')
        tap(phone, 102.815, 16.41)
        phone.keyboard.type("วัดกลาง")
        phone.keyboard.press("Enter")
        phone.click('[data-tool="select"]')
        expect(phone.locator("[data-remark]")).to_contain_text(SAYS)
        expect(phone.locator("[data-pin]")).to_have_count(1)
        sent = downloaded(phone, tmp_path / "ส่ง.geojson")
        brought(desk, sent)
        desk.click('[data-tab="pins"]')
        desk.click("[data-remark]")
        expect(desk.locator('[data-field="remark-by"]')).to_have_value("สมหญิง")
        desk.click('[data-do="remark-done"]')
        expect(desk.locator("[data-remark]")).to_contain_text("แก้แล้ว")
        settled = downloaded(desk, tmp_path / "แก้แล้ว.geojson")
        # What comes back settles the remark that is there, and makes no second one.
        brought(phone, settled)
        phone.click('[data-do="look-add"]')
        phone.click('[data-tab="pins"]')
        expect(phone.locator("[data-remark]")).to_have_count(1)
        expect(phone.locator("[data-remark]")).to_contain_text("แก้แล้ว")
    [remark, temple] = json.loads(sent.read_text("utf-8"))["features"]
    assert (remark["properties"]["name"], remark["properties"]["note"]) == ("", SAYS)
    project = tmp_path / "งาน"
    (project / "drawings").mkdir(parents=True)
    (project / "muban.toml").write_text('province = "40"\ntambon = "400106"\n', "utf-8")
    sent.rename(project / "drawings" / sent.name)
    atlas = survey(read_project(project))
    assert [list(page.landmarks["name"]) for page in atlas.pages] == [["วัดกลาง"]]
    [told] = [one for one in atlas.problems if one.code == "landmark.remark"]
    assert SAYS not in told.message()
    assert temple["properties"]["name"] == "วัดกลาง"
