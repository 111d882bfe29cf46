"""The static map: everything is on it, at its place, and nothing covers anything."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pyproj import Geod, Transformer

from muban.layers.atlas import TambonAtlas
from muban.symbology.legend import read_legend
from muban.web.maps.choropleth import build_views, fills_of
from muban.web.maps.name_places import Box, pin_box
from muban.web.maps.picture import PictureOptions, PictureSize, build_picture
from muban.web.maps.picture_labels import LabelWish, place_labels
from muban.web.maps.picture_places import label_name
from muban.web.maps.picture_spread import spread
from tests.built_pages import PAYLOAD
from tests.crowded_tambon import crowded_tambon
from tests.sample_atlas import points_alone, sample_tambon, squares
from tests.seen import seen

SVG = {"s": "http://www.w3.org/2000/svg"}


def drawn(tambon: TambonAtlas, options: PictureOptions | None = None) -> etree._Element:
    picture = build_picture(seen(tambon).ground, legend=read_legend(), options=options)
    return etree.fromstring(picture.svg.encode())


def test_every_village_landmark_and_designation_is_marked_for_others_to_find() -> None:
    tambon = sample_tambon()
    svg = drawn(tambon)
    codes = svg.xpath("//s:path/@data-village-code", namespaces=SVG)
    assert sorted(codes) == sorted(tambon.villages["village_code"])
    kinds = svg.xpath("//@data-landmark-kind")
    assert sorted(kinds) == sorted(tambon.landmarks["landmark_kind"])
    assert sorted(svg.xpath("//@data-designation-year")) == ["2555", "2559", "2561"]


def test_a_village_without_a_value_is_hatched_and_the_others_have_the_ramps_colours() -> None:
    tambon = sample_tambon()
    view = build_views(tambon)[0]
    fills = fills_of(tambon, view)
    assert fills is not None
    svg = drawn(tambon, PictureOptions(fills=fills))
    for code, fill in fills.items():
        (path,) = svg.xpath(f"//s:path[@data-village-code='{code}']", namespaces=SVG)
        assert path.get("fill") == fill
        missing = view.values.get(code) is None
        assert (fill == "url(#no-data)") == missing
        assert missing or fill in view.classes.colours


def test_places_agree_with_proj() -> None:
    picture = build_picture(seen(sample_tambon()).ground, legend=read_legend())
    to_mercator = Transformer.from_crs(4326, 3857, always_xy=True)
    for lon, lat in ((103.05, 18.02), (103.1, 18.1)):
        east, north = to_mercator.transform(lon, lat)
        x, y = picture.grid.point(lon, lat)
        assert x * picture.grid.cell + picture.grid.left == pytest.approx(east, abs=0.01)
        assert picture.grid.top - y * picture.grid.cell == pytest.approx(north, abs=0.01)


def test_a_scale_bar_drawn_from_the_picture_is_right_to_half_a_per_cent() -> None:
    picture = build_picture(seen(sample_tambon()).ground, legend=read_legend())
    a, b = picture.lonlat_of(400, 410), picture.lonlat_of(600, 410)
    _, _, metres = Geod(ellps="WGS84").inv(*a, *b)
    assert picture.ground_metres_per_pixel * 200 == pytest.approx(metres, rel=0.005)


@pytest.mark.parametrize("tambon", [sample_tambon(), squares(1), squares(30)])
@pytest.mark.parametrize(
    "size", [PictureSize(), PictureSize(width=370, height=440, label=12.5, symbol=20)]
)
def test_the_map_fills_its_frame_and_stays_inside_the_padding(
    tambon: TambonAtlas, size: PictureSize
) -> None:
    picture = build_picture(
        seen(tambon).ground, legend=read_legend(), options=PictureOptions(size=size)
    )
    west, south, east, north = tambon.villages.total_bounds
    left, bottom = picture.pixel_of(west, south)
    right, top = picture.pixel_of(east, north)
    pad = size.padding[0]
    assert left >= pad - 0.1
    assert right <= size.width - pad + 0.1
    assert top >= pad - 0.1
    assert bottom <= size.height - pad + 0.1


def test_the_same_tambon_gives_the_same_bytes() -> None:
    one, two = (
        build_picture(seen(sample_tambon()).ground, legend=read_legend()).svg for _ in range(2)
    )
    assert one == two


def test_text_of_a_file_stays_text() -> None:
    tambon = sample_tambon()
    hostile = replace(
        tambon,
        villages=tambon.villages.assign(name=PAYLOAD),
        landmarks=tambon.landmarks.assign(name=PAYLOAD),
    )
    svg = drawn(hostile)
    names = {etree.QName(element).localname for element in svg.iter() if element.tag}
    assert not names & {"script", "img", "foreignObject"}
    assert not [name for e in svg.iter() for name in e.attrib if name.startswith("on")]
    assert any(PAYLOAD in (title or "") for title in svg.xpath("//s:title/text()", namespaces=SVG))


wish = st.builds(
    LabelWish,
    id=st.uuids().map(str),
    name=st.sampled_from(["ก", "หนองบัวเงินพัฒนาเหนือ", "บ้านใหม่", ""]),
    moo=st.sampled_from(["", "หมู่ 1", "หมู่ 12"]),
    x=st.floats(0, 500),
    y=st.floats(0, 500),
    room=st.floats(0, 200),
    badge=st.booleans(),
    dot=st.sampled_from([0.0, 0.0, 7.0]),
)


@given(st.lists(wish, max_size=25, unique_by=lambda w: w.id))
@settings(max_examples=60, deadline=None)
def test_no_name_covers_another_or_leaves_the_picture(wishes: list[LabelWish]) -> None:
    frame = Box(0, 0, 500, 500)
    placed = place_labels(wishes, size=14, frame=frame)
    assert all(label.box.inside(frame) for label in placed)
    assert not any(a.box.meets(b.box) for a, b in combinations(placed, 2))


@given(st.lists(wish, max_size=25, unique_by=lambda w: w.id))
@settings(max_examples=60, deadline=None)
def test_the_name_of_a_village_without_an_outline_leaves_its_own_dot_free(
    wishes: list[LabelWish],
) -> None:
    placed = place_labels(wishes, size=14, frame=Box(0, 0, 500, 500))
    by_id = {label.id: label.box for label in placed}
    for wished in wishes:
        if wished.dot and wished.id in by_id:
            # A hair less than the dot: a name may touch its edge.
            dot = pin_box(wished.x, wished.y, wished.dot * 1.99)
            assert not dot.meets(by_id[wished.id])


def test_villages_that_are_points_are_named_on_the_picture() -> None:
    tambon = points_alone()
    tree = drawn(tambon)
    words = set(tree.xpath("//s:text/text()", namespaces=SVG))
    for row in tambon.villages.to_dict("records"):
        assert {label_name(row["name"]), f"หมู่ {row['moo']}"} <= words


def test_the_name_of_a_village_that_is_a_point_stands_beside_its_dot_and_not_far_from_it() -> None:
    """Half a line off at most: farther away it might be the name of something else."""
    tree = drawn(points_alone())
    dots = tree.xpath("//s:circle[@data-village-code]", namespaces=SVG)
    assert len(dots) == 2
    for dot in dots:
        above = [
            (float(text.get("y")), float(text.get("font-size")))
            for text in tree.xpath(f"//s:text[@x='{dot.get('cx')}']", namespaces=SVG)
        ]
        lowest, size = max(y for y, _ in above), max(size for _, size in above)
        assert 0 <= float(dot.get("cy")) - float(dot.get("r")) - lowest <= size / 2


def test_markers_at_one_place_are_told_apart() -> None:
    places = spread([(0.0, 0.0)] * 6, 10)
    distances = [
        ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5 for (ax, ay), (bx, by) in combinations(places, 2)
    ]
    assert min(distances) > 8
    assert max(abs(v) for place in places for v in place) < 30


@pytest.mark.parametrize("tambon", [sample_tambon(), crowded_tambon()], ids=["sample", "crowded"])
@pytest.mark.parametrize(
    ("size", "standalone"),
    [
        (PictureSize(width=370, height=440, label=12.5, symbol=26, room=44), False),
        (PictureSize(width=760, height=630, label=24, symbol=30), True),
        (PictureSize(width=1600, height=1100, label=16, symbol=18), True),
    ],
    ids=["phone", "card", "sheet"],
)
def test_every_landmark_has_its_foot_on_its_place(
    tambon: TambonAtlas, size: PictureSize, *, standalone: bool
) -> None:
    options = PictureOptions(size=size, standalone=standalone)
    picture = build_picture(seen(tambon).ground, legend=read_legend(), options=options)
    tree = etree.fromstring(picture.svg.encode())
    feet = tree.xpath("//s:circle[@data-landmark-kind]", namespaces=SVG)
    at = [(float(foot.get("cx")), float(foot.get("cy"))) for foot in feet]
    assert at == [
        tuple(float(round(v)) for v in picture.grid.point(place.x, place.y))
        for place in tambon.landmarks.geometry
    ]
    symbols = tree.xpath("//s:use[starts-with(@href, '#symbol-')]", namespaces=SVG)
    counts = tree.xpath("//s:circle[@class='count']/following-sibling::s:text[1]", namespaces=SVG)
    if standalone:
        # Nothing can be opened on paper: no counts, and every symbol is on its place.
        assert not counts
        half = float(symbols[0].get("width")) / 2
        middles = {(float(s.get("x")) + half, float(s.get("y")) + half) for s in symbols}
        assert all(any(math.dist(m, foot) < 1 for foot in at) for m in middles)
    else:
        assert len(symbols) + sum(int(count.text) for count in counts) == len(at)


@pytest.mark.parametrize("width", [300, 370, 760, 1600])
def test_every_village_has_its_name_or_its_number_at_every_size(width: int) -> None:
    tambon = crowded_tambon()
    size = PictureSize(width=width, height=width, label=13, symbol=26)
    tree = etree.fromstring(
        build_picture(
            seen(tambon).ground, legend=read_legend(), options=PictureOptions(size=size)
        ).svg.encode()
    )
    said = {text.removeprefix("หมู่ ") for text in tree.xpath("//s:text/text()", namespaces=SVG)}
    assert {str(moo) for moo in tambon.villages["moo"]} <= said


def test_the_line_of_a_village_whose_number_stands_beside_it_ends_at_that_number() -> None:
    crowd = crowded_tambon()
    tambon = replace(crowd, landmarks=crowd.landmarks.iloc[:0])
    options = PictureOptions(size=PictureSize(width=300, height=300, label=13, symbol=26))
    tree = drawn(tambon, options)
    [lines] = tree.xpath("//s:path[@stroke-opacity]/@d", namespaces=SVG)
    ends = [tuple(map(float, end.split())) for end in re.findall(r"L([^M]+)", lines)]
    texts = [
        (float(text.get("x")), float(text.get("y")), float(text.get("font-size")))
        for text in tree.xpath("//s:text", namespaces=SVG)
    ]
    assert len(ends) > 3
    for x, y in ends:
        assert any(abs(at - x) < size / 4 and 0 <= base - y <= size for at, base, size in texts)


@pytest.mark.parametrize("tambon", [sample_tambon(), crowded_tambon()], ids=["sample", "crowded"])
def test_without_results_no_two_neighbours_have_one_colour(tambon: TambonAtlas) -> None:
    tree = etree.fromstring(build_picture(seen(tambon).ground, legend=read_legend()).svg.encode())
    fills = [
        path.get("fill") for path in tree.xpath("//s:g[@id='villages']/s:path", namespaces=SVG)
    ]
    areas = list(tambon.villages.geometry)
    for (i, a), (j, b) in combinations(enumerate(areas), 2):
        if a.intersection(b).length > 1e-4:
            assert fills[i] != fills[j], (i, j)
    assert 3 <= len(set(fills)) <= 5


def test_a_place_is_on_the_ground_in_a_village_and_between_two_and_nowhere_else() -> None:
    ground = seen(sample_tambon()).ground
    whole = shapely.union_all(ground.areas)
    left, top, right, bottom = whole.bounds
    places = np.random.default_rng(7).uniform((left, top), (right, bottom), (400, 2))
    on_ground = [ground.inside(x, y) for x, y in places]
    assert on_ground == shapely.contains_xy(whole, places).tolist()
    assert 40 < sum(on_ground) < 360
    one, other = next(
        pair for pair in combinations(ground.areas, 2) if pair[0].intersection(pair[1]).length
    )
    corners = set(one.exterior.coords) & set(other.exterior.coords)
    assert corners
    assert all(ground.inside(x, y) for x, y in corners)
