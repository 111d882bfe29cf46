"""Which tambons' maps show a line or an area: every one whose ground it lies on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from muban.gis.problems import Where, problem

if TYPE_CHECKING:
    import geopandas as gpd

    from muban.gis.problems import Problem

__all__ = ["ground_of_page", "place_context"]

_NEAR_DEG = 0.03
"""About 3 km: a road along the edge of a tambon, a reservoir just outside it, belong to its map."""


def ground_of_page(
    villages: gpd.GeoDataFrame, landmarks: gpd.GeoDataFrame, official: Any
) -> shapely.Geometry:
    """What a tambon's map is of (EPSG:4326): its areas, its official outline and its points.

    Parameters
    ----------
    villages, landmarks
        Of one tambon.
    official
        Its official outline, or None.

    Returns
    -------
    geometry
        An area, or what points alone leave of one; EPSG:4326.

    Examples
    --------
    >>> import geopandas as gpd
    >>> drawn = gpd.GeoDataFrame(
    ...     {"lon": [102.75], "lat": [17.85]},
    ...     geometry=[shapely.box(102.7, 17.8, 102.8, 17.9)], crs=4326)
    >>> wat = gpd.GeoDataFrame(geometry=[shapely.Point(102.9, 17.85)], crs=4326)
    >>> [round(edge, 2) for edge in ground_of_page(drawn, wat, None).bounds]
    [102.7, 17.8, 102.9, 17.9]
    """
    areas = [shape for shape in villages.geometry if shape is not None and not shape.is_empty]
    pins = [shape for shape in landmarks.geometry if shape is not None and not shape.is_empty]
    placed = villages.loc[villages["lon"].notna(), ["lon", "lat"]].to_numpy(dtype=float)
    points = shapely.convex_hull(shapely.multipoints(shapely.points(placed)))
    hull = shapely.convex_hull(shapely.geometrycollections([*pins, points]))
    outline = [] if official is None else [official]
    parts = shapely.make_valid(np.array([*areas, *outline, hull], dtype=object))
    return shapely.union_all(parts)


def place_context(
    context: gpd.GeoDataFrame, grounds: Mapping[str | None, shapely.Geometry]
) -> tuple[dict[str | None, list[int]], list[Problem]]:
    """For each page the positions of what it shows.

    What lies on the ground of none is shown by the nearest page, if it is near; what lies far
    from every map is set aside.

    Parameters
    ----------
    context
        Columns of :data:`muban.layers.frames.CONTEXT_COLUMNS`, EPSG:4326.
    grounds
        By the tambon's code (:func:`ground_of_page`).

    Examples
    --------
    >>> import geopandas as gpd
    >>> from shapely import LineString, box
    >>> road = gpd.GeoDataFrame(
    ...     {"_file": ["ก.kml"], "_layer": [""], "_number": [1], "name": ["ถนน"]},
    ...     geometry=[LineString([(102.9, 18), (103.1, 18)])], crs=4326)
    >>> shown, problems = place_context(road, {"431605": box(103, 17.9, 103.2, 18.1)})
    >>> shown, problems
    ({'431605': [0]}, [])
    """
    codes = [code for code, ground in grounds.items() if not shapely.is_empty(ground)]
    shapes = np.array([grounds[code] for code in codes], dtype=object)
    shown: dict[str | None, list[int]] = {}
    problems: list[Problem] = []
    for position, shape in enumerate(context.geometry):
        away = shapely.distance(shapes, shape)
        on = [code for code, far in zip(codes, away, strict=True) if far == 0]
        if not on and codes and float(away.min()) <= _NEAR_DEG:
            on = [codes[int(away.argmin())]]
        for code in on:
            shown.setdefault(code, []).append(position)
        if not on:
            row = context.iloc[position]
            where = Where(row["_file"], row["_layer"], int(row["_number"]), row["name"] or None)
            point = shape.representative_point()
            problems.append(problem("context.no_page", where, lonlat=(point.x, point.y)))
    return shown, problems
