"""From Indian 1975 to WGS 84 by an operation that is named, not by one that is picked.

Left to itself, PROJ 9 takes EPSG:1812 for Indian 1975 and lands about 190 m away from
where four other published parameter sets agree within a few metres (OSGeo/PROJ#1787,
qgis/QGIS#36337). The operations stand in ``data/datum_operations.json``; which one is
used is a setting.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

__all__ = ["DEFAULT_OPERATION", "OPERATIONS", "DatumOperation", "is_indian_1975", "to_wgs84"]

DEFAULT_OPERATION = "rtsd-3"
"""The Royal Thai Survey Department's own three parameters."""


@dataclass(frozen=True, slots=True)
class DatumOperation:
    """A geocentric translation to WGS 84, in metres, from a datum on an ellipsoid."""

    name: str
    from_datum: str
    ellipsoid: str
    dx_m: float
    dy_m: float
    dz_m: float
    source: str

    @property
    def pipeline(self) -> str:
        """As PROJ reads it: degrees in, longitude first, degrees out."""
        return (
            "+proj=pipeline "
            "+step +proj=unitconvert +xy_in=deg +xy_out=rad "
            "+step +proj=push +v_3 "
            f"+step +proj=cart +ellps={self.ellipsoid} "
            f"+step +proj=helmert +x={self.dx_m} +y={self.dy_m} +z={self.dz_m} "
            "+step +inv +proj=cart +ellps=WGS84 "
            "+step +proj=pop +v_3 "
            "+step +proj=unitconvert +xy_in=rad +xy_out=deg"
        )


def _read_operations() -> Mapping[str, DatumOperation]:
    text = resources.files("muban.gis.data").joinpath("datum_operations.json").read_text("utf-8")
    rows = json.loads(text)
    return MappingProxyType({name: DatumOperation(name, **row) for name, row in rows.items()})


OPERATIONS: Mapping[str, DatumOperation] = _read_operations()
"""Every operation that may be chosen, by name."""


def is_indian_1975(crs: CRS) -> bool:
    """Whether coordinates of this system lie on Indian 1975, whatever its file calls it.

    Examples
    --------
    >>> [is_indian_1975(CRS(code)) for code in (4240, 24047, 24048, 32648)]
    [True, True, True, False]
    """
    geographic = _geographic(crs)
    names = [crs.name]
    if geographic is not None:
        names += [geographic.name, geographic.datum.name if geographic.datum else ""]
    return any("indian1975" in _letters(name) for name in names)


@cache
def to_wgs84(crs: CRS, operation: str = DEFAULT_OPERATION) -> tuple[Transformer, ...]:
    """The steps from a coordinate system to degrees of WGS 84, longitude first.

    Indian 1975 takes two steps: out of the projection on its own ellipsoid, then the named
    operation. Every other system takes PROJ's own way.

    Examples
    --------
    >>> lon, lat = 260571.395, 1978200.014
    >>> for step in to_wgs84(CRS("EPSG:24048")):
    ...     lon, lat = step.transform(lon, lat)
    >>> round(lon, 5), round(lat, 5)
    (102.73637, 17.88136)
    """
    if not is_indian_1975(crs):
        return (Transformer.from_crs(crs, CRS(4326), always_xy=True),)
    shift = Transformer.from_pipeline(OPERATIONS[operation].pipeline)
    if crs.is_bound and crs.source_crs is not None:
        crs = crs.source_crs
    geographic = _geographic(crs)
    if crs.is_projected and geographic is not None:
        return (Transformer.from_crs(crs, geographic, always_xy=True), shift)
    return (shift,)


def _geographic(crs: CRS) -> CRS | None:
    try:
        return crs.geodetic_crs
    except CRSError:
        return None


def _letters(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())
