"""Villages share their edges: narrow differences are cleaned, wide ones go to a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st

from muban.gis.problems import Effect
from muban.gis.shapes import coverage_clean
from muban.gis.shapes.coverage import (
    clean_coverage,
    simplify_coverage,
)
from muban.gis.shapes.coverage_settle import Settled, settle
from muban.gis.shapes.coverage_survey import Survey
from muban.gis.shapes.measure import area_m2
from muban.gis.shapes.plane import LocalPlane
from tests.coverage_told import check_coverage

PLANE = LocalPlane(102.7, 17.9)


def villages(shapes: Sequence[shapely.Geometry | None]) -> gpd.GeoDataFrame:
    """Shapes in metres from a place in Nong Khai, as villages."""
    placed = [None if shape is None else PLANE.to_lonlat(shape) for shape in shapes]
    count = len(placed)
    return gpd.GeoDataFrame(
        {
            "_file": "drawings/ก.kml",
            "_layer": "หมู่บ้าน",
            "_number": range(1, count + 1),
            "name": [f"บ้าน{i}" for i in range(1, count + 1)],
        },
        geometry=gpd.GeoSeries(placed, crs=4326),
        crs=4326,
    )


def box(west: float, south: float, east: float, north: float) -> shapely.Polygon:
    return shapely.box(west, south, east, north)


def on_grid(frame: gpd.GeoDataFrame, decimals: int = 6) -> bool:
    corners = shapely.get_coordinates(frame.geometry.to_numpy())
    return bool((corners == np.round(corners, decimals)).all())


def is_coverage(frame: gpd.GeoDataFrame) -> bool:
    shapes = frame.geometry.dropna().to_numpy()
    return bool(shapely.is_valid(shapes).all() and shapely.coverage_is_valid(shapes))


def total_m2(frame: gpd.GeoDataFrame) -> float:
    return float(area_m2(frame.geometry.dropna()).sum())


SOUTH = box(0, 0, 1000, 500)
EAST = box(1000, 0, 2000, 500)
BOW_TIE = shapely.Polygon([(1000, 0), (2000, 500), (2000, 0), (1000, 500)])

ONE_DEFECT = {
    "coverage.overlap": [SOUTH, EAST, box(0, 480, 1000, 900)],
    "coverage.narrow_overlap": [SOUTH, EAST, box(0, 499, 1000, 900)],
    "coverage.sliver": [SOUTH, EAST, box(0, 501, 1000, 900)],
    "coverage.gap": [
        box(0, 0, 1000, 500),
        box(1000, 0, 2000, 500),
        box(0, 500, 2000, 900).difference(box(500, 500, 800, 530)),
    ],
    "coverage.inside_other": [SOUTH, EAST, box(200, 100, 500, 300)],
    "coverage.same_ground": [SOUTH, EAST, box(3, 2, 1000, 500)],
}
"""Three villages of which two disagree, in one way each."""


@pytest.mark.parametrize("code", sorted(ONE_DEFECT))
def test_one_defect_gives_one_problem_that_names_both(code: str) -> None:
    cleaned = clean_coverage(villages(ONE_DEFECT[code]))
    told = {found.code for found in cleaned.problems}
    assert told == {code}
    named = {found.where.name for found in cleaned.problems} | {
        part.split()[-1]
        for found in cleaned.problems
        for part in str(found.params["other"]).split(", ")
    }
    assert {"บ้าน1", "บ้าน3"} <= named
    assert is_coverage(cleaned.frame)
    assert on_grid(cleaned.frame)
    for found in cleaned.problems:
        assert found.lon == pytest.approx(102.7, abs=0.02)
        assert found.lat == pytest.approx(17.9, abs=0.02)


def test_a_sound_map_has_no_problem_and_keeps_its_corners() -> None:
    frame = villages([SOUTH, EAST, box(0, 500, 2000, 900)])
    cleaned = clean_coverage(frame)
    assert cleaned.problems == ()
    assert check_coverage(frame) == []
    assert len(cleaned.disputed) == 0
    moved = shapely.hausdorff_distance(
        PLANE.to_metres(frame.geometry.to_numpy()),
        PLANE.to_metres(cleaned.frame.geometry.to_numpy()),
    )
    assert moved.max() < 0.1


def test_a_wide_overlap_is_told_in_rai_and_published_in_neither() -> None:
    frame = villages(ONE_DEFECT["coverage.overlap"])
    cleaned = clean_coverage(frame)
    (found,) = cleaned.problems
    # 20 m × 1,000 m = 20,000 m² = 12 rai 2 ngan.
    assert [found.params[unit] for unit in ("rai", "ngan", "wah")] == ["12", 2, 0]
    assert found.params["width_m"] == "20.00"
    assert cleaned.disputed["area_m2"].sum() == pytest.approx(20_000, rel=0.001)
    assert cleaned.disputed["names"].to_list() == ["#1 บ้าน1 · #3 บ้าน3"]
    areas = area_m2(cleaned.frame.geometry).to_list()
    assert areas[0] == pytest.approx(1000 * 480, rel=0.001)
    assert areas[2] == pytest.approx(1000 * 400, rel=0.001)


def test_a_narrow_overlap_goes_to_one_and_no_ground_is_lost() -> None:
    cleaned = clean_coverage(villages(ONE_DEFECT["coverage.narrow_overlap"]))
    assert total_m2(cleaned.frame) == pytest.approx(1000 * 900 + 1000 * 500, rel=1e-4)
    assert cleaned.problems[0].effect is Effect.REPAIRED
    assert cleaned.problems[0].params["width_m"] == "1.00"


def test_an_open_sliver_all_along_a_border_is_closed() -> None:
    cleaned = clean_coverage(villages([SOUTH, box(1001.5, 0, 2000, 500)]))
    assert [found.code for found in cleaned.problems] == ["coverage.sliver"]
    assert total_m2(cleaned.frame) == pytest.approx(2000 * 500, rel=1e-4)
    a, b = cleaned.frame.geometry
    shared = shapely.intersection(a, b)
    assert PLANE.to_metres(shared).length == pytest.approx(500, rel=0.02)


def test_the_tolerance_is_a_setting() -> None:
    frame = villages(ONE_DEFECT["coverage.narrow_overlap"])
    told = [found.code for found in clean_coverage(frame, tolerance_m=0.5).problems]
    assert told == ["coverage.overlap"]


def test_checking_tells_the_same_and_changes_nothing() -> None:
    frame = villages(ONE_DEFECT["coverage.narrow_overlap"])
    before = frame.geometry.to_wkb()
    (found,) = check_coverage(frame)
    assert found.code == "coverage.narrow_overlap"
    assert found.effect is Effect.NONE
    assert frame.geometry.to_wkb().equals(before)


def test_a_village_inside_another_is_cut_out_of_it() -> None:
    cleaned = clean_coverage(villages([SOUTH, box(200, 100, 500, 300)]))
    (found,) = cleaned.problems
    assert (found.code, found.where.name) == ("coverage.inside_other", "บ้าน1")
    assert area_m2(cleaned.frame.geometry).to_list() == pytest.approx(
        [500_000 - 60_000, 60_000], rel=0.001
    )


def test_two_drawings_of_the_same_ground_are_both_set_aside() -> None:
    cleaned = clean_coverage(villages(ONE_DEFECT["coverage.same_ground"]))
    assert list(cleaned.frame["name"]) == ["บ้าน2"]
    assert [(found.effect, found.where.number) for found in cleaned.problems] == [
        (Effect.SET_ASIDE, 1),
        (Effect.SET_ASIDE, 3),
    ]


def test_a_hole_in_one_village_is_its_own_affair() -> None:
    lake = SOUTH.difference(box(400, 200, 600, 300))
    assert clean_coverage(villages([lake, EAST])).problems == ()


def test_a_strip_thinner_than_the_published_step_is_set_aside_not_lost() -> None:
    cleaned = clean_coverage(villages([SOUTH, box(2000, 0, 2000.02, 400)]))
    assert [(found.code, found.where.number) for found in cleaned.problems] == [
        ("coverage.nothing_left", 2)
    ]
    assert list(cleaned.frame["_number"]) == [1]


@pytest.mark.parametrize(
    ("fault", "aside"),
    [
        # Half of a village lost; one on another's ground; one that crosses itself.
        (lambda areas: [PLANE.to_lonlat(box(0, 0, 1000, 250)), *areas[1:]], [1]),
        (lambda areas: [areas[0], areas[0], *areas[2:]], [2]),
        (lambda areas: [areas[0], PLANE.to_lonlat(BOW_TIE), *areas[2:]], [2]),
    ],
)
def test_whatever_a_fault_of_ours_does_to_ground_is_set_aside_and_told(
    monkeypatch: pytest.MonkeyPatch, fault: Any, aside: list[int]
) -> None:
    """No drawing is known that cleaning fails at, so that it is made to fail here."""

    def faulty(survey: Survey, **options: float) -> Settled:
        settled = settle(survey, **options)
        return replace(settled, areas=np.array(fault(list(settled.areas)), dtype=object))

    monkeypatch.setattr(coverage_clean, "settle", faulty)
    frame = villages([SOUTH, EAST, box(3000, 0, 4000, 500)])
    cleaned = clean_coverage(frame)
    assert [(found.code, found.where.number) for found in cleaned.problems] == [
        ("coverage.unsettled", number) for number in aside
    ]
    assert list(cleaned.frame["_number"]) == [one for one in (1, 2, 3) if one not in aside]


def test_where_all_drawings_are_of_one_ground_none_is_left() -> None:
    cleaned = clean_coverage(villages([SOUTH, SOUTH]))
    assert [found.code for found in cleaned.problems] == ["coverage.same_ground"] * 2
    assert cleaned.frame.empty
    assert cleaned.disputed.empty


def test_villages_without_a_drawing_stay() -> None:
    cleaned = clean_coverage(villages([SOUTH, None, EAST]))
    assert list(cleaned.frame["_number"]) == [1, 2, 3]
    assert cleaned.frame.geometry.isna().to_list() == [False, True, False]
    only = clean_coverage(villages([None]))
    assert len(only.frame) == 1
    assert check_coverage(villages([None])) == []


def voronoi(seed: int, count: int) -> list[shapely.Geometry]:
    """A tambon of about 4 × 4 km cut into villages, edge to edge."""
    spots = np.random.default_rng(seed).uniform(0, 4000, (count, 2))
    frame = box(0, 0, 4000, 4000)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(spots), extend_to=frame))
    return [shapely.segmentize(cell, 150) for cell in shapely.intersection(cells, frame)]


def jittered(shapes: Sequence[shapely.Geometry], seed: int, by_m: float) -> list[shapely.Geometry]:
    """Each village drawn again by a hand that is off by so much at most."""
    rng = np.random.default_rng(seed)

    def shake(xy: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        turn, reach = rng.uniform(0, 2 * np.pi, len(xy)), rng.uniform(0, by_m, len(xy))
        return xy + np.column_stack([np.cos(turn), np.sin(turn)]) * reach[:, None]

    shaken = []
    for shape in shapes:
        ring = shake(shapely.get_coordinates(shape)[:-1])
        shaken.append(shapely.Polygon(ring))
    return shaken


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    count=st.integers(3, 18),
    by_m=st.sampled_from([0.0, 0.05, 0.4, 0.9]),
)
def test_cleaning_gives_a_coverage_once_and_for_all_and_keeps_the_ground(
    seed: int, count: int, by_m: float
) -> None:
    drawn = jittered(voronoi(seed, count), seed + 1, by_m)
    frame = villages(drawn)
    cleaned = clean_coverage(frame)
    assert len(cleaned.frame) == count
    assert is_coverage(cleaned.frame)
    assert on_grid(cleaned.frame)
    # What is cleaned is at most a strip of the tolerance along all edges.
    edges = sum(shape.length for shape in drawn)
    union = shapely.union_all(PLANE.to_metres(frame.geometry.to_numpy())).area
    after = total_m2(cleaned.frame) + float(cleaned.disputed["area_m2"].sum())
    assert abs(after - union) <= edges * 2.0 / 2
    moved = np.abs(area_m2(frame.geometry) - area_m2(cleaned.frame.geometry))
    for shape, by in zip(drawn, moved, strict=True):
        assert by <= shape.length * 2.0
    again = clean_coverage(cleaned.frame)
    assert again.frame.geometry.to_wkb().equals(cleaned.frame.geometry.to_wkb())
    assert not [found for found in again.problems if found.effect is not Effect.NONE]


@settings(max_examples=25, deadline=None)
@example(seed=14, count=2, reach=1.0)  # two metres sharp: just as wide as the tolerance
@given(seed=st.integers(0, 10_000), count=st.integers(2, 10), reach=st.floats(0.9, 400))
def test_whatever_overlaps_what_is_published_is_a_coverage(
    seed: int, count: int, reach: float
) -> None:
    grown = [cell.buffer(reach, join_style="mitre", mitre_limit=2) for cell in voronoi(seed, count)]
    frame = villages(grown)
    cleaned = clean_coverage(frame)
    assert is_coverage(cleaned.frame)
    assert on_grid(cleaned.frame)
    aside = {p.where.number for p in cleaned.problems if p.effect is Effect.SET_ASIDE}
    assert aside | set(cleaned.frame["_number"]) == set(frame["_number"])
    assert not aside & set(cleaned.frame["_number"])
    again = clean_coverage(cleaned.frame)
    assert again.frame.geometry.to_wkb().equals(cleaned.frame.geometry.to_wkb())


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(3, 15), tolerance=st.floats(1, 300))
def test_simplifying_keeps_shared_edges_and_known_corners(
    seed: int, count: int, tolerance: float
) -> None:
    frame = clean_coverage(villages(jittered(voronoi(seed, count), seed, 0.8))).frame
    simple = simplify_coverage(frame, tolerance)
    assert is_coverage(simple)
    known = {tuple(corner) for corner in shapely.get_coordinates(frame.geometry.to_numpy())}
    left = {tuple(corner) for corner in shapely.get_coordinates(simple.geometry.to_numpy())}
    assert left <= known


def test_the_smaller_the_map_the_fewer_corners_it_shows() -> None:
    frame = clean_coverage(villages(jittered(voronoi(5, 12), 5, 0.8))).frame
    counts = [
        int(shapely.get_num_coordinates(simplify_coverage(frame, metres).geometry.to_numpy()).sum())
        for metres in (0.3, 13, 130)
    ]
    assert counts[0] > counts[1] > counts[2]


REAL = {
    "khonkaen_400106/village.geojson": (17, 0),
    "chiangmai/moo_faham_2.geojson": (7, 1),
    "chiangmai/moo_maehia_7.geojson": (10, 4),
}
"""Villages, and overlaps wider than two metres, of each real drawing."""


@pytest.mark.parametrize("name", sorted(REAL))
def test_real_drawings_list_their_slivers_and_come_out_as_a_coverage(
    shared_data: Path, name: str
) -> None:
    frame = gpd.read_file(shared_data / name)
    frame = frame.assign(_file=name, _layer="", _number=range(1, len(frame) + 1))
    count, overlaps = REAL[name]
    assert not is_coverage(frame)
    cleaned = clean_coverage(frame)
    codes = [found.code for found in cleaned.problems]
    assert len(cleaned.frame) == count
    assert is_coverage(cleaned.frame)
    assert on_grid(cleaned.frame)
    assert codes.count("coverage.overlap") == overlaps == len(cleaned.disputed)
    assert set(codes) & {"coverage.sliver", "coverage.narrow_overlap"}
    assert total_m2(cleaned.frame) == pytest.approx(total_m2(frame), rel=3e-4)
    again = clean_coverage(cleaned.frame)
    assert again.frame.geometry.to_wkb().equals(cleaned.frame.geometry.to_wkb())


def test_nong_khais_tambons_keep_shared_edges_at_page_size(shared_data: Path) -> None:
    frame = gpd.read_file(shared_data / "nongkhai" / "tambon.geojson")
    frame = frame.assign(_file="tambon", _layer="", _number=range(1, len(frame) + 1))
    cleaned = clean_coverage(frame)
    assert cleaned.problems == ()
    page = simplify_coverage(cleaned.frame, 26)  # a pixel at 1:100,000
    assert is_coverage(page)
    corners = shapely.get_num_coordinates(page.geometry.to_numpy()).sum()
    assert corners < 144_180 / 4
    assert total_m2(page) == pytest.approx(total_m2(frame), rel=1e-4)
