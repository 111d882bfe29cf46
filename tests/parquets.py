"""GeoParquet files of the tests' own; their metadata is the specification's (geoparquet.org)."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyproj
import shapely
from arro3.core import Array, DataType, Table
from arro3.io import write_parquet

__all__ = ["WKB", "parquet"]

WKB = {"encoding": "WKB", "geometry_types": []}
"""What the specification asks for at least: no system named means longitude and latitude."""


def parquet(
    columns: Mapping[str, Sequence[Any]],
    shapes: Mapping[str, Sequence[shapely.Geometry | None]],
    **stated: Any,
) -> bytes:
    """A file of these columns; the first of ``shapes`` is the primary one.

    ``stated`` is what the metadata says of it beside its encoding, ``crs`` as a code; with
    ``geo=False`` it says nothing.
    """
    arrays = {name: Array(list(values), _kind(values)) for name, values in columns.items()}
    for name, column in shapes.items():
        forms = [None if one is None else shapely.to_wkb(one) for one in column]
        arrays[name] = Array(forms, DataType.binary())
    if stated.get("crs"):
        stated["crs"] = pyproj.CRS(stated["crs"]).to_json_dict()
    geo = {
        "version": "1.1.0",
        "primary_column": next(iter(shapes), ""),
        "columns": {name: {**WKB, **stated} for name in shapes},
    }
    said = {} if stated.pop("geo", True) is False else {"geo": json.dumps(geo)}
    file = io.BytesIO()
    table = Table.from_pydict(arrays)
    write_parquet(table, file, key_value_metadata=said, compression="zstd(3)")
    return file.getvalue()


def _kind(values: Sequence[Any]) -> DataType:
    there = [value for value in values if value is not None]
    if all(isinstance(one, bytes) for one in there):
        return DataType.binary()
    if all(isinstance(one, int | np.integer) for one in there):
        return DataType.int64()
    return DataType.float64() if isinstance(there[0], float) else DataType.utf8()
