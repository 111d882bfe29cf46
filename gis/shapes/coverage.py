"""Many areas that belong together: one map of shared edges.

The work is done in the modules beside this one: the map of faces
(:mod:`muban.gis.shapes.coverage_faces`), what is found in it
(:mod:`muban.gis.shapes.coverage_survey`, :mod:`muban.gis.shapes.coverage_check`), cleaning
(:mod:`muban.gis.shapes.coverage_clean`), and showing less of it (:mod:`muban.gis.shapes.simplify`).
"""

from __future__ import annotations

from muban.gis.shapes.coverage_clean import Cleaned, clean_coverage
from muban.gis.shapes.coverage_survey import Difference, Survey, survey_areas
from muban.gis.shapes.simplify import simplify_coverage

__all__ = [
    "Cleaned",
    "Difference",
    "Survey",
    "clean_coverage",
    "simplify_coverage",
    "survey_areas",
]
