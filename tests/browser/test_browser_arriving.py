"""Nothing on a page moves while it arrives over a slow line, nor when its script takes over."""

from __future__ import annotations

import functools
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from muban.web.pages.page_province import build_province_page
from muban.web.pages.page_tambon import build_tambon_page
from tests.built_pages import make_site, write_pages
from tests.crowded_province import crowded_province
from tests.crowded_tambon import crowded_tambon
from tests.digitizer_pages import plain_tambon, write_page
from tests.hosts import FileHandler, host_with
from tests.sample_site import sample_site
from tests.seen import seen

pytestmark = pytest.mark.browser

PAGES = {
    "sample": "tambon/431605/index.html",
    "village": "tambon/431605/8/index.html",
    "crowded": "tambon/430199/index.html",
    "province": "index.html",
}
SIZES = [(390, 844), (768, 1024), (1280, 720), (600, 400)]
_PAUSE = 0.05
"""Between two pieces of a page, in seconds: long enough that a browser draws what it has."""

_TELL = """
const called = node => {
  const element = node?.nodeType === 3 ? node.parentElement : node;
  return element ? `${element.nodeName} ${element.id || element.getAttribute('class')}` : 'gone';
};
const box = r => [r.x, r.y, r.width, r.height].map(Math.round).join(' ');
window.moves = [];
window.watch = new PerformanceObserver(list => window.tell(list.getEntries()));
window.tell = entries => entries.forEach(({value, sources}) => value > 0.0005 && window.moves.push(
  sources.map(s => `${called(s.node)}: ${box(s.previousRect)} → ${box(s.currentRect)}`)));
window.watch.observe({type: 'layout-shift', buffered: true});
"""
_TOLD = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() =>
  setTimeout(() => { window.tell(window.watch.takeRecords()); done(window.moves.flat()); }))))"""


_CUTS = re.compile(
    b'(?=<path id="outline"|<div class="tools"|<button[^>]*id="zoom-in"|<details|<fieldset'
    b'|<li data-kind|<button[^>]*data-year="2[0-9]*[05]"|<p id="said"|<div class="panel"'
    b"|<article|<nav|<section|<tbody|</tbody)"
)


class SlowLine(FileHandler):
    """Hands a page over in pieces: each ends where a new part of it begins."""

    def do_GET(self) -> None:  # noqa: N802 - the base's name
        path = Path(self.translate_path(self.path))
        if path.suffix != ".html":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for piece in _CUTS.split(path.read_bytes()):
            self.wfile.write(piece)
            self.wfile.flush()
            time.sleep(_PAUSE)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A slow host of every kind of page; its address."""
    settings = make_site()
    folder = write_pages(
        tmp_path_factory.mktemp("arriving"),
        {
            **sample_site(),
            **build_tambon_page(seen(crowded_tambon()), settings),
            **build_province_page(crowded_province(), settings),
        },
        settings,
    )
    handler = functools.partial(SlowLine, directory=str(folder))
    with host_with(handler) as address:
        yield address


@pytest.mark.parametrize("size", [(390, 844), (1280, 720)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_nothing_moves_while_the_page_for_drawing_opens(
    browser: Browser, tmp_path: Path, size: tuple[int, int]
) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="th-TH")
    page.add_init_script(_TELL)
    page.goto(write_page(plain_tambon(), tmp_path / "digitize.html"))
    page.wait_for_selector("html[data-ready]")
    moved = page.evaluate(_TOLD)
    assert moved == [], "\n".join(moved)
    page.close()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("kind", PAGES)
def test_nothing_moves_from_the_first_byte_until_the_script_has_taken_over(
    host: str, browser: Browser, kind: str, size: tuple[int, int]
) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.add_init_script(_TELL)
    page.goto(host + PAGES[kind])
    if kind != "village":
        page.wait_for_selector("html.ready")
    moved = page.evaluate(_TOLD)
    assert moved == [], "\n".join(moved)
    page.close()
