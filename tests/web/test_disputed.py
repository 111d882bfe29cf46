"""Ground that two drawings claim: in no village, and told of wherever the map is shown."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import etree, html
from playwright.sync_api import Browser
from pyproj import Geod
from shapely import union_all
from shapely.geometry import MultiPolygon, Polygon, box, shape

from muban.layers.atlas import Atlas, TambonAtlas
from muban.symbology.legend import read_legend
from muban.web.maps.picture import PictureOptions, build_picture
from muban.web.maps.picture_frame import PictureSize
from muban.web.pages.page_tambon import build_tambon_page
from muban.web.paper.card import SHAPES, build_cards, card_svg
from muban.web.paper.card_words import card_words
from muban.web.paper.imprint import Imprint
from muban.web.paper.print_book import of_village
from muban.web.paper.print_map import map_sheet
from muban.web.paper.typst_document import compile_pdf
from tests.built_pages import make_site, write_pages
from tests.drawings import kml, placemark
from tests.made_data import data_files
from tests.sample_atlas import sample_tambon
from tests.seen import seen
from tests.small_projects import DRAWN, SOUTH, STEP, WEST, survey_of, village

LEGEND = read_legend()
PAGE = "tambon/431605/index.html"
KEY = LEGEND.disputed.label_th
WEST_OF_2 = WEST + 2 * STEP


def wide(moo: int, reach: float) -> str:
    """A village that reaches so far (degrees) into the one east of it."""
    west, east = WEST + STEP * moo, WEST + STEP * (moo + 1) + reach
    ring = (
        f"{west},{SOUTH} {east},{SOUTH} {east},{SOUTH + STEP} {west},{SOUTH + STEP} {west},{SOUTH}"
    )
    return placemark(
        f"บ้านทดสอบ{moo}",
        "<Polygon><outerBoundaryIs><LinearRing><coordinates>"
        f"{ring}</coordinates></LinearRing></outerBoundaryIs></Polygon>",
        f'<ExtendedData><Data name="หมู่ที่"><value>{moo}</value></Data>'
        f'<Data name="รหัสหมู่บ้าน"><value>431605{moo:02d}</value></Data></ExtendedData>',
    )


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """Village 1 reaches a fifth of a village into village 2; village 3 is beside them."""
    drawn = kml(wide(1, STEP / 5), village(2), village(3))
    return survey_of(tmp_path_factory.mktemp("claimed"), {"drawings/ก.kml": drawn})[0]


@pytest.fixture(scope="module")
def claimed(atlas: Atlas) -> TambonAtlas:
    return atlas.pages[0]


def test_it_is_in_no_village_and_nothing_of_the_tambon_is_lost(claimed: TambonAtlas) -> None:
    [ground] = claimed.disputed
    claim = box(WEST_OF_2, SOUTH, WEST_OF_2 + STEP / 5, SOUTH + STEP)
    # The step of the published coordinates is a tenth of a metre; the strip is 212 m wide.
    assert ground.geometry.symmetric_difference(claim).area < 0.001 * claim.area
    assert [ref.number for ref in ground.claimants] == [1, 2]
    together = box(WEST + STEP, SOUTH, WEST + 4 * STEP, SOUTH + STEP)
    whole = abs(Geod(ellps="WGS84").geometry_area_perimeter(together)[0])
    assert claimed.villages["area_m2"].sum() + ground.area_m2 == pytest.approx(whole, rel=1e-5)


def test_the_map_shows_it_hatched_inside_the_tambons_outline(claimed: TambonAtlas) -> None:
    options = PictureOptions(size=PictureSize(width=600, height=300))
    picture = build_picture(seen(claimed).ground, legend=LEGEND, options=options)
    tree = etree.fromstring(picture.svg.encode())
    [drawn] = tree.xpath("//*[@id='disputed']")
    assert drawn.get("fill") == "url(#disputed-hatch)"
    assert tree.xpath("//*[@id='disputed-hatch']")
    # One rectangle lies around all three villages: no notch and no hole where they disagree.
    [outline] = tree.xpath("//*[@id='outline']")
    assert outline.get("d").count("z") == 1
    assert len(outline.get("d").replace("h", " h").replace("v", " v").split()) <= 6


def test_a_tambon_that_agrees_has_no_word_of_it() -> None:
    page = build_tambon_page(seen(sample_tambon()), make_site())[PAGE].decode()
    assert "disputed" not in page
    assert KEY not in page


def test_the_page_explains_the_hatch_and_names_who_claims_how_much(claimed: TambonAtlas) -> None:
    tree = html.document_fromstring(build_tambon_page(seen(claimed), make_site())[PAGE].decode())
    assert KEY in tree.get_element_by_id("legend").text_content()
    [row] = tree.xpath("//*[@id='disputed-list']//li")
    said = " ".join(row.text_content().split())
    assert "บ้านทดสอบ1" in said
    assert "บ้านทดสอบ2" in said
    # 0.002 by 0.01 degrees at 18.1 N: 211.7 by 1,106.8 m is 146 rai and a half.
    assert "146 ไร่" in said


def test_the_cards_say_what_the_hatch_is(claimed: TambonAtlas) -> None:
    words = card_words(claimed)
    for form in SHAPES:
        assert KEY in card_svg(words, form, "", legend=LEGEND, key=KEY)
        assert KEY not in card_svg(words, form, "", legend=LEGEND)
    agreed = replace(claimed, disputed=())
    assert set(build_cards(seen(claimed))).isdisjoint(build_cards(seen(agreed)))


def test_the_card_shows_beside_the_words_lines_both_ways_as_on_its_map(
    claimed: TambonAtlas,
) -> None:
    for form in SHAPES:
        tree = etree.fromstring(card_svg(card_words(claimed), form, "", legend=LEGEND, key=KEY))
        [said] = [one for one in tree.iter("{*}text") if one.text == KEY]
        paths = [one.get("d") for one in said.getparent().iter("{*}path")]
        ways = {
            (float(x2) - float(x1)) * (float(y2) - float(y1)) > 0
            for x1, y1, x2, y2 in re.findall(r"M(\S+) (\S+)L(\S+?) ([^ML]+)", "".join(paths))
        }
        assert ways == {True, False}


def test_the_printed_map_has_it_in_its_legend(claimed: TambonAtlas, tmp_path: Path) -> None:
    file = tmp_path / "map.pdf"
    file.write_bytes(compile_pdf("map.typ", map_sheet(seen(claimed), imprint=Imprint())))
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True)
    assert KEY in text.stdout.decode()


BOTH = "บ้านทดสอบ1 หมู่ 1 · บ้านทดสอบ2 หมู่ 2"
"""Who claims the ground, as the data say it."""


def test_the_geojson_has_it_with_who_claims_it_and_how_much(atlas: Atlas) -> None:
    files = data_files(atlas, LEGEND)
    [feature] = json.loads(files["data/disputed.geojson"])["features"]
    said = feature["properties"]
    assert said["claimed_by"] == BOTH
    assert said["claimed_by_codes"] == "43160501 · 43160502"
    strip = box(WEST_OF_2, SOUTH, WEST_OF_2 + STEP / 5, SOUTH + STEP)
    area = abs(Geod(ellps="WGS84").geometry_area_perimeter(strip)[0])
    assert said["area_m2"] == pytest.approx(area, rel=1e-4)
    # With the villages beside it, the published ground is the tambon's again, without a hole.
    villages = json.loads(files["data/villages.geojson"])["features"]
    whole = union_all([shape(one["geometry"]) for one in [*villages, feature]])
    together = box(WEST + STEP, SOUTH, WEST + 4 * STEP, SOUTH + STEP)
    assert whole.symmetric_difference(together).area < 1e-12
    assert len(whole.interiors) == 0


def test_needles_too_thin_for_the_files_decimals_are_no_areas_of_a_point(atlas: Atlas) -> None:
    [ground] = atlas.pages[0].disputed
    x, y = 103.15, 18.15
    needle = Polygon([(x, y), (x + 4e-7, y + 3e-7), (x + 4e-7, y)])
    parts = MultiPolygon([ground.geometry, needle])
    page = replace(atlas.pages[0], disputed=(replace(ground, geometry=parts),))
    files = data_files(replace(atlas, pages=(page,)), LEGEND)
    [feature] = json.loads(files["data/disputed.geojson"])["features"]
    written = shape(feature["geometry"])
    assert written.is_valid
    assert written.symmetric_difference(ground.geometry).area < 1e-12


def test_the_geopackage_has_it_as_a_layer_with_its_own_style(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "muban.gpkg"
    path.write_bytes(data_files(atlas, LEGEND)["data/muban.gpkg"])
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT claimed_by FROM disputed").fetchall() == [(BOTH,)]
        query = "SELECT styleQML, useAsDefault FROM layer_styles WHERE f_table_name = 'disputed'"
        [(qml, default)] = database.execute(query).fetchall()
    assert default
    assert "diagonal_x" in qml


def test_google_earth_shows_it_in_a_folder_of_its_own(atlas: Atlas) -> None:
    archive = zipfile.ZipFile(io.BytesIO(data_files(atlas, LEGEND)["data/muban.kmz"]))
    ns = {"k": "http://www.opengis.net/kml/2.2"}
    root = ElementTree.fromstring(archive.read("doc.kml"))
    folders = {f.findtext("k:name", namespaces=ns): f for f in root.iterfind(".//k:Folder", ns)}
    [placemark] = folders[KEY].iterfind("k:Placemark", ns)
    assert placemark.findtext(".//k:Data[@name='claimed_by']/k:value", namespaces=ns) == BOTH
    style = placemark.findtext("k:styleUrl", namespaces=ns)
    assert style is not None
    assert root.find(f".//k:Style[@id='{style.removeprefix('#')}']", ns) is not None


def test_where_all_agree_no_file_and_no_style_tells_of_it(tmp_path: Path) -> None:
    agreed, _ = survey_of(tmp_path, {"drawings/ก.kml": DRAWN})
    files = data_files(agreed, LEGEND)
    assert "data/disputed.geojson" not in files
    assert b"disputed" not in files["data/muban.gpkg"]
    doc = zipfile.ZipFile(io.BytesIO(files["data/muban.kmz"])).read("doc.kml")
    assert b"disputed" not in doc


def test_a_villages_own_book_shows_only_what_that_village_claims(claimed: TambonAtlas) -> None:
    assert len(of_village(claimed, "43160501").disputed) == 1
    assert of_village(claimed, "43160503").disputed == ()


@pytest.mark.browser
def test_the_live_map_keeps_the_hatch(
    claimed: TambonAtlas, browser: Browser, tmp_path: Path
) -> None:
    site = make_site()
    folder = write_pages(tmp_path, build_tambon_page(seen(claimed), site), site)
    page = browser.new_page()
    page.goto((folder / PAGE).as_uri())
    page.wait_for_selector("html.ready")
    hatched = page.locator("path.disputed")
    assert hatched.get_attribute("fill") == "url(#disputed-swatch)"
    drawn = hatched.bounding_box()
    assert drawn is not None
    assert drawn["width"] > 20
    page.locator("#legend-disputed a").click()
    page.wait_for_function("document.activeElement.id === 'disputed-list'")
    page.close()
