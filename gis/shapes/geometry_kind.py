"""What a shape is meant to be, where it was drawn as something else."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib import resources

import numpy as np
import shapely

from muban.gis.problems import Where
from muban.gis.shapes.plane import LocalPlane
from muban.gis.shapes.records import Step
from muban.gis.shapes.walk import CLOSED_M, CLOSED_SHARE, close_walk

__all__ = ["CLOSED_M", "mend_kinds"]

_WORDS: dict[str, list[str]] = json.loads(
    resources.files("muban.gis.data").joinpath("shape_words.json").read_text("utf-8")
)
_LONG_LOOP_M = 1_000.0
"""A closed line of this length that nothing calls a road or a stream goes around an area."""
_BEST_FIRST = ("Polygon", "LineString", "Point")


def mend_kinds(step: Step) -> None:
    """Make areas of outlines drawn as lines, and one kind of shape of each collection.

    Parameters
    ----------
    step
        The layer; its shapes are in EPSG:4326.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> outline = shapely.LineString([(102, 18), (102.01, 18), (102.01, 18.01), (102, 18)])
    >>> step = Step.of(build_features(Source(Path("ก.kml"), "ก.kml", ""), "", [Record(1, outline)]))
    >>> mend_kinds(step)
    >>> step.shapes[0].geom_type, step.problems[0].code
    ('Polygon', 'geometry.line_as_area')
    """
    rings = shapely.get_type_id(step.shapes) == 2
    step.shapes[rings] = [
        shapely.LineString(shapely.get_coordinates(ring)) for ring in step.shapes[rings]
    ]
    for position, where in step.wheres(shapely.get_type_id(step.shapes) == 7):
        shape, left = _best_of(step.shapes[position])
        step.shapes[position] = shape
        if left:
            middle = shapely.centroid(shape)
            step.tell(
                "geometry.collection",
                where,
                (middle.x, middle.y),
                kept=shape.geom_type,
                left=", ".join(left),
            )
    tracks = step.flagged("_closed_track")
    for position, where in step.wheres(np.isin(shapely.get_type_id(step.shapes), (1, 5))):
        track = bool(tracks[position])
        area = _as_area(step, position, track=track) or _around(step, position, where, track=track)
        if area is not None:
            code = "geometry.track_as_area" if tracks[position] else "geometry.line_as_area"
            step.shapes[position] = area
            lon, lat = map(float, shapely.get_coordinates(area)[0])
            step.tell(code, where, (lon, lat))


def _best_of(collection: shapely.Geometry) -> tuple[shapely.Geometry, list[str]]:
    """The areas of a collection, else its lines, else its points; and what was left out."""
    parts = list(_flat(shapely.get_parts(collection)))
    by_kind = {kind: [part for part in parts if part.geom_type == kind] for kind in _BEST_FIRST}
    present = [kind for kind in _BEST_FIRST if by_kind[kind]]
    if not present:
        return shapely.Polygon(), []
    chosen = by_kind[present[0]]
    multi = {
        "Polygon": shapely.MultiPolygon,
        "LineString": shapely.MultiLineString,
        "Point": shapely.MultiPoint,
    }[present[0]]
    shape = chosen[0] if len(chosen) == 1 else multi(chosen)
    return shape, [f"{len(by_kind[kind])} {kind}" for kind in present[1:]]


def _flat(parts: Iterable[shapely.Geometry]) -> Iterable[shapely.Geometry]:
    for part in parts:
        if shapely.is_empty(part):
            continue
        if part.geom_type == "LinearRing":
            yield shapely.LineString(part)
        elif part.geom_type.startswith(("Multi", "Geometry")):
            yield from _flat(shapely.get_parts(part))
        else:
            yield part


def _as_area(step: Step, position: int, *, track: bool) -> shapely.Geometry | None:
    """The area that a line goes around; None when it is a line indeed."""
    line = shapely.line_merge(step.shapes[position])
    flat = LocalPlane.around(np.array([line])).to_metres(line)
    lines = shapely.get_parts(line)
    if len(lines) == 0:
        return None
    limits = [_allowed_gap_m(step, position, one, track=track) for one in shapely.get_parts(flat)]
    gaps = [_gap_m(one) for one in shapely.get_parts(flat)]
    if any(limit is None or gap > limit for gap, limit in zip(gaps, limits, strict=True)):
        return None
    if any(shapely.get_num_points(one) < 4 for one in lines):
        return None
    areas = [shapely.Polygon(shapely.get_coordinates(one)) for one in lines]
    # Out and back on the same way: it closes, but goes around nothing.
    if any(shapely.area(one) == 0 for one in areas):
        return None
    return areas[0] if len(areas) == 1 else shapely.MultiPolygon(areas)


def _around(step: Step, position: int, where: Where, *, track: bool) -> shapely.Geometry | None:
    """The area of a boundary walked in pieces, or farther than around; None of another line."""
    if not _is_boundary(step, position, track=track):
        return None
    loop = close_walk(list(shapely.get_parts(step.shapes[position])))
    if loop is None:
        return None
    lon, lat = map(float, shapely.get_coordinates(loop.ring)[0])
    if loop.gaps_m:
        pieces, gap_m = len(loop.gaps_m) + 1, round(max(loop.gaps_m))
        step.tell("geometry.walk_joined", where, (lon, lat), pieces=pieces, gap_m=gap_m)
    if loop.cut_m:
        step.tell("geometry.walk_cut", where, (lon, lat), cut_m=round(loop.cut_m))
    return loop.ring


def _words_of(step: Step, position: int) -> tuple[str, str]:
    """What a record is called, and what it and all around it are called."""
    row = step.read.frame.iloc[position]
    own = " ".join(str(row.get(key) or "") for key in ("_name", "_folder")).lower()
    return own, f"{own} {step.read.layer} {step.read.source.name}".lower()


def _is_boundary(step: Step, position: int, *, track: bool) -> bool:
    own, around = _words_of(step, position)
    if any(word in own for word in _WORDS["way"]):
        return False
    return track or any(word in around for word in _WORDS["boundary"])


def _allowed_gap_m(
    step: Step, position: int, line: shapely.Geometry, *, track: bool
) -> float | None:
    """How far a line's ends may be apart for it to go around an area; None: never."""
    own, _ = _words_of(step, position)
    length_m = float(shapely.length(line))
    if _is_boundary(step, position, track=track):
        return max(CLOSED_M, length_m * CLOSED_SHARE)
    if any(word in own for word in _WORDS["way"]):
        return None
    # "Track 001" is what a device calls every line: it denies no more than it tells.
    if any(word in own for word in _WORDS["device"]):
        return None
    return CLOSED_M if length_m >= _LONG_LOOP_M else None


def _gap_m(line: shapely.Geometry) -> float:
    ends = shapely.get_coordinates(line)[[0, -1]]
    return float(np.hypot(*(ends[1] - ends[0])))
