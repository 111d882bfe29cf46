"""Areas that nearly meet, made to share their edges exactly.

What is narrower than the tolerance is cleaned: a thin overlap goes to the one of its
claimants, a thin gap to the one of its neighbours, with which it has the longest border.
What is wider is a person's to decide. Until then the ground that two drawings claim is
published in neither of them (``disputed``), because to give it to one would pass a guess
as a fact, and to draw it twice would count it twice. A wide gap stays a gap.

Two cases are no matter of borders. A drawing that lies almost wholly on another's ground
keeps it (a village inside another, whose drawer did not cut it out), for there is no other
ground it could have. Two drawings of almost the same ground cannot both be true, and
nothing in them says which one is: both are set aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from muban.gis.problems import Problem, Where, problem
from muban.gis.shapes.coverage_check import (
    PlacesOfRows,
    WhereOf,
    called,
    tell_differences,
    where_of,
)
from muban.gis.shapes.coverage_claims import find_doubles, with_keepers
from muban.gis.shapes.coverage_guard import find_unsettled
from muban.gis.shapes.coverage_settle import Settled, settle
from muban.gis.shapes.coverage_survey import Difference, Survey, survey_areas
from muban.gis.shapes.measure import area_m2, to_rai
from muban.gis.shapes.records import Shapes
from muban.gis.shapes.tolerance import TOLERANCE_M

__all__ = ["Cleaned", "clean_coverage"]


@dataclass(frozen=True, eq=False)
class Cleaned:
    """Areas after cleaning.

    Parameters
    ----------
    frame
        The rows that came in, less those set aside; their areas are a valid coverage in
        EPSG:4326, also as it stands in the published number of decimals.
    problems
        What was mended, and what a person has to decide.
    disputed
        Ground that more than one drawing claims: ``names`` of the drawings, ``rows`` (their
        places in the frame that came in, counted from 0), ``area_m2`` (geodesic) and the
        shape in EPSG:4326. It lies in no area of ``frame``.
    """

    frame: gpd.GeoDataFrame
    problems: tuple[Problem, ...]
    disputed: gpd.GeoDataFrame


def clean_coverage(
    frame: gpd.GeoDataFrame,
    *,
    tolerance_m: float = TOLERANCE_M,
    precision_deg: float = 1e-6,
    where: WhereOf = where_of,
) -> Cleaned:
    """Make areas share their edges where they differ by less than a tolerance.

    Parameters
    ----------
    frame
        Valid Polygons and MultiPolygons in EPSG:4326; rows without a shape stay as they are.
    tolerance_m
        Overlaps and gaps narrower than this are cleaned.
    precision_deg
        Step of the published coordinates: every corner comes out as a multiple of it.
    where
        The place of a row, for problems.

    Returns
    -------
    Cleaned
        Cleaning twice gives what cleaning once gave.

    Examples
    --------
    >>> frame = gpd.GeoDataFrame(
    ...     {"_file": "ก.kml", "_layer": "", "_number": [1, 2], "name": ["บ้านเหนือ", "บ้านใต้"]},
    ...     geometry=[
    ...         shapely.box(102, 18, 102.01, 18.01), shapely.box(102, 17.9, 102.01, 17.99999)],
    ...     crs=4326)
    >>> cleaned = clean_coverage(frame)
    >>> bool(shapely.coverage_is_valid(cleaned.frame.geometry.to_numpy(), gap_width=1e-5))
    True
    >>> [found.code for found in cleaned.problems]
    ['coverage.sliver']
    """
    drawn = np.flatnonzero(frame.geometry.notna())
    if len(drawn) == 0:
        return Cleaned(frame, (), _disputed([], [], []))
    shapes: Shapes = frame.geometry.to_numpy()[drawn]
    problems: list[Problem] = []
    kept, survey = _without_doubles(
        shapes, PlacesOfRows(frame, where, drawn), tolerance_m, problems
    )
    places = PlacesOfRows(frame, where, drawn[kept])
    survey = with_keepers(survey, shapes[kept])
    settled = settle(survey, tolerance_m=tolerance_m, precision_deg=precision_deg)
    problems += _tell_inside(survey.differences, places)
    problems += tell_differences(_told_as_done(survey, settled), places)
    done: Shapes = frame.geometry.to_numpy().copy()
    done[drawn[kept]] = settled.areas
    stays = frame.geometry.isna().to_numpy(copy=True)
    stays[drawn[kept]] = True
    empty = np.flatnonzero(shapely.is_empty(settled.areas))
    wrong = find_unsettled(shapes[kept], settled.areas, survey, tolerance_m) - set(empty.tolist())
    for code, left_out in (("coverage.nothing_left", empty), ("coverage.unsettled", sorted(wrong))):
        for position in left_out:
            stays[drawn[kept[position]]] = False
            problems.append(problem(code, places[int(position)]))
    clean = frame.set_geometry(gpd.GeoSeries(done, index=frame.index, crs=frame.crs))
    clean = clean if stays.all() else clean[stays]
    names = [" · ".join(called(places[one]) for one in claim) for claim in settled.claimants]
    rows = [tuple(int(drawn[kept[one]]) for one in claim) for claim in settled.claimants]
    return Cleaned(clean, tuple(problems), _disputed(names, rows, settled.disputed))


def _without_doubles(
    shapes: Shapes, places: Sequence[Where], tolerance_m: float, problems: list[Problem]
) -> tuple[npt.NDArray[np.intp], Survey]:
    """Set aside drawings of the same ground; the positions that stay, and their survey."""
    kept = np.arange(len(shapes))
    while True:
        survey = survey_areas(shapes[kept], tolerance_m)
        doubles = find_doubles(shapes[kept], survey.differences)
        if not doubles:
            return kept, survey
        for position, double in doubles.items():
            place = places[kept[position]]
            others = ", ".join(called(places[kept[one]], place) for one in double.others)
            problems.append(
                problem("coverage.same_ground", place, lonlat=double.lonlat, other=others)
            )
        kept = np.delete(kept, sorted(doubles))
        if len(kept) == 0:
            return kept, Survey(survey.grid, 0, [], [], [])


def _tell_inside(differences: list[Difference], places: Sequence[Where]) -> Iterator[Problem]:
    for found in differences:
        inner = found.rivals if found.kept is None else (found.kept,)
        if not inner:
            continue
        rai = to_rai(found.area_m2)
        for outer in sorted({*found.beside}.difference(inner)):
            yield problem(
                "coverage.inside_other",
                places[outer],
                lonlat=found.lonlat,
                other=", ".join(called(places[one], places[outer]) for one in inner),
                rai=f"{rai.rai:,}",
                ngan=rai.ngan,
                wah=rai.wah,
            )


def _told_as_done(survey: Survey, settled: Settled) -> Iterator[Difference]:
    """The differences as cleaning left them: rounding can close one that was just too wide."""
    if not survey.differences:
        return
    lonlats = [found.lonlat for found in survey.differences]
    middles = shapely.points(np.array(lonlats).reshape(-1, 2))
    tree = shapely.STRtree(settled.disputed)
    open_still = set(tree.query(middles, predicate="intersects")[0].tolist())
    for position, found in enumerate(survey.differences):
        if found.kept is None:
            closed = found.claimed and position not in open_still
            yield replace(found, narrow=found.narrow or closed)


def _disputed(
    names: list[str], rows: list[tuple[int, ...]], shapes: list[shapely.Geometry]
) -> gpd.GeoDataFrame:
    if not shapes:
        return _nothing_disputed().copy()
    ground = gpd.GeoSeries(shapes, crs=4326)
    columns = {
        "names": pd.Series(names, dtype=object),
        "rows": pd.Series(rows, dtype=object),
        "area_m2": area_m2(ground),
    }
    found = gpd.GeoDataFrame(columns, geometry=ground, crs=4326)
    # Rounding can give a piece wholly to a neighbour: then there is nothing left to settle.
    return found[~found.geometry.is_empty].reset_index(drop=True)


@cache
def _nothing_disputed() -> gpd.GeoDataFrame:
    columns = {
        "names": pd.Series([], dtype=object),
        "rows": pd.Series([], dtype=object),
        "area_m2": pd.Series([], dtype=float),
    }
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries([], crs=4326), crs=4326)
