"""With a phone in the field: the own position, a walk along the border, corners where one is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.digitizer_pages import listed_tambon, write_page

pytestmark = pytest.mark.browser

# About 220 m from corner to corner.
FIELD = [(102.800, 16.400), (102.802, 16.400), (102.802, 16.402), (102.800, 16.402)]


@pytest.fixture
def page(browser: Browser, shared_data: Path, tmp_path: Path) -> Iterator[Page]:
    """On a phone that may ask for its position."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        locale="th-TH",
        permissions=["geolocation"],
    )
    one = context.new_page()
    one.goto(write_page(listed_tambon(shared_data), tmp_path / "digitize.html"))
    one.wait_for_selector("html[data-ready]")
    yield one
    context.close()


def stand(page: Page, lon: float, lat: float, accuracy: float = 4) -> None:
    """Be somewhere, and wait until the page knows."""
    page.context.set_geolocation({"longitude": lon, "latitude": lat, "accuracy": accuracy})
    page.wait_for_function(
        """([lon, lat, m]) => {
            const { me } = window.muban.session.view;
            return me && me.at[0] === lon && me.at[1] === lat && me.accuracy_m === m;
        }""",
        arg=[lon, lat, accuracy],
    )


def follow(page: Page) -> None:
    page.context.set_geolocation({"longitude": 102.8, "latitude": 16.4, "accuracy": 4})
    page.tap('[data-focus="me"]')
    page.wait_for_function("() => window.muban.session.view.me")


def test_a_walk_around_a_village_becomes_its_area(page: Page) -> None:
    follow(page)
    page.tap('[data-focus="walk"]')
    for place in FIELD:
        stand(page, *place)
    stand(page, 102.805, 16.405, accuracy=80)
    expect(page.locator("#hint .hint")).to_contain_text("80 เมตร")
    page.tap('[data-focus="stop"]')
    expect(page.locator("#hint .hint")).to_contain_text("4 จุด")
    page.get_by_role("button", name="ทำเป็นพื้นที่").click()
    [village] = page.evaluate("window.muban.session.drawing.villages")
    assert sorted(village["parts"][0][0]) == sorted(
        [round(lon * 1e6), round(lat * 1e6)] for lon, lat in FIELD
    )


def test_a_walk_cut_short_is_a_line_of_the_next_sitting(page: Page) -> None:
    follow(page)
    page.tap('[data-focus="walk"]')
    for place in FIELD[:3]:
        stand(page, *place)
    page.wait_for_function("() => window.muban.kept.allKept")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    page.wait_for_function("() => window.muban.kept.found")
    [guide] = page.evaluate("window.muban.session.view.guides")
    assert guide["corners"] == [list(place) for place in FIELD[:3]]


def test_corners_are_put_where_the_officer_stands(page: Page) -> None:
    page.tap('[data-draw="40010601"]')
    follow(page)
    for place in FIELD:
        stand(page, *place)
        page.tap('[data-focus="here"]')
    page.tap('[data-do="finish"]')
    [village] = page.evaluate("window.muban.session.drawing.villages")
    assert (village["name"], len(village["parts"][0][0])) == ("บ้านสะอาด", 4)


def test_an_area_half_drawn_is_there_after_a_crash(page: Page) -> None:
    page.tap('[data-draw="40010601"]')
    follow(page)
    for place in FIELD[:3]:
        stand(page, *place)
        page.tap('[data-focus="here"]')
    page.wait_for_function("() => window.muban.kept.allKept")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    page.wait_for_function("() => window.muban.kept.found")
    assert page.evaluate("window.muban.session.view.draft.points.length") == 3
    page.tap('[data-do="finish"]')
    [village] = page.evaluate("window.muban.session.drawing.villages")
    assert village["name"] == "บ้านสะอาด"


def test_corners_are_typed_in_on_a_phone(page: Page) -> None:
    page.tap('[data-draw="40010601"]')
    page.tap('[data-focus="type"]')
    for lon, lat in FIELD:
        page.fill('#hint [data-field="typed"]', f"{lat}, {lon}")
        page.keyboard.press("Enter")
    page.tap('[data-do="finish"]')
    [village] = page.evaluate("window.muban.session.drawing.villages")
    assert sorted(village["parts"][0][0]) == sorted(
        [round(lon * 1e6), round(lat * 1e6)] for lon, lat in FIELD
    )
    expect(page.locator("#hint .typed")).to_have_count(0)


def test_without_a_position_the_page_says_what_to_do(page: Page) -> None:
    page.context.clear_permissions()
    page.tap('[data-focus="me"]')
    expect(page.locator("#hint .hint")).to_contain_text("GPS")
    expect(page.locator('[data-focus="walk"]')).to_have_count(0)
