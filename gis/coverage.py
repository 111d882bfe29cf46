"""Many areas that belong together: one map of shared edges.

The work is done in the modules beside this one: the map of faces
(:mod:`gis.coverage_faces`), what is found in it (:mod:`gis.coverage_survey`,
:mod:`gis.coverage_check`), cleaning
(:mod:`gis.coverage_clean`), and showing less of it (:mod:`gis.simplify`).
"""

from __future__ import annotations

from gis.coverage_check import check_coverage
from gis.coverage_clean import Cleaned, clean_coverage
from gis.coverage_survey import Difference, Survey, survey_areas
from gis.simplify import simplify_coverage, simplify_for_scale

__all__ = [
    "Cleaned",
    "Difference",
    "Survey",
    "check_coverage",
    "clean_coverage",
    "simplify_coverage",
    "simplify_for_scale",
    "survey_areas",
]
