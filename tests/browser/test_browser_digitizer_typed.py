"""What is typed or clicked on the page for drawing happens, whatever was done just before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from muban.web.drawing.digitizer import build_digitizer
from muban.web.drawing.digitizer_data import SaveTarget
from muban.web.drawing.save_drawing import version_of
from muban.web.drawing.serve import SAVE, Preview, make_server
from muban.web.pages.assets_index import read_assets
from tests.browser import wait_until
from tests.digitizer_pages import SIZES, opened_drawing, plain_tambon, tap
from tests.hosts import answering

pytestmark = pytest.mark.browser
NAME = "400106-เมืองเก่า.geojson"
SECRET = "a secret of this test"
WEST = [(102.79, 16.41), (102.80, 16.41), (102.80, 16.39), (102.79, 16.39)]


@pytest.fixture(params=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A village and a pin, drawn by mouse, on a page opened from disk."""
    with opened_drawing(browser, tmp_path, request.param) as page:
        draw_a_village(page)
        yield page


def draw_a_village(page: Page) -> None:
    page.click('[data-draw="40010601"]')
    for corner in [*WEST, WEST[0]]:
        tap(page, *corner)


def click_once(page: Page, selector: str) -> None:
    """Press and release a mouse at the middle of what is there now, as a hand does it."""
    page.locator(selector).first.scroll_into_view_if_needed()
    box = page.locator(selector).first.bounding_box()
    assert box is not None, selector
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    # The page may change what it shows between the two: a hand takes a tenth of a second, and
    # so long a press is what is asked about.
    page.wait_for_timeout(80)
    page.mouse.up()


def names(page: Page) -> list[str]:
    return list(page.evaluate("window.muban.session.drawing.villages.map((one) => one.name)"))


@pytest.mark.parametrize(
    ("press", "seen"),
    [
        ('[data-tool="pin"]', '[data-tool="pin"][aria-pressed="true"]'),
        ('[data-tab="guide"]', "#panel .guide"),
        ('[data-tab="files"]', '[data-do="download"]'),
        ('[data-do="lang"]', "html[lang=en]"),
        ('[data-card="village"] .close', "#panel:not(:has([data-card]))"),
        ('[data-draw="40010602"]', '[data-tool="draw"][aria-pressed="true"]'),
    ],
)
@pytest.mark.parametrize("field", ["name", "note"])
def test_the_first_click_after_typing_does_what_it_says(
    page: Page, field: str, press: str, seen: str
) -> None:
    page.click(f'[data-field="{field}"]')
    page.keyboard.press("Control+a")
    page.keyboard.type("คำที่พิมพ์ไว้")
    click_once(page, press)
    expect(page.locator(seen)).to_have_count(1)
    [village] = page.evaluate("window.muban.session.drawing.villages")
    assert village[field] == "คำที่พิมพ์ไว้"


def test_saving_straight_from_a_field_saves_what_was_typed(page: Page, tmp_path: Path) -> None:
    page.click('[data-tab="files"]')
    page.fill('[data-field="note"]', "ริมห้วย")
    with page.expect_download() as waiting:
        click_once(page, '[data-do="download"]')
    waiting.value.save_as(tmp_path / "งาน.geojson")
    [village] = json.loads((tmp_path / "งาน.geojson").read_text("utf-8"))["features"]
    assert village["properties"]["note"] == "ริมห้วย"


def test_a_field_keeps_what_is_being_typed_while_the_page_goes_on(page: Page) -> None:
    field = page.locator('[data-field="name"]')
    field.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("บ้านให")
    # The checks, a saving, a position: each makes the page show itself anew.
    page.evaluate("window.muban.session.show({}); window.muban.session.show({ typing: false })")
    page.keyboard.type("ม่")
    expect(field).to_be_focused()
    expect(field).to_have_value("บ้านใหม่")
    page.keyboard.press("Enter")
    assert names(page) == ["บ้านใหม่"]
    page.keyboard.press("Control+Shift+Z")
    field.evaluate("field => field.blur()")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("บ้านเหนือ")


