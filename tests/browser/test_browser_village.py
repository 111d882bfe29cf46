"""A village's page as a person opens it: from its card on the map, and without scripts."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_browser_tambon import DESK, PHONE, axe_by_day_and_night
from tests.sample_site import sample_site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    for name, content in sample_site().items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return out


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    made = browser.new_page(viewport={"width": 390, "height": 844})
    made.errors = []  # type: ignore[attr-defined]
    made.on("pageerror", lambda error: made.errors.append(str(error)))  # type: ignore[attr-defined]
    yield made
    assert made.errors == []  # type: ignore[attr-defined]
    made.close()


def test_a_villages_card_leads_to_its_page_and_that_back_to_the_map(
    folder: Path, page: Page
) -> None:
    page.goto((folder / "tambon/431605/index.html").as_uri() + "#v=43160508")
    page.locator("#village-card .own-page").click()
    page.wait_for_url("**/tambon/431605/8/index.html")
    expect(page.locator("h1")).to_contain_text("บ้านเปงจาน", use_inner_text=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.locator("#language").click()
    expect(page.locator("h1")).to_contain_text("Moo 8", use_inner_text=True)
    page.locator("#share").click()
    expect(page.locator("#share-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator(".place .ways a").click()
    page.wait_for_url("**/tambon/431605/index.html#v=43160508")
    page.wait_for_selector("#village-card:not([hidden])")


def test_the_search_of_the_province_opens_the_villages_own_page(folder: Path, page: Page) -> None:
    page.goto((folder / "index.html").as_uri())
    page.wait_for_selector("html.ready")
    page.locator("#search").fill("หนองคอน")
    page.locator("#search-found button").first.click()
    page.wait_for_url("**/tambon/431605/*/index.html")
    expect(page.locator("h1")).to_contain_text("หนองคอน", use_inner_text=True)


@pytest.mark.parametrize("name", ["tambon/431605/3/index.html", "404.html"])
def test_axe_finds_nothing(folder: Path, page: Page, name: str) -> None:
    page.goto((folder / name).as_uri())
    for size in (PHONE, DESK):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        assert axe_by_day_and_night(page) == []


def test_a_villages_page_is_whole_without_scripts(folder: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "tambon/431605/8/index.html").as_uri())
    assert page.locator(".sketch .here").bounding_box() is not None
    expect(page.locator(".radar circle")).to_have_count(5)
    expect(page.locator("#share")).to_be_hidden()
    page.locator(".beside a").first.click()
    page.wait_for_url("**/tambon/431605/1/index.html")
    page.locator(".kicker a").first.click()
    page.locator("#village-table th a").nth(7).click()
    page.wait_for_url("**/tambon/431605/8/index.html")
    context.close()


_ON_PAPER = {
    "index.html": ("ทะเบียนทั้งหมด", "จำนวนหมู่บ้านที่ได้รับคัดเลือก"),
    "tambon/431605/index.html": ("ข้อมูลรายหมู่บ้าน", "วัดศรีเปงจาน"),
    "tambon/431605/8/index.html": ("หมู่บ้านที่อยู่ติดกัน", "โพนแพง"),
}


@pytest.mark.parametrize("path", _ON_PAPER)
def test_the_browsers_own_print_is_white_whole_and_without_controls(
    folder: Path, browser: Browser, path: str, tmp_path: Path
) -> None:
    """As a person prints it who reads by night: from a phone, in the dark."""
    page = browser.new_page(color_scheme="dark", reduced_motion="reduce", viewport=PHONE)
    page.goto((folder / path).as_uri())
    if page.locator("#map").count():
        page.wait_for_selector("html.ready")
    file = tmp_path / "page.pdf"
    page.pdf(path=file, format="A4", print_background=True)
    sheets = _texts(file)
    assert all(sheet.split() for sheet in sheets), "no sheet is empty"
    text = "".join("".join(sheets).split())
    for words in _ON_PAPER[path]:
        assert words in text
    assert "ดาวน์โหลด" not in text
    image = _first_sheet(file, tmp_path)
    colours = image.getcolors(image.width * image.height)
    assert colours is not None
    assert max(colours)[1] == (255, 255, 255), "most of the sheet is white"
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 703, "height": 1032})  # what A4 leaves between its margins
    assert page.evaluate("document.documentElement.scrollWidth") <= 704
    assert page.evaluate(_CUT) == []
    assert page.evaluate(_SHUT) == []
    page.close()


_CUT = """() => [...document.querySelectorAll('th, td, dd, h1, h2, p')]
  .filter(e => e.getClientRects().length && getComputedStyle(e).display !== 'inline')
  .filter(e => !e.classList.contains('seen-by-ear') && e.scrollWidth > e.clientWidth + 1)
  .map(e => e.textContent.trim().slice(0, 40))"""
_SHUT = """() => [...document.querySelectorAll('button, details:not([open])')]
  .filter(e => e.getClientRects().length && !e.closest('.years'))
  .map(e => e.outerHTML.slice(0, 80))"""


def _texts(file: Path) -> list[str]:
    made = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True)
    return made.stdout.decode().split("\f")[:-1]


def _first_sheet(file: Path, folder: Path) -> Image.Image:
    command = ["pdftoppm", "-r", "40", "-f", "1", "-l", "1", "-png", "-singlefile", file]
    subprocess.run([*command, folder / "sheet"], check=True)
    return Image.open(folder / "sheet.png").convert("RGB")
