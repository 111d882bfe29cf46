"""Roads, waters and a reservoir that officers draw are on everything that is published."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import html

from muban.symbology.export_kml import kml_text
from muban.symbology.export_qgis import style_files
from muban.symbology.legend import parse_overrides, read_legend
from muban.symbology.sheet import sheet_html
from muban.web.cli import main
from muban.web.maps.choropleth import ClassSettings
from muban.web.maps.picture import build_picture
from muban.web.maps.tambon_view import TambonView, view_tambon
from muban.web.paper.imprint import Imprint
from muban.web.paper.print_map import map_sheet
from muban.web.project import read_project, survey
from tests.drawn_ground import SHOWN, drawn_ground
from tests.site_census import imbalances, take_census

KML = "{http://www.opengis.net/kml/2.2}"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return drawn_ground(tmp_path_factory.mktemp("ground") / "งาน")


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    out = project.parent / "site"
    assert main(["build", str(project), "--out", str(out)]) == 1  # a person's name was found
    return out


@pytest.fixture(scope="module")
def view(project: Path) -> TambonView:
    [page] = survey(read_project(project)).pages
    return view_tambon(page, legend=read_legend(), classes=ClassSettings())


def test_what_came_in_is_published_or_set_aside_and_counted_so(site: Path) -> None:
    census = take_census(site)
    assert imbalances(census) == []
    by_file = {row["file"].split("/")[1]: row for row in census.ledger}
    # Drawn are 13; a stroll, a person's name, one far away and a round of visits are not shown.
    assert (by_file["ทาง.kml"]["read"], by_file["ทาง.kml"]["set_aside"]) == (13, 4)
    assert (by_file["เดิน.gpx"]["read"], by_file["เดิน.gpx"]["set_aside"]) == (3, 2)
    assert (by_file["ของเทศบาล.shp"]["read"], by_file["ของเทศบาล.shp"]["set_aside"]) == (2, 0)


def test_the_page_draws_and_lists_each_with_its_length_or_area(site: Path) -> None:
    page = html.fromstring((site / "tambon/431605/index.html").read_text("utf-8"))
    titles = {one.text for one in page.xpath('//*[@data-context]/*[name()="title"]')}
    assert {title.rsplit(" (", 1)[0] for title in titles} == set(SHOWN)
    rows = page.xpath('//tr[starts-with(@id, "context-")]')
    cells = [[cell.text_content() for cell in row] for row in rows]
    sizes = {name: size for name, _, size in cells}
    assert set(sizes) == set(SHOWN)
    # Half a hundredth of a degree is about half a kilometre.
    assert re.fullmatch(r"0\.5\d? กม\.", sizes["ซอยวัดกลาง"])
    assert sizes["อ่างเก็บน้ำห้วยทราย"].endswith(" ไร่")


def test_the_data_has_each_with_kind_and_style(site: Path) -> None:
    found = {}
    for name in ("context_lines", "context_areas"):
        for one in json.loads((site / f"data/{name}.geojson").read_text("utf-8"))["features"]:
            found[one["properties"]["name"]] = one["properties"]["context_kind"]
    assert found == SHOWN
    base = sqlite3.connect(site / "data/muban.gpkg")
    styles = dict(base.execute("SELECT f_table_name, styleQML FROM layer_styles").fetchall())
    base.close()
    for kind in ("road", "stream", "rail"):
        assert f'value="{kind}"' in styles["context_lines"]
    assert 'value="water"' in styles["context_areas"]


def test_the_kmz_has_each_with_a_style_of_its_kind_and_is_read_back_as_the_same(
    site: Path, tmp_path: Path
) -> None:
    content = (site / "data/muban.kmz").read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        tree = ElementTree.fromstring(archive.read("doc.kml"))
    used = {
        placemark.findtext(f"{KML}name"): (placemark.findtext(f"{KML}styleUrl") or "")[1:]
        for placemark in tree.iter(f"{KML}Placemark")
    }
    drawn = {style.get("id") for style in tree.iter(f"{KML}Style")}
    lines = {name: kind for name, kind in SHOWN.items() if kind not in ("water", "forest")}
    assert {name: used[name] for name in lines} == lines
    assert set(lines.values()) <= drawn
    again = tmp_path / "งาน"
    (again / "drawings").mkdir(parents=True)
    (again / "drawings" / "muban.kmz").write_bytes(content)
    (again / "muban.toml").write_text('title = "ก"\nprovince = "43"\ntambon = "431605"\n', "utf-8")
    [page] = survey(read_project(again)).pages
    assert page.context is not None
    kinds = dict(zip(page.context["name"], page.context["context_kind"], strict=True))
    assert {name: kinds.get(name) for name in lines} == lines


def test_paper_draws_them_and_its_legend_names_their_kinds(view: TambonView) -> None:
    sheet = map_sheet(view, imprint=Imprint())
    for name in ("ทางหลวง 212", "ห้วยทราย"):
        assert name in sheet["map"]
    labels = {row["label"] for row in sheet["legend"]["lines"]}
    legend = read_legend()
    assert {legend.ground(kind).label_th for kind in SHOWN.values()} <= labels


def test_the_legend_sheet_has_every_kind() -> None:
    text = sheet_html(read_legend())
    assert all(style.label_th in text for style in read_legend().context)


def test_what_a_project_changes_of_a_kind_is_so_on_everything(project: Path) -> None:
    wishes = {
        "road": {"color": "#123456", "width": 3.7, "label_th": "ทางของตำบล"},
        "water": {"color": "#654321"},
        "rail": {"public": False, "colour": "#000000"},
    }
    overrides, [wrong] = parse_overrides(wishes, {})
    assert (wrong.code, wrong.params["nearest"]) == ("symbol.unknown_key", "color")
    legend = read_legend(overrides)
    [page] = survey(replace(read_project(project), legend=legend)).pages
    assert page.context is not None
    shown = set(page.context["context_kind"])
    assert shown == set(SHOWN.values()) - {"rail"}
    view = view_tambon(page, legend=legend, classes=ClassSettings())
    picture = build_picture(view.ground, legend=legend)
    sheet = map_sheet(view, imprint=Imprint())
    kml = kml_text(None, None, legend, context=page.context)
    styles = style_files(legend)["context_lines.qml"].decode()
    for text in (picture.svg, str(sheet["map"]), sheet_html(legend), str(sheet["legend"])):
        assert "#123456" in text
        assert "#654321" in text
    assert "ff563412" in kml
    assert "<width>3.7</width>" in kml
    assert "18,52,86" in styles
    assert 'value="rail"' not in styles
    said = {row["label"] for row in sheet["legend"]["lines"]}
    assert "ทางของตำบล" in said
    assert legend.ground("rail").label_th not in said
