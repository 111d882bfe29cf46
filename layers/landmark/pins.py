"""Which tambon's page a pin belongs to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import geopandas as gpd

    from gis.problems import Problem

__all__ = ["Pins", "place_pins"]


@dataclass(frozen=True, eq=False)
class Pins:
    """Landmarks (:data:`layers.atlas.LANDMARK_COLUMNS`, EPSG:4326), and what was found."""

    frame: gpd.GeoDataFrame
    problems: tuple[Problem, ...]


def place_pins(
    landmarks: gpd.GeoDataFrame, *, tambons: gpd.GeoDataFrame, pages: Collection[str]
) -> gpd.GeoDataFrame:
    """Give pins outside every village the tambon whose page shows them.

    Parameters
    ----------
    landmarks
        Columns of :data:`layers.atlas.LANDMARK_COLUMNS`, EPSG:4326; ``tambon_code`` is ''
        outside every drawn village.
    tambons
        Official outlines (:data:`layers.atlas.UNIT_COLUMNS`).
    pages
        Tambons with drawn villages.

    Returns
    -------
    GeoDataFrame
        A pin in an official outline gets its code. Where a project has one page, a pin in
        no outline goes there: an officer who draws one tambon means that one. Any other
        stays without.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from shapely import Point
    >>> pins = gpd.GeoDataFrame({"tambon_code": [""]}, geometry=[Point(103, 18)], crs=4326)
    >>> none = gpd.GeoDataFrame({"code": []}, geometry=[], crs=4326)
    >>> place_pins(pins, tambons=none, pages=["431605"])["tambon_code"].tolist()
    ['431605']
    """
    frame = landmarks.copy()
    codes = frame["tambon_code"].astype(object).to_numpy(copy=True)
    if len(tambons) and len(frame):
        outlines, pins = frame.sindex.query(tambons.geometry, predicate="intersects")
        for outline, pin in zip(outlines, pins, strict=True):
            codes[pin] = codes[pin] or str(tambons["code"].iloc[outline])
    if len(set(pages)) == 1:
        [only] = set(pages)
        codes = [code or only for code in codes]
    frame["tambon_code"] = list(codes)
    return frame
