"""The plan as the book sets it: a table, and what villages and domains cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from muban.layers.indicator.indicator_tables import standard_domains
from muban.layers.plan import budgets, of_village, shown_columns
from muban.web.book.headings import plan_words

if TYPE_CHECKING:
    from muban.layers.atlas import TambonAtlas
    from muban.layers.plan import PlannedProject
    from muban.web.paper.imprint import Imprint

__all__ = ["plan_values"]


def plan_values(tambon: TambonAtlas, code: str, imprint: Imprint) -> dict[str, Any] | None:
    """The plan of a tambon (six digits) or village (eight) for the book; None without projects.

    Parameters
    ----------
    tambon
        The tambon, with its part of the plan.
    code
        Its code, or that of a village in it.
    imprint
        What stands on everything that is printed of it.

    Returns
    -------
    dict or None
        ``head`` and ``rows`` of the table, its ``widest`` column, and ``sums``: what villages and
        domains cost.
    """
    plan = of_village(tambon.plan, code)
    if not plan:
        return None
    words = plan_words()
    places = {
        str(row["village_code"]): f"{row['name']} {imprint.word('print.place_moo', moo=row['moo'])}"
        for row in tambon.villages.to_dict("records")
    } | {"": words["whole"]}
    domains = {one.id: one.label_th for one in standard_domains()} | {"": words["none"]}
    shown = shown_columns(plan)
    names = {"village_code": places, "domain": domains}
    return {
        "head": [words["head"][name] for name in shown],
        "widest": shown.index("project"),
        "rows": [
            [imprint.figures(_cell(one, name, places, domains)) for name in shown] for one in plan
        ],
        "sums": [
            {
                "title": words[title],
                "rows": [
                    [names[by].get(name, name), imprint.figures(f"{total:,.0f}")]
                    for name, total in budgets(plan, by)
                ],
            }
            for title, by in (("by_village", "village_code"), ("by_domain", "domain"))
        ],
    }


def _cell(one: PlannedProject, name: str, places: dict[str, str], domains: dict[str, str]) -> str:
    if name == "where":
        return ", ".join(part for part in (one.place, places[one.village_code]) if part)
    if name == "domain":
        return domains.get(one.domain, one.domain) if one.domain else ""
    if name == "budget":
        return "" if one.budget is None else f"{one.budget:,.0f}"
    value = getattr(one, name)
    return "" if value is None else str(value)
