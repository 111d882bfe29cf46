"""Saving to a file that the officer chooses, where the browser lets pages do so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.digitizer_pages import plain_tambon, write_page

pytestmark = pytest.mark.browser

PICKER = """
window.asked = [];
window.written = [];
window.answer = () => null;
window.failing = "";
window.showSaveFilePicker = async (options) => {
    window.asked.push(options.suggestedName);
    const trouble = window.answer();
    if (trouble) throw new DOMException("no", trouble);
    return {
        name: "งานของฉัน.geojson",
        createWritable: async () => {
            if (window.failing === "open") throw new DOMException("no", "NotAllowedError");
            let text = "";
            return {
                write: async (part) => {
                    if (window.failing === "write") throw new DOMException("", "QuotaError");
                    text += part;
                },
                close: async () => {
                    if (window.failing === "close") throw new DOMException("gone", "NotFoundError");
                    window.written.push(text);
                },
            };
        },
    };
};
"""
"""A stand-in for the browser's dialogue, which no test can click."""


@pytest.fixture
def officer(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    context = browser.new_context(locale="th-TH", viewport={"width": 1366, "height": 768})
    context.add_init_script(PICKER)
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(write_page(plain_tambon(), tmp_path / "digitize.html"))
    page.wait_for_selector("html[data-ready]")
    pin(page, "วัดกลาง")
    yield page
    context.close()
    assert troubles == []


def pin(page: Page, name: str) -> None:
    page.evaluate("name => window.muban.addPin([102_800_000, 16_400_000], name)", name)


def save(page: Page) -> None:
    page.click('[data-do="save"]')


def names_in(text: str) -> list[str]:
    return [feature["properties"]["name"] for feature in json.loads(text)["features"]]


def test_the_chosen_file_gets_the_drawing_and_is_not_asked_for_again(officer: Page) -> None:
    hint = officer.locator("#hint .hint")
    saved = officer.locator("[data-show=saved]")
    expect(saved).to_contain_text("ยังไม่เคย")
    save(officer)
    expect(hint).to_contain_text("งานของฉัน.geojson")
    expect(saved).to_contain_text("บันทึกลงไฟล์แล้ว")
    pin(officer, "ตลาด")
    expect(saved).to_contain_text("แก้ไข 1 ครั้ง")
    officer.keyboard.press("Control+s")
    expect(saved).to_contain_text("บันทึกลงไฟล์แล้ว")
    assert officer.evaluate("window.asked") == ["400106-เมืองเก่า.geojson"]
    first, second = officer.evaluate("window.written")
    assert names_in(first) == ["วัดกลาง"]
    assert names_in(second) == ["วัดกลาง", "ตลาด"]


def test_who_closes_the_dialogue_has_not_saved_and_is_asked_again(officer: Page) -> None:
    officer.evaluate("window.answer = () => 'AbortError'")
    downloads: list[str] = []
    officer.on("download", lambda one: downloads.append(one.suggested_filename))
    save(officer)
    officer.wait_for_function("() => window.asked.length === 1")
    officer.wait_for_timeout(300)  # for a download or a word that must not come
    expect(officer.locator("[data-show=saved]")).to_contain_text("ยังไม่เคย")
    expect(officer.locator("#hint .hint")).not_to_contain_text("บันทึก")
    assert downloads == []
    officer.evaluate("window.answer = () => null")
    save(officer)
    expect(officer.locator("[data-show=saved]")).to_contain_text("บันทึกลงไฟล์แล้ว")
    assert len(officer.evaluate("window.asked")) == 2


@pytest.mark.parametrize("step", ["open", "write", "close"])
def test_a_file_that_cannot_be_written_is_downloaded_instead_and_that_is_said(
    officer: Page, tmp_path: Path, step: str
) -> None:
    save(officer)
    expect(officer.locator("[data-show=saved]")).to_contain_text("บันทึกลงไฟล์แล้ว")
    pin(officer, "ตลาด")
    officer.evaluate("step => { window.failing = step; }", step)
    with officer.expect_download() as waiting:
        save(officer)
    file = tmp_path / "ดาวน์โหลด.geojson"
    waiting.value.save_as(file)
    assert names_in(file.read_text("utf-8")) == ["วัดกลาง", "ตลาด"]
    hint = officer.locator("#hint .hint")
    expect(hint).to_contain_text("เขียนลงไฟล์ที่เลือกไว้ไม่ได้")
    expect(hint).to_contain_text(waiting.value.suggested_filename)
    assert len(officer.evaluate("window.written")) == 1
    officer.evaluate("window.failing = ''")
    save(officer)
    expect(hint).to_contain_text("งานของฉัน.geojson")
    # The file is chosen anew: the one that failed may be gone.
    assert len(officer.evaluate("window.asked")) == 2
