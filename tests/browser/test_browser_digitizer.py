"""Whole jobs on the page for drawing, done as an officer does them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from shapely.geometry import shape

from muban.gis.reading.read import read_file
from muban.gis.shapes.containment import check_pins
from muban.gis.shapes.geometry import repair_shapes
from muban.web.project import read_project, survey
from tests.browser import drawn_anew
from tests.coverage_told import check_coverage
from tests.digitizer_pages import listed_tambon, on_screen, write_page

pytestmark = pytest.mark.browser

WEST = [(102.79, 16.41), (102.80, 16.41), (102.803, 16.4), (102.80, 16.39), (102.79, 16.39)]
MIDDLE = [(102.80, 16.41), (102.81, 16.41), (102.81, 16.39), (102.80, 16.39)]
EAST = [(102.81, 16.41), (102.822, 16.405), (102.82, 16.39), (102.81, 16.39)]
PINS = [
    ("temple", "วัดทดสอบ", (102.795, 16.4)),
    ("school", "โรงเรียนทดสอบ", (102.805, 16.405)),
    ("health_center", "รพ.สต.ทดสอบ", (102.807, 16.395)),
    ("market", "ตลาดทดสอบ", (102.815, 16.4)),
    ("temple", "สำนักสงฆ์ทดสอบ", (102.816, 16.394)),
]


class Officer:
    """Someone at the page with a mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def on_screen(self, lon: float, lat: float) -> tuple[float, float]:
        return on_screen(self.page, lon, lat)

    def tap(self, lon: float, lat: float) -> None:
        """Click the map at a place."""
        x, y = self.on_screen(lon, lat)
        self.page.mouse.move(x, y)
        self.page.mouse.click(x, y)

    def tool(self, name: str) -> None:
        self.page.click(f'[data-tool="{name}"]')

    def draw(self, code: str, corners: list[tuple[float, float]]) -> None:
        """Draw a village of the list; the first corner again closes it."""
        self.page.click('[data-tab="villages"]')
        self.page.click(f'[data-draw="{code}"]')
        for corner in [*corners, corners[0]]:
            self.tap(*corner)

    def drawing(self) -> dict[str, Any]:
        return dict(self.page.evaluate("window.muban.session.drawing"))

    def said(self) -> str:
        return self.page.inner_text("#hint .hint")


def from_elsewhere(url: str) -> list[str]:
    """The address, where it is not of the page itself."""
    return [] if url.startswith(("file:", "blob:", "data:")) else [url]


