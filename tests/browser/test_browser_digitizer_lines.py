"""A border that follows a line: a stream is brought in, and two villages share its very corners."""

from __future__ import annotations

import json
from collections.abc import Iterator
from math import sin
from pathlib import Path
from typing import Any

import pytest
import shapely
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.browser.test_browser_digitizer_trace import areas
from tests.digitizer_pages import opened_drawing, tap
from tests.drawings import kml, placemark

pytestmark = pytest.mark.browser
# A stream that winds from the west edge of the tambon to its east; a road far from it.
STREAM = [
    (round(102.78 + 0.002 * i, 7), round(16.4 + 0.0025 * sin(1.3 * i) + 1e-7, 7)) for i in range(31)
]
ROAD = [(102.79, 16.385), (102.83, 16.385)]


def line(name: str, corners: list[tuple[float, float]]) -> str:
    text = " ".join(f"{lon},{lat}" for lon, lat in corners)
    return placemark(name, f"<LineString><coordinates>{text}</coordinates></LineString>")


LINES: FilePayload = {
    "name": "ลำน้ำ.kml",
    "mimeType": "application/octet-stream",
    "buffer": kml(line("ห้วยคำ", STREAM), line("ถนน", ROAD)),
}


@pytest.fixture(params=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    with opened_drawing(browser, tmp_path, request.param) as page:
        page.click('[data-tab="files"]')
        page.set_input_files('[data-field="file"]', [LINES])
        expect(page.locator("#panel")).to_contain_text("ห้วยคำ")
        yield page


def draw(page: Page, moo: int, corners: list[tuple[float, float]]) -> None:
    page.click('[data-tab="villages"]')
    page.click(f'[data-draw="4001060{moo}"]')
    for corner in corners:
        tap(page, *corner)
    page.click('[data-do="finish"]')


def saved(page: Page) -> list[list[tuple[float, float]]]:
    """The outer rings of the file that the page saves."""
    page.click('[data-tab="files"]')
    with page.expect_download() as waiting:
        page.click('[data-do="download"]')
    features: list[dict[str, Any]] = json.loads(waiting.value.path().read_text("utf-8"))["features"]
    return [[tuple(pair) for pair in one["geometry"]["coordinates"][0]] for one in features]  # type: ignore[misc]


def test_two_villages_follow_a_stream_and_share_its_corners_in_the_file(page: Page) -> None:
    # North of the stream, closed along it; then south of it, begun with it.
    draw(page, 1, [STREAM[-1], (102.84, 16.42), (102.78, 16.42), STREAM[0]])
    draw(page, 2, [STREAM[0], STREAM[-1], (102.84, 16.38), (102.78, 16.38)])
    north, south = areas(page)
    assert shapely.coverage_is_valid([north, south])
    stream = {(round(lon, 6), round(lat, 6)) for lon, lat in STREAM}
    for ring in saved(page):
        assert stream <= set(ring)
    both = north.union(south)
    assert both.area == pytest.approx(0.06 * 0.04, rel=0.001)


def test_part_of_a_line_is_followed_between_two_taps_on_it_and_straight_is_a_key_away(
    page: Page,
) -> None:
    page.click('[data-tab="villages"]')
    page.click('[data-draw="40010601"]')
    tap(page, *STREAM[5])
    tap(page, *STREAM[12])
    points = "window.muban.session.view.draft.points"
    taken = [(x / 1e6, y / 1e6) for x, y in page.evaluate(points)]
    assert taken == [(round(lon, 6), round(lat, 6)) for lon, lat in STREAM[5:13]]
    page.click('[data-do="stretch"]')
    assert len(page.evaluate(points)) == 2
    page.click('[data-do="stretch"]')
    tap(page, 102.795, 16.412)
    page.click('[data-do="finish"]')
    assert len(saved(page)[0]) == len(STREAM[5:13]) + 2
