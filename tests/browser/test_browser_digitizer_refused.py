"""A browser that keeps nothing for any page: cookies and site data are blocked in its settings.

Firefox then throws where a page touches ``indexedDB``; Chromium opens no database and throws at
``localStorage``. Drawing starts at once in both, and says that nothing is kept.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser import CHROMIUM_ARGS
from tests.digitizer_pages import plain_tambon, write_page

pytestmark = pytest.mark.browser

AS_FIREFOX = """for (const store of ["indexedDB", "localStorage"])
    Object.defineProperty(window, store, {
        get() { throw new DOMException("The operation is insecure.", "SecurityError"); },
    });"""
# A store that is waited for is waited for at least six seconds: here that never ends.
NEVER_LONG = """const soon = window.setTimeout;
    window.setTimeout = (work, ms = 0, ...rest) => (ms < 3000 ? soon(work, ms, ...rest) : 0);"""
BLOCKED = {"profile": {"default_content_setting_values": {"cookies": 2}}}


@pytest.fixture(params=["as Firefox", "Chromium"])
def context(
    request: pytest.FixtureRequest, playwright_driver: Playwright, tmp_path: Path
) -> Iterator[BrowserContext]:
    settings = tmp_path / "profile/Default/Preferences"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps(BLOCKED if request.param == "Chromium" else {}))
    context = playwright_driver.chromium.launch_persistent_context(
        str(tmp_path / "profile"),
        executable_path=shutil.which("chromium"),
        args=CHROMIUM_ARGS,
        locale="th-TH",
    )
    if request.param == "as Firefox":
        context.add_init_script(AS_FIREFOX)
    yield context
    context.close()


def _open(context: BrowserContext, url: str) -> tuple[Page, list[str]]:
    page = context.new_page()
    page.add_init_script(NEVER_LONG)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(url)
    page.wait_for_selector("html[data-ready]")
    return page, troubles


def test_drawing_starts_at_once_and_says_that_nothing_is_kept(
    context: BrowserContext, tmp_path: Path
) -> None:
    url = write_page(plain_tambon(), tmp_path / "digitize.html")
    with_store = "typeof indexedDB === 'object' && !!localStorage"
    page, troubles = _open(context, url)
    assert (
        page.evaluate(f"(() => {{ try {{ return {with_store} }} catch {{ return false }} }})()")
        is False
    )
    expect(page.locator("#notice")).to_contain_text("ไม่ให้เก็บงานไว้ในเครื่อง")
    page.evaluate("window.muban.addPin([102800000, 16400000], 'วัด')")
    assert page.evaluate("window.muban.session.drawing.pins.length") == 1
    expect(page.locator("#notice")).to_contain_text("บันทึกลงไฟล์บ่อย")
    assert troubles == []


def test_leaving_asks_until_the_work_is_in_a_file(context: BrowserContext, tmp_path: Path) -> None:
    url = write_page(plain_tambon(), tmp_path / "digitize.html")
    page, _ = _open(context, url)
    asks = "(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })))()"
    assert page.evaluate(asks) is False
    page.evaluate("window.muban.addPin([102800000, 16400000], 'วัด')")
    assert page.evaluate(asks) is True
    page.click('[data-tab="files"]')
    with page.expect_download():
        page.click('[data-do="download"]')
    assert page.evaluate(asks) is False
