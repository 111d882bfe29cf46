"""The map on every screen: what share of its ground it fills, and that nothing lies on anything.

One browser, one page of each kind, resized from screen to screen: a window that is dragged, a
phone that is turned, a frame in another page, 200 % zoom (half the pixels).
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from muban.web.building.build import BuildOptions, build_site
from muban.web.pages.page_province import build_province_page
from muban.web.pages.page_tambon import build_tambon_page
from muban.web.project import read_project, survey
from tests.browser import CHROMIUM_ARGS, wait_until
from tests.built_pages import make_site, write_pages
from tests.crowded_province import crowded_province
from tests.crowded_tambon import crowded_tambon
from tests.real_projects import khonkaen_project
from tests.sample_atlas import sample_tambon
from tests.seen import seen

pytestmark = pytest.mark.browser

_SHORT = (320, 360, 390, 412, 480)
_LONG = (480, 568, 640, 740, 844, 932)
SIZES = [
    *((w, h) for w in _SHORT for h in _LONG if h > w),
    *((h, w) for w in (320, 390, 412) for h in _LONG if h > 600),
    # Tablets, both ways round; laptops, whole and at 200 % zoom; frames; large screens.
    *((w, h) for w, h in ((600, 960), (768, 1024), (800, 1280), (834, 1194), (1024, 1366))),
    *((h, w) for w, h in ((600, 960), (768, 1024), (800, 1280), (834, 1194), (1024, 1366))),
    *((w, h) for w, h in ((1280, 720), (1366, 768), (1440, 900), (1920, 1080), (2560, 1440))),
    *((w // 2, h // 2) for w, h in ((1280, 720), (1366, 768), (1440, 900), (1920, 1080))),
    *((1440, 2560), (600, 400), (700, 520), (1024, 600), (899, 700), (900, 500), (900, 499)),
]  # fmt: skip
PAGES = {
    "sample": "tambon/431605/index.html",
    "crowded": "tambon/430199/index.html",
    "province": "index.html",
    "400106": "real/tambon/400106/index.html",
}

_SEEN = """() => {
  const seen = e => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
  const sides = r => [r.left, r.top, r.right, r.bottom];
  const box = e => sides(e.getBoundingClientRect());
  const all = (q, root = document) => [...root.querySelectorAll(q)].filter(seen);
  const map = document.getElementById('map').getBoundingClientRect();
  const drawn = all('.map-live path.leaflet-interactive').map(box);
  const extent = [0, 1, 2, 3].map(i => Math[i < 2 ? 'min' : 'max'](...drawn.map(b => b[i])));
  const panel = document.getElementById('panel');
  const beside = '.tools > *, #legend, .title, .scale-bar, .credit';
  const over = [...all(beside), ...(seen(panel) ? [panel] : [])];
  const legend = document.querySelector('.legend-body');
  const end = e => e.getBoundingClientRect().bottom;
  const frame = document.getElementById('legend');
  const spills = frame && frame.open && seen(frame) && end(legend) > end(frame) + 1 &&
    !['auto', 'scroll'].includes(getComputedStyle(frame).overflowY);
  return {
    map: [map.left, map.top, map.right, map.bottom],
    extent,
    over: over.map(e => [e.id || e.className, ...box(e)]),
    names: all('.name-on-map').map(e => [e.textContent, ...box(e)]),
    controls: all('.scene button, a.tool, summary, input[type=search], #panel > div button')
      .map(e => [e.id || e.textContent, ...box(e)]),
    width: document.documentElement.scrollWidth,
    spills,
  };
}"""
_SHEET = """() => {
  const seen = e => e.getClientRects().length > 0;
  const box = e => (r => [r.left, r.top, r.right, r.bottom])(e.getBoundingClientRect());
  const all = q => [...document.querySelectorAll(q)].filter(seen);
  // Across where its words stand, down where its lines do.
  const inked = e => {
    const range = document.createRange();
    range.selectNodeContents(e);
    const words = e.closest('.sheet') || e.id === 'language' ? e : range;
    const [[left, , right], [, top, , bottom]] = [box(words), box(e)];
    return [left, top, right, bottom];
  };
  const block = e => getComputedStyle(e).display !== 'inline';
  const parts = all('.title > *, .sheet > *').filter(block);
  return {
    parts: parts.map(e => [e.id || e.className || e.tagName, ...inked(e)]),
    controls: all('button, a.button, .beside a').map(e => [e.textContent.trim(), ...box(e)]),
    cut: all('h1, h2, p, dd, dt, .beside a, button')
      .filter(e => block(e) && !e.classList.contains('seen-by-ear'))
      .filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth)
      .map(e => e.textContent.trim()),
    width: document.documentElement.scrollWidth,
  };
}"""


def settle(page: Page) -> None:
    """Wait until the map has the size of its place and stands still in it."""
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


def share(seen: dict[str, Any]) -> float:
    """The map's longer side as a share of the shorter side of its ground."""
    left, top, right, bottom = seen["map"]
    west, north, east, south = seen["extent"]
    return float(max(east - west, south - north) / min(right - left, bottom - top))