@dataclass
class Desk:
    """A page that `muban serve` shows, and its project's folder."""

    page: Page
    project: Path

    @property
    def file(self) -> Path:
        return self.project / "drawings" / NAME

    def saved(self) -> list[str]:
        """Names in the file, once the page says that it has saved."""
        expect(self.page.locator("[data-show=saved]")).to_contain_text("บันทึกแล้ว")
        features = json.loads(self.file.read_text("utf-8"))["features"]
        return [feature["properties"]["name"] for feature in features]


@pytest.fixture
def desk(browser: Browser, tmp_path: Path) -> Iterator[Desk]:
    def page() -> bytes:
        save = SaveTarget(SAVE, SECRET, version_of(tmp_path, NAME))
        return build_digitizer(replace(plain_tambon(save=save), project="a" * 16), read_assets())

    server = make_server(Preview(tmp_path, None, {"x.html": page}, SECRET))
    context = browser.new_context(viewport=SIZES["desk"], locale="th-TH")
    with answering(server) as address:
        tab = context.new_page()
        tab.goto(f"{address}_draw/x.html")
        tab.wait_for_selector("html[data-ready]")
        yield Desk(tab, tmp_path)
        context.close()


def test_work_gets_into_the_folder_without_a_click(desk: Desk) -> None:
    said = desk.page.locator("[data-show=saved]")
    expect(said).to_contain_text("บันทึกให้เอง")
    # That it is saving stands for a moment only: what is said is noted as it changes.
    desk.page.evaluate(
        """() => {
            window.told = [];
            new MutationObserver(() => {
                const text = document.querySelector("[data-show=saved]")?.textContent ?? "";
                if (text !== window.told.at(-1)) window.told.push(text);
            }).observe(document.body, { childList: true, subtree: true, characterData: true });
        }"""
    )
    draw_a_village(desk.page)
    assert desk.saved() == ["บ้านเหนือ"]
    desk.page.fill('[data-field="name"]', "บ้านเหนือใหม่")
    desk.page.keyboard.press("Tab")
    wait_until(lambda: desk.saved() == ["บ้านเหนือใหม่"])
    told = [text for text in desk.page.evaluate("window.told") if text]
    assert sum("กำลังบันทึก" in text for text in told) == 2
    kept = {path.name for path in (desk.project / "backup").iterdir()}
    assert kept == {"400106-เมืองเก่า.001.geojson", "400106-เมืองเก่า.last.geojson"}


def test_a_file_changed_underneath_is_asked_about_and_waits_unharmed(desk: Desk) -> None:
    draw_a_village(desk.page)
    assert desk.saved() == ["บ้านเหนือ"]
    by_hand = desk.file.read_text("utf-8").replace("บ้านเหนือ", "แก้ด้วยมือ")
    desk.file.write_text(by_hand, "utf-8")
    desk.page.fill('[data-field="note"]', "ริมห้วย")
    desk.page.keyboard.press("Tab")
    expect(desk.page.locator('[data-notice="version"]')).to_be_visible()
    expect(desk.page.locator("[data-show=saved]")).to_contain_text("ยังไม่ได้บันทึก")
    assert desk.file.read_text("utf-8") == by_hand
    desk.page.click('[data-do="save-mine"]')
    assert desk.saved() == ["บ้านเหนือ"]
    kept = [path.read_text("utf-8") for path in (desk.project / "backup").iterdir()]
    assert by_hand in kept


def test_a_server_that_is_gone_is_told_and_tried_again(desk: Desk) -> None:
    gone = True

    def answer(route: Route) -> None:
        if gone:
            route.abort()
        else:
            route.continue_()

    desk.page.route("**/_draw/save", answer)
    draw_a_village(desk.page)
    told = desk.page.locator('[data-notice="unsaved"]')
    expect(told).to_contain_text("จะลองใหม่เอง")
    expect(desk.page.locator("[data-show=saved]")).to_contain_text("ยังไม่ได้บันทึก")
    gone = False
    desk.page.fill('[data-field="note"]', "ริมห้วย")
    desk.page.keyboard.press("Tab")
    expect(told).to_have_count(0)
    assert desk.saved() == ["บ้านเหนือ"]
