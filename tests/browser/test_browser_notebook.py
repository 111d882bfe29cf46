"""The folium page opens without a network, and shows what the tambon's page shows."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Request

from muban.web.cli import main
from muban.web.project import SAMPLE

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notebook")
    assert main(["build", str(SAMPLE), "--out", str(folder / "site")]) == 0
    assert main(["notebook", str(SAMPLE), "--out", str(folder / "map.html")]) == 0
    return folder


def test_the_folium_page_has_the_pages_fills_and_symbols_and_asks_nobody(
    built: Path, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_offline(True)
    page = context.new_page()
    asked: list[str] = []
    failed: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(("file:", "data:")):
            asked.append(request.url)

    page.on("request", note)
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto((built / "map.html").as_uri())
    page.wait_for_selector(".muban-pin svg")
    fills = page.eval_on_selector_all(
        ".leaflet-overlay-pane path", "all => all.map(one => one.getAttribute('fill'))"
    )
    pins = page.locator(".muban-pin").count()
    context.close()
    picture = html.parse(str(built / "site" / "tambon" / "431605" / "index.html")).getroot()
    static = picture.get_element_by_id("static-map")
    shown = static.xpath(".//*[@data-village-code]/@fill")
    symbols = len(static.xpath(".//*[@data-landmark-kind]"))
    assert (asked, failed) == ([], [])
    assert Counter(fills) == Counter(shown)
    assert len(fills) == 13
    assert "url(#no-data)" in fills, "one village of the sample has no results"
    assert pins == symbols
