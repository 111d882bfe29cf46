"""The panel of the page for drawing: what an officer turns to is what is seen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as NeverSo

from tests.digitizer_pages import opened_drawing, tap

pytestmark = pytest.mark.browser

WEST = [(102.79, 16.41), (102.80, 16.41), (102.80, 16.39), (102.79, 16.39)]
EAST = [(102.80, 16.41), (102.81, 16.41), (102.81, 16.39), (102.80, 16.39)]


@pytest.fixture(params=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    with opened_drawing(browser, tmp_path, request.param) as page:
        yield page


def draw(page: Page, code: str, corners: list[tuple[float, float]]) -> None:
    page.click('[data-tab="villages"]')
    page.click(f'[data-draw="{code}"]')
    for corner in [*corners, corners[0]]:
        tap(page, *corner)


def bring(page: Page, name: str, text: str) -> None:
    page.click('[data-tab="files"]')
    page.set_input_files(
        '[data-field="file"]', {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    )


def seen(page: Page, selector: str) -> bool:
    """Whether the first such element comes into view, in the panel as well as the window."""
    try:
        page.wait_for_function(
            """selector => {
                const element = document.querySelector(selector);
                if (!element) return false;
                const { top, left, height } = element.getBoundingClientRect();
                const at = document.elementFromPoint(left + 4, top + Math.min(height, 20) / 2);
                return element.contains(at) || (at !== null && at.contains(element));
            }""",
            arg=selector,
        )
    except NeverSo:
        return False
    return True


def test_a_tab_is_seen_though_a_village_is_chosen(page: Page) -> None:
    draw(page, "40010601", WEST)
    assert seen(page, '[data-card="village"] h2')
    for tab, inside in (("files", "#panel .body h2"), ("guide", "#panel .guide li")):
        page.click(f'[data-tab="{tab}"]')
        assert seen(page, inside), tab
    page.click('[data-tab="villages"]')
    page.click('[data-card="village"] .close')
    page.click("[data-village]")
    assert seen(page, '[data-card="village"] h2')


def test_a_picture_once_fitted_catches_no_taps(page: Page, tmp_path: Path) -> None:
    page.click('[data-tab="files"]')
    picture = tmp_path / "แผนที่.png"
    Image.new("RGB", (400, 250), "#f4e9c8").save(picture)
    page.set_input_files('[data-field="file"]', picture)
    page.wait_for_selector(".paper-corner")
    page.click('#hint button:has-text("เสร็จ")')
    expect(page.locator(".paper-corner")).to_have_count(0)
    expect(page.locator(".paper-image")).to_be_visible()
    page.fill('[data-focus="opacity"]', "90")
    page.click('[data-tab="guide"]')
    page.click('[data-tab="files"]')
    expect(page.locator('[data-focus="opacity"]')).to_have_value("90")
    page.click('button:has-text("ปรับมุมภาพ")')
    expect(page.locator(".paper-corner")).to_have_count(4)


def test_typed_coordinates_become_a_pin_or_a_corner(page: Page) -> None:
    page.click('[data-tab="files"]')
    page.fill('[data-field="typed"]', "16.395,102.805")
    page.click('[data-do="typed-pin"]')
    [pin] = page.evaluate("window.muban.session.drawing.pins")
    assert pin["at"] == [102_805_000, 16_395_000]
    expect(page.locator('[data-card="pin"]')).to_be_visible()
    if page.viewport_size and page.viewport_size["width"] > 1000:
        page.click('[data-tool="draw"]')
        page.click('[data-tab="files"]')
        for text in ("16.39, 102.79", "48 265000 1815000", "16°23'24\"N 102°48'36\"E"):
            page.fill('[data-field="typed"]', text)
            page.click('[data-do="typed"]')
        points = page.evaluate("window.muban.session.view.draft.points")
        assert points[0] == [102_790_000, 16_390_000]
        assert points[2] == [102_810_000, 16_390_000]


def test_what_a_file_brought_is_in_view(page: Page) -> None:
    far = '<gpx version="1.1"><trk><trkseg>{}</trkseg></trk></gpx>'.format(
        "".join(f'<trkpt lat="16.5{i}" lon="102.9{i}"/>' for i in range(3))
    )
    bring(page, "เดิน.gpx", far)
    page.wait_for_selector('#hint [data-tone="fine"]')
    page.wait_for_function(
        "() => window.muban.map.map.getBounds().contains([[16.5, 102.9], [16.52, 102.92]])"
    )


def test_a_tap_in_another_village_shows_its_corners(page: Page) -> None:
    draw(page, "40010601", WEST)
    draw(page, "40010602", EAST)
    page.click('[data-tool="corners"]')
    tap(page, 102.795, 16.4)
    assert page.evaluate("window.muban.session.view.chosen.id") == "v1"
    tap(page, 102.795, 16.4)
    expect(page.locator("#hint .hint")).to_contain_text("ไม่มีมุม")


def test_who_drew_is_not_lost_when_a_drawing_is_opened_again(page: Page, tmp_path: Path) -> None:
    draw(page, "40010601", WEST)
    page.click('[data-tab="files"]')
    page.fill('[data-field="drawn_by"]', "สมหญิง")
    page.fill('[data-field="drawn_on"]', "2020-03-16")
    page.keyboard.press("Tab")
    text = saved(page, tmp_path)
    page.fill('[data-field="drawn_by"]', "")
    page.keyboard.press("Tab")
    bring(page, "งาน.geojson", text)
    expect(page.locator('[data-card="look"]')).to_contain_text("วาดโดย สมหญิง")
    page.click('[data-do="look-open"]')
    expect(page.locator("#hint .hint")).to_contain_text("เปิดไฟล์งาน")
    expect(page.locator('[data-field="drawn_by"]')).to_have_value("สมหญิง")
    assert json.loads(saved(page, tmp_path))["muban"] == json.loads(text)["muban"]


def saved(page: Page, folder: Path) -> str:
    with page.expect_download() as waiting:
        page.click('[data-do="download"]')
    waiting.value.save_as(folder / "งาน.geojson")
    return (folder / "งาน.geojson").read_text("utf-8")


def test_a_tab_that_may_only_look_takes_up_no_tool_and_no_file(page: Page) -> None:
    page.evaluate("window.muban.session.show({ readOnly: true })")
    hint = page.locator("#hint .hint")
    for press in ('[data-tool="draw"]', '[data-draw="40010601"]'):
        page.evaluate("window.muban.session.show({ message: null })")
        page.click(press)
        expect(hint).to_contain_text("ดูได้อย่างเดียว")
        assert page.evaluate("window.muban.session.view.tool") == "select"
    bring(page, "ก.csv", "ชื่อ,lat,lon\nวัด,16.4,102.8\n")
    expect(hint).to_contain_text("ดูได้อย่างเดียว")
    assert page.evaluate("window.muban.session.drawing.pins.length") == 0


def test_the_picture_shows_every_pin_though_names_come_first(page: Page, tmp_path: Path) -> None:
    draw(page, "40010601", WEST)
    places = [(102.795, 16.4), (102.7952, 16.4002), (102.82, 16.385), (102.785, 16.4)]
    page.evaluate(
        """places => places.forEach(([lon, lat], i) =>
            window.muban.addPin([Math.round(lon * 1e6), Math.round(lat * 1e6)], `จุด ${i}`))""",
        places,
    )
    page.click('[data-tab="files"]')
    with page.expect_download() as waiting:
        page.click('[data-do="picture"]')
    waiting.value.save_as(tmp_path / "ภาพ.png")
    picture = Image.open(tmp_path / "ภาพ.png").convert("RGB")
    # The outline fills the picture but for a margin of 80 and a head of 130 pixels.
    scale = (picture.width - 160) / 0.06
    height = (picture.height - 290) / 0.04
    unknown = (0x5B, 0x6A, 0x71)
    for lon, lat in places:
        x, y = round(80 + (lon - 102.78) * scale), round(210 + (16.42 - lat) * height)
        near = {picture.getpixel((x + dx, y + dy)) for dx in range(-8, 9) for dy in range(-8, 9)}
        assert unknown in near, (lon, lat)


def test_slivers_needles_and_old_codes_are_told_and_mended_while_drawing(page: Page) -> None:
    page.evaluate("window.muban.session.show({ follow: false })")
    areas = {
        "บ้านเหนือ": [[102.79, 16.39], [102.80, 16.39], [102.80, 16.405], [102.79, 16.405]],
        "บ้านใต้": [
            *([102.80001, 16.39], [102.81, 16.39], [102.81, 16.40], [102.815, 16.400001]),
            *([102.81, 16.400002], [102.81, 16.405], [102.80001, 16.405]),
        ],
    }
    features = [
        {
            "type": "Feature",
            "properties": {"name": name, "village_code": code},
            "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
        }
        for (name, ring), code in zip(areas.items(), ("40010601", "40019803"), strict=True)
    ]
    bring(page, "ก.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    page.click('[data-tab="checks"]')
    for code, mend in (
        ("coverage.sliver", "fill"),
        ("geometry.spike", "trim"),
        ("codes.moved", "code"),
    ):
        row = page.locator(f'[data-code="{code}"]')
        expect(row).to_be_visible()
        row.locator(f'[data-mend="{mend}"]').first.click()
        expect(row).to_have_count(0)
    codes = page.evaluate("window.muban.session.drawing.villages.map(({ code }) => code)")
    assert codes == ["40010601", "40030303"]


def test_areas_of_a_file_find_their_villages_by_what_their_names_say(page: Page) -> None:
    names = ["บ้านเหนือ", "บ้านใต้ ม.2", "หมู่ที่ ๓", "บ้านไม่รู้จัก"]
    west = [102.79 + 0.01 * i for i in range(4)]
    features = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [[x, 16.39], [x + 0.01, 16.39], [x + 0.01, 16.4], [x, 16.4], [x, 16.39]]
                ],
            },
        }
        for name, x in zip(names, west, strict=True)
    ]
    bring(page, "ก.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    expect(page.locator("#hint .hint")).to_contain_text("พื้นที่ 4")
    expect(page.locator("#hint .hint")).to_contain_text("3 หมู่บ้าน โปรดตรวจ")
    expect(page.locator("[data-show=progress]")).to_contain_text("3 จาก 5")
    assert page.evaluate(
        "window.muban.session.drawing.villages.map(({ name, moo, code }) => [name, moo, code])"
    ) == [
        ["บ้านเหนือ", 1, "40010601"],
        ["บ้านใต้", 2, "40010602"],
        ["บ้านกลาง", 3, "40010603"],
        ["บ้านไม่รู้จัก", None, ""],
    ]
    bring(page, "ข.geojson", json.dumps({"type": "FeatureCollection", "features": features[:1]}))
    # The ground is taken: what came in is said to be a line to trace, not lost.
    page.click('[data-do="look-add"]')
    expect(page.locator("#hint .hint")).to_contain_text("1 พื้นที่วางลงไม่ได้")
