"""A stretch of the earth in degrees: where a project's data can lie."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

__all__ = ["THAILAND", "Extent"]


@dataclass(frozen=True, slots=True)
class Extent:
    """West, south, east and north in degrees (EPSG:4326); the edges belong to it.

    Examples
    --------
    >>> nong_khai = Extent(101.9, 17.4, 103.5, 18.5)
    >>> nong_khai.holds(102.74, 17.88)
    True
    >>> nong_khai.holds(17.88, 102.74)
    False
    """

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def of(cls, shapes: gpd.GeoSeries) -> Extent | None:
        """What shapes in EPSG:4326 cover, such as a province's official polygons.

        None where there is nothing to measure.
        """
        if len(shapes) == 0:
            return None
        bounds = shapely.total_bounds(shapes.to_numpy())
        return cls(*map(float, bounds)) if np.isfinite(bounds).all() else None

    def grown(self, degrees: float) -> Extent:
        """The same, with a margin on every side.

        Examples
        --------
        >>> Extent(102, 17, 103, 18).grown(1)
        Extent(west=101, south=16, east=104, north=19)
        """
        return Extent(
            self.west - degrees, self.south - degrees, self.east + degrees, self.north + degrees
        )

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a place lies in it."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    def holds_boxes(self, bounds: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
        """Which of N boxes, given as an (N, 4) array of minx, miny, maxx, maxy, lie in it.

        A box that is not a number lies nowhere.
        """
        low = (bounds[:, 0] >= self.west) & (bounds[:, 1] >= self.south)
        inside: npt.NDArray[np.bool_] = (
            low & (bounds[:, 2] <= self.east) & (bounds[:, 3] <= self.north)
        )
        return inside


THAILAND = Extent(97.34, 5.63, 105.64, 20.46)
"""Thailand on land (EPSG area of use 3317), for projects without official polygons."""
