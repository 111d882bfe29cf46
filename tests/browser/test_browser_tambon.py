"""The tambon's page as people use it: by finger, by mouse, by keyboard, and without scripts."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from muban.symbology.legend import read_legend
from muban.web.maps.choropleth import build_views
from muban.web.pages.page_tambon import build_tambon_page
from muban.web.pages.site import Basemap
from tests.browser import drawn_anew, wait_until
from tests.built_pages import make_site, tambon_page, write_pages
from tests.sample_atlas import sample_tambon
from tests.seen import seen
from tests.web.test_page_tambon import hostile_tambon

pytestmark = pytest.mark.browser

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
AXE = Path(__file__).parents[2] / "web/frontend/node_modules/axe-core/axe.min.js"

Opener = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opener]:
    """Opens a page and, at the end, insists that nothing was asked of others and nothing failed."""
    contexts: list[BrowserContext] = []
    trouble: list[str] = []

    def open_page(address: str, *, size: dict[str, int] = DESK, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            java_script_enabled=scripts,
            locale="th-TH",
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: trouble.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on(
            "request",
            lambda r: None if r.url.startswith(("file:", "data:")) else trouble.append(r.url),
        )
        page.goto(address)
        if scripts:
            page.wait_for_selector("html.ready")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert trouble == []


def fill_at(page: Page, code: str) -> tuple[int, ...]:
    """The colour of the middle of a village's name place, names and pins put away."""
    village = next(v for v in data_of(page)["villages"] if v["code"] == code)
    for layer in ("names", "landmarks", "official"):
        page.locator(f"[data-layer={layer}]").evaluate("box => box.checked && box.click()")
    box = page.locator(f"path[data-village-code='{code}']").bounding_box()
    assert box is not None
    at = page.evaluate(
        """([code, cell]) => {
          const path = document.querySelector(`path[data-village-code='${code}']`);
          const box = path.getBoundingClientRect();
          for (let i = 0.1; i < 1; i += 0.05) for (let j = 0.1; j < 1; j += 0.05) {
            const [x, y] = [box.left + i * box.width, box.top + j * box.height];
            const near = [[0, 0], [6, 0], [-6, 0], [0, 6], [0, -6]];
            if (near.every(([dx, dy]) => document.elementFromPoint(x + dx, y + dy) === path))
              return [x, y];
          }
          return null;
        }""",
        [code, village["at"]],
    )
    assert at is not None
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    pixel = shot.getpixel((round(at[0]), round(at[1])))
    assert isinstance(pixel, tuple)
    return pixel


def data_of(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.locator("#page-data").text_content() or "")
    return found


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def test_leaflet_takes_over_and_every_shape_still_says_what_it_is(
    tmp_path: Path, opened: Opener
) -> None:
    page = opened(tambon_page(tmp_path))
    tambon = sample_tambon()
    codes = page.locator(".leaflet-container [data-village-code]").evaluate_all(
        "shapes => shapes.map(shape => shape.dataset.villageCode)"
    )
    assert sorted(codes) == sorted(tambon.villages["village_code"])
    kinds = page.locator(".feet [data-landmark-kind]").evaluate_all(
        "pins => pins.map(pin => pin.dataset.landmarkKind)"
    )
    assert sorted(kinds) == sorted(tambon.landmarks["landmark_kind"])
    expect(page.locator("[data-designation-year]")).to_have_count(3)
    assert (
        page.locator("#legend li[data-kind]").count() == tambon.landmarks["landmark_kind"].nunique()
    )


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_the_map_stands_where_the_picture_stood(
    tmp_path: Path, browser: Browser, opened: Opener, size: dict[str, int]
) -> None:
    address = tambon_page(tmp_path)
    live = opened(address, size=size)
    waiting = browser.new_page(viewport={"width": size["width"], "height": size["height"]})
    waiting.route("**/*.js", lambda route: route.abort())
    waiting.goto(address)
    boxes = [
        page.locator("path[data-village-code='43160503']").bounding_box()
        for page in (waiting, live)
    ]
    waiting.close()
    assert boxes[0] is not None
    assert boxes[1] is not None
    for side in ("x", "y", "width", "height"):
        assert boxes[0][side] == pytest.approx(boxes[1][side], abs=2.5)


def test_a_pixel_inside_a_village_has_the_legends_colour_for_every_domain(
    tmp_path: Path, opened: Opener
) -> None:
    page = opened(tambon_page(tmp_path))
    views = build_views(sample_tambon())
    code = "43160503"
    ramp = set(read_legend().classes.ramp)
    for view in views[:3]:
        page.locator(f"#chips [data-domain='{view.domain.id}']").click()
        wanted = view.classes.colour(view.values[code])
        assert wanted in ramp
        wait_until(lambda wanted=wanted: fill_at(page, code) == rgb(wanted))  # type: ignore[misc]
        legend = page.locator("#ramp path").evaluate_all(
            "all => all.map(p => p.getAttribute('fill'))"
        )
        assert legend[:-1] == list(view.classes.colours)


