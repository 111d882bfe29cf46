"""One file, several pages and programs: no version takes the place of another unseen."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from muban.web.drawing.digitizer import build_digitizer
from muban.web.drawing.digitizer_data import SaveTarget
from muban.web.drawing.save_drawing import version_of
from muban.web.drawing.serve import SAVE, Preview, make_server
from muban.web.pages.assets_index import read_assets
from tests.browser import wait_until
from tests.browser.test_browser_digitizer_trace import NORTH
from tests.digitizer_pages import on_screen, plain_tambon
from tests.hosts import answering

pytestmark = pytest.mark.browser
NAME = "400106-เมืองเก่า.geojson"

Open = Callable[[BrowserContext], Page]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def opening(project: Path) -> Iterator[Open]:
    """Opens the page of a running preview, in a browser context of one's own."""

    def page() -> bytes:
        save = SaveTarget(SAVE, "a secret of this test", version_of(project, NAME))
        data = replace(plain_tambon(save=save), project="a" * 16)
        return build_digitizer(data, read_assets())

    server = make_server(Preview(project, None, {"x.html": page}, "a secret of this test"))
    with answering(server) as address:

        def opened(context: BrowserContext) -> Page:
            tab = context.new_page()
            tab.goto(f"{address}_draw/x.html")
            tab.wait_for_selector("html[data-ready]")
            return tab

        yield opened


def pin(page: Page, name: str) -> None:
    page.evaluate("name => window.muban.addPin([102_800_000, 16_400_000], name)", name)


def save(page: Page) -> None:
    page.click('[data-do="save"]')


def shown(page: Page) -> list[str]:
    return list(page.evaluate("window.muban.session.drawing.pins.map((pin) => pin.name)"))


def names_in(path: Path) -> list[str]:
    features = json.loads(path.read_text("utf-8"))["features"]
    return [feature["properties"]["name"] for feature in features]


def in_backup(project: Path) -> list[list[str]]:
    return [names_in(path) for path in sorted((project / "backup").iterdir())]


def test_a_second_officer_is_asked_and_both_versions_are_kept(
    browser: Browser, opening: Open, project: Path
) -> None:
    one, other = browser.new_context(), browser.new_context()
    first, second = opening(one), opening(other)
    pin(first, "วัด")
    save(first)
    expect(first.locator("#hint .hint")).to_contain_text(NAME)
    pin(second, "ตลาด")
    save(second)
    asked = second.locator('[data-notice="version"]')
    expect(asked).to_contain_text("1 หมุด")
    assert names_in(project / "drawings" / NAME) == ["วัด"]
    second.click('[data-do="save-mine"]')
    expect(second.locator("#hint .hint")).to_contain_text(NAME)
    expect(asked).to_have_count(0)
    assert names_in(project / "drawings" / NAME) == ["ตลาด"]
    assert in_backup(project) == [["วัด"], ["ตลาด"]]
    # The first page is asked in its turn, and takes the other's version.
    pin(first, "โรงเรียน")
    save(first)
    first.click('[data-do="take-file"]')
    wait_until(lambda: shown(first) == ["ตลาด"])
    pin(first, "สระน้ำ")
    save(first)
    wait_until(lambda: names_in(project / "drawings" / NAME) == ["ตลาด", "สระน้ำ"])
    one.close()
    other.close()


def test_kept_work_that_was_saved_gives_way_to_a_newer_file(
    browser: Browser, opening: Open, project: Path
) -> None:
    context = browser.new_context()
    page = opening(context)
    pin(page, "วัด")
    save(page)
    expect(page.locator("#hint .hint")).to_contain_text(NAME)
    page.wait_for_function("() => window.muban.kept.allKept")
    file = project / "drawings" / NAME
    file.write_text(file.read_text("utf-8").replace("วัด", "แก้ด้วยมือ"), "utf-8")
    page.close()
    again = opening(context)
    expect(again.locator('[data-notice="version"]')).to_contain_text("ไฟล์ในงานใหม่กว่า")
    # The file itself as it stands, not what was kept.
    assert shown(again) == ["แก้ด้วยมือ"]
    context.close()


