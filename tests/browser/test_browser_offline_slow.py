"""The service worker on a slow or broken network: the kept page soon, the fresh one next time.

The host answers as told: after a pause, with an error, or with another version of the site.
"""

from __future__ import annotations

import functools
import hashlib
import http.server
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from muban.web.drawing.serve import Preview, make_server
from muban.web.pages.assets_index import read_assets
from tests.browser import wait_until

pytestmark = pytest.mark.browser


class Host(http.server.ThreadingHTTPServer):
    """A host of a small site that can be told to hang or to fail."""

    def __init__(self, folder: Path) -> None:
        handler = functools.partial(Handler, directory=str(folder))
        super().__init__(("127.0.0.1", 0), handler)
        self.folder = folder
        self.go = threading.Event()
        self.go.set()
        self.status: dict[str, int] = {}
        self.asked: list[str] = []
        self.address = f"http://127.0.0.1:{self.server_port}/map/"

    def publish(self, version: str) -> None:
        """A site whose page shows two versions: its own, and that of its script."""
        site = self.folder / "map"
        (site / "assets").mkdir(parents=True, exist_ok=True)
        for old in (site / "assets").iterdir():
            old.unlink()
        (site / "sw.js").write_bytes(read_assets()["sw.js"].content)
        script = f"document.title = document.body.dataset.v + '+{version}'".encode()
        name = f"page.{hashlib.sha256(script).hexdigest()[:12]}.js"
        (site / "assets" / name).write_bytes(script)
        register = "navigator.serviceWorker.register('/map/sw.js')"
        (site / "index.html").write_text(
            f"<body data-v='{version}'><script src='assets/{name}'></script>"
            f"<script>{register}</script>"
        )

    def hang(self) -> None:
        self.go.clear()

    def answer(self) -> None:
        self.go.set()


class Handler(http.server.SimpleHTTPRequestHandler):
    server: Host

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.server.asked.append(self.path)
        # Times of files are told to the second; versions follow one another faster.
        del self.headers["If-Modified-Since"]
        if not path.endswith("sw.js"):
            self.server.go.wait(60)
        status = self.server.status.get(path)
        if status:
            return self.send_error(status)
        return super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing: a test's output is its result."""


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    host = Host(tmp_path)
    thread = threading.Thread(target=host.serve_forever, daemon=True)
    thread.start()
    yield host
    host.answer()
    host.shutdown()
    host.server_close()
    thread.join()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


KEPT = """async () => {
    const found = [];
    for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys()) found.push(url);
    return found.sort();
}"""


def kept(page: Page) -> list[str]:
    return [str(url) for url in page.evaluate(KEPT)]


def visit(context: BrowserContext, host: Host, end: str = "") -> str:
    """Open the page anew and give the versions of its words and its script."""
    page = context.new_page()
    page.goto(host.address + end)
    page.wait_for_function("() => document.title !== ''")
    title = page.title()
    page.close()
    return title


def first_visit(context: BrowserContext, host: Host, version: str = "1") -> Page:
    """See the page once, and stay until the worker has it; gives a page to look at the store."""
    host.publish(version)
    page = context.new_page()
    page.goto(host.address)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    wait_until_kept(page, f"data-v='{version}'")
    return page


def wait_until_kept(page: Page, words: str) -> None:
    says = """async ([address, words]) => {
        const answer = await caches.match(address);
        return Boolean(answer) && (await answer.text()).includes(words);
    }"""
    wait_until(lambda: page.evaluate(says, [page.url.partition("?")[0], words]))


def test_a_page_seen_once_is_kept_at_once(context: BrowserContext, host: Host) -> None:
    page = first_visit(context, host)
    names = [url.removeprefix(host.address) for url in kept(page)]
    assert len(names) == 2
    assert names[0] == ""
    assert names[1].startswith("assets/page.")
    context.set_offline(True)
    assert visit(context, host) == "1+1"


def test_a_server_that_hangs_is_waited_for_three_seconds(
    context: BrowserContext, host: Host
) -> None:
    page = first_visit(context, host)
    host.publish("2")
    host.hang()
    began = time.monotonic()
    assert visit(context, host) == "1+1"
    assert 2.5 < time.monotonic() - began < 55  # on a busy machine; the server takes a minute
    host.answer()
    wait_until_kept(page, "data-v='2'")
    context.set_offline(True)
    assert visit(context, host) == "2+2"


def test_what_is_appended_to_a_link_makes_no_second_copy(
    context: BrowserContext, host: Host
) -> None:
    page = first_visit(context, host)
    for version, end in enumerate(["?fbclid=a", "?fbclid=b", "index.html?x=1", ""], start=2):
        host.publish(str(version))
        assert visit(context, host, end) == f"{version}+{version}"
        wait_until_kept(page, f"data-v='{version}'")
    pages = [url for url in kept(page) if ".js" not in url]
    assert pages == [host.address]
    context.set_offline(True)
    assert visit(context, host, "?fbclid=c") == "5+5"


