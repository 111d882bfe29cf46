"""To the phone and back: the published page, drawing by finger, handing in, merging at the desk."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import shapely
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect
from shapely.geometry import Polygon

from muban.web.building.build import BuildOptions, build_site
from muban.web.drawing.drawing_page import drawing_page
from muban.web.project import read_project, survey
from tests.browser import wait_until
from tests.browser.test_browser_digitizer_trace import NORTH, PLACE, SOUTH, areas, areas_of
from tests.digitizer_pages import on_screen, opened_drawing, plain_tambon, write_page
from tests.hosts import host_of
from tests.touch import Finger

pytestmark = pytest.mark.browser

SAMPLE = Path(__file__).parents[2] / "web" / "sample"
TAMBON = "431605"
# Chrome on Android lets text through and no GeoJSON; its sheet takes the file.
SHEET = """
    navigator.canShare = ({ files }) => files.every(({ type }) => type === "text/plain");
    navigator.share = async ({ files: [file] }) => {
        window.handedIn = [file.name, await file.text()];
    };
"""
EAST: list[PLACE] = [(102.80, 16.42), (102.82, 16.42), (102.82, 16.40), (102.80, 16.40)]
WIDER: list[PLACE] = [(102.78, 16.42), (102.80, 16.42), (102.80, 16.40), (102.78, 16.40)]


def project_at(folder: Path) -> Path:
    """The sample, with the page for drawing in its site."""
    shutil.copytree(SAMPLE, folder)
    settings = folder / "muban.toml"
    address = 'base_url = "https://example.go.th/map/"\n'
    text = settings.read_text("utf-8")
    settings.write_text(f"{address}{text}\n[draw]\npublish = true\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the built site is served; the settings alone put the page for drawing into it."""
    project = read_project(project_at(tmp_path_factory.mktemp("งาน") / "p"))
    folder = tmp_path_factory.mktemp("site")
    files = build_site(project, survey(project), BuildOptions(only=(TAMBON,)))
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    with host_of(folder) as address:
        yield address


def phone_of(browser: Browser) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="th-TH"
    )
    context.add_init_script(SHEET)
    return context


def test_the_published_page_opens_in_the_field_without_a_network(
    browser: Browser, site: str
) -> None:
    context = phone_of(browser)
    page = context.new_page()
    foreign: list[str] = []
    page.on("request", lambda asked: foreign.append(asked.url) if site not in asked.url else None)
    page.goto(f"{site}draw/{TAMBON}.html")
    page.wait_for_selector("html[data-ready]")
    kept = """async () => (await Promise.all(
        (await caches.keys()).map(async (name) => (await caches.open(name)).keys())
    )).flat().some(({ url }) => url.includes("/draw/"))"""
    wait_until(lambda: page.evaluate(kept))
    assert [one for one in foreign if not one.startswith(("data:", "blob:"))] == []
    context.set_offline(True)
    page.reload()
    page.wait_for_selector("html[data-ready]")
    # The guide is a part of the program that the page takes up when it is asked for.
    Finger(page).press('[data-tab="guide"]')
    expect(page.locator(".guide li").first).to_be_visible()
    context.close()


def test_at_the_desk_a_code_leads_to_the_published_page(browser: Browser, tmp_path: Path) -> None:
    project = read_project(project_at(tmp_path / "p"))
    (tmp_path / "digitize.html").write_bytes(drawing_page(project, tambon=TAMBON))
    page = browser.new_page(locale="th-TH")
    page.goto((tmp_path / "digitize.html").as_uri())
    page.click('[data-tab="files"]')
    code = page.locator('[data-show="qr"]')
    expect(code).to_be_visible()
    expect(page.locator("a.address")).to_have_attribute(
        "href", f"https://example.go.th/map/draw/{TAMBON}.html"
    )
    box = code.bounding_box()
    assert box is not None
    assert box["width"] == pytest.approx(box["height"], abs=1)
    page.close()


def draw(finger: Finger, moo: int, corners: list[PLACE]) -> None:
    finger.press('[data-tab="villages"]')
    finger.press(f'[data-draw="4001060{moo}"]')
    for corner in [*corners, corners[0]]:
        finger.tap(*on_screen(finger.page, *corner))


