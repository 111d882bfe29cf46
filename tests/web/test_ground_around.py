"""Where one is: neighbours by their names, where highways lead, and the ground of a province."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import geopandas as gpd
import shapely
from shapely.geometry import LineString, Polygon, box

from muban.layers.atlas import Atlas
from muban.symbology.legend import read_legend
from muban.web.maps.choropleth import ClassSettings
from muban.web.maps.picture import PictureOptions, build_picture
from muban.web.maps.picture_province import ProvinceOptions, build_province_picture
from muban.web.maps.tambon_view import view_tambon
from muban.web.pages.page_province import build_province_page
from muban.web.paper.imprint import Imprint
from muban.web.paper.print_province import province_sheet
from tests.built_pages import make_site
from tests.made_ground import Thing, as_osm, invented_land
from tests.small_projects import DRAWN, survey_of

CREDIT = "© OpenStreetMap contributors, ODbL"
OWN = Polygon(
    [(103.10, 18.09), (103.15, 18.09), (103.15, 18.13), (103.13, 18.13), (103.13, 18.12),
     (103.10, 18.12)]
)  # fmt: skip
"""The tambon of the three villages, with a notch in the north-west."""
UNITS = {
    ("431605", "โพนแพง", "4316", "รัตนวาปี"): OWN,
    ("431601", "รัตนวาปี", "4316", "รัตนวาปี"): box(103.05, 18.12, 103.13, 18.16),
    ("431501", "เฝ้าไร่", "4315", "เฝ้าไร่"): box(103.15, 18.05, 103.25, 18.16),
    ("430501", "จุมพล", "4305", "โพนพิสัย"): box(103.02, 18.05, 103.10, 18.12),
    ("390101", "ที่อื่น", "3901", "เมือง"): box(103.02, 18.16, 103.12, 18.25),
}
ROAD: Thing = (
    "highway", "primary", "212", LineString([(103.03, 18.094), (103.12, 18.0945), (103.24, 18.1)])
)  # fmt: skip


def outlines() -> bytes:
    rows = [
        {"tam_code": code, "tambon": name, "amp_code": amphoe, "amphoe": called, "geometry": shape}
        for (code, name, amphoe, called), shape in UNITS.items()
    ]
    return gpd.GeoDataFrame(rows, crs=4326).to_json(ensure_ascii=False).encode()


def atlas_of(folder: Path, *things: Thing) -> Atlas:
    files = {"drawings/ก.kml": DRAWN, "reference/tambon.geojson": outlines()}
    if things:
        files["reference/ก.osm.pbf"] = as_osm(things)
    return survey_of(folder, files)[0]


def names_on(svg: str) -> list[str]:
    groups = re.findall(r'<g class="base-names".*?</g>', svg, flags=re.DOTALL)
    return re.findall(r">([^<]+)</text>", "".join(groups))


def tambon_picture(atlas: Atlas, lang: str = "th") -> str:
    [page] = atlas.pages
    view = view_tambon(page, legend=read_legend(), classes=ClassSettings(), lang=lang)  # type: ignore[arg-type]
    return build_picture(view.ground, legend=read_legend(), options=PictureOptions()).svg


def test_a_neighbour_is_named_on_its_own_ground_and_nowhere_else(tmp_path: Path) -> None:
    atlas = atlas_of(tmp_path)
    [page] = atlas.pages
    assert page.background is not None
    frame = page.background.frame
    [(kind, name, point)] = zip(frame["kind"], frame["name"], frame.geometry, strict=True)
    # Of what is in view only the notch is a neighbour's.
    assert (kind, name) == ("tambon", "รัตนวาปี")
    assert box(103.10, 18.12, 103.13, 18.13).contains(point)
    assert names_on(tambon_picture(atlas)) == ["ต.รัตนวาปี"]
    # Names alone let nothing through that was opaque.
    assert "fill-opacity" not in tambon_picture(atlas).split('id="villages"')[1][:200]


def test_where_a_highway_leaves_stands_the_amphoe_that_it_reaches_first(tmp_path: Path) -> None:
    atlas = atlas_of(tmp_path, ROAD)
    [page] = atlas.pages
    assert page.background is not None
    frame = page.background.frame
    exits = frame[frame["kind"] == "exit"]
    assert sorted(exits["name"]) == ["เฝ้าไร่", "โพนพิสัย"]
    west = exits[exits["name"] == "โพนพิสัย"].geometry.iloc[0]
    east = exits[exits["name"] == "เฝ้าไร่"].geometry.iloc[0]
    assert west.coords[0][0] < 103.101
    assert east.coords[0][0] > 103.149
    assert shapely.hausdorff_distance(west, ROAD[3].intersection(west.buffer(1e-4))) < 1e-3
    svg = tambon_picture(atlas)
    assert {"ไป อ.โพนพิสัย", "ไป อ.เฝ้าไร่"} <= set(names_on(svg))


def test_nobody_guesses_where_a_road_goes_that_ends_on_unknown_ground(tmp_path: Path) -> None:
    short: Thing = ("highway", "primary", "9", LineString([(103.12, 18.1), (103.12, 18.085)]))
    [page] = atlas_of(tmp_path, short).pages
    assert page.background is not None
    assert "exit" not in set(page.background.frame["kind"])


def test_a_province_has_its_highways_rivers_and_neighbours_with_their_credit(
    tmp_path: Path,
) -> None:
    course = LineString([(103.0, 18.14), (103.1, 18.135), (103.26, 18.14)])
    river: Thing = ("waterway", "river", "แม่น้ำสมมติ", course)
    lane: Thing = ("highway", "residential", "ซอยเล็ก", LineString([(103.1, 18.1), (103.15, 18.1)]))
    atlas = atlas_of(tmp_path, ROAD, river, lane)
    assert atlas.background is not None
    assert set(atlas.background.frame["kind"]) == {"highway", "river"}
    svg = build_province_picture(atlas, legend=read_legend(), options=ProvinceOptions()).svg
    assert {"แม่น้ำสมมติ", "ทล.212"} <= set(names_on(svg))
    assert CREDIT in svg
    # Over the tints of tambons, under the lines of amphoes.
    assert svg.index('id="tambons"') < svg.index('id="base"') < svg.index('id="amphoes"')
    page = build_province_page(atlas, make_site())["index.html"].decode()
    assert f'<p class="credit">{CREDIT}</p>' in page
    assert 'data-layer="base"' in page
    sheet = province_sheet(atlas, legend=read_legend(), imprint=Imprint())
    assert CREDIT in sheet["map"]
    assert any(line.endswith(f"ก.osm.pbf · {CREDIT}") for line in sheet["sources"])
    legend = page.split('id="legend"')[1].split("</ul>")[0]
    assert legend.index("ทางหลวง") < legend.index("แม่น้ำ")
    assert "ซอย" not in legend


def test_a_province_beside_is_named_where_it_is_in_view(tmp_path: Path) -> None:
    files = {"drawings/ก.kml": DRAWN, "reference/tambon.geojson": outlines()}
    # The foreign tambon lies in the north-west corner of what the province's map shows.
    units = json.loads(files["reference/tambon.geojson"])
    units["features"][-1]["geometry"] = json.loads(
        shapely.to_geojson(box(103.0, 18.12, 103.05, 18.2))
    )
    files["reference/tambon.geojson"] = json.dumps(units).encode()
    atlas = survey_of(tmp_path, files)[0]
    svg = build_province_picture(atlas, legend=read_legend(), options=ProvinceOptions()).svg
    assert names_on(svg) == ["จ.หนองบัวลำภู"]


def test_the_ground_of_a_crowded_province_adds_fifteen_kilobytes_at_most(tmp_path: Path) -> None:
    land = [
        thing
        for seed in range(30)
        for thing in invented_land((103.0, 18.0, 103.3, 18.3), seed)
        if thing[0] != "place"
    ]
    atlas = atlas_of(tmp_path, *land)
    svg = build_province_picture(
        atlas, legend=read_legend(), options=ProvinceOptions(standalone=False)
    ).svg
    without = re.sub(r'<g id="base".*?</g></g>', "", svg, flags=re.DOTALL)
    heavy = len(gzip.compress(svg.encode())) - len(gzip.compress(without.encode()))
    assert 3_000 < heavy <= 15_000


def test_a_road_that_stays_in_view_leads_nowhere(tmp_path: Path) -> None:
    inside: Thing = ("highway", "primary", "212", LineString([(103.11, 18.10), (103.12, 18.105)]))
    [page] = atlas_of(tmp_path, inside).pages
    assert page.background is not None
    assert "exit" not in set(page.background.frame["kind"])
