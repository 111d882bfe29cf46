"""What was drawn of one tambon: villages that share their edges.

A tambon is the unit of work: cleaning, checking and measuring need its own villages and
its official outline, nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import geopandas as gpd
from shapely.geometry import Point

from muban.gis.problems import Effect, FeatureRef, Problem
from muban.gis.shapes.containment import check_containment, check_points, check_uncovered
from muban.gis.shapes.coverage_clean import clean_coverage
from muban.layers.atlas import DisputedGround
from muban.layers.village.measured import measure_villages

if TYPE_CHECKING:
    import pandas as pd
    from shapely.geometry.base import BaseGeometry

    from muban.layers.village.village_points import VillagePoint

__all__ = [
    "DrawnTambon",
    "TrueVillages",
    "make_true",
    "once_where_elsewhere",
    "open_of_the_shown",
    "pieces_too",
    "true_villages",
]


@dataclass(frozen=True, eq=False)
class TrueVillages:
    """Drawn villages after cleaning (:data:`muban.layers.frames.VILLAGE_COLUMNS`, EPSG:4326).

    ``frame`` has one more column, ``_also``: the records that were further pieces of a
    village.
    """

    frame: gpd.GeoDataFrame
    problems: tuple[Problem, ...]
    disputed: tuple[DisputedGround, ...] = ()

    @property
    def also(self) -> list[FeatureRef]:
        """Records that stand in the frame as a piece of another record's village."""
        return [FeatureRef(*piece) for pieces in self.frame["_also"] for piece in pieces]


def pieces_too(problems: Iterable[Problem], built: pd.DataFrame) -> Iterator[Problem]:
    """The same problems, and for a village set aside one more for each further piece of it.

    Parameters
    ----------
    problems
        What was found of the villages.
    built
        All of them before anything was set aside, with ``_also``.
    """
    columns = (built["_file"], built["_layer"], built["_number"], built["_also"])
    also = {
        FeatureRef(file, layer, int(number)): pieces
        for file, layer, number, pieces in zip(*columns, strict=True)
        if pieces
    }
    for found in problems:
        yield found
        if found.effect is Effect.SET_ASIDE and found.where.ref in also:
            for _, _, number in also[found.where.ref]:
                # Pieces of one village are of one layer.
                yield replace(found, where=replace(found.where, number=number))


def once_where_elsewhere(found: Iterable[Problem], told: Iterable[Problem]) -> list[Problem]:
    """Without "far outside its tambon" where a village is told to lie in another one.

    Parameters
    ----------
    found
        What was found tambon by tambon.
    told
        What was told before of the same villages.

    Returns
    -------
    list of Problem
        In their order.

    Examples
    --------
    >>> from muban.gis.problems import Where, problem
    >>> place = Where("ก.kml", "", 1)
    >>> far = problem("containment.far_outside", place, share="90.0%", rai="9", ngan=0, wah=0)
    >>> told = problem("village.lies_elsewhere", place, stated="ก", there="ข", share="90%")
    >>> once_where_elsewhere([far], [told]), len(once_where_elsewhere([far], []))
    ([], 1)
    """
    elsewhere = {one.where.ref for one in told if one.code == "village.lies_elsewhere"}
    return [
        one
        for one in found
        if one.code != "containment.far_outside" or one.where.ref not in elsewhere
    ]


_SAY_IT_IS_SHOWN = frozenset({"village.no_code", "village.no_tambon", "village.no_name"})


def open_of_the_shown(found: Iterable[Problem], set_aside: Iterable[Problem]) -> list[Problem]:
    """Without "is shown, but its code is not known" of villages that are not shown in the end.

    Parameters
    ----------
    found
        What was asked of all villages before their borders were compared.
    set_aside
        What was found afterwards, each with its effect.

    Examples
    --------
    >>> from muban.gis.problems import Effect, Where, problem
    >>> first, second = (Where("ก.kml", None, number, "บ้านโพนแพง") for number in (1, 2))
    >>> asked = [problem("village.no_code", where) for where in (first, second)]
    >>> aside = problem("village.no_code", first, effect=Effect.SET_ASIDE)
    >>> [one.where.number for one in open_of_the_shown(asked, [aside])]
    [2]
    """
    aside = {one.where.ref for one in set_aside if one.effect is Effect.SET_ASIDE}
    return [one for one in found if one.code not in _SAY_IT_IS_SHOWN or one.where.ref not in aside]


@dataclass(frozen=True, eq=False)
class DrawnTambon:
    """What was drawn of one tambon, and all that is needed to make it true.

    ``rows`` are its drawn villages, ``outline`` its official outline where one was given
    (both EPSG:4326), ``points`` its village points by code.
    """

    rows: gpd.GeoDataFrame
    outline: BaseGeometry | None
    points: Mapping[str, VillagePoint]
    tolerance_m: float


def make_true(tambon: DrawnTambon) -> TrueVillages:
    """:func:`true_villages` of one tambon, wherever it is done."""
    return true_villages(
        tambon.rows, outline=tambon.outline, points=tambon.points, tolerance_m=tambon.tolerance_m
    )


def true_villages(
    drawn: gpd.GeoDataFrame,
    *,
    outline: BaseGeometry | None,
    points: Mapping[str, VillagePoint],
    tolerance_m: float,
) -> TrueVillages:
    """Make the villages of one tambon true.

    Parameters
    ----------
    drawn
        Its drawn villages, EPSG:4326.
    outline
        Its official outline, where one was given.
    points
        Village points by code: one that lies outside its village's area is told.
    tolerance_m
        Differences narrower than this are cleaned together; wider ones are for a person.
    """
    cleaned = clean_coverage(drawn, tolerance_m=tolerance_m)
    measured = measure_villages(cleaned.frame)
    problems = [*cleaned.problems]
    if outline is not None:
        contained = check_containment(measured, outline)
        measured["outside_share"] = contained.shares
        problems += [*contained.problems, *check_uncovered(measured, outline)]
    problems += check_points(measured, _spots(measured, points))
    return TrueVillages(measured, tuple(problems), tuple(_disputed(cleaned.disputed, drawn)))


def _disputed(ground: gpd.GeoDataFrame, drawn: gpd.GeoDataFrame) -> Iterator[DisputedGround]:
    """The ground that no village has, with the records that claim it."""
    if ground.empty:
        return
    refs = [FeatureRef(*ref) for ref in drawn[["_file", "_layer", "_number"]].to_numpy()]
    for rows, area, shape in zip(ground["rows"], ground["area_m2"], ground.geometry, strict=True):
        yield DisputedGround(tuple(refs[row] for row in rows), float(area), shape)


def _spots(villages: gpd.GeoDataFrame, points: Mapping[str, VillagePoint]) -> gpd.GeoSeries:
    """The known point of each village, missing where there is none (EPSG:4326)."""
    known = [points.get(code) for code in villages["village_code"]]
    shapes = [None if point is None else Point(point.lon, point.lat) for point in known]
    return gpd.GeoSeries(shapes, index=villages.index, crs="EPSG:4326")
