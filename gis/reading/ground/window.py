"""What of a background is looked at: the ground around what was drawn."""

from __future__ import annotations

import shapely

from muban.gis.reading.near import BESIDE_DEG, Near

__all__ = ["window_of"]


def window_of(near: Near | None) -> shapely.Polygon | None:
    """The rectangle (EPSG:4326) some 20 km around what was drawn; None where nothing is.

    Examples
    --------
    >>> [round(side, 1) for side in window_of(Near(points=((103.0, 18.0),))).bounds]
    [102.8, 17.8, 103.2, 18.2]
    >>> window_of(None) is None
    True
    """
    if near is None or not near.points:
        return None
    west, south, east, north = shapely.multipoints(near.points).bounds
    grow = BESIDE_DEG
    return shapely.box(west - grow, south - grow, east + grow, north + grow)
