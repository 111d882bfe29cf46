"""The province's page as people use it: years, amphoes, the table and the map together."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from playwright.sync_api import Page, expect
from shapely.geometry import LineString

from muban.layers.atlas import Background
from muban.web.pages.page_province import build_province_page
from tests.browser.test_browser_tambon import DESK, PHONE, Opener, axe_by_day_and_night, opened
from tests.built_pages import PAYLOAD, make_site, province_page, small_province, write_pages
from tests.crowded_province import crowded_province
from tests.sample_atlas import squares

__all__ = ["opened"]

pytestmark = pytest.mark.browser

COLOURED = "[data-designation-year]:not(.other)"


def years_shown(page: Page) -> list[str]:
    found: list[str] = page.locator(COLOURED).evaluate_all(
        "marks => marks.map(mark => mark.dataset.designationYear).sort()"
    )
    return found


def test_the_year_chosen_changes_what_is_shown(tmp_path: Path, opened: Opener) -> None:
    page = opened(province_page(tmp_path))
    assert years_shown(page) == ["2560", "2560", "2561"]
    page.locator("#years [data-year='2561']").click()
    assert years_shown(page) == ["2561"]
    expect(page.locator("[data-designation-year].other")).to_have_count(2)
    assert page.locator("#register tbody tr:visible").evaluate_all(
        "rows => rows.map(row => row.dataset.row)"
    ) == ["3", "4"]
    expect(page.locator("#chosen-list li")).to_have_count(2)
    page.locator("#all-years").click()
    expect(page.locator("#register tbody tr:visible")).to_have_count(6)


def test_years_play_one_after_the_other_and_stop(tmp_path: Path, opened: Opener) -> None:
    page = opened(province_page(tmp_path))
    # A year stands for a moment: who only looks now and then may miss it.
    page.evaluate(
        """() => {
          window.played = [];
          new MutationObserver(() => {
            const year = document.querySelector("#years [aria-pressed='true']")?.dataset.year;
            if (year && year !== window.played.at(-1)) window.played.push(year);
          }).observe(document.querySelector("#years"), { attributes: true, subtree: true });
        }"""
    )
    page.locator("#play").click()
    page.wait_for_function("() => window.played.at(-1) === '2561'")
    expect(page.locator("#play")).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("window.played") == ["2560", "2561"]


def test_amphoe_and_level_narrow_map_list_and_table(tmp_path: Path, opened: Opener) -> None:
    page = opened(province_page(tmp_path))
    page.locator("#amphoe").select_option("9902")
    assert years_shown(page) == ["2560", "2561"]
    page.locator("#level").select_option("province")
    expect(page.locator(COLOURED)).to_have_count(0)
    expect(page.locator("#register tbody tr:visible")).to_have_count(0)
    expect(page).to_have_url(re.compile("a=9902"))
    expect(page).to_have_url(re.compile("l=province"))


def test_province_level_is_a_star_and_a_rough_place_is_hollow(
    tmp_path: Path, opened: Opener
) -> None:
    page = opened(province_page(tmp_path))
    expect(page.locator(".mark[data-rows='1'] path.sure")).to_have_count(1)
    # Two at one place share a count until a year is chosen.
    expect(page.locator(".mark[data-rows='4 2'] .count")).to_have_text("2", use_inner_text=True)
    page.locator("#years [data-year='2560']").click()
    expect(page.locator(".mark[data-rows='2'] circle.sure")).to_have_count(1)
    page.locator("#years [data-year='2561']").click()
    expect(page.locator(".mark[data-rows='4'] circle.rough")).to_have_count(1)


def test_a_row_of_the_table_leads_to_its_marker_and_back(tmp_path: Path, opened: Opener) -> None:
    page = opened(province_page(tmp_path))
    page.locator("#register a.go[data-row='2']").click()
    expect(page.locator("#place-card h2")).to_contain_text("บ้านข", use_inner_text=True)
    page.locator(".mark[data-rows~='1']").dispatch_event("click")
    expect(page.locator("#place-card a[href='#row-1']")).to_be_visible()


def test_markers_are_reached_by_keyboard(tmp_path: Path, opened: Opener) -> None:
    page = opened(province_page(tmp_path))
    mark = page.locator(".mark[data-rows~='1']")
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#place-card h2")).to_contain_text("บ้านก", use_inner_text=True)
    assert "ระดับจังหวัด" in (mark.get_attribute("aria-label") or "")


def test_the_register_is_searched_and_what_was_written_is_found_too(
    tmp_path: Path, opened: Opener
) -> None:
    page = opened(province_page(tmp_path))
    page.locator("#register-search").fill("ตามต้นฉบับ 3")
    assert page.locator("#register tbody tr:visible").evaluate_all(
        "rows => rows.map(row => row.dataset.row)"
    ) == ["3"]


def test_what_was_never_designated_is_hatched(tmp_path: Path, opened: Opener) -> None:
    page = opened(province_page(tmp_path))
    shape = page.locator("path[data-tambon-code='990202']")
    assert shape.get_attribute("fill") == "#ffffff"
    page.locator("[data-layer='never']").check()
    assert shape.get_attribute("fill") == "url(#never)"
    chosen = page.locator("path[data-tambon-code='990101']")
    assert chosen.get_attribute("fill") != "url(#never)"


def test_every_area_is_on_the_overview_though_none_has_a_code(
    tmp_path: Path, opened: Opener
) -> None:
    whole, site = small_province(), make_site()
    areas = squares(5).villages
    areas["village_code"] = pd.Series([None] * len(areas), dtype=object)
    atlas = replace(whole, designations=whole.designations.iloc[:0], village_areas=areas)
    write_pages(tmp_path, build_province_page(atlas, site), site)
    page = opened((tmp_path / "index.html").as_uri())
    drawn = page.locator(".leaflet-container path[data-village-code='']")
    places = drawn.evaluate_all(
        "paths => paths.map(path => Math.round(path.getBoundingClientRect().x))"
    )
    assert len(set(places)) == 5


def test_everything_is_readable_without_scripts(tmp_path: Path, opened: Opener) -> None:
    page = opened(province_page(tmp_path), scripts=False)
    expect(page.locator("#static-map [data-designation-year]:visible")).to_have_count(3)
    expect(page.locator("#register tbody tr:visible")).to_have_count(6)
    expect(page.locator("#matrix")).to_be_visible()
    expect(page.locator("#legend")).to_be_visible()


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("lang", ["th", "en"])
def test_axe_finds_nothing(tmp_path: Path, opened: Opener, size: dict[str, int], lang: str) -> None:
    page = opened(province_page(tmp_path, lang=lang) + "#y=2560", size=size)
    page.locator(".mark[data-rows~='1']").dispatch_event("click")
    assert axe_by_day_and_night(page) == []


def test_a_register_full_of_payloads_stays_quiet_through_every_click(
    tmp_path: Path, opened: Opener
) -> None:
    site = make_site(title=PAYLOAD)
    write_pages(tmp_path, build_province_page(small_province(PAYLOAD), site), site)
    page = opened((tmp_path / "index.html").as_uri())
    for selector in (".mark", "path[data-tambon-code]", "#years button", "#chosen-list button"):
        for target in page.locator(selector).all():
            target.dispatch_event("click")
    page.locator("#language").click()
    assert page.evaluate("window.hit") is None
    expect(page.locator("main img")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 390, 761, 1440])
def test_nothing_sticks_out_at_any_width(tmp_path: Path, opened: Opener, width: int) -> None:
    page = opened(province_page(tmp_path), size={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_markers_that_share_a_count_are_reached_through_it(
    tmp_path: Path, opened: Opener, size: dict[str, int]
) -> None:
    site = make_site()
    write_pages(tmp_path, build_province_page(crowded_province(), site), site)
    page = opened((tmp_path / "index.html").as_uri(), size=size)
    rows: list[str] = []
    for each in page.locator(".mark").evaluate_all("all => all.map(e => e.dataset.rows)"):
        page.locator(f".mark[data-rows='{each}']").dispatch_event("click")
        members = each.split()
        if len(members) > 1:
            expect(page.locator("#place-card li button")).to_have_count(len(members))
        rows += members
    assert sorted(map(int, rows)) == list(range(1, 73))
    expect(page.locator(".feet circle[data-row]")).to_have_count(72)


@pytest.mark.parametrize("size", [PHONE, DESK, {"width": 320, "height": 568}])
def test_every_amphoe_is_named_in_itself(
    tmp_path: Path, opened: Opener, size: dict[str, int]
) -> None:
    site = make_site()
    atlas = crowded_province()
    write_pages(tmp_path, build_province_page(atlas, site), site)
    page = opened((tmp_path / "index.html").as_uri(), size=size)
    # What lies under the middle of a name, names and markers aside, is a tambon of its amphoe.
    under = page.locator(".name-on-map.amphoe").evaluate_all(
        """names => names.map(name => {
          const box = name.getBoundingClientRect();
          const at = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
          const area = document.elementsFromPoint(...at).find(e => e.dataset.tambonCode);
          return [name.textContent, area && area.dataset.tambonCode.slice(0, 4)];
        })"""
    )
    assert dict(under) == dict(zip(atlas.amphoes["name"], atlas.amphoes["code"], strict=True))


def test_tambons_and_villages_are_named_as_the_view_comes_nearer(
    tmp_path: Path, opened: Opener
) -> None:
    site = make_site()
    atlas = replace(crowded_province(), village_areas=squares(12).villages)
    write_pages(tmp_path, build_province_page(atlas, site), site)
    far = opened((tmp_path / "index.html").as_uri(), size=PHONE)
    near = opened((tmp_path / "index.html").as_uri() + "#z=11/17.95/102.5", size=PHONE)
    named = [page.locator(".name-on-map.tambon").count() for page in (far, near)]
    assert named[0] < named[1]


def test_thirteen_years_wrap_and_none_runs_into_the_next(tmp_path: Path, opened: Opener) -> None:
    site = make_site()
    write_pages(tmp_path, build_province_page(crowded_province(13), site), site)
    for size in (PHONE, DESK):
        page = opened((tmp_path / "index.html").as_uri(), size=size)
        boxes = [b.bounding_box() for b in page.locator("#years button").all()]
        assert len(boxes) == 13
        assert all(b and b["width"] >= 44 and b["height"] >= 44 for b in boxes)
        clipped = page.locator("#years .year").evaluate_all(
            "all => all.filter(e => e.scrollWidth > e.parentElement.clientWidth).length"
        )
        assert clipped == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_the_ground_lies_on_the_tambons_at_every_zoom_and_can_be_switched_off(
    tmp_path: Path, opened: Opener
) -> None:
    atlas = small_province()
    west, south, east, north = map(float, atlas.tambons.total_bounds)
    middle = (south + north) / 2
    river = LineString([(west, middle), (east, middle)])
    frame = gpd.GeoDataFrame({"kind": ["river"], "name": ["แม่น้ำสมมติ"]}, geometry=[river], crs=4326)
    ground = Background(frame, ("© ผู้ทำแผนที่",))
    site = make_site()
    write_pages(tmp_path, build_province_page(replace(atlas, background=ground), site), site)
    page = opened((tmp_path / "index.html").as_uri())
    line = page.locator(".map-live #base path")
    expect(line).to_have_attribute("stroke", "#2b76a8")
    expect(page.locator(".map-live .base-names text")).to_have_text("แม่น้ำสมมติ")
    level = "one => Number(getComputedStyle(one.closest('.leaflet-pane')).zIndex)"
    tambon = page.locator(".map-live path[data-tambon-code]").first
    assert tambon.evaluate(level) < line.evaluate(level)
    wide = "document.querySelector('.map-live #base path').getBoundingClientRect().width"
    before = page.evaluate(wide)
    page.locator("#zoom-in").click()
    page.wait_for_function(f"before => {wide} > before * 1.8", arg=before)
    page.locator("[data-layer='base']").uncheck()
    expect(line).to_have_count(0)
    expect(page.locator(".credit")).to_have_text("© ผู้ทำแผนที่")
