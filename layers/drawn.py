"""What was drawn of one tambon: villages that share their edges.

A tambon is the unit of work: cleaning, checking and measuring need its own villages and
its official outline, nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gis.containment import check_containment
from gis.coverage_clean import clean_coverage
from gis.problems import FeatureRef, Problem
from layers.villages import measure_villages

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

__all__ = ["TrueVillages", "true_villages"]


@dataclass(frozen=True, eq=False)
class TrueVillages:
    """Drawn villages after cleaning (:data:`layers.atlas.VILLAGE_COLUMNS`, EPSG:4326).

    ``frame`` has one more column, ``_also``: the records that were further pieces of a
    village.
    """

    frame: gpd.GeoDataFrame
    problems: tuple[Problem, ...]

    @property
    def also(self) -> list[FeatureRef]:
        """Records that stand in the frame as a piece of another record's village."""
        return [FeatureRef(*piece) for pieces in self.frame["_also"] for piece in pieces]


def true_villages(
    drawn: gpd.GeoDataFrame, *, outline: BaseGeometry | None, tolerance_m: float
) -> TrueVillages:
    """Make the villages of one tambon true.

    Parameters
    ----------
    drawn
        Its drawn villages, EPSG:4326.
    outline
        Its official outline, where one was given.
    tolerance_m
        Differences narrower than this are cleaned together; wider ones are for a person.
    """
    cleaned = clean_coverage(drawn, tolerance_m=tolerance_m)
    measured = measure_villages(cleaned.frame)
    problems = [*cleaned.problems]
    if outline is not None:
        contained = check_containment(measured, outline)
        measured["outside_share"] = contained.shares
        problems += contained.problems
    return TrueVillages(measured, tuple(problems))
