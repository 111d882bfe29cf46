"""Where the register's villages stand on the map.

The surest place first: the village as drawn, else a village point matched to its code,
else a point inside its tambon, marked approximate. A row that resolves to no tambon stands
in the table alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from muban.layers.village.village_points import VillagePoint

__all__ = ["place_designations"]

_Spot = tuple[float, float, str]
_NOWHERE: _Spot = (float("nan"), float("nan"), "none")


def place_designations(
    designations: pd.DataFrame,
    *,
    villages: gpd.GeoDataFrame,
    points: Mapping[str, VillagePoint],
    tambons: gpd.GeoDataFrame,
) -> pd.DataFrame:
    """Fill ``lon``, ``lat`` and ``place`` of :data:`muban.layers.frames.DESIGNATION_COLUMNS`.

    Parameters
    ----------
    designations
        The resolved register.
    villages
        Drawn villages with ``lon``, ``lat`` (EPSG:4326).
    points
        Village points by code.
    tambons
        Official outlines: their inner points place what has nothing better.

    Returns
    -------
    DataFrame
        The register's rows in their order.

    Examples
    --------
    >>> import geopandas as gpd
    >>> import pandas as pd
    >>> from shapely import box
    >>> rows = pd.DataFrame({"village_code": ["43010104", "43010199"], "tambon_code": "430101"})
    >>> villages = gpd.GeoDataFrame(
    ...     {"village_code": ["43010104"], "lon": [102.71], "lat": [17.81], "place": ["drawn"]},
    ...     geometry=[None], crs=4326)
    >>> tambons = gpd.GeoDataFrame({"code": ["430101"]}, geometry=[box(102, 17, 103, 18)], crs=4326)
    >>> placed = place_designations(rows, villages=villages, points={}, tambons=tambons)
    >>> placed[["lon", "lat", "place"]].to_numpy().tolist()
    [[102.71, 17.81, 'drawn'], [102.5, 17.5, 'tambon']]
    """
    drawn = {
        str(code): (float(lon), float(lat), "drawn")
        for code, lon, lat, place in zip(
            villages["village_code"],
            villages["lon"],
            villages["lat"],
            villages["place"],
            strict=True,
        )
        if code and place == "drawn"
    }
    inner = {
        str(code): (round(point.x, 6), round(point.y, 6), "tambon")
        for code, point in zip(
            tambons["code"], tambons.geometry.representative_point(), strict=True
        )
    }

    def spot(village_code: str | None, tambon_code: str | None) -> _Spot:
        if village_code is not None and village_code in drawn:
            return drawn[village_code]
        point = None if village_code is None else points.get(village_code)
        if point is not None:
            return (point.lon, point.lat, "point")
        return _NOWHERE if tambon_code is None else inner.get(tambon_code, _NOWHERE)

    spots = [
        spot(village, tambon)
        for village, tambon in zip(
            designations["village_code"], designations["tambon_code"], strict=True
        )
    ]
    frame = designations.copy()
    frame["lon"] = [lon for lon, _, _ in spots]
    frame["lat"] = [lat for _, lat, _ in spots]
    frame["place"] = [place for _, _, place in spots]
    return frame
