"""The values that a ranking is made from: those of one round of results."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from muban.gis.table_rows import rows_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["MISSING", "Value", "Values", "values_of_round", "years_of_round"]


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it may be published."""

    value: float
    shown: str
    status: str

    @property
    def known(self) -> bool:
        """Whether there is a number that may be shown."""
        return self.status == "ok" and not math.isnan(self.value)


MISSING = Value(math.nan, "", "missing")
Values = Mapping[tuple[str, str], Value]
"""By village and id of the domain or indicator."""


def years_of_round(indicators: pd.DataFrame, year: int) -> Mapping[str, int]:
    """The year that each domain and indicator is ranked by: this one, else the one before.

    กชช.2ค is asked every other year, and belongs with CIA and จปฐ. of the year after it.
    """
    of_round = indicators[indicators["year_be"].isin((year, year - 1))]
    found: dict[str, int] = {}
    for row in of_round[["domain", "indicator", "year_be"]].drop_duplicates().itertuples():
        name = str(row.indicator or row.domain)
        found[name] = max(found.get(name, 0), int(row.year_be))  # type: ignore[arg-type]
    return found


def values_of_round(indicators: pd.DataFrame, years: Mapping[str, int]) -> Values:
    """By village and id of the domain or indicator, in the year that it is ranked by."""
    return {
        (str(row["village_code"]), name): Value(
            float(row["value"]), str(row["shown"]), str(row["status"])
        )
        for row in rows_of(indicators)
        if int(row["year_be"]) == years.get(name := str(row["indicator"] or row["domain"]))
    }
