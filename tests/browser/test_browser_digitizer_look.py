"""A file is looked at before it comes into a work: what it holds, whose it is, how it comes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely
from playwright.sync_api import Browser, FilePayload, Page, expect
from shapely.geometry import Polygon, box

from tests.browser.test_browser_digitizer_trace import NORTH, areas, draw
from tests.digitizer_pages import TAMBON, opened_drawing
from tests.drawings import kml, placemark

pytestmark = pytest.mark.browser


def area(name: str, ground: Polygon) -> str:
    text = " ".join(f"{x:.6f},{y:.6f}" for x, y in ground.exterior.coords)
    rings = f"<outerBoundaryIs><LinearRing><coordinates>{text}</coordinates></LinearRing>"
    return placemark(name, f"<Polygon>{rings}</outerBoundaryIs></Polygon>")


SMALLER = box(102.78, 16.41, 102.795, 16.42)
MIDDLE = box(102.81, 16.39, 102.82, 16.40)
PIN = "<Point><coordinates>102.79,16.415</coordinates></Point>"
FILE: FilePayload = {
    "name": "ของเพื่อน.kml",
    "mimeType": "application/octet-stream",
    "buffer": kml(
        area("บ้านเหนือ หมู่ 1", SMALLER),
        area("บ้านแปลก หมู่ 77", MIDDLE),
        placemark("วัดเหนือ", PIN),
    ),
}


@pytest.fixture(params=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A work with one village, the first of the list."""
    with opened_drawing(browser, tmp_path, request.param) as page:
        draw(page, 1, NORTH)
        yield page


def bring(page: Page, *files: FilePayload) -> None:
    page.click('[data-tab="files"]')
    page.set_input_files('[data-field="file"]', list(files))
    expect(page.locator('[data-card="look"]')).to_be_visible()


PINS_AT_THE_CARDS_END = """() => {
    const gone = (tell) => new MutationObserver((_, watching) => {
        if (document.querySelector('[data-card="look"]')) return;
        watching.disconnect();
        tell(window.muban.session.drawing.pins.length);
    });
    window.pinsAtTheCardsEnd = new Promise((tell) => {
        gone(tell).observe(document.body, { childList: true, subtree: true });
    });
}"""
"""Notes what stands in the work at the moment that the card leaves."""


def choose(page: Page, how: str, file: FilePayload = FILE) -> None:
    """Brings the file in as said, and waits until it is told."""
    page.click(f'[data-do="look-{how}"]')
    expect(page.locator('[data-card="look"]')).to_have_count(0)
    expect(page.locator(".hint")).to_contain_text(f"นำเข้า {file['name']}")


def is_about(shape: Polygon, ground: Polygon) -> bool:
    """Whether it is that ground, but for the pixels by which a hand misses."""
    return bool(shape.symmetric_difference(ground).area < 0.02 * ground.area)


