"""Gives every narrow piece of ground to one area, until nothing is left to give."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import shapely

from muban.gis.shapes.coverage_faces import (
    Borders,
    Grid,
    build_faces,
    find_open_slivers,
    solid_areas,
)
from muban.gis.shapes.coverage_slits import find_slivers_within
from muban.gis.shapes.coverage_survey import Survey, are_narrow, is_narrow
from muban.gis.shapes.coverage_whole import holes_of, joined
from muban.gis.shapes.records import Shapes

__all__ = ["Settled", "settle"]

_ROUNDS = 40
"""One or two are usual: rounding can leave a new sliver, and closing that another."""
_MARGIN = 1.05
"""So much more than the tolerance is closed at the end that a second survey, which may
round otherwise, has nothing left to find."""


@dataclass(slots=True)
class Settled:
    """Areas in EPSG:4326 that form a coverage, and the ground left out of them.

    ``claimants`` are, for each piece of ``disputed``, the positions of the areas that claim
    it.
    """

    areas: Shapes
    disputed: list[shapely.Geometry] = field(default_factory=list)
    claimants: list[tuple[int, ...]] = field(default_factory=list)


def settle(survey: Survey, *, tolerance_m: float, precision_deg: float) -> Settled:
    """Make surveyed areas a coverage whose corners are multiples of a step.

    Parameters
    ----------
    survey
        The areas, how they differ, and who keeps what is claimed.
    tolerance_m
        Overlaps and gaps narrower than this are given to an area.
    precision_deg
        The step.

    Examples
    --------
    >>> from muban.gis.shapes.coverage_survey import survey_areas
    >>> meant = [shapely.box(102, 18, 102.01, 18.01), shapely.box(102, 17.99, 102.01, 18.000004)]
    >>> survey = survey_areas(np.array(meant), 2.0)
    >>> settled = settle(survey, tolerance_m=2.0, precision_deg=1e-6)
    >>> bool(shapely.coverage_is_valid(settled.areas)), len(settled.disputed)
    (True, 0)
    """
    areas, disputed, claimants = _decide(survey)
    grid = Grid(precision_deg, survey.grid.lat)
    steps = _on_grid(grid.to_grid(survey.grid.to_lonlat(areas)), grid, tolerance_m)
    # A narrow end of disputed ground may have gone to a neighbour with the rounding.
    final = grid.to_lonlat(steps)
    return Settled(
        final, _without(survey.grid.to_lonlat(np.array(disputed, dtype=object)), final), claimants
    )


def _on_grid(steps: Shapes, grid: Grid, tolerance_m: float) -> Shapes:
    """Areas in whole steps; most are a coverage still when each corner goes to the nearest."""
    try:
        rounded: Shapes = shapely.remove_repeated_points(shapely.transform(steps, np.round))
    except shapely.errors.GEOSException:
        rounded = steps  # a ring has shrunk to a point
    if _is_settled(rounded, grid, tolerance_m):
        return rounded
    for _ in range(_ROUNDS):
        if _is_settled(steps, grid, tolerance_m):
            break
        steps = _round_off(steps, grid, tolerance_m)
    return steps


def _without(grounds: Shapes, areas: Shapes) -> list[shapely.Geometry]:
    """Each ground without what areas took of it; only those near it are looked at."""
    near: list[list[int]] = [[] for _ in grounds]
    for ground, area in zip(*shapely.STRtree(areas).query(grounds).tolist(), strict=True):
        near[ground].append(area)
    return [
        shapely.difference(ground, shapely.coverage_union_all(areas[sorted(beside)]))
        for ground, beside in zip(grounds, near, strict=True)
    ]


def _decide(
    survey: Survey,
) -> tuple[Shapes, list[shapely.Geometry], list[tuple[int, ...]]]:
    """Who gets the ground of each difference: one area, or for now nobody."""
    faces, owners = list(survey.faces), list(survey.owners)
    disputed, claimants = [], []
    for found in survey.differences:
        if found.kept is not None or found.narrow:
            faces.append(found.ground)
            owners.append((found.receiver if found.kept is None else found.kept,))
        elif found.claimed:
            disputed.append(found.ground)
            claimants.append(found.between)
    return solid_areas(faces, owners, survey.count), disputed, claimants


def _is_settled(areas: Shapes, grid: Grid, tolerance_m: float) -> bool:
    corners = shapely.get_coordinates(areas)
    if (corners != np.round(corners)).any() or not shapely.is_valid(areas).all():
        return False
    whole = joined(areas)
    if whole is None or find_slivers_within(areas, whole, grid, tolerance_m, margin=_MARGIN):
        return False
    holes: Shapes = np.array(list(holes_of(whole)), dtype=object)
    narrow = holes[are_narrow(grid.to_metres(holes), tolerance_m * _MARGIN)]
    if not len(narrow):
        return True
    borders = Borders(areas)
    return not any(len(borders.lengths(hole)) > 1 for hole in narrow)


def _round_off(areas: Shapes, grid: Grid, tolerance_m: float) -> Shapes:
    """Bring areas to whole steps, and give what that leaves between them to a neighbour."""
    cut = build_faces(areas, find_open_slivers(areas, grid, tolerance_m, margin=_MARGIN))
    faces = list(cut.shapes[cut.settled])
    owners: list[tuple[int, ...]] = [claims for claims in cut.owners if len(claims) == 1]
    borders = Borders(solid_areas(faces, owners, len(areas)))
    for ground in cut.open_grounds():
        lengths = borders.lengths(ground.shape)
        flat = grid.to_metres(ground.shape)
        if ground.owners:
            best = next((one for one in lengths if one in ground.owners), ground.owners[0])
        elif (lengths and ground.in_sliver) or (
            len(lengths) > 1 and is_narrow(flat, tolerance_m * _MARGIN)
        ):
            best = next(iter(lengths))
        else:
            continue
        faces.append(ground.shape)
        owners.append((best,))
    return solid_areas(faces, owners, len(areas))
