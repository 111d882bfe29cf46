"""Web Mercator on an integer grid: the one geometry that picture and page share.

A shape is written once, as whole numbers of grid cells in an SVG path. The picture draws
those numbers as they stand; the page's script turns them back into degrees with the three
numbers of :class:`Grid`. Corners that neighbours share are the same pair of integers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from muban.web.page_types.shared import GridRow

__all__ = ["EARTH_RADIUS_M", "Bounds", "Grid", "fit_grid", "mercator"]

EARTH_RADIUS_M = 6_378_137.0
"""Radius of the sphere of EPSG:3857, in metres."""

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees (EPSG:4326)."""

_CELLS_ACROSS = 32_768
_CELL_SIZES = tuple(mantissa * 10**power for power in range(5) for mantissa in (1, 2, 5))


def mercator(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Longitude and latitude (EPSG:4326) as metres of EPSG:3857.

    Parameters
    ----------
    lonlat
        Array of shape (n, 2), degrees.

    Returns
    -------
    ndarray
        Shape (n, 2): metres east and north of the crossing of equator and Greenwich.

    Examples
    --------
    >>> import numpy as np
    >>> mercator(np.array([[180.0, 0.0]])).round(2).tolist()
    [[20037508.34, -0.0]]
    """
    radians = np.radians(lonlat)
    north = np.log(np.tan(math.pi / 4 + radians[:, 1] / 2))
    return EARTH_RADIUS_M * np.column_stack((radians[:, 0], north))


@dataclass(frozen=True, slots=True)
class Grid:
    """Integer cells over a piece of the Mercator plane; y grows southwards, as in SVG.

    Parameters
    ----------
    left, top
        Metres of EPSG:3857 at cell (0, 0).
    cell
        Side of a cell in metres of EPSG:3857.
    """

    left: float
    top: float
    cell: float

    def cells(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Degrees to cells, not yet rounded; shape (n, 2)."""
        metres = mercator(lonlat)
        return np.column_stack(
            ((metres[:, 0] - self.left) / self.cell, (self.top - metres[:, 1]) / self.cell)
        )

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """One place in cells.

        Examples
        --------
        >>> [round(v) for v in Grid(left=0, top=0, cell=1).point(0.001, 0)]
        [111, 0]
        """
        x, y = self.cells(np.array([[lon, lat]], dtype=np.float64))[0]
        return float(x), float(y)

    def lonlat(self, x: float, y: float) -> tuple[float, float]:
        """Cells back to degrees (EPSG:4326).

        Examples
        --------
        >>> grid = fit_grid((102.7, 16.3, 102.9, 16.5))
        >>> [round(v, 6) for v in grid.lonlat(*grid.point(102.75, 16.4))]
        [102.75, 16.4]
        """
        east = (self.left + x * self.cell) / EARTH_RADIUS_M
        north = (self.top - y * self.cell) / EARTH_RADIUS_M
        return math.degrees(east), math.degrees(2 * math.atan(math.exp(north)) - math.pi / 2)

    def shapes(self, geometries: NDArray[np.object_]) -> NDArray[np.object_]:
        """Geometries of EPSG:4326 in cells, not yet rounded; None stays None."""
        return np.asarray(shapely.transform(geometries, self.cells), dtype=object)

    def ground_metres(self, lat: float) -> float:
        """Side of a cell on the ground at a latitude, in metres.

        Mercator stretches by 1/cos(latitude); a scale bar must take that back.

        Examples
        --------
        >>> round(Grid(left=0, top=0, cell=1).ground_metres(60), 3)
        0.5
        """
        return self.cell * math.cos(math.radians(lat))

    def to_dict(self) -> GridRow:
        """The three numbers that the page's script needs."""
        return {"left": self.left, "top": self.top, "cell": self.cell}


def fit_grid(bounds: Bounds) -> Grid:
    """The finest grid of whole-metre cells that holds an extent in 32,768 cells.

    A tambon gets cells of 1 or 2 m, a province of 5 or 10 m.

    Parameters
    ----------
    bounds
        West, south, east, north in degrees.

    Examples
    --------
    >>> fit_grid((102.7, 16.3, 102.9, 16.5)).cell, fit_grid((102.0, 17.5, 103.5, 18.4)).cell
    (1, 10)
    """
    corners = mercator(np.array([[bounds[0], bounds[1]], [bounds[2], bounds[3]]]))
    (west, south), (east, north) = corners
    across = max(east - west, north - south)
    cell = next((size for size in _CELL_SIZES if across / size <= _CELLS_ACROSS), _CELL_SIZES[-1])
    return Grid(left=float(math.floor(west)), top=float(math.ceil(north)), cell=cell)
