"""The same place in two files: both are shown, and the officer is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from muban.gis.problems import Problem, Where, problem
from muban.gis.text.thai_normal import compare_key

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["check_pins_twice"]

_NEAR = 0.0001
"""Degrees, about 11 metres: pins of one name that are nearer are one place."""


class _Pin(NamedTuple):
    file: str
    name: str
    lon: float
    lat: float


def check_pins_twice(pins: pd.DataFrame) -> list[Problem]:
    """Tell of each two files that have pins of the same name at the same place.

    Parameters
    ----------
    pins
        Columns of :data:`muban.layers.frames.LANDMARK_COLUMNS`, EPSG:4326.

    Returns
    -------
    list of Problem
        One for each pair of files, at the later one, with how many there are.

    Examples
    --------
    >>> import pandas as pd
    >>> from shapely import Point
    >>> pins = pd.DataFrame({
    ...     "_file": ["ก.kml", "ข.kml"], "name": ["วัดโพธิ์ชัย", "วัดโพธิ์ชัย"],
    ...     "geometry": [Point(102.74, 17.88), Point(102.74001, 17.88)]})  # a metre beside it
    >>> [found] = check_pins_twice(pins)
    >>> found.where.file, found.params["other"], found.params["n"]
    ('ข.kml', 'ก.kml', 1)
    """
    found: dict[tuple[str, str], list[_Pin]] = defaultdict(list)
    for first, second in _alike(pins):
        found[first.file, second.file].append(second)
    return [
        problem(
            "landmark.in_two_files",
            Where(second),
            lonlat=(alike[0].lon, alike[0].lat),
            other=first,
            n=len(alike),
            name=alike[0].name,
        )
        for (first, second), alike in sorted(found.items())
    ]


def _alike(pins: pd.DataFrame) -> Iterator[tuple[_Pin, _Pin]]:
    named: dict[str, list[_Pin]] = defaultdict(list)
    for file, name, point in zip(pins["_file"], pins["name"], pins.geometry, strict=True):
        if name:
            named[compare_key(name)].append(_Pin(str(file), str(name), point.x, point.y))
    for same in named.values():
        for first, second in combinations(sorted(same), 2):
            near = abs(first.lon - second.lon) < _NEAR and abs(first.lat - second.lat) < _NEAR
            if first.file != second.file and near:
                yield first, second
