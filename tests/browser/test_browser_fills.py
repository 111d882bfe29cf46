"""What the legend shows is what the eye sees on the map, with a background under it and without."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from shapely.geometry import LineString

from muban.layers.atlas import Background, TambonAtlas
from muban.symbology.legend import read_legend
from muban.web.maps.ground_labels import TONES
from muban.web.maps.look import build_look
from muban.web.maps.picture import PictureOptions, PictureSize, build_picture
from muban.web.pages.page_tambon import build_tambon_page
from muban.web.paper.raster import svg_to_png
from tests.browser.test_browser_tambon import Opener, opened
from tests.built_pages import make_site, write_pages
from tests.sample_atlas import sample_tambon
from tests.seen import seen

__all__ = ["opened"]

pytestmark = pytest.mark.browser

Pixels = npt.NDArray[np.float64]
ALIKE = 4.0
"""Of 255: panel and map's paper are not quite the same white."""


def with_ground(tambon: TambonAtlas) -> TambonAtlas:
    """A road across it."""
    west, south, east, north = tambon.villages.total_bounds
    road = LineString([(west, south), (east, north)])
    frame = gpd.GeoDataFrame({"kind": ["road"], "name": [""]}, geometry=[road], crs=4326)
    return replace(tambon, background=Background(frame, ("© ผู้ทำแผนที่",)))


def shown(folder: Path, opened: Opener, *, background: bool) -> Page:
    """The sample's tambon without names and pins: its fills, and the lines over them."""
    tambon = with_ground(sample_tambon()) if background else sample_tambon()
    site = make_site()
    write_pages(folder, build_tambon_page(seen(tambon), site), site)
    page = opened((folder / "tambon/431605/index.html").as_uri())
    expect(page.locator("#ramp li").first).to_be_visible()
    for layer in ("names", "landmarks", "official"):
        page.locator(f"[data-layer='{layer}']").uncheck()
    return page


@pytest.fixture(params=[True, False], ids=["with", "without"])
def page(request: pytest.FixtureRequest, tmp_path: Path, opened: Opener) -> Page:
    return shown(tmp_path, opened, background=request.param)


def picture(page: Page) -> Pixels:
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    return np.asarray(shot, dtype=np.float64)


def swatches(page: Page) -> dict[str, dict[str, float]]:
    """Fill of each class of the ramp, and its box on the screen."""
    found: list[dict[str, Any]] = page.locator("#ramp li svg").evaluate_all(
        """all => all.map(svg => {
            const swatch = svg.querySelector('path');
            const { x, y, width, height } = swatch.getBoundingClientRect();
            return { fill: swatch.getAttribute('fill'), x, y, width, height };
        })"""
    )
    return {one.pop("fill"): one for one in found}


def villages(page: Page) -> list[tuple[str, list[tuple[int, int]]]]:
    """Fill of each village on the map, and pixels that lie well inside it."""
    found: list[Any] = page.locator(".map-live path.village-area").evaluate_all(
        """all => all.map(path => {
            const box = path.getBoundingClientRect();
            const turn = path.getScreenCTM().inverse();
            const places = [];
            for (let x = Math.ceil(box.left); x < box.right; x += 2)
                for (let y = Math.ceil(box.top); y < box.bottom; y += 2) {
                    const at = new DOMPoint(x, y).matrixTransform(turn);
                    if (path.isPointInFill(at) && !path.isPointInStroke(at)) places.push([x, y]);
                }
            return [path.getAttribute('fill'), places];
        })"""
    )
    return [(fill, [(x, y) for x, y in places]) for fill, places in found]


def inside(pixels: Pixels, box: dict[str, float]) -> Pixels:
    """The pixels of a box, without its rim."""
    left, top = int(box["x"]) + 3, int(box["y"]) + 3
    right, bottom = int(box["x"] + box["width"]) - 3, int(box["y"] + box["height"]) - 3
    return pixels[top:bottom, left:right].reshape(-1, 3)


def most_common(pixels: Pixels) -> Pixels:
    [(colour, _)] = Counter(map(tuple, pixels.tolist())).most_common(1)
    return np.array(colour)


