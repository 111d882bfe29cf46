"""Splitting, giving and joining by mouse: by what the line crosses, whatever is selected."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shapely
from playwright.sync_api import Browser, Page, expect
from shapely.geometry import Polygon

from tests.browser.test_browser_digitizer_trace import NORTH, SOUTH, areas, draw
from tests.digitizer_pages import SIZES, opened_drawing, tap

pytestmark = pytest.mark.browser


@pytest.fixture(params=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """Two villages: one in the north-west, one in the south-west, free ground between."""
    with opened_drawing(browser, tmp_path, request.param) as page:
        draw(page, 1, NORTH)
        draw(page, 2, SOUTH)
        yield page
        assert shapely.coverage_is_valid(areas(page))


def line(page: Page, *places: tuple[float, float]) -> None:
    page.click('[data-tool="split"]')
    for place in places:
        tap(page, *place)
    page.click('[data-do="finish"]')


def sizes(page: Page) -> list[float]:
    """Areas in shares of a northern village, in the order drawn."""
    return [area.area / Polygon(NORTH).area for area in areas(page)]


def test_a_line_across_the_neighbour_cuts_the_neighbour(page: Page) -> None:
    assert page.evaluate("window.muban.session.view.chosen.id") == "v2"
    line(page, (102.79, 16.423), (102.79, 16.40))
    assert sizes(page) == pytest.approx([0.5, 1, 0.5], abs=0.03)
    # What is to be named now is chosen.
    expect(page.locator('[data-field="name"]')).to_have_value("")
    assert page.evaluate("window.muban.session.view.chosen.id") == "v3"


def test_a_line_that_stops_short_is_carried_on_to_the_border(page: Page) -> None:
    line(page, (102.79, 16.415), (102.79, 16.409))
    assert sizes(page) == pytest.approx([0.5, 1, 0.5], abs=0.03)
    expect(page.locator("#hint .hint")).to_contain_text("ต่อปลายเส้น")


def test_a_line_across_two_villages_cuts_both_or_the_chosen_one(page: Page) -> None:
    line(page, (102.79, 16.423), (102.79, 16.377))
    assert len(areas(page)) == 4
    page.click('#hint [data-do="split.only"]')
    assert sizes(page) == pytest.approx([1, 0.5, 0.5], abs=0.03)


def test_a_sliver_is_told_and_goes_back_with_a_click(page: Page) -> None:
    if page.viewport_size == SIZES["phone"]:
        return  # So near a border a tap on a small map lands on it.
    # A line along the southern border, a little above it.
    line(page, (102.779, 16.4052), (102.801, 16.4052))
    expect(page.locator("#hint .hint")).to_contain_text("ตร.ม.")
    page.click('#hint [data-do="give-v1"]')
    assert sizes(page) == pytest.approx([1, 1], abs=0.01)


def test_a_border_is_drawn_anew_through_a_neighbour_and_over_free_ground(page: Page) -> None:
    draw(page, 3, [(102.78, 16.405), (102.80, 16.405), (102.80, 16.395), (102.78, 16.395)])
    # The strip between takes a bite out of the north.
    line(page, (102.78, 16.405), (102.79, 16.412), (102.80, 16.405))
    page.click('#hint [data-do="give-v3"]')
    bite = 0.02 * 0.007 / 2 / Polygon(NORTH).area
    assert sizes(page) == pytest.approx([1 - bite, 1, 0.01 / 0.015 + bite], abs=0.03)
    # And reaches out to the east, where nobody is.
    line(page, (102.80, 16.405), (102.81, 16.40), (102.80, 16.395))
    page.click('#hint [data-do="give-v3"]')
    reach = 0.01 * 0.01 / 2 / Polygon(NORTH).area
    assert sizes(page)[2] == pytest.approx(0.01 / 0.015 + bite + reach, abs=0.04)
    page.click('[data-tool="undo"]')
    assert sizes(page)[2] == pytest.approx(0.01 / 0.015 + bite, abs=0.03)


def test_villages_that_lie_apart_are_joined_if_that_is_meant(page: Page) -> None:
    page.click('[data-tool="merge"]')
    tap(page, 102.79, 16.41)
    expect(page.locator("#hint .hint")).to_contain_text("ไม่ได้อยู่ติดกัน")
    page.click('#hint [data-do="merge.apart"]')
    [both] = areas(page)
    assert both.area == pytest.approx(2 * Polygon(NORTH).area, rel=0.03)


def test_what_is_left_of_the_tambon_is_one_village_with_a_click(page: Page) -> None:
    page.click('[data-tab="villages"]')
    page.click('[data-draw="40010604"]')
    page.click('#hint [data-do="rest"]')
    rest = areas(page)[2]
    assert rest.area == pytest.approx(0.06 * 0.04 - 2 * Polygon(NORTH).area, rel=0.02)
    assert page.evaluate("window.muban.session.drawing.villages[2].name") == "บ้านโนนสูง"
