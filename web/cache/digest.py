"""A digest of values: equal values give the same, and whatever differs gives another.

Only kinds of values are taken whose whole content is looked at; any other is refused, so that
nothing can change without being seen.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Iterable, Mapping
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
    seen = hashlib.sha256()
    _add(values, seen.update)
    return seen.hexdigest()


def _add(value: Any, add: Callable[[bytes], None]) -> None:
    if value is None or value is pd.NA or isinstance(value, bool | int | float | str | Enum):
        _tell(add, type(value).__name__, repr(value).encode("utf-8", "surrogatepass"))
    elif isinstance(value, bytes):
        _tell(add, "bytes", value)
    elif isinstance(value, np.generic):
        _add(value.item(), add)
    elif isinstance(value, BaseGeometry):
        _tell(add, "shape", shapely.to_wkb(value, include_srid=True))
    elif isinstance(value, pd.DataFrame):
        _add_table(value, add)
    elif is_dataclass(value) and not isinstance(value, type):
        # Every field that holds something; what is worked out from them is not a field.
        _many(type(value).__name__, [getattr(value, one.name) for one in fields(value)], add)
    elif isinstance(value, Mapping):
        # In their order: what is made from a mapping may follow it.
        _many("mapping", [part for item in value.items() for part in item], add)
    elif isinstance(value, AbstractSet):
        _many("set", sorted(digest_of(one) for one in value), add)
    elif isinstance(value, tuple | list | np.ndarray):
        _many("list", list(value), add)
    else:
        raise TypeError(f"no digest of {type(value).__name__} is known")


def _add_table(table: pd.DataFrame, add: Callable[[bytes], None]) -> None:
    crs = str(table.crs) if isinstance(table, gpd.GeoDataFrame) else ""
    _many("table", [crs, *map(str, table.columns), *map(str, table.dtypes)], add)
    for name in table.columns:
        _add_column(table[name].tolist(), add)


def _add_column(cells: list[Any], add: Callable[[bytes], None]) -> None:
    """The cells of a column: at once where all are plain, else one by one."""
    try:
        # In the form without references: what is equal is written alike.
        content = marshal.dumps(cells, 0)
    except ValueError:
        _many("column", cells, add)
    else:
        _tell(add, "cells", content)


def _many(kind: str, values: Iterable[object], add: Callable[[bytes], None]) -> None:
    found = list(values)
    _tell(add, kind, str(len(found)).encode())
    for value in found:
        _add(value, add)


def _tell(add: Callable[[bytes], None], kind: str, content: bytes) -> None:
    add(f"{kind}:{len(content)}:".encode())
    add(content)
