"""Pins by mouse and keyboard: a tap and a name, again and again."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from muban.layers.landmark.landmark_kind import find_kind
from muban.symbology.legend import read_legend
from tests.browser.test_browser_digitizer_panel import bring
from tests.digitizer_pages import opened_drawing, tap

pytestmark = pytest.mark.browser
NAMES = Path(__file__).parents[1] / "layers/data/landmarks"


@pytest.fixture(params=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    with opened_drawing(browser, tmp_path, request.param) as page:
        yield page


def pins(page: Page) -> list[dict[str, Any]]:
    return list(page.evaluate("window.muban.session.drawing.pins"))


def test_a_pin_is_two_clicks_and_a_name(page: Page) -> None:
    page.click('[data-tool="pin"]')
    tap(page, 102.80, 16.40)
    expect(page.locator('[data-field="name"]')).to_be_focused()
    page.keyboard.type("วัดโพธิ์ชัย")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    [pin] = pins(page)
    assert (pin["name"], pin["kind"]) == ("วัดโพธิ์ชัย", "temple")
    # The next ones need one click each; a click on the map ends a name as Enter does.
    tap(page, 102.81, 16.405)
    page.keyboard.type("โรงเรียนวัดกลาง")
    tap(page, 102.815, 16.395)
    page.keyboard.type("หน้าโรงเรียน")
    page.keyboard.press("Enter")
    found = [(pin["name"], pin["kind"]) for pin in pins(page)]
    assert found[1:] == [("โรงเรียนวัดกลาง", "school"), ("หน้าโรงเรียน", "")]


def test_a_kind_somebody_chose_stands_and_one_that_was_told_follows_the_name(page: Page) -> None:
    page.click('[data-tool="pin"]')
    tap(page, 102.80, 16.40)
    page.keyboard.type("ตลาดสด")
    page.keyboard.press("Enter")
    page.fill('[data-field="name"]', "สระน้ำ")
    page.keyboard.press("Enter")
    assert pins(page)[0]["kind"] == "water_source"
    page.select_option('[data-field="kind"]', "market")
    page.fill('[data-field="name"]', "วัดใหม่")
    page.keyboard.press("Enter")
    assert pins(page)[0]["kind"] == "market"


def test_a_household_is_not_given_a_symbol_and_the_officer_is_told(page: Page) -> None:
    page.click('[data-tool="pin"]')
    tap(page, 102.80, 16.40)
    page.keyboard.type("ผู้ป่วยติดเตียง")
    page.keyboard.press("Enter")
    assert pins(page)[0]["kind"] == ""
    expect(page.locator("#hint .hint")).to_contain_text("ห้ามเผยแพร่")


def test_pins_are_found_by_name_and_moved(page: Page) -> None:
    page.click('[data-tool="pin"]')
    for n in range(8):
        tap(page, 102.785 + 0.005 * n, 16.39 + 0.002 * n)
        page.keyboard.type(f"วัดที่ {n}" if n % 2 else f"ตลาดที่ {n}")
        page.keyboard.press("Enter")
    page.click('[data-tool="select"]')
    page.fill('[data-field="sought"]', "ตลาด")
    expect(page.locator("[data-pin]")).to_have_count(4)
    page.fill('[data-field="sought"]', "วัดที่ 5")
    page.click("[data-pin]")
    expect(page.locator('[data-field="name"]')).to_have_value("วัดที่ 5")
    page.click('[data-do="move-pin"]')
    tap(page, 102.811, 16.401)
    [moved] = [pin for pin in pins(page) if pin["name"] == "วัดที่ 5"]
    assert abs(moved["at"][0] - 102_811_000) < 200
    assert len(pins(page)) == 8


def test_pins_of_a_file_get_the_symbols_that_their_names_say(page: Page) -> None:
    rows = "ชื่อ,lat,lon\nวัดกลาง,16.40,102.80\nรร.บ้านกลาง,16.41,102.81\nที่ใดไม่รู้,16.39,102.82\n"
    bring(page, "จุด.csv", rows)
    page.wait_for_function("() => window.muban.session.drawing.pins.length === 3")
    assert [pin["kind"] for pin in pins(page)] == ["temple", "school", ""]
    page.click('[data-tool="undo"]')
    assert pins(page) == []


def test_the_page_tells_kinds_from_names_as_python_does(page: Page) -> None:
    names: list[str] = []
    for file in sorted(NAMES.glob("*.csv")):
        with file.open(encoding="utf-8") as rows:
            names += [row["name"] for row in csv.DictReader(rows)]
    told = page.evaluate("names => names.map((name) => window.muban.session.kindOf(name))", names)
    patterns = read_legend().kinds.patterns
    found = [find_kind(name, patterns) for name in names]
    expected = [match.kind if match else "" for match in found]
    differ = [
        (name, here, there)
        for name, here, there in zip(names, told, expected, strict=True)
        if here != there
    ]
    assert len(names) > 1500
    assert differ == []