def test_a_missing_value_is_hatched_and_not_coloured(tmp_path: Path, opened: Opener) -> None:
    page = opened(tambon_page(tmp_path))
    view = build_views(sample_tambon())[0]
    villages = sample_tambon().villages["village_code"]
    missing = [code for code in villages if view.values.get(code) is None]
    assert missing
    for code in missing:
        fill = page.locator(f"path[data-village-code='{code}']").get_attribute("fill")
        assert fill == "url(#no-data-swatch)"
    expect(page.locator("#no-data-swatch path")).to_have_count(2)


def test_details_open_by_click_and_by_keyboard_alone(tmp_path: Path, opened: Opener) -> None:
    page = opened(tambon_page(tmp_path))
    name = data_of(page)["villages"][2]["name"]
    shape = page.locator("path[data-village-code='43160503']")
    shape.dispatch_event("click")
    expect(page.locator("#village-card h2")).to_contain_text(name, use_inner_text=True)
    expect(page).to_have_url(re.compile("v=43160503"))
    page.locator("#village-card .close").click()
    expect(page.locator("#village-card")).to_be_hidden()
    shape.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#village-card h2")).to_contain_text(name, use_inner_text=True)
    assert page.locator("#village-card .radar circle").count() >= 4
    pin = page.locator(".pin:not(.count)").first
    label = pin.get_attribute("aria-label") or ""
    pin.focus()
    page.keyboard.press("Enter")
    assert page.locator("#village-card h2").inner_text() in label


def test_esc_puts_the_card_away_and_gives_focus_back(tmp_path: Path, opened: Opener) -> None:
    page = opened(tambon_page(tmp_path))
    shape = page.locator("path[data-village-code='43160503']")
    card = page.locator("#village-card")
    shape.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(page).not_to_have_url(re.compile("v="))
    page.keyboard.press("Enter")
    card.locator(".close").press("Enter")
    expect(card).to_be_hidden()
    assert shape.evaluate("shape => shape === document.activeElement")
    # The list of the search lies over the card: it goes first, the card at the next press.
    page.keyboard.press("Enter")
    page.locator("#search").fill("ผักขะ")
    page.keyboard.press("Escape")
    expect(page.locator("#search-found")).to_be_hidden()
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_tab_reaches_every_village_and_every_pin_shown(tmp_path: Path, opened: Opener) -> None:
    page = opened(tambon_page(tmp_path))
    wanted = page.locator("[data-village-code], .pin").count()
    reached = page.evaluate(
        """() => [...document.querySelectorAll('[data-village-code], .pin')]
          .filter(e => e.tabIndex === 0 && e.getAttribute('aria-label')).length"""
    )
    assert reached == wanted


def test_names_and_pins_never_overlap_at_any_zoom(tmp_path: Path, opened: Opener) -> None:
    for size in (DESK, PHONE):
        page = opened(tambon_page(tmp_path), size=size)
        for _ in range(4):
            covered = page.evaluate(
                """() => {
                  const seen = e => e.offsetParent !== null || e.getClientRects().length > 0;
                  const boxes = [...document.querySelectorAll('.name-on-map:not([hidden])')]
                    .map(e => e.getBoundingClientRect());
                  const pins = [...document.querySelectorAll('.pin svg')]
                    .filter(seen).map(e => e.getBoundingClientRect());
                  const meet = (a, b) => a.left < b.right - 2 && b.left < a.right - 2 &&
                    a.top < b.bottom - 2 && b.top < a.bottom - 2;
                  let n = 0;
                  boxes.forEach((a, i) => {
                    n += boxes.slice(i + 1).filter(b => meet(a, b)).length;
                    n += pins.filter(b => meet(a, b)).length;
                  });
                  return n;
                }"""
            )
            assert covered == 0
            page.locator("#zoom-in").click()
            drawn_anew(page)  # the map begins to grow in its next frame
            page.wait_for_selector(".leaflet-zoom-anim", state="detached")
            drawn_anew(page)


def test_search_forgives_a_missing_prefix_and_tone_marks(tmp_path: Path, opened: Opener) -> None:
    page = opened(tambon_page(tmp_path))
    village = data_of(page)["villages"][0]
    typed = village["name"].removeprefix("บ้าน").replace("่", "").replace("้", "")
    page.locator("#search").fill(typed)
    page.locator("#search-found button").first.click()
    expect(page.locator("#village-card h2")).to_contain_text(village["name"], use_inner_text=True)


def test_the_address_brings_back_what_was_shown(tmp_path: Path, opened: Opener) -> None:
    address = tambon_page(tmp_path)
    page = opened(address + "#v=43160505&d=risk.2562&off=landmarks")
    expect(page.locator("#chips [data-domain='risk']")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".pin")).to_have_count(0)
    assert (
        page.locator("#village-list [aria-current='true']").get_attribute("data-key") == "43160505"
    )


def test_english_is_one_press_away(tmp_path: Path, opened: Opener) -> None:
    page = opened(tambon_page(tmp_path))
    page.locator("#language").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("h1")).to_contain_text("Tambon Phon Phaeng", use_inner_text=True)
    expect(page.locator("#legend h2")).to_have_text("Legend", use_inner_text=True)


