"""What one tambon's map is of, and the names of the tambons around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from muban.layers.context.context_pages import ground_of_page
from muban.layers.context.neighbour_names import Names, names_of_units, neighbour_names
from muban.layers.rows_by import RowsBy

if TYPE_CHECKING:
    import geopandas as gpd

    from muban.layers.known import Known

__all__ = ["OnPage", "PageGround", "find_ground", "on_pages"]

_NEAR_DEG = 0.01
"""Farther from everything on a page, an outline is surely not in its view."""


@dataclass(frozen=True, eq=False)
class OnPage:
    """What stands on one tambon's page, and the outlines near it: all that its ground follows from.

    ``villages`` have ``lon``, ``lat`` and a shape, ``pins`` a shape; ``official`` is the tambon's
    own outline, ``near`` are others by their codes (all EPSG:4326), and ``names`` theirs.
    """

    code: str
    villages: gpd.GeoDataFrame
    pins: gpd.GeoDataFrame
    official: Any
    near: Mapping[str, Any]
    names: Names


@dataclass(frozen=True, eq=False)
class PageGround:
    """What a map is of (EPSG:4326), and rows of a background with the names around it."""

    shape: shapely.Geometry
    neighbours: tuple[dict[str, Any], ...] = ()


def find_ground(page: OnPage) -> PageGround:
    """The ground of one page, wherever it is worked out.

    Parameters
    ----------
    page
        What stands on it.

    Examples
    --------
    >>> import geopandas as gpd
    >>> drawn = gpd.GeoDataFrame(
    ...     {"lon": [102.75], "lat": [17.85]},
    ...     geometry=[shapely.box(102.7, 17.8, 102.8, 17.9)], crs=4326)
    >>> wat = gpd.GeoDataFrame(geometry=[shapely.Point(102.9, 17.85)], crs=4326)
    >>> east = {"430102": shapely.box(102.8, 17.8, 103, 18)}
    >>> names = {"430102": ("มีชัย", "Mi Chai")}
    >>> found = find_ground(OnPage("430101", drawn, wat, None, east, names))
    >>> [row["name"] for row in found.neighbours]
    ['มีชัย']
    """
    shape = ground_of_page(page.villages, page.pins, page.official)
    if shapely.is_empty(shape):
        return PageGround(shape)
    view = shapely.box(*shape.bounds)
    names = neighbour_names(
        page.near, shape, view, level="tambon", code=page.code, names=page.names
    )
    return PageGround(shape, tuple(names))


def on_pages(
    codes: Iterable[str | None],
    known: Known,
    villages: gpd.GeoDataFrame,
    landmarks: gpd.GeoDataFrame,
) -> Iterator[OnPage]:
    """What stands on each of some pages, in their order.

    Parameters
    ----------
    codes
        Those of the pages; None of the one of what nobody knows the tambon of.
    known
        Outlines and names.
    villages, landmarks
        Those of all pages, EPSG:4326.
    """
    outlines = {
        code: shape
        for code, shape in zip(known.tambons["code"], known.tambons.geometry, strict=True)
        if shape is not None
    }
    names = names_of_units(outlines, "tambon", known.gazetteer)
    units, tree = list(outlines), shapely.STRtree(list(outlines.values()))
    villages_of = RowsBy(villages[["tambon_code", "lon", "lat", "geometry"]], "tambon_code")
    pins_of = RowsBy(landmarks[["tambon_code", "geometry"]], "tambon_code")
    for code in codes:
        own, pins, official = villages_of(code), pins_of(code), outlines.get(code or "")
        found = sorted(tree.query(_around(own, pins, official)).tolist())
        near = {units[at]: outlines[units[at]] for at in found}
        named = {unit: names[unit] for unit in near if unit in names}
        yield OnPage(code or "", own, pins, official, near, named)


def _around(villages: gpd.GeoDataFrame, pins: gpd.GeoDataFrame, official: Any) -> shapely.Geometry:
    """A box that holds everything on a page, and a little more."""
    placed = shapely.points(villages[["lon", "lat"]].dropna().to_numpy(dtype=float))
    shapes = np.array([*villages.geometry, *pins.geometry, *placed, official], dtype=object)
    bounds = shapely.total_bounds(shapes)
    if np.isnan(bounds).any():
        return shapely.Polygon()
    return shapely.box(*(bounds + np.array([-1, -1, 1, 1]) * _NEAR_DEG))
