"""Parts of the program that the page for drawing takes up when asked, served and from disk."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, expect

from muban.web.drawing.digitizer import build_digitizer, drawing_parts
from muban.web.drawing.serve import DRAW, Preview, make_server
from muban.web.pages.assets_index import read_assets
from tests.digitizer_pages import opened_drawing, plain_tambon
from tests.drawings import kml, placemark
from tests.hosts import answering

pytestmark = pytest.mark.browser

FILE: FilePayload = {
    "name": "วัด.kml",
    "mimeType": "application/octet-stream",
    "buffer": kml(placemark("วัดเหนือ", "<Point><coordinates>102.8,16.4</coordinates></Point>")),
}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """Where `muban serve` gives a page for drawing, its parts beside it."""
    assets = read_assets()
    page = build_digitizer(plain_tambon(), assets, parts_at=DRAW)
    pages = {"a.html": partial(bytes, page)}
    pages |= {
        f"{name}.js": partial(bytes, one.content) for name, one in drawing_parts(assets).items()
    }
    with answering(make_server(Preview(tmp_path, None, pages))) as address:
        yield f"{address.removesuffix('/')}{DRAW}a.html"


def test_a_served_page_reads_a_file_though_the_server_is_gone_by_then(
    browser: Browser, served: str
) -> None:
    page = browser.new_page()
    with page.expect_response("**/reader.js") as ahead:
        page.goto(served)
    ahead.value.finished()
    page.context.set_offline(True)
    page.click('[data-tab="files"]')
    page.set_input_files('[data-field="file"]', [FILE])
    expect(page.locator(".hint")).to_contain_text("นำเข้า วัด.kml:")
    assert page.evaluate("window.muban.session.drawing.pins.length") == 1
    page.close()


def test_where_a_part_is_not_the_one_that_the_page_was_made_with_that_is_said(
    browser: Browser, served: str
) -> None:
    page = browser.new_page()
    page.route("**/reader.js", lambda route: route.fulfill(status=404))
    page.goto(served)
    page.wait_for_selector("html[data-ready]")
    page.click('[data-tab="files"]')
    page.set_input_files('[data-field="file"]', [FILE])
    expect(page.locator('.hint[data-tone="warn"]')).to_contain_text("งานที่วาดอยู่ครบ")
    page.close()


def test_a_page_from_disk_has_its_parts_inside(browser: Browser, tmp_path: Path) -> None:
    with opened_drawing(browser, tmp_path, "desk") as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.click('[data-tab="files"]')
        page.set_input_files('[data-field="file"]', [FILE])
        expect(page.locator(".hint")).to_contain_text("นำเข้า วัด.kml:")
        assert [one for one in asked if not one.startswith("blob:")] == []
