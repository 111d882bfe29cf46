"""Whether cleaning did what it says: a coverage, and no ground moved that nobody was told of."""

from __future__ import annotations

import numpy as np
import shapely

from muban.gis.shapes.coverage_survey import Survey, are_narrow
from muban.gis.shapes.plane import LocalPlane
from muban.gis.shapes.records import Shapes

__all__ = ["find_unsettled"]

_MARGIN = 1.5
"""Rounding adds a hair to what was narrower than the tolerance."""


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
    while True:
        rest = np.array([one for one in range(len(after)) if one not in wrong], dtype=int)
        edges = shapely.coverage_invalid_edges(after[rest])
        crossing = rest[~(shapely.is_missing(edges) | shapely.is_empty(edges))]
        if not len(crossing):
            return frozenset(wrong)
        wrong |= set(crossing.tolist())


def _moved(before: Shapes, after: Shapes, survey: Survey, tolerance_m: float) -> list[int]:
    told: list[list[shapely.Geometry]] = [[] for _ in before]
    for found in survey.differences:
        for position in found.beside:
            told[position].append(found.ground)
    plane = LocalPlane.around(before)
    change: Shapes = shapely.symmetric_difference(before, after)
    for position, grounds in enumerate(told):
        if grounds:
            known = survey.grid.to_lonlat(shapely.union_all(grounds))
            change[position] = shapely.difference(change[position], known)
    narrow = are_narrow(plane.to_metres(change), tolerance_m * _MARGIN)
    return np.flatnonzero(~narrow).tolist()
