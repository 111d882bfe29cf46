"""A province's outlines in cells, made once for all of its pictures.

The page and both cards show the same tambons and amphoes, each with the detail that its size
can show. Less detail is taken from these outlines, not from the official ones again: those of
a province have a hundred and forty thousand corners, most of them finer than a cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray

from muban.web.maps.encode import shapes_in_cells
from muban.web.maps.projection import Bounds, Grid, fit_grid
from muban.web.maps.province_dots import province_dots

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from muban.layers.atlas import Atlas

__all__ = ["ProvinceShapes", "own_villages", "province_has_places", "province_shapes"]

_NOWHERE: Bounds = (102.0, 17.5, 103.5, 18.5)
_FINEST_CELLS = 1.0
"""Coordinates are written in whole cells: finer bends are seen on no picture."""


@dataclass(frozen=True, eq=False)
class ProvinceShapes:
    """Tambons, amphoes and drawn villages in the cells of ``grid``, as far as a cell shows.

    Each is in the order of the atlas, None where there is no shape.
    """

    extent: Bounds
    grid: Grid
    tambons: NDArray[np.object_]
    amphoes: NDArray[np.object_]
    villages: NDArray[np.object_]


def province_shapes(atlas: Atlas) -> ProvinceShapes:
    """The outlines that a province's pictures are made from."""
    extent = _extent(atlas)
    grid = fit_grid(extent)

    def cells(frame: gpd.GeoDataFrame | None) -> NDArray[np.object_]:
        if frame is None:
            return np.array([], dtype=object)
        return shapes_in_cells(frame.geometry.to_numpy(dtype=object), grid, _FINEST_CELLS)

    return ProvinceShapes(
        extent, grid, cells(atlas.tambons), cells(atlas.amphoes), cells(own_villages(atlas))
    )


def province_has_places(atlas: Atlas) -> bool:
    """Whether there is anything to draw on a map: an area, or the place of a designation."""
    return (
        bool(_areas(atlas))
        or bool(atlas.designations["lon"].notna().any())
        or bool(province_dots(atlas))
    )


def _areas(atlas: Atlas) -> list[BaseGeometry]:
    frames = [atlas.tambons, atlas.amphoes, own_villages(atlas)]
    return [s for f in frames if f is not None for s in f.geometry if s is not None]


def _extent(atlas: Atlas) -> Bounds:
    """West, south, east, north of the province's areas in degrees, else of its designations.

    Without a register the dots of villages are shown as well, and of pins where nothing else is.
    """
    shapes = _areas(atlas)
    points = atlas.designations[["lon", "lat"]].dropna().to_numpy(dtype=np.float64)
    if not len(atlas.designations):
        dots = [dot for dot in province_dots(atlas) if not shapes or not dot.kind]
        points = np.array([(dot.lon, dot.lat) for dot in dots], dtype=np.float64).reshape(-1, 2)
        shapes = [*shapes, *shapely.points(points)] if shapes else shapes
    if shapes:
        west, south, east, north = shapely.total_bounds(np.array(shapes, dtype=object))
        return float(west), float(south), float(east), float(north)
    if not len(points):
        return _NOWHERE
    (west, south), (east, north) = points.min(axis=0) - 0.05, points.max(axis=0) + 0.05
    return float(west), float(south), float(east), float(north)


def own_villages(atlas: Atlas) -> gpd.GeoDataFrame | None:
    """The drawn villages but those of another province, which would shrink the map to a dot.

    Parameters
    ----------
    atlas
        The whole project.

    Returns
    -------
    GeoDataFrame or None
        In EPSG:4326; None where nothing is drawn.
    """
    areas, province = atlas.village_areas, atlas.province.code
    if areas is None or not province:
        return areas
    own = areas["village_code"].isna() | (areas["village_code"].str[:2] == province)
    return areas[own]
