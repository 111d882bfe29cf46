"""A tambon's and a province's page under the keyboard alone: search, skips, arrows, and back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_browser_tambon import DESK, PHONE, Opener, opened
from tests.built_pages import province_page, tambon_page

__all__ = ["opened"]

pytestmark = pytest.mark.browser

_PLACE = """() => {
  const r = document.activeElement.getBoundingClientRect();
  return [r.left + r.width / 2, r.top + r.height / 2];
}"""


def focused(page: Page) -> str:
    found: str = page.evaluate(
        "() => document.activeElement.dataset.villageCode || document.activeElement.id"
    )
    return found


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_one_tab_leads_to_the_search_and_the_next_past_all_that_is_between(
    tmp_path: Path, opened: Opener, size: dict[str, int]
) -> None:
    page = opened(tambon_page(tmp_path) + "#d=risk.2562", size=size)
    page.keyboard.press("Tab")
    assert focused(page) == "search"
    skips = page.locator("#skips a")
    for number, lands in enumerate(("43160501", "list-title", "described", "information")):
        page.locator("#search").focus()
        for _ in range(number + 1):
            page.keyboard.press("Tab")
        expect(skips.nth(number)).to_be_focused()
        box = page.locator("#skips").bounding_box()
        assert box is not None
        assert box["height"] > 30
        page.keyboard.press("Enter")
        page.wait_for_function(
            """lands => [document.activeElement.id, document.activeElement.dataset.villageCode]
                .includes(lands)""",
            arg=lands,
        )
        # What is chosen stays in the address.
        expect(page).to_have_url(re.compile("d=risk.2562"))
    expect(page.locator("#map")).to_have_attribute("aria-describedby", "map-how")


def test_arrows_go_to_the_nearest_village_on_that_side_and_say_where_it_lies(
    tmp_path: Path, opened: Opener
) -> None:
    page = opened(tambon_page(tmp_path))
    said = page.locator("#said[role=status]")
    page.locator("path[data-village-code='43160505']").focus()
    for key, axis, sign in (
        ("ArrowUp", 1, -1),
        ("ArrowRight", 0, 1),
        ("ArrowDown", 1, 1),
        ("ArrowLeft", 0, -1),
    ):
        before, from_ = page.evaluate(_PLACE), focused(page)
        page.keyboard.press(key)
        assert focused(page) != from_
        assert (page.evaluate(_PLACE)[axis] - before[axis]) * sign > 0
        name = page.evaluate("() => document.activeElement.getAttribute('aria-label')")
        told = said.inner_text()
        assert re.fullmatch(rf"{name} อยู่ทางทิศ\S+ \d+(\.\d)? กม\. · อาชีพ .+", told), told
    # At the edge nothing is chosen, and it is said that there is nothing.
    for _ in range(13):
        page.keyboard.press("ArrowUp")
    assert said.inner_text() == "ไม่มีอะไรอีกทางทิศเหนือ"
    page.keyboard.press("Enter")
    expect(page.locator("#village-card h2")).to_be_visible()


def test_arrows_walk_over_the_tambons_of_a_province(tmp_path: Path, opened: Opener) -> None:
    page = opened(province_page(tmp_path))
    page.keyboard.press("Tab")
    assert focused(page) == "search"
    page.locator("path[data-tambon-code='990101']").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("() => document.activeElement.dataset.tambonCode") == "990102"
    # A tenth of a degree of longitude at 17° north is 10.6 km.
    expect(page.locator("#said")).to_have_text("ตำบลหนองสอง อยู่ทางทิศตะวันออก 11 กม.")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("() => document.activeElement.dataset.tambonCode") == "990202"


def test_back_leads_from_villages_to_the_tambon_and_its_name_stays_in_sight(
    tmp_path: Path, opened: Opener
) -> None:
    page = opened(tambon_page(tmp_path), size=PHONE)
    title = page.title()
    page.locator("path[data-village-code='43160503']").dispatch_event("click")
    page.locator("path[data-village-code='43160505']").dispatch_event("click")
    card = page.locator("#village-card")
    expect(card.locator(".where")).to_have_text("ตำบลโพนแพง")
    assert page.title().startswith("บ้านหนองคอน หมู่ที่ 5")
    # A way to a heading of the page and back leaves the village chosen.
    page.evaluate("() => { location.hash = '#information'; }")
    page.wait_for_url("**#information")
    expect(card).to_be_visible()
    page.go_back()
    expect(card).to_be_visible()
    page.go_back()
    expect(card).to_be_hidden()
    expect(page).to_have_title(title)
    expect(page).not_to_have_url(re.compile("v="))