def chosen(pixels: Pixels, places: list[tuple[int, int]]) -> Pixels:
    columns, rows = np.array(places).T
    kept = (rows >= 0) & (rows < pixels.shape[0]) & (columns >= 0) & (columns < pixels.shape[1])
    return pixels[rows[kept], columns[kept]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_class_looks_on_the_map_as_its_swatch_does(
    page: Page, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    shot, ramp = picture(page), swatches(page)
    compared = set()
    for fill, places in villages(page):
        if fill.startswith("url"):
            continue
        swatch, ground = most_common(inside(shot, ramp[fill])), most_common(chosen(shot, places))
        assert np.abs(swatch - ground).max() <= ALIKE, fill
        compared.add(fill)
    assert len(compared) >= 4


def test_what_has_no_figures_is_hatched_on_the_map_as_in_the_legend(page: Page) -> None:
    shot = picture(page)
    [box] = [box for fill, box in swatches(page).items() if fill.startswith("url")]
    hatched = [places for fill, places in villages(page) if fill.startswith("url")]
    assert hatched
    legend = inside(shot, box)
    for places in hatched:
        ground = chosen(shot, places)
        # Without the village's own edges.
        ground = ground[(ground >= legend.min(axis=0) - ALIKE).all(axis=1)]
        assert np.abs(legend.mean(axis=0) - ground.mean(axis=0)).max() <= 2 * ALIKE
        # Lines and the ground between them, not a flat colour of the ramp.
        assert ground.std(axis=0).max() > 4
        assert legend.std(axis=0).max() > 4


def test_a_background_lets_the_ground_through_and_switched_off_does_not(
    tmp_path: Path, opened: Opener
) -> None:
    page = shown(tmp_path, opened, background=True)
    through = highest_on_map(page)
    page.locator("[data-layer='base']").uncheck()
    opaque = highest_on_map(page)
    assert through.sum() > opaque.sum()
    box = list(swatches(page).values())[-2]
    assert np.abs(most_common(inside(picture(page), box)) - opaque).max() <= ALIKE


def highest_on_map(page: Page) -> Pixels:
    """What a village of the ramp's highest class looks like."""
    shot, highest = picture(page), list(swatches(page))[-2]
    places = next(places for fill, places in villages(page) if fill == highest)
    return most_common(chosen(shot, places))


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 has it."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tone", TONES)
def test_names_of_the_ground_can_be_read_on_their_halo_and_on_the_ground(tone: Any) -> None:
    for behind in ("#ffffff", "#e8ecec"):
        assert contrast(TONES[tone], behind) >= 4.5


def rings(letters: npt.NDArray[np.bool_], reach: int) -> npt.NDArray[np.bool_]:
    """What lies within some pixels of letters, with the letters."""
    grown = letters.copy()
    for _ in range(reach):
        around = np.pad(grown, 1)
        grown = np.logical_or.reduce(
            [around[1 + y : around.shape[0] - 1 + y, 1 + x : around.shape[1] - 1 + x]
             for y in (-1, 0, 1) for x in (-1, 0, 1)]
        )  # fmt: skip
    return grown


def light(pixels: Pixels) -> Pixels:
    """Relative luminance, as WCAG 2.2 has it."""
    parts = pixels / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    found: Pixels = linear @ np.array([0.2126, 0.7152, 0.0722])
    return found


def legible(area: Pixels, letters: npt.NDArray[np.bool_], ink: Pixels) -> float:
    """Share of what lies around letters that they stand out from at 4.5 : 1."""
    beside = rings(letters, 2) & ~rings(letters, 1)
    bright, dark = light(area[beside]), float(light(ink))
    ratio = (np.maximum(bright, dark) + 0.05) / (np.minimum(bright, dark) + 0.05)
    return float((ratio >= 4.5).mean())


def test_every_name_stands_out_from_fill_and_ground_on_the_screen(
    tmp_path: Path, opened: Opener
) -> None:
    page = shown(tmp_path, opened, background=True)
    page.locator("[data-layer='names']").check()
    expect(page.locator(".name-on-map:not([hidden])").first).to_be_visible()
    shot = picture(page)
    names: list[Any] = page.locator(".name-on-map:not([hidden])").evaluate_all(
        """all => all.map(e => {
            const { left, top, right, bottom } = e.getBoundingClientRect();
            return [getComputedStyle(e).color.match(/\\d+/g).map(Number), left, top, right, bottom];
        })"""
    )
    assert len(names) >= 5
    for colour, left, top, right, bottom in names:
        ink = np.array(colour[:3], dtype=np.float64)
        area = shot[max(int(top), 0) : int(bottom) + 1, max(int(left), 0) : int(right) + 1]
        letters = np.abs(area - ink).max(axis=2) < 60
        assert letters.sum() > 20
        assert legible(area, letters, ink) > 0.9


def on_ground(svg: str, ground: str) -> Pixels:
    """A picture on the colour that a card lays it on."""
    drawn = Image.open(io.BytesIO(svg_to_png(svg, width=1200, height=630))).convert("RGBA")
    laid = Image.alpha_composite(Image.new("RGBA", drawn.size, ground), drawn)
    return np.asarray(laid.convert("RGB"), dtype=np.float64)


def test_every_name_stands_out_from_fill_and_ground_on_the_card() -> None:
    tambon = with_ground(sample_tambon())
    view = seen(tambon)
    options = PictureOptions(
        size=PictureSize(1200, 630, 29, 32, (40, 40, 40, 40)), fills=view.fills, numbers="unnamed"
    )
    svg = build_picture(view.ground, legend=read_legend(), options=options).svg
    look, other = build_look(read_legend()), "#ff00ff"
    ink = look.ink
    drawn, marked = (
        on_ground(one, look.ground)
        for one in (svg, svg.replace(f'fill="{ink}"', f'fill="{other}"'))
    )
    letters = np.abs(drawn - marked).max(axis=2) > 0
    assert letters.sum() > 1000
    colour = np.array([int(ink[i : i + 2], 16) for i in (1, 3, 5)], dtype=np.float64)
    assert legible(drawn, letters, colour) > 0.92
