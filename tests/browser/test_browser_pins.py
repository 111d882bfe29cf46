"""Landmarks under a thumb: every one reached in two taps, and none told at a false place."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from muban.layers.atlas import TambonAtlas
from muban.web.pages.page_tambon import build_tambon_page
from tests.browser.test_browser_tambon import DESK, PHONE, Opener, axe, opened
from tests.built_pages import make_site, write_pages
from tests.crowded_tambon import crowded_tambon
from tests.sample_atlas import sample_tambon
from tests.seen import seen

__all__ = ["opened"]

pytestmark = pytest.mark.browser

TAMBONS = {"431605": sample_tambon, "430199": crowded_tambon}


def written(folder: Path, tambon: TambonAtlas) -> str:
    site = make_site()
    write_pages(folder, build_tambon_page(seen(tambon), site), site)
    return (folder / f"tambon/{tambon.tambon.code}/index.html").as_uri()


@pytest.fixture
def thumb(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": PHONE["width"], "height": PHONE["height"]},
        has_touch=True,
        is_mobile=True,
        reduced_motion="reduce",
        locale="th-TH",
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("code", TAMBONS)
def test_every_landmark_is_reached_in_two_taps_at_the_first_view(
    tmp_path: Path, thumb: Page, code: str
) -> None:
    tambon = TAMBONS[code]()
    thumb.goto(written(tmp_path, tambon))
    thumb.wait_for_selector("html.ready")
    reached: list[int] = []
    for members in thumb.locator(".pin").evaluate_all("all => all.map(e => e.dataset.members)"):
        marker = thumb.locator(f".pin[data-members='{members}']")
        box = marker.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
        drawn = marker.locator("> *").first.bounding_box()
        assert drawn is not None
        assert min(drawn["width"], drawn["height"]) >= 24
        thumb.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        indices = [int(index) for index in members.split()]
        if len(indices) > 1:
            expect(thumb.locator("#village-card .several button")).to_have_count(len(indices))
            thumb.locator("#village-card .several button").last.tap()
        name = tambon.landmarks["name"].iloc[indices[-1]]
        expect(thumb.locator("#village-card h2")).to_contain_text(name, use_inner_text=True)
        reached += indices
        thumb.locator("#village-card .close").tap()
        thumb.evaluate("scrollTo(0, 0)")
        thumb.locator("#whole").tap()
    assert sorted(reached) == list(range(len(tambon.landmarks)))


@pytest.mark.parametrize("code", TAMBONS)
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_every_village_is_named_or_numbered_at_the_first_view(
    tmp_path: Path, opened: Opener, code: str, size: dict[str, int]
) -> None:
    tambon = TAMBONS[code]()
    page = opened(written(tmp_path, tambon), size=size)
    named = page.locator(".name-on-map:not([hidden])")
    assert named.count() == len(tambon.villages)
    for text in named.all_inner_texts():
        assert text.strip()


def _pixels(lon: float, lat: float, zoom: float) -> tuple[float, float]:
    """Web Mercator as tiles have it: 256 pixels for the world at zoom 0."""
    world = 256 * 2**zoom
    north = math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))
    return world * (lon / 360), -world * north / (2 * math.pi)


@pytest.mark.parametrize("zoom", [12, 14.5, 17])
def test_the_foot_of_every_marker_stands_on_its_true_place(
    tmp_path: Path, opened: Opener, zoom: float
) -> None:
    tambon = crowded_tambon()
    lon, lat = 102.6, 17.9
    page = opened(f"{written(tmp_path, tambon)}#z={zoom}/{lat}/{lon}")
    middle = page.locator("#map").bounding_box()
    assert middle is not None
    feet = page.locator(".feet circle").evaluate_all(
        """all => all.map(foot => {
          const {x, y, width, height} = foot.getBoundingClientRect();
          return [Number(foot.dataset.landmarkIndex), x + width / 2, y + height / 2];
        })"""
    )
    assert len(feet) == len(tambon.landmarks)
    x0, y0 = _pixels(lon, lat, zoom)
    cell = 1 / (math.cos(math.radians(lat)) * 156543 / 2**zoom)
    for index, x, y in feet:
        place = tambon.landmarks.geometry.iloc[index]
        east, south = _pixels(place.x, place.y, zoom)
        # The page knows places to the metre.
        assert x - middle["x"] - middle["width"] / 2 == pytest.approx(east - x0, abs=0.6 + cell)
        assert y - middle["y"] - middle["height"] / 2 == pytest.approx(south - y0, abs=0.6 + cell)


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_no_marker_stands_outside_its_tambon_or_on_a_name_and_lines_lead_to_its_places(
    tmp_path: Path, opened: Opener, size: dict[str, int]
) -> None:
    page = opened(written(tmp_path, crowded_tambon()), size=size)
    strays = page.evaluate(
        """() => {
          const areas = [...document.querySelectorAll('.map-live [data-village-code]')];
          const names = [...document.querySelectorAll('.name-on-map:not([hidden])')]
            .map(e => e.getBoundingClientRect());
          const lines = [...document.querySelectorAll('.feet .leader')]
            .map(e => e.getAttribute('d')).join('');
          const found = [];
          for (const pin of document.querySelectorAll('.pin')) {
            const {left, top, right, bottom} = pin.firstElementChild.getBoundingClientRect();
            const at = new DOMPoint((left + right) / 2, (top + bottom) / 2);
            const inside = areas.some(area =>
              area.isPointInFill(at.matrixTransform(area.getScreenCTM().inverse())));
            if (!inside) found.push('outside');
            if (names.some(n => n.left < right - 3 && left < n.right - 3 &&
                n.top < bottom - 3 && top < n.bottom - 3)) found.push('on a name');
            for (const index of pin.dataset.members.split(' ')) {
              const foot = document.querySelector(`.feet circle[data-landmark-index='${index}']`);
              const box = foot.getBoundingClientRect();
              const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
              const away = Math.hypot(x - at.x, y - at.y);
              const [cx, cy] = [foot.getAttribute('cx'), foot.getAttribute('cy')];
              // A count's own word is the count: its lines end where they would only hide.
              const owed = pin.classList.contains('count') ? away < 40 : true;
              const drawn = lines.includes(`M${cx} ${cy}L`);
              if (away > 14 && owed && !drawn) found.push(`no line to ${index}`);
            }
          }
          return found;
        }"""
    )
    assert strays == []


def test_a_chosen_landmark_is_marked_and_in_the_address_and_back_leads_out(
    tmp_path: Path, opened: Opener
) -> None:
    address = written(tmp_path, sample_tambon())
    page = opened(address)
    page.locator("#search").fill("วัดโพนแพง")
    page.locator("#search-found button").first.click()
    name = page.locator("#village-card h2").inner_text()
    expect(page.locator(".pin.chosen")).to_have_count(1)
    assert page.locator(".pin.chosen").get_attribute("data-members") is not None
    expect(page).to_have_url(re.compile("p="))
    sent = page.url
    link = page.locator("#village-card .directions")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    assert "18.26" in (link.get_attribute("href") or "")
    page.go_back()
    expect(page.locator("#village-card")).to_be_hidden()
    expect(page.locator(".pin.chosen")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("p="))
    again = opened(sent)
    expect(again.locator("#village-card h2")).to_have_text(name, use_inner_text=True)
    assert axe(again) == []


def test_back_returns_from_a_village_to_the_tambon(tmp_path: Path, opened: Opener) -> None:
    page = opened(written(tmp_path, sample_tambon()))
    page.locator("#village-list a").nth(2).click()
    page.locator("#village-list a").nth(4).click()
    expect(page).to_have_url(re.compile("v=43160505"))
    page.go_back()
    expect(page.locator("#village-card")).to_be_hidden()
    expect(page.locator("#village-list [aria-current='true']")).to_have_count(0)
    page.go_forward()
    expect(page.locator("#village-card h2")).to_contain_text("หนองคอน")


def test_a_chip_leaves_one_group_of_landmarks(tmp_path: Path, opened: Opener) -> None:
    page = opened(written(tmp_path, sample_tambon()))
    page.locator(".groups summary").click()
    page.locator("#groups [data-group='education']").click()
    kinds = page.locator(".feet circle").evaluate_all("all => all.map(e => e.dataset.landmarkKind)")
    assert kinds
    assert set(kinds) <= {"school", "child_center", "library_info", "learning_center"}
    expect(page).to_have_url(re.compile("g=education"))
    page.locator("#groups [data-group='']").click()
    expect(page.locator(".feet circle")).to_have_count(46)


def test_why_a_pin_was_taken_for_its_kind_is_not_published(tmp_path: Path) -> None:
    tambon = sample_tambon()
    landmarks = tambon.landmarks.assign(kind_reason="ชื่อขึ้นต้นด้วยวัด")
    site = make_site()
    built = build_tambon_page(seen(replace(tambon, landmarks=landmarks)), site)
    assert "ชื่อขึ้นต้นด้วย" not in next(iter(built.values())).decode()
