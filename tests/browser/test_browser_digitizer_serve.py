"""Drawing on a page that `muban serve` shows: saving writes into the project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from muban.gis.reading.read import read_file
from muban.web.drawing.digitizer import build_digitizer
from muban.web.drawing.digitizer_data import SaveTarget
from muban.web.drawing.serve import SAVE, Preview, make_server
from muban.web.pages.assets_index import read_assets
from tests.browser.test_browser_digitizer import WEST, Officer
from tests.digitizer_pages import listed_tambon
from tests.hosts import answering

pytestmark = pytest.mark.browser


def test_saving_writes_a_drawing_that_is_read_like_any_other(
    browser: Browser, shared_data: Path, tmp_path: Path
) -> None:
    save = SaveTarget(SAVE, "a secret of this test")
    page = build_digitizer(listed_tambon(shared_data, save=save), read_assets())
    preview = Preview(tmp_path, None, {"400106.html": lambda: page}, save.token)
    with answering(make_server(preview)) as address:
        tab = browser.new_page(viewport={"width": 1366, "height": 768})
        tab.goto(f"{address}_draw/400106.html")
        tab.wait_for_selector("html[data-ready]")
        officer = Officer(tab)
        officer.draw("40010601", WEST)
        tab.click('[data-do="save"]')
        hint = tab.locator("#hint .hint")
        expect(hint).to_contain_text("drawings/400106-เมืองเก่า.geojson")
        officer.draw("40010602", [(102.81, 16.41), (102.82, 16.4), (102.81, 16.39)])
        expect(hint).not_to_contain_text("drawings/400106-เมืองเก่า.geojson")
        tab.keyboard.press("Control+s")
        expect(hint).to_contain_text("drawings/400106-เมืองเก่า.geojson")
        tab.close()
    [saved] = (tmp_path / "drawings").iterdir()
    [read] = read_file(saved, tmp_path)
    assert list(read.frame["village_code"]) == ["40010601", "40010602"]
    kept = sorted((tmp_path / "backup").iterdir())
    assert [len(json.loads(one.read_text("utf-8"))["features"]) for one in kept] == [1, 2]
