"""The page for drawing by keyboard and screen reader: axe-core at every stage of the work."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.test_browser_tambon import DESK, PHONE, axe, axe_by_day_and_night
from tests.digitizer_pages import plain_tambon, tap, write_page

pytestmark = pytest.mark.browser

AREA = [(102.79, 16.41), (102.80, 16.41), (102.80, 16.39), (102.79, 16.39)]
GPX = (
    '<gpx version="1.1"><trk><name>เดินรอบบ้าน</name><trkseg>'
    + "".join(f'<trkpt lat="16.{385 + i % 3}" lon="102.8{i}"/>' for i in range(4))
    + "</trkseg></trk></gpx>"
)


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_from_the_first_corner_to_the_next_sitting(
    browser: Browser, tmp_path: Path, size: dict[str, int], lang: str
) -> None:
    context = browser.new_context(viewport=size, locale="th-TH")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(write_page(plain_tambon(), tmp_path / "digitize.html"))
    page.wait_for_selector("html[data-ready]")
    if lang == "en":
        page.click('[data-do="lang"]')
    found: dict[str, list[str]] = {}

    def look(stage: str) -> None:
        found[stage] = axe_by_day_and_night(page) if lang == "th" else axe(page)

    for tab in ("checks", "files", "guide", "villages"):
        page.click(f'[data-tab="{tab}"]')
        look(tab)
    page.click('[data-draw="40010601"]')
    for corner in AREA:
        tap(page, *corner)
    look("an area half drawn")
    tap(page, *AREA[0])
    look("a village chosen")
    for tool in ("corners", "split", "merge", "pin"):
        page.click(f'[data-tool="{tool}"]')
        look(tool)
    tap(page, 102.82, 16.4)
    page.click('[data-tab="checks"]')
    page.wait_for_selector('[data-code="containment.pin_outside"]')
    look("problems")
    page.click('[data-tab="files"]')
    picture = tmp_path / "แผนที่.png"
    Image.new("RGB", (400, 250), "#f4e9c8").save(picture)
    page.set_input_files('[data-field="file"]', picture)
    page.wait_for_selector(".paper-corner")
    look("a picture being fitted")
    page.click('[data-do="cancel"]')
    page.set_input_files(
        '[data-field="file"]',
        {"name": "ก.gpx", "mimeType": "application/gpx+xml", "buffer": GPX.encode()},
    )
    page.wait_for_selector('#hint [data-tone="fine"]')
    look("a line to trace")
    page.wait_for_function("() => window.muban.kept.allKept")
    page.reload()
    page.wait_for_selector('[data-notice="restored"]')
    look("work is back")
    context.close()
    assert {stage: said for stage, said in found.items() if said} == {}


def test_the_corners_of_a_picture_are_moved_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(viewport=DESK, locale="th-TH")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(write_page(plain_tambon(), tmp_path / "digitize.html"))
    page.wait_for_selector("html[data-ready]")
    page.click('[data-tab="files"]')
    picture = tmp_path / "แผนที่.png"
    Image.new("RGB", (400, 250), "#f4e9c8").save(picture)
    page.set_input_files('[data-field="file"]', picture)
    corner = page.get_by_role("button", name="มุมที่ 1 ของภาพ")
    before = corner.bounding_box()
    bent = page.eval_on_selector(".paper-image", "image => image.style.transform")
    corner.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    after = corner.bounding_box()
    assert before
    assert after
    assert after["x"] - before["x"] == pytest.approx(40, abs=1)
    assert after["y"] - before["y"] == pytest.approx(1, abs=1)
    assert page.eval_on_selector(".paper-image", "image => image.style.transform") != bent
    assert page.evaluate("document.activeElement.matches('.paper-corner')")
    context.close()
