"""A flat piece of ground: degrees to metres around a place, and back.

Over a tambon, and even a province, metres may be had from degrees by two factors. The
change is affine: straight lines stay straight and shared edges stay shared, which no map
projection promises. It serves tolerances and widths; areas that people read are geodesic
(:mod:`muban.gis.shapes.measure`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

__all__ = ["LocalPlane", "metres_per_degree"]

_WGS84_A = 6_378_137.0
_WGS84_E2 = 0.006_694_379_990_141


def metres_per_degree(lat: float) -> tuple[float, float]:
    """Metres in one degree of longitude and of latitude, at a latitude in degrees.

    From the radii of curvature of the WGS 84 ellipsoid (prime vertical and meridian).

    Examples
    --------
    >>> [round(metres) for metres in metres_per_degree(0.0)]
    [111319, 110574]
    """
    # Near the poles a degree of longitude has no length, and nothing could be divided by it.
    phi = math.radians(max(-89.0, min(89.0, lat)))
    squash = 1 - _WGS84_E2 * math.sin(phi) ** 2
    east = math.radians(1) * _WGS84_A * math.cos(phi) / math.sqrt(squash)
    north = math.radians(1) * _WGS84_A * (1 - _WGS84_E2) / squash**1.5
    return east, north


@dataclass(frozen=True, slots=True)
class LocalPlane:
    """A plane in metres that touches the earth at ``lon``, ``lat`` (degrees, EPSG:4326).

    Examples
    --------
    >>> plane = LocalPlane(102.7, 17.9)
    >>> lon, lat = plane.point_to_lonlat(0.0, 110.7)
    >>> round(lon, 3), round(lat, 4)
    (102.7, 17.901)
    """

    lon: float
    lat: float

    @classmethod
    def around(cls, geometries: npt.NDArray[Any]) -> LocalPlane:
        """The plane at the middle of shapes in EPSG:4326; at 0, 0 where there are none."""
        bounds = shapely.total_bounds(geometries)
        if not np.isfinite(bounds).all():
            return cls(0.0, 0.0)
        west, south, east, north = map(float, bounds)
        return cls((west + east) / 2, (south + north) / 2)

    def to_metres(self, geometries: Any) -> Any:
        """Shapes of EPSG:4326, in metres from the plane's origin (heights are dropped)."""
        east, north = metres_per_degree(self.lat)
        origin, scale = np.array([self.lon, self.lat]), np.array([east, north])
        return shapely.transform(geometries, lambda xy: (xy - origin) * scale)

    def to_lonlat(self, geometries: Any) -> Any:
        """Shapes in the plane's metres, back in EPSG:4326."""
        east, north = metres_per_degree(self.lat)
        origin, scale = np.array([self.lon, self.lat]), np.array([east, north])
        return shapely.transform(geometries, lambda xy: xy / scale + origin)

    def point_to_lonlat(self, x_m: float, y_m: float) -> tuple[float, float]:
        """One place of the plane, in degrees."""
        east, north = metres_per_degree(self.lat)
        return x_m / east + self.lon, y_m / north + self.lat
