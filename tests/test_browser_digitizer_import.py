"""Files of other programs on the page for drawing: as many records as Python reads."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from gis.reading.read import read_file
from tests.digitizer_pages import real_tambon, write_page

pytestmark = [pytest.mark.browser, pytest.mark.shared]

COUNT = """async ([name, text]) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const { features } = await window.muban.open(name, bytes);
    return [features.length, features.filter(({ shapes }) => shapes.length > 0).length];
}"""


def test_the_page_reads_as_many_records_as_python(
    browser: Browser, shared_data: Path, tmp_path: Path
) -> None:
    files = sorted((shared_data / "corpus" / "kml_gpx").iterdir())
    assert len(files) == 57
    context = browser.new_context()
    page = context.new_page()
    page.goto(write_page(real_tambon(shared_data), tmp_path / "digitize.html"))
    page.wait_for_selector("html[data-ready]")
    for file in files:
        reads = read_file(file, file.parent)
        met = sum(len(read.numbers) for read in reads)
        shown = sum(
            int(read.frame["geometry"].notna().sum()) for read in reads if read.kind == "features"
        )
        text = base64.b64encode(file.read_bytes()).decode()
        assert (file.name, *page.evaluate(COUNT, [file.name, text])) == (file.name, met, shown)
    context.close()
