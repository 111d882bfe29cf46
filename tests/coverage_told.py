"""What areas that should share their edges do to each other, told while nothing is mended."""

from __future__ import annotations

import geopandas as gpd

from muban.gis.problems import Effect, Problem
from muban.gis.shapes.coverage_check import WhereOf, tell_differences, where_of
from muban.gis.shapes.coverage_survey import survey_areas
from muban.gis.shapes.tolerance import TOLERANCE_M

__all__ = ["check_coverage"]


def check_coverage(
    frame: gpd.GeoDataFrame, *, where: WhereOf = where_of, tolerance_m: float = TOLERANCE_M
) -> list[Problem]:
    """Tell of overlaps and gaps between areas; nothing is changed.

    Parameters
    ----------
    frame
        Valid Polygons and MultiPolygons in EPSG:4326; rows without a shape are passed over.
    where
        The place of a row, for problems; its name is what neighbours are called.
    tolerance_m
        What is narrower than this is called a sliver; the rest is for a person to decide.

    Returns
    -------
    list of Problem
        One for each set of areas and kind of difference, placed at its widest part.
        :func:`muban.gis.shapes.coverage_clean.clean_coverage` tells the same, and mends what
        is narrow.

    Examples
    --------
    >>> from shapely import box
    >>> frame = gpd.GeoDataFrame(
    ...     {"_file": "ก.kml", "_layer": "", "_number": [1, 2], "name": ["บ้านเหนือ", "บ้านใต้"]},
    ...     geometry=[box(102, 18.0, 102.01, 18.01), box(102, 17.99, 102.01, 18.001)], crs=4326)
    >>> [(found.code, found.where.name, found.params["other"])
    ...  for found in check_coverage(frame)]
    [('coverage.overlap', 'บ้านเหนือ', '#2 บ้านใต้')]
    """
    drawn = frame[frame.geometry.notna()]
    if len(drawn) == 0:
        return []
    places = [where(row) for _, row in drawn.iterrows()]
    survey = survey_areas(drawn.geometry.to_numpy(), tolerance_m)
    return tell_differences(survey.differences, places, effect=Effect.NONE)
