"""Whether cleaning did what it says: a coverage, and no ground moved that nobody was told of."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from muban.gis.shapes.coverage_survey import Survey, are_narrow
from muban.gis.shapes.coverage_whole import joined
from muban.gis.shapes.plane import LocalPlane, metres_per_degree
from muban.gis.shapes.records import Shapes

__all__ = ["find_unsettled"]

_MARGIN = 1.5
"""Rounding adds a hair to what was narrower than the tolerance."""
_ROUNDED = 0.1
"""Of the tolerance: a corner that went no further was only brought to the published step."""


def find_unsettled(
    before: Shapes, after: Shapes, survey: Survey, tolerance_m: float
) -> frozenset[int]:
    """Areas that cleaning left in no coverage, or that won or lost ground without a word.

    Cleaning goes round by round and gives up after many; and every rule it follows can have
    a fault. Either would be seen by nobody, so the outcome is held against the drawings.

    Parameters
    ----------
    before, after
        The same areas before and after cleaning, EPSG:4326.
    survey
        The differences between them, of which people are told.
    tolerance_m
        Ground narrower than this may change hands.

    Returns
    -------
    frozenset of int
        Positions; without these areas the others are a valid coverage.

    Examples
    --------
    >>> from muban.gis.shapes.coverage_survey import survey_areas
    >>> south, north = shapely.box(102, 18, 102.01, 18.01), shapely.box(102, 18.01, 102.01, 18.02)
    >>> drawn = np.array([south, north])
    >>> survey = survey_areas(drawn, 2.0)
    >>> find_unsettled(drawn, drawn, survey, 2.0)
    frozenset()
    >>> half = np.array([shapely.box(102, 18, 102.01, 18.005), north])
    >>> find_unsettled(drawn, half, survey, 2.0)
    frozenset({0})
    """
    if not len(before):
        return frozenset()
    broken = ~shapely.is_valid(after)
    sound = np.where(broken, shapely.Polygon(), after)
    wrong = {*np.flatnonzero(broken).tolist(), *_moved(before, sound, survey, tolerance_m)}
    if not wrong and joined(survey.grid.to_grid(after)) is not None:
        return frozenset()
    while True:
        rest = np.array([one for one in range(len(after)) if one not in wrong], dtype=int)
        edges = shapely.coverage_invalid_edges(after[rest])
        crossing = rest[~(shapely.is_missing(edges) | shapely.is_empty(edges))]
        if not len(crossing):
            return frozenset(wrong)
        wrong |= set(crossing.tolist())


def _moved(before: Shapes, after: Shapes, survey: Survey, tolerance_m: float) -> list[int]:
    # Between an edge and the same edge whose ends went a hand's breadth no circle fits.
    asked = _shifted(before, after, tolerance_m * _ROUNDED)
    if not len(asked):
        return []
    told: dict[int, list[shapely.Geometry]] = {int(position): [] for position in asked}
    for found in survey.differences:
        for position in told.keys() & set(found.beside):
            told[position].append(found.ground)
    change: Shapes = shapely.symmetric_difference(before[asked], after[asked])
    for one, grounds in enumerate(told.values()):
        if grounds:
            known = survey.grid.to_lonlat(shapely.union_all(grounds))
            change[one] = shapely.difference(change[one], known)
    flat = LocalPlane.around(before).to_metres(change)
    narrow = are_narrow(flat, tolerance_m * _MARGIN)
    return [int(one) for one in asked[~narrow]]


def _shifted(before: Shapes, after: Shapes, within_m: float) -> npt.NDArray[np.intp]:
    """Areas of which a corner went further than that, or which have other corners."""
    counts = shapely.get_num_coordinates(before)
    same = counts == shapely.get_num_coordinates(after)
    same &= shapely.get_type_id(before) == shapely.get_type_id(after)
    old, new = shapely.get_coordinates(before[same]), shapely.get_coordinates(after[same])
    scale = np.array(metres_per_degree(float(shapely.total_bounds(before)[[1, 3]].mean())))
    far = ~(np.abs(old - new).max(axis=1) <= within_m / scale.max())
    shifted = ~same
    shifted[np.repeat(np.flatnonzero(same), counts[same])[far]] = True
    return np.flatnonzero(shifted)