def pin(finger: Finger, name: str, place: PLACE) -> None:
    finger.press('[data-tool="pin"]')
    finger.tap(*on_screen(finger.page, *place))
    finger.page.keyboard.type(name)
    finger.page.keyboard.press("Enter")
    finger.press('[data-tool="select"]')


def hand_in(finger: Finger, who: str) -> FilePayload:
    """What the share sheet is given."""
    page = finger.page
    finger.press('[data-tab="files"]')
    finger.press('[data-do="hand-in"]')
    finger.press('[data-field="hand-drawn_by"]')
    page.keyboard.type(who)
    page.keyboard.press("Enter")
    finger.press('[data-do="hand-share"]')
    page.wait_for_function("() => window.handedIn")
    name, text = page.evaluate("window.handedIn")
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def phone_work(
    browser: Browser, folder: Path, who: str, moo: int, ground: list[PLACE], place: PLACE
) -> FilePayload:
    """A sitting on a phone: a village and a pin by finger, handed in."""
    context = phone_of(browser)
    page = context.new_page()
    page.goto(write_page(plain_tambon(), folder / f"{who}.html"))
    page.wait_for_selector("html[data-ready]")
    finger = Finger(page)
    draw(finger, moo, ground)
    pin(finger, f"วัดของ{who}", place)
    file = hand_in(finger, who)
    context.close()
    return file


def test_what_is_handed_in_is_listed_and_goes_under_a_name_that_phones_let_through(
    browser: Browser, tmp_path: Path
) -> None:
    context = phone_of(browser)
    page = context.new_page()
    page.goto(write_page(plain_tambon(), tmp_path / "digitize.html"))
    page.wait_for_selector("html[data-ready]")
    finger = Finger(page)
    draw(finger, 1, NORTH)
    pin(finger, "โรงเรียนบ้านเหนือ", (102.79, 16.41))
    file = hand_in(finger, "สมหญิง")
    card = page.locator('[data-card="hand-in"]')
    expect(card).to_contain_text("หมู่บ้าน 1 หมุด 1")
    expect(card.locator('[data-hand="40010601"]')).to_contain_text("บ้านเหนือ")
    assert file["name"].endswith(".geojson.txt")
    told = json.loads(file["buffer"])
    assert (told["muban"]["changed"], told["muban"]["drawn_by"]) == (["40010601"], "สมหญิง")
    assert [one["properties"]["kind"] for one in told["features"]] == ["village", "landmark"]
    # Where no sheet takes files there is the file itself, and the text that says the same.
    page.evaluate("() => { navigator.canShare = undefined; window.muban.session.show({}); }")
    expect(card.locator('[data-do="hand-share"]')).to_have_count(0)
    with page.expect_download() as waiting:
        finger.press('[data-do="hand-download"]')
    assert json.loads(waiting.value.path().read_text("utf-8"))["features"] == told["features"]
    code = page.input_value('[data-field="hand-code"]')
    assert code.startswith("muban1:")
    assert len(code) < 9000
    context.close()
    with opened_drawing(browser, tmp_path, "desk") as desk:
        desk.click('[data-tab="files"]')
        desk.click('[data-do="code"]')
        desk.fill('[data-field="code"]', code[:40])
        desk.click('[data-do="read-code"]')
        expect(desk.locator(".hint")).to_contain_text("ไม่ครบ")
        desk.fill('[data-field="code"]', f"  {code[:300]}\n{code[300:]} ")
        desk.click('[data-do="read-code"]')
        expect(desk.locator(".hint")).to_contain_text("เปิดไฟล์งาน")
        assert desk.evaluate("window.muban.session.drawing.pins.map(({ kind }) => kind)") == [
            "school"
        ]
        assert len(areas(desk)) == 1


