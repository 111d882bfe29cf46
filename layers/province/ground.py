"""Roads and waters of a province that help people to find themselves, and no more than those.

Which values of which columns are main roads and waters stands in ``ground_kinds.json``: tags of
OpenStreetMap as they are, and as Geofabrik's shapefiles write them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib import resources
from typing import TYPE_CHECKING, Literal

import numpy as np

from muban.gis.headings.heading_table import heading_key
from muban.gis.shapes.measure import area_m2

if TYPE_CHECKING:
    import geopandas as gpd

    from muban.gis.source import Read

__all__ = ["GroundKind", "ground_of"]

GroundKind = Literal["roads", "waters"]
_TABLE = json.loads(
    resources.files("muban.layers.data").joinpath("ground_kinds.json").read_text("utf-8")
)
_SMALL_M2 = 30_000.0
"""Smaller ponds say nothing at the scale of a tambon."""


def ground_of(reads: Iterable[Read], kind: GroundKind) -> gpd.GeoDataFrame:
    """Lines and areas of a kind, from layers in EPSG:4326.

    Parameters
    ----------
    reads
        Layers of shapes; those of other things give nothing.
    kind
        ``roads`` or ``waters``.

    Returns
    -------
    GeoDataFrame
        Columns ``kind``, ``name``, ``file`` (where it was found) and ``geometry``, EPSG:4326.

    Examples
    --------
    >>> ground_of([], "roads").columns.tolist()
    ['kind', 'name', 'file', 'geometry']
    """
    import geopandas as gpd
    import pandas as pd

    found = [part for read in reads if (part := _of(read, kind)) is not None and len(part)]
    if found:
        return gpd.GeoDataFrame(pd.concat(found, ignore_index=True), crs="EPSG:4326")
    empty = {column: pd.Series(dtype=object) for column in ("kind", "name", "file")}
    return gpd.GeoDataFrame(empty, geometry=gpd.GeoSeries([], crs=4326), crs="EPSG:4326")


def _of(read: Read, kind: GroundKind) -> gpd.GeoDataFrame | None:
    import geopandas as gpd

    if read.kind != "features" or not len(read.frame):
        return None
    columns = {heading_key(str(name)): name for name in read.frame.columns}
    values = np.array([""] * len(read.frame), dtype=object)
    for column in _TABLE["columns"]:
        if column in columns:
            cells = [str(cell or "").casefold() for cell in read.frame[columns[column]]]
            values = np.where(values == "", np.array(cells, dtype=object), values)
    names = np.array([str(name or "") for name in read.frame["_name"]], dtype=object)
    shapes = read.frame.geometry
    lines = shapes.geom_type.isin(["LineString", "MultiLineString"]).to_numpy()
    areas = shapes.geom_type.isin(["Polygon", "MultiPolygon"]).to_numpy()
    kept = np.isin(values, _TABLE[kind]) & (lines | areas)
    kept &= ~np.isin(values, _TABLE["only_named"]) | (names != "")
    if areas.any() and kind == "waters":
        kept &= lines | (area_m2(shapes).to_numpy() >= _SMALL_M2)
    data = {"kind": values[kept], "name": names[kept], "file": read.source.name}
    return gpd.GeoDataFrame(data, geometry=shapes.to_numpy()[kept], crs="EPSG:4326")
