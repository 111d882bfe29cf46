"""The ground under a map: the same from every file it may come in, light, credited, offline."""

from __future__ import annotations

import gzip
import io
import random
import re
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pypdf
import pytest
import shapely
from PIL import Image
from shapely.geometry import LineString, Polygon

from muban.layers.atlas import Background
from muban.symbology.legend import read_legend
from muban.web.building.build import BuildOptions, build_site
from muban.web.cli import main
from muban.web.drawing.traced_ground import ground_to_trace
from muban.web.maps.choropleth import ClassSettings
from muban.web.maps.picture import PictureOptions, build_picture
from muban.web.maps.tambon_view import view_tambon
from muban.web.paper.imprint import Imprint
from muban.web.paper.print_lines import line_rows
from muban.web.paper.print_parts import colour_rows
from muban.web.project import know_project, read_project, survey
from tests.made_ground import CREDIT, GROUND, Thing, as_extract, as_osm, as_tiles
from tests.sample_atlas import sample_tambon
from tests.seen import seen
from tests.small_projects import DRAWN, survey_of

FILES = {
    "พื้นหลัง.osm.pbf": as_osm,
    "thailand-latest-free.shp.zip": as_extract,
    "พื้นหลัง.pmtiles": as_tiles,
}
TOLERANCE_DEG = 0.0001
"""Eleven metres: a pixel on a screen that shows the whole of the three villages."""


def background_from(folder: Path, name: str, content: bytes) -> Background:
    files = {"drawings/ก.kml": DRAWN, f"reference/{name}": content}
    [page] = survey_of(folder, files)[0].pages
    assert page.background is not None
    return page.background


@pytest.mark.parametrize("name", FILES)
def test_every_form_gives_the_same_background(name: str, tmp_path: Path) -> None:
    found = background_from(tmp_path, name, FILES[name]()).frame
    box = shapely.box(103.104, 18.094, 103.146, 18.116)
    wanted = {"highway": "212", "road": "ถนนริมน้ำ", "stream": "ห้วยสมมติ", "water": "หนองสมมติ"}
    for kind, called in wanted.items():
        [(_, _, _, shape)] = [one for one in GROUND if one[2] == called]
        rows = found[(found["kind"] == kind) & (found["name"] == called)]
        drawn = shapely.intersection(shapely.union_all(rows.geometry.to_numpy()), box)
        true = shapely.intersection(shape, box)
        assert shapely.hausdorff_distance(drawn, true) < TOLERANCE_DEG, kind
    assert {"river", "rail", "lane"} <= set(found["kind"])
    assert "บ้านข้างเคียง" in set(found["name"])


def test_what_is_far_away_or_no_ground_to_see_is_told(tmp_path: Path) -> None:
    far: Thing = ("highway", "primary", "1", LineString([(100.0, 14.0), (100.1, 14.0)]))
    planned: Thing = ("highway", "proposed", "", LineString([(103.1, 18.1), (103.12, 18.1)]))
    files = {"drawings/ก.kml": DRAWN, "reference/ก.osm.pbf": as_osm((*GROUND, far, planned))}
    atlas, problems = survey_of(tmp_path, files)
    told = {one.code: one.params["count"] for one in problems if one.code.startswith("ground.")}
    assert told == {"ground.elsewhere": 1, "ground.unknown": 1}
    [row] = [row for row in atlas.ledger if row.file.endswith(".pbf")]
    assert (row.read, row.used) == (len(GROUND) + 1, len(GROUND) + 1)


@pytest.mark.parametrize("data", [b"", b"PMTiles\x03" + b"\0" * 20, as_osm()[:200]])
def test_a_damaged_background_is_told_and_the_map_is_made(data: bytes, tmp_path: Path) -> None:
    name = "ก.pmtiles" if data.startswith(b"PM") else "ก.osm.pbf"
    files = {"drawings/ก.kml": DRAWN, f"reference/{name}": data}
    atlas, problems = survey_of(tmp_path, files)
    assert [page.background for page in atlas.pages] == [None]
    assert any(one.where.file.endswith(name) for one in problems)