def test_kept_work_that_was_not_saved_is_shown_and_the_file_offered(
    browser: Browser, opening: Open, project: Path
) -> None:
    context = browser.new_context()
    page = opening(context)
    pin(page, "วัด")
    save(page)
    expect(page.locator("#hint .hint")).to_contain_text(NAME)
    pin(page, "ยังไม่บันทึก")
    page.wait_for_function("() => window.muban.kept.allKept")
    file = project / "drawings" / NAME
    by_hand = file.read_text("utf-8").replace("วัด", "แก้ด้วยมือ")
    file.write_text(by_hand, "utf-8")
    page.close()
    again = opening(context)
    expect(again.locator('[data-notice="version"]')).to_contain_text("ยังไม่ได้บันทึก")
    assert shown(again) == ["วัด", "ยังไม่บันทึก"]
    save(again)
    expect(again.locator('[data-do="save-mine"]')).to_be_visible()
    assert file.read_text("utf-8") == by_hand
    again.click('[data-do="save-mine"]')
    expect(again.locator("#hint .hint")).to_contain_text(NAME)
    assert names_in(file) == ["วัด", "ยังไม่บันทึก"]
    assert ["แก้ด้วยมือ"] in in_backup(project)
    context.close()


def test_a_page_that_looks_on_saves_nothing(browser: Browser, opening: Open, project: Path) -> None:
    context = browser.new_context()
    drawing = opening(context)
    pin(drawing, "วัด")
    looking = opening(context)
    expect(looking.locator('[data-notice="turn"]')).to_be_visible()
    sent: list[str] = []  # what the page that draws saves by itself is its own
    looking.on("request", lambda one: sent.append(one.url) if one.method != "GET" else None)
    save(looking)
    looking.keyboard.press("Control+s")
    expect(looking.locator("#hint .hint")).to_contain_text("ดูได้อย่างเดียว")
    assert sent == []
    context.close()


def test_the_servers_words_are_shown_where_a_saving_fails(
    browser: Browser, opening: Open, project: Path
) -> None:
    context = browser.new_context()
    page = opening(context)
    (project / "drawings").write_text("a file where the folder should be")
    pin(page, "วัด")
    save(page)
    expect(page.locator("#hint .hint")).to_contain_text("ของเดิมยังอยู่ครบ")
    context.close()


def test_another_browser_goes_on_from_the_file_with_notes_and_words_that_no_map_shows(
    browser: Browser, opening: Open, project: Path
) -> None:
    one, other = browser.new_context(), browser.new_context()
    first = opening(one)
    first.click('[data-draw="40010601"]')
    for corner in [*NORTH, NORTH[0]]:
        first.mouse.click(*on_screen(first, *corner))
    first.fill('[data-field="note"]', "ต้นมะขามใหญ่เป็นหลักเขต")
    first.click('[data-do="check-unsure"]')
    first.fill('[data-field="check-by"]', "นางสมหญิง ใจดี")
    first.keyboard.press("Enter")
    pin(first, "บ้านลุงมี")
    save(first)
    expect(first.locator("#hint .hint")).to_contain_text(NAME)
    before = json.loads((project / "drawings" / NAME).read_text("utf-8"))["features"]
    # The page was made of a project that shows none of it.
    second = opening(other)
    assert shown(second) == ["บ้านลุงมี"]
    pin(second, "ตลาด")
    save(second)
    expect(second.locator("#hint .hint")).to_contain_text(NAME)
    after = json.loads((project / "drawings" / NAME).read_text("utf-8"))["features"]
    assert after[: len(before)] == before
    assert before[0]["properties"]["check_by"] == "นางสมหญิง ใจดี"
    assert after[-1]["properties"]["name"] == "ตลาด"
    one.close()
    other.close()
