"""Finding a place by name, as people type on a phone and from a page that lies on disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from muban.gis.codes.gazetteer_records import Village
from muban.layers.atlas import Place
from muban.web.pages.page_province import build_province_page
from muban.web.pages.page_tambon import build_tambon_page
from tests.browser.test_browser_tambon import PHONE, Opener, opened
from tests.built_pages import make_site, small_province, tambon_page, write_pages
from tests.sample_atlas import sample_tambon
from tests.seen import seen

__all__ = ["opened"]

pytestmark = pytest.mark.browser

KEYBOARD_PX = 336
"""A Thai keyboard with its row of suggestions, on a phone of 844 pixels."""


def finds(page: Page, typed: str, wanted: str) -> None:
    """Type, and wait until the first answer is the one that is wanted: they come by and by."""
    page.locator("#search").fill(typed)
    expect(page.locator("#search-found button").first).to_contain_text(wanted)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("หมู่ 5", "หนองคอน"),
        ("ม.5", "หนองคอน"),
        ("บ้านดงสาร หมู่ 7", "ดงสาร"),
        ("โพนเเพง", "บ้านโพนแพง"),
        ("โรงเรียนโพนแพง", "โรงเรียน"),
        ("วัดโพนแพง", "วัด"),
        ("phon sawang", "โพนสว่าง"),
        ("โนนโพธิทอง", "โนนโพธิ์ทอง"),
    ],
)
def test_what_people_type_finds_what_they_mean(
    tmp_path: Path, opened: Opener, typed: str, wanted: str
) -> None:
    tambon = sample_tambon()
    english = ["Ban " + name for name in ("Phon Phaeng", "Aya", "Phak Kha", "Dong Tan")]
    names = [*english, *[""] * 4, "Ban Phon Sawang", *[""] * 4]
    site = make_site()
    villages = tambon.villages.assign(name_en=names)
    write_pages(tmp_path, build_tambon_page(seen(replace(tambon, villages=villages)), site), site)
    page = opened((tmp_path / "tambon/431605/index.html").as_uri(), size=PHONE)
    finds(page, typed, wanted)


def test_the_answers_stand_above_the_keyboard(tmp_path: Path, opened: Opener) -> None:
    page = opened(tambon_page(tmp_path), size=PHONE)
    finds(page, "ดง", "ดง")
    rows = page.locator("#search-found button")
    third = rows.nth(2).bounding_box()
    assert third is not None
    assert third["y"] + third["height"] <= PHONE["height"] - KEYBOARD_PX
    # With the keyboard up the window that is seen ends where it begins.
    page.set_viewport_size({"width": 390, "height": PHONE["height"] - KEYBOARD_PX})
    page.locator("#search").fill("ด")
    box = page.locator("#search-found").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= PHONE["height"] - KEYBOARD_PX
    found = page.evaluate(
        """() => [...document.querySelectorAll('#search-found button')].slice(0, 3).map(button => {
          const {x, y, width, height} = button.getBoundingClientRect();
          const top = document.elementFromPoint(x + width / 2, y + height / 2);
          return top.closest('button') === button;
        })"""
    )
    assert found == [True, True, True]


def whole_province(folder: Path, **settings: object) -> str:
    atlas = replace(
        small_province(),
        known_villages=(
            Village("99010101", "บ้านนาดี", "Ban Na Di", 102.02, 17.02),
            Village("99010203", "บ้านนาดีเหนือ", "", 102.15, 17.05),
            Village("99020105", "บ้านหนองบัว", "", 102.05, 16.95),
        ),
    )
    site = make_site(tambon_pages=("990101",), **settings)
    tambon = replace(sample_tambon(), tambon=Place("990101", "หนองหนึ่ง"))
    pages = {**build_province_page(atlas, site), **build_tambon_page(seen(tambon), site)}
    write_pages(folder, pages, site)
    return (folder / "index.html").as_uri()


def test_the_province_finds_every_village_and_loads_them_when_asked(
    tmp_path: Path, opened: Opener
) -> None:
    page = opened(whole_province(tmp_path))
    assert page.evaluate("window.mubanPlaces") is None
    finds(page, "นาดี", "บ้านนาดี หมู่ที่ 1")
    expect(page.locator("#search-found button").first).to_contain_text(
        "หนองหนึ่ง", use_inner_text=True
    )
    finds(page, "ม.5 หนองบัว", "บ้านหนองบัว")
    finds(page, "ต.หนองสอง", "ตำบลหนองสอง")
    finds(page, "นาดีเหนือ ต.หนองสอง", "บ้านนาดีเหนือ")
    page.locator("#search-found button").first.click()
    expect(page.locator("#place-card h2")).to_contain_text("บ้านนาดีเหนือ", use_inner_text=True)
    expect(page.locator(".leaflet-chosen-pane path")).to_have_count(1)
    ring = page.locator(".leaflet-chosen-pane path").bounding_box()
    free = page.locator("#free").bounding_box()
    assert ring is not None
    assert free is not None
    for start, side in (("x", "width"), ("y", "height")):
        middle = ring[start] + ring[side] / 2
        assert middle == pytest.approx(free[start] + free[side] / 2, abs=3)


def test_a_village_with_a_page_is_opened_there(tmp_path: Path, opened: Opener) -> None:
    page = opened(whole_province(tmp_path))
    finds(page, "นาดี ม.1", "บ้านนาดี หมู่ที่ 1")
    page.locator("#search-found button").first.click()
    page.wait_for_url("**/tambon/990101/index.html#v=99010101")


def test_one_file_alone_finds_them_too(tmp_path: Path, opened: Opener) -> None:
    whole_province(tmp_path / "site", single_file=True)
    alone = tmp_path / "alone.html"
    alone.write_bytes((tmp_path / "site/index.html").read_bytes())
    finds(opened(alone.as_uri()), "หนองบัว", "บ้านหนองบัว")
