"""Borders walked with a receiver: in pieces, past the start, or around nothing at all."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyproj import Geod

from muban.gis.problems import Effect
from muban.gis.reading.read import read_file
from muban.gis.shapes.geometry import repair_shapes
from muban.gis.shapes.walk import close_walk
from muban.gis.source import Read
from tests.small_projects import survey_of

GEOD = Geod(ellps="WGS84")
SQUARE = [(103.2, 18.2), (103.21, 18.2), (103.21, 18.21), (103.2, 18.21), (103.2, 18.2)]
"""A border of 4.3 km around 1.17 km²."""


def steps(corners: list[tuple[float, float]], *, noise_m: float = 0.0) -> list[tuple[float, float]]:
    """Fixes about every ten metres along corners, each off by some metres."""
    luck = np.random.default_rng(7)
    out = []
    for (x0, y0), (x1, y1) in pairwise(corners):
        count = max(2, round(np.hypot(x1 - x0, y1 - y0) / 0.0001))
        for share in np.linspace(0, 1, count, endpoint=False):
            dx, dy = luck.normal(0, noise_m / 111_000, 2)
            out.append((x0 + share * (x1 - x0) + dx, y0 + share * (y1 - y0) + dy))
    return [*out, corners[-1]]


def gpx(*segments: list[tuple[float, float]], name: str = "บ้านโพนแพง") -> bytes:
    inside = "".join(
        "<trkseg>"
        + "".join(f'<trkpt lat="{y:.7f}" lon="{x:.7f}"/>' for x, y in segment)
        + "</trkseg>"
        for segment in segments
    )
    return f"<gpx><trk><name>{name}</name>{inside}</trk></gpx>".encode()


def mended(data: bytes, folder: Path, name: str = "a.gpx") -> Read:
    (folder / name).write_bytes(data)
    [read] = read_file(folder / name, folder)
    return repair_shapes(read)


def codes(read: Read) -> list[str]:
    return [one.code for one in read.problems]


def km2(read: Read) -> float:
    return abs(GEOD.geometry_area_perimeter(read.frame.geometry.iloc[0])[0]) / 1e6


def test_a_walk_with_a_pause_is_one_area_and_the_gap_is_told(tmp_path: Path) -> None:
    walk = steps(SQUARE)
    read = mended(gpx(walk[:180], walk[190:]), tmp_path)
    assert codes(read) == ["geometry.walk_joined", "geometry.track_as_area"]
    length = GEOD.inv(*walk[179], *walk[190])[2]
    assert read.problems[0].params == {"pieces": 2, "gap_m": round(length)}
    assert km2(read) == pytest.approx(1.1708, abs=0.001)


def test_so_is_one_of_several_tracks_in_a_kml(tmp_path: Path) -> None:
    walk = steps(SQUARE)
    tracks = "".join(
        "<gx:Track>" + "".join(f"<gx:coord>{x} {y} 0</gx:coord>" for x, y in part) + "</gx:Track>"
        for part in (walk[:100], walk[101:250], walk[255:])
    )
    data = (
        '<kml xmlns:gx="http://www.google.com/kml/ext/2.2"><Placemark><name>เดิน</name>'
        f"<gx:MultiTrack>{tracks}</gx:MultiTrack></Placemark></kml>"
    ).encode()
    read = mended(data, tmp_path, "a.kml")
    assert codes(read) == ["geometry.walk_joined", "geometry.track_as_area"]
    assert read.problems[0].params["pieces"] == 3


@pytest.mark.parametrize("noise_m", [0.0, 3.0])
@pytest.mark.parametrize("beyond", [(103.205, 18.2), (103.21, 18.203)])
def test_a_walk_that_goes_on_past_its_start_is_cut_there(
    noise_m: float, beyond: tuple[float, float], tmp_path: Path
) -> None:
    on = [beyond] if beyond[1] == 18.2 else [SQUARE[1], beyond]
    read = mended(gpx(steps([*SQUARE, *on], noise_m=noise_m)), tmp_path)
    assert codes(read)[:1] == ["geometry.walk_cut"]
    corners = [SQUARE[0], *on]
    length = sum(GEOD.inv(*a, *b)[2] for a, b in pairwise(corners))
    if not noise_m:
        assert read.problems[0].params["cut_m"] == round(length)
    assert km2(read) == pytest.approx(1.1708, abs=0.02)


def test_two_ends_that_cross_are_cut_at_the_crossing(tmp_path: Path) -> None:
    cross = [(103.198, 18.2), (103.21, 18.2), (103.21, 18.21), (103.2, 18.21), (103.2, 18.198)]
    read = mended(gpx(steps(cross)), tmp_path)
    assert codes(read) == ["geometry.walk_cut", "geometry.track_as_area"]
    assert km2(read) == pytest.approx(1.1708, abs=0.001)


OUT_AND_BACK = [(103.2, 18.2), (103.22, 18.2), (103.203, 18.2)]
HALF = [(103.2, 18.2), (103.21, 18.2), (103.21, 18.21), (103.205, 18.21)]
ZIGZAG = [(103.2, 18.2), (103.22, 18.2), (103.22, 18.21), (103.19, 18.21), (103.19, 18.24)]


FROM_AFAR = [(103.185, 18.2), *SQUARE]
"""A quarter of the walk is the way to the border: which part of it is, the walker knows."""


@pytest.mark.parametrize("walk", [OUT_AND_BACK, HALF, ZIGZAG, FROM_AFAR])
def test_a_walk_around_nothing_or_mostly_elsewhere_stays_a_line(
    walk: list[tuple[float, float]], tmp_path: Path
) -> None:
    for noise_m in (0.0, 5.0):
        read = mended(gpx(steps(walk, noise_m=noise_m)), tmp_path)
        assert codes(read) == []
        assert read.frame.geometry.iloc[0].geom_type == "LineString"


def test_pieces_too_far_apart_are_not_joined_and_the_gap_is_told(tmp_path: Path) -> None:
    walk = steps(SQUARE)
    _, problems = survey_of(tmp_path, {"drawings/a.gpx": gpx(walk[:150], walk[250:])})
    [told] = [one for one in problems if one.code == "project.open_line"]
    assert told.effect is Effect.SET_ASIDE
    assert told.params["gap_m"] == round(GEOD.inv(*walk[149], *walk[250])[2])


def test_a_road_walked_in_pieces_stays_a_road(tmp_path: Path) -> None:
    walk = steps(SQUARE)
    read = mended(gpx(walk[:180], walk[190:], name="ถนนรอบหมู่บ้าน"), tmp_path)
    assert read.frame.geometry.iloc[0].geom_type == "MultiLineString"


def test_an_empty_walk_goes_around_nothing() -> None:
    assert close_walk([]) is None
    assert close_walk([shapely.LineString([(102, 18), (102, 18)])]) is None
