"""Every page of the desk by screen reader and keyboard, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from muban.web.told.data_guide import GUIDE
from muban.web.told.report import html_report
from tests.browser.test_browser_tambon import DESK, PHONE, axe, axe_by_day_and_night
from tests.desks import RunningDesk, running_desk
from tests.sample_site import sample_project

pytestmark = pytest.mark.browser

STEPS = {
    "files": ".file",
    "check": ".problem",
    "draw": "iframe, .tambons",
    "see": "iframe[data-built]",
    "print": "main button.main",
    "excel": ".made a",
    "publish": "article.post",
}
"""What is there when a page is."""


@dataclass
class Sample:
    desk: RunningDesk
    name: str

    def at(self, step: str) -> str:
        return f"{self.desk.address}#/p/{self.name}/{step}"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    with running_desk(tmp_path_factory.mktemp("desk")) as desk:
        name = desk.post("api/sample")["id"]
        assert desk.settled(name)["stage"] == "ready"
        yield Sample(desk, name)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="th-TH")
    yield context.new_page()
    context.close()


def settle(page: Page, step: str) -> None:
    """Wait for the page's heading, and for what it asks the program for."""
    expect(page.locator("h1").first).to_be_attached()
    expect(page.locator(".waiting")).to_have_count(0)
    if step:
        expect(page.locator(STEPS[step]).first).to_be_attached()


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("step", ["", *STEPS])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    sample: Sample, page: Page, step: str, size: dict[str, int], lang: str
) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(sample.at(step) if step else sample.desk.address)
    if lang == "en":
        page.get_by_role("button", name="English").click()
    settle(page, step)
    assert (axe_by_day_and_night(page) if lang == "th" else axe(page)) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_report_and_guide_are_read_by_screen_readers_by_day_and_by_night(
    tmp_path: Path, page: Page
) -> None:
    report = tmp_path / "report.html"
    report.write_text(html_report(sample_project()[1]), "utf-8")
    for paper in (report, GUIDE):
        page.goto(paper.as_uri())
        assert axe_by_day_and_night(page) == []


def test_every_page_is_reached_and_left_by_the_tabulator_alone(sample: Sample, page: Page) -> None:
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(sample.at("files"))
    settle(page, "files")
    for step in STEPS:
        page.evaluate("document.querySelector('.brand').focus()")
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.dataset.step") == step:
                break
        else:
            pytest.fail(f"the tabulator never reached {step}")
        ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert ring != "none"
        page.keyboard.press("Enter")
        expect(page.locator(f".steps [data-step={step}]")).to_have_attribute("aria-current", "page")
        settle(page, step)


def test_a_whole_page_is_walked_with_the_tabulator(sample: Sample, page: Page) -> None:
    """Everything that a mouse can press on the page for publishing, keys reach in order."""
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(sample.at("publish"))
    settle(page, "publish")
    wanted = page.locator(
        "main a, main button:not([disabled]), main input:not([type=radio]), main summary,"
        " main textarea, main select"
    ).count()
    page.evaluate("document.querySelector('main h1').focus()")
    met = 0
    for _ in range(wanted + 40):
        page.keyboard.press("Tab")
        inside = page.evaluate("document.activeElement.closest('main') !== null")
        if not inside:
            break
        shown = page.evaluate(
            "(() => { const box = document.activeElement.getBoundingClientRect();"
            " return box.bottom > 0 && box.top < innerHeight && box.width > 0; })()"
        )
        assert shown
        met += page.evaluate("document.activeElement.type !== 'radio'")
    assert met == wanted


def test_the_map_of_what_was_found_is_looked_at_nearer(sample: Sample, page: Page) -> None:
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(sample.at("check"))
    settle(page, "check")
    drawing, mark = page.locator(".plan svg"), page.locator(".mark").first
    whole, first = drawing.get_attribute("viewBox"), mark.bounding_box()
    assert whole
    assert first
    expect(page.get_by_role("button", name="ย่อ", exact=True)).to_be_disabled()
    for _ in range(2):
        page.get_by_role("button", name="ขยาย", exact=True).click()
    wide = [float(one) for one in str(drawing.get_attribute("viewBox")).split()]
    assert wide[2] == pytest.approx(float(whole.split()[2]) / 4)
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    mark.focus()  # keys bring what they reach into the window
    near, box = mark.bounding_box(), drawing.bounding_box()
    assert near
    assert box
    assert near["width"] == pytest.approx(first["width"], rel=0.1)
    assert box["x"] <= near["x"] + near["width"] / 2 <= box["x"] + box["width"]
    assert box["y"] <= near["y"] + near["height"] / 2 <= box["y"] + box["height"]
    before = drawing.get_attribute("viewBox")
    mark.click()
    expect(page.locator(".problem.chosen")).to_be_focused()
    assert drawing.get_attribute("viewBox") == before
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 4, box["y"] + box["height"] / 4)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 4 - 60, box["y"] + box["height"] / 4 - 40, steps=4)
    page.mouse.up()
    assert drawing.get_attribute("viewBox") != before
    for _ in range(2):
        page.get_by_role("button", name="ย่อ", exact=True).click()
    assert drawing.get_attribute("viewBox") == whole
