"""Words on the map of the page for drawing: none lies over another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from playwright.sync_api import Browser, Page, expect

from muban.web.drawing.digitizer_project import project_drawing
from muban.web.project import know_project
from tests.digitizer_pages import write_page
from tests.sample_site import sample_project

pytestmark = pytest.mark.browser

Box = tuple[str, float, float, float, float]

# What is seen, as the browser laid it out; a pixel less, as type has room around it.
BOXES = """selector => [...document.querySelectorAll(selector)]
    .filter(e => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length)
    .map(e => {
        const r = e.getBoundingClientRect();
        return [e.textContent, r.left + 1, r.top + 1, r.right - 1, r.bottom - 1];
    })"""
NAMES = ".village-label div"
SYMBOLS = ".pin svg"
PIN_NAMES = ".pin span"
# 44 pixels, less the one that each side of a box is drawn in.
FINGERTIP = 42


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the sample: 13 villages, 46 landmarks."""
    opened, atlas = sample_project()
    data = project_drawing(opened, know_project(opened), atlas, tambon=None)
    return write_page(data, tmp_path_factory.mktemp("words") / "digitize.html")


@pytest.fixture(params=[(1440, 900), (390, 844)], ids=["desk", "phone"])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page opened on a desk and on a phone."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height})
    opened = context.new_page()
    opened.goto(address)
    opened.wait_for_selector("html[data-ready]")
    yield opened
    context.close()


def boxes(page: Page, selector: str) -> list[Box]:
    """Text and window pixels of what is shown."""
    page.wait_for_function("() => window.muban.map.placing === undefined")
    return [(text, x0, y0, x1, y1) for text, x0, y0, x1, y1 in page.evaluate(BOXES, selector)]


def meet(one: Box, other: Box) -> bool:
    (_, left, top, right, bottom), (_, x0, y0, x1, y1) = one, other
    return left < x1 and x0 < right and top < y1 and y0 < bottom


def covered(page: Page) -> list[tuple[str, str]]:
    """Pairs of names and symbols that lie over each other."""
    shown = [box for part in (NAMES, SYMBOLS, PIN_NAMES) for box in boxes(page, part)]
    return [(one[0], other[0]) for one, other in combinations(shown, 2) if meet(one, other)]


def zoom(page: Page, steps: int) -> None:
    page.evaluate(
        "n => { const m = window.muban.map.map; m.setZoom(m.getZoom() + n, { animate: false }); }",
        steps,
    )


def test_nothing_covers_a_name_and_more_names_appear_with_zoom(page: Page) -> None:
    assert covered(page) == []
    assert len(boxes(page, NAMES)) == 13
    seen = len(boxes(page, SYMBOLS))
    named = len(boxes(page, PIN_NAMES))
    zoom(page, 2)
    assert covered(page) == []
    assert len(boxes(page, SYMBOLS)) > seen
    assert len(boxes(page, PIN_NAMES)) > named


def test_all_pins_stay_while_pins_are_put_and_cover_no_name(page: Page) -> None:
    page.click('[data-tool="pin"]')
    pins = boxes(page, SYMBOLS + ":not(#panel *)")
    assert len(pins) == page.evaluate("window.muban.session.drawing.pins.length")
    names = [*boxes(page, NAMES), *boxes(page, PIN_NAMES)]
    assert [(n[0], p[0]) for n in names for p in pins if meet(n, p)] == []
    assert [(a[0], b[0]) for a, b in combinations(names, 2) if meet(a, b)] == []


def test_the_chosen_pin_has_its_symbol_and_its_name(page: Page) -> None:
    for pin in page.evaluate("window.muban.session.drawing.pins.slice(0, 12)"):
        page.evaluate(
            "id => window.muban.session.show({ chosen: { kind: 'pin', id } })",
            pin["id"],
        )
        assert pin["name"] in [text for text, *_ in boxes(page, ".pin.chosen span")]
        assert len(boxes(page, ".pin.chosen svg")) == 1
        assert covered(page) == []


def test_what_lies_over_the_map_is_whole_on_every_screen(page: Page) -> None:
    """No control is clipped by the window, and every button is a fingertip wide."""
    window = page.viewport_size
    assert window is not None
    for tool in ("select", "draw", "corners", "split", "merge", "pin"):
        page.click(f'[data-tool="{tool}"]')
        for text, left, top, right, bottom in boxes(page, "#hint *, #map-buttons button, #head *"):
            assert min(left, top) >= 0, (tool, text)
            assert right <= window["width"], (tool, text)
            assert bottom <= window["height"], (tool, text)
    for text, left, top, right, bottom in boxes(page, "#map-buttons button"):
        assert min(right - left, bottom - top) >= FINGERTIP, text
    expect(page.locator(".map-scale")).to_contain_text("กม.", use_inner_text=True)
