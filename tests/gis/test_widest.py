"""The widest place of a piece of ground, held against the library's own search."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from muban.gis.shapes.widest import widest_places

number = st.integers(0, 40)


@pytest.mark.parametrize(
    ("ground", "diameter_m"),
    [
        (shapely.box(0, 0, 1000, 20), 20.0),
        (shapely.box(0, 0, 1000, 0.5), 0.5),
        (shapely.box(0, 0, 30, 30), 30.0),
        (shapely.Polygon([(0, 0), (40, 0), (0, 30)]), 20.0),
        (shapely.Point(0, 0).buffer(5, quad_segs=64), 10.0),
    ],
)
def test_a_strip_a_square_a_triangle_and_a_disc_are_as_wide_as_in_the_school_book(
    ground: shapely.Polygon, diameter_m: float
) -> None:
    [place], [width] = widest_places(np.array([ground]))
    assert width == pytest.approx(diameter_m, rel=1e-3)
    assert place.distance(shapely.boundary(ground)) >= 0.99 * diameter_m / 2


@given(st.lists(st.tuples(number, number), min_size=3, max_size=12, unique=True))
def test_the_widest_place_is_as_wide_as_the_largest_circle(
    corners: list[tuple[int, int]],
) -> None:
    whole = shapely.make_valid(shapely.Polygon(corners), method="structure", keep_collapsed=False)
    for ground in shapely.get_parts(whole):
        if ground.geom_type != "Polygon" or ground.area < 1:
            continue
        circle = shapely.maximum_inscribed_circle(ground, tolerance=1e-3)
        [place], [width] = widest_places(np.array([ground]))
        assert width == pytest.approx(2 * circle.length, rel=0.02)
        assert ground.contains(place)
