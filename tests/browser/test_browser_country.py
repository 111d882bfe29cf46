"""The page of all provinces as a person opens it: with a script, without one, on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from muban.gis.codes.admin_codes import PROVINCES
from muban.symbology.legend import read_legend
from muban.web.country.page_country import build_country_page
from muban.web.country.province_row import ProvinceRow
from muban.web.pages.assets_index import read_assets
from muban.web.pages.site import Site
from tests.browser.test_browser_tambon import axe_by_day_and_night

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of 77 provinces with eight years, and a page of one of them to arrive at."""
    out = tmp_path_factory.mktemp("country")
    site = Site("แผนที่หมู่บ้านทั้งประเทศ", read_legend(), read_assets())
    years = {2555 + n: 9 for n in range(8)}
    english = {"43": "Nong Khai", "39": "Nong Bua Lam Phu"}
    rows = [
        ProvinceRow(code, name, english.get(code, code), 96, 974, years)
        for code, name in PROVINCES.items()
    ]
    files = dict(build_country_page(rows, site, sample=False))
    files |= {site.assets[n].path: site.assets[n].content for n in ("country.js", "country.css")}
    files["43/index.html"] = b"<h1>43</h1>"
    for name, content in files.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(content)
    return (out / "index.html").as_uri()


def test_a_province_is_found_by_its_name_in_either_language(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    expect(page.locator("#provinces > li:visible")).to_have_count(77)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert axe_by_day_and_night(page) == []
    for text in ("หนองคาย", "nong khai", "43"):
        page.locator("#province-search").fill(text)
        expect(page.locator("#provinces > li:visible")).to_have_count(1)
        expect(page.locator("#matrix tbody tr:visible")).to_have_count(1)
        expect(page.locator("#province-said")).to_contain_text("1")
    page.locator("#language").click()
    expect(page.locator("#provinces > li:visible .name")).to_have_text("Nong Khai")
    expect(page.locator("#choose-title")).to_have_text("Choose a province")
    page.keyboard.press("Escape")
    page.locator("#province-search").press("Enter")
    page.wait_for_url("**/43/index.html")
    assert errors == []
    page.close()


def test_all_provinces_are_there_without_a_script(address: str, browser: Browser) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(address)
    assert page.locator("#provinces a").count() == page.locator("#matrix tbody a").count() == 77
    assert not page.locator("#province-search").is_visible()
    expect(page.locator("#matrix tfoot td").last).to_have_text(str(77 * 8 * 9), use_inner_text=True)
    page.locator("#provinces a[href='43/index.html']").click()
    page.wait_for_url("**/43/index.html")
    page.close()
