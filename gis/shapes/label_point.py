"""Where a name stands best: the middle of the widest place of an area."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from muban.gis.shapes.plane import LocalPlane

__all__ = ["LabelPoint", "label_point"]

_TOLERANCE_M = 5.0


class LabelPoint(NamedTuple):
    """A place in degrees (EPSG:4326) and how far the area's edge is from it."""

    lon: float
    lat: float
    radius_m: float


def label_point(area: BaseGeometry) -> LabelPoint:
    """The middle of the largest circle that fits in the area's largest part.

    A centroid may lie outside a crescent, and a representative point hugs an edge; this
    point is the one farthest from every edge, to within five metres.

    Parameters
    ----------
    area
        Polygon or MultiPolygon in EPSG:4326.

    Raises
    ------
    ValueError
        The shape has no area.

    Examples
    --------
    >>> point = label_point(shapely.box(102.0, 18.0, 102.02, 18.01))
    >>> round(point.lat, 3), round(point.radius_m, -1)
    (18.005, 550.0)
    """
    parts = shapely.get_parts(area)
    parts = parts[shapely.area(parts) > 0]
    if len(parts) == 0:
        raise ValueError(f"a shape without area has no place for a label: {area.geom_type}")
    plane = LocalPlane.around(parts)
    flat = plane.to_metres(parts)
    largest = flat[int(np.argmax(shapely.area(flat)))]
    circle = shapely.maximum_inscribed_circle(largest, tolerance=_TOLERANCE_M)
    (x_m, y_m), _ = shapely.get_coordinates(circle)
    lon, lat = plane.point_to_lonlat(float(x_m), float(y_m))
    return LabelPoint(lon, lat, float(shapely.length(circle)))
