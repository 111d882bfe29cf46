"""Pages on a host: kept for when there is no network, and a way out of LINE's own browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import wait_until
from tests.built_pages import province_page, tambon_page
from tests.hosts import host_of
from tests.sample_atlas import sample_tambon

pytestmark = pytest.mark.browser

PAGE = "tambon/431605/"


@pytest.fixture
def host(tmp_path: Path) -> Iterator[str]:
    """A host on this machine alone, with both pages; its address."""
    tambon_page(tmp_path)
    province_page(tmp_path)
    with host_of(tmp_path) as address:
        yield address


def test_a_page_seen_once_opens_without_a_network(host: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(host + PAGE)
    page.wait_for_selector("html.ready")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.reload()
    page.wait_for_selector("html.ready")
    # A page is kept when all that it needs is.
    kept = "async page => (await caches.match(page)) !== undefined"
    wait_until(lambda: page.evaluate(kept, host + PAGE))
    context.set_offline(True)
    page.reload()
    page.wait_for_selector("html.ready")
    expect(page.locator("path[data-village-code]")).to_have_count(13)
    context.close()


def test_in_line_a_way_to_the_own_browser_is_offered(host: str, browser: Browser) -> None:
    context = browser.new_context(
        user_agent="Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Safari Line/13.1.0"
    )
    page = context.new_page()
    page.goto(host + PAGE + "#v=43160503")
    page.wait_for_selector("html.ready")
    expect(page.locator("#line-hint")).to_be_visible()
    link = page.locator("#line-open").get_attribute("href") or ""
    assert "openExternalBrowser=1" in link
    assert link.endswith("#v=43160503")
    context.close()


def test_where_am_i_names_the_village(host: str, browser: Browser) -> None:
    context = browser.new_context(
        geolocation={"latitude": 18.0, "longitude": 100.0}, permissions=["geolocation"]
    )
    page = context.new_page()
    page.goto(host + PAGE)
    page.wait_for_selector("html.ready")
    page.locator("#locate").click()
    page.wait_for_function("() => document.querySelector('#said').textContent !== ''")
    expect(page.locator("#said")).to_contain_text("นอกพื้นที่", use_inner_text=True)
    village = sample_tambon().villages.iloc[2]
    context.set_geolocation(
        {"latitude": float(village["label_lat"]), "longitude": float(village["label_lon"])}
    )
    page.locator("#locate").click()
    page.wait_for_function(
        "name => document.querySelector('#said').textContent.includes(name)", arg=village["name"]
    )
    context.close()


def test_on_paper_the_tables_are_there_and_the_buttons_are_not(host: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(host + PAGE)
    page.wait_for_selector("html.ready")
    page.emulate_media(media="print")
    expect(page.locator("#village-table")).to_be_visible()
    expect(page.locator("#legend")).to_be_visible()
    expect(page.locator(".tools")).to_be_hidden()
    expect(page.locator("#search")).to_be_hidden()
    page.close()
