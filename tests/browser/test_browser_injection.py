"""Text from files is text: nothing planted in any format runs, wherever one clicks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from muban.layers.atlas import Atlas
from muban.web.building.build import BuildOptions, build_site
from muban.web.drawing.digitizer import build_digitizer
from muban.web.drawing.digitizer_data import digitizer_data
from muban.web.pages.assets_index import read_assets
from muban.web.project import read_project, survey
from muban.web.publishing.publish_site import publish
from muban.web.told.report import html_report
from tests.injected_project import PAYLOADS, injected_project

pytestmark = pytest.mark.browser

_CLICK_EVERYTHING = """() => {
  const seen = new Set();
  for (let round = 0; round < 3; round++) {
    const things = document.querySelectorAll(
      "button, summary, label, select, [role=button], [tabindex], a[href^='#'], " +
        "li, td, th, path, circle, use");
    for (const thing of things) {
      if (seen.has(thing) || thing.closest("a[href]:not([href^='#'])")) continue;
      if (thing.id === "play" || thing.id === "locate" || thing.closest(".print")) continue;
      seen.add(thing);
      for (const kind of ["mouseover", "focus", "click"]) {
        thing.dispatchEvent(new MouseEvent(kind, { bubbles: true }));
      }
    }
  }
  return seen.size;
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("injected")
    project = read_project(injected_project(folder / "project"))
    atlas = survey(project)
    _plant_past_the_readers(atlas)
    out = publish(build_site(project, atlas, BuildOptions()), folder / "site").folder
    (out / "report.html").write_text(html_report(atlas), encoding="utf-8")
    drawing = build_digitizer(
        digitizer_data(atlas.pages[0]), read_assets(), legend=project.legend, lang="th"
    )
    (out / "digitize.html").write_bytes(drawing)
    return out


def _plant_past_the_readers(atlas: Atlas) -> None:
    """Names lose their tags when they are read; the pages must stand without that wall too."""
    frames = [atlas.village_areas, atlas.landmarks]
    frames += [frame for page in atlas.pages for frame in (page.villages, page.landmarks)]
    for frame in frames:
        if frame is not None:
            frame["name"] = [
                payload for payload, _ in zip(cycle(PAYLOADS), frame.index, strict=False)
            ]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    context.add_init_script(
        "window.pwned = () => { window.__pwned = true };"
        "window.alert = window.pwned; window.print = () => {}"
    )
    page = context.new_page()
    yield page
    context.close()


def test_the_corpus_has_at_least_a_hundred_payloads() -> None:
    assert len(set(PAYLOADS)) >= 100


@pytest.mark.parametrize(
    ("name", "ready"),
    [
        ("index.html", "html.ready"),
        ("tambon/431605/index.html", "html.ready"),
        ("404.html", "body"),
        ("report.html", "body"),
        ("digitize.html", "html[data-ready]"),
    ],
)
def test_no_payload_runs_and_none_breaks_the_page(
    site: Path, page: Page, name: str, ready: str
) -> None:
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (troubles.append("dialog"), dialog.dismiss()))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith(("file:", "data:", "blob:"))
            else troubles.append(f"request: {request.url}")
        ),
    )
    address = (site / name).as_uri()
    page.goto(address)
    page.wait_for_selector(ready)
    page.wait_for_timeout(300)  # for a payload to run: that none does is told by nothing
    assert page.evaluate(_CLICK_EVERYTHING) > 0
    page.wait_for_timeout(300)
    assert not page.evaluate("window.__pwned === true")
    assert page.url.partition("#")[0] == address
    planted = page.locator("script:not([src])").evaluate_all(
        "scripts => scripts.filter("
        "s => s.textContent.includes('pwned()') && !s.type.includes('json')).length"
    )
    assert planted == 0
    assert troubles == []


def test_every_payload_is_shown_as_the_text_it_is(site: Path, page: Page) -> None:
    page.goto((site / "tambon" / "431605" / "index.html").as_uri())
    shown = page.evaluate("document.body.textContent")
    for payload in ("<script>pwned()</script>", "<img src=x onerror=pwned()>"):
        assert payload in shown