def villages(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("window.muban.session.drawing.villages")
    return found


def test_nothing_comes_in_before_it_was_looked_at_and_chosen(page: Page) -> None:
    before = villages(page)
    bring(page, FILE)
    card = page.locator('[data-card="look"]')
    expect(card).to_contain_text("พื้นที่ 2 หมุด 1")
    expect(page.locator('[data-look="40010601"]')).to_contain_text("มีในงานแล้ว")
    expect(card.locator("li").nth(1)).to_contain_text("ไม่พบในทำเนียบ")
    # Both shapes are on the map: the work's village and the file's outlines.
    outlines = page.locator("path.looked:not(.passed-over)").get_attribute("d")
    assert outlines is not None
    assert outlines.count("M") == 2
    assert villages(page) == before
    page.click('[data-do="look-none"]')
    expect(card).to_have_count(0)
    expect(page.locator("path.looked")).to_have_count(0)
    assert villages(page) == before


def test_the_files_village_takes_the_place_of_the_same_and_one_undo_takes_all_back(
    page: Page,
) -> None:
    before = villages(page)
    bring(page, FILE)
    # The one nobody knows is passed over.
    page.locator('[data-card="look"] li').nth(1).locator("input").click()
    page.evaluate(PINS_AT_THE_CARDS_END)
    choose(page, "replace")
    assert page.evaluate("window.pinsAtTheCardsEnd") == 1
    found = villages(page)
    assert [(one["code"], one["moo"]) for one in found] == [("40010601", 1)]
    assert areas(page)[0].symmetric_difference(SMALLER).area < 1e-9
    assert page.evaluate("window.muban.session.drawing.pins.map(({kind}) => kind)") == ["temple"]
    page.click('[data-tool="undo"]')
    assert villages(page) == before
    assert page.evaluate("window.muban.session.drawing.pins.length") == 0


def test_what_is_drawn_keeps_its_ground_where_a_file_is_added(page: Page) -> None:
    own = areas(page)[0]
    bring(page, FILE)
    page.locator('[data-card="look"] li').nth(0).locator("input").click()
    choose(page, "add")
    found = areas(page)
    assert found[0].equals(own)
    assert found[1].symmetric_difference(MIDDLE).area < 1e-9
    assert shapely.coverage_is_valid(found)


def test_areas_become_lines_to_trace(page: Page) -> None:
    before = villages(page)
    bring(page, FILE)
    choose(page, "lines")
    expect(page.locator("path.guide")).to_have_count(2)
    assert villages(page) == before


def saved_by(who: str, moo: int, ground: Polygon, pin: str) -> FilePayload:
    """The file that another phone's page saved."""
    words = {"moo": moo, "village_code": f"{TAMBON.code}0{moo}", "note": ""}
    features = [
        {
            "type": "Feature",
            "id": "v1",
            "properties": {"kind": "village", "name": f"บ้านที่{moo}", **words},
            "geometry": ground.__geo_interface__,
        },
        {
            "type": "Feature",
            "id": "p2",
            "properties": {"kind": "landmark", "landmark_kind": "school", "name": pin, "note": ""},
            "geometry": {"type": "Point", "coordinates": [102.8, 16.385 + moo / 1000]},
        },
    ]
    muban = {"format": "drawing", "version": 1, "next": 3, "tambon_code": TAMBON.code}
    muban |= {"tambon": TAMBON.name, "drawn_by": who, "drawn_on": "2563-03-01", "project": ""}
    text = json.dumps({"type": "FeatureCollection", "muban": muban, "features": features})
    return {"name": f"{who}.geojson", "mimeType": "application/json", "buffer": text.encode()}


def test_three_phones_work_becomes_one_and_the_village_drawn_twice_is_a_question(
    page: Page,
) -> None:
    mine = areas(page)[0]
    second, third = box(102.80, 16.405, 102.82, 16.42), box(102.82, 16.405, 102.84, 16.42)
    theirs = box(102.78, 16.40, 102.80, 16.42)
    files = [
        saved_by("สมศรี", 2, second, "โรงเรียนสอง"),
        saved_by("สมชาย", 3, third, "โรงเรียนสาม"),
        saved_by("สมหมาย", 1, theirs, "โรงเรียนหนึ่ง"),
    ]
    bring(page, *files)
    card = page.locator('[data-card="look"]')
    for who in ("สมศรี", "สมชาย"):
        expect(card).to_contain_text(f"วาดโดย {who}")
        expect(page.locator('[data-do="look-replace"]')).to_have_count(0)
        page.click('[data-do="look-add"]')
    expect(card).to_contain_text("วาดโดย สมหมาย")
    expect(card.locator("li")).to_contain_text("มีในงานแล้ว")
    assert areas(page)[0].equals(mine)
    choose(page, "replace", files[2])
    by_moo = {one["moo"]: shape for one, shape in zip(villages(page), areas(page), strict=True)}
    for moo, ground in ((1, theirs), (2, second), (3, third)):
        assert is_about(by_moo[moo], ground)
    assert shapely.coverage_is_valid(list(by_moo.values()))
    pins = page.evaluate("window.muban.session.drawing.pins.map(({kind, name}) => [kind, name])")
    assert sorted(pins) == sorted(["school", f"โรงเรียน{n}"] for n in ("หนึ่ง", "สอง", "สาม"))
    # Brought in once more, nothing is doubled.
    bring(page, files[0])
    expect(card).to_contain_text("หมุด 1 ตัวมีในงานแล้ว")
    choose(page, "replace", files[0])
    assert page.evaluate("window.muban.session.drawing.pins.length") == 3
    assert len(villages(page)) == 3
