"""Two projects that draw the same tambon, one after the other on one address."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.digitizer_pages import plain_tambon
from web.drawing.digitizer import build_digitizer
from web.pages.assets_index import read_assets

pytestmark = pytest.mark.browser


def opened(tab: Page, path: Path, project: str) -> list[str]:
    """Show a project's page at one address; the names of the pins that stand on it."""
    data = replace(plain_tambon(), project=project)
    path.write_bytes(build_digitizer(data, read_assets()))
    tab.goto(path.as_uri())
    tab.wait_for_selector("html[data-ready]")
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
