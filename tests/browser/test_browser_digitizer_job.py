"""A whole tambon by mouse: twelve villages and twenty pins, with the slips that hands make."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import shapely
from playwright.sync_api import Browser, Page
from shapely.geometry import Polygon, box

from muban.web.project import read_project, survey
from tests.browser.test_browser_digitizer_trace import PLACE, areas
from tests.digitizer_pages import TAMBON, on_screen, plain_tambon, write_page

pytestmark = pytest.mark.browser

WEST, SOUTH, WIDE, HIGH = 102.78, 16.38, 0.015, 0.04 / 3
"""Four columns and three rows of villages fill the tambon."""
PINS = ("วัด", "โรงเรียน", "ตลาด", "ศาลากลางบ้าน", "รพ.สต.")


class Hand:
    """A mouse that counts its clicks."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, selector: str) -> None:
        self.clicks += 1
        self.page.click(selector)

    def tap(self, place: PLACE, *, times: int = 1) -> None:
        self.clicks += times
        x, y = on_screen(self.page, *place)
        self.page.mouse.move(x - 3, y + 2)
        self.page.mouse.click(x, y, click_count=times)


@pytest.fixture
def hand(browser: Browser, tmp_path: Path) -> Iterator[Hand]:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="th-TH")
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(write_page(plain_tambon(), tmp_path / "digitize.html"))
    page.wait_for_selector("html[data-ready]")
    yield Hand(page)
    context.close()
    assert troubles == []


def corners(column: int, row: int) -> list[PLACE]:
    west, south = WEST + column * WIDE, SOUTH + row * HIGH
    east, north = west + WIDE, south + HIGH
    # The corners in the middle of the tambon lie where no border is straight.
    return [bent(at) for at in ((west, south), (east, south), (east, north), (west, north))]


def bent(at: PLACE) -> PLACE:
    lon, lat = at
    inside = WEST + 0.001 < lon < WEST + 0.059 and SOUTH + 0.001 < lat < SOUTH + 0.039
    return (lon + 0.002, lat - 0.0015) if inside else at


def slip(hand: Hand, n: int, ring: list[PLACE]) -> list[PLACE]:
    """One of the things hands do while a village is drawn; what is left of it to click."""
    first, second, *rest = ring
    hand.tap(first)
    page = hand.page
    if n == 1:  # a double click
        hand.tap(second, times=2)
    elif n == 2:  # a wrong corner, taken back with the key
        hand.tap((second[0] - 0.004, second[1] + 0.003))
        page.keyboard.press("Control+z")
        hand.tap(second)
    elif n == 3:  # left half-way, and gone on with
        hand.tap(second)
        page.keyboard.press("Escape")
        hand.click('[data-do="draft.again"]')
    elif n == 4:  # a look at another tab in between
        hand.tap(second)
        hand.click('[data-tab="guide"]')
    elif n == 5:  # the window becomes smaller and larger
        hand.tap(second)
        page.set_viewport_size({"width": 1100, "height": 700})
        page.wait_for_function("() => window.muban.map.map.getSize().x < 700")
        page.set_viewport_size({"width": 1366, "height": 768})
        page.wait_for_function("() => window.muban.map.map.getSize().x > 800")
    elif n == 6:  # another tool by mistake
        hand.tap(second)
        hand.click('[data-tool="pin"]')
        hand.click('[data-do="draft.again"]')
    elif n == 7:  # straight, and along the border after all
        hand.tap(second)
        page.keyboard.press("s")
        page.keyboard.press("s")
    else:
        hand.tap(second)
    return rest


def draw_all(hand: Hand) -> None:
    """Every other one the other way round, each begun at another corner."""
    for n in range(12):
        ring = corners(n % 4, n // 4)
        turn = n % 4
        ring = [*ring[turn:], *ring[:turn]]
        ring = ring[::-1] if n % 2 else ring
        hand.click('[data-tool="draw"]')
        for place in slip(hand, n, ring):
            hand.tap(place)
        if n == 8:
            hand.click('[data-do="finish"]')
        else:
            hand.tap(ring[0])
        hand.page.fill('[data-field="name"]', f"บ้านที่{n + 1}")
        hand.page.fill('[data-field="moo"]', str(n + 1))
        hand.page.keyboard.press("Enter")


def pin_all(hand: Hand) -> None:
    hand.click('[data-tool="pin"]')
    for n in range(20):
        hand.tap((WEST + 0.004 + 0.0027 * n, SOUTH + 0.005 + 0.0087 * (n % 4)))
        hand.page.keyboard.type(f"{PINS[n % 5]}ที่ {n + 1}")
        hand.page.keyboard.press("Enter")


def test_twelve_villages_and_twenty_pins_by_mouse(hand: Hand, tmp_path: Path) -> None:
    draw_all(hand)
    pin_all(hand)
    found = areas(hand.page)
    assert len(found) == 12
    assert shapely.coverage_is_valid(found)
    assert sum(area.area for area in found) == pytest.approx(0.06 * 0.04, rel=0.01)
    for n, area in enumerate(found):
        clicked = Polygon(corners(n % 4, n // 4))
        assert area.intersection(clicked).area > 0.95 * clicked.area, n
    pins = hand.page.evaluate("window.muban.session.drawing.pins")
    assert [bool(pin["kind"]) for pin in pins] == [True] * 20
    # Separate polygons in My Maps: the tool, four corners, the first again and "save" for each
    # area; the tool, the place, "save" for each pin.
    print(f"clicks: {hand.clicks}, My Maps: {12 * 7 + 20 * 3}")
    assert hand.clicks <= 12 * 7 + 20 * 3
    assert complaints(hand, tmp_path) == []


def complaints(hand: Hand, folder: Path) -> list[str]:
    """What `muban check` says of the drawing that is saved, but for notes."""
    hand.click('[data-tab="files"]')
    with hand.page.expect_download() as waiting:
        hand.click('[data-do="download"]')
    project = folder / "งาน"
    for folder in ("drawings", "reference"):
        (project / folder).mkdir(parents=True)
    waiting.value.save_as(project / "drawings" / f"{TAMBON.code}-{TAMBON.name}.geojson")
    outline = {"type": "Feature", "properties": {"TB_IDN": TAMBON.code, "TB_TN": TAMBON.name}}
    outline["geometry"] = box(102.78, 16.38, 102.84, 16.42).__geo_interface__
    collection = {"type": "FeatureCollection", "features": [outline]}
    (project / "reference" / "tambon.geojson").write_text(json.dumps(collection), "utf-8")
    (project / "muban.toml").write_text(f'title = "ทดสอบ"\ntambon = "{TAMBON.code}"\n', "utf-8")
    problems = survey(read_project(project)).problems
    return [one.code for one in problems if one.severity != "note"]
