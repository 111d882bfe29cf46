"""How large each drawn village is, and where its name and its point stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muban.gis.shapes.label_point import label_point
from muban.gis.shapes.measure import area_m2

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["measure_villages"]


def measure_villages(villages: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Fill area, label place and a point inside, for villages that have an area.

    Parameters
    ----------
    villages
        Columns of :data:`muban.layers.frames.VILLAGE_COLUMNS`, EPSG:4326.

    Returns
    -------
    GeoDataFrame
        Areas in square metres, radii in metres, places in degrees.

    Examples
    --------
    >>> import shapely
    >>> from muban.layers.village.villages import village_frame
    >>> drawn = village_frame([
    ...     {"village_code": "43010104", "tambon_code": "430101", "moo": 4, "name": "บ้านเหนือ",
    ...      "geometry": shapely.box(102.70, 17.80, 102.71, 17.81)}])
    >>> [village] = measure_villages(drawn).itertuples()
    >>> round(village.area_m2 / 10_000), round(village.lon, 3)  # 1,060 m by 1,107 m
    (117, 102.705)
    """
    frame = villages.copy()
    drawn = frame.geometry.notna().to_numpy()
    shapes = frame.geometry[drawn]
    points = [label_point(shape) for shape in shapes]
    lons, lats = [point.lon for point in points], [point.lat for point in points]
    measured = {
        "area_m2": area_m2(shapes),
        "label_lon": lons,
        "label_lat": lats,
        "label_radius_m": [point.radius_m for point in points],
        "lon": lons,
        "lat": lats,
        "place": "drawn",
    }
    for name, values in measured.items():
        column = frame[name].to_numpy(copy=True)
        column[drawn] = values
        frame[name] = column
    return frame
