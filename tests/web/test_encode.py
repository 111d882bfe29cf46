"""Shapes as path text: what is drawn is what was given, to half a cell."""

from __future__ import annotations

import re

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Polygon, box

from muban.gis.shapes.simplify import simplify_together
from muban.web.maps.encode import outline_path, path_d, shape_paths
from muban.web.maps.projection import Grid, fit_grid

CELL_DEGREES = 1 / 111_319.49079327358
GRID = Grid(left=0, top=0, cell=1)

corner = st.tuples(st.integers(-3000, 3000), st.integers(-3000, 3000))


def rings_of(d: str) -> list[list[tuple[int, int]]]:
    """Read path data as the SVG specification tells it: relative commands, pen back at z."""
    rings: list[list[tuple[int, int]]] = []
    x = y = 0
    for part in re.findall(r"[mlhvz][^mlhvz]*", d):
        command, numbers = part[0], [int(n) for n in re.findall(r"-?\d+", part)]
        if command == "z":
            x, y = rings[-1][0]
            continue
        if command in "hv":
            steps = [(n, 0) if command == "h" else (0, n) for n in numbers]
        else:
            steps = list(zip(numbers[::2], numbers[1::2], strict=True))
        for dx, dy in steps:
            x, y = x + dx, y + dy
            if command == "m":
                rings.append([(x, y)])
            else:
                rings[-1].append((x, y))
    return rings


@given(st.lists(corner, min_size=3, max_size=30, unique=True))
@settings(max_examples=200, deadline=None)
def test_a_ring_of_whole_cells_comes_back_corner_for_corner(corners: list[tuple[int, int]]) -> None:
    ring = Polygon(corners)
    assert rings_of(path_d(ring)) == [corners]


def test_parts_and_holes_keep_their_places() -> None:
    hole = Polygon(
        [(0, 0), (100, 0), (100, 100), (0, 100)], [[(10, 10), (10, 20), (20, 20), (20, 10)]]
    )
    island = Polygon([(300, 5), (310, 5), (305, 15)])
    assert rings_of(path_d(MultiPolygon([hole, island]))) == [
        [(0, 0), (100, 0), (100, 100), (0, 100)],
        [(10, 10), (10, 20), (20, 20), (20, 10)],
        [(300, 5), (310, 5), (305, 15)],
    ]


def test_a_speck_smaller_than_a_cell_is_not_drawn() -> None:
    assert path_d(Polygon([(0, 0), (0.2, 0), (0.2, 0.2)])) == ""


def test_neighbours_still_share_their_corners_when_detail_is_taken_away() -> None:
    rng = np.random.default_rng(1)
    shared = [(1000 + rng.uniform(-30, 30), -y) for y in range(0, 3001, 20)]
    west = Polygon([(0, -3000), (0, 0), *shared])
    east = Polygon([(2000, -3000), (2000, 0), *shared])
    cells = shapely.transform(np.array([west, east]), lambda at: at * CELL_DEGREES)
    a, b = shape_paths(cells, GRID, tolerance_cells=20)
    corners_a, corners_b = set(rings_of(a)[0]), set(rings_of(b)[0])
    between = {at for at in corners_a if 900 < at[0] < 1100}
    assert 2 < len(between) < len(shared)
    assert between == {at for at in corners_b if 900 < at[0] < 1100}


def test_a_village_without_an_area_has_no_path() -> None:
    assert shape_paths(np.array([None], dtype=object), GRID) == [""]
    assert outline_path(np.array([None], dtype=object), GRID) == ""


def test_a_slit_between_neighbours_is_no_part_of_the_outline() -> None:
    west, east = box(0, -1, 0.99995, 0), box(1.00000, -1, 2, 0)  # about 5 m apart
    grid = fit_grid((0, -1, 2, 0))
    assert len(rings_of(outline_path(np.array([west, east], dtype=object), grid))) == 1


def test_a_tongue_of_land_is_part_of_the_outline_whether_a_slit_is_closed_or_not() -> None:
    """Closing a slit cuts off what is sharp: the tip stays, beside a slit and without one."""
    tip = (1000, -3000)
    tongue = Polygon(
        [(0, 0), (0, -1000), (950, -1000), tip, (1050, -1000), (2000, -1000), (2000, 0)]
    )
    for beyond in (2000, 2008):  # eight cells of slit: the closing has something to do
        other = box(beyond, -1000, 3000, 0)
        cells = shapely.transform(np.array([tongue, other]), lambda at: at * CELL_DEGREES)
        [ring] = rings_of(outline_path(cells, GRID))
        assert (1000, 3000) in ring
        assert abs(Polygon(ring).area - (3_000_000 + 100_000)) < 100


def test_a_hole_that_vanishes_on_the_map_leaves_the_area_around_it() -> None:
    """Two surveys of one border, joined, leave holes whose corners are one place on a map."""
    lon, lat = 102.5761, 17.8532
    tiny = [(lon, lat), (lon + 1e-14, lat), (lon, lat + 4e-15)]
    around = [(102.57, 17.85), (102.58, 17.85), (102.58, 17.86), (102.57, 17.86)]
    joined = Polygon(around, [tiny])
    grid = fit_grid((102.5, 17.8, 102.6, 17.9))
    assert not shapely.is_valid(grid.shapes(np.array([joined], dtype=object))).all()
    whole = np.array([joined, Polygon(around[:3]), None], dtype=object)
    alone = np.array([Polygon(around), Polygon(around[:3]), None], dtype=object)
    assert shape_paths(whole, grid) == shape_paths(alone, grid)


@given(
    corners=st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=9, unique=True
    ),
    hole=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=5),
    shrink=st.sampled_from([1.0, 0.5, 1e-9, 1e-15]),
    tolerance=st.sampled_from([0.1, 1.0, 3.0]),
)
def test_no_area_however_broken_stops_the_simplifying(
    corners: list[tuple[int, int]], hole: list[tuple[int, int]], shrink: float, tolerance: float
) -> None:
    inner = [(3 + (x - 3) * shrink, 3 + (y - 3) * shrink) for x, y in hole]
    areas = np.array([Polygon(corners, [inner]), Polygon(corners), box(6, 0, 9, 6)], dtype=object)
    # Areas that overlap are no coverage: simplified, they may cross, and are simplified again.
    kept = simplify_together(simplify_together(areas, tolerance), tolerance * 2)
    assert len(kept) == 3
    assert {shape.geom_type for shape in kept} <= {"Polygon", "MultiPolygon"}
