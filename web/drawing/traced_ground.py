"""Roads, waters and other ground under the work of who draws: seen, snapped to, followed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from muban.layers.atlas import Background
from muban.layers.context.background import traced_background
from muban.layers.context.ground_things import read_ground
from muban.web.page_types.drawing import GroundRow

if TYPE_CHECKING:
    from muban.layers.known import Known
    from muban.symbology.context_style import ContextStyle
    from muban.symbology.legend import Legend
    from muban.web.drawing.digitizer_data import Box

__all__ = ["ground_rows", "ground_to_trace"]

_UNITS_PER_DEGREE = 1_000_000
"""The page draws on a grid of a millionth of a degree."""
_BESIDE, _LEAST_DEG = 0.2, 0.02
"""So much of its size, and two kilometres at least, around what is drawn: work goes on there."""


def ground_to_trace(
    known: Known, context: gpd.GeoDataFrame | None, box: Box | None
) -> Background | None:
    """What of a project lies under the work, corner by corner as it was drawn.

    Parameters
    ----------
    known
        Backgrounds and settings.
    context
        Lines and areas that officers drew (:data:`muban.layers.frames.CONTEXT_COLUMNS`,
        EPSG:4326); None without any.
    box
        Where the drawing is; None where nobody knows, and then nothing is given.
    """
    if box is None:
        return None
    west, south, east, north = box
    grow = max(east - west, north - south, _LEAST_DEG / _BESIDE) * _BESIDE
    around = shapely.box(west - grow, south - grow, east + grow, north + grow)
    ground = read_ground(known.ground, known.settings, near=around)
    made = traced_background(ground, around, rule=known.settings.privacy)
    parts = [] if made is None else [made.frame]
    if context is not None and len(context):
        own = context[context.intersects(around)].rename(columns={"context_kind": "kind"})
        parts.append(own[["kind", "name", "geometry"]])
    parts = [part for part in parts if len(part)]
    if not parts:
        return None
    frame = gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs="EPSG:4326")
    return Background(frame, () if made is None else made.credit)


def ground_rows(ground: Background | None, legend: Legend) -> list[GroundRow]:
    """The ground as the page's script receives it, one row a kind, from below to above.

    Parameters
    ----------
    ground
        Shapes in EPSG:4326; None for none.
    legend
        Of the kinds.

    Examples
    --------
    >>> from shapely import LineString
    >>> from muban.symbology.legend import read_legend
    >>> frame = gpd.GeoDataFrame(
    ...     {"kind": ["stream"], "name": ["ห้วย"]}, geometry=[LineString([(103, 18), (103.1, 18)])])
    >>> [row] = ground_rows(Background(frame), read_legend())
    >>> row["ways"], row["names"]
    ([[103000000, 18000000, 100000, 0]], [('ห้วย', 103.05, 18.0)])
    """
    if ground is None:
        return []
    rows = []
    for style in legend.context:
        found = ground.frame[ground.frame["kind"] == style.id]
        if len(found):
            rows.append(_row(style, found))
    return rows


def _row(style: ContextStyle, found: gpd.GeoDataFrame) -> GroundRow:
    named = found[found["name"] != ""]
    return {
        "color": style.color,
        "width": style.width,
        "dash": " ".join(f"{length:g}" for length in style.dash),
        "fill": style.fill or "",
        "ways": [way for shape in found.geometry for way in _ways(shape)],
        "names": [
            (name, *_place(shapely.union_all(rows.geometry.to_numpy())))
            for name, rows in named.groupby("name", sort=True)
        ],
    }


def _ways(shape: Any) -> list[list[int]]:
    """Every line and ring of a shape in steps of the grid; what shrinks to one corner is left."""
    leaves = [leaf for part in shapely.get_parts(shape) for leaf in shapely.get_parts(part)]
    found = []
    for leaf in leaves:
        lines = [leaf.exterior, *leaf.interiors] if leaf.geom_type == "Polygon" else [leaf]
        for line in lines:
            at = np.rint(shapely.get_coordinates(line) * _UNITS_PER_DEGREE).astype(int)
            steps = np.diff(at, axis=0)
            kept = steps[(steps != 0).any(axis=1)]
            if len(kept):
                found.append([*map(int, at[0]), *map(int, kept.ravel())])
    return found


def _place(shape: Any) -> tuple[float, float]:
    """Where the name of a line stands: half-way along its longest part; of an area: inside it."""
    parts = shapely.get_parts(shape)
    longest = max(parts, key=lambda part: part.length)
    if longest.geom_type == "LineString":
        at = longest.interpolate(0.5, normalized=True)
    else:
        at = longest.representative_point()
    return round(float(at.x), 6), round(float(at.y), 6)
