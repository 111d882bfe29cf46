"""Dragging a corner of 50 villages with 10,000 corners, the processor four times slower.

Says the frames a second that a laptop a quarter as fast would show. Real mouse events go
through Chromium; the slowing is its own (``Emulation.setCPUThrottlingRate``).
"""

from __future__ import annotations

import math
import shutil
import tempfile
from itertools import pairwise
from pathlib import Path

import geopandas as gpd
import pandas as pd
from playwright.sync_api import Page, sync_playwright
from shapely import Polygon

from muban.layers.atlas import Place
from muban.web.drawing.digitizer import build_digitizer
from muban.web.drawing.digitizer_data import DigitizerData
from muban.web.pages.assets_index import read_assets
from tests.browser import CHROMIUM_ARGS

COLUMNS, ROWS = 10, 5
CORNERS_PER_EDGE = 92
SIZE = 0.01
SLOWDOWN = 4
SECONDS = 4.0

COUNT_FRAMES = """seconds => new Promise(done => {
    const times = [];
    const tick = now => {
        times.push(now);
        if (now - times[0] < seconds * 1000) requestAnimationFrame(tick);
        else done(times);
    };
    requestAnimationFrame(tick);
})"""


def wavy_edge(start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
    """Corners of a border like a stream's, the same from either side."""
    low, high = sorted([start, end])
    (x0, y0), (x1, y1) = low, high
    points = []
    for i in range(CORNERS_PER_EDGE):
        share = i / CORNERS_PER_EDGE
        sway = 0.0006 * math.sin(share * math.pi) * math.sin(share * 23 + x0 * 7000 + y0 * 9000)
        across, along = (y1 - y0) / SIZE, (x1 - x0) / SIZE
        points.append(
            (x0 + share * (x1 - x0) + across * sway, y0 + share * (y1 - y0) + along * sway)
        )
    points.append(high)
    return points if low == start else points[::-1]


def villages() -> gpd.GeoDataFrame:
    """Fifty villages that share their wavy borders, some 10,000 corners in all."""
    rows = []
    for number in range(COLUMNS * ROWS):
        x, y = 102.7 + (number % COLUMNS) * SIZE, 17.8 + (number // COLUMNS) * SIZE
        ring = [(x, y), (x + SIZE, y), (x + SIZE, y + SIZE), (x, y + SIZE), (x, y)]
        edges = [wavy_edge(a, b)[:-1] for a, b in pairwise(ring)]
        rows.append(
            {
                "village_code": f"430111{number + 1:02}",
                "moo": number + 1,
                "name": f"บ้านที่ {number + 1}",
                "lon": x,
                "lat": y,
                "geometry": Polygon([corner for edge in edges for corner in edge]),
            }
        )
    return gpd.GeoDataFrame(pd.DataFrame(rows), geometry="geometry", crs=4326)


def drag(page: Page) -> list[float]:
    """Times of the frames while a shared corner goes round and round, in milliseconds."""
    x, y = page.evaluate(
        """() => {
            const { session, map } = window.muban;
            const [lon, lat] = session.drawing.villages[22].parts[0][0][140];
            map.map.setView([lat / 1e6, lon / 1e6], 15, { animate: false });
            const box = map.map.getContainer().getBoundingClientRect();
            const at = map.map.latLngToContainerPoint([lat / 1e6, lon / 1e6]);
            return [box.left + at.x, box.top + at.y];
        }"""
    )
    page.click('[data-tool="corners"]')
    page.mouse.move(x, y)
    page.mouse.down()
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    page.evaluate(f"s => {{ window.frames_of_drag = ({COUNT_FRAMES})(s); }}", SECONDS)
    steps = 0
    while steps < SECONDS * 60:
        steps += 1
        page.mouse.move(x + 3 * math.cos(steps / 5), y + 3 * math.sin(steps / 5))
    times: list[float] = page.evaluate("window.frames_of_drag")
    page.mouse.up()
    page.wait_for_timeout(300)
    return times


def main() -> None:
    """Print corners, frames a second, and the longest wait for a frame."""
    frame = villages()
    data = DigitizerData(
        Place("430111", "ทดสอบ"), Place("4301", "ทดสอบ"), Place("43", "ทดสอบ"), None, frame
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        path = Path(folder, "digitize.html")
        path.write_bytes(build_digitizer(data, read_assets()))
        chromium = shutil.which("chromium")
        browser = driver.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGS)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready]")
        corners = page.evaluate(
            "new Set(window.muban.session.drawing.villages"
            ".flatMap(v => v.parts.flat(2)).map(String)).size"
        )
        times = drag(page)
        moved = page.evaluate("window.muban.session.history.past.length")
        browser.close()
    waits = sorted(b - a for a, b in pairwise(times))
    rate = 1000 * len(waits) / (times[-1] - times[0])
    print(f"{len(frame)} villages, {corners:,} corners, processor {SLOWDOWN} times slower")
    late = waits[int(0.95 * len(waits))]
    print(f"{rate:.1f} frames a second; 95 % within {late:.0f} ms; corners moved: {moved}")


if __name__ == "__main__":
    main()