def test_a_work_that_is_too_long_for_a_message_says_so(browser: Browser, tmp_path: Path) -> None:
    with opened_drawing(browser, tmp_path, "phone") as page:
        page.evaluate(
            """() => {
                for (let n = 0; n < 1500; n++) {
                    const at = [102780000 + 7919 * n % 60000, 16380000 + n];
                    window.muban.addPin(at, `${n * 7919 % 6007}`);
                }
            }"""
        )
        page.click('[data-tab="files"]')
        page.click('[data-do="hand-in"]')
        expect(page.locator('[data-show="too-long"]')).to_contain_text("9,000")
        expect(page.locator('[data-do="hand-download"]')).to_be_visible()


def test_three_phones_are_merged_and_the_village_drawn_twice_is_a_question(
    browser: Browser, tmp_path: Path
) -> None:
    files = [
        phone_work(browser, tmp_path, "หนึ่ง", 1, NORTH, (102.79, 16.41)),
        phone_work(browser, tmp_path, "สอง", 2, SOUTH, (102.79, 16.39)),
        phone_work(browser, tmp_path, "สาม", 1, WIDER, (102.79, 16.403)),
    ]
    with opened_drawing(browser, tmp_path, "desk") as page:
        page.click('[data-tab="files"]')
        page.set_input_files('[data-field="file"]', files[:1])
        expect(page.locator(".hint")).to_contain_text("เปิดไฟล์งาน")
        page.set_input_files('[data-field="file"]', files[1:])
        card = page.locator('[data-card="look"]')
        expect(card).to_contain_text("สอง")
        page.click('[data-do="look-add"]')
        expect(card).to_contain_text("สาม")
        # The same village again: both shapes are on the map until somebody has chosen.
        expect(card.locator('[data-look="40010601"]')).to_contain_text("มีในงานแล้ว")
        expect(page.locator("path.looked:not(.passed-over)")).to_have_count(1)
        assert len(areas(page)) == 2
        page.click('[data-do="look-replace"]')
        expect(card).to_have_count(0)
        # The card goes first; what was answered is done right after it.
        wait_until(lambda: like(by_code(page)["40010601"], WIDER))
        found = by_code(page)
        assert set(found) == {"40010601", "40010602"}
        assert shapely.coverage_is_valid(list(found.values()))
        names = page.evaluate("window.muban.session.drawing.pins.map(({ name }) => name)")
        assert sorted(names) == ["วัดของสอง", "วัดของสาม", "วัดของหนึ่ง"]
        # What gave way is one step back.
        page.click('[data-tool="undo"]')
        wait_until(lambda: like(by_code(page)["40010601"], NORTH))


def by_code(page: Page) -> dict[str, Polygon]:
    """The areas of the work by their village's code, all of one moment."""
    villages = page.evaluate("window.muban.session.drawing.villages")
    return dict(zip([one["code"] for one in villages], areas_of(villages), strict=True))


def like(area: Polygon, corners: list[PLACE]) -> bool:
    """Whether an area is what was clicked, but for a few hundredths."""
    clicked = Polygon(corners)
    return bool(area.symmetric_difference(clicked).area < 0.03 * clicked.area)


def test_what_a_phone_only_carried_along_is_not_chosen(browser: Browser, tmp_path: Path) -> None:
    def of(changed: list[str]) -> FilePayload:
        muban = {"format": "drawing", "version": 1, "tambon_code": "400106", "changed": changed}
        features = [
            {
                "type": "Feature",
                "properties": {"kind": "village", "village_code": f"4001060{moo}", "name": "ก"},
                "geometry": Polygon(ground).__geo_interface__,
            }
            for moo, ground in ((1, WIDER), (3, EAST))
        ]
        text = json.dumps({"type": "FeatureCollection", "muban": muban, "features": features})
        return {"name": "a.json", "mimeType": "application/json", "buffer": text.encode()}

    with opened_drawing(browser, tmp_path, "desk") as page:
        finger = '[data-draw="40010601"]'
        page.click(finger)
        for corner in [*NORTH, NORTH[0]]:
            page.mouse.click(*on_screen(page, *corner))
        page.click('[data-tab="files"]')
        page.set_input_files('[data-field="file"]', [of(["40010603"])])
        expect(page.locator('[data-look="40010603"] input')).to_be_checked()
        expect(page.locator('[data-look="40010601"] input')).not_to_be_checked()
