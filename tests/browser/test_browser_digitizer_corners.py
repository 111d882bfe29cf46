"""Corners of a dense line: handles that can be told apart, and many deleted at once."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_browser_digitizer_panel import bring
from tests.browser.test_browser_digitizer_trace import areas
from tests.digitizer_pages import on_screen, opened_drawing

pytestmark = pytest.mark.browser
CORNERS = 600
"""Of a walked line: far more than pixels to tell them apart by."""


@pytest.fixture(params=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A round village with 600 corners, in a view that has all of it."""
    with opened_drawing(browser, tmp_path, request.param) as page:
        turns = [2 * math.pi * i / CORNERS for i in range(CORNERS)]
        ring = [[102.81 + 0.012 * math.cos(turn), 16.40 + 0.012 * math.sin(turn)] for turn in turns]
        shape = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        feature = {"type": "Feature", "properties": {"name": "บ้านกลม"}, "geometry": shape}
        bring(page, "ก.geojson", json.dumps({"type": "FeatureCollection", "features": [feature]}))
        page.wait_for_function("() => window.muban.session.drawing.villages.length === 1")
        page.click('[data-tool="corners"]')
        yield page


def handles(page: Page) -> list[tuple[float, float]]:
    boxes = page.evaluate(
        """() => [...document.querySelectorAll("path.handle")].map((handle) => {
            const { left, top, width, height } = handle.getBoundingClientRect();
            return [left + width / 2, top + height / 2];
        })"""
    )
    return [(x, y) for x, y in boxes]


def corners(page: Page) -> int:
    return int(page.evaluate("window.muban.session.drawing.villages[0].parts.flat(2).length"))


def test_handles_can_be_told_apart_and_there_are_more_when_near(page: Page) -> None:
    shown = handles(page)
    assert len(shown) >= 8
    closest = min(math.dist(a, b) for a, b in itertools.combinations(shown, 2))
    assert closest >= 23
    before, zoom = share_shown(page), page.evaluate("window.muban.map.map.getZoom()")
    page.mouse.move(*on_screen(page, 102.822, 16.40))
    for _ in range(6):
        page.mouse.wheel(0, -200)
    page.wait_for_function("zoom => window.muban.map.map.getZoom() > zoom + 1", arg=zoom)
    page.wait_for_function("() => document.querySelectorAll('path.handle').length > 2")
    # Six turns of the wheel come one after the other: the handles are those of the last.
    page.wait_for_function(
        """() => {
            const zoom = window.muban.map.map.getZoom();
            const still = window.lastZoom === zoom && !window.muban.map.map._animatingZoom;
            window.lastZoom = zoom;
            return still;
        }""",
        polling=250,
    )
    near = handles(page)
    assert min(math.dist(a, b) for a, b in itertools.combinations(near, 2)) >= 23
    assert share_shown(page) > 1.5 * before


def share_shown(page: Page) -> float:
    """Which share of the corners in view has a handle."""
    return float(
        page.evaluate(
            """() => {
                const { map, session } = window.muban;
                const view = map.map.getBounds();
                const corners = session.drawing.villages[0].parts.flat(2);
                const seen = corners.filter(([x, y]) => view.contains([y / 1e6, x / 1e6]));
                return session.handles.length / seen.length;
            }"""
        )
    )


def test_a_box_over_handles_deletes_their_corners_at_once(page: Page) -> None:
    page.click('[data-do="pick"]')
    shown = sorted(handles(page))
    left, right = shown[0][0] - 10, shown[len(shown) // 2][0]
    top, bottom = min(y for _, y in shown) - 10, max(y for _, y in shown) + 10
    inside = [one for one in shown if left <= one[0] <= right and top <= one[1] <= bottom]
    page.mouse.move(left, bottom)
    page.mouse.down()
    page.mouse.move((left + right) / 2, top + 30, steps=4)
    page.mouse.move(right, top, steps=4)
    page.mouse.up()
    page.click('[data-do="delete-picked"]')
    assert CORNERS - corners(page) == pytest.approx(len(inside), abs=2)
    page.click('[data-tool="undo"]')
    assert corners(page) == CORNERS


def test_corners_are_picked_one_by_one_and_esc_gives_them_up(page: Page) -> None:
    page.click('[data-do="pick"]')
    first, second, *_ = handles(page)
    page.mouse.click(*first)
    page.mouse.click(*second)
    page.mouse.click(*second)
    expect(page.locator('[data-do="delete-picked"]')).to_contain_text("1")
    page.keyboard.press("Escape")
    expect(page.locator('[data-do="delete-picked"]')).to_have_count(0)
    page.click('[data-do="pick"]')
    page.mouse.click(*first)
    page.mouse.click(*second)
    page.click('[data-do="delete-picked"]')
    assert corners(page) == CORNERS - 2
    assert areas(page)[0].is_valid
