"""Pages for drawing, made for tests: tambon 400106 as an officer meets it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import geopandas as gpd
import pandas as pd
from playwright.sync_api import Browser, Page, ViewportSize
from shapely.geometry import box, shape
from shapely.geometry.base import BaseGeometry

from muban.layers.atlas import Place
from muban.web.drawing.digitizer import build_digitizer
from muban.web.drawing.digitizer_data import DigitizerData, SaveTarget
from muban.web.pages.assets_index import read_assets

TAMBON = Place("400106", "เมืองเก่า")
SIZES: dict[str, ViewportSize] = {
    "desk": {"width": 1366, "height": 768},
    "phone": {"width": 390, "height": 844},
}


def read_features(path: Path) -> list[tuple[dict[str, object], BaseGeometry]]:
    """Properties and shapes of a GeoJSON file."""
    features = json.loads(path.read_text("utf-8"))["features"]
    return [(one["properties"], shape(one["geometry"])) for one in features]


def listed_tambon(
    shared_data: Path, *, drawn: bool = False, save: SaveTarget | None = None
) -> DigitizerData:
    """The official outline, the gazetteer's 17 villages and, if asked for, their areas."""
    folder = shared_data / "khonkaen_400106"
    (_, outline), *_ = read_features(folder / "tambon.geojson")
    areas = {str(p["VILL_IDN"]): s for p, s in read_features(folder / "village.geojson")}
    rows = [
        {
            "village_code": str(p["VILL_IDN"]),
            "moo": int(str(p["VILL_CODE"])),
            "name": str(p["VILL_NM_T"]),
            "lon": point.x,
            "lat": point.y,
            "geometry": areas.get(str(p["VILL_IDN"])) if drawn else None,
        }
        for p, point in read_features(folder / "village_point.geojson")
    ]
    frame = pd.DataFrame(rows).sort_values("moo", ignore_index=True)
    return DigitizerData(
        tambon=TAMBON,
        amphoe=Place("4001", "เมืองขอนแก่น"),
        province=Place("40", "ขอนแก่น"),
        outline=outline,
        villages=gpd.GeoDataFrame(frame, geometry="geometry", crs=4326),
        save=save,
    )


def write_page(data: DigitizerData, path: Path) -> str:
    """Write the page and say its ``file:`` address."""
    path.write_bytes(build_digitizer(data, read_assets()))
    return path.as_uri()


def plain_tambon(*, save: SaveTarget | None = None) -> DigitizerData:
    """A tambon of five villages, none drawn, with an outline of right angles; needs no files."""
    rows = [
        {
            "village_code": f"4001060{moo}",
            "moo": moo,
            "name": f"บ้าน{name}",
            "lon": 102.78 + moo / 100,
            "lat": 16.4,
            "geometry": None,
        }
        for moo, name in enumerate(("เหนือ", "ใต้", "กลาง", "โนนสูง", "หนองแวง"), start=1)
    ]
    return DigitizerData(
        tambon=TAMBON,
        amphoe=Place("4001", "เมืองขอนแก่น"),
        province=Place("40", "ขอนแก่น"),
        outline=box(102.78, 16.38, 102.84, 16.42),
        villages=gpd.GeoDataFrame(pd.DataFrame(rows), geometry="geometry", crs=4326),
        save=save,
    )


_PLACE = """async ([lon, lat]) => {
    const { map } = window.muban.map;
    const box = map.getContainer();
    const moves = () => map._animatingZoom || map._panAnim?._inProgress
        || map.getSize().x !== box.clientWidth || map.getSize().y !== box.clientHeight;
    while (moves()) await new Promise(requestAnimationFrame);
    const { left, top } = box.getBoundingClientRect();
    const at = map.latLngToContainerPoint([lat, lon]);
    return [left + at.x, top + at.y];
}"""


def on_screen(page: Page, lon: float, lat: float) -> tuple[float, float]:
    """Where in the window a place of the map is, once the map stands still: in CSS pixels."""
    x, y = page.evaluate(_PLACE, [lon, lat])
    return float(x), float(y)


def tap(page: Page, lon: float, lat: float) -> None:
    """Click on a place of the map."""
    page.mouse.click(*on_screen(page, lon, lat))


@contextmanager
def opened_drawing(browser: Browser, folder: Path, size: str) -> Iterator[Page]:
    """The page for drawing of a plain tambon, ready; that no script failed is seen at the end."""
    context = browser.new_context(viewport=SIZES[size], locale="th-TH")
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(write_page(plain_tambon(), folder / "digitize.html"))
    page.wait_for_selector("html[data-ready]")
    yield page
    context.close()
    assert troubles == []
