"""Areas that cross themselves, have no ground, or carry specks."""

from __future__ import annotations

import re

import numpy as np
import shapely

from muban.gis.shapes.geometry_corners import mend_corners
from muban.gis.shapes.plane import LocalPlane, metres_per_degree
from muban.gis.shapes.records import Step

__all__ = ["areas_of", "as_drawn", "ground_m2", "mend_crossings", "tell_specks", "valid_area"]

_PLACE = re.compile(r"\[(-?[\d.eE+-]+) (-?[\d.eE+-]+)\]")
_NOTHING_M2 = 0.01
_TOUCHING = 1e-9
"""A share of ground that comes of rounding: rings that share no more touch."""
_DUST_M2 = 1.0
"""A part smaller than this is no land of anyone's: it is taken away."""


def mend_crossings(step: Step) -> None:
    """Make valid areas of those that cross themselves; set aside what has no ground.

    Parameters
    ----------
    step
        The layer; its shapes are in EPSG:4326.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> bow = shapely.Polygon([(102, 18), (102.01, 18.01), (102.01, 18), (102, 18.01)])
    >>> step = Step.of(build_features(Source(Path("ก.kml"), "ก.kml", ""), "", [Record(1, bow)]))
    >>> mend_crossings(step)
    >>> step.problems[0].code, step.problems[0].params["parts"]
    ('geometry.self_crossing', 2)
    """
    area = np.isin(shapely.get_type_id(step.shapes), (3, 6))
    for position, where in step.wheres(area & ~shapely.is_valid(step.shapes)):
        before = step.shapes[position]
        place = _crossing(before)
        mended, apart = valid_area(before)
        mended = _without_needles(mended)
        step.shapes[position] = mended
        if ground_m2(mended) > _NOTHING_M2:
            code, facts = "geometry.self_crossing", {}
            if apart:
                code, facts = "geometry.ring_outside", {"count": apart}
            elif shapely.is_valid(shapely.get_parts(before)).all():
                # Parts that only touch or overlap each other cross nothing of their own.
                code = "geometry.parts_joined"
            step.tell(
                code,
                where,
                place,
                before_m2=round(ground_m2(as_drawn(before))),
                after_m2=round(ground_m2(mended)),
                parts=int(shapely.get_num_geometries(mended)),
                **facts,
            )
    sizes = np.array([ground_m2(shape) for shape in step.shapes])
    flat = area & (sizes <= _NOTHING_M2)
    for position, where in step.wheres(flat):
        step.tell("geometry.no_area", where, _somewhere(step.read.frame.geometry.iloc[position]))
    step.kept &= ~flat


def _without_needles(area: shapely.Geometry) -> shapely.Geometry:
    """Take away needles that came about where a line crossed itself at a sharp angle.

    Each turn takes corners away, so it ends; a second repair then finds nothing to do.
    """
    while mended := mend_corners(np.array([area], dtype=object)):
        shape = mended[0].shape
        if shape is None:
            return shapely.Polygon()
        if shapely.get_num_coordinates(shape) >= shapely.get_num_coordinates(area):
            return area
        area, _ = valid_area(shape)
    return area


def tell_specks(step: Step, min_part_m2: float) -> None:
    """Tell of tiny parts beside a larger one; take away those below a square metre.

    Parameters
    ----------
    step
        The layer; its shapes are in EPSG:4326.
    min_part_m2
        Parts smaller than this are told of.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> village = shapely.MultiPolygon(
    ...     [shapely.box(102, 18, 102.01, 18.01), shapely.box(103, 18, 103.0001, 18.0001)])
    >>> step = Step.of(build_features(Source(Path("ก.kml"), "ก.kml", ""), "", [Record(1, village)]))
    >>> tell_specks(step, 400)  # the second part has some 11 m by 11 m
    >>> step.problems[0].code, len(step.shapes[0].geoms)
    ('geometry.speck', 2)
    """
    for position, where in step.wheres(shapely.get_type_id(step.shapes) == 6):
        parts = shapely.get_parts(step.shapes[position])
        sizes = np.array([ground_m2(part) for part in parts])
        dust = (sizes < _DUST_M2) & (sizes < sizes.max())
        specks = (sizes < min_part_m2) & (sizes < sizes.max()) & ~dust
        for which, code in ((dust, "geometry.dust"), (specks, "geometry.speck")):
            if which.any():
                middle = shapely.centroid(parts[which][0])
                step.tell(
                    code,
                    where,
                    (middle.x, middle.y),
                    count=int(which.sum()),
                    area_m2=round(float(sizes[which].sum()), 1),
                )
        if dust.any():
            kept = parts[~dust]
            step.shapes[position] = kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)


