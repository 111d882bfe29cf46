"""Where the names of amphoes and tambons want to stand: amid their widest part."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import shapely

from muban.web.maps.picture_labels import LabelWish

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from muban.web.wording.words import Lang

__all__ = ["unit_wishes", "widest"]


def unit_wishes(
    units: gpd.GeoDataFrame,
    shapes: NDArray[np.object_],
    lang: Lang,
    tolerance: float,
) -> list[LabelWish]:
    """Names of units, each at the middle of the widest circle in its largest part.

    Parameters
    ----------
    units
        Columns of :data:`muban.layers.frames.UNIT_COLUMNS`.
    shapes
        Their areas in cells, in the same order; None where there is none.
    lang
        Of the names.
    tolerance
        How exact a circle must be, in cells.
    """
    wishes = []
    rows = units.drop(columns="geometry").to_dict("records")
    for row, shape in zip(rows, shapes, strict=True):
        if shape is None or shape.is_empty:
            continue
        x, y, room = widest(shape, tolerance)
        name = (row["name_en"] if lang == "en" else "") or row["name"]
        own = partial(shapely.contains_xy, shape)
        wishes.append(LabelWish(row["code"], name, "", x, y, room, number=name, own=own))
    return wishes


def widest(shape: BaseGeometry, tolerance: float | None = None) -> tuple[float, float, float]:
    """Middle and radius of the widest circle in the largest part of a shape.

    Parameters
    ----------
    shape
        An area in cells, not empty.
    tolerance
        How exact the circle must be, in cells; None for a thousandth of the part.

    Examples
    --------
    >>> [round(value) for value in widest(shapely.box(0, 0, 20, 10), 0.1)][1:]
    [5, 5]
    """
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    circle = shapely.maximum_inscribed_circle(largest, tolerance=tolerance)
    (x, y), *_ = circle.coords
    return x, y, circle.length