def dense(seed: int) -> tuple[Thing, ...]:
    """A crowded ground: hundreds of winding lanes, streams, ponds."""
    chance = random.Random(seed)

    def winding(steps: int, step: float) -> list[tuple[float, float]]:
        x, y = chance.uniform(103.09, 103.16), chance.uniform(18.09, 18.12)
        out = [(x, y)]
        for _ in range(steps):
            x, y = x + chance.uniform(-step, step * 1.6), y + chance.uniform(-step, step)
            out.append((x, y))
        return out

    things: list[Thing] = []
    for n in range(60 * (seed + 1)):
        things.append(("highway", "residential", "", LineString(winding(12, 0.001))))
        things.append(("highway", "tertiary", f"ถนนสาย {n}", LineString(winding(25, 0.0012))))
        things.append(("waterway", "stream", f"ห้วยที่ {n}", LineString(winding(30, 0.001))))
        pond = shapely.Point(winding(0, 0)[0]).buffer(chance.uniform(0.0002, 0.001))
        things.append(("natural", "water", "", Polygon(pond.exterior)))
    return tuple(things)


@pytest.mark.slow  # ten crowded grounds
def test_the_background_of_the_densest_tambon_weighs_fifteen_kilobytes_at_most(
    tmp_path: Path,
) -> None:
    weights = []
    for seed in range(10):
        files = {"drawings/ก.kml": DRAWN, "reference/ก.osm.pbf": as_osm(dense(seed))}
        (tmp_path / str(seed)).mkdir()
        atlas, problems = survey_of(tmp_path / str(seed), files)
        [page] = atlas.pages
        view = view_tambon(page, legend=read_legend(), classes=ClassSettings())
        options = PictureOptions(standalone=False)
        svg = build_picture(view.ground, legend=read_legend(), options=options).svg
        without = re.sub(r'<g id="base".*?</g></g>', "", svg, flags=re.DOTALL)
        without = re.sub(r'<g class="base-names".*?</g>', "", without, flags=re.DOTALL)
        weights.append(len(gzip.compress(svg.encode())) - len(gzip.compress(without.encode())))
    told = [one for one in problems if one.code == "ground.thinned"]
    assert max(weights) <= 15_000
    assert weights[0] > 2_000  # there is something
    assert told, "what was left out of the densest is told"


def test_the_credit_stands_wherever_the_ground_shows_and_nothing_is_asked_of_others(
    tmp_path: Path,
) -> None:
    told = "ปี,ระดับ,หมู่บ้าน,หมู่ที่,รหัสหมู่บ้าน\n2562,จังหวัด,ทดสอบ1,1,43160501\n"
    content = {
        "drawings/ก.kml": DRAWN,
        "reference/ก.osm.pbf": as_osm(),
        "register/ก.csv": told.encode(),
    }
    survey_of(tmp_path, content)
    project = read_project(tmp_path)
    files = build_site(project, survey(project), BuildOptions())
    pages = {name: text.decode() for name, text in files.items() if name.endswith("/index.html")}
    pages |= {
        name: text.decode()
        for name, text in files.items()
        if name in ("index.html", "overview.html")
    }
    grounds = {name for name, text in pages.items() if '<g id="base"' in text}
    assert len(grounds) == 2  # of the tambon and of the province
    for name, text in pages.items():
        assert (f'<p class="credit">{CREDIT}</p>' in text) == (name in grounds)
        assert not re.search(r'(?:src|href)="(?:https?:)?//', text)
        assert name not in grounds or CREDIT in text.split('id="sources"')[1]
    cards = {name: is_credited(data) for name, data in files.items() if name.endswith(".png")}
    # Of tambon and province a wide one and a square; a village's shows no ground.
    assert Counter(cards.values()) == {True: 4, False: 3}
    names = [name for _, _, name, _ in GROUND if len(name) > 3]
    assert any(name in pages["tambon/431605/index.html"] for name in names)
    kmz = zipfile.ZipFile(io.BytesIO(files["data/muban.kmz"])).read("doc.kml")
    data = [files[f"data/{one}"] for one in ("villages.geojson", "villages.csv", "muban.gpkg")]
    # What was drawn is given away, and nothing of others: it needs no credit.
    assert not any(name.encode() in one for name in names for one in (kmz, *data))


def is_credited(png: bytes) -> bool:
    """Whether words stand at the foot of a card, where the credit belongs: in its right corner."""
    card = Image.open(io.BytesIO(png)).convert("L")
    wide, high = card.size
    return int((np.asarray(card.crop((wide - 340, high - 27, wide, high))) < 140).sum()) > 200


