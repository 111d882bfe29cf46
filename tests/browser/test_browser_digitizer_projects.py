"""Two projects that draw the same tambon, one after the other on one address."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from muban.web.drawing.digitizer import build_digitizer
from muban.web.pages.assets_index import read_assets
from tests.browser import wait_until
from tests.digitizer_pages import plain_tambon

pytestmark = pytest.mark.browser


def opened(tab: Page, path: Path, project: str) -> list[str]:
    """Show a project's page at one address; the names of the pins that stand on it."""
    data = replace(plain_tambon(), project=project)
    path.write_bytes(build_digitizer(data, read_assets()))
    tab.goto(path.as_uri())
    tab.wait_for_selector("html[data-ready]")
    # Where the store opens late, the page is ready before what was kept is read.
    tab.wait_for_function("() => window.muban.kept.found")
    return list(tab.evaluate("window.muban.session.drawing.pins.map((pin) => pin.name)"))


def test_what_one_project_keeps_is_not_shown_in_another(browser: Browser, tmp_path: Path) -> None:
    tab = browser.new_page()
    page = tmp_path / "400106.html"
    assert opened(tab, page, "a" * 16) == []
    tab.evaluate("window.muban.addPin([102_800_000, 16_400_000], 'วัดของงานแรก')")
    tab.wait_for_function("() => window.muban.kept.allKept")
    assert opened(tab, page, "b" * 16) == []
    assert opened(tab, page, "a" * 16) == ["วัดของงานแรก"]
    tab.close()


def test_work_of_a_folder_that_was_moved_is_offered_and_not_put_in_by_itself(
    browser: Browser, tmp_path: Path
) -> None:
    tab = browser.new_page()
    page = tmp_path / "400106.html"
    opened(tab, page, "a" * 16)
    for name in ("วัด", "ตลาด"):
        tab.evaluate("name => window.muban.addPin([102_800_000, 16_400_000], name)", name)
    tab.wait_for_function("() => window.muban.kept.allKept")
    assert opened(tab, page, "b" * 16) == []
    expect(tab.locator('[data-notice="version"]')).to_contain_text("โฟลเดอร์งานอื่น")
    tab.click('[data-do="take-other"]')
    names = "window.muban.session.drawing.pins.map((pin) => pin.name)"
    wait_until(lambda: tab.evaluate(names) == ["วัด", "ตลาด"])
    tab.wait_for_function("() => window.muban.kept.allKept")
    assert opened(tab, page, "b" * 16) == ["วัด", "ตลาด"]
    expect(tab.locator('[data-notice="version"]')).to_have_count(0)
    tab.close()