def areas_of(shape: shapely.Geometry) -> shapely.Geometry:
    """The polygons in a shape, as one Polygon or MultiPolygon; an empty one if there are none.

    Parameters
    ----------
    shape
        Of any kind, in any coordinate system.

    Returns
    -------
    geometry
        In the same coordinates.

    Examples
    --------
    >>> areas_of(shapely.from_wkt("GEOMETRYCOLLECTION (POINT (1 1))")).wkt
    'POLYGON EMPTY'
    """
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    for part in shapely.get_parts(shape):
        if part.geom_type in ("MultiPolygon", "GeometryCollection"):
            parts += shapely.get_parts(areas_of(part)).tolist()
    if not parts:
        return shapely.Polygon()
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def valid_area(area: shapely.Geometry) -> tuple[shapely.Geometry, int]:
    """A valid area of the same ground, and how many of its rings lay outside their outline.

    Each ring is made valid for itself, so that nothing cancels out. A ring inside its outline
    is a hole; one that shares no ground with it is a part of its own, however it was
    written; of one that holds the outline, the outline is the hole.

    Parameters
    ----------
    area
        A Polygon or MultiPolygon in EPSG:4326.

    Examples
    --------
    >>> west, east = [(0, 0), (1, 0), (1, 1), (0, 1)], [(3, 0), (5, 0), (5, 2), (3, 2)]
    >>> whole, outside = valid_area(shapely.Polygon(west, [east]))
    >>> whole.area, outside
    (5.0, 1)
    """
    wholes: list[shapely.Geometry] = []
    apart = 0
    for polygon in shapely.get_parts(area):
        outline, *others = map(_ring_area, shapely.get_rings(polygon))
        outside = [not _shares_ground(ring, outline) for ring in others]
        apart += sum(outside)
        parts = [ring for ring, out in zip(others, outside, strict=True) if out]
        holes = [ring for ring, out in zip(others, outside, strict=True) if not out]
        around = [ring for ring in holes if _holds(ring, outline)]
        holes = [ring for ring in holes if not _holds(ring, outline)]
        if around:
            outline = shapely.difference(shapely.union_all(around), outline)
        wholes += [shapely.difference(outline, shapely.union_all(holes)), *parts]
    return areas_of(shapely.union_all(wholes)), apart


def as_drawn(area: shapely.Geometry) -> shapely.Geometry:
    """The ground that an area's lines enclose, without judging which ring is what.

    Within one ring all ground that the line goes around counts, however often (a walk that
    runs over its own beginning goes around some of it twice). Between the rings of a polygon
    ground counts that an odd number of them enclose. This is the measure for repairs: a
    valid area is what it was.

    Parameters
    ----------
    area
        A Polygon or MultiPolygon in EPSG:4326; parts that overlap count once.

    Examples
    --------
    >>> shell, across = [(0, 0), (4, 0), (4, 4), (0, 4)], [(3, 1), (5, 1), (5, 3), (3, 3)]
    >>> as_drawn(shapely.Polygon(shell, [across])).area  # 16 - 2 + 2
    16.0
    """
    if shapely.is_valid(area):
        return area
    grounds = []
    for polygon in shapely.get_parts(area):
        ground, *others = map(_ring_area, shapely.get_rings(polygon))
        for ring in others:
            ground = shapely.symmetric_difference(ground, ring)
        grounds.append(ground)
    return areas_of(shapely.union_all(grounds))


def _shares_ground(one: shapely.Geometry, other: shapely.Geometry) -> bool:
    return bool(shapely.area(shapely.intersection(one, other)) > _TOUCHING * shapely.area(one))


def _holds(one: shapely.Geometry, other: shapely.Geometry) -> bool:
    return bool(
        shapely.area(shapely.difference(other, one)) <= _TOUCHING * shapely.area(other)
        and shapely.area(one) > (1 + _TOUCHING) * shapely.area(other)
    )


def _ring_area(ring: shapely.Geometry) -> shapely.Geometry:
    """All ground that a ring goes around: its winding number there is not zero."""
    polygon = shapely.Polygon(shapely.get_coordinates(ring))
    return areas_of(shapely.make_valid(polygon, method="structure", keep_collapsed=False))


def _crossing(area: shapely.Geometry) -> tuple[float, float] | None:
    found = _PLACE.search(str(shapely.is_valid_reason(area)))
    return (float(found[1]), float(found[2])) if found else _somewhere(area)


def _somewhere(shape: shapely.Geometry) -> tuple[float, float] | None:
    corners = shapely.get_coordinates(shape)
    return (float(corners[0, 0]), float(corners[0, 1])) if len(corners) else None


def ground_m2(shape: shapely.Geometry | None) -> float:
    """Square metres of a shape in EPSG:4326; 0 where it is no area.

    Near enough for thresholds; what people read is measured by :mod:`muban.gis.shapes.measure`.

    Parameters
    ----------
    shape
        In EPSG:4326, or None.

    Examples
    --------
    >>> round(ground_m2(shapely.box(102, 18, 102.001, 18.001)), -2)  # 105.9 m by 110.7 m
    11700.0
    >>> ground_m2(shapely.Point(102, 18))
    0.0
    """
    if shape is None or shapely.is_empty(shape) or shape.geom_type not in _AREAS:
        return 0.0
    plane = LocalPlane.around(np.array([shape]))
    east, north = metres_per_degree(plane.lat)
    return float(shapely.area(shape)) * east * north


_AREAS = ("Polygon", "MultiPolygon")
