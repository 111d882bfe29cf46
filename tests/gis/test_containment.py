"""What lies outside is told with its share, and stays on the map."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from muban.gis.shapes.containment import (
    check_containment,
    check_pins,
    check_points,
    check_uncovered,
)

TAMBON = shapely.box(102.0, 18.0, 102.03, 18.01)


def villages(*shapes: shapely.Geometry | None) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {
            "_file": "drawings/ก.kml",
            "_layer": "หมู่บ้าน",
            "_number": range(1, len(shapes) + 1),
            "name": [f"บ้าน{i}" for i in range(1, len(shapes) + 1)],
        },
        geometry=list(shapes),
        crs=4326,
    )


INSIDE = shapely.box(102.0, 18.0, 102.01, 18.01)
A_LITTLE = shapely.box(102.01, 18.0, 102.02, 18.0102)
QUARTER = shapely.box(102.02, 18.0, 102.03 + 0.01 / 3, 18.01)


def test_a_gap_that_opens_to_the_outside_is_told_as_ground_of_no_village() -> None:
    # Two villages leave a strip of a tenth of the tambon between them, open to the north.
    official = shapely.box(102.0, 18.0, 102.1, 18.1)
    frame = gpd.GeoDataFrame(
        {"_file": "ก.kml", "_layer": "", "_number": [1, 2], "name": ["บ้านเหนือ", "บ้านใต้"]},
        geometry=[
            shapely.box(102.0, 18.0, 102.05, 18.1),
            shapely.box(102.06, 18.0, 102.1, 18.1),
        ],
        crs=4326,
    )
    [found] = check_uncovered(frame, official)
    assert (found.code, found.where.file) == ("containment.ground_without_village", "ก.kml")
    assert found.params["share"] == "10.0%"
    assert 102.05 < (found.lon or 0) < 102.06
    assert check_uncovered(frame, shapely.union_all(frame.geometry.to_numpy())) == []


def test_shares_outside_the_tambon_by_hand() -> None:
    shares = check_containment(villages(INSIDE, A_LITTLE, QUARTER, None), TAMBON).shares
    assert shares.iloc[:3].to_list() == pytest.approx([0, 0.0002 / 0.0102, 0.25], abs=1e-5)
    assert np.isnan(shares.iloc[3])
    assert shares.name == "outside_share"


def test_a_little_outside_is_a_note_and_much_is_a_warning_and_the_total_is_told() -> None:
    frame = villages(INSIDE, A_LITTLE, QUARTER)
    found = check_containment(frame, TAMBON).problems
    assert [(problem.code, problem.where.name) for problem in found] == [
        ("containment.outside_tambon", "บ้าน2"),
        ("containment.far_outside", "บ้าน3"),
        ("containment.total_outside", None),
    ]
    assert found[1].params["share"] == "25.0%"
    assert found[0].lat is not None
    assert found[0].lat > 18.01


def test_when_it_becomes_a_warning_is_a_setting() -> None:
    found = check_containment(villages(QUARTER), TAMBON, far_share=0.3).problems
    assert next(problem.code for problem in found) == "containment.outside_tambon"


def test_a_difference_of_drawing_is_not_worth_a_word() -> None:
    hair = shapely.box(102.0, 18.0, 102.01, 18.010005)
    assert check_containment(villages(hair, INSIDE), TAMBON).problems == ()


def test_a_point_in_a_neighbour_and_a_point_in_none() -> None:
    frame = villages(INSIDE, A_LITTLE, QUARTER)
    points = gpd.GeoSeries(
        [shapely.Point(102.015, 18.005), shapely.Point(102.015, 17.99), None], crs=4326
    )
    found = check_points(frame, points)
    assert [(problem.code, problem.where.name) for problem in found] == [
        ("containment.point_elsewhere", "บ้าน1"),
        ("containment.point_in_none", "บ้าน2"),
    ]
    assert found[0].params["there"] == "#2 บ้าน2"
    # Half a hundredth of a degree of longitude at 18° north, and one of latitude.
    assert found[0].params["distance_m"] == "530"
    assert found[1].params["distance_m"] == "1,107"


def test_a_pin_outside_every_village_names_the_nearest_and_one_inside_is_silent() -> None:
    pins = villages(shapely.Point(102.005, 18.005), shapely.Point(102.005, 18.02), None)
    found = check_pins(pins, villages(INSIDE, A_LITTLE))
    assert [(problem.code, problem.where.number) for problem in found] == [
        ("containment.pin_outside", 2)
    ]
    assert found[0].params["nearest"] == "#1 บ้าน1"
    assert found[0].params["distance_m"] == "1,107"
    assert found[0].effect.value == "none"


def test_without_villages_no_pin_is_blamed() -> None:
    assert check_pins(villages(shapely.Point(102, 18)), villages(None)) == []


def test_khon_kaen_400106_has_eight_of_46_square_kilometres_outside(shared_data: Path) -> None:
    folder = shared_data / "khonkaen_400106"
    frame = gpd.read_file(folder / "village.geojson")
    frame = frame.assign(_file="village.geojson", _number=range(1, len(frame) + 1))
    official = gpd.read_file(folder / "tambon.geojson").geometry.iloc[0]
    found = check_containment(frame, official).problems
    assert found[-1].code == "containment.total_outside"
    # 8.1 of 46.0 km², as the folder's README says.
    assert found[-1].params["share"] == "17.5%"
