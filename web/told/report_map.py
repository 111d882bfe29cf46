"""The map of a check: what is drawn, and the number of each problem at its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from muban.gis.problems import Problem, Severity

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas
    from muban.web.maps.projection import Grid

__all__ = ["ReportMap", "ReportMark", "problem_map"]

_MAP_WIDTH, _MAP_HEIGHT = 720, 520
_MARGIN = 28
_BESIDE = 0.6
"""How far beside the drawn a problem may lie and the map still show it, in its widths."""
_NUMBER = 27
"""Pixels that a number takes on the map, with its edge."""
_MOST_NUMBERS = 40
"""More than these cover the map: then a note, which asks for nothing, is a dot."""


@dataclass(frozen=True, slots=True)
class ReportMark:
    """A problem's number on the map, in picture pixels; ``plain`` is a dot without it."""

    number: int
    id: str
    severity: str
    x: int
    y: int
    plain: bool = False


@dataclass(frozen=True, slots=True)
class ReportMap:
    """The report's map: outlines as (class, path), and the marks on them.

    ``beyond`` are the numbers of problems whose place is too far away to be on it.
    """

    height: int
    outlines: tuple[tuple[str, str], ...]
    marks: tuple[ReportMark, ...]
    beyond: tuple[int, ...]
    width: int = _MAP_WIDTH


def problem_map(
    atlas: Atlas, problems: Sequence[Problem], numbered: Mapping[str, int]
) -> ReportMap | None:
    """The drawn villages (else the tambons) with every problem that has a place.

    Parameters
    ----------
    atlas
        The project.
    problems
        In the order of their numbers.
    numbered
        The number of each by its id.

    Returns
    -------
    ReportMap or None
        None where nothing is drawn.
    """
    import numpy as np
    import shapely

    from muban.web.maps.encode import paths_d
    from muban.web.maps.projection import Grid, mercator

    areas = [("tambon", shape) for shape in atlas.tambons.geometry if shape is not None]
    for page in atlas.pages:
        areas += [("village", shape) for shape in page.villages.geometry if shape is not None]
    seen = [shape for kind, shape in areas if kind == "village"] or [s for _, s in areas]
    if not seen:
        return None
    west, south, east, north = _extent(seen, problems)
    (left, bottom), (right, top) = mercator(np.array([[west, south], [east, north]]))
    inner_width, inner_height = _MAP_WIDTH - 2 * _MARGIN, _MAP_HEIGHT - 2 * _MARGIN
    cell = max((right - left) / inner_width, (top - bottom) / inner_height) or 1.0
    middle = (left + right) / 2
    grid = Grid(left=middle - _MAP_WIDTH / 2 * cell, top=top + _MARGIN * cell, cell=cell)
    shapes = grid.shapes(np.array([shape for _, shape in areas], dtype=object))
    drawn = paths_d(shapely.simplify(shapes, 0.5))
    lines = [(kind, d) for (kind, _), d in zip(areas, drawn, strict=True)]
    height = round((top - bottom) / cell) + 2 * _MARGIN
    # The gravest are drawn last, so that they lie on top.
    found = list(_marks(problems, grid, numbered, height))
    shown = {mark.number for mark in found}
    marks = _told_apart(found, height)
    order = {kind.value: rank for rank, kind in enumerate(reversed(Severity))}
    return ReportMap(
        height=height,
        outlines=tuple(line for line in lines if line[1]),
        marks=tuple(sorted(marks, key=lambda m: (not m.plain, order[m.severity], -m.number))),
        beyond=tuple(
            numbered[one.id]
            for one in problems
            if one.lon is not None and numbered[one.id] not in shown
        ),
    )


def _extent(shapes: Sequence[object], problems: Iterable[Problem]) -> tuple[float, ...]:
    """What is drawn, in degrees, with the problems beside it; far ones do not shrink the map."""
    import numpy as np
    import shapely

    west, south, east, north = shapely.total_bounds(np.array(shapes, dtype=object))
    reach = max(east - west, north - south) * _BESIDE
    lons, lats = [west, east], [south, north]
    for found in problems:
        lon, lat = found.lon, found.lat
        if lon is None or lat is None:
            continue
        if west - reach <= lon <= east + reach and south - reach <= lat <= north + reach:
            lons.append(lon)
            lats.append(lat)
    return min(lons), min(lats), max(lons), max(lats)


def _told_apart(marks: Sequence[ReportMark], height: float) -> list[ReportMark]:
    """Marks that can be read: numbers moved off each other; of many, the notes as dots."""
    from muban.web.maps.picture_spread import spread

    crowded = len(marks) > _MOST_NUMBERS
    plain = [m for m in marks if crowded and m.severity == Severity.NOTE]
    shown = [m for m in marks if not (crowded and m.severity == Severity.NOTE)]
    places = spread([(m.x, m.y) for m in shown], _NUMBER)
    edge = _NUMBER / 2
    moved = [
        replace(
            mark,
            x=round(min(max(x, edge), _MAP_WIDTH - edge)),
            y=round(min(max(y, edge), height - edge)),
        )
        for mark, (x, y) in zip(shown, places, strict=True)
    ]
    return [*moved, *(replace(mark, plain=True) for mark in plain)]


def _marks(
    problems: Iterable[Problem], grid: Grid, numbered: Mapping[str, int], height: float
) -> Iterator[ReportMark]:
    for found in problems:
        if found.lon is None or found.lat is None:
            continue
        x, y = grid.point(found.lon, found.lat)
        if 0 <= x <= _MAP_WIDTH and 0 <= y <= height:
            yield ReportMark(numbered[found.id], found.id, found.severity.value, round(x), round(y))
