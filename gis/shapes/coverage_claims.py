"""Who keeps ground that several areas claim: shares are of pairs.

A drawing that lies almost wholly on others' ground keeps it (a village inside another whose
drawer did not cut it out). Where one such drawing holds another, the inner one keeps the
ground: a tambon over its villages, an amphoe over its tambons. Two drawings are of the same
ground when each is nearly all of the other; how much third ones claim says nothing of that.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations, permutations

import geopandas as gpd
import numpy as np
import numpy.typing as npt

from muban.gis.shapes.coverage_survey import Difference, Survey
from muban.gis.shapes.measure import area_m2
from muban.gis.shapes.records import Shapes

__all__ = ["Double", "find_doubles", "with_keepers"]

_NOTHING_LEFT = 0.1
"""A drawing of which others claim all but this share lies on their ground."""


@dataclass(frozen=True, slots=True)
class Double:
    """Positions of the areas that are of one area's ground, and a place in it (EPSG:4326)."""

    others: tuple[int, ...]
    lonlat: tuple[float, float]


@dataclass(frozen=True, eq=False)
class _Claims:
    """Areas, what each pair shares, and the areas that lie on others' ground; in m²."""

    whole: npt.NDArray[np.float64]
    shared: Counter[tuple[int, int]]
    keepers: frozenset[int]

    def holds(self, outer: int, inner: int) -> bool:
        """Whether nearly all of one area lies in another."""
        pair = (min(outer, inner), max(outer, inner))
        return bool(self.shared[pair] >= (1 - _NOTHING_LEFT) * self.whole[inner])


def _claims(shapes: Shapes, differences: list[Difference]) -> _Claims:
    claimed = np.zeros(len(shapes))
    shared: Counter[tuple[int, int]] = Counter()
    for found in (one for one in differences if one.claimed):
        claimed[list(found.beside)] += found.area_m2
        for pair in combinations(sorted(found.beside), 2):
            shared[pair] += found.area_m2  # type: ignore[assignment]
    if not claimed.any():
        return _Claims(claimed, shared, frozenset())
    whole = np.asarray(area_m2(gpd.GeoSeries(shapes, crs=4326)), dtype=np.float64)
    on_others = np.flatnonzero(claimed > (1 - _NOTHING_LEFT) * whole)
    return _Claims(whole, shared, frozenset(on_others.tolist()))


def find_doubles(shapes: Shapes, differences: list[Difference]) -> dict[int, Double]:
    """Areas of which another is almost the same ground, by position.

    Parameters
    ----------
    shapes
        Valid areas in EPSG:4326.
    differences
        As surveyed of them.

    Returns
    -------
    dict
        Position of an area → the others that are its ground, and where.

    Examples
    --------
    >>> from shapely import box
    >>> from muban.gis.shapes.coverage_survey import survey_areas
    >>> field, apart = box(102, 18, 102.01, 18.01), box(103, 18, 103.01, 18.01)
    >>> areas = np.array([field, field, apart], dtype=object)
    >>> doubles = find_doubles(areas, survey_areas(areas, 2.0).differences)
    >>> {one: double.others for one, double in doubles.items()}
    {0: (1,), 1: (0,)}
    """
    claims = _claims(shapes, differences)
    same: dict[int, list[int]] = {}
    for one, other in claims.shared:
        if claims.holds(one, other) and claims.holds(other, one):
            same.setdefault(one, []).append(other)
            same.setdefault(other, []).append(one)
    return {
        one: Double(tuple(sorted(others)), _place(one, others[0], differences))
        for one, others in sorted(same.items())
    }


def _place(one: int, other: int, differences: list[Difference]) -> tuple[float, float]:
    """The middle of the largest piece of ground that two areas claim."""
    both = [found for found in differences if found.claimed and {one, other} <= set(found.beside)]
    return max(both, key=lambda found: found.area_m2).lonlat


def with_keepers(survey: Survey, shapes: Shapes) -> Survey:
    """The same survey, and of each claimed ground who keeps it.

    Parameters
    ----------
    survey
        Of the shapes.
    shapes
        Valid areas in EPSG:4326, no two of the same ground.

    Returns
    -------
    Survey
        ``kept`` of a difference is the area that keeps its ground. Where two that lie on a
        third's ground claim it, they are its ``rivals``.

    Examples
    --------
    >>> from shapely import box
    >>> from muban.gis.shapes.coverage_survey import survey_areas
    >>> around, inside = box(102, 18, 102.1, 18.1), box(102.04, 18.04, 102.05, 18.05)
    >>> areas = np.array([around, inside], dtype=object)
    >>> [ground] = with_keepers(survey_areas(areas, 2.0), areas).differences
    >>> ground.kept  # the village that lies within the other, not cut out of it
    1
    """
    claims = _claims(shapes, survey.differences)
    return replace(survey, differences=[_kept(found, claims) for found in survey.differences])


def _kept(found: Difference, claims: _Claims) -> Difference:
    inner = claims.keepers.intersection(found.beside) if found.claimed else frozenset()
    outer = {
        one
        for one, other in permutations(inner, 2)
        if claims.holds(one, other) and claims.whole[one] > claims.whole[other]
    }
    inner -= outer
    if len(inner) == 1:
        return replace(found, kept=next(iter(inner)))
    if not inner:
        return found
    ordered = tuple(one for one in found.by_border if one in inner)
    first = (*ordered, *sorted(inner.difference(ordered)))[0]
    return replace(found, rivals=tuple(sorted(inner)), receiver=first)
