"""Where the features of a GeoJSON lie, told before their shapes are built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from muban.gis.reading.near import Shaped

__all__ = ["shaped_of"]

_AREAS = frozenset({"polygon", "multipolygon"})
_NOWHERE = (np.nan, np.nan, np.nan, np.nan)


def shaped_of(features: Sequence[object], crs: str | None) -> Shaped:
    """The boxes of features as they are written.

    Parameters
    ----------
    features
        As the json module gives them; of one whose corners are not sound, the box is not known.
    crs
        As the file states it; degrees where it states none.

    Examples
    --------
    >>> one = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [102.7, 17.9]}}
    >>> found = shaped_of([one, {"type": "Feature", "geometry": None}], None)
    >>> found.boxes.tolist()[0], found.points, found.areas
    ([102.7, 17.9, 102.7, 17.9], True, False)
    """
    forms = [one.get("geometry") if isinstance(one, Mapping) else None for one in features]
    known = [one if isinstance(one, Mapping) else {} for one in forms]
    kinds = {str(one.get("type")).lower() for one in known if one}
    return Shaped(
        np.array([_box(one.get("coordinates")) for one in known], dtype=float).reshape(-1, 4),
        areas=bool(kinds & _AREAS),
        points=kinds == {"point"},
        crs=_crs(crs),
        shape=lambda at: _shape(known[at]),
    )


def _crs(stated: str | None) -> CRS:
    try:
        return CRS.from_user_input(stated or "OGC:CRS84")
    except CRSError:
        return CRS(4326)


def _box(coordinates: object) -> tuple[float, float, float, float]:
    xs: list[Any] = []
    ys: list[Any] = []
    try:
        _gather(coordinates, xs, ys)
        return float(min(xs)), float(min(ys)), float(max(xs)), float(max(ys))
    except (TypeError, ValueError, IndexError, RecursionError):
        return _NOWHERE


def _gather(value: Any, xs: list[Any], ys: list[Any]) -> None:
    """The corners of a list, however deep they lie in it."""
    if not isinstance(value[0], list):
        xs.append(value[0])
        ys.append(value[1])
    elif isinstance(value[0][0], list):
        for inner in value:
            _gather(inner, xs, ys)
    else:
        xs += [corner[0] for corner in value]
        ys += [corner[1] for corner in value]


def _shape(geometry: Mapping[str, object]) -> shapely.Geometry | None:
    from shapely.geometry import shape

    try:
        return shape(geometry)
    except (TypeError, ValueError, AttributeError, KeyError, IndexError, shapely.GEOSException):
        return None
