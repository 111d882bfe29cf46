"""A tambon with results and no drawing: nothing speaks of a map, and no half is left empty."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from muban.layers.atlas import Atlas, TambonAtlas
from muban.symbology.legend import read_legend
from muban.web.building.build import BuildOptions, build_site
from muban.web.maps.choropleth import build_views
from muban.web.pages.page_province import build_province_page
from muban.web.pages.page_tambon import build_tambon_page
from muban.web.pages.share import build_caption
from muban.web.paper.card import SHAPES, build_cards, card_svg
from muban.web.paper.card_means import means_svg
from muban.web.paper.card_words import card_words
from muban.web.project import read_project
from tests.built_pages import make_site, small_province, write_pages
from tests.made_data import data_files
from tests.sample_atlas import sample_tambon
from tests.seen import seen
from tests.small_projects import gazetteer, survey_of

LEGEND = read_legend()
PAGE = "tambon/431605/index.html"
NOWHERE = float("nan")
RESULTS = (
    "village_code,year_be,domain,value\n"
    "43160501,2562,อาชีพ,40\n43160502,2562,อาชีพ,65\n43160501,2562,ทุนชุมชน,90\n"
).encode()


def undrawn(tambon: TambonAtlas | None = None) -> TambonAtlas:
    """The sample with its results alone: the villages have no shape and no place."""
    tambon = tambon or sample_tambon()
    gone = dict.fromkeys(("lon", "lat", "label_lon", "label_lat", "area_m2"), NOWHERE)
    villages = tambon.villages.assign(**gone, place="none")
    villages = villages.set_geometry([None] * len(villages), crs="EPSG:4326")
    pins = tambon.landmarks.iloc[:0]
    return replace(tambon, villages=villages, landmarks=pins, official=None, sample=False)


def test_the_card_shows_the_means_in_place_of_the_map() -> None:
    tambon = undrawn()
    known = tambon.indicators[tambon.indicators["indicator"] == ""]
    newest = known[known["year_be"] == known["year_be"].max()]
    for shape in SHAPES:
        words = card_words(tambon)
        drawn = card_svg(words, shape, means_svg(build_views(tambon), shape.free), legend=LEGEND)
        for domain in (d for d in tambon.domains if not d.parent):
            mean = newest[newest["domain"] == domain.id]["value"].mean()
            assert domain.label_th in drawn
            assert f">{mean:.1f}<" in drawn
        assert "แผนที่" not in drawn
        sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', drawn)]
        assert min(sizes) >= 24
    assert len(build_cards(seen(tambon))) == len(SHAPES)


def test_means_without_a_stated_scale_are_told_and_not_drawn_as_bars() -> None:
    tambon = undrawn()
    unstated = tuple(replace(d, scale_min=None, scale_max=None) for d in tambon.domains)
    area = SHAPES[0].free
    bars = means_svg(build_views(tambon), area)
    told = means_svg(build_views(replace(tambon, domains=unstated)), area)
    assert bars.count("v14") == 2 * told.count("v2h")
    assert "v14" not in told


def test_a_card_without_a_map_and_without_results_is_words_on_white() -> None:
    tambon = undrawn()
    bare = replace(tambon, indicators=tambon.indicators.iloc[:0])
    assert means_svg(build_views(bare), SHAPES[0].free) == ""
    card = card_svg(card_words(bare), SHAPES[0], "", legend=LEGEND)
    assert '<rect x="0" y="0" width="1200" height="630"' in card


def test_the_caption_promises_no_map() -> None:
    tambon = undrawn()
    for atlas in (tambon, replace(tambon, indicators=tambon.indicators.iloc[:0])):
        caption = build_caption(atlas)
        assert "แผนที่" not in caption
        assert "แนวเขต" not in caption


def test_no_empty_file_for_maps_is_offered(tmp_path: Path) -> None:
    files = {"indicators/ผล.csv": RESULTS, "reference/ทำเนียบ.csv": gazetteer(2)}
    atlas, _ = survey_of(tmp_path, files)
    assert set(data_files(atlas, LEGEND)) == {
        "data/villages.csv",
        "data/villages_th.csv",
        "data/indicators.csv",
        "data/indicators_th.csv",
        "data/muban.xlsx",
    }
    site = build_site(read_project(tmp_path), atlas, BuildOptions())
    for path in ("overview.html", PAGE):
        tree = html.document_fromstring(site[path].decode())
        assert tree.xpath("//*[contains(@class, 'nowhere')]//*[@class='map-none']")


def _nowhere(atlas: Atlas) -> Atlas:
    empty = {name: getattr(atlas, name).assign(geometry=None) for name in ("tambons", "amphoes")}
    placeless = atlas.designations.assign(lon=NOWHERE, lat=NOWHERE, place="none")
    return replace(atlas, **empty, designations=placeless, village_areas=None)


@pytest.mark.browser
@pytest.mark.parametrize("size", [(390, 844), (1366, 768)])
def test_the_page_begins_with_what_there_is(
    tmp_path: Path, browser: Browser, size: tuple[int, int]
) -> None:
    site = make_site()
    pages = {
        **build_tambon_page(seen(undrawn()), site),
        **build_province_page(_nowhere(small_province()), site),
    }
    folder = write_pages(tmp_path, pages, site)
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    for path in (name for name in pages if name.endswith(".html")):
        page.goto((folder / path).as_uri())
        page.wait_for_selector("html.ready")
        for control in ("#scale", "#zoom-in", "#locate", "#legend"):
            assert not page.locator(control).first.is_visible()
        assert page.locator(".map-none").is_visible()
        top = page.locator("#panel").bounding_box()
        assert top is not None
        assert top["y"] < 260
    page.close()
