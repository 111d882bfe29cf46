"""The address of a site of one tambon: it opens on the tambon, without a network too."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from muban.web.building.build import BuildOptions, build_site
from muban.web.project import read_project, survey
from tests.browser import wait_until
from tests.hosts import host_of
from tests.small_projects import three_villages

pytestmark = pytest.mark.browser
# The page writes its view behind the address, when it has drawn it.
TAMBON = re.compile(r"/tambon/431605/index\.html(#.*)?$")
OVERVIEW = re.compile(r"/overview\.html(#.*)?$")


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("งาน")
    project = read_project(three_villages(folder / "งาน"))
    out = folder / "site"
    for name, content in build_site(project, survey(project), BuildOptions()).items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(content)
    with host_of(out) as address:
        yield address


def test_the_address_opens_on_the_tambon_and_the_overview_is_a_tap_away(
    host: str, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(host)
    page.wait_for_url(TAMBON)
    page.wait_for_selector("html.ready")
    page.locator("a.up").click()
    page.wait_for_url(OVERVIEW)
    page.get_by_role("link", name="ตำบลโพนแพง", exact=True).click()
    page.wait_for_url(TAMBON)
    context.close()


def test_the_address_opens_without_a_network_after_one_visit(host: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(host)
    page.wait_for_url(TAMBON)
    page.wait_for_selector("html.ready")
    kept = """async door => navigator.serviceWorker.controller?.state === 'activated'
        && (await caches.match(door)) !== undefined"""
    wait_until(lambda: page.evaluate(kept, host))
    page.reload()
    page.wait_for_selector("html.ready")
    context.set_offline(True)
    page.goto(host)
    page.wait_for_url(TAMBON)
    page.wait_for_selector("html.ready")
    expect(page.locator("path[data-village-code]")).to_have_count(3)
    context.close()
