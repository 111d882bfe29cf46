"""Coordinates end up in their true place, or with a person, never somewhere else in silence."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import CRS, Geod, Transformer

from muban.gis.coordinates.crs import to_lonlat
from muban.gis.coordinates.crs_doubts import READINGS, convert
from muban.gis.coordinates.datum import OPERATIONS
from muban.gis.coordinates.extent import Extent
from muban.gis.errors import ConfigError
from muban.gis.problems import Effect
from muban.gis.source import FileSettings, Read, Source

NONG_KHAI = Extent(101.9, 17.4, 103.6, 18.5)
PLACES = [(102.7364, 17.8814), (102.80, 17.95), (102.55, 17.90)]
WGS84 = Geod(ellps="WGS84")


def layer(points: list[tuple[float, float]], crs: object = None) -> Read:
    frame = gpd.GeoDataFrame(
        {
            "_number": range(1, len(points) + 1),
            "_name": [f"บ้าน{i}" for i in range(1, len(points) + 1)],
        },
        geometry=[shapely.Point(*point) for point in points],
        crs=crs,
    )
    source = Source(Path("x.shp"), "drawings/x.shp", "")
    return Read(source, "หมู่บ้าน", "features", frame, tuple(frame["_number"]))


def metres_apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    return float(WGS84.inv(*a, *b)[2])


def places(read: Read) -> list[tuple[float, float]]:
    return [(point.x, point.y) for point in read.frame.geometry]


def codes(read: Read) -> list[str]:
    return [found.code for found in read.problems]


def in_utm(crs: int) -> list[tuple[float, float]]:
    to = Transformer.from_crs(4326, crs, always_xy=True)
    return [to.transform(*place) for place in PLACES]


INDIAN = (260571.395, 1978200.014)
INDIAN_TRUE = (102.7363744, 17.8813603)


def esri_indian_1975() -> str:
    return str(CRS(24048).to_wkt("WKT1_ESRI")).replace("Indian_1975_UTM", "Thai_Indian_UTM")


@pytest.mark.parametrize("crs", ["EPSG:24048", esri_indian_1975()], ids=["epsg", "esri-prj"])
def test_indian_1975_lands_within_three_metres_where_proj_alone_misses_by_190(crs: str) -> None:
    read = to_lonlat(layer([INDIAN], crs), scope=NONG_KHAI)
    assert metres_apart(places(read)[0], INDIAN_TRUE) < 3
    assert codes(read) == ["crs.datum_shift"]
    assert read.problems[0].params["operation"] == "rtsd-3"
    naive = Transformer.from_crs(24048, 4326, always_xy=True).transform(*INDIAN)
    assert 150 < metres_apart(naive, places(read)[0]) < 250


def test_indian_1975_in_degrees_is_moved_too() -> None:
    base = Transformer.from_crs(24048, 4240, always_xy=True).transform(*INDIAN)
    read = to_lonlat(layer([base], "EPSG:4240"), scope=NONG_KHAI)
    assert metres_apart(places(read)[0], INDIAN_TRUE) < 3


@pytest.mark.parametrize("operation", sorted(OPERATIONS))
def test_every_named_operation_agrees_within_ten_metres(operation: str) -> None:
    read = to_lonlat(layer([INDIAN], "EPSG:24048"), scope=NONG_KHAI, operation=operation)
    assert metres_apart(places(read)[0], INDIAN_TRUE) < 10
    assert operation in read.problems[0].message("en")


def test_unknown_operation_and_unknown_crs_stop_with_the_choice_named() -> None:
    with pytest.raises(ConfigError, match="rtsd-3"):
        to_lonlat(layer(PLACES, 4326), operation="rtsd-7")
    with pytest.raises(ConfigError, match="EPSG:99999"):
        to_lonlat(layer(PLACES, 4326), settings=FileSettings(crs="EPSG:99999"))


def test_a_drawing_programs_own_plane_is_no_statement() -> None:
    plane = 'LOCAL_CS["DXF",UNIT["m",1]]'
    read = to_lonlat(layer(in_utm(32648), plane), scope=NONG_KHAI)
    assert codes(read) == ["crs.several_readings"] * 3
    with pytest.raises(ConfigError, match="LOCAL_CS"):
        to_lonlat(layer(PLACES, 4326), settings=FileSettings(crs=plane))


def test_stated_utm_is_honoured_without_a_word() -> None:
    read = to_lonlat(layer(in_utm(32648), 32648), scope=NONG_KHAI)
    assert codes(read) == []
    for got, true in zip(places(read), PLACES, strict=True):
        assert metres_apart(got, true) < 0.01


def test_degrees_without_a_system_are_read_as_wgs84_and_told() -> None:
    read = to_lonlat(layer(PLACES), scope=NONG_KHAI)
    assert codes(read) == ["crs.assumed_wgs84"]
    assert places(read) == PLACES


def test_metres_without_a_system_ask_because_two_datums_fit() -> None:
    read = to_lonlat(layer(in_utm(32648)), scope=NONG_KHAI)
    assert codes(read) == ["crs.several_readings"] * 3
    assert len(read.frame) == 0
    assert read.frame.crs == CRS(4326)
    assert {found.where.number for found in read.problems} == {1, 2, 3}
    assert {found.effect for found in read.problems} == {Effect.SET_ASIDE}
    fix = read.problems[0].fix("en")
    assert 'crs = "EPSG:32648"' in fix
    assert 'crs = "EPSG:24048"' in fix
    assert '[files."drawings/x.shp"]' in fix


def test_the_answer_in_muban_toml_places_them() -> None:
    answer = FileSettings(crs="EPSG:32648")
    read = to_lonlat(layer(in_utm(32648)), settings=answer, scope=NONG_KHAI)
    assert codes(read) == []
    assert metres_apart(places(read)[0], PLACES[0]) < 0.01


def test_web_mercator_without_a_system_is_the_only_reading() -> None:
    read = to_lonlat(layer(in_utm(3857)), scope=NONG_KHAI)
    assert codes(read) == ["crs.one_reading"]
    assert metres_apart(places(read)[0], PLACES[0]) < 0.01


def test_latitude_first_without_a_system_is_turned_and_told() -> None:
    read = to_lonlat(layer([(lat, lon) for lon, lat in PLACES]), scope=NONG_KHAI)
    assert codes(read) == ["crs.one_reading"]
    assert places(read) == PLACES


def test_latitude_first_where_wgs84_is_stated_is_turned_and_each_record_told() -> None:
    read = to_lonlat(layer([(lat, lon) for lon, lat in PLACES], 4326), scope=NONG_KHAI)
    assert codes(read) == ["crs.swapped_axes"] * 3
    assert {found.effect for found in read.problems} == {Effect.REPAIRED}
    assert places(read) == PLACES


def test_one_swapped_record_among_right_ones_is_turned_alone() -> None:
    mixed = [PLACES[0], (17.95, 102.80), PLACES[2]]
    read = to_lonlat(layer(mixed, 4326), scope=NONG_KHAI)
    assert codes(read) == ["crs.swapped_record"]
    assert read.problems[0].where.number == 2
    assert places(read) == PLACES


def test_zone_48_stated_as_47_is_read_in_the_zone_that_fits() -> None:
    read = to_lonlat(layer(in_utm(32648), 32647), scope=NONG_KHAI)
    assert codes(read) == ["crs.wrong_zone"] * 3
    assert metres_apart(places(read)[1], PLACES[1]) < 0.01
    sea = Transformer.from_crs(32647, 4326, always_xy=True).transform(*in_utm(32648)[0])
    assert sea[0] < 97


def test_extended_zone_47_is_right_as_it_stands() -> None:
    eastings = in_utm(32647)
    assert all(870_000 < east < 905_000 for east, _ in eastings)
    read = to_lonlat(layer(eastings, 32647), scope=NONG_KHAI)
    assert codes(read) == []
    assert metres_apart(places(read)[0], PLACES[0]) < 0.1


def test_a_wrong_zone_that_the_user_set_is_never_overruled() -> None:
    wrong = FileSettings(crs="EPSG:32647")
    read = to_lonlat(layer(in_utm(32648)), settings=wrong, scope=NONG_KHAI)
    assert codes(read) == ["crs.setting_wrong"] * 3
    assert len(read.frame) == 0
    assert 'crs = "EPSG:32648"' in read.problems[0].fix("th")


def test_metres_in_geojson_are_not_degrees_and_ask_for_the_datum() -> None:
    read = to_lonlat(layer(in_utm(32648), 4326), scope=NONG_KHAI)
    assert codes(read) == ["crs.several_readings"] * 3
    read = to_lonlat(layer(in_utm(3857), 4326), scope=NONG_KHAI)
    assert codes(read) == ["crs.not_degrees"] * 3
    assert metres_apart(places(read)[0], PLACES[0]) < 0.01


def test_numbers_that_fit_nothing_are_set_aside() -> None:
    read = to_lonlat(layer([(5.0, 5.0)]), scope=NONG_KHAI)
    assert codes(read) == ["crs.no_reading"]
    assert read.problems[0].where.number == 1


def test_point_at_zero_zero_is_set_aside_and_the_rest_are_read() -> None:
    read = to_lonlat(layer([*PLACES[:2], (0.0, 0.0)], 4326), scope=NONG_KHAI)
    assert [(found.code, found.where.number) for found in read.problems] == [("crs.null_island", 3)]
    assert list(read.frame["_number"]) == [1, 2]


def test_latitude_of_178_degrees_is_nowhere() -> None:
    read = to_lonlat(layer([*PLACES, (102.7, 178.8)], 4326), scope=NONG_KHAI)
    assert [(found.code, found.where.number) for found in read.problems] == [("crs.impossible", 4)]


def test_a_stray_point_is_kept_and_named() -> None:
    read = to_lonlat(layer([*PLACES, (100.5, 13.75)], 4326), scope=NONG_KHAI)
    assert [(found.code, found.where.number) for found in read.problems] == [
        ("crs.outside_scope", 4)
    ]
    assert len(read.frame) == 4
    assert (read.problems[0].lon, read.problems[0].lat) == (100.5, 13.75)


def test_a_layer_of_another_province_is_told_once_and_kept() -> None:
    read = to_lonlat(layer([(100.5, 13.7), (100.6, 13.8)], 4326), scope=NONG_KHAI)
    assert codes(read) == ["crs.layer_outside_scope"]
    assert len(read.frame) == 2


def test_without_official_polygons_thailand_is_the_scope() -> None:
    assert codes(to_lonlat(layer([(102.7, 17.9)], 4326))) == []
    assert codes(to_lonlat(layer([(139.7, 35.7)], 4326))) == ["crs.outside_scope"]


def test_axes_set_by_the_user_are_followed() -> None:
    turned = layer([(lat, lon) for lon, lat in PLACES], 4326)
    read = to_lonlat(turned, settings=FileSettings(axes="latlon"), scope=NONG_KHAI)
    assert codes(read) == []
    assert places(read) == PLACES


@settings(max_examples=60, deadline=None)
@given(
    lon=st.floats(102.0, 103.5),
    lat=st.floats(17.5, 18.4),
    reading=st.sampled_from(sorted(READINGS)),
)
def test_without_a_statement_a_place_is_right_or_waits_but_never_wrong(
    lon: float, lat: float, reading: str
) -> None:
    written = READINGS[reading]
    true = shapely.Point(lon, lat)
    (there,) = unconvert(true, written.crs)
    xy = (there[1], there[0]) if written.axes == "latlon" else there
    read = to_lonlat(layer([xy]), scope=NONG_KHAI)
    if len(read.frame):
        assert metres_apart(places(read)[0], (lon, lat)) < 1
        assert len(read.problems) == 1
    else:
        offered = read.problems[0].params["setting"]
        assert f'crs = "{written.crs}"' in str(offered)
        answer = FileSettings(crs=written.crs, axes=written.axes)
        placed = to_lonlat(layer([xy]), settings=answer, scope=NONG_KHAI)
        assert metres_apart(places(placed)[0], (lon, lat)) < 1


def unconvert(point: shapely.Point, crs: str) -> list[tuple[float, float]]:
    """A place of WGS 84 in another system, found by walking back along :func:`convert`."""
    step = Transformer.from_crs(4326, crs, always_xy=True)
    guess = step.transform(point.x, point.y)
    for _ in range(4):
        got = convert(np.array([shapely.Point(guess)]), CRS(crs))[0]
        a, b = step.transform(got.x, got.y), step.transform(point.x, point.y)
        guess = (guess[0] + b[0] - a[0], guess[1] + b[1] - a[1])
    return [guess]


def test_missing_and_broken_shapes_pass_untouched_and_heights_stay() -> None:
    read = layer(PLACES, 4326)
    shapes = [shapely.Point(102.7, 17.9, 180), None, shapely.Point(np.nan, np.nan)]
    frame = gpd.GeoDataFrame(read.frame).set_geometry(gpd.GeoSeries(shapes, crs=4326))
    read = read.with_frame(frame)
    after = to_lonlat(read, scope=NONG_KHAI)
    assert codes(after) == []
    assert shapely.get_z(after.frame.geometry.to_numpy()[0]) == 180
    assert after.frame.geometry.to_numpy()[1] is None


def test_an_empty_layer_stays_empty() -> None:
    assert codes(to_lonlat(layer([]))) == []
