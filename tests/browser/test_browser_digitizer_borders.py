"""Borders made smooth for both sides, a village moved whole, a pin copied: by mouse and finger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely
from playwright.sync_api import Browser, FilePayload, Page, expect
from shapely.geometry import Polygon

from tests.browser.test_browser_digitizer_trace import NORTH, areas, draw
from tests.digitizer_pages import opened_drawing, tap
from tests.drawings import kml, placemark

pytestmark = pytest.mark.browser


@pytest.fixture(params=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    with opened_drawing(browser, tmp_path, request.param) as page:
        yield page


def corners(page: Page) -> list[int]:
    villages: list[dict[str, Any]] = page.evaluate("window.muban.session.drawing.villages")
    return [sum(len(ring) for part in one["parts"] for ring in part) for one in villages]


def walked() -> FilePayload:
    """Two villages with a border between them that trembles by 3 m every 10 m or so."""
    line = [(102.80 + 0.000028 * (n % 2), 16.39 + 0.0001 * n) for n in range(201)]
    west = [(102.79, 16.39), *line, (102.79, 16.41)]
    east = [(102.81, 16.39), (102.81, 16.41), *line[::-1]]

    def area(name: str, ring: list[tuple[float, float]]) -> str:
        text = " ".join(f"{x:.6f},{y:.6f}" for x, y in [*ring, ring[0]])
        inside = f"<LinearRing><coordinates>{text}</coordinates></LinearRing>"
        return placemark(name, f"<Polygon><outerBoundaryIs>{inside}</outerBoundaryIs></Polygon>")

    content = kml(area("บ้านเหนือ หมู่ 1", west), area("บ้านใต้ หมู่ 2", east))
    return {"name": "เดิน.kml", "mimeType": "application/octet-stream", "buffer": content}


def test_a_walked_border_becomes_clean_for_both_sides_and_one_undo_takes_it_back(
    page: Page,
) -> None:
    page.click('[data-tab="files"]')
    page.set_input_files('[data-field="file"]', [walked()])
    expect(page.locator(".hint")).to_contain_text("นำเข้า เดิน.kml:")
    before, rough = areas(page), corners(page)
    assert min(rough) > 200
    page.click('[data-tab="villages"]')
    page.locator("[data-village]").first.click()
    page.click('[data-do="smooth"]')
    expect(page.locator(".hint")).to_contain_text("ไม่เกิน 5 ม.")
    after = areas(page)
    assert max(corners(page)) < 20
    assert shapely.coverage_is_valid(after)
    assert after[0].intersection(after[1]).length == pytest.approx(0.02, rel=0.02)
    for old, new in zip(before, after, strict=True):
        assert new.area == pytest.approx(old.area, rel=0.005)
        # 5 m are 0.000045 degrees of latitude.
        assert old.exterior.hausdorff_distance(new.exterior) < 0.00005
    page.click('[data-tool="undo"]')
    assert corners(page) == rough


def test_a_village_is_moved_by_two_taps(page: Page) -> None:
    draw(page, 1, NORTH)
    before = areas(page)[0]
    page.click('[data-do="move-village"]')
    tap(page, 102.79, 16.41)
    page.keyboard.press("Escape")
    assert areas(page)[0].equals(before)
    # Given up half-way, and begun again.
    tap(page, 102.79, 16.41)
    tap(page, 102.81, 16.40)
    after = areas(page)[0]
    assert after.area == pytest.approx(before.area, rel=1e-6)
    assert after.centroid.x - before.centroid.x == pytest.approx(0.02, abs=0.0005)
    assert after.centroid.y - before.centroid.y == pytest.approx(-0.01, abs=0.0005)
    page.click('[data-tool="undo"]')
    assert areas(page)[0].equals(before)


def test_a_pin_is_copied_with_its_words_to_the_next_tap(page: Page) -> None:
    page.click('[data-tool="pin"]')
    tap(page, 102.80, 16.40)
    page.keyboard.type("ศาลาอเนกประสงค์")
    page.keyboard.press("Enter")
    page.click('[data-tool="select"]')
    tap(page, 102.80, 16.40)
    page.click('[data-do="copy-pin"]')
    tap(page, 102.82, 16.41)
    one, other = page.evaluate("window.muban.session.drawing.pins")
    assert (other["name"], other["kind"]) == (one["name"], one["kind"])
    assert one["id"] != other["id"]
    assert other["at"][0] - one["at"][0] == pytest.approx(20_000, abs=600)


def test_a_village_moved_onto_its_neighbour_takes_no_ground(page: Page) -> None:
    draw(page, 1, NORTH)
    draw(page, 2, [(102.80, 16.42), (102.82, 16.42), (102.82, 16.405), (102.80, 16.405)])
    own = areas(page)[1]
    page.click('[data-tab="villages"]')
    page.click('[data-village="v1"]')
    page.click('[data-do="move-village"]')
    tap(page, 102.785, 16.41)
    tap(page, 102.795, 16.41)
    expect(page.locator(".hint")).to_contain_text("ตร.ม.")
    found = areas(page)
    assert found[1].equals(own)
    assert shapely.coverage_is_valid(found)
    assert found[0].area == pytest.approx(Polygon(NORTH).area / 2, rel=0.06)
