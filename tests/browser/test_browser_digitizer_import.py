"""Files of other programs on the page for drawing: as many records as Python reads."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from muban.gis.reading.read import read_file
from tests.digitizer_pages import listed_tambon, plain_tambon, write_page
from tests.drawings import codes, kml, placemark, read_bytes, zipped

pytestmark = [pytest.mark.browser]

RECORDS = Path(__file__).parents[1] / "data" / "import_conformance" / "records.json"

COUNT = """async ([name, text]) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const { features } = await window.muban.open(name, bytes);
    return [features.length, features.filter(({ shapes }) => shapes.length > 0).length];
}"""

READ = """async ([name, text]) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const { features } = await window.muban.open(name, bytes);
    const holes = ({ rings }) => (rings && rings.length > 1 ? `+${rings.length - 1}` : "");
    const said = (shapes) => shapes.map((one) => one.kind + holes(one)).join(" ");
    return features.map(({ name, shapes, properties }) => [name, said(shapes), properties]);
}"""


def test_the_page_reads_the_shared_files_as_python_does(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(write_page(plain_tambon(), tmp_path / "digitize.html"))
    page.wait_for_selector("html[data-ready]")
    for case in json.loads(RECORDS.read_text("utf-8")):
        text = base64.b64encode(case["text"].encode()).decode()
        found = page.evaluate(READ, [case["file"], text])
        assert (case["says"], [one[:2] for one in found]) == (
            case["says"],
            [one[:2] for one in case["records"]],
        )
        for one, (_, _, *fields) in zip(found, case["records"], strict=True):
            assert {**one[2], **(fields[0] if fields else {})} == one[2]
    context.close()


ARCHIVE = zipped(
    {
        "หมู่1.kmz": zipped({"doc.kml": kml(placemark("ก"))}),
        "หมู่2.kmz": zipped(
            {
                "doc.kml": kml(
                    "<NetworkLink><Link><href>files/b%20c.kml</href></Link></NetworkLink>",
                    "<NetworkLink><Link><href>files/gone.kml</href></Link></NetworkLink>",
                ),
                "files/b c.kml": kml(placemark("ข")),
                "deeper.zip": zipped({"doc.kml": kml(placemark("ค"))}),
            }
        ),
    }
)


def test_an_archive_in_an_archive_is_opened_once_and_its_own_links_are_followed(
    browser: Browser, tmp_path: Path
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(write_page(plain_tambon(), tmp_path / "digitize.html"))
    page.wait_for_selector("html[data-ready]")
    found = page.evaluate(READ, ["all.zip", base64.b64encode(ARCHIVE).decode()])
    assert [one[:2] for one in found] == [["ก", "point"], ["", ""], ["ข", "point"]]
    reads = read_bytes(tmp_path, "all.zip", ARCHIVE)
    assert [name for read in reads for name in read.frame["_name"]] == ["ก", "ข"]
    assert codes(reads) == ["read.member_nested", "read.network_link"]
    context.close()


def test_the_page_reads_as_many_records_as_python(
    browser: Browser, shared_data: Path, tmp_path: Path
) -> None:
    files = sorted((shared_data / "corpus" / "kml_gpx").iterdir())
    assert len(files) in (57, 6)  # the corpus, or its stand-in
    context = browser.new_context()
    page = context.new_page()
    page.goto(write_page(listed_tambon(shared_data), tmp_path / "digitize.html"))
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
