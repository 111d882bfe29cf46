"""A drawing that was worked on in another program is opened here: nothing of it is dropped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.digitizer_pages import plain_tambon, write_page

pytestmark = pytest.mark.browser

SQUARE = [[102.79, 16.39], [102.8, 16.39], [102.8, 16.4], [102.79, 16.4], [102.79, 16.39]]
EAST = [[lon + 0.02, lat] for lon, lat in SQUARE]
FEATURES = [
    {
        "type": "Feature",
        "id": "v1",
        "properties": {"kind": "village", "name": "เหนือ", "moo": 1, "ครัวเรือน": 120},
        "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
    },
    {
        "type": "Feature",
        "properties": {"name": "บ้านใต้"},
        "geometry": {"type": "Polygon", "coordinates": [EAST]},
    },
    {
        "type": "Feature",
        "properties": {"name": "ถนนสายใหม่"},
        "geometry": {"type": "LineString", "coordinates": SQUARE[:3]},
    },
    {
        "type": "Feature",
        "properties": {"kind": "landmark", "name": "วัดไกล"},
        "geometry": {"type": "Point", "coordinates": [2.35, 48.85]},
    },
]
DRAWING = {
    "type": "FeatureCollection",
    "muban": {"format": "drawing", "version": 1, "next": 2, "tambon_code": "400106"},
    "features": FEATURES,
}


def test_what_another_program_put_into_a_drawing_is_kept_shown_and_told(
    browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page(locale="th-TH")
    page.goto(write_page(plain_tambon(), tmp_path / "digitize.html"))
    page.wait_for_selector("html[data-ready]")
    page.click('[data-tab="files"]')
    text = json.dumps(DRAWING, ensure_ascii=False).encode()
    named = {"name": "งาน.geojson", "mimeType": "application/geo+json", "buffer": text}
    page.set_input_files('[data-field="file"]', named)  # type: ignore[arg-type]
    said = page.locator("#hint")
    expect(said).to_contain_text("1 รายการที่โปรแกรมอื่นเพิ่มไว้")
    expect(said).to_contain_text("2 รายการวาดในหน้านี้ไม่ได้")
    expect(said).to_contain_text("ครัวเรือน")
    assert page.locator("[data-other] .name").all_inner_texts() == [
        "ถนนสายใหม่ · LineString",
        "วัดไกล · Point",
    ]
    with page.expect_download() as download:
        page.click('[data-do="download"]')
    saved = json.loads(Path(download.value.path()).read_text("utf-8"))["features"]
    names = [feature["properties"]["name"] for feature in saved]
    assert sorted(names) == sorted(feature["properties"]["name"] for feature in FEATURES)
    [north] = [one for one in saved if one["properties"]["name"] == "เหนือ"]
    assert north["properties"]["ครัวเรือน"] == 120
    page.click('[data-tab="villages"]')
    page.click('[data-village="v1"]')
    assert "120" in (page.locator('[data-more="ครัวเรือน"]').text_content() or "")
    page.close()
