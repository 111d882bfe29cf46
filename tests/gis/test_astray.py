"""A corner far from its neighbours is named and never published as true."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from muban.gis.coordinates.crs import to_lonlat
from muban.gis.problems import Effect
from muban.gis.reading.read import read_file
from muban.gis.shapes.astray import astray_corner
from muban.gis.shapes.geometry import repair_shapes
from muban.gis.source import Read, Source

HALF_KM = 0.005


def circle(count: int, *, lon: float = 103.2, lat: float = 18.2) -> np.ndarray:
    """A round village of about one kilometre across."""
    turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return np.column_stack([lon + HALF_KM * np.cos(turn), lat + HALF_KM * np.sin(turn)])


def layer(shapes: list[shapely.Geometry], crs: int | None = 4326) -> Read:
    numbers = list(range(1, len(shapes) + 1))
    frame = gpd.GeoDataFrame({"_number": numbers}, geometry=shapes, crs=crs)
    return Read(Source(Path("ก.kml"), "ก.kml", ""), "", "features", frame, tuple(numbers))


@settings(max_examples=60, deadline=None)
@given(
    count=st.integers(4, 300),
    at=st.integers(0, 299),
    axis=st.integers(0, 1),
    digit=st.sampled_from([-10, -5, -1, -0.3, -0.1, 0.1, 0.2, 0.9, 1, 3]),
)
def test_a_wrong_digit_from_the_tenths_up_is_found(
    count: int, at: int, axis: int, digit: float
) -> None:
    corners = circle(count)
    corners[at % count, axis] += digit
    found = astray_corner(corners, closed=True)
    assert found is not None
    assert (found.lon, found.lat) == tuple(corners[at % count])


@pytest.mark.parametrize("kind", ["polygon", "line", "many"])
def test_the_record_is_set_aside_with_the_corner_s_place(kind: str) -> None:
    corners = circle(40)
    corners[7] = (105.21, 18.2)
    make = {
        "polygon": shapely.Polygon,
        "line": shapely.LineString,
        "many": lambda one: shapely.MultiPolygon([(circle(12), []), (one, [])]),
    }[kind]
    read = repair_shapes(layer([make(corners), shapely.Polygon(circle(9, lat=18.3))]))
    [problem] = [one for one in read.problems if one.code == "geometry.corner_astray"]
    assert problem.effect is Effect.SET_ASIDE
    assert (problem.where.number, problem.lon, problem.lat) == (1, 105.21, 18.2)
    assert read.frame["_number"].tolist() == [2]


def test_outlines_of_the_country_fine_or_coarse_and_of_real_villages_raise_nothing(
    real_data: Path,
) -> None:
    files = [
        *sorted(real_data.glob("*/*.geojson")),
        real_data / "thailand" / "tambon_simplified.zip",
    ]
    rings = 0
    for file in files:
        for read in read_file(file, real_data):
            mended = repair_shapes(to_lonlat(read))
            rings += len(mended.frame)
            told = [one for one in mended.problems if one.code == "geometry.corner_astray"]
            assert told == []
    assert rings > 7_000
    [read] = read_file(real_data / "thailand" / "tambon_simplified.zip", real_data)
    frame = read.frame.to_crs(4326)
    provinces = frame.set_geometry(frame.geometry.make_valid()).dissolve("ADM1_PCODE")
    for share in (0.01, 0.1, 0.3):
        rings = shapely.get_rings(shapely.get_parts(provinces.geometry.simplify(share).to_numpy()))
        assert len(rings) > 77
        assert not any(astray_corner(shapely.get_coordinates(r)[:-1], closed=True) for r in rings)


STRIP = [(103.0, 18.0), (103.12, 18.001), (103.12, 18.005), (103.0, 18.004)]
ARC = np.linspace(0, np.pi / 2, 90)
FAN = [(103.0, 18.0), *zip(103 + 0.1 * np.cos(ARC), 18 + 0.1 * np.sin(ARC), strict=True)]
"""A fan of ten kilometres: two long straight sides, and a round one of many corners."""
SEA = [(103.0, 18.0), (103.3, 18.0), (103.3, 18.3), (103.0, 18.3), (103.01, 18.15)]


@pytest.mark.parametrize("corners", [STRIP, SEA, FAN])
def test_long_straight_edges_alone_are_no_fault(corners: object) -> None:
    assert astray_corner(np.array(corners), closed=True) is None


def test_a_corner_at_zero_is_left_out_and_told_wherever_it_stands() -> None:
    whole = circle(30)
    for at in (0, 12, 29):
        hurt = whole.copy()
        hurt[at] = 0
        read = to_lonlat(layer([shapely.Polygon(hurt)]))
        assert [one.code for one in read.problems] == ["geometry.corner_at_zero"]
        expected = shapely.Polygon(np.delete(whole, at, axis=0))
        assert shapely.equals(read.frame.geometry.iloc[0], expected)
        assert repair_shapes(read).frame["_number"].tolist() == [1]


def test_a_corner_at_zero_of_a_map_in_metres_is_left_out_too() -> None:
    square = [(260000, 1978000), (261000, 1978000), (0, 0), (261000, 1979000), (260000, 1979000)]
    read = to_lonlat(layer([shapely.Polygon(square)], crs=32648))
    assert [one.code for one in read.problems] == ["geometry.corner_at_zero"]
    assert shapely.total_bounds(read.frame.geometry.to_numpy())[0] > 102


def test_a_drawing_that_begins_at_a_corner_of_its_own_keeps_it() -> None:
    local = shapely.Polygon([(0, 0), (400, 0), (400, 300), (0, 300)])
    read = to_lonlat(layer([local], crs=None))
    assert "geometry.corner_at_zero" not in [one.code for one in read.problems]


def test_three_corners_of_which_one_is_zero_or_far_away_are_no_area() -> None:
    for far in ((0, 0), (105.21, 18.21)):
        triangle = shapely.Polygon([(103.2, 18.2), (103.21, 18.2), far])
        read = repair_shapes(to_lonlat(layer([triangle])))
        assert len(read.frame) == 0
        assert read.problems[-1].effect is Effect.SET_ASIDE
