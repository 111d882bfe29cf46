"""What was drawn of one tambon: villages that share their edges, pins in their villages.

A tambon is the unit of work: cleaning, checking and measuring need its own villages and
its official outline, nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gis.containment import check_outside
from gis.coverage import check_coverage, clean_coverage
from gis.problems import Problem, Where
from layers.villages import measure_villages

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd
    from shapely.geometry import MultiPolygon, Polygon

__all__ = ["TrueVillages", "true_villages", "where_of_village"]


@dataclass(frozen=True, eq=False)
class TrueVillages:
    """A tambon's drawn villages after cleaning, and what was found."""

    frame: gpd.GeoDataFrame
    problems: tuple[Problem, ...]


def where_of_village(row: pd.Series) -> Where:
    """The place of a village's drawing, for problems."""
    return Where(row["_file"], row["_layer"], int(row["_number"]), row["name"] or None)
