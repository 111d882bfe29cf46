"""Tiles of a map server under the drawing: only when switched on, and never in the way."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, BrowserContext, FloatRect, Page, expect

from muban.web.settings.tile_sources import TileSource
from tests.digitizer_pages import plain_tambon, tap, write_page
from tests.hosts import answering
from tests.pictures import pixel, plain_png

pytestmark = pytest.mark.browser
RED = (200, 30, 30)
PLACE: FloatRect = {"x": 400, "y": 600, "width": 1, "height": 1}
"""Of the window: ground where nothing is drawn."""


class Tiles(BaseHTTPRequestHandler):
    """Every tile is red; what was asked for is remembered."""

    asked: ClassVar[list[str]] = []
    picture = plain_png(256, 256, RED)

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        self.wfile.write(self.picture)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        pass


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    Tiles.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Tiles)
    with answering(server):
        yield server


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="th-TH")
    yield context
    context.close()


def address_of(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}/{{z}}/{{x}}/{{y}}.png?k={{key}}"


def opened(context: BrowserContext, path: Path, source: TileSource | None = None) -> Page:
    data = replace(plain_tambon(), tiles=(source,) if source else ())
    page = context.new_page()
    page.goto(write_page(data, path / "digitize.html"))
    page.wait_for_selector("html[data-ready]")
    return page


def see(page: Page, wanted: Callable[[tuple[int, int, int]], bool]) -> None:
    """Wait until the eye sees such a colour on the map: a tile that came in fades in."""
    until = time.monotonic() + 90
    while not wanted(seen := pixel(page.screenshot(clip=PLACE))):
        assert time.monotonic() < until, f"the map shows {seen}"


def red(colour: tuple[int, int, int]) -> bool:
    """Whether it is the tile's own colour, with nothing over it."""
    return colour == RED


def faint(colour: tuple[int, int, int]) -> bool:
    """Whether hardly anything of the tile is seen."""
    return abs(colour[0] - colour[1]) < 40


def test_a_source_of_the_project_is_asked_only_once_it_is_switched_on_and_stays_on(
    context: BrowserContext, tmp_path: Path, server: ThreadingHTTPServer
) -> None:
    source = TileSource(
        name="ภาพถ่าย", url=address_of(server), attribution="© กรมแผนที่", key="ลับ", max_zoom=15
    )
    page = opened(context, tmp_path, source)
    page.click('[data-tab="ground"]')
    expect(page.locator("[data-source]")).to_contain_text("© กรมแผนที่")
    assert Tiles.asked == []
    page.click("[data-source] [role=switch]")
    page.wait_for_selector(".leaflet-tile-loaded")
    # Where the officer was: the tab, and the map as it lay.
    expect(page.locator('[data-tab="ground"]')).to_have_attribute("aria-selected", "true")
    expect(page.locator(".map-credit")).to_have_text("© กรมแผนที่")
    assert "?k=%E0%B8%A5%E0%B8%B1%E0%B8%9A" in Tiles.asked[0]
    assert {int(path.split("/")[1]) for path in Tiles.asked} <= set(range(16))
    page.wait_for_function("() => document.querySelectorAll('.leaflet-tile-loaded').length > 3")
    see(page, red)
    page.close()
    again = opened(context, tmp_path, source)
    again.wait_for_selector(".leaflet-tile-loaded")
    again.click('[data-tab="ground"]')
    again.click("[data-source] [role=switch]")
    expect(again.locator(".leaflet-tile")).to_have_count(0)
    expect(again.locator(".map-credit")).to_have_text("")
    Tiles.asked.clear()
    again.reload()
    again.wait_for_selector("html[data-ready]")
    assert Tiles.asked == []


def test_the_death_of_the_server_is_told_and_leaves_the_drawing_whole(
    context: BrowserContext, tmp_path: Path, server: ThreadingHTTPServer
) -> None:
    page = opened(context, tmp_path)
    page.click('[data-tab="ground"]')
    page.click("details summary")
    page.fill('[data-field="source-name"]', "ของสำนักงาน")
    page.fill('[data-field="source-address"]', "tiles.example.go.th")
    page.fill('[data-field="source-attribution"]', "© สำนักงาน")
    page.click('[data-do="add-source"]')
    expect(page.locator('.hint[data-tone="warn"]')).to_contain_text("{z}")
    page.fill('[data-field="source-address"]', address_of(server))
    page.click('[data-do="add-source"]')
    page.click('[data-tab="villages"]')
    page.click('[data-draw="40010601"]')
    for corner in [(102.79, 16.39), (102.80, 16.39), (102.80, 16.40)]:
        tap(page, *corner)
    # Switched on in the middle of an area: what is begun is there afterwards.
    page.click('[data-tab="ground"]')
    page.click("[data-source] [role=switch]")
    page.wait_for_selector(".leaflet-tile-loaded")
    assert page.evaluate("window.muban.session.view.draft.points.length") == 3
    server.shutdown()
    server.server_close()
    page.click('[data-focus="plus"]')
    page.click('[data-focus="plus"]')
    expect(page.locator('[data-notice="ground"]')).to_contain_text("ของสำนักงาน")
    page.click('[data-do="finish"]')
    assert page.evaluate("window.muban.session.drawing.villages.length") == 1
    page.click('[data-do="ground-stop"]')
    expect(page.locator('[data-notice="ground"]')).to_have_count(0)


def test_nobody_but_the_host_that_is_on_can_be_asked(
    context: BrowserContext, tmp_path: Path, server: ThreadingHTTPServer
) -> None:
    page = opened(context, tmp_path)
    picture = address_of(server).replace("{z}", "1").replace("{x}", "1").replace("{y}", "1")
    load = """(address) => new Promise((resolve) => {
        const image = new Image();
        image.onload = () => resolve("came");
        image.onerror = () => resolve("refused");
        image.src = address;
    })"""
    assert page.evaluate(load, picture) == "refused"
    assert Tiles.asked == []


def test_villages_and_background_are_as_opaque_as_their_sliders_say(
    context: BrowserContext, tmp_path: Path, server: ThreadingHTTPServer
) -> None:
    page = opened(
        context, tmp_path, TileSource(name="ภาพ", url=address_of(server), attribution="©")
    )
    page.click('[data-tab="ground"]')
    page.click("[data-source] [role=switch]")
    page.wait_for_function("() => document.querySelectorAll('.leaflet-tile-loaded').length > 3")
    page.focus('[data-field="opacity-ground"]')
    page.keyboard.press("End")
    see(page, red)
    page.keyboard.press("Home")
    see(page, faint)
    page.keyboard.press("End")
    see(page, red)
    page.focus('[data-field="opacity-villages"]')
    page.keyboard.press("End")
    kept = page.evaluate("JSON.parse(localStorage.getItem('muban-ground'))")
    assert (kept["ground"], kept["villages"]) == (1, 1)
