"""Where areas that should share their edges do not agree, to a tenth of a millimetre."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import shapely

from muban.gis.shapes.coverage_faces import (
    Borders,
    Grid,
    Ground,
    build_faces,
    find_open_slivers,
    solid_areas,
)
from muban.gis.shapes.coverage_slits import find_slivers_within
from muban.gis.shapes.coverage_whole import holes_of, joined
from muban.gis.shapes.records import Flags, Shapes
from muban.gis.shapes.widest import widest_places

__all__ = ["Difference", "Survey", "are_narrow", "is_narrow", "survey_areas"]

_FINE_DEG = 1e-9
"""A tenth of a millimetre: finer than any drawing, so that nothing is rounded away."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Ground on which areas do not agree.

    Parameters
    ----------
    beside
        Positions of the areas: for an overlap those that claim it, for a gap those around
        it, the longest border first.
    receiver
        The one of them with the longest border, which gets the ground where it is narrow.
    claimed
        An overlap, not a gap.
    area_m2, width_m
        Its size, and the diameter of the largest circle in it.
    narrow
        That circle is smaller than the tolerance, or the gap is an open sliver.
    lonlat
        The middle of that circle (EPSG:4326).
    ground
        Its shape, in steps of the survey's grid.
    by_border
        The areas that have a border with it, the longest first.
    kept
        The area that keeps claimed ground, whatever its width
        (:func:`muban.gis.shapes.coverage_claims.with_keepers`).
    rivals
        Those of ``beside`` between whom claimed ground is open, where others give way to them.
    """

    beside: tuple[int, ...]
    receiver: int
    claimed: bool
    area_m2: float
    width_m: float
    narrow: bool
    lonlat: tuple[float, float]
    ground: shapely.Geometry = field(repr=False)
    by_border: tuple[int, ...] = ()
    kept: int | None = None
    rivals: tuple[int, ...] = ()

    @property
    def between(self) -> tuple[int, ...]:
        """The areas that the difference is between."""
        return self.rivals or self.beside


@dataclass(frozen=True, slots=True)
class Survey:
    """Areas on a fine grid, cut into undisputed faces, and what is left between them."""

    grid: Grid
    count: int
    faces: list[shapely.Geometry]
    owners: list[tuple[int, ...]]
    differences: list[Difference]


def survey_areas(areas: Shapes, tolerance_m: float) -> Survey:
    """Find every overlap and gap between areas.

    Parameters
    ----------
    areas
        Valid Polygons and MultiPolygons in EPSG:4326, at least one.
    tolerance_m
        What counts as narrow.

    Examples
    --------
    >>> import numpy as np
    >>> fields = [shapely.box(102, 18, 102.01, 18.01), shapely.box(102, 17.99, 102.01, 18)]
    >>> survey_areas(np.array(fields), 2.0).differences
    []
    """
    grid = Grid(_FINE_DEG, float(shapely.total_bounds(areas)[[1, 3]].mean()))
    steps = grid.to_grid(areas)
    whole = joined(steps) if shapely.is_valid(steps).all() else None
    if whole is not None:
        slivers = find_slivers_within(steps, whole, grid, tolerance_m)
    else:
        slivers = find_open_slivers(steps, grid, tolerance_m)
    if whole is not None and not slivers:
        # Nothing overlaps: only what the areas enclose is left to look at.
        faces = list(steps)
        owners: list[tuple[int, ...]] = [(one,) for one in range(len(steps))]
        grounds = [Ground(hole, ()) for hole in holes_of(whole)]
        borders = Borders(steps if grounds else steps[:0])
    else:
        cut = build_faces(steps, slivers)
        faces = list(cut.shapes[cut.settled])
        owners = [claims for claims in cut.owners if len(claims) == 1]
        grounds = cut.open_grounds()
        borders = Borders(solid_areas(cut.shapes, cut.owners, len(steps)))
    found = _differences(grounds, borders, grid, tolerance_m)
    return Survey(grid, len(steps), faces, owners, list(found))


def is_narrow(flat: shapely.Geometry, tolerance_m: float) -> bool:
    """Whether no circle of that diameter fits into a shape in metres.

    Parameters
    ----------
    flat
        The shape, in metres.
    tolerance_m
        The diameter, in metres.

    Examples
    --------
    >>> strip = shapely.box(0, 0, 500, 1.5)
    >>> is_narrow(strip, 2.0), is_narrow(strip, 1.0)
    (True, False)
    """
    return bool(are_narrow(np.array([flat], dtype=object), tolerance_m)[0])


def are_narrow(flats: Shapes, tolerance_m: float) -> Flags:
    """Of which shapes in metres that holds.

    Parameters
    ----------
    flats
        The shapes, in metres.
    tolerance_m
        The diameter of the circle, in metres.

    Returns
    -------
    array of bool
        By position.

    Examples
    --------
    >>> import numpy as np
    >>> are_narrow(np.array([shapely.box(0, 0, 500, 1.5), shapely.box(0, 0, 9, 9)]), 2.0).tolist()
    [True, False]
    """
    narrow: Flags = shapely.is_empty(shapely.buffer(flats, -tolerance_m / 2, quad_segs=2))
    return narrow


def _differences(
    grounds: Iterable[Ground],
    borders: Borders,
    grid: Grid,
    tolerance_m: float,
) -> Iterator[Difference]:
    told: list[tuple[Ground, dict[int, float], tuple[int, ...]]] = []
    for ground in grounds:
        lengths = borders.lengths(ground.shape)
        beside = ground.owners or tuple(lengths)
        # A hole within a single area is that area's own affair.
        if len(beside) > 1:
            told.append((ground, lengths, beside))
    if not told:
        return
    flats: Shapes = grid.to_metres(np.array([ground.shape for ground, _, _ in told], dtype=object))
    places, widths = widest_places(flats)
    narrow = are_narrow(flats, tolerance_m)
    middles = grid.to_lonlat(grid.from_metres(places))
    for (ground, lengths, beside), flat, middle, width, thin in zip(
        told, flats, middles, widths, narrow, strict=True
    ):
        yield Difference(
            beside,
            next((one for one in lengths if one in beside), beside[0]),
            bool(ground.owners),
            float(shapely.area(flat)),
            float(width),
            ground.in_sliver or bool(thin),
            (float(middle.x), float(middle.y)),
            ground.shape,
            tuple(lengths),
        )