def test_files_that_no_kept_page_needs_go(context: BrowserContext, host: Host) -> None:
    page = first_visit(context, host)
    for version in "23456":
        host.publish(version)
        assert visit(context, host) == f"{version}+{version}"
        wait_until_kept(page, f"data-v='{version}'")
    # One version back may still be open in a tab.
    wait_until(lambda: len(kept(page)) <= 3)


def test_a_page_whose_script_did_not_come_takes_no_ones_place(
    context: BrowserContext, host: Host
) -> None:
    page = first_visit(context, host)
    host.publish("2")
    [script] = (host.folder / "map/assets").iterdir()
    host.status[f"/map/assets/{script.name}"] = 503
    other = context.new_page()
    other.goto(host.address)
    wait_until(lambda: sum(script.name in path for path in host.asked) >= 1)
    context.set_offline(True)
    assert visit(context, host) == "1+1"
    assert kept(page)


@pytest.mark.parametrize(("status", "shown"), [(503, True), (404, False)])
def test_a_broken_server_is_stood_in_for_and_a_page_taken_off_is_let_go(
    context: BrowserContext, host: Host, status: int, shown: bool
) -> None:
    page = first_visit(context, host)
    host.status["/map/"] = status
    other = context.new_page()
    other.goto(host.address)
    assert (other.title() == "1+1") == shown
    if not shown:
        wait_until(lambda: host.address not in kept(page))


def test_an_earlier_workers_copies_go_and_those_of_another_site_stay(
    context: BrowserContext, host: Host
) -> None:
    host.publish("1")
    page = context.new_page()
    page.goto(host.address.replace("/map/", "/nowhere"))
    elsewhere = host.address.replace("/map/", "/other/")
    page.evaluate(
        """async ([ours, other]) => {
            const store = await caches.open("muban-1");
            for (const url of [`${ours}?fbclid=1`, `${ours}?fbclid=2`, other])
                await store.put(url, new Response("old"));
        }""",
        [host.address, elsewhere],
    )
    first_visit(context, host)
    left = [url for url in kept(page) if ".js" not in url]
    assert left == [host.address, elsewhere]


def test_a_preview_keeps_nothing_and_takes_away_what_was_kept(
    context: BrowserContext, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    register = "<script>navigator.serviceWorker.register('/sw.js')</script>"
    (site / "index.html").write_text(f"<h1>site</h1>{register}")
    preview = Preview(tmp_path, site, {"430111.html": register.encode})
    server = make_server(preview)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    page = context.new_page()
    page.goto(f"{address}nowhere")
    page.evaluate(
        """async address => {
            const store = await caches.open("muban-2 " + address);
            await store.put(address + "_draw/430111.html", new Response("token"));
        }""",
        address,
    )
    nothing = """async () => (await caches.keys()).length
        + (await navigator.serviceWorker.getRegistrations()).length === 0"""
    for path in ("", "_draw/430111.html"):
        page.goto(address + path)
        wait_until(lambda: page.evaluate(nothing))
    server.shutdown()
    server.server_close()


def publish_two(host: Host, version: str) -> None:
    """The site with a second page beside the first, and the manifest that names both."""
    host.publish(version)
    site = host.folder / "map"
    (site / "tambon").mkdir(exist_ok=True)
    first = (site / "index.html").read_text()
    (site / "tambon/index.html").write_text(first.replace("'assets/", "'../assets/"))
    pages = {name: (site / name).read_bytes() for name in ("index.html", "tambon/index.html")}
    files = {name: {"sha256": hashlib.sha256(page).hexdigest()} for name, page in pages.items()}
    (site / "manifest.json").write_text(json.dumps({"files": files}))


@pytest.mark.parametrize("within_reach", [True, False])
def test_no_page_of_an_earlier_publication_is_shown_beside_a_new_one(
    context: BrowserContext, host: Host, *, within_reach: bool
) -> None:
    publish_two(host, "1")
    page = context.new_page()
    page.goto(host.address)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    wait_until_kept(page, "data-v='1'")
    tambon = context.new_page()
    tambon.goto(host.address + "tambon/")
    wait_until_kept(tambon, "data-v='1'")
    publish_two(host, "2")
    if not within_reach:
        host.status["/map/tambon/"] = 503
    assert visit(context, host) == "2+2"
    wait_until_kept(page, "data-v='2'")
    if within_reach:
        wait_until_kept(tambon, "data-v='2'")
        context.set_offline(True)
        assert visit(context, host, "tambon/") == "2+2"
    else:
        wait_until(lambda: host.address + "tambon/" not in kept(page))
