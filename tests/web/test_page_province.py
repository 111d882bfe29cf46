"""The province's page as bytes: every row of the register, and its weight."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from lxml import etree, html
from shapely.geometry import Point

from muban.layers.atlas import Atlas
from muban.layers.frame_check import typed
from muban.layers.frames import VILLAGE_COLUMNS
from muban.symbology.legend import read_legend
from muban.web.maps.picture import PictureSize
from muban.web.maps.picture_province import ProvinceOptions, build_province_picture
from muban.web.pages.page_province import build_province_page
from tests.built_pages import PAYLOAD, make_site, small_province
from tests.crowded_province import crowded_province
from tests.web.test_page_tambon import weight


def page(atlas: Atlas | None = None, **settings: Any) -> html.HtmlElement:
    built = build_province_page(atlas or small_province(), make_site(**settings))
    return html.document_fromstring(built["index.html"].decode())


def test_every_row_of_the_register_can_be_reached_those_without_a_place_too() -> None:
    tree = page()
    rows = tree.xpath("//table[@id='register']/tbody/tr")
    assert [row.get("data-row") for row in rows] == ["1", "2", "3", "4", "5", "6"]
    assert [row.get("data-status") for row in rows] == [
        "exact", "corrected", "needs_person", "exact", "duplicate", "exact",
    ]  # fmt: skip
    texts = [row.text_content() for row in rows]
    assert "ซ้ำกับรายการที่ 1" in texts[4]
    assert "ต.ผ เดิมชื่อ «ฝ»" in texts[1]
    assert "99010203 บ้านค" in texts[2]
    assert "ไม่มีตำแหน่ง" in texts[2]
    assert all(f"ตามต้นฉบับ {n}" in text for n, text in enumerate(texts, 1))


def test_a_repeated_row_and_a_tambons_row_are_no_village_of_their_own() -> None:
    tree = page()
    years = {
        button.get("data-year"): button.xpath(".//*[@class='count']")[0].text
        for button in tree.xpath("//*[@id='years']//button")
    }
    assert years == {"2560": "2", "2561": "2"}
    markers = tree.xpath("//svg//@data-designation-year")
    assert sorted(markers) == ["2560", "2560", "2561"]


def test_counts_by_amphoe_and_year_show_the_gaps() -> None:
    lines = page().xpath("//table[@id='matrix']//tr")
    cells = [[cell.text_content() for cell in line] for line in lines]
    assert cells == [
        ["อำเภอ", "2560", "2561", "รวม"],
        ["เหนือ", "1", "1", "2"],
        ["ใต้", "1", "1", "2"],
        ["รวม", "2", "2", "4"],
    ]


def test_tambons_never_chosen_are_named_and_ever_chosen_ones_tinted() -> None:
    tree = page()
    assert "หนองสี่" in tree.xpath("//section[@aria-labelledby='never-title']")[0].text_content()
    fills = {
        path.get("data-tambon-code"): path.get("fill")
        for path in tree.xpath("//*[@id='tambons']/path")
    }
    assert fills["990202"] == "#ffffff"
    assert fills["990201"] != fills["990101"] != "#ffffff"


def test_a_project_without_a_register_still_has_its_overview() -> None:
    atlas = small_province()
    tree = page(replace(atlas, designations=atlas.designations.iloc[:0]))
    assert "ยังไม่มีทะเบียน" in tree.text_content()
    assert len(tree.xpath("//*[@id='tambons']/path")) == 4
    assert not tree.xpath("//table[@id='register']")


def test_a_project_without_any_outline_still_has_its_register() -> None:
    atlas = small_province()
    tree = page(replace(atlas, tambons=atlas.tambons.iloc[:0], amphoes=atlas.amphoes.iloc[:0]))
    assert len(tree.xpath("//table[@id='register']/tbody/tr")) == 6


def test_tambons_with_a_page_are_linked() -> None:
    links = page(tambon_pages=("431605",)).xpath("//*[@class='page-list']//a/@href")
    assert links == ["tambon/431605/index.html"]


def test_text_of_a_file_stays_text() -> None:
    tree = page(small_province(PAYLOAD))
    assert len(tree.xpath("//script")) == 3
    assert not tree.xpath("//img")
    data = json.loads(tree.get_element_by_id("page-data").text)
    assert data["rows"][0]["name"] == "บ้านก" + PAYLOAD


def test_a_province_of_722_village_areas_weighs_at_most_170_kilobytes(shared_data: Path) -> None:
    """Villages are invented inside the real tambons: no open outlines of theirs exist."""
    atlas = _real_province(shared_data)
    assert atlas.village_areas is not None
    assert len(atlas.village_areas) == 722
    site = make_site()
    built = build_province_page(atlas, site)["index.html"]
    size = weight(site, built, "province")
    print(f"province page with 722 village areas: {size:,} bytes gzipped")
    assert size <= 170_000


def _real_province(shared_data: Path) -> Atlas:
    tambons = gpd.read_file(shared_data / "nongkhai/tambon.geojson")
    tambons = tambons.rename(
        columns={
            "tam_code": "code",
            "tambon": "name",
            "tambon_en": "name_en",
            "amp_code": "amphoe_code",
        }
    )
    amphoes = tambons.dissolve("amphoe_code", as_index=False).assign(
        code=lambda t: t["amphoe_code"],
        name=lambda t: t["amphoe"],
        name_en=lambda t: t["amphoe_en"],
    )
    names = pd.read_csv(shared_data / "nongkhai/villages.csv", dtype=str)
    areas = pd.concat(
        [
            _cells(shape, names[names["tambon_code"] == code])
            for code, shape in zip(tambons["code"], tambons.geometry, strict=True)
        ]
    )
    return replace(
        small_province(),
        tambons=tambons,
        amphoes=amphoes,
        village_areas=gpd.GeoDataFrame(areas, geometry="geometry", crs=4326),
    )


def _cells(tambon: shapely.Polygon, names: pd.DataFrame) -> pd.DataFrame:
    """A tambon cut into as many areas as it has villages, each near a random point."""
    rng = np.random.default_rng(len(names))
    west, south, east, north = tambon.bounds
    points: list[shapely.Point] = []
    while len(points) < len(names):
        point = shapely.Point(rng.uniform(west, east), rng.uniform(south, north))
        if tambon.contains(point):
            points.append(point)
    if len(points) == 1:
        cells = [tambon]
    else:
        parts = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=tambon)
        cells = [shapely.intersection(part, tambon.simplify(0.0003)) for part in parts.geoms]
    polygons = [shapely.MultiPolygon([p for p in shapely.get_parts(c) if p.area]) for c in cells]
    rows = {
        **{column: [None] * len(names) for column in VILLAGE_COLUMNS},
        **{column: [""] * len(names) for column in ("_file", "_layer")},
        "_number": [0] * len(names),
        "place": ["drawn"] * len(names),
        "village_code": list(names["village_code"]),
        "name": list(names["village"]),
        "name_en": list(names["village_en"].fillna("")),
        "moo": [int(moo) for moo in names["moo"]],
        "geometry": polygons,
    }
    return typed(gpd.GeoDataFrame(rows, crs=4326), VILLAGE_COLUMNS)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_same_input_gives_the_same_bytes(lang: str) -> None:
    one, two = (build_province_page(small_province(), make_site(lang=lang)) for _ in range(2))
    assert one == two


def test_a_rough_place_is_hollow_in_the_picture_too_the_star_as_the_disc() -> None:
    atlas = small_province()
    rough = atlas.designations.assign(place="tambon")
    svg = build_province_picture(replace(atlas, designations=rough), legend=read_legend()).svg
    marks = etree.fromstring(svg.encode()).xpath("//*[@paint-order='normal']")
    assert {mark.tag.rpartition("}")[2] for mark in marks} == {"use", "circle"}
    assert {mark.get("fill") for mark in marks} == {"#ffffff"}


def test_every_designation_has_its_foot_on_its_place_at_every_size() -> None:
    atlas = crowded_province()
    for options in (
        ProvinceOptions(),
        ProvinceOptions(size=PictureSize(width=370, height=440, label=12, symbol=15, room=44)),
    ):
        picture = build_province_picture(atlas, legend=read_legend(), options=options)
        tree = etree.fromstring(picture.svg.encode())
        feet = tree.xpath("//*[@data-designation-year]")
        at = [(float(foot.get("cx")), float(foot.get("cy"))) for foot in feet]
        rows = atlas.designations
        assert at == [
            tuple(float(round(v)) for v in picture.grid.point(lon, lat))
            for lon, lat in zip(rows["lon"], rows["lat"], strict=True)
        ]


def test_every_amphoe_is_named_in_itself_at_every_size() -> None:
    atlas = crowded_province()
    for width in (320, 390, 970, 1600):
        size = PictureSize(width=width, height=width, label=12, symbol=15, room=44)
        options = ProvinceOptions(size=size)
        picture = build_province_picture(atlas, legend=read_legend(), options=options)
        tree = etree.fromstring(picture.svg.encode())
        texts = {
            text.text: (float(text.get("x")), float(text.get("y")))
            for text in tree.xpath("//*[local-name()='text']")
        }
        for amphoe in atlas.amphoes.to_dict("records"):
            x, y = texts[amphoe["name"]]
            lon, lat = picture.grid.lonlat(x, y - 4 * picture.frame.pixel)
            assert amphoe["geometry"].contains(Point(lon, lat)), (width, amphoe["name"])
