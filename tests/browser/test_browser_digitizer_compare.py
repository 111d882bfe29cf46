"""Another officer's word: a village checked or not sure, and two drawings compared on the map."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely
from playwright.sync_api import Browser, FilePayload, Page, expect
from shapely.geometry import Polygon

from tests.browser.test_browser_digitizer_trace import NORTH, areas, draw
from tests.digitizer_pages import TAMBON, opened_drawing

pytestmark = pytest.mark.browser


@pytest.fixture(params=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A work with one village, the first of the list."""
    with opened_drawing(browser, tmp_path, request.param) as page:
        draw(page, 1, NORTH)
        yield page


def drawing_of(ground: Polygon, name: str = "บ้านเหนือ") -> FilePayload:
    """A drawing file with that village alone."""
    words = {"kind": "village", "name": name, "moo": 1, "village_code": "40010601", "note": ""}
    muban = {"format": "drawing", "version": 1, "tambon_code": TAMBON.code}
    feature = {"type": "Feature", "id": "v1", "properties": words}
    features = [{**feature, "geometry": ground.__geo_interface__}]
    text = json.dumps({"type": "FeatureCollection", "muban": muban, "features": features})
    return {"name": "ฉบับก่อน.geojson", "mimeType": "application/json", "buffer": text.encode()}


def compare(page: Page, file: FilePayload) -> None:
    page.click('[data-tab="files"]')
    page.set_input_files('[data-field="compare"]', [file])
    expect(page.locator('[data-card="compare"]')).to_be_visible()


def villages(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("window.muban.session.drawing.villages")
    return found


def test_a_border_that_moved_is_told_and_seen_and_nothing_comes_in(page: Page) -> None:
    own, before = areas(page)[0], villages(page)
    west, south, east, north = own.bounds
    # 0.005 degrees of latitude are 556 m.
    smaller = shapely.box(west, south + 0.005, east, north)
    compare(page, drawing_of(shapely.intersection(own, smaller), "บ้านเหนือเก่า"))
    row = page.locator('[data-differs="40010601"]')
    expect(row).to_contain_text("«บ้านเหนือเก่า» → «บ้านเหนือ»")
    expect(row).to_contain_text("แนวเขตเลื่อน ไกลสุด 556 ม.")
    # 0.02° by 0.005° of it: 2,137 m by 553 m, that are 738 rai.
    expect(row).to_contain_text("ได้จากที่ที่ยังไม่เป็นของหมู่ใด 7")
    expect(page.locator("path.looked")).to_have_count(1)
    assert villages(page) == before
    page.click('[data-card="compare"] .close')
    expect(page.locator("path.looked")).to_have_count(0)


def test_the_same_line_digitised_again_is_no_moved_border(page: Page) -> None:
    own = areas(page)[0]
    # Corners between the corners, each a metre off at most.
    line = shapely.segmentize(own.exterior, 0.003).coords
    corners = [
        (x, y + (0.000008 if n % 2 and n < len(line) - 1 else 0)) for n, (x, y) in enumerate(line)
    ]
    compare(page, drawing_of(Polygon(corners)))
    row = page.locator('[data-differs="40010601"]')
    expect(row).to_contain_text("วาดเส้นเดิมใหม่")
    expect(row).not_to_contain_text("เลื่อน ไกลสุด")


def test_what_an_officer_says_of_a_village_stands_in_the_file_with_who_and_when(
    page: Page,
) -> None:
    page.click('[data-tab="villages"]')
    page.click('[data-do="check-unsure"]')
    page.fill('[data-field="check-by"]', "พัฒนากรอำเภอ")
    page.keyboard.press("Enter")
    expect(page.locator('[data-check="unsure"]')).to_be_visible()
    page.click('[data-tab="files"]')
    with page.expect_download() as waiting:
        page.click('[data-do="download"]')
    [feature] = json.loads(waiting.value.path().read_text("utf-8"))["features"]
    told = feature["properties"]
    assert (told["check"], told["check_by"]) == ("unsure", "พัฒนากรอำเภอ")
    assert len(told["check_on"]) == len("2563-03-01")
    # It is kept with the work, and taken back as it was given.
    page.wait_for_function("() => window.muban.kept.allKept")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    page.click('[data-tab="villages"]')
    page.click('[data-village="v1"]')
    expect(page.locator('[data-do="check-unsure"]')).to_have_attribute("aria-pressed", "true")
    page.click('[data-do="check-unsure"]')
    assert "more" not in villages(page)[0] or villages(page)[0]["more"] == {}


def test_a_file_that_is_no_drawing_is_not_compared_and_says_what_to_do(page: Page) -> None:
    page.click('[data-tab="files"]')
    other: FilePayload = {"name": "a.json", "mimeType": "application/json", "buffer": b"{}"}
    page.set_input_files('[data-field="compare"]', [other])
    expect(page.locator(".hint")).to_contain_text("นำเข้าทางช่องด้านบน")
