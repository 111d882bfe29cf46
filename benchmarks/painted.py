"""What a person waits for at a page: until something is seen, and for each frame of a pan.

The peers' pages fetch Leaflet and tiles from elsewhere and show nothing where there is no
network; so only muban's are looked at.
"""

from __future__ import annotations

import math
import shutil
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from benchmarks.digitizer import COUNT_FRAMES
from tests.browser import CHROMIUM_ARGS

__all__ = ["painted"]

_SECONDS = 2.0
_PHONE: ViewportSize = {"width": 390, "height": 844}
_FIRST_PAINT = """() => new Promise(done => new PerformanceObserver(list => {
    const first = list.getEntriesByName("first-contentful-paint")[0];
    if (first) done(first.startTime);
}).observe({ type: "paint", buffered: true }))"""


def painted(page_html: Path) -> dict[str, float]:
    """Milliseconds until the first paint, and within which 95 of 100 frames of a pan come.

    Parameters
    ----------
    page_html
        A page with a map; opened from the disk, on a screen of a phone's size.

    Returns
    -------
    dict
        ``first_paint_ms`` and ``pan_frame_ms``; empty where there is no Chromium.
    """
    chromium = shutil.which("chromium")
    if chromium is None:
        return {}
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGS)
        page = browser.new_page(viewport=_PHONE)
        page.goto(page_html.as_uri())
        first: float = page.evaluate(_FIRST_PAINT)
        map_ = page.locator(".leaflet-container").first
        map_.wait_for()
        map_.scroll_into_view_if_needed()
        box = map_.bounding_box()
        assert box is not None
        waits = _pan(page, box["x"] + box["width"] / 2, box["y"] + min(box["height"], 600) / 2)
        browser.close()
    return {"first_paint_ms": first, "pan_frame_ms": waits[int(0.95 * len(waits))]}


def _pan(page: Page, x: float, y: float) -> list[float]:
    """Waits between frames while the map is moved round and round, shortest first."""
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(f"s => {{ window.frames_of_pan = ({COUNT_FRAMES})(s); }}", _SECONDS)
    for step in range(int(_SECONDS * 60)):
        page.mouse.move(x + 60 * math.sin(step / 8), y + 60 * math.sin(step / 11))
    times: list[float] = page.evaluate("window.frames_of_pan")
    page.mouse.up()
    return sorted(later - one for one, later in pairwise(times))
