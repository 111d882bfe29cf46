"""Many areas that belong together: one map of shared edges.

The work is done in the modules beside this one: the map of faces
(:mod:`gis.shapes.coverage_faces`), what is found in it (:mod:`gis.shapes.coverage_survey`,
:mod:`gis.shapes.coverage_check`), cleaning
(:mod:`gis.shapes.coverage_clean`), and showing less of it (:mod:`gis.shapes.simplify`).
"""

from __future__ import annotations

from gis.shapes.coverage_check import check_coverage
from gis.shapes.coverage_clean import Cleaned, clean_coverage
from gis.shapes.coverage_survey import Difference, Survey, survey_areas
from gis.shapes.simplify import simplify_coverage, simplify_for_scale

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
