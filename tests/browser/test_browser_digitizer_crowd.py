"""Thousands of pins: the map keeps few elements, shows every pin, and each can be chosen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import wait_until
from tests.digitizer_pages import on_screen, plain_tambon, write_page

pytestmark = pytest.mark.browser

MANY = 3_000
MOST_ELEMENTS = 250
"""As ``web/frontend/src/digitizer/map/pin_layer.ts`` has it."""


def crowd(path: Path, count: int = MANY) -> Path:
    """A grid of pins over the tambon, the first in its middle with a name of its own."""
    across = 60
    places = [(102.81, 16.4)] + [
        (102.781 + 0.058 * (i % across) / across, 16.381 + 0.038 * (i // across) / 50)
        for i in range(count - 1)
    ]
    features = [
        {
            "type": "Feature",
            "properties": {"name": f"จุดที่ {n}" if n else "ศาลากลางบ้าน"},
            "geometry": {"type": "Point", "coordinates": [round(x, 6), round(y, 6)]},
        }
        for n, (x, y) in enumerate(places)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("crowd")
    context = browser.new_context(locale="th-TH", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(write_page(plain_tambon(), folder / "digitize.html"))
    page.wait_for_selector("html[data-ready]")
    page.click('[data-tab="files"]')
    page.set_input_files('[data-field="file"]', crowd(folder / "จุด.geojson"))
    page.wait_for_function("n => window.muban.session.drawing.pins.length === n", arg=MANY)
    yield page
    context.close()


def whole(page: Page) -> None:
    page.keyboard.press("Escape")
    page.click('[data-focus="whole"]')
    expect(page.locator(".pin-crowd")).to_be_visible()


def inked(page: Page) -> int:
    """How many places on the sheet, of a coarse grid of them, have paint."""
    count: int = page.evaluate(
        """() => {
            const sheet = document.querySelector('.pin-crowd');
            const { data } = sheet.getContext('2d').getImageData(0, 0, sheet.width, sheet.height);
            let inked = 0;
            for (let i = 3; i < data.length; i += 4 * 5) inked += data[i] > 0;
            return inked;
        }"""
    )
    return count


def middle(page: Page) -> tuple[float, float]:
    return on_screen(page, 102.81, 16.4)


def test_they_are_painted_and_none_has_an_element(page: Page) -> None:
    whole(page)
    wait_until(lambda: inked(page) > 5_000)
    assert page.locator(".pin").count() <= 1


def test_one_more_costs_one_element_and_is_painted_with_the_others(page: Page) -> None:
    whole(page)
    # An element at the most, and painted with the others as soon as the page has a moment.
    page.evaluate(
        """() => {
          window.mostPins = 0;
          new MutationObserver(() => {
            window.mostPins = Math.max(window.mostPins, document.querySelectorAll('.pin').length);
          }).observe(document.querySelector('#map'), { childList: true, subtree: true });
          window.muban.addPin([102805000, 16402500], 'ใหม่');
        }"""
    )
    assert page.evaluate("window.muban.session.drawing.pins.length") == MANY + 1
    wait_until(lambda: page.locator(".pin").count() == 0)
    assert page.evaluate("window.mostPins") <= 1
    page.keyboard.press("Control+z")
    assert page.evaluate("window.muban.session.drawing.pins.length") == MANY


def test_a_tap_chooses_the_pin_that_stands_there(page: Page) -> None:
    whole(page)
    page.mouse.click(*middle(page))
    expect(page.locator('[data-card="pin"] h2')).to_have_text("ศาลากลางบ้าน")
    expect(page.locator(".pin.chosen svg")).to_have_count(1)
    expect(page.locator(".pin.chosen span")).to_be_visible()
    page.click(".close")


def test_the_keyboard_reaches_it_too(page: Page) -> None:
    whole(page)
    page.evaluate("() => window.muban.map.map.setView([16.4, 102.81], 14, { animate: false })")
    page.focus("#map")
    page.keyboard.press("Enter")
    expect(page.locator('[data-card="pin"] h2')).to_have_text("ศาลากลางบ้าน")
    page.click(".close")


def test_where_few_are_in_view_they_are_elements_with_their_names(page: Page) -> None:
    whole(page)
    page.evaluate("() => window.muban.map.map.setView([16.4, 102.81], 18, { animate: false })")
    expect(page.locator(".pin-crowd")).to_be_hidden()
    assert 1 <= page.locator(".pin").count() <= MOST_ELEMENTS
    names = page.locator(".pin.named span").all_inner_texts()
    assert all(name.startswith("จุดที่ ") for name in names)
    assert names


def test_while_pins_are_put_every_symbol_shows(page: Page) -> None:
    whole(page)
    wait_until(lambda: inked(page) > 5_000)
    before = inked(page)
    page.click('[data-tool="pin"]')
    wait_until(lambda: inked(page) > 2 * before)
    page.click('[data-tool="select"]')
    wait_until(lambda: inked(page) < 1.2 * before)


def test_dragging_the_map_paints_what_comes_into_view(page: Page) -> None:
    whole(page)
    page.evaluate("() => window.muban.map.map.setView([16.4, 102.81], 15, { animate: false })")
    wait_until(lambda: inked(page) > 5_000)
    x, y = middle(page)
    # Farther than the sheet reaches beyond the view.
    page.mouse.move(x + 160, y)
    page.mouse.down()
    page.mouse.move(x - 160, y, steps=6)
    page.mouse.up()
    wait_until(
        lambda: page.evaluate(
            """() => {
                const sheet = document.querySelector('.pin-crowd').getBoundingClientRect();
                const map = document.querySelector('#map').getBoundingClientRect();
                return sheet.left <= map.left && sheet.right >= map.right
                    && sheet.top <= map.top && sheet.bottom >= map.bottom;
            }"""
        )
    )
    assert inked(page) > 2_000
