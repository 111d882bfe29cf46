"""An outline that no repair would end is set aside by name; what is beside it is kept."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import shapely

from muban.gis.apart import Bounds, Stopped, Used
from muban.gis.problems import Effect
from muban.gis.reading.limits import Limits
from muban.gis.reading.mender import Mender
from muban.gis.reading.records.feature_frame import Record, build_features
from muban.gis.shapes.too_intricate import count_crossings
from muban.gis.source import Read, Source

BOX = shapely.box(102.70, 17.90, 102.71, 17.91)


def star(points: int) -> shapely.Polygon:
    """A star of odd points, each joined with the two across: it crosses itself everywhere."""
    step = math.pi * 2 * (points // 2) / points
    corners = [(102.7 + 0.05 * math.cos(step * n), 17.9 + 0.05 * math.sin(step * n))
               for n in range(points)]  # fmt: skip
    return shapely.Polygon(corners)


def sieve(holes: int) -> shapely.Polygon:
    """A square with so many square holes."""
    side = math.ceil(math.sqrt(holes))
    step = 0.1 / side
    rings = [
        shapely.box(x, y, x + step / 2, y + step / 2).exterior.coords
        for x, y in ((102.7 + step * (n % side + 0.2), 17.9 + step * (n // side + 0.2))
                     for n in range(holes))
    ]  # fmt: skip
    return shapely.Polygon(shapely.box(102.7, 17.9, 102.8, 18.0).exterior.coords, rings)


def _mended(*shapes: shapely.Geometry, limits: Limits | None = None) -> Read:
    source = Source(Path("ก.kml"), "ก.kml", "")
    records = [
        Record(number, shape, name=f"บ้าน {number}") for number, shape in enumerate(shapes, 1)
    ]
    return Mender(limits or Limits()).mend(build_features(source, "", records))


@pytest.mark.parametrize("points", [5, 7, 9, 21])
def test_crossings_of_a_star_are_counted_as_geometry_has_them(points: int) -> None:
    # Each of n chords meets the n - 3 that share no corner with it: n (n - 3) / 2 crossings.
    assert count_crossings(star(points), 1_000) == points * (points - 3) // 2


def test_counting_stops_when_enough_is_counted() -> None:
    assert 100 < count_crossings(star(2_001), 100) < 2_001 * 1_998 // 2


@pytest.mark.parametrize(
    ("shape", "code", "limit"),
    [
        (star(1_801), "geometry.too_many_crossings", "max_crossings"),
        (sieve(20_000), "geometry.too_many_holes", "max_holes"),
    ],
    ids=["star", "holes"],
)
def test_what_cannot_be_mended_is_named_quickly_and_the_others_stay(
    shape: shapely.Polygon, code: str, limit: str
) -> None:
    begun = time.process_time()
    read = _mended(BOX, shape)
    assert time.process_time() - begun < 5
    [found] = read.problems
    assert (found.code, found.where.number, found.params["limit"]) == (code, 2, limit)
    assert limit in found.fix("en")
    assert read.frame["_number"].tolist() == [1]


def test_the_limits_are_those_of_the_settings() -> None:
    strict = Limits(max_crossings=4, max_holes=3)
    assert [found.code for found in _mended(star(5), limits=strict).problems] == [
        "geometry.too_many_crossings"
    ]
    assert [found.code for found in _mended(sieve(4), limits=strict).problems] == [
        "geometry.too_many_holes"
    ]
    assert [found.code for found in _mended(star(5)).problems] == ["geometry.self_crossing"]
    assert _mended(sieve(400)).problems == ()


def _stops_at(*guilty: int) -> Callable[..., tuple[Read, Used]]:
    """The asking side, with a process that is ended whenever these records are in a layer."""

    def run(
        work: Callable[[Read, Limits], Read], read: Read, limits: Limits, *, bounds: Bounds
    ) -> tuple[Read, Used]:
        if set(guilty) & set(read.frame["_number"]):
            raise Stopped("seconds", 1)
        return work(read, limits), Used(0.1, 0)

    return run


@pytest.mark.parametrize("guilty", [(3,), (2, 5), (1, 2, 3, 4, 5, 6)])
def test_a_shape_whose_mending_is_stopped_is_set_aside_alone(
    guilty: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    from muban.gis.reading import mender

    monkeypatch.setattr(mender, "run", _stops_at(*guilty))
    read = _mended(BOX, *(star(points) for points in (5, 7, 9, 11, 13)))
    assert read.frame["_number"].tolist() == [n for n in range(1, 7) if n not in guilty]
    stopped = [one for one in read.problems if one.effect is Effect.SET_ASIDE]
    if len(guilty) == 6:
        # No shape is to blame more than another: it is the layer.
        assert [(one.code, one.where.number) for one in stopped] == [("read.limit", None)]
    else:
        assert [(one.code, one.where.number) for one in stopped] == [
            ("geometry.never_mended", number) for number in guilty
        ]


def test_a_layer_whose_shapes_all_take_long_ends_within_the_seconds_of_its_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from muban.gis.reading import mender

    given: list[float] = []

    def run(_: object, __: Read, ___: Limits, *, bounds: Bounds) -> tuple[Read, Used]:
        given.append(bounds.seconds)
        raise Stopped("memory", 10**9)

    monkeypatch.setattr(mender, "run", run)
    _mended(*(star(5) for _ in range(500)))
    assert sum(given) <= Limits().max_seconds


def test_edges_that_lie_on_each_other_a_thousand_times_are_counted() -> None:
    corners = [(102.7, 17.9), (102.8, 17.9)] * 500 + [(102.75, 18.0)]
    assert count_crossings(shapely.Polygon(corners), 10_000) > 10_000
