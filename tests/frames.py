"""Layers made in code, as a reader would have made them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from muban.gis.source import Read, Source
from muban.layers.frames import UNIT_COLUMNS

__all__ = ["Unit", "features", "grid", "units"]

Unit = tuple[str, str, str, str, BaseGeometry]
"""Code, name, romanised name and amphoe's code of a tambon or an amphoe, and its outline."""


def units(rows: Sequence[Unit] = ()) -> gpd.GeoDataFrame:
    """Tambons or amphoes as an atlas has them, EPSG:4326."""
    return gpd.GeoDataFrame(
        [dict(zip(UNIT_COLUMNS, row, strict=True)) for row in rows],
        columns=list(UNIT_COLUMNS),
        geometry="geometry",
        crs="EPSG:4326",
    )


def features(
    rows: Sequence[dict[str, object]],
    shapes: Sequence[BaseGeometry | None],
    *,
    file: str = "drawings/ก.kml",
    layer: str = "หมู่บ้าน",
    crs: str | None = "EPSG:4326",
) -> Read:
    """A layer of shapes; ``_name`` and the other columns of readers are filled in."""
    filled = [
        {
            "_number": number,
            "_name": "",
            "_description": "",
            "_folder": layer,
            "_icon": "",
            "_color": None,
            **row,
        }
        for number, row in enumerate(rows, start=1)
    ]
    frame = gpd.GeoDataFrame(filled, geometry=list(shapes), crs=crs)
    numbers = tuple(int(row["_number"]) for row in filled)
    return Read(Source(Path(file), file, "0" * 64), layer, "features", frame, numbers)


def grid(
    cells: Sequence[Sequence[object]], *, file: str = "register/ก.xlsx", layer: str = "Sheet1"
) -> Read:
    """A worksheet as it stands, rows numbered from 1, columns lettered."""
    width = max(len(row) for row in cells)
    padded = [list(row) + [None] * (width - len(row)) for row in cells]
    letters = [chr(ord("A") + index) for index in range(width)]
    frame = pd.DataFrame(padded, columns=letters, index=range(1, len(cells) + 1), dtype=object)
    return Read(
        Source(Path(file), file, "0" * 64), layer, "grid", frame, tuple(range(1, len(cells) + 1))
    )
