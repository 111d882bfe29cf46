"""Areas that cross themselves, have no ground, or carry specks."""

from __future__ import annotations

import re

import numpy as np
import shapely

from gis.coordinates.plane import LocalPlane, metres_per_degree
from gis.shapes.geometry_corners import mend_corners
from gis.shapes.records import Shapes, Step

__all__ = ["areas_of", "mend_crossings", "tell_specks"]

_PLACE = re.compile(r"\[(-?[\d.eE+-]+) (-?[\d.eE+-]+)\]")
_NOTHING_M2 = 0.01
_DUST_M2 = 1.0
"""A part smaller than this is no land of anyone's: it is taken away."""


def mend_crossings(step: Step) -> None:
    """Make valid areas of those that cross themselves; set aside what has no ground.

    Parameters
    ----------
    step
        The layer; its shapes are in EPSG:4326.
    """
    area = np.isin(shapely.get_type_id(step.shapes), (3, 6))
    for position, where in step.wheres(area & ~shapely.is_valid(step.shapes)):
        before = step.shapes[position]
        place = _crossing(before)
        mended = _without_needles(_make_valid(before))
        step.shapes[position] = mended
        if _area_m2(mended) > _NOTHING_M2:
            # Parts that only touch or overlap each other cross nothing of their own.
            whole = shapely.is_valid(shapely.get_parts(before)).all()
            step.tell(
                "geometry.parts_joined" if whole else "geometry.self_crossing",
                where,
                place,
                before_m2=round(_area_m2(before)),
                after_m2=round(_area_m2(mended)),
                parts=int(shapely.get_num_geometries(mended)),
            )
    sizes = np.array([_area_m2(shape) for shape in step.shapes])
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
        area = _make_valid(shape)
    return area


def tell_specks(step: Step, min_part_m2: float) -> None:
    """Tell of tiny parts beside a larger one; take away those below a square metre.

    Parameters
    ----------
    step
        The layer; its shapes are in EPSG:4326.
    min_part_m2
        Parts smaller than this are told of.
    """
    for position, where in step.wheres(shapely.get_type_id(step.shapes) == 6):
        parts = shapely.get_parts(step.shapes[position])
        sizes = np.array([_area_m2(part) for part in parts])
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


def _make_valid(area: shapely.Geometry) -> shapely.Geometry:
    """Outlines made valid, united, less the holes made valid: nothing cancels out."""
    polygons = shapely.get_parts(area)
    outlines = [_ring_area(ring) for ring in shapely.get_exterior_ring(polygons)]
    whole: Shapes = np.array(outlines, dtype=object)
    for position, polygon in enumerate(polygons):
        holes = [_ring_area(ring) for ring in shapely.get_rings(polygon)[1:]]
        whole[position] = shapely.difference(whole[position], shapely.union_all(holes))
    return areas_of(shapely.union_all(whole))


def _ring_area(ring: shapely.Geometry) -> shapely.Geometry:
    polygon = shapely.Polygon(shapely.get_coordinates(ring))
    return areas_of(shapely.make_valid(polygon, method="structure", keep_collapsed=False))


def _crossing(area: shapely.Geometry) -> tuple[float, float] | None:
    found = _PLACE.search(str(shapely.is_valid_reason(area)))
    return (float(found[1]), float(found[2])) if found else _somewhere(area)


def _somewhere(shape: shapely.Geometry) -> tuple[float, float] | None:
    corners = shapely.get_coordinates(shape)
    return (float(corners[0, 0]), float(corners[0, 1])) if len(corners) else None


def _area_m2(shape: shapely.Geometry | None) -> float:
    """Near enough for thresholds; what people read is measured by :mod:`gis.shapes.measure`."""
    if shape is None or shapely.is_empty(shape) or shape.geom_type not in _AREAS:
        return 0.0
    plane = LocalPlane.around(np.array([shape]))
    east, north = metres_per_degree(plane.lat)
    return float(shapely.area(shape)) * east * north


_AREAS = ("Polygon", "MultiPolygon")
