"""Text that a spreadsheet must not take for a formula."""

from __future__ import annotations

import math
import re

import numpy as np
import pandas as pd

__all__ = ["plain_value", "safe_cell"]

_STARTERS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What makes a spreadsheet calculate (OWASP, «CSV Injection»), full width as well."""

_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def safe_cell(value: object) -> object:
    """A cell's value with an apostrophe before text that would run as a formula.

    Numbers stay numbers, also negative ones and those written as text.

    Examples
    --------
    >>> [safe_cell(value) for value in ("=1+1", "@SUM(A1)", "-5.2", -5.2, "บ้านโพน", None)]
    ["'=1+1", "'@SUM(A1)", '-5.2', -5.2, 'บ้านโพน', None]
    """
    if not isinstance(value, str) or _PLAIN_NUMBER.fullmatch(value):
        return value
    # Spreadsheets pass over blanks before they look for a formula.
    first = value if value[:1] in _STARTERS else value.lstrip(" \n\v\f\u00a0\u200b\ufeff")
    return f"'{value}" if first.startswith(_STARTERS) else value


def plain_value(value: object) -> object:
    """A cell of a frame as a Python value: None where it is missing or not finite.

    Examples
    --------
    >>> [plain_value(value) for value in (np.int64(3), float("nan"), pd.NA, "ก", True)]
    [3, None, None, 'ก', True]
    """
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