@pytest.mark.slow  # prints a map and two books, draws posts and a clip
def test_paper_has_the_credit_and_posts_and_clips_show_no_ground(tmp_path: Path) -> None:
    told = "ปี,ระดับ,หมู่บ้าน,หมู่ที่,รหัสหมู่บ้าน\n2562,จังหวัด,ทดสอบ1,1,43160501\n"
    work = tmp_path / "งาน"
    work.mkdir()
    content = {
        "drawings/ก.kml": DRAWN,
        "reference/ก.osm.pbf": as_osm(),
        "register/ก.csv": told.encode(),
    }
    survey_of(work, content)
    out = tmp_path / "ออก"
    for command in (
        ["print", str(work), "--out", str(out)],
        ["print", str(work), "--book", "--out", str(out / "เล่ม")],
        ["book", str(work), "--out", str(out / "ถอดบทเรียน")],
        ["posts", str(work), "--out", str(out / "โพสต์")],
        ["clip", str(work), "--format", "gif", "--seconds", "10", "--out", str(out / "คลิป")],
    ):
        assert main(command) == 0
    papers = sorted(out.rglob("*.pdf"))
    assert len(papers) == 3
    for paper in papers:
        texts = [page.extract_text() for page in pypdf.PdfReader(paper).pages]
        mapped = [text for text in texts if "แม่น้ำสมมติ" in text or "212" in text]
        assert mapped
        assert all("OpenStreetMap" in text for text in mapped)
    drawn = sorted([*out.rglob("province-*.png"), *out.rglob("*.gif")])
    assert len(drawn) == 4
    for name in drawn:
        with Image.open(name) as picture:
            for frame in range(getattr(picture, "n_frames", 1)):
                picture.seek(frame)
                pixels = np.asarray(picture.convert("RGB")).astype(int)
                assert int((pixels[..., 2] - pixels[..., 1] > 20).sum()) == 0, "the river's blue"


def test_without_a_background_the_picture_is_what_it_was(tmp_path: Path) -> None:
    [page] = survey_of(tmp_path, {"drawings/ก.kml": DRAWN})[0].pages
    view = view_tambon(page, legend=read_legend(), classes=ClassSettings())
    svg = build_picture(view.ground, legend=read_legend()).svg
    assert 'id="base"' not in svg
    assert "fill-opacity" not in svg


def test_who_draws_has_every_bend_of_a_road_and_his_neighbour_the_same(tmp_path: Path) -> None:
    bends = [(round(103.08 + n * 0.00004, 5), 18.105 + (n % 2) * 2e-6) for n in range(1500)]
    road: Thing = ("highway", "tertiary", "ถนนคดเคี้ยว", LineString(bends))
    survey_of(tmp_path, {"drawings/ก.kml": DRAWN, "reference/ก.osm.pbf": as_osm((road,))})
    project = read_project(tmp_path)
    known = know_project(project)

    def corners(west: float, east: float) -> set[tuple[float, float]]:
        found = ground_to_trace(known, None, (west, 18.1, east, 18.11))
        assert found is not None
        [line] = found.frame.geometry
        return {(round(x, 6), y) for x, y in line.coords if 103.105 < x < 103.12}

    own, beside = corners(103.1, 103.115), corners(103.11, 103.125)
    assert own == beside == {at for at in bends if 103.105 < at[0] < 103.12}


def test_the_printed_legend_lists_what_the_background_shows(tmp_path: Path) -> None:
    files = {"drawings/ก.kml": DRAWN, "reference/ก.osm.pbf": as_osm()}
    [page] = survey_of(tmp_path, files)[0].pages
    legend = read_legend()
    said = [row["label"] for row in line_rows(page, legend, Imprint())]
    kinds = ("highway", "road", "river", "stream", "water", "forest", "rail")
    assert set(said) >= {legend.ground(kind).label_th for kind in kinds}
    assert legend.ground("canal").label_th not in said


@pytest.mark.parametrize("kind", ["road", "tambon"])
def test_printed_colours_are_those_that_the_eye_sees(kind: str) -> None:
    road = LineString([(103.1, 18.1), (103.2, 18.1)])
    frame = gpd.GeoDataFrame({"kind": [kind], "name": [""]}, geometry=[road], crs=4326)
    tambon = replace(sample_tambon(), background=Background(frame))
    view = seen(tambon).views.shown
    assert view is not None
    rows = colour_rows(view, tambon, Imprint())
    assert rows is not None
    darkest = rows["steps"][-1]["color"]
    # 62 % of #2f7a5b on white paper, reckoned by hand; a name alone covers nothing.
    assert view.classes.colours[-1] == "#2f7a5b"
    assert darkest == {"road": "#7ead99", "tambon": "#2f7a5b"}[kind]
