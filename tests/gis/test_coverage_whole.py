"""Areas proved to share their edges all at once: as GEOS proves it one by one."""

from __future__ import annotations

import math

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from muban.gis.shapes.coverage_faces import Grid, find_open_slivers
from muban.gis.shapes.coverage_slits import find_slivers_within
from muban.gis.shapes.coverage_whole import joined

_CORNER = st.tuples(st.integers(0, 6), st.integers(0, 6))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(_CORNER, min_size=3, max_size=5, unique=True), min_size=1, max_size=5))
def test_areas_in_few_places_are_joined_just_where_they_are_a_coverage(
    rings: list[list[tuple[int, int]]],
) -> None:
    """With so few places, areas overlap, touch, share edges and lie in each other by lot."""
    drawn = [shapely.Polygon(ring) for ring in rings]
    areas = np.array([one for one in drawn if one.is_valid and one.area], dtype=object)
    if not len(areas):
        return
    whole = joined(areas)
    assert (whole is not None) == shapely.coverage_is_valid(areas)
    if whole is not None:
        assert whole.equals(shapely.union_all(areas))


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), moved=st.sampled_from([0, 0, 1, 3]))
def test_one_corner_of_one_neighbour_moved_is_no_coverage_any_more(seed: int, moved: int) -> None:
    lot = np.random.default_rng(seed)
    places = shapely.MultiPoint(lot.integers(0, 10**9, (9, 2)))
    frame = shapely.box(0, 0, 10**9, 10**9)
    cells = shapely.get_parts(shapely.voronoi_polygons(places, extend_to=frame))
    areas = shapely.transform(shapely.intersection(cells, frame), np.round)
    ring = shapely.get_coordinates(areas[0])
    middle = shapely.get_coordinates(places).mean(axis=0)
    inner = int(np.abs(ring[:-1] - middle).max(axis=1).argmin())
    ring[[0, -1] if inner == 0 else inner] += moved
    areas[0] = shapely.Polygon(ring)
    if shapely.is_valid(areas).all():
        assert (joined(areas) is not None) == shapely.coverage_is_valid(areas)


@settings(max_examples=80, deadline=None)
@given(
    angle=st.floats(1, 60),
    reach=st.sampled_from([3.0, 30.0, 400.0]),
    gap=st.sampled_from([0.0, 0.5, 1.9, 2.3]),
    turn=st.integers(0, 359),
)
def test_whatever_slit_runs_in_is_found_without_laying_all_over_all(
    angle: float, reach: float, gap: float, turn: int
) -> None:
    """Two areas with a notch of some angle and depth between them, in any direction."""
    opening = reach * math.tan(math.radians(angle))
    foot, out = (0.0, -gap / 2), (reach, -gap / 2 - opening)
    below = [(-500, -2000), (reach, -2000), out, foot, (-500, -gap / 2)]
    above = [(-500, 500), (-500, gap / 2), (0, gap / 2), (reach, gap / 2), (reach, 500)]
    if gap == 0.0:
        below, above = [*below[:-1], (-500, 0)], [above[0], (-500, 0), *above[2:]]
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    grid = Grid(1e-6, 18.0)
    drawn = np.array([shapely.Polygon(below), shapely.Polygon(above)], dtype=object)
    turned = shapely.transform(drawn, lambda xy: xy @ np.array([[cos, sin], [-sin, cos]]))
    areas = shapely.transform(grid.from_metres(turned), np.round)
    whole = joined(areas)
    if whole is None:
        return
    for margin in (1.0, 1.05):
        thorough = find_open_slivers(areas, grid, 2.0, margin=margin)
        assert len(find_slivers_within(areas, whole, grid, 2.0, margin=margin)) == len(thorough)