def test_everything_is_readable_without_scripts(tmp_path: Path, opened: Opener) -> None:
    for size in (DESK, PHONE):
        page = opened(tambon_page(tmp_path), size=size, scripts=False)
        expect(page.locator("#static-map path[data-village-code]")).to_have_count(13)
        expect(page.locator("#village-table tbody tr")).to_have_count(13)
        expect(page.locator("#legend")).to_be_visible()
        expect(page.locator("#ramp")).to_be_visible()
        assert page.locator("#radars .radar").count() >= 12
        expect(page.locator("#search")).to_be_hidden()


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("lang", ["th", "en"])
def test_axe_finds_nothing(tmp_path: Path, opened: Opener, size: dict[str, int], lang: str) -> None:
    page = opened(tambon_page(tmp_path, lang=lang) + "#v=43160503", size=size)
    assert axe_by_day_and_night(page) == []


def axe_by_day_and_night(page: Page) -> list[str]:
    """What axe-core finds on a page in the light scheme, and in the dark one."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        drawn_anew(page)
        found += [f"{scheme}: {fault}" for fault in axe(page)]
    return found


def axe(page: Page) -> list[str]:
    """What axe-core finds on a page, best practices included."""
    if not AXE.exists():
        pytest.skip("axe-core is installed with the front end's tools")
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run({preload: false}).then(result => result.violations)")
    return [f"{v['id']}: {[n['html'][:120] for n in v['nodes']][:3]}" for v in found]


def test_a_tambon_full_of_payloads_stays_quiet_through_every_click(
    tmp_path: Path, opened: Opener
) -> None:
    site = make_site(title="</title><script>window.hit=1</script>")
    write_pages(tmp_path, build_tambon_page(seen(hostile_tambon()), site), site)
    page = opened((tmp_path / "tambon/431605/index.html").as_uri())
    for selector in ("[data-village-code]", ".pin", "#chips button"):
        for target in page.locator(selector).all():
            target.dispatch_event("click")
    page.locator("#language").click()
    page.locator("#search").fill("script")
    page.locator("#search-found button").first.click()
    page.locator("#share").click()
    assert page.evaluate("window.hit") is None
    expect(page.locator("main img, dialog img")).to_have_count(0)


def test_one_file_alone_is_the_whole_page(tmp_path: Path, opened: Opener) -> None:
    built = build_tambon_page(seen(sample_tambon()), make_site(single_file=True))
    alone = tmp_path / "alone.html"
    alone.write_bytes(next(iter(built.values())))
    page = opened(alone.as_uri())
    expect(page.locator(".leaflet-container path[data-village-code]")).to_have_count(13)


@pytest.mark.parametrize("typed", ["ม.3", "ม3", "หมู่ ๓", "บ.ผักขะ", "ผักขะ ม.3", "ผ\u0e31\u0e31กขะ"])
def test_a_village_is_found_as_people_type_it(tmp_path: Path, opened: Opener, typed: str) -> None:
    page = opened(tambon_page(tmp_path))
    page.fill("#search", typed)
    expect(page.locator("#search-found button").first).to_contain_text("ผักขะ", use_inner_text=True)


def test_a_basemap_that_fails_changes_nothing_but_the_basemap(
    tmp_path: Path, browser: Browser
) -> None:
    tiles = Basemap("https://tiles.invalid/{z}/{x}/{y}.png", "© ผู้ทำแผนที่ <b>x</b>")
    address = tambon_page(tmp_path, basemap=tiles)
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.route("https://tiles.invalid/**", lambda route: route.abort())
    page.goto(address)
    page.wait_for_selector("html.ready")
    expect(page.locator("path[data-village-code]")).to_have_count(13)
    expect(page.locator(".leaflet-control-attribution")).to_contain_text(
        "© ผู้ทำแผนที่ <b>x</b>", use_inner_text=True
    )
    context.close()


def test_the_page_behaves_in_a_frame(tmp_path: Path, browser: Browser) -> None:
    tambon_page(tmp_path)
    outside = tmp_path / "outside.html"
    outside.write_text(
        '<iframe src="tambon/431605/index.html" width="700" height="520"></iframe>', "utf-8"
    )
    page = browser.new_page(viewport={"width": 900, "height": 700})
    page.goto(outside.as_uri())
    frame = page.frame_locator("iframe")
    expect(frame.locator("html.ready")).to_be_attached()
    frame.locator("path[data-village-code='43160503']").dispatch_event("click")
    expect(frame.locator("#village-card h2")).to_be_visible()
    assert frame.locator("html").evaluate("html => html.scrollWidth <= innerWidth")
    page.close()


@pytest.mark.parametrize("width", [320, 390, 760, 761, 1024, 1440])
def test_nothing_sticks_out_at_any_width(tmp_path: Path, opened: Opener, width: int) -> None:
    page = opened(tambon_page(tmp_path), size={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
