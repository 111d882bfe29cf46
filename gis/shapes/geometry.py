"""One shape at a time made true: open, crossing, spiked, empty, doubled, or of the wrong kind.

Each repair is told with its place; what cannot be shown truthfully is set aside. What two
shapes do to each other is the matter of :mod:`muban.gis.shapes.coverage`.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import shapely
from pyproj import CRS

from muban.gis.problems import Effect, Severity
from muban.gis.shapes.astray import set_aside_astray
from muban.gis.shapes.geometry_corners import mend_corners
from muban.gis.shapes.geometry_kind import mend_kinds
from muban.gis.shapes.geometry_validity import mend_crossings, tell_specks
from muban.gis.shapes.plane import LocalPlane
from muban.gis.shapes.records import Flags, Step, features_frame, present
from muban.gis.shapes.repair_guard import set_aside_doubtful
from muban.gis.shapes.too_intricate import set_aside_intricate
from muban.gis.source import Read

__all__ = ["repair_shapes"]

_WIDE_GAP_M = 50.0
_WIDE_GAP_SHARE = 0.1
_SOLID = "read.unknown_shape"
"""It has coordinates, but is a model in three dimensions."""


def repair_shapes(
    read: Read,
    *,
    min_part_m2: float = 100.0,
    max_holes: int = 5_000,
    max_crossings: int = 10_000,
) -> Read:
    """Mend every shape of a layer that one reading alone can mend, and say so.

    Parameters
    ----------
    read
        A layer in EPSG:4326, as :func:`muban.gis.coordinates.crs.to_lonlat` gives it.
    min_part_m2
        Parts of an area smaller than this are told of.
    max_holes, max_crossings
        An area with more holes, or that crosses itself more often, is set aside: mending
        it would not end.

    Returns
    -------
    Read
        Its areas are valid and have ground; nothing is empty, doubled, or has heights.

    Raises
    ------
    ValueError
        The layer is not in EPSG:4326: a bug of ours.

    Examples
    --------
    >>> from pathlib import Path
    >>> import geopandas as gpd
    >>> from muban.gis.source import Source
    >>> bow_tie = shapely.from_wkt(
    ...     "POLYGON ((102 18, 102.01 18.01, 102.01 18, 102 18.01, 102 18))")
    >>> frame = gpd.GeoDataFrame({"_number": [1]}, geometry=[bow_tie], crs=4326)
    >>> read = Read(Source(Path("ก.kml"), "ก.kml", ""), "", "features", frame, (1,))
    >>> mended = repair_shapes(read)
    >>> [found.code for found in mended.problems], mended.frame.geometry.is_valid.all()
    (['geometry.self_crossing'], np.True_)
    """
    frame = features_frame(read)
    if frame.crs is not None and frame.crs != CRS(4326):
        raise ValueError(f"repair_shapes needs EPSG:4326, got {frame.crs.to_string()}")
    step = Step.of(_without_told(read))
    _tell_left_out(step)
    _set_aside_unusable(step)
    _drop_heights(step)
    set_aside_astray(step)
    mend_kinds(step)
    meant = step.shapes.copy()
    _tell_open_rings(step)
    set_aside_intricate(step, max_holes=max_holes, max_crossings=max_crossings)
    _mend_corners(step)
    mend_crossings(step)
    tell_specks(step, min_part_m2)
    set_aside_doubtful(step, meant)
    _set_aside_duplicates(step)
    return step.result()


def _without_told(read: Read) -> Read:
    """Set aside what has no shape and of which the reader has said why: once is enough."""
    frame = features_frame(read)
    without = ~present(frame.geometry.to_numpy())
    if not without.any():
        return read
    shapeless = frame["_number"][without]
    why = {
        found.where.number
        for found in read.problems
        if found.severity is Severity.ERROR or found.code == _SOLID
    }
    told = why & {int(number) for number in shapeless}
    problems = (
        replace(found, effect=Effect.SET_ASIDE) if found.where.number in told else found
        for found in read.problems
    )
    left = frame[~frame["_number"].isin(told)]
    return replace(read, frame=left, problems=tuple(problems))


def _tell_left_out(step: Step) -> None:
    """Corners that the reader could not read as numbers, in shapes that live without them."""
    if "_bad_coords" not in step.read.frame.columns:
        return
    for position, where in step.wheres(step.flagged("_bad_coords") & present(step.shapes)):
        step.tell(
            "geometry.corners_left_out",
            where,
            _start(step.shapes[position]),
            count=int(step.read.frame["_bad_coords"].iloc[position]),
        )


def _set_aside_unusable(step: Step) -> None:
    told = {found.where.number for found in step.read.problems if found.effect is Effect.SET_ASIDE}
    here = present(step.shapes)
    endless: Flags = here & ~_all_finite(step)
    for which, code in ((~here, "geometry.empty"), (endless, "geometry.not_finite")):
        for _, where in step.wheres(which):
            if where.number not in told:
                step.tell(code, where)
    step.kept &= here & ~endless


def _all_finite(step: Step) -> Flags:
    corners, owner = shapely.get_coordinates(step.shapes, return_index=True)
    finite = np.ones(len(step.shapes), dtype=bool)
    finite[owner[~np.isfinite(corners).all(axis=1)]] = False
    return finite


def _drop_heights(step: Step) -> None:
    high = shapely.has_z(step.shapes) | shapely.has_m(step.shapes)
    heights, owner = shapely.get_coordinates(step.shapes, include_z=True, return_index=True)
    rising = np.unique(owner[np.nan_to_num(heights[:, 2]) != 0])
    if len(rising):
        step.tell("geometry.heights_dropped", step.read.where(), count=len(rising))
    step.shapes[high] = shapely.force_2d(step.shapes[high])


def _tell_open_rings(step: Step) -> None:
    """The reader closed the ring; say where, and how long the edge is that closes it."""
    for position, where in step.wheres(step.flagged("_open_ring")):
        rings = shapely.get_exterior_ring(shapely.get_parts(step.shapes[position]))
        rings = rings[~shapely.is_missing(rings)]
        if len(rings) == 0:
            continue
        flat = LocalPlane.around(rings).to_metres(rings)
        closing = [
            float(np.hypot(*np.diff(shapely.get_coordinates(r)[-2:], axis=0)[0])) for r in flat
        ]
        widest = int(np.argmax(closing))
        gap_m = closing[widest]
        limit = max(_WIDE_GAP_M, _WIDE_GAP_SHARE * float(shapely.length(flat[widest])))
        code = "geometry.open_ring_wide" if gap_m > limit else "geometry.open_ring"
        lon, lat = map(float, shapely.get_coordinates(rings[widest])[-2:].mean(axis=0))
        step.tell(code, where, (lon, lat), gap_m=round(gap_m, 1))


def _mend_corners(step: Step) -> None:
    staying = step.shapes.copy()
    staying[~step.kept] = None
    mended = mend_corners(staying)
    for position, where in step.wheres(np.isin(np.arange(len(step.shapes)), list(mended))):
        area = mended[position]
        # Without ground, what is left of its corners is judged, and told, as an area.
        if area.shape is None:
            continue
        step.shapes[position] = area.shape
        if area.repeated:
            step.tell(
                "geometry.repeated_corners", where, area.repeated[0], count=len(area.repeated)
            )
        if area.tips:
            step.tell("geometry.spike", where, area.tips[0], count=len(area.tips))


def _set_aside_duplicates(step: Step) -> None:
    """A record with the same shape and the same attributes as an earlier one."""
    frame = step.read.frame
    forms = shapely.to_wkb(shapely.normalize(step.shapes))
    with_form: dict[bytes, list[int]] = {}
    for position in map(int, np.flatnonzero(step.kept)):
        with_form.setdefault(forms[position], []).append(position)
    alike = sorted(one for those in with_form.values() if len(those) > 1 for one in those)
    if not alike:
        return
    own = [column for column in frame.columns if column not in ("_number", frame.geometry.name)]
    rows = frame[own].iloc[alike].astype(str).itertuples(index=False, name=None)
    first: dict[tuple[object, ...], int] = {}
    repeats = np.zeros(len(frame), dtype=bool)
    earlier: dict[int, int] = {}
    for position, values in zip(alike, rows, strict=True):
        earlier[position] = first.setdefault((forms[position], *values), position)
        repeats[position] = earlier[position] != position
    for position, where in step.wheres(repeats):
        number = int(frame["_number"].iloc[earlier[position]])
        step.tell("geometry.duplicate", where, _start(step.shapes[position]), first=number)
    step.kept &= ~repeats


def _start(shape: shapely.Geometry) -> tuple[float, float]:
    x, y = shapely.get_coordinates(shape)[0]
    return float(x), float(y)