def faults(seen: dict[str, Any], width: int, height: int) -> list[str]:
    """What a reader would find wrong on this screen."""
    found = []
    if share(seen) < 0.6:
        found.append(f"fills {share(seen):.0%} of the shorter side of its ground")
    left, top, right, bottom = seen["map"]
    ground = min(right - left, bottom - top) / min(width, height)
    if ground < 0.45:
        found.append(f"the ground's shorter side is {ground:.0%} of the screen's")
    if seen["spills"]:
        found.append("the legend runs out of its frame")
    if seen["width"] > width:
        found.append(f"scrolls sideways: {seen['width']} px")
    for name, *box in seen["over"]:
        if _meet(box, seen["extent"]) and name != "title":
            found.append(f"{name} lies on the map")
        found += [f"{name} lies on «{text}»" for text, *at in seen["names"] if _meet(box, at)]
    return found + _overlaps(seen["over"]) + _overlaps(seen["names"]) + _small(seen["controls"])


def _overlaps(boxes: list[list[Any]]) -> list[str]:
    return [
        f"{name} lies on {other}"
        for i, (name, *box) in enumerate(boxes)
        for other, *at in boxes[i + 1 :]
        if _meet(box, at)
    ]


def _small(controls: list[list[Any]]) -> list[str]:
    return [
        f"{name} is {x1 - x0:.0f}×{y1 - y0:.0f} px"
        for name, x0, y0, x1, y1 in controls
        if x1 - x0 < 43.5 or y1 - y0 < 43.5
    ]


def _meet(a: list[float], b: list[float]) -> bool:
    return a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 1 and b[1] < a[3] - 1


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Path:
    """The pages on disk; those of 400106 as a whole site of its own."""
    settings = make_site()
    folder = tmp_path_factory.mktemp("layout")
    project = read_project(khonkaen_project(shared_data, tmp_path_factory.mktemp("p") / "งาน"))
    for name, content in build_site(project, survey(project), BuildOptions()).items():
        path = folder / "real" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return write_pages(
        folder,
        {
            **build_tambon_page(seen(sample_tambon()), settings),
            **build_tambon_page(seen(crowded_tambon()), settings),
            **build_province_page(crowded_province(), settings),
        },
        settings,
    )


@pytest.mark.parametrize("kind", PAGES)
def test_the_map_comes_first_on_every_screen(site: Path, browser: Browser, kind: str) -> None:
    assert len(set(SIZES)) >= 40
    page = browser.new_page(reduced_motion="reduce", viewport={"width": 800, "height": 800})
    page.goto((site / PAGES[kind]).as_uri())
    page.wait_for_selector("html.ready")
    found = {}
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        found[f"{width}×{height}"] = faults(page.evaluate(_SEEN), width, height)
    page.close()
    assert {size: wrong for size, wrong in found.items() if wrong} == {}


