"""The project's roads and waters under the work: seen, named, credited, followed by a border."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from shapely.geometry import LineString

from muban.web.drawing.digitizer import build_digitizer
from muban.web.drawing.digitizer_project import project_drawing
from muban.web.pages.assets_index import read_assets
from muban.web.project import know_project, read_project, survey
from tests.digitizer_pages import SIZES, tap
from tests.drawings import kml, placemark
from tests.made_ground import Thing, as_osm
from tests.small_projects import three_villages

pytestmark = pytest.mark.browser

STREAM = [
    (103.104, 18.1182), (103.1105, 18.1201), (103.117, 18.1169), (103.1223, 18.1214),
    (103.1287, 18.1177), (103.136, 18.1206),
]  # fmt: skip
"""North of the three villages, drawn by an officer."""
ROAD: Thing = (
    "highway", "tertiary", "ถนนสายทดสอบ",
    LineString([(103.104, 18.094), (103.1152, 18.0921), (103.1246, 18.0953), (103.136, 18.093)]),
)  # fmt: skip
"""South of them, of an extract of OpenStreetMap."""


@pytest.fixture(params=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    folder = three_villages(tmp_path)
    path = " ".join(f"{lon},{lat}" for lon, lat in STREAM)
    line = f"<LineString><coordinates>{path}</coordinates></LineString>"
    (folder / "drawings" / "ลำน้ำ.kml").write_bytes(kml(placemark("ห้วยทดสอบ", line)))
    (folder / "reference" / "พื้นหลัง.osm.pbf").write_bytes(as_osm((ROAD,)))
    project = read_project(folder)
    known = know_project(project)
    data = project_drawing(project, known, survey(project, known))
    (tmp_path / "digitize.html").write_bytes(build_digitizer(data, read_assets()))
    context = browser.new_context(viewport=SIZES[request.param], locale="th-TH")
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto((tmp_path / "digitize.html").as_uri())
    page.wait_for_selector("html[data-ready]")
    yield page
    context.close()
    assert troubles == []


def draw(page: Page, corners: list[tuple[float, float]]) -> None:
    (lon, lat) = corners[0]
    # North of the middle of a phone's map lie the buttons of who draws.
    at = "([lon, lat]) => window.muban.map.map.setView([lat, lon], 13.25, { animate: false })"
    page.evaluate(at, [lon + 0.016, lat + 0.004])
    page.click('[data-tool="draw"]')
    for corner in [*corners, corners[0]]:
        tap(page, *corner)


def drawn(page: Page) -> list[tuple[float, float]]:
    """Corners of the area that was drawn last."""
    villages: list[dict[str, Any]] = page.evaluate("window.muban.session.drawing.villages")
    [[ring]] = villages[-1]["parts"]
    return [(x / 1e6, y / 1e6) for x, y in ring]


def test_ground_lies_under_the_work_with_its_names_and_credit(page: Page) -> None:
    lines = page.locator(".leaflet-context-pane path")
    expect(lines).to_have_count(2)
    expect(page.locator(".ground-name")).to_have_text(["ห้วยทดสอบ", "ถนนสายทดสอบ"])
    expect(page.locator(".map-credit")).to_have_text("© OpenStreetMap contributors, ODbL")
    # Nobody taps a road instead of what is drawn over it.
    expect(page.locator(".leaflet-context-pane .leaflet-interactive")).to_have_count(0)
    strokes = lines.evaluate_all("lines => lines.map(line => line.getAttribute('stroke'))")
    assert strokes == ["#2b76a8", "#7a5c3e"]


@pytest.mark.parametrize(
    ("line", "beyond"),
    [(STREAM, 0.006), (list(ROAD[3].coords), -0.006)],
    ids=["stream", "road"],
)
def test_a_border_follows_a_line_of_the_ground_corner_by_corner(
    page: Page, line: list[tuple[float, float]], beyond: float
) -> None:
    (west, first), (east, last) = line[0], line[-1]
    draw(page, [line[0], line[-1], (east, last + beyond), (west, first + beyond)])
    assert set(line) < set(drawn(page))
    page.click('[data-tab="files"]')
    with page.expect_download() as got:
        page.click('[data-do="download"]')
    saved = json.loads(Path(got.value.path()).read_text("utf-8"))
    rings = [one["geometry"]["coordinates"][0] for one in saved["features"]]
    assert any({tuple(at) for at in ring} > set(line) for ring in rings)


def test_who_follows_no_line_is_not_drawn_to_the_ground(page: Page) -> None:
    page.evaluate("window.muban.session.show({ follow: false })")
    (west, first), (east, last) = STREAM[0], STREAM[-1]
    beside = [
        (west + 0.0002, first + 0.0002),
        (east, last + 0.0002),
        (east, 18.126),
        (west, 18.126),
    ]
    draw(page, beside)
    assert not set(STREAM) & set(drawn(page))
