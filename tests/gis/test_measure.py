"""Areas are true on the ground, and said as a land document says them."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from muban.gis.shapes.label_point import label_point
from muban.gis.shapes.measure import RaiNganWah, area_m2, length_m, to_rai
from muban.gis.shapes.plane import LocalPlane

WGS84_A, WGS84_B = 6_378_137.0, 6_356_752.314245


def zone_area_m2(south: float, north: float, degrees: float) -> float:
    """A strip between two parallels, by the closed formula for an ellipsoid's zone."""
    e = np.sqrt(1 - (WGS84_B / WGS84_A) ** 2)

    def below(lat: float) -> float:
        s = np.sin(np.radians(lat))
        return float(s / (2 * (1 - (e * s) ** 2)) + np.arctanh(e * s) / (2 * e))

    return float(np.radians(degrees) * WGS84_B**2 * (below(north) - below(south)))


def test_area_agrees_with_the_closed_formula_of_the_ellipsoid() -> None:
    # Many corners along the parallels, since a geodesic is not a parallel.
    box = shapely.segmentize(shapely.box(102, 17.9, 102.2, 18.0), 0.001)
    got = area_m2(gpd.GeoSeries([box], crs=4326)).iloc[0]
    assert got == pytest.approx(zone_area_m2(17.9, 18.0, 0.2), rel=1e-7)


def test_holes_come_off_and_the_turn_of_rings_does_not_matter() -> None:
    outer, inner = shapely.box(102, 18, 102.03, 18.03), shapely.box(102.01, 18.01, 102.02, 18.02)
    ring = shapely.Polygon(outer.exterior.coords, [inner.exterior.coords])
    turned = shapely.Polygon(outer.exterior.coords[::-1], [inner.exterior.coords[::-1]])
    mixed = shapely.Polygon(outer.exterior.coords[::-1], [inner.exterior.coords])
    shapes = gpd.GeoSeries([ring, turned, mixed, outer, inner], crs=4326)
    areas = area_m2(shapes).to_list()
    assert areas[0] == areas[1] == areas[2] == pytest.approx(areas[3] - areas[4])


def test_lines_points_empty_and_missing_have_no_area() -> None:
    shapes = gpd.GeoSeries(
        [shapely.Point(1, 1), shapely.LineString([(0, 0), (1, 1)]), shapely.Polygon(), None],
        index=["a", "b", "c", "d"],
        crs=4326,
    )
    areas = area_m2(shapes)
    assert areas.to_dict() == dict.fromkeys("abcd", 0.0)
    assert areas.name == "area_m2"
    assert length_m(shapes).to_list()[2:] == [0.0, 0.0]


@pytest.mark.parametrize(
    ("metres", "said"),
    [
        (0, (0, 0, 0)),
        (1.99, (0, 0, 0)),
        (2, (0, 0, 1)),
        (4, (0, 0, 1)),
        (399, (0, 1, 0)),
        (397.9, (0, 0, 99)),
        (1598, (1, 0, 0)),
        (1600, (1, 0, 0)),
        (4127 * 1600 + 2 * 400 + 18 * 4, (4127, 2, 18)),
    ],
)
def test_rai_ngan_wah_by_hand(metres: float, said: tuple[int, int, int]) -> None:
    assert to_rai(metres) == said


@given(st.floats(0, 1e12))
def test_rai_ngan_wah_never_carries_over_and_is_within_half_a_square_wah(metres: float) -> None:
    rai, ngan, wah = to_rai(metres)
    assert 0 <= ngan < 4
    assert 0 <= wah < 100
    assert abs(rai * 1600 + ngan * 400 + wah * 4 - metres) <= 2 + 1e-3


@pytest.mark.parametrize("metres", [-1, float("nan"), float("inf")])
def test_an_area_that_is_none_is_refused(metres: float) -> None:
    with pytest.raises(ValueError, match="square metres"):
        to_rai(metres)


def test_words() -> None:
    assert RaiNganWah(4127, 2, 18).text() == "4,127 ไร่ 2 งาน 18 ตร.วา"


def test_label_stands_in_the_wide_arm_of_a_crescent_not_in_its_bay() -> None:
    crescent = shapely.Point(0, 0).buffer(1).difference(shapely.Point(0.4, 0).buffer(0.9))
    on_earth = shapely.transform(crescent, lambda xy: xy * 0.01 + [102.5, 17.9])
    point = label_point(on_earth)
    assert not on_earth.contains(on_earth.centroid)
    assert on_earth.contains(shapely.Point(point.lon, point.lat))
    assert point.lon == pytest.approx(102.5 - 0.0075, abs=0.0005)


def test_label_stands_in_the_largest_part() -> None:
    parts = shapely.MultiPolygon(
        [shapely.box(102, 18, 102.001, 18.001), shapely.box(102.1, 18, 102.11, 18.01)]
    )
    point = label_point(parts)
    assert (point.lon, point.lat) == pytest.approx((102.105, 18.005), abs=3e-4)
    assert point.radius_m == pytest.approx(529, rel=0.02)


def test_a_line_has_no_place_for_a_label() -> None:
    with pytest.raises(ValueError, match="without area"):
        label_point(shapely.LineString([(0, 0), (1, 1)]))


def test_plane_and_back_is_exact_enough_and_distances_are_true() -> None:
    plane = LocalPlane(102.7, 17.9)
    place = shapely.Point(102.75, 17.95)
    back = plane.to_lonlat(plane.to_metres(place))
    assert back.distance(place) < 1e-12
    line = gpd.GeoSeries([shapely.LineString([(102.7, 17.9), (102.75, 17.95)])], crs=4326)
    flat = plane.to_metres(line.to_numpy())
    assert flat[0].length == pytest.approx(length_m(line).iloc[0], rel=1e-3)


def test_utm_is_a_little_too_large_in_nong_khai_and_web_mercator_far(shared_data: Path) -> None:
    tambons = gpd.read_file(shared_data / "nongkhai" / "tambon.geojson")
    true = area_m2(tambons.geometry).sum()
    assert tambons.to_crs(32648).area.sum() / true == pytest.approx(1.0006, abs=2e-4)
    assert tambons.to_crs(3857).area.sum() / true == pytest.approx(1.11, abs=0.01)
