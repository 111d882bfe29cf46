"""Shapes of every file, made true and sorted by what they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from gis.coordinates.crs import to_lonlat
from gis.coordinates.datum import DEFAULT_OPERATION
from gis.problems import Problem, Where, problem
from gis.reading.table_points import points_from_grid
from gis.shapes.geometry import repair_shapes
from gis.shapes.geometry_kind import CLOSED_M
from gis.source import FileSettings, Read
from layers.village.recognise import FeatureRole, Part, parts_by_role

if TYPE_CHECKING:
    from gis.coordinates.extent import Extent

__all__ = ["Shapes", "sort_shapes"]

_NO_SETTINGS = FileSettings()


@dataclass(frozen=True, eq=False)
class Shapes:
    """Parts by role, in reading order, and every problem met on the way."""

    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]

    def of(self, role: FeatureRole) -> list[Read]:
        """The layers of one role."""
        return [part.read for part in self.parts if part.role == role]


def sort_shapes(
    reads: Iterable[Read],
    *,
    folder: str,
    settings: Mapping[str, FileSettings],
    scope: Extent | None,
    operation: str = DEFAULT_OPERATION,
) -> Shapes:
    """Make a folder's shapes true, and sort them by role.

    Parameters
    ----------
    reads
        Layers of shapes (``features``); tables with coordinates become shapes first, and
        other tables are passed over.
    folder
        The project folder they lie in.
    settings
        What ``muban.toml`` says of single files.
    scope
        Where the project is, if its outlines are known already.
    operation
        How Indian 1975 becomes WGS 84: a name of :data:`gis.coordinates.datum.OPERATIONS`.
    """
    parts: list[Part] = []
    problems: list[Problem] = []
    for read in reads:
        stated = settings.get(read.source.name, _NO_SETTINGS)
        if stated.role == "ignore":
            problems += [*read.problems, problem("project.ignored", read.where())]
            continue
        shapes = read if read.kind == "features" else points_from_grid(read)
        if shapes is None:
            continue
        true = repair_shapes(to_lonlat(shapes, settings=stated, scope=scope, operation=operation))
        problems += true.problems
        for part in parts_by_role(true, folder=folder, stated=stated.role):
            if part.role == "line":
                problems += _lines(part.read)
            else:
                parts.append(part)
    return Shapes(tuple(parts), tuple(problems))


def _lines(read: Read) -> list[Problem]:
    """Lines that are no boundary: nothing of ours draws them, so they are set aside."""
    import geopandas as gpd
    from shapely.geometry import LineString

    from gis.shapes.measure import length_m

    frame = read.frame
    ends = [shapely.get_point(shapely.get_geometry(g, 0), [0, -1]) for g in frame.geometry]
    gaps = length_m(gpd.GeoSeries([LineString(pair) for pair in ends], crs="EPSG:4326"))
    return [
        _line(read.where(int(number), name=str(name or "") or None), (pair[0].x, pair[0].y), gap)
        for number, name, pair, gap in zip(
            frame["_number"], frame["_name"], ends, gaps, strict=True
        )
    ]


def _line(where: Where, lonlat: tuple[float, float], gap_m: float) -> Problem:
    if gap_m <= CLOSED_M:
        return problem("project.closed_line", where, lonlat=lonlat)
    return problem("project.open_line", where, lonlat=lonlat, gap_m=round(float(gap_m)))
