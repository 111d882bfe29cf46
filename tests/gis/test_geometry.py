"""One shape: exactly one defect gives exactly that problem, at the right record and place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from muban.gis.problems import Effect
from muban.gis.shapes.geometry import repair_shapes
from muban.gis.source import Read, Source

GOOD = "POLYGON ((102 18, 102.01 18, 102.01 18.01, 102 18.01, 102 18))"
NEXT = "POLYGON ((102.01 18, 102.02 18, 102.02 18.01, 102.01 18.01, 102.01 18))"


def layer(
    shapes: Sequence[str | shapely.Geometry | None],
    *,
    names: Sequence[str] | None = None,
    name: str = "drawings/งาน.kml",
    layer_name: str = "",
    flags: Mapping[str, Sequence[object]] | None = None,
) -> Read:
    made = [shapely.from_wkt(shape) if isinstance(shape, str) else shape for shape in shapes]
    count = len(made)
    numbers = list(range(1, count + 1))
    columns = {
        "_number": numbers,
        "_name": list(names) if names is not None else [f"บ้าน{i}" for i in range(1, count + 1)],
        **{key: list(values) for key, values in (flags or {}).items()},
    }
    frame = gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(made, crs=4326), crs=4326)
    source = Source(Path("x"), name, "")
    return Read(source, layer_name, "features", frame, tuple(numbers))


def found(read: Read) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.where.number) for problem in read.problems]


BOW_TIE = "POLYGON ((102.02 18, 102.03 18.01, 102.03 18, 102.02 18.01, 102.02 18))"
NEEDLE = (
    "POLYGON ((102.02 18, 102.03 18, 102.03 18.005, 102.04 18.005, 102.03 18.0050001, "
    "102.03 18.01, 102.02 18.01, 102.02 18))"
)
TWICE = "POLYGON ((102.02 18, 102.03 18, 102.03 18, 102.03 18.01, 102.02 18))"
FLAT = "POLYGON ((102.02 18, 102.03 18, 102.04 18, 102.02 18))"
CRUMB = (
    "MULTIPOLYGON (((102.02 18, 102.03 18, 102.03 18.01, 102.02 18)), "
    "((102.05 18, 102.05005 18, 102.05005 18.00005, 102.05 18)))"
)
DUST = (
    "MULTIPOLYGON (((102.02 18, 102.03 18, 102.03 18.01, 102.02 18)), "
    "((102.05 18, 102.050005 18, 102.050005 18.000005, 102.05 18)))"
)
MIXED = (
    "GEOMETRYCOLLECTION (POLYGON ((102.02 18, 102.03 18, 102.03 18.01, 102.02 18)), "
    "POINT (102.025 18.005))"
)
HIGH = "POLYGON Z ((102.02 18 170, 102.03 18 171, 102.03 18.01 169, 102.02 18 170))"

ONE_DEFECT = {
    "geometry.empty": (None, "บ้าน3"),
    "geometry.not_finite": (shapely.Point(np.inf, 18), "บ้าน3"),
    "geometry.self_crossing": (BOW_TIE, "บ้าน3"),
    "geometry.spike": (NEEDLE, "บ้าน3"),
    "geometry.repeated_corners": (TWICE, "บ้าน3"),
    "geometry.no_area": (FLAT, "บ้าน3"),
    "geometry.speck": (CRUMB, "บ้าน3"),
    "geometry.dust": (DUST, "บ้าน3"),
    "geometry.collection": (MIXED, "บ้าน3"),
    "geometry.duplicate": (GOOD, "บ้าน1"),
    "geometry.line_as_area": (
        "LINESTRING (102.02 18, 102.03 18, 102.03 18.01, 102.02 18)",
        "แนวเขตบ้านโพน",
    ),
}


@pytest.mark.parametrize("code", sorted(ONE_DEFECT))
def test_one_defect_gives_one_problem_and_the_good_neighbours_are_untouched(code: str) -> None:
    shape, name = ONE_DEFECT[code]
    read = repair_shapes(layer([GOOD, NEXT, shape], names=["บ้าน1", "บ้าน2", name]))
    assert found(read) == [(code, 3)]
    kept = list(read.frame["_number"])
    assert kept == ([1, 2] if read.problems[0].effect is Effect.SET_ASIDE else [1, 2, 3])
    assert [shape.wkt for shape in read.frame.geometry[:2]] == [GOOD, NEXT]
    assert read.frame.geometry.is_valid.all()


@pytest.mark.parametrize(
    ("code", "flag", "mark"),
    [
        ("geometry.corners_left_out", "_bad_coords", 2),
        ("geometry.open_ring_wide", "_open_ring", True),
    ],
)
def test_what_the_reader_marked_is_told(code: str, flag: str, mark: int) -> None:
    flags = {flag: [0, mark]}
    read = repair_shapes(layer([GOOD, NEXT], flags=flags))
    assert found(read) == [(code, 2)]
    assert read.problems[0].effect is Effect.REPAIRED


def test_a_ring_open_by_eleven_metres_is_closed_at_a_named_place() -> None:
    ring = "POLYGON ((102 18, 102.01 18, 102.01 18.01, 102 18.01, 102 18.0001, 102 18))"
    read = repair_shapes(layer([ring], flags={"_open_ring": [True]}))
    assert found(read) == [("geometry.open_ring", 1)]
    problem = read.problems[0]
    assert problem.params["gap_m"] == pytest.approx(11.1, abs=0.1)
    assert (problem.lon, problem.lat) == (102.0, 18.00005)


def test_heights_are_dropped_and_told_once_for_the_layer() -> None:
    read = repair_shapes(layer([HIGH, HIGH.replace("102.02", "102.021"), GOOD]))
    assert found(read) == [("geometry.heights_dropped", None)]
    assert read.problems[0].params["count"] == 2
    assert not read.frame.geometry.has_z.any()


def test_heights_of_zero_as_every_kml_has_them_are_not_worth_a_word() -> None:
    read = repair_shapes(
        layer([HIGH.replace(" 170", " 0").replace(" 171", " 0").replace(" 169", " 0")])
    )
    assert found(read) == []
    assert not read.frame.geometry.has_z.any()


def test_bow_tie_keeps_both_wings_and_names_the_crossing() -> None:
    read = repair_shapes(layer([BOW_TIE]))
    problem = read.problems[0]
    assert (problem.lon, problem.lat) == (102.025, 18.005)
    # Two triangles of half the box each way: half the box's 0.01° × 0.01° in all.
    half = (
        abs(Geod(ellps="WGS84").geometry_area_perimeter(shapely.box(102.02, 18, 102.03, 18.01))[0])
        / 2
    )
    assert problem.params["after_m2"] == pytest.approx(half, rel=0.001)
    assert problem.params["parts"] == 2


def test_needle_is_cut_at_its_tip_and_costs_hardly_any_ground() -> None:
    read = repair_shapes(layer([NEEDLE]))
    assert (read.problems[0].lon, read.problems[0].lat) == (102.04, 18.005)
    before, after = shapely.from_wkt(NEEDLE), read.frame.geometry.iloc[0]
    assert abs(before.area - after.area) * 111_000**2 < 60
    assert after.bounds[2] == pytest.approx(102.03)


def test_needle_of_no_width_is_cut_rather_than_called_crossing() -> None:
    flat = (
        "POLYGON ((102 18, 102.01 18, 102.01 18.01, 102.005 18.01, 102.005 18.02, "
        "102.005 18.01, 102 18.01, 102 18))"
    )
    read = repair_shapes(layer([flat]))
    assert found(read) == [("geometry.spike", 1)]


def test_a_sharp_but_real_corner_stays() -> None:
    wedge = "POLYGON ((102 18, 102.01 18, 102.01 18.001, 102 18))"
    assert found(repair_shapes(layer([wedge]))) == []


def test_parts_of_a_village_that_overlap_are_united_and_no_land_is_lost() -> None:
    overlapping = shapely.MultiPolygon(
        [shapely.box(102, 18, 102.02, 18.01), shapely.box(102.01, 18, 102.03, 18.01)]
    )
    read = repair_shapes(layer([overlapping]))
    assert found(read) == [("geometry.parts_joined", 1)]
    assert read.frame.geometry.iloc[0].area == pytest.approx(0.03 * 0.01)


@pytest.mark.parametrize(
    ("name", "where", "kind"),
    [
        ("แนวเขต หมู่ที่ 3", "", "Polygon"),
        ("ก", "แนวเขตหมู่บ้าน", "Polygon"),
        ("ก", "", "Polygon"),
        ("ถนนรอบหมู่บ้าน", "แนวเขตหมู่บ้าน", "LineString"),
        ("คลองส่งน้ำ", "", "LineString"),
    ],
)
def test_a_closed_line_is_an_area_unless_it_is_called_a_way(
    name: str, where: str, kind: str
) -> None:
    line = "LINESTRING (102 18, 102.01 18, 102.01 18.01, 102 18.01, 102 18)"
    read = repair_shapes(layer([line], names=[name], layer_name=where))
    assert read.frame.geometry.iloc[0].geom_type == kind


def test_a_short_closed_line_without_a_word_stays_a_line() -> None:
    line = "LINESTRING (102 18, 102.001 18, 102.001 18.001, 102 18)"
    assert found(repair_shapes(layer([line], name="x.kml"))) == []


def test_a_layer_without_records_goes_through() -> None:
    read = repair_shapes(layer([], flags={"_bad_coords": [], "_open_ring": []}))
    assert found(read) == []
    assert len(read.frame) == 0


def test_a_closed_gps_track_is_a_proposed_outline() -> None:
    line = "LINESTRING (102 18, 102.01 18, 102.01 18.01, 102 18.01, 102 18.00001)"
    read = repair_shapes(layer([line], names=["3 มี.ค."], flags={"_closed_track": [True]}))
    assert found(read) == [("geometry.track_as_area", 1)]


@pytest.mark.parametrize("name", ["Track 001", "ACTIVE LOG track", "Route 2"])
def test_the_name_that_a_device_gives_every_track_denies_nothing(name: str) -> None:
    line = "LINESTRING (102 18, 102.01 18, 102.01 18.01, 102 18.01, 102 18)"
    read = repair_shapes(layer([line], names=[name], flags={"_closed_track": [True]}))
    assert found(read) == [("geometry.track_as_area", 1)]


def test_a_boundary_line_is_a_boundary_though_it_is_called_a_line() -> None:
    line = "LINESTRING (102 18, 102.01 18, 102.01 18.01, 102 18.01, 102 18)"
    read = repair_shapes(layer([line, line], names=["Boundary line", "Line 7"], name="x.kml"))
    assert found(read) == [("geometry.line_as_area", 1)]


def test_a_track_out_and_back_on_the_same_way_stays_a_line() -> None:
    line = "LINESTRING (102 18, 102.01 18, 102.02 18, 102.01 18, 102 18)"
    read = repair_shapes(layer([line], flags={"_closed_track": [True]}))
    assert found(read) == []
    assert read.frame.geometry.iloc[0].geom_type == "LineString"


def test_a_track_that_never_moved_is_no_outline() -> None:
    line = "LINESTRING (102 18, 102 18)"
    assert found(repair_shapes(layer([line], flags={"_closed_track": [True]}))) == []


def test_a_bare_ring_is_a_closed_line() -> None:
    ring = shapely.LinearRing([(102, 18), (102.01, 18), (102.01, 18.01)])
    assert found(repair_shapes(layer([ring]))) == [("geometry.line_as_area", 1)]


def test_same_shape_with_other_data_is_no_duplicate() -> None:
    assert found(repair_shapes(layer([GOOD, GOOD]))) == []


def test_a_polygon_started_at_another_corner_is_still_the_same() -> None:
    turned = "POLYGON ((102.01 18.01, 102 18.01, 102 18, 102.01 18, 102.01 18.01))"
    read = repair_shapes(layer([GOOD, turned], names=["ก", "ก"]))
    assert found(read) == [("geometry.duplicate", 2)]
    assert read.problems[0].params["first"] == 1


def test_points_and_lines_pass_untouched() -> None:
    shapes = ["POINT (102 18)", "LINESTRING (102 18, 102.001 18, 102.002 18)"]
    read = repair_shapes(layer(shapes))
    assert found(read) == []
    assert [shape.wkt for shape in read.frame.geometry] == shapes


def test_an_empty_layer_stays_empty() -> None:
    assert found(repair_shapes(layer([]))) == []


corner = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(
    lambda c: (102 + c[0] / 5000, 18 + c[1] / 5000)
)


def test_a_needle_that_a_repair_leaves_is_taken_away_with_it() -> None:
    ring = [
        (102.0048, 18.0038),
        (102.0022, 18.0078),
        (102.0008, 18.008),
        (102.0012, 18.0078),
        (102.001, 18.008),
    ]
    once = repair_shapes(layer([shapely.Polygon(ring)]))
    twice = repair_shapes(Read(once.source, "", "features", once.frame, once.numbers))
    assert twice.problems == ()
    assert twice.frame.geometry.geom_equals(once.frame.geometry).all()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(corner, min_size=3, max_size=14), min_size=1, max_size=4))
def test_any_rings_become_valid_areas_or_are_set_aside_and_nothing_changes_twice(
    rings: list[list[tuple[float, float]]],
) -> None:
    once = repair_shapes(layer([shapely.Polygon(ring) for ring in rings]))
    aside = {p.where.number for p in once.problems if p.effect is Effect.SET_ASIDE}
    assert aside | set(once.frame["_number"]) == set(once.numbers)
    assert not aside & set(once.frame["_number"])
    assert once.frame.geometry.is_valid.all()
    assert once.frame.geometry.geom_type.isin(["Polygon", "MultiPolygon"]).all()
    twice = repair_shapes(Read(once.source, "", "features", once.frame, once.numbers))
    assert twice.frame.geometry.geom_equals(once.frame.geometry).all()


@settings(max_examples=100, deadline=None)
@given(st.lists(corner, min_size=3, max_size=12, unique=True))
def test_a_sound_area_is_never_changed(corners: list[tuple[float, float]]) -> None:
    hull = shapely.MultiPoint(corners).convex_hull
    if hull.geom_type != "Polygon" or hull.area * 111_000**2 < 10_000:
        return
    read = repair_shapes(layer([hull]))
    codes = {code for code, _ in found(read)}
    assert codes <= {"geometry.spike"}
    if not codes:
        assert read.frame.geometry.iloc[0].equals_exact(hull, 0)


def test_columns_of_any_name_do_not_hide_a_doubled_record() -> None:
    """``_row`` and ``_shape`` are what some programs call their own columns."""
    flags = {"_row": ["a", "a", "b"], "_shape": ["x", "x", "x"]}
    read = layer(["POINT (102.7 17.9)"] * 3, names=["วัด"] * 3, flags=flags)
    assert found(repair_shapes(read)) == [("geometry.duplicate", 2)]


FAR_RING = (
    "POLYGON ((103 17.9, 103.005 17.9, 103.005 17.905, 103 17.905, 103 17.9),"
    " (103.02 17.9, 103.04 17.9, 103.04 17.92, 103.02 17.92, 103.02 17.9))"
)
ACROSS = (
    "POLYGON ((103 17.9, 103.02 17.9, 103.02 17.92, 103 17.92, 103 17.9),"
    " (103.015 17.905, 103.025 17.905, 103.025 17.909, 103.015 17.909, 103.015 17.905))"
)
INSIDE_OUT = (
    "POLYGON ((103.005 17.905, 103.01 17.905, 103.01 17.91, 103.005 17.91, 103.005 17.905),"
    " (103 17.9, 103.02 17.9, 103.02 17.92, 103 17.92, 103 17.9))"
)
AROUND_TWICE = (
    "POLYGON ((103 17.9, 103.02 17.9, 103.02 17.92, 103 17.92, 103 17.9, 103.01 17.9,"
    " 103.02 17.901, 103.02 17.92, 103 17.921, 103 17.9))"
)


def test_a_ring_far_from_its_outline_is_a_part_of_the_village_and_told() -> None:
    read = repair_shapes(layer([FAR_RING]))
    assert found(read) == [("geometry.ring_outside", 1)]
    [shape] = read.frame.geometry
    assert shape.area == pytest.approx(0.005 * 0.005 + 0.02 * 0.02)
    told = read.problems[0].params
    # Squares of 0.005 and 0.02 degrees at 17.9 N: 530 × 553 m and 2,119 × 2,213 m.
    assert told["after_m2"] == pytest.approx(293_000 + 4_690_000, rel=0.01)
    assert (told["before_m2"], told["parts"], told["count"]) == (told["after_m2"], 2, 1)


def test_a_hole_half_outside_its_outline_is_asked_about_and_not_shown() -> None:
    read = repair_shapes(layer([ACROSS, NEXT]))
    assert found(read) == [("geometry.repair_in_doubt", 1)]
    assert list(read.frame["_number"]) == [2]
    # Half of the hole lies outside: 0.005 × 0.004 degrees, 530 × 443 m.
    assert read.problems[0].params["doubt_m2"] == pytest.approx(234_600, rel=0.01)


def test_an_outline_written_after_its_hole_is_read_as_it_was_drawn() -> None:
    read = repair_shapes(layer([INSIDE_OUT]))
    assert found(read) == [("geometry.self_crossing", 1)]
    assert read.frame.geometry.iloc[0].area == pytest.approx(0.02**2 - 0.005**2)


def test_a_walk_that_goes_around_twice_keeps_its_ground() -> None:
    read = repair_shapes(layer([AROUND_TWICE]))
    assert found(read) == [("geometry.self_crossing", 1)]
    assert read.frame.geometry.iloc[0].area == pytest.approx(0.02 * 0.02, rel=0.03)


corners_of_a_ring = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 8)), min_size=3, max_size=8
)


@given(rings=st.lists(corners_of_a_ring, min_size=1, max_size=3))
def test_a_repaired_area_has_the_ground_it_was_drawn_around_or_is_set_aside(
    rings: list[list[tuple[int, int]]],
) -> None:
    shell, *holes = [[(103 + x / 400, 17.9 + y / 400) for x, y in ring] for ring in rings]
    read = repair_shapes(layer([shapely.Polygon(shell, holes)]))
    if len(read.frame) == 0:
        assert {found.effect for found in read.problems} & {Effect.SET_ASIDE}
        return
    [shape] = read.frame.geometry
    differs = 0
    for x, y in [(0.3 + i * 0.41, 0.27 + j * 0.43) for i in range(20) for j in range(19)]:
        times = [_winding(ring, x, y) for ring in rings]
        drawn = sum(1 for one in times if one) % 2 == 1
        shown = shape.contains(shapely.Point(103 + x / 400, 17.9 + y / 400))
        differs += drawn != shown
    # What may differ is a thousandth of its ground; the grid has 380 places.
    assert differs <= 1


def _winding(ring: list[tuple[int, int]], x: float, y: float) -> int:
    """How often a closed line goes around a place, by the crossings of a ray to the east."""
    around = 0
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y0 <= y) != (y1 <= y) and x0 + (y - y0) * (x1 - x0) / (y1 - y0) > x:
            around += 1 if y1 > y0 else -1
    return around
