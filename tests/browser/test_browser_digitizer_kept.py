"""The browser's store stays shut, as a browser on its way out can leave it; nothing gets lost.

A killed browser may hold the lock of its databases for seconds while the disk is busy, and the
new one then cannot open them. The tests hold that lock themselves.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser import CHROMIUM_ARGS, wait_until
from tests.digitizer_pages import listed_tambon, write_page

pytestmark = pytest.mark.browser

Opening = Callable[[], Page]


@contextmanager
def shut(profile: Path) -> Iterator[Callable[[], None]]:
    """Hold the lock of the browser's database; gives what lets it go."""
    [lock] = profile.glob("Default/IndexedDB/*.leveldb/LOCK")
    handle = os.open(lock, os.O_RDWR)
    fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    try:
        yield lambda: fcntl.lockf(handle, fcntl.LOCK_UN)
    finally:
        os.close(handle)


class Officer:
    """Someone whose browser keeps a profile on disk, and who opens it again and again."""

    def __init__(self, driver: Playwright, profile: Path, url: str) -> None:
        self.driver, self.profile, self.url = driver, profile, url
        self.context: BrowserContext | None = None

    def open(self) -> Page:
        """Close the browser and start it anew with the page."""
        self.close()
        self.context = self.driver.chromium.launch_persistent_context(
            str(self.profile),
            executable_path=shutil.which("chromium"),
            args=CHROMIUM_ARGS,
            locale="th-TH",
        )
        page = self.context.new_page()
        page.goto(self.url)
        page.wait_for_selector("html[data-ready]")
        return page

    def leave_pins(self, *names: str, lifeboat: bool = True) -> None:
        """Put pins, see them kept, and close the browser; perhaps with the database alone."""
        page = self.open()
        pin(page, *names)
        settle(page)
        if not lifeboat:
            page.evaluate("localStorage.clear()")
        self.close()

    def close(self) -> None:
        if self.context:
            self.context.close()
        self.context = None


@pytest.fixture
def officer(playwright_driver: Playwright, shared_data: Path, tmp_path: Path) -> Iterator[Officer]:
    url = write_page(listed_tambon(shared_data), tmp_path / "digitize.html")
    one = Officer(playwright_driver, tmp_path / "profile", url)
    yield one
    one.close()


def pin(page: Page, *names: str) -> None:
    for n, name in enumerate(names):
        page.evaluate("([at, name]) => window.muban.addPin(at, name)", [[102800000 + n, 1], name])


def pins(page: Page) -> list[str]:
    return [
        str(name) for name in page.evaluate("window.muban.session.drawing.pins.map(p => p.name)")
    ]


def settle(page: Page) -> None:
    page.wait_for_function("() => window.muban.kept.allKept")


def test_a_store_that_opens_late_is_waited_for(officer: Officer) -> None:
    officer.leave_pins("วัด", "โรงเรียน")
    with shut(officer.profile) as let_go:
        timer = threading.Timer(2.5, let_go)
        timer.start()
        page = officer.open()
        timer.join()
        assert pins(page) == ["วัด", "โรงเรียน"]
    expect(page.locator("#notice")).to_contain_text("ค้างไว้")


def test_work_that_could_not_be_read_at_the_start_is_shown_once_it_can(officer: Officer) -> None:
    officer.leave_pins("วัด", lifeboat=False)
    with shut(officer.profile) as let_go:
        page = officer.open()
        assert pins(page) == []
        expect(page.locator("#notice")).to_contain_text("งานที่เคยวาดอาจยังอยู่ในนั้น")
        let_go()
        page.wait_for_function("() => window.muban.kept.found")
    expect(page.locator("#notice")).to_contain_text("เปิดงานที่ทำค้างไว้")
    expect(page.locator("#notice")).not_to_contain_text("ยังไม่ได้")
    assert pins(page) == ["วัด"]


def test_where_the_store_stays_shut_the_last_state_is_shown_all_the_same(officer: Officer) -> None:
    officer.leave_pins("วัด", "โรงเรียน")
    with shut(officer.profile) as let_go:
        page = officer.open()
        assert pins(page) == ["วัด", "โรงเรียน"]
        pin(page, "ตลาด")
        let_go()
        settle(page)
    assert pins(officer.open()) == ["วัด", "โรงเรียน", "ตลาด"]


def test_edits_made_without_the_store_join_what_it_has(officer: Officer) -> None:
    officer.leave_pins("วัด", lifeboat=False)
    with shut(officer.profile) as let_go:
        page = officer.open()
        pin(page, "ตลาด", "สระน้ำ")
        expect(page.locator("#notice")).to_contain_text("โปรดบันทึกลงไฟล์")
        assert not page.evaluate("window.muban.kept.settled()")
        let_go()
        settle(page)
    assert pins(page) == ["ตลาด", "สระน้ำ"]
    expect(page.locator("#notice")).to_contain_text("ด้วย")
    page.click('#notice [data-do="back"]')
    wait_until(lambda: pins(page) == ["วัด"])
    settle(page)
    page = officer.open()
    assert pins(page) == ["วัด"]
    page.click('[data-tab="files"]')
    page.click('[data-past="3"]')
    assert pins(page) == ["ตลาด", "สระน้ำ"]


def test_a_fitted_paper_map_and_who_drew_are_there_again(officer: Officer, tmp_path: Path) -> None:
    page = officer.open()
    page.click('[data-tab="files"]')
    page.fill('[data-field="drawn_by"]', "กานดา")
    picture = tmp_path / "แผนที่กระดาษ.png"
    Image.new("RGB", (400, 250), "#f4e9c8").save(picture)
    page.set_input_files('[data-field="file"]', picture)
    page.locator(".paper-corner").nth(1).press("ArrowRight")
    lying = page.eval_on_selector(".paper-image", "image => image.style.transform")
    settle(page)
    page = officer.open()
    assert page.eval_on_selector(".paper-image", "image => image.style.transform") == lying
    page.click('[data-tab="files"]')
    expect(page.locator('[data-field="drawn_by"]')).to_have_value("กานดา")
    page.click("text=เอาภาพออก")
    settle(page)
    page = officer.open()
    expect(page.locator(".paper-image")).to_be_hidden()


@pytest.mark.parametrize("store", ["IndexedDB", "WebStorage"])
def test_a_store_that_the_browser_threw_away_comes_back_from_the_other(
    officer: Officer, store: str
) -> None:
    """Chromium begins anew with an empty database where it finds the log of one broken."""
    officer.leave_pins("วัด", "โรงเรียน")
    shutil.rmtree(officer.profile / "Default" / store)
    page = officer.open()
    assert pins(page) == ["วัด", "โรงเรียน"]
    pin(page, "ตลาด")
    settle(page)
    officer.close()
    other = {"IndexedDB": "WebStorage", "WebStorage": "IndexedDB"}[store]
    shutil.rmtree(officer.profile / "Default" / other)
    assert pins(officer.open()) == ["วัด", "โรงเรียน", "ตลาด"]
