"""A pin's photo: from a phone's camera into the work, the project's folder, and the site."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, TiffImagePlugin
from playwright.sync_api import Browser, FilePayload, Page, expect

from muban.layers.personal.photo_metadata import find_metadata
from muban.web.building.build import BuildOptions, build_site
from muban.web.drawing.digitizer_data import SaveTarget
from muban.web.drawing.drawing_page import drawing_page
from muban.web.drawing.save_drawing import version_of
from muban.web.drawing.serve import SAVE, Preview, make_server
from muban.web.project import read_project, survey
from tests.browser import wait_until
from tests.digitizer_pages import SIZES, tap
from tests.hosts import answering
from tests.small_projects import three_villages

pytestmark = pytest.mark.browser
FILE = "431605-โพนแพง.geojson"
SIDEWAYS = 6
"""Orientation of EXIF: the phone was held upright, the sensor lies on its side."""


def phone_photo() -> FilePayload:
    """A photo as a phone writes it: large, on its side, with place, time and device inside."""
    rough = np.random.default_rng(7).integers(0, 255, (75, 100, 3), dtype=np.uint8)
    picture = Image.fromarray(rough).resize((4000, 3000), Image.Resampling.BICUBIC)
    exif = Image.Exif()
    exif[0x0112], exif[0x0110], exif[0x0132] = SIDEWAYS, "Phone 9", "2026:11:28 08:00:00"
    whole = [TiffImagePlugin.IFDRational(one) for one in (18, 6, 18)]
    exif[0x8825] = {1: "N", 2: tuple(whole), 3: "E", 4: tuple(whole)}
    written = io.BytesIO()
    picture.save(written, "JPEG", exif=exif, quality=92)
    assert {"EXIF", "GPS"} <= set(find_metadata(written.getvalue()))
    return {"name": "IMG_0001.JPG", "mimeType": "image/jpeg", "buffer": written.getvalue()}


@contextmanager
def served(project: Path) -> Iterator[str]:
    """The page for drawing of a project, as ``muban serve`` shows it."""
    token = "a secret of this test"

    def page() -> bytes:
        save = SaveTarget(SAVE, token, version_of(project, FILE))
        return drawing_page(read_project(project), save=save)

    server = make_server(Preview(project, None, {"431605.html": page}, token))
    with answering(server) as address:
        yield f"{address}_draw/431605.html"


def opened(browser: Browser, address: str) -> Page:
    page = browser.new_context(viewport=SIZES["phone"], accept_downloads=True).new_page()
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    return page


def give(page: Page, file: FilePayload) -> None:
    page.locator('[data-field="photo"]').set_input_files([file])


def shown(page: Page) -> bool:
    photo = page.locator('[data-show="photo"]')
    return photo.count() == 1 and bool(photo.evaluate("one => one.naturalWidth > 0"))


def test_a_photo_of_a_pin_is_made_small_kept_saved_and_published(
    browser: Browser, tmp_path: Path
) -> None:
    project = three_villages(tmp_path / "งาน")
    photo = phone_photo()
    with served(project) as address:
        page = opened(browser, address)
        page.click('[data-tool="pin"]')
        tap(page, 103.115, 18.105)
        page.keyboard.type("วัดโพธิ์ชัย")
        page.keyboard.press("Enter")
        page.click('[data-tool="select"]')
        page.click('[data-tab="pins"]')
        page.click("[data-pin]")
        # What is no picture, or none that this browser can open, says so and changes nothing.
        for name, kind, words in (
            ("IMG_0002.HEIC", "image/heic", "HEIC"),
            ("รายงาน.jpg", "image/jpeg", "เปิด รายงาน.jpg เป็นภาพไม่ได้"),
        ):
            give(page, {"name": name, "mimeType": kind, "buffer": b"no picture"})
            expect(page.locator("#hint .hint")).to_contain_text(words)
        give(page, photo)
        wait_until(lambda: shown(page))
        page.click('[data-tool="undo"]')
        wait_until(lambda: not shown(page))
        page.click('[data-tool="redo"]')
        wait_until(lambda: shown(page))
        page.keyboard.press("Control+s")
        wait_until((project / "drawings" / FILE).exists)
        page.click('[data-tab="files"]')
        with page.expect_download() as begun:
            page.click('[data-do="download"]')
        begun.value.save_as(tmp_path / "จากโทรศัพท์.geojson")
        # Another browser has it from the project's folder.
        other = opened(browser, address)
        other.click('[data-tab="pins"]')
        other.click("[data-pin]")
        wait_until(lambda: shown(other))
        for one in (page, other):
            one.context.close()
    [kept] = (project / "photos").iterdir()
    content = kept.read_bytes()
    with Image.open(io.BytesIO(content)) as small:
        assert (small.format, small.size) == ("JPEG", (960, 1280))
    assert len(content) <= 200_000
    # A browser says how the colours are meant, and nothing else.
    assert find_metadata(content) in ([], ["icc_profile"])
    said = json.loads((project / "drawings" / FILE).read_text("utf-8"))
    assert "photos" not in said["muban"]
    assert kept.name in json.dumps(said["features"])
    # The downloaded file carries its photo: it needs no folder beside it.
    alone = three_villages(tmp_path / "สำนักงาน")
    shutil.copy(tmp_path / "จากโทรศัพท์.geojson", alone / "drawings")
    assert list(survey(read_project(alone)).photos) == [kept.name]
    published_shows(browser, project, kept.name, tmp_path / "site")
    kept.unlink()
    told = survey(read_project(project))
    assert [one.code for one in told.problems if "photo" in one.code] == ["landmark.photo_missing"]


def published_shows(browser: Browser, project: Path, photo: str, out: Path) -> None:
    """The tambon's page shows the photo on the pin's card, with nothing hidden in it."""
    read = read_project(project)
    atlas = survey(read)
    files = build_site(read, atlas, BuildOptions())
    assert find_metadata(files[f"photos/{photo}"]) == []
    for name, content in files.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(content)
    page = browser.new_page(viewport=SIZES["phone"])
    [pin] = atlas.pages[0].landmarks["landmark_id"]
    page.goto(f"{(out / 'tambon' / '431605' / 'index.html').as_uri()}#p={pin}")
    seen = page.locator("#village-card .photo")
    expect(seen).to_be_visible()
    wait_until(lambda: seen.evaluate("one => one.naturalHeight") == 1280)
    page.close()
