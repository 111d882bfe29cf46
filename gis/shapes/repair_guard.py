"""No repair may cost or add ground without a word: one guard over all of them."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

from muban.gis.shapes.geometry_validity import areas_of, as_drawn, ground_m2
from muban.gis.shapes.measure import area_m2
from muban.gis.shapes.plane import LocalPlane
from muban.gis.shapes.records import Shapes, Step

__all__ = ["ground_in_doubt", "set_aside_doubtful"]

_DOUBT_SHARE = 0.001
"""A thousandth: of two square kilometres what a house and its yard stand on."""
_CROSSINGS = ("geometry.self_crossing", "geometry.ring_outside", "geometry.parts_joined")
_HAIR_M = 1.0
"""Ground narrower than twice this comes of how corners and needles were mended."""


def ground_in_doubt(before: shapely.Geometry, after: shapely.Geometry) -> shapely.Geometry:
    """The ground that a repair took from an area, or gave to it.

    Parameters
    ----------
    before, after
        Polygons or MultiPolygons in EPSG:4326; ``after`` is valid, ``before`` need not be.

    Returns
    -------
    Polygon or MultiPolygon
        EPSG:4326; without what is narrower than two metres.

    Examples
    --------
    >>> whole, half = shapely.box(102, 18, 102.02, 18.01), shapely.box(102, 18, 102.01, 18.01)
    >>> ground_in_doubt(whole, half).equals(shapely.box(102.01, 18, 102.02, 18.01))
    True
    >>> ground_in_doubt(whole, whole).is_empty
    True
    """
    change = areas_of(shapely.symmetric_difference(as_drawn(before), after))
    if change.is_empty:
        return change
    plane = LocalPlane.around(np.array([after]))
    flat = plane.to_metres(change)
    wide = shapely.buffer(shapely.buffer(flat, -_HAIR_M, join_style="mitre"), 2 * _HAIR_M)
    parts = shapely.get_parts(change)
    return areas_of(
        shapely.MultiPolygon(list(parts[shapely.intersects(plane.to_metres(parts), wide)]))
    )


def set_aside_doubtful(step: Step, meant: Shapes) -> None:
    """Set aside areas whose repair changed more than a thousandth of their ground.

    Parameters
    ----------
    step
        The layer after its repairs; shapes in EPSG:4326.
    meant
        Its areas as they were drawn, by the same positions.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> drawn, mended = shapely.box(102, 18, 102.02, 18.01), shapely.box(102, 18, 102.01, 18.01)
    >>> step = Step.of(build_features(Source(Path("ก.kml"), "ก.kml", ""), "", [Record(1, drawn)]))
    >>> step.shapes[0] = mended  # half of the ground is gone
    >>> set_aside_doubtful(step, np.array([drawn]))
    >>> step.kept.tolist(), step.problems[0].code
    ([False], 'geometry.repair_in_doubt')
    """
    changed = np.array(
        [one is not other for one, other in zip(step.shapes, meant, strict=True)], dtype=bool
    )
    area = np.isin(shapely.get_type_id(step.shapes), (3, 6))
    doubtful = np.zeros(len(step.shapes), dtype=bool)
    for position, where in step.wheres(changed & area):
        before, after = meant[position], step.shapes[position]
        doubt = ground_in_doubt(before, after)
        if ground_m2(doubt) <= _DOUBT_SHARE * ground_m2(after):
            continue
        doubtful[position] = True
        drawn_m2, mended_m2, doubt_m2 = area_m2(
            gpd.GeoSeries([as_drawn(before), after, doubt], crs=4326)
        )
        middle = shapely.point_on_surface(doubt)
        step.tell(
            "geometry.repair_in_doubt",
            where,
            (middle.x, middle.y),
            before_m2=round(drawn_m2),
            after_m2=round(mended_m2),
            doubt_m2=round(doubt_m2),
        )
    step.kept &= ~doubtful
    numbers = set(step.read.frame["_number"][doubtful])
    # Shown in no way, they were mended in none.
    step.problems = [
        found
        for found in step.problems
        if found.code not in _CROSSINGS or found.where.number not in numbers
    ]
