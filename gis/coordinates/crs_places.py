"""Records that lie where they should not, looked at one by one."""

from __future__ import annotations

import numpy as np
import shapely

from muban.gis.coordinates.crs_doubts import swap_axes
from muban.gis.coordinates.extent import Extent
from muban.gis.shapes.records import Flags, Shapes, Step, box_middles, present

__all__ = ["check_places", "set_aside_zeros"]


def set_aside_zeros(step: Step) -> None:
    """Set aside what lies at 0, 0: the mark of coordinates that were never filled in.

    Parameters
    ----------
    step
        The layer; its shapes are in degrees or metres, as the file has them.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> pins = [Record(1, shapely.Point(0, 0), name="ประปา"), Record(2, shapely.Point(102.7, 17.9))]
    >>> step = Step.of(build_features(Source(Path("ก.kml"), "ก.kml", ""), "", pins))
    >>> set_aside_zeros(step)
    >>> step.kept.tolist(), step.problems[0].code, step.problems[0].where.name
    ([False, True], 'crs.null_island', 'ประปา')
    """
    zero: Flags = (shapely.bounds(step.shapes) == 0).all(axis=1)
    for _, where in step.wheres(zero):
        step.tell("crs.null_island", where)
    step.kept &= ~zero


def check_places(step: Step, raw: Shapes, near: Extent, *, degrees: bool) -> None:
    """Mend, set aside or tell of the records outside an extent.

    Parameters
    ----------
    step
        The layer; its shapes are in EPSG:4326 by now.
    raw
        The same shapes as the file had them.
    near
        Where they should lie, in degrees.
    degrees
        Whether the file's numbers were degrees, so that two could have been exchanged.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> read = build_features(Source(Path("ก.kml"), "ก.kml", ""), "", [
    ...     Record(1, shapely.Point(102.7, 17.9)), Record(2, shapely.Point(17.9, 102.7))])
    >>> step = Step.of(read)
    >>> check_places(step, step.shapes.copy(), Extent(102, 17, 104, 19), degrees=True)
    >>> step.shapes[1].wkt, [found.code for found in step.problems]
    ('POINT (102.7 17.9)', ['crs.swapped_record'])
    """
    known = present(raw) & np.isfinite(shapely.bounds(raw)).all(axis=1)
    outside = known & step.kept & ~near.holds_boxes(shapely.bounds(step.shapes))
    if degrees:
        outside &= ~_swap_strays(step, outside, near)
    outside &= ~_set_aside_impossible(step, raw, outside)
    _tell_outside(step, outside, known & step.kept)


def _swap_strays(step: Step, outside: Flags, near: Extent) -> Flags:
    turned = swap_axes(step.shapes)
    swapped = outside & near.holds_boxes(shapely.bounds(turned))
    for position, where in step.wheres(swapped):
        lon, lat = map(float, box_middles(turned[[position]])[0])
        step.tell("crs.swapped_record", where, (lon, lat), at=_at(lon, lat))
    step.shapes = np.where(swapped, turned, step.shapes)
    return swapped


def _set_aside_impossible(step: Step, raw: Shapes, outside: Flags) -> Flags:
    boxes = shapely.bounds(step.shapes)
    with np.errstate(invalid="ignore"):
        too_far = ~(np.abs(boxes) <= np.array([180.0, 90.0, 180.0, 90.0])).all(axis=1)
    impossible: Flags = outside & too_far
    for position, where in step.wheres(impossible):
        x, y = shapely.get_coordinates(raw[position])[0]
        step.tell("crs.impossible", where, x=f"{x:.10g}", y=f"{y:.10g}")
    step.kept &= ~impossible
    return impossible


def _tell_outside(step: Step, outside: Flags, known: Flags) -> None:
    middles = box_middles(step.shapes)
    if outside.sum() > 1 and (outside == known).all():
        lon, lat = map(float, middles[outside].mean(axis=0))
        step.tell(
            "crs.layer_outside_scope",
            step.read.where(),
            (lon, lat),
            count=int(outside.sum()),
            at=_at(lon, lat),
        )
        return
    for position, where in step.wheres(outside):
        lon, lat = map(float, middles[position])
        step.tell("crs.outside_scope", where, (lon, lat), at=_at(lon, lat))


def _at(lon: float, lat: float) -> str:
    return f"{lat:.5f}, {lon:.5f}"
