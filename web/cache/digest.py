"""A digest of values: equal values give the same, and whatever differs gives another.

Only kinds of values are taken whose whole content is looked at; any other is refused, so that
nothing can change without being seen.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

__all__ = ["digest_of"]

_PLAIN = {type(None), bool, int, float, str, bytes}
_SHAPES = "geometry"
"""What the kind of a column of shapes is called."""
_NUMBERS = "bif"
"""Kinds of columns that hold nothing else."""


def digest_of(*values: object) -> str:
    """SHA-256 of values, in hexadecimal.

    Parameters
    ----------
    *values
        Texts, numbers, bytes, shapes, tables, dataclasses, and collections of these.

    Raises
    ------
    TypeError
        One is of another kind: a bug of ours.

    Examples
    --------
    >>> digest_of("ก", 1) == digest_of("ก", 1), digest_of("1") == digest_of(1)
    (True, False)
    >>> digest_of(("a", "b"), "c") == digest_of("a", ("b", "c"))
    False
    """
    # In the form without references: what is equal is written alike.
    return hashlib.sha256(marshal.dumps(_plain(values), 0)).hexdigest()


def _plain(value: Any) -> Any:  # noqa: PLR0911 - one for each kind
    """The same in lists, texts, numbers and bytes; of any other kind a tuple with its name."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if isinstance(value, tuple | list | np.ndarray):
        return list(map(_plain, value))
    if value is pd.NA or isinstance(value, bool | int | float | str | Enum):
        return kind.__name__, repr(value)
    if isinstance(value, np.generic):
        return _plain(value.item())
    if isinstance(value, BaseGeometry):
        return "shape", shapely.to_wkb(value, include_srid=True)
    if isinstance(value, pd.DataFrame):
        return _plain_table(value)
    if is_dataclass(value) and not isinstance(value, type):
        # Every field that holds something; what is worked out from them is not a field.
        return kind.__name__, *(_plain(getattr(value, one.name)) for one in fields(value))
    if isinstance(value, Mapping):
        # In their order: what is made from a mapping may follow it.
        return "mapping", *(_plain(part) for item in value.items() for part in item)
    if isinstance(value, AbstractSet):
        return "set", *sorted(map(digest_of, value))
    raise TypeError(f"no digest of {kind.__name__} is known")


def _plain_table(table: pd.DataFrame) -> tuple[Any, ...]:
    crs = str(table.crs) if isinstance(table, gpd.GeoDataFrame) else ""
    columns = [
        (str(name), str(column.dtype), _plain_cells(column))
        for name, column in pd.DataFrame(table).items()
    ]
    return "table", crs, columns


def _plain_cells(column: pd.Series[Any]) -> list[Any]:
    if column.dtype == _SHAPES:
        cells: list[Any] = shapely.to_wkb(column.to_numpy(), include_srid=True).tolist()
        return cells
    cells = column.tolist()
    return cells if column.dtype.kind in _NUMBERS else list(map(_plain, cells))
