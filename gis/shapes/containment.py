"""What lies in what: villages in their tambon, points and pins in their village.

Drawings differ from official lines; in real files up to 16 % of the drawn area lies outside
the official tambon. That is told with its share, and nothing is rejected or cut for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from muban.gis.problems import Problem, Where, problem
from muban.gis.shapes.coverage_check import WhereOf, where_of
from muban.gis.shapes.measure import area_m2, length_m, to_rai

__all__ = [
    "Contained",
    "check_containment",
    "check_pins",
    "check_points",
    "check_uncovered",
]

_TOLD_SHARE = 0.001
"""Below this, a tenth of a percent, a difference is a matter of drawing."""


@dataclass(frozen=True, eq=False)
class Contained:
    """``shares``: of each area, the share outside (0 to 1, NaN without an area)."""

    shares: pd.Series[float]
    problems: tuple[Problem, ...]


def check_containment(
    villages: gpd.GeoDataFrame,
    official: BaseGeometry,
    *,
    where: WhereOf = where_of,
    far_share: float = 0.2,
) -> Contained:
    """Tell how much of each drawn village, and of all, lies outside the official tambon.

    Parameters
    ----------
    villages
        Polygons and MultiPolygons in EPSG:4326; rows without a shape are passed over.
    official
        The tambon's official outline in EPSG:4326.
    where
        The place of a row, for problems.
    far_share
        From this share on it is a warning (``containment.far_outside``); below, from a
        tenth of a percent on, a note.

    Examples
    --------
    >>> frame = gpd.GeoDataFrame(
    ...     {"_file": ["ก.kml"], "_number": [1], "name": ["บ้านเหนือ"]},
    ...     geometry=[shapely.box(102, 18, 102.04, 18.01)], crs=4326)
    >>> found = check_containment(frame, shapely.box(102, 18, 102.03, 18.01))
    >>> found.shares.round(3).tolist(), [problem.code for problem in found.problems]
    ([0.25], ['containment.far_outside', 'containment.total_outside'])
    """
    whole_m2 = area_m2(villages.geometry)
    beyond, outside = _outside(villages.geometry, official)
    shares = (outside / whole_m2.where(whole_m2 > 0)).rename("outside_share")
    problems = []
    for position in np.flatnonzero(shares.to_numpy() >= _TOLD_SHARE):
        share = float(shares.iloc[position])
        code = "containment.far_outside" if share >= far_share else "containment.outside_tambon"
        place = where(villages.iloc[position])
        problems.append(_tell(code, place, beyond[position], share, outside.iloc[position]))
    if problems:
        first = problems[0].where
        whole, area = shapely.union_all(beyond), float(outside.sum())
        layer = Where(first.file, first.layer)
        share = area / float(whole_m2.sum())
        total = _tell("containment.total_outside", layer, whole, share, area)
        problems.append(total)
    return Contained(shares, tuple(problems))


def check_uncovered(
    villages: gpd.GeoDataFrame,
    official: BaseGeometry,
    *,
    where: WhereOf = where_of,
    told_share: float = 0.005,
) -> list[Problem]:
    """Tell how much of the official tambon lies in no drawn village.

    A gap between two villages that is open to the outside is found here as well.

    Parameters
    ----------
    villages
        Polygons and MultiPolygons in EPSG:4326; rows without a shape are passed over.
    official
        The tambon's official outline in EPSG:4326.
    where
        The place of a row, for problems; the problem stands in the first one's layer.
    told_share
        Less than this share of the tambon is a matter of drawing.

    Examples
    --------
    >>> frame = gpd.GeoDataFrame(
    ...     {"_file": ["ก.kml"], "_number": [1], "name": ["บ้านเหนือ"]},
    ...     geometry=[shapely.box(102, 18, 102.03, 18.01)], crs=4326)
    >>> [found] = check_uncovered(frame, shapely.box(102, 18, 102.04, 18.01))
    >>> found.code, found.params["share"]
    ('containment.ground_without_village', '25.0%')
    """
    drawn = villages[villages.geometry.notna()]
    if len(drawn) == 0:
        return []
    bare = shapely.difference(official, shapely.union_all(drawn.geometry.to_numpy()))
    areas = area_m2(gpd.GeoSeries([bare, official], crs=4326))
    share = float(areas.iloc[0] / areas.iloc[1])
    if share < told_share:
        return []
    first = where(drawn.iloc[0])
    place = Where(first.file, first.layer)
    return [_tell("containment.ground_without_village", place, bare, share, float(areas.iloc[0]))]


def _outside(
    areas: gpd.GeoSeries, official: BaseGeometry
) -> tuple[npt.NDArray[np.object_], pd.Series[float]]:
    """What of each area lies outside, and how large that is."""
    shapely.prepare(official)
    beyond = shapely.difference(areas.to_numpy(), official)
    return beyond, area_m2(gpd.GeoSeries(beyond, index=areas.index, crs=4326))


def _tell(
    code: str, place: Where, beyond: BaseGeometry, share: float, outside_m2: float
) -> Problem:
    rai = to_rai(outside_m2)
    parts = shapely.get_parts(beyond)
    largest = shapely.point_on_surface(parts[int(np.argmax(shapely.area(parts)))])
    return problem(
        code,
        place,
        lonlat=(largest.x, largest.y),
        share=f"{share:.1%}",
        rai=f"{rai.rai:,}",
        ngan=rai.ngan,
        wah=rai.wah,
    )


def _containing(
    points: npt.NDArray[np.object_], areas: npt.NDArray[np.object_]
) -> npt.NDArray[np.intp]:
    """Position of the first area that covers each point; -1 for none."""
    point, area = shapely.STRtree(areas).query(points, predicate="intersects")
    first = np.full(len(points), len(areas), dtype=np.intp)
    np.minimum.at(first, point, area)
    first[first == len(areas)] = -1
    return first


def check_points(
    villages: gpd.GeoDataFrame, points: gpd.GeoSeries, *, where: WhereOf = where_of
) -> list[Problem]:
    """Tell of villages whose known point lies outside their drawn area.

    Parameters
    ----------
    villages
        Drawn areas in EPSG:4326.
    points
        A point of EPSG:4326 for each village, by the same index; missing ones are passed
        over, such as of a gazetteer without coordinates.
    where
        The place of a row, for problems.
    """
    areas, spots = villages.geometry.to_numpy(), points.reindex(villages.index).to_numpy()
    rows = np.flatnonzero(~(shapely.is_missing(areas) | shapely.is_missing(spots)))
    areas, spots = areas[rows], spots[rows]
    elsewhere = ~shapely.intersects(areas, spots)
    holding = _containing(spots, areas)
    distances = _distance_m(spots, areas)
    found = []
    for position in np.flatnonzero(elsewhere):
        holder = int(holding[position])
        facts = {"there": where(villages.iloc[rows[holder]]).feature or ""} if holder >= 0 else {}
        found.append(
            problem(
                "containment.point_elsewhere" if holder >= 0 else "containment.point_in_none",
                where(villages.iloc[rows[position]]),
                lonlat=(spots[position].x, spots[position].y),
                effect=None,
                distance_m=f"{distances[position]:,.0f}",
                **facts,
            )
        )
    return found


def check_pins(
    pins: gpd.GeoDataFrame, villages: gpd.GeoDataFrame, *, where: WhereOf = where_of
) -> list[Problem]:
    """Tell of pins that lie in no drawn village; they are kept.

    Parameters
    ----------
    pins
        Points in EPSG:4326.
    villages
        Drawn areas in EPSG:4326. The nearest is named as information; no pin is given to it.
    where
        The place of a row of either, for problems.
    """
    areas = villages[villages.geometry.notna()]
    if len(areas) == 0:
        return []
    return list(_outside_all(pins[pins.geometry.notna()], areas, where))


def _outside_all(
    pins: gpd.GeoDataFrame, areas: gpd.GeoDataFrame, where: WhereOf
) -> Iterator[Problem]:
    shapes = areas.geometry.to_numpy()
    spots = pins.geometry.to_numpy()
    lost = np.flatnonzero(_containing(spots, shapes) < 0)
    nearest = shapely.STRtree(shapes).nearest(spots[lost])
    distances = _distance_m(spots[lost], shapes[nearest])
    for pin, area, distance in zip(lost, nearest, distances, strict=True):
        yield problem(
            "containment.pin_outside",
            where(pins.iloc[pin]),
            lonlat=(spots[pin].x, spots[pin].y),
            nearest=where(areas.iloc[area]).feature or "",
            distance_m=f"{distance:,.0f}",
        )


def _distance_m(
    points: npt.NDArray[np.object_], areas: npt.NDArray[np.object_]
) -> npt.NDArray[np.float64]:
    """Geodesic metres from each point to its area."""
    lines = gpd.GeoSeries(shapely.shortest_line(points, areas), crs=4326)
    return np.asarray(length_m(lines), dtype=np.float64)
