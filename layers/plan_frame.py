"""The plan as a table: a row for each project, with the village it is for and what it costs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pandas as pd

from muban.layers.indicator.indicator_tables import standard_domains

if TYPE_CHECKING:
    from muban.layers.atlas import TambonAtlas

__all__ = ["PLAN_FRAME_COLUMNS", "plan_frame"]

PLAN_FRAME_COLUMNS = (
    "tambon_code",
    "tambon",
    "village_code",
    "moo",
    "village",
    "fiscal_year_be",
    "problem",
    "project",
    "project_place",
    "domain",
    "domain_name",
    "budget_baht",
    "budget_source",
    "partner",
    "project_state",
)
"""Stable names; a project of a whole tambon has no village."""
_NUMBERS = {"moo": "Int64", "fiscal_year_be": "Int64", "budget_baht": "Float64"}


def plan_frame(pages: Iterable[TambonAtlas]) -> pd.DataFrame:
    """Every project of the plan, tambon by tambon, in the order in which they were written.

    Parameters
    ----------
    pages
        With their plans.

    Returns
    -------
    DataFrame
        Columns of :data:`PLAN_FRAME_COLUMNS`: budget in baht, year of the Buddhist era; what is
        not stated is empty.

    Examples
    --------
    >>> plan_frame([]).columns[-1]
    'project_state'
    """
    rows = [row for page in pages if page.plan for row in _rows(page)]
    frame = pd.DataFrame(rows, columns=[*PLAN_FRAME_COLUMNS])
    return frame.astype(dict.fromkeys(frame.columns, "object") | _NUMBERS)


def _rows(page: TambonAtlas) -> Iterable[dict[str, Any]]:
    domains = {one.id: one.label_th for one in (*standard_domains(), *page.domains)}
    villages = {str(row["village_code"]): row for row in page.villages.to_dict("records")}
    for one in page.plan:
        village = villages.get(one.village_code, {}) if one.village_code else {}
        known = one.domain in domains
        yield {
            "tambon_code": page.tambon.code,
            "tambon": page.tambon.name,
            "village_code": one.village_code,
            "moo": village.get("moo", pd.NA),
            "village": village.get("name", ""),
            "fiscal_year_be": one.year_be,
            "problem": one.problem,
            "project": one.project,
            "project_place": one.place,
            "domain": one.domain if known else "",
            "domain_name": domains.get(one.domain, one.domain),
            "budget_baht": one.budget,
            "budget_source": one.source,
            "partner": one.partner,
            "project_state": one.state,
        }