def test_a_villages_page_is_whole_on_every_screen(site: Path, browser: Browser) -> None:
    page = browser.new_page(reduced_motion="reduce", viewport={"width": 800, "height": 800})
    [path, *_] = sorted((site / "real/tambon/400106").glob("*/index.html"))
    page.goto(path.as_uri())
    page.wait_for_selector(".sheet")
    found = {}
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        seen = page.evaluate(_SHEET)
        wrong = _overlaps(seen["parts"]) + _small(seen["controls"])
        wrong += [f"cut: {text}" for text in seen["cut"]]
        if seen["width"] > width:
            wrong.append(f"scrolls sideways: {seen['width']} px")
        found[f"{width}×{height}"] = wrong
    page.close()
    assert {size: wrong for size, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("kind", ["sample", "crowded", "province"])
def test_it_stands_alike_when_opened_at_a_size_and_when_resized_to_it(
    site: Path, browser: Browser, kind: str
) -> None:
    page = browser.new_page(reduced_motion="reduce", viewport={"width": 1440, "height": 900})
    page.goto((site / PAGES[kind]).as_uri())
    page.wait_for_selector("html.ready")
    for width, height in ((390, 844), (844, 390), (1024, 768)):
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        resized = page.evaluate(_SEEN)["extent"]
        fresh = browser.new_page(
            reduced_motion="reduce", viewport={"width": width, "height": height}
        )
        fresh.goto((site / PAGES[kind]).as_uri())
        fresh.wait_for_selector("html.ready")
        assert resized == pytest.approx(fresh.evaluate(_SEEN)["extent"], abs=2)
        fresh.close()
    page.close()


def zoom_of(page: Page) -> str:
    """The zoom in the page's address, as the page itself has it by now."""
    address: str = page.evaluate("location.href")
    return address.partition("z=")[2].partition("/")[0]


def test_a_reader_who_moved_the_map_keeps_the_place_when_the_window_changes(
    site: Path, browser: Browser
) -> None:
    page = browser.new_page(reduced_motion="reduce", viewport={"width": 1440, "height": 900})
    page.goto((site / PAGES["sample"]).as_uri())
    page.wait_for_selector("html.ready")
    for _ in range(2):
        page.locator("#zoom-in").click()
    page.wait_for_function("() => location.hash.includes('z=')")
    zoom = zoom_of(page)
    page.set_viewport_size({"width": 1000, "height": 700})
    settle(page)
    page.locator("#whole").hover()
    assert zoom_of(page) == zoom
    page.close()


@pytest.mark.parametrize("kind", ["sample", "crowded", "province"])
def test_at_twice_the_text_the_map_is_still_there(
    site: Path, playwright_driver: Playwright, kind: str
) -> None:
    chromium = shutil.which("chromium")
    large = [*CHROMIUM_ARGS, "--blink-settings=defaultFontSize=32"]
    running = playwright_driver.chromium.launch(executable_path=chromium, args=large)
    page = running.new_page(reduced_motion="reduce", viewport={"width": 800, "height": 800})
    page.goto((site / PAGES[kind]).as_uri())
    page.wait_for_selector("html.ready")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    found = {}
    for width, height in ((390, 844), (768, 1024), (1024, 768), (1440, 900), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        found[f"{width}×{height}"] = faults(page.evaluate(_SEEN), width, height)
    running.close()
    assert {size: wrong for size, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("size", [(600, 400), (700, 520), (390, 600)])
def test_in_another_page_it_is_the_map_alone_with_its_list_behind_a_button(
    site: Path, browser: Browser, size: tuple[int, int]
) -> None:
    outside = site / f"outside-{size[0]}.html"
    outside.write_text(
        f'<iframe src="{PAGES["sample"]}" width="{size[0]}" height="{size[1]}"></iframe>', "utf-8"
    )
    page = browser.new_page(reduced_motion="reduce", viewport={"width": 1000, "height": 800})
    page.goto(outside.as_uri())
    frame = page.frames[1]
    frame.wait_for_selector("html.ready")
    seen = frame.evaluate(_SEEN)
    assert faults(seen, *size) == []
    expect(frame.locator("#panel")).to_be_hidden()
    expect(frame.locator("#information")).to_be_hidden()
    frame.locator("#panel-open").click()
    frame.locator("#village-list a").first.click()
    expect(frame.locator("#village-card")).to_be_visible()
    frame.locator("#panel-close").click()
    expect(frame.locator("#panel")).to_be_hidden()
    expect(frame.locator("#whole-page")).to_have_attribute(
        "href", (site / PAGES["sample"]).as_uri()
    )
    page.close()


def test_the_legend_is_closed_where_it_would_lie_on_the_map_and_opens_at_a_press(
    site: Path, browser: Browser
) -> None:
    page = browser.new_page(reduced_motion="reduce", viewport={"width": 390, "height": 844})
    page.goto((site / PAGES["crowded"]).as_uri())
    page.wait_for_selector("html.ready")
    expect(page.locator(".legend-body")).to_be_hidden()
    page.locator("#legend-summary").click()
    legend = page.locator("#legend").bounding_box()
    assert legend is not None
    assert legend["y"] >= 0
    assert legend["y"] + legend["height"] <= 844
    page.set_viewport_size({"width": 1440, "height": 900})
    settle(page)
    expect(page.locator(".legend-body")).to_be_visible()
    page.close()


@pytest.mark.parametrize("wish", ["reduce", "no-preference"])
def test_nothing_moves_by_itself_for_who_asked_for_less_movement(
    site: Path, browser: Browser, wish: Literal["reduce", "no-preference"]
) -> None:
    """Zooming, choosing a village and going to the whole: steps, where others see them glide."""
    page = browser.new_page(reduced_motion=wish, viewport={"width": 1000, "height": 800})
    page.goto((site / PAGES["sample"]).as_uri())
    page.wait_for_selector("html.ready")
    page.evaluate(
        """() => {
          const gliding = '.leaflet-zoom-anim, .leaflet-pan-anim';
          const moving = () => document.querySelector(gliding) || document.getAnimations().length;
          window.moved = 0;
          const look = () => { window.moved += moving() ? 1 : 0; requestAnimationFrame(look); };
          look();
        }"""
    )
    before = page.evaluate("location.href")
    page.locator("#zoom-in").click()
    if wish == "reduce":
        page.wait_for_function("before => location.href !== before", arg=before)
        page.locator("#search").fill("โนนโพธิ์ทอง")
        page.locator("#search-found button").first.click()
        page.wait_for_selector("#village-card:not([hidden])")
        page.locator("#whole").click()
        assert page.evaluate("moved") == 0
    else:
        wait_until(lambda: page.evaluate("moved") > 0)
    expect(page.locator("video[autoplay], animate, animateTransform, marquee")).to_have_count(0)
    page.close()
