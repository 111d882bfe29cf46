"""Maps and photographs in files of the device, under the drawing and at their true place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pyproj import Transformer

from tests import pictures
from tests.digitizer_pages import opened_drawing

pytestmark = pytest.mark.browser

MARK = (102.8123, 16.4071)
BOX = (102.775, 16.375, 102.845, 16.425)
ZOOMS = range(12, 15)


def is_red(red: int, green: int, blue: int) -> bool:
    return red > 150 and green < 110 and blue < 110


def is_water(red: int, green: int, blue: int) -> bool:
    return abs(red - 169) < 25 and abs(green - 207) < 20 and abs(blue - 227) < 20


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    with opened_drawing(browser, tmp_path, "desk") as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.click('[data-tab="ground"]')
        yield page
        # All of it from disk: nobody was asked for anything.
        assert [one for one in asked if not one.startswith(("blob:", "data:"))] == []


def lay(page: Page, file: Path) -> None:
    page.set_input_files('[data-field="sheet"]', [file])
    page.wait_for_selector('[data-sheet], .hint[data-tone="warn"]')


def lies_right(page: Page, like: Callable[[int, int, int], bool]) -> list[float]:
    """How far from its true place the mark is seen, in pixels, at three zooms."""
    away = []
    for zoom in (13, 14.5, 16):
        page.evaluate(
            "([lon, lat, z]) => window.muban.map.map.setView([lat, lon], z, {animate: false})",
            [MARK[0] + 0.0005, MARK[1] - 0.0004, zoom],
        )
        page.wait_for_function(
            "() => { const pane = document.querySelector('.leaflet-sheets-pane');"
            " const all = [...pane.querySelectorAll('.leaflet-tile')];"
            " return all.length > 0 && all.every((one) => one.matches('.leaflet-tile-loaded') &&"
            " getComputedStyle(one).opacity === '1'); }"
        )
        centre = page.evaluate(
            "() => { const {lng, lat} = window.muban.map.map.getCenter(); return [lng, lat]; }"
        )
        box = page.locator("#map").bounding_box()
        assert box
        x0, y0 = pictures.mercator_pixels(*centre, zoom)
        x, y = pictures.mercator_pixels(*MARK, zoom)
        true = (x - x0 + box["width"] / 2, y - y0 + box["height"] / 2)
        clip = {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}
        seen = pictures.centre_of(page.screenshot(clip=clip), like)  # type: ignore[arg-type]
        away.append(max(abs(seen[0] - true[0]), abs(seen[1] - true[1])))
    return away


def test_mbtiles_lie_where_they_belong_under_the_work(page: Page, tmp_path: Path) -> None:
    said = {"name": "ภาพถ่าย 2562", "format": "png", "attribution": "© <b>กรม</b>", "bounds": "x"}
    tiles = pictures.marked_tiles(BOX, ZOOMS, MARK)
    lay(page, pictures.write_mbtiles(tmp_path / "a.mbtiles", tiles, said))
    expect(page.locator("[data-sheet]")).to_contain_text("ภาพถ่าย 2562")
    expect(page.locator(".map-credit")).to_have_text("© กรม")
    away = lies_right(page, is_red)
    print("MBTiles, pixels away:", [round(one, 2) for one in away])
    assert max(away) <= 2
    page.click("[data-sheet] button:last-child")
    expect(page.locator(".leaflet-sheets-pane .leaflet-tile")).to_have_count(0)
    expect(page.locator(".map-credit")).to_have_text("")


@pytest.mark.parametrize("vector", [False, True])
def test_an_archive_of_tiles_lies_where_it_belongs(
    page: Page, tmp_path: Path, vector: bool
) -> None:
    make = pictures.vector_tiles if vector else pictures.marked_tiles
    tiles = make(BOX, ZOOMS, MARK)
    lay(page, pictures.write_pmtiles(tmp_path / "a.pmtiles", tiles, BOX, vector=vector))
    expect(page.locator(".map-credit")).to_have_text("© สำนักแผนที่")
    away = lies_right(page, is_water if vector else is_red)
    print("PMTiles, pixels away:", [round(one, 2) for one in away])
    assert max(away) <= 2


@pytest.mark.parametrize("epsg", [32648, 3857])
def test_a_photograph_with_coordinates_lies_where_they_say(
    page: Page, tmp_path: Path, epsg: int
) -> None:
    project = Transformer.from_crs(4326, epsg, always_xy=True).transform
    west, north = project(BOX[0], BOX[3])
    file = pictures.write_geotiff(
        tmp_path / "ortho.tif",
        project(*MARK),
        epsg=epsg,
        corner=(round(west), round(north)),
        size=(1600, 1200),
        pixel_m=5,
    )
    lay(page, file)
    away = lies_right(page, is_red)
    print(f"GeoTIFF in EPSG:{epsg}, pixels away:", [round(one, 2) for one in away])
    assert max(away) <= 2


def test_what_cannot_be_laid_is_said_with_what_can_be_done(page: Page, tmp_path: Path) -> None:
    place = {"corner": (0, 0), "size": (40, 40), "pixel_m": 5.0}
    nowhere = pictures.write_geotiff(tmp_path / "ไม่บอก.tif", (9, -9), epsg=None, **place)  # type: ignore[arg-type]
    other = pictures.write_geotiff(tmp_path / "ระบบอื่น.tif", (9, -9), epsg=2100, **place)  # type: ignore[arg-type]
    broken = tmp_path / "เสีย.mbtiles"
    broken.write_bytes(b"SQLite format 3\0" + bytes(200))
    short = tmp_path / "ขาด.pmtiles"
    short.write_bytes(b"PMTiles\x03" + bytes(20))
    for file, said in (
        (nowhere, "Georeferencer"),
        (other, "EPSG:2100"),
        (broken, "เสียหรือเป็นชนิดอื่น"),
        (short, "เสียหรือเป็นชนิดอื่น"),
    ):
        page.set_input_files('[data-field="sheet"]', [file])
        expect(page.locator('.hint[data-tone="warn"]')).to_contain_text(said)
        expect(page.locator('.hint[data-tone="warn"]')).to_contain_text(file.name)
    expect(page.locator("[data-sheet]")).to_have_count(0)
