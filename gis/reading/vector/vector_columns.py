"""Columns as GDAL gives them, as names and plain values."""

from __future__ import annotations

import numpy as np
import pandas as pd

__all__ = ["distinct_names", "plain_values"]


def distinct_names(names: list[str]) -> list[str]:
    """Names of columns, each once.

    Examples
    --------
    >>> distinct_names(["a", "b", "a"])
    ['a', 'b', 'a (2)']
    """
    seen: dict[str, int] = {}
    out = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        out.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return out


def plain_values(column: np.ndarray) -> list[object]:
    """A column as Python values, what is missing as None.

    Examples
    --------
    >>> plain_values(np.array([1.5, np.nan]))
    [1.5, None]
    """
    values = pd.Series(column).astype(object)
    found: list[object] = values.where(values.notna(), None).tolist()
    return found
