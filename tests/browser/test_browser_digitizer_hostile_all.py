"""Every quick hostile file dropped on one page for drawing: all are named, and it lives on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.digitizer_pages import plain_tambon, write_page
from tests.drawings import shapefile
from tests.geopackages import plain
from tests.hostile import QUICK, flatgeobuf
from tests.stillness import LONGEST_STILL_MS, WATCH, Meter, good_pin

pytestmark = pytest.mark.browser

LONGEST_S = 30
"""No file may have the page compute longer: so many together may not either."""
TOGETHER = 6


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """One page for all of them, as an officer tries one file after the other."""
    address = write_page(plain_tambon(), tmp_path_factory.mktemp("hostile") / "digitize.html")
    context = browser.new_context(locale="th-TH")
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("crash", lambda: troubles.append("the tab died"))
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    page.click('[data-tab="files"]')
    page.evaluate(WATCH)
    yield page
    context.close()
    assert troubles == []


def written(folder: Path, name: str) -> Path:
    """The file itself; what else belongs to it, the page could not take with it."""
    made = QUICK[name]()
    path = folder / name
    path.write_bytes(made[path.suffix[1:]] if isinstance(made, Mapping) else made)
    return path


BATCHES = [list(QUICK)[at : at + TOGETHER] for at in range(0, len(QUICK), TOGETHER)]


def bring(page: Page, paths: list[Path], good: Path) -> str:
    """Drop them together, the good one last; what the page says of all of them."""
    good.write_text(good_pin(good.stem), "utf-8")
    page.set_input_files('[data-field="file"]', [*paths, good])
    hint = page.locator(".hint")
    # A name alone is also said while its file is being read.
    told = page.locator(".hint", has_text=f"นำเข้า {good.name}:")
    # What the work has already is asked about first; an answered card stays until it is done.
    asked = page.locator('[data-do="look-add"]:enabled')
    while True:
        expect(told.or_(asked).first).to_be_visible(timeout=LONGEST_S * 4_000)
        if not asked.is_visible():
            return hint.inner_text()
        asked.click(timeout=LONGEST_S * 4_000)


def pins_named(page: Page, name: str) -> int:
    pins: list[str] = page.evaluate("window.muban.session.drawing.pins.map((pin) => pin.name)")
    return pins.count(name)


@pytest.mark.parametrize("number", range(len(BATCHES)))
def test_each_file_is_named_and_the_good_one_dropped_with_them_comes_in(
    page: Page, tmp_path: Path, number: int
) -> None:
    names = BATCHES[number]
    paths = [written(tmp_path, name) for name in names]
    page.evaluate("window.still = 0")
    meter = Meter(page)
    said = bring(page, paths, tmp_path / f"ดี {number}.geojson")
    assert [name for name in names if name not in said] == []
    assert meter.of_all() < LONGEST_S
    assert page.evaluate("window.still") < LONGEST_STILL_MS
    assert pins_named(page, f"ดี {number}") == 1


OTHER_MAPS: dict[str, bytes] = {
    "ทั้งตำบล.gpkg": plain(),
    "ทั้งตำบล.fgb": flatgeobuf(),
    "ทั้งตำบล.shp": shapefile()["shp"],
    "ทั้งตำบล.dxf": b"999\nmade\n  0\nSECTION\n  2\nENTITIES\n  0\nENDSEC\n  0\nEOF\n",
}


def test_a_map_file_that_only_the_folder_takes_is_called_that_and_no_broken_picture(
    page: Page, tmp_path: Path
) -> None:
    for name, data in {**OTHER_MAPS, "ว่าง.kml": b" \n"}.items():
        (tmp_path / name).write_bytes(data)
    paths = [tmp_path / name for name in (*OTHER_MAPS, "ว่าง.kml")]
    said = bring(page, paths, tmp_path / "ดีทุกชนิด.geojson")
    for name in OTHER_MAPS:
        assert f"{name} เป็นไฟล์แผนที่ชนิดที่หน้านี้อ่านไม่ได้" in said
    assert "ว่าง.kml ว่างเปล่า" in said
    assert "เปิดภาพ" not in said
    assert pins_named(page, "ดีทุกชนิด") == 1
