"""Files that would freeze a page: ended, named with a remedy; the good one beside it comes in."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.digitizer_pages import plain_tambon, write_page
from tests.stillness import LONGEST_STILL_MS, WATCH, Meter, good_pin

pytestmark = pytest.mark.browser

LONGEST_S = 30
"""No file may have the page compute longer, whatever it is."""


def points(count: int) -> str:
    one = {"type": "Feature", "properties": {}}
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [{**one, "geometry": {"type": "Point", "coordinates": [102.81, 16.4]}}]
            * count,
        }
    )


def triangles(count: int) -> str:
    """Areas side by side that nothing is wrong with: each is laid beside all others."""
    across = math.isqrt(count) + 1
    step = 0.05 / across
    corners = [(102.78 + step * (n % across), 16.38 + step * (n // across)) for n in range(count)]
    areas = [[[(x, y), (x + step * 0.8, y), (x, y + step * 0.8), (x, y)]] for x, y in corners]
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": {},
                    "geometry": {"type": "Polygon", "coordinates": area},
                }
                for area in areas
            ],
        }
    )


def waypoints(count: int) -> str:
    one = '<wpt lat="16.4" lon="102.8"><name>ก</name></wpt>'
    return f"<gpx>{one * count}</gpx>"


def comb(corners: int) -> str:
    """One area of so many corners, in teeth as deep as a tambon."""
    (left, right), (bottom, top) = (102.785, 102.835), (16.385, 16.415)
    step = (right - left) / (corners // 4)
    ring = [(right, top), (right, bottom), (left, bottom), (left, top)]
    for n in range(corners // 4):
        tooth = left + n * step
        ring += [(tooth + step * share, at) for share, at in ((0.1, top), (0.4, top))]
        ring += [(tooth + step * share, bottom + 0.001) for share in (0.5, 0.9)]
    ring = [*ring[4:], *ring[1:3], ring[4]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    return json.dumps({"type": "Feature", "properties": {"name": "หวี"}, "geometry": shape})


MOST_WORK_S = 1.2
"""Of computing, for all that the page itself does with a file: twice what it takes."""


FILES: dict[str, tuple[Callable[[], str], str]] = {
    "จุด.geojson": (lambda: points(200_000), "มีเกิน 20,000 รายการ"),
    "จุด.gpx": (lambda: waypoints(300_000), "มีเกิน 20,000 รายการ"),
    "ลึก.kml": (lambda: "<kml>" + "<Folder>" * 50_000, "ซ้อนกันลึกเกิน 100 ชั้น"),
    "ชิ้น.geojson": (lambda: triangles(14_000), "เกิน 20 วินาที"),
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_page(plain_tambon(), tmp_path_factory.mktemp("hostile") / "digitize.html")


def opened(browser: Browser, address: str, *scripts: str) -> Iterator[Page]:
    context = browser.new_context(locale="th-TH")
    page = context.new_page()
    for script in scripts:
        page.add_init_script(script)
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    page.evaluate("() => window.muban.addPin([102805000, 16400000], 'เดิม')")
    page.click('[data-tab="files"]')
    page.evaluate(WATCH)
    yield page
    context.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    yield from opened(browser, address)


@pytest.fixture
def without_workers(browser: Browser, address: str) -> Iterator[Page]:
    yield from opened(
        browser, address, "window.Worker = class { constructor() { throw new Error(); } };"
    )


def bring(page: Page, folder: Path, **files: str) -> None:
    paths = []
    for name, text in files.items():
        path = folder / name
        path.write_text(text, "utf-8")
        paths.append(path)
    page.set_input_files('[data-field="file"]', paths)


def pins(page: Page) -> list[str]:
    names: list[str] = page.evaluate("window.muban.session.drawing.pins.map((pin) => pin.name)")
    return names


GOOD = good_pin("ดี")


@pytest.mark.parametrize("name", FILES)
def test_it_is_refused_by_name_and_the_good_file_of_the_same_drop_comes_in(
    page: Page, tmp_path: Path, name: str
) -> None:
    make, why = FILES[name]
    meter = Meter(page)
    bring(page, tmp_path, **{name: make(), "ดี.geojson": GOOD})
    hint = page.locator(".hint")
    expect(hint).to_contain_text("นำเข้า ดี.geojson:", timeout=LONGEST_S * 4_000)
    assert meter.of_all() < LONGEST_S
    for words in (name, why, "งานที่วาดไว้ยังอยู่ครบ", "โฟลเดอร์ drawings"):
        expect(hint).to_contain_text(words)
    assert pins(page) == ["เดิม", "ดี"]
    assert page.evaluate("window.still") < LONGEST_STILL_MS


def test_what_is_drawn_while_a_file_is_read_stays_beside_what_it_brings(
    page: Page, tmp_path: Path
) -> None:
    bring(page, tmp_path, **{"มาก.geojson": points(15_000)})
    page.evaluate("() => window.muban.addPin([102806000, 16400000], 'ระหว่างอ่าน')")
    expect(page.locator(".hint")).to_contain_text("หมุด 15000", timeout=60_000)
    assert pins(page)[:2] == ["เดิม", "ระหว่างอ่าน"]
    assert (
        len(set(page.evaluate("window.muban.session.drawing.pins.map((pin) => pin.id)"))) == 15_002
    )


def test_the_reader_is_a_worker_and_the_page_goes_on_meanwhile(page: Page, tmp_path: Path) -> None:
    with page.expect_worker() as started:
        bring(page, tmp_path, **{"ชิ้น.geojson": triangles(14_000)})
    assert started.value.url.startswith("blob:")
    expect(page.locator(".hint")).to_contain_text("กำลังอ่าน ชิ้น.geojson")
    page.click('[data-tool="pin"]')
    page.mouse.click(
        *page.evaluate(
            """() => {
            const box = document.querySelector('#map').getBoundingClientRect();
            return [box.left + box.width / 2, box.top + box.height / 2];
        }"""
        )
    )
    expect(page.locator('[data-card="pin"]')).to_be_visible()
    assert len(pins(page)) == 2
    assert page.evaluate("window.muban.kept.settled()")


def test_an_intricate_area_gives_the_page_itself_little_to_do(page: Page, tmp_path: Path) -> None:
    """In seconds of computing of the page's own thread: other programs do not count."""
    meter = Meter(page)
    bring(page, tmp_path, **{"หวี.geojson": comb(8_000)})
    hint = page.locator(".hint")
    expect(hint).to_contain_text("หวี.geojson: พื้นที่ 1", timeout=LONGEST_S * 4_000)
    expect(page.locator(".village-label strong")).to_have_text("หวี")
    assert meter.of_page() < MOST_WORK_S


def test_without_workers_the_page_reads_by_itself_with_the_same_limits(
    without_workers: Page, tmp_path: Path
) -> None:
    page = without_workers
    bring(page, tmp_path, **{"ลึก.kml": FILES["ลึก.kml"][0](), "ดี.geojson": GOOD})
    expect(page.locator(".hint")).to_contain_text("นำเข้า ดี.geojson:", timeout=LONGEST_S * 4_000)
    expect(page.locator(".hint")).to_contain_text("ซ้อนกันลึกเกิน 100 ชั้น")
    assert pins(page) == ["เดิม", "ดี"]
