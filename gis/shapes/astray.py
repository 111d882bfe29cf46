"""Corners far from their neighbours: a number left empty became 0, a digit is wrong.

One such corner makes a village of thousands of square kilometres. A corner at 0, 0 is no
place of anyone's and is left out; where another one belongs nobody knows, so its shape is
set aside. Of the country's 7,000 tambons, simplified to some 20 corners each, the nearest to
such a corner has legs of 6 km, four times the usual one of its outline.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from muban.gis.shapes.plane import metres_per_degree
from muban.gis.shapes.records import Step, present

__all__ = ["Astray", "astray_corner", "drop_zero_corners", "set_aside_astray"]

Corners = npt.NDArray[np.float64]

_LEG_M = 8_000.0
"""Both edges at a corner astray are longer: a digit wrong in the tenths is 10 km."""
_RUN_LEG_M = 20_000.0
"""The same where more than one corner in a row is astray, or the outline has only three."""
_TIMES = 8.0
"""So many times the usual edge of its outline."""
_NARROW = 0.25
"""Its neighbours are nearer to each other than this share of the edges."""
_RUN = 3
_CORNERS = 4
_RING = 3
_EMPTY = 1e-6
_FAR_FROM_ZERO = 5.0
"""In degrees and in metres alike, no place in Thailand is nearer to 0 on either axis."""


@dataclass(frozen=True, slots=True)
class Astray:
    """A corner that cannot be where it is said to be, in degrees, and how far it is off."""

    lon: float
    lat: float
    away_m: float


def astray_corner(corners: Corners, *, closed: bool) -> Astray | None:
    """The corner of an outline or line that lies far from its neighbours, if one does.

    Parameters
    ----------
    corners
        An (N, 2) array in EPSG:4326; of a ring without the corner that repeats the first.
    closed
        It is a ring.

    Examples
    --------
    >>> square = [(103.20, 18.20), (103.21, 18.20), (105.21, 18.21), (103.20, 18.21)]
    >>> found = astray_corner(np.array(square), closed=True)
    >>> found.lon, round(found.away_m / 1000)
    (105.21, 212)
    >>> square[2] = (103.21, 18.21)
    >>> astray_corner(np.array(square), closed=True) is None
    True
    """
    count = len(corners)
    if count < (_RING if closed else _CORNERS):
        return None
    metres = corners * np.array(metres_per_degree(float(np.median(corners[:, 1]))))
    legs = np.hypot(*(np.roll(metres, -1, axis=0) - metres).T)
    if not closed:
        legs[-1] = 0.0
    long = np.flatnonzero(legs >= _LEG_M)
    if len(long) < 2:
        return None
    usual = np.sort(legs)
    found: list[Astray] = []
    for at, start in enumerate(long):
        stop = int(long[(at + 1) % len(long)])
        if not closed and stop < start:
            continue
        run = (start + 1 + np.arange((stop - start) % count)) % count
        away_m = _away_m(metres, legs, usual, run, int(start), stop)
        if away_m:
            lon, lat = map(float, corners[run[0]])
            found.append(Astray(lon, lat, away_m))
    return max(found, key=lambda one: one.away_m, default=None)


def _away_m(
    metres: Corners, legs: Corners, usual: Corners, run: npt.NDArray[np.intp], start: int, stop: int
) -> float:
    """How far a run of corners between two long legs is off; 0 where it may be right."""
    count = len(metres)
    if not 0 < len(run) <= max(1, min(_RUN, (count - 1) // 4)):
        return 0.0
    shorter = float(min(legs[start], legs[stop]))
    base = float(np.hypot(*(metres[start] - metres[(stop + 1) % count])))
    wide = float(np.hypot(*np.ptp(metres[run], axis=0)))
    least = _LEG_M if len(run) == 1 and count >= _CORNERS else _RUN_LEG_M
    if shorter < least or max(base, wide) > _NARROW * shorter:
        return 0.0
    # Of the sorted edges the two long ones are near the end: the others' middle one.
    if shorter < _TIMES * float(usual[(count - 2) // 2]):
        return 0.0
    return shorter


def set_aside_astray(step: Step) -> None:
    """Set aside the areas and lines with a corner that cannot be where it is.

    Parameters
    ----------
    step
        The layer; its shapes are in EPSG:4326.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> area = shapely.Polygon([(103.20, 18.20), (103.21, 18.20), (105.21, 18.21), (103.20, 18.21)])
    >>> step = Step.of(build_features(Source(Path("ก.kml"), "ก.kml", ""), "", [Record(1, area)]))
    >>> set_aside_astray(step)
    >>> step.kept.tolist(), step.problems[0].params["at"]
    ([False], '18.21000, 105.21000')
    """
    wide = _wide(step)
    for position, where in step.wheres(wide):
        found = [
            one
            for ring, closed in _outlines(step.shapes[position])
            if (one := astray_corner(ring, closed=closed)) is not None
        ]
        if found:
            worst = max(found, key=lambda one: one.away_m)
            step.tell(
                "geometry.corner_astray",
                where,
                (worst.lon, worst.lat),
                at=f"{worst.lat:.5f}, {worst.lon:.5f}",
                away_km=round(worst.away_m / 1000, 1),
            )
            step.kept[position] = False


def _wide(step: Step) -> npt.NDArray[np.bool_]:
    """Which shapes are large enough to have an edge of the length looked for."""
    west, south, east, north = shapely.bounds(step.shapes).T
    degree = _LEG_M / metres_per_degree(0)[0]
    with np.errstate(invalid="ignore"):
        found: npt.NDArray[np.bool_] = np.maximum(east - west, north - south) >= degree / 2
    return found & present(step.shapes)


def _outlines(shape: shapely.Geometry) -> list[tuple[Corners, bool]]:
    out: list[tuple[Corners, bool]] = []
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            out += [(shapely.get_coordinates(r)[:-1], True) for r in shapely.get_rings(part)]
        elif part.geom_type in ("LineString", "LinearRing"):
            corners = shapely.get_coordinates(part)
            closed = len(corners) > 1 and bool((corners[0] == corners[-1]).all())
            out.append((corners[:-1] if closed else corners, closed))
        elif part.geom_type.startswith(("Multi", "Geometry")):
            out += _outlines(part)
    return out


def drop_zero_corners(step: Step) -> None:
    """Leave out corners at 0, 0 of shapes that lie elsewhere, and say so.

    Parameters
    ----------
    step
        The layer as the file has it, in degrees or metres.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> road = shapely.LineString([(102.70, 17.80), (0, 0), (102.71, 17.81)])
    >>> step = Step.of(build_features(Source(Path("ก.kml"), "ก.kml", ""), "", [Record(1, road)]))
    >>> drop_zero_corners(step)
    >>> step.shapes[0].wkt, step.problems[0].params["count"]
    ('LINESTRING (102.7 17.8, 102.71 17.81)', 1)
    """
    xy, owner = shapely.get_coordinates(step.shapes, return_index=True)
    zero = (np.abs(xy) < _EMPTY).all(axis=1)
    if not zero.any():
        return
    near = (np.abs(xy) < _FAR_FROM_ZERO).any(axis=1) & ~zero
    some = np.zeros(len(step.shapes), dtype=bool)
    some[owner[zero]] = True
    some[owner[near]] = False
    for position, where in step.wheres(some):
        shape = _without_zeros(step.shapes[position])
        if shape is None:
            step.tell("crs.null_island", where)
            step.kept[position] = False
            continue
        step.shapes[position] = shape
        count = int(zero[owner == position].sum())
        step.tell("geometry.corner_at_zero", where, count=count)


def _without_zeros(shape: shapely.Geometry) -> shapely.Geometry | None:
    """The shape without its corners at 0, 0; None where too few are left of a part."""
    if shape.geom_type == "Polygon":
        rings = [_ring(ring) for ring in shapely.get_rings(shape)]
        if any(ring is None for ring in rings):
            return None
        return shapely.Polygon(rings[0], rings[1:])
    if shape.geom_type in ("LineString", "LinearRing"):
        kept = _nonzero(shape)
        return shapely.LineString(kept) if len(kept) > 1 else None
    parts = [_without_zeros(part) for part in shapely.get_parts(shape)]
    if shape.geom_type == "Point" or any(part is None for part in parts):
        return None
    make: type[shapely.geometry.base.BaseMultipartGeometry] = type(shape)
    return make(parts)


def _ring(ring: shapely.Geometry) -> Corners | None:
    kept = _nonzero(ring)
    if len(kept) and (kept[0] != kept[-1]).any():
        kept = np.vstack([kept, kept[:1]])
    return kept if len(kept) > _RING else None


def _nonzero(line: shapely.Geometry) -> Corners:
    corners: Corners = shapely.get_coordinates(line, include_z=bool(shapely.has_z(line)))
    return corners[(np.abs(corners[:, :2]) >= _EMPTY).any(axis=1)]
