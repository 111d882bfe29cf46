"""A project without a register: its overview is of what was drawn, and speaks of nothing else."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree, html
from playwright.sync_api import Browser

from muban.layers.atlas import Atlas
from muban.symbology.legend import read_legend
from muban.web.maps.picture_province import build_province_picture
from muban.web.pages.page_province import build_province_page
from muban.web.pages.share import build_province_caption
from muban.web.paper.card_province import province_words
from tests.built_pages import make_site, small_province, write_pages
from tests.drawings import kml, placemark
from tests.small_projects import DRAWN, SOUTH, STEP, WEST, gazetteer, survey_of

LEGEND = read_legend()
PAGE = "index.html"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    files = {"drawings/แนวเขต.kml": DRAWN, "reference/หมู่บ้าน.csv": gazetteer(3)}
    return survey_of(tmp_path_factory.mktemp("drawn"), files)[0]


def test_the_page_counts_what_was_drawn_and_shows_it_in_colour(drawn: Atlas) -> None:
    page = build_province_page(drawn, make_site(tambon_pages=("431605",)))[PAGE].decode()
    tree = html.document_fromstring(page)
    [facts] = tree.xpath("//p[@class='facts']")
    assert facts.text_content() == "3 หมู่บ้าน · 1 ตำบล"
    [areas] = tree.xpath("//*[@id='village-areas']")
    assert areas.get("fill") == LEGEND.classes.ramp[1]
    legend = tree.get_element_by_id("legend").text_content()
    assert "พื้นที่หมู่บ้าน" in legend
    assert "อำเภอ" not in legend


def test_villages_that_share_an_edge_have_its_corners_in_common(drawn: Atlas) -> None:
    svg = build_province_picture(drawn, legend=LEGEND).svg
    paths = etree.fromstring(svg.encode()).xpath("//*[@data-village-code]/@d")
    assert len(paths) == 3
    first, second, third = map(corners, paths)
    assert len(first & second) == 2
    assert len(second & third) == 2


def corners(path: str) -> set[tuple[int, int]]:
    """Where a path of relative lines turns."""
    x = y = 0
    found = set()
    for letter, told in re.findall(r"([mlhv])([^a-z]*)", path):
        steps = [int(number) for number in re.findall(r"-?\d+", told)]
        if letter == "h":
            steps = [part for step in steps for part in (step, 0)]
        elif letter == "v":
            steps = [part for step in steps for part in (0, step)]
        for right, down in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + right, y + down
            found.add((x, y))
    return found


def test_nothing_is_called_chosen_where_nothing_was(drawn: Atlas) -> None:
    words = province_words(drawn)
    assert words.kicker == "แผนที่หมู่บ้าน"
    assert words.figures == (("3", "หมู่บ้าน"), ("1", "ตำบล"))
    said = build_province_caption(drawn)
    assert "ดีเด่น" not in said
    assert "คัดเลือก" not in said


def test_a_province_without_a_name_leaves_no_bare_word(drawn: Atlas) -> None:
    nameless = replace(drawn, province=replace(drawn.province, name="", code=""))
    tree = html.document_fromstring(build_province_page(nameless, make_site())[PAGE].decode())
    [kicker] = tree.xpath("//p[@class='kicker']")
    assert kicker.text_content() == ""


def test_a_village_of_another_province_does_not_shrink_the_map(tmp_path: Path) -> None:
    ring = "101,16.4 101.01,16.4 101.01,16.41 101,16.41 101,16.4"
    far = placemark(
        "บ้านไกล",
        "<Polygon><outerBoundaryIs><LinearRing><coordinates>"
        f"{ring}</coordinates></LinearRing></outerBoundaryIs></Polygon>",
        '<ExtendedData><Data name="หมู่ที่"><value>1</value></Data>'
        '<Data name="รหัสหมู่บ้าน"><value>40010601</value></Data></ExtendedData>',
    )
    files = {"drawings/ก.kml": DRAWN, "drawings/ข.kml": kml(far)}
    toml = 'title = "ทดสอบ"\nprovince = "43"\n'
    atlas, _ = survey_of(tmp_path, files, toml=toml)
    assert {page.tambon.code for page in atlas.pages} == {"400106", "431605"}
    picture = build_province_picture(atlas, legend=LEGEND)
    codes = etree.fromstring(picture.svg.encode()).xpath("//@data-village-code")
    assert codes == ["43160501", "43160502", "43160503"]
    # Three villages of 1.06 km side by side fill a picture of 1000 px: some 3 m a pixel.
    assert picture.ground_metres_per_pixel < 5


@pytest.mark.browser
def test_the_live_map_keeps_the_villages_colour(
    drawn: Atlas, browser: Browser, tmp_path: Path
) -> None:
    site = make_site()
    folder = write_pages(tmp_path, build_province_page(drawn, site), site)
    page = browser.new_page()
    page.goto((folder / PAGE).as_uri())
    page.wait_for_selector("html.ready")
    fills = page.locator("path[data-village-code]").evaluate_all(
        "paths => paths.map(path => path.getAttribute('fill'))"
    )
    assert fills == [LEGEND.classes.ramp[1]] * 3
    page.close()


def outlines(*codes: str) -> bytes:
    """Official tambon outlines side by side, each of one square kilometre or so."""
    features = []
    for i, code in enumerate(codes):
        west, south = WEST + STEP * (i + 1), SOUTH
        ring = [[west, south], [west + STEP, south], [west + STEP, south + STEP]]
        ring += [[west, south + STEP], [west, south]]
        names = {"tambon_code": code, "tambon": f"ตำบล{code}", "amphoe": "รัตนวาปี"}
        shape = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": names, "geometry": shape})
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


@pytest.mark.parametrize(
    ("codes", "listed", "is_whole"),
    [
        (["431605"], [], False),
        (["431604", "431605"], [], True),
        (["431604", "431605"], ["431603"], False),
    ],
)
def test_some_of_an_amphoes_tambons_are_not_drawn_as_the_amphoe(
    codes: list[str], listed: list[str], is_whole: bool, tmp_path: Path
) -> None:
    rows = [f"{code}01,{code},ตำบล{code},รัตนวาปี,1,บ้าน" for code in listed]
    table = "\n".join(["village_code,tambon_code,tambon,amphoe,moo,village", *rows, ""])
    files = {"drawings/ก.kml": DRAWN, "reference/ตำบล.geojson": outlines(*codes)}
    if listed:
        files["reference/ทำเนียบ.csv"] = table.encode()
    atlas, _ = survey_of(tmp_path, files, toml='title = "ทดสอบ"\nprovince = "43"\n')
    assert list(atlas.amphoes["code"]) == ["4316"]
    assert (atlas.amphoes.geometry.iloc[0] is not None) == is_whole
    tree = etree.fromstring(build_province_picture(atlas, legend=LEGEND).svg.encode())
    assert bool(tree.xpath("//*[@data-amphoe-code]")) == is_whole
    # The tambons have an outer line around them all the same.
    assert tree.xpath("//*[@id='outline']")


def width(path: str) -> int:
    """How far a path of level and upright lines reaches from west to east."""
    runs = [int(number) for number in re.findall(r"h(-?\d+)", path)]
    return max(sum(run for run in runs if run > 0), -sum(run for run in runs if run < 0))


def test_an_amphoe_keeps_its_own_outline_where_only_some_tambons_are_given() -> None:
    atlas = small_province()
    some = replace(atlas, tambons=atlas.tambons.iloc[[0]])

    def north(of: Atlas) -> str:
        svg = build_province_picture(of, legend=LEGEND).svg
        [path] = etree.fromstring(svg.encode()).xpath("//*[@data-amphoe-code='9901']/@d")
        return str(path)

    assert width(north(some)) == width(north(atlas)) > 0
