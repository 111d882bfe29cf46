"""What tables say of villages: CIA results and population, joined and made safe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from muban.layers.indicator.indicators import join_indicators, read_indicators
from muban.layers.indicator.population import join_population, read_population
from muban.layers.indicator.suppression import hide_small_counts, suppress

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from muban.gis.problems import FeatureRef, Problem
    from muban.layers.assembly_settings import AssemblySettings
    from muban.layers.atlas import Domain
    from muban.layers.indicator.indicator_reading import IndicatorTable
    from muban.layers.known import Known
    from muban.layers.sorting.sheets import Sheets

__all__ = ["Tables", "join_tables", "read_results", "tambons_with_results"]


@dataclass(frozen=True, eq=False)
class Tables:
    """Villages with their figures, and the results of the CIA program.

    ``refs`` are all rows of the tables that were met, ``published`` the results among
    ``indicators``, ``used`` the figures that are kept beside a village's name.
    """

    villages: gpd.GeoDataFrame
    indicators: pd.DataFrame
    domains: tuple[Domain, ...]
    problems: tuple[Problem, ...]
    refs: tuple[FeatureRef, ...]
    published: tuple[FeatureRef, ...]
    used: tuple[FeatureRef, ...] = ()


def read_results(sheets: Sheets, settings: AssemblySettings) -> list[IndicatorTable]:
    """The CIA results as their tables have them, before any village is known."""
    mapping = settings.indicator_mapping()
    results = (read_indicators(read, mapping=mapping) for read in sheets.of("indicators"))
    return [table for table in results if table is not None]


def tambons_with_results(results: Sequence[IndicatorTable], known: Known) -> set[str]:
    """Tambons of the gazetteer whose results are there: they have a page, drawn or not.

    A row that names neither a village's code nor its tambon's is of the project's only
    tambon, where there is one.
    """
    gazetteer = known.gazetteer
    listed = {code[:6] for code in gazetteer.villages}
    found = {
        code[:6] if code in gazetteer.villages else row.place.tambon_code or known.default_tambon
        for table in results
        for row in table.rows
        for code in (row.place.village_code,)
    }
    return found & listed


def join_tables(
    sheets: Sheets,
    results: Sequence[IndicatorTable],
    villages: gpd.GeoDataFrame,
    *,
    tambons: pd.DataFrame,
    settings: AssemblySettings,
) -> Tables:
    """Join a project's tables to its villages.

    Parameters
    ----------
    sheets
        Tables by role.
    results
        What :func:`read_results` read of them.
    villages
        All villages of the pages (:data:`muban.layers.frames.VILLAGE_COLUMNS`).
    tambons
        ``code`` and ``name`` of the tambons, to find a village by names.
    settings
        The project's privacy rule.

    Returns
    -------
    Tables
        Counts below the privacy threshold are suppressed already: nothing after this point
        knows them.
    """
    joined = join_indicators(results, villages, tambons=tambons)
    counts = [read_population(read) for read in sheets.of("population")]
    population = join_population([t for t in counts if t is not None], villages, tambons=tambons)
    full = _with_figures(villages, population.latest())
    safe = suppress(joined, full, threshold=settings.privacy.threshold)
    return Tables(
        villages=hide_small_counts(full, threshold=settings.privacy.threshold),
        indicators=safe.frame,
        domains=joined.domains,
        problems=(*joined.problems, *population.problems, *safe.problems),
        refs=(*joined.read, *population.read),
        published=joined.published,
        used=population.published,
    )


def _with_figures(villages: gpd.GeoDataFrame, latest: pd.DataFrame) -> gpd.GeoDataFrame:
    """Population and households of the newest year, where the drawing gives none."""
    frame = villages.copy()
    codes = frame["village_code"]
    lacking = frame["population"].isna() & frame["households"].isna() & codes.isin(latest.index)
    for name in ("population", "households", "year_be"):
        column = "figures_year_be" if name == "year_be" else name
        frame.loc[lacking, column] = codes[lacking].map(latest[name]).astype(float)
    return frame