@pytest.fixture
def officer(browser: Browser, shared_data: Path, tmp_path: Path) -> Iterator[Officer]:
    """At a fresh page of tambon 400106, with its official outline only."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="th-TH")
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda asked: troubles.extend(from_elsewhere(asked.url)))
    page.goto(write_page(listed_tambon(shared_data), tmp_path / "digitize.html"))
    page.wait_for_selector("html[data-ready]")
    yield Officer(page)
    context.close()
    assert troubles == []


def test_a_whole_job_from_an_empty_tambon_to_a_file_without_problems(
    officer: Officer, shared_data: Path, tmp_path: Path
) -> None:
    page = officer.page
    officer.draw("40010601", WEST)
    officer.draw("40010602", MIDDLE)
    officer.draw("40010603", EAST)
    assert [v["name"] for v in officer.drawing()["villages"]] == [
        "บ้านสะอาด",
        "บ้านสะอาด",
        "บ้านกุดกว้าง",
    ]
    expect(page.locator('[data-show="progress"]')).to_contain_text("3 จาก 17", use_inner_text=True)

    officer.tool("pin")
    for kind, name, place in PINS:
        page.click(f'[data-kind="{kind}"]')
        officer.tap(*place)
        page.fill('[data-field="name"]', name)
        page.keyboard.press("Enter")
        officer.tool("pin")
    officer.tool("select")

    officer.tap(102.8185, 16.3975)
    officer.tool("split")
    officer.tap(102.81, 16.4)
    officer.tap(102.821, 16.398)
    page.click('[data-do="finish"]')
    assert len(officer.drawing()["villages"]) == 4
    officer.tap(102.8185, 16.402)
    officer.tool("merge")
    officer.tap(102.8185, 16.393)
    assert len(officer.drawing()["villages"]) == 3

    whole = officer.drawing()
    while page.is_enabled('[data-tool="undo"]'):
        page.click('[data-tool="undo"]')
    assert officer.drawing()["villages"] == []
    assert officer.drawing()["pins"] == []
    while page.is_enabled('[data-tool="redo"]'):
        page.click('[data-tool="redo"]')
    assert officer.drawing() == whole

    page.click('[data-tab="files"]')
    with page.expect_download() as waiting:
        page.click('[data-do="download"]')
    file = tmp_path / "drawing.geojson"
    waiting.value.save_as(file)
    expect(page.locator("[data-show=saved]")).not_to_contain_text("ไม่เคย")
    assert_true_drawing(file)
    assert read_checks(file) == []
    assert muban_check(file, shared_data, tmp_path / "งาน") == []


def muban_check(drawing: Path, shared_data: Path, project: Path) -> list[str]:
    """Errors and warnings of ``muban check`` on a project of outline and drawing."""
    (project / "drawings").mkdir(parents=True)
    (project / "reference").mkdir()
    (project / "muban.toml").write_text('title = "ทดสอบ"\ntambon = "400106"\n', "utf-8")
    (project / "drawings" / "400106-เมืองเก่า.geojson").write_bytes(drawing.read_bytes())
    outline = shared_data / "khonkaen_400106" / "tambon.geojson"
    (project / "reference" / "tambon.geojson").write_bytes(outline.read_bytes())
    problems = survey(read_project(project)).problems
    return [f"{one.code} {one.where.feature}" for one in problems if one.severity != "note"]


def assert_true_drawing(file: Path) -> None:
    """Valid coverage with exactly shared edges, and nothing for `muban check` to say."""
    document = json.loads(file.read_text("utf-8"))
    assert document["muban"]["version"] == 1
    villages = [f for f in document["features"] if f["properties"]["kind"] == "village"]
    areas = [shape(f["geometry"]) for f in villages]
    assert shapely.coverage_is_valid(areas)
    west, middle, east = sorted(areas, key=lambda area: area.centroid.x)
    assert west.intersection(middle).length == pytest.approx(
        shapely.LineString(WEST[1:4]).length, rel=0.05
    )
    assert middle.intersection(east).geom_type.endswith("LineString")
    assert middle.intersection(east).length > 0.019
    pins = [f for f in document["features"] if f["properties"]["kind"] == "landmark"]
    assert [p["properties"]["name"] for p in pins] == [name for _, name, _ in PINS]


def read_checks(file: Path) -> list[str]:
    """Codes of what Python finds wrong with a drawing file."""
    [read] = read_file(file, file.parent)
    mended = repair_shapes(read)
    kinds = mended.frame["kind"]
    areas = mended.frame[(kinds == "village") & mended.frame.geometry.notna()]
    found = [*mended.problems, *check_coverage(areas)]
    found += check_pins(mended.frame[kinds == "landmark"], areas)
    return [one.code for one in found]


def test_the_essential_steps_by_keyboard_alone(officer: Officer, tmp_path: Path) -> None:
    page = officer.page
    press = page.keyboard.press

    def focus(selector: str) -> None:
        """Reach a control with Tab, as somebody without a mouse does."""
        for _ in range(120):
            press("Tab")
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"Tab does not reach {selector}")

    def walk(*steps: tuple[str, int]) -> None:
        for key, times in steps:
            for _ in range(times):
                press(key)
        press("Enter")

    focus('[data-draw="40010605"]')
    press("Enter")
    focus("#map")
    walk(("ArrowLeft", 10))
    walk(("ArrowUp", 8))
    walk(("ArrowRight", 10))
    walk(("ArrowDown", 8))
    press("Shift+Enter")
    focus('[data-draw="40010606"]')
    press("Enter")
    focus("#map")
    walk(("ArrowLeft", 0))
    walk(("ArrowRight", 8))
    walk(("ArrowUp", 8))
    walk(("ArrowLeft", 8))
    press("Shift+Enter")
    areas = [v["parts"][0][0] for v in officer.drawing()["villages"]]
    assert len(areas) == 2
    shared = [corner for corner in areas[0] if corner in areas[1]]
    assert len(shared) == 2

    focus('[data-tool="pin"]')
    press("Enter")
    focus("#map")
    walk(("ArrowLeft", 3))
    focus('[data-field="name"]')
    page.keyboard.type("วัดกลาง")
    press("Tab")
    assert officer.drawing()["pins"][0]["name"] == "วัดกลาง"

    press("Control+z")
    assert officer.drawing()["pins"][0]["name"] == ""
    press("Control+Shift+z")
    focus('[data-tab="files"]')
    press("Enter")
    focus('[data-do="download"]')
    with page.expect_download() as waiting:
        press("Enter")
    file = tmp_path / "drawing.geojson"
    waiting.value.save_as(file)
    assert read_checks(file) == []


def test_a_second_tab_looks_on_until_it_takes_the_turn(officer: Officer) -> None:
    first = officer.page
    officer.draw("40010601", WEST)
    second = first.context.new_page()
    second.goto(first.url)
    second.wait_for_selector("html[data-ready]")
    # On a busy machine that the store is being opened is told first.
    expect(second.locator("#notice")).to_contain_text("อีกแท็บ")
    other = Officer(second)
    other.draw("40010602", MIDDLE)
    assert len(other.drawing()["villages"]) == 1

    second.click("#notice button")
    expect(first.locator('[data-notice="turn"]')).to_be_visible()
    # It draws from when the other page has handed over; until then the notice stands.
    second.wait_for_function(
        "() => !document.querySelector('#notice')?.textContent.includes('อีกแท็บ')"
    )
    other.draw("40010602", MIDDLE)
    assert len(other.drawing()["villages"]) == 2
    officer.draw("40010603", EAST)
    assert len(officer.drawing()["villages"]) == 1


def test_closed_work_is_back_and_an_earlier_state_can_be_had(officer: Officer) -> None:
    page = officer.page
    officer.draw("40010601", WEST)
    officer.draw("40010602", MIDDLE)
    page.wait_for_function("() => window.muban.kept.allKept")
    page.reload()
    expect(page.locator("#notice")).to_contain_text("ค้างไว้")
    assert len(officer.drawing()["villages"]) == 2
    page.click('[data-tab="files"]')
    page.click('[data-past="1"]')
    assert len(officer.drawing()["villages"]) == 1
    page.click('[data-tool="undo"]')
    assert len(officer.drawing()["villages"]) == 2


def test_an_area_drawn_over_a_neighbour_is_cut_and_said(officer: Officer) -> None:
    officer.draw("40010601", WEST)
    officer.draw(
        "40010602", [(102.796, 16.408), (102.81, 16.408), (102.81, 16.392), (102.796, 16.392)]
    )
    assert "ตัดส่วนที่ทับ" in officer.said()
    assert shapely.coverage_is_valid(
        [shapely.Polygon(v["parts"][0][0]) for v in officer.drawing()["villages"]]
    )


def test_a_gap_is_found_and_mended_with_a_click(officer: Officer) -> None:
    page = officer.page
    page.evaluate("window.muban.session.show({ follow: false })")
    officer.draw("40010601", WEST)
    officer.draw("40010602", [(102.80, 16.41), (102.81, 16.40), (102.80, 16.39), (102.808, 16.4)])
    page.click('[data-tab="checks"]')
    page.wait_for_selector('[data-code="coverage.gap"]')
    page.click('[data-code="coverage.gap"] [data-mend="fill"] >> nth=0')
    page.wait_for_selector('[data-code="coverage.gap"]', state="detached")
    areas = [v["parts"][0] for v in officer.drawing()["villages"]]
    assert shapely.coverage_is_valid([shapely.Polygon(a[0], a[1:]) for a in areas], gap_width=500)


def test_a_finger_draws_and_drags_a_corner_and_a_paper_map_lies_beneath(
    browser: Browser, shared_data: Path, tmp_path: Path
) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="th-TH"
    )
    page = context.new_page()
    page.goto(write_page(listed_tambon(shared_data), tmp_path / "digitize.html"))
    page.wait_for_selector("html[data-ready]")
    officer = Officer(page)
    page.tap('[data-draw="40010601"]')
    for corner in [*WEST, WEST[0]]:
        page.touchscreen.tap(*officer.on_screen(*corner))
    page.tap('[data-tool="corners"]')
    x, y = officer.on_screen(*WEST[2])
    finger = context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        finger.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": px, "y": py} for px, py in points]},
        )

    touch("touchStart", (x + 14, y + 9))
    for step in range(8):
        touch("touchMove", (x + 14 + 4 * step, y + 9))
        drawn_anew(page)  # a finger moves on when it sees the corner under it
    touch("touchEnd")
    page.wait_for_function("() => window.muban.session.history.past.length === 2")
    east = max(corner[0] for corner in officer.drawing()["villages"][0]["parts"][0][0])
    assert east > 102_806_000

    page.tap('[data-do="cancel"]')
    page.tap('[data-tab="files"]')
    picture = tmp_path / "แผนที่กระดาษ.png"
    Image.new("RGB", (400, 250), "#f4e9c8").save(picture)
    page.set_input_files('[data-field="file"]', picture)
    page.wait_for_selector(".paper-corner")
    expect(page.locator(".paper-corner")).to_have_count(4)
    context.close()
