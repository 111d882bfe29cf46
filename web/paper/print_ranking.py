"""The decision diagram on paper: villages by domains, with ranks and the rule in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from muban.layers.indicator.priorities import PriorityRule, rank
from muban.layers.indicator.priority_ranks import Priorities, ProblemRank, VillageNeed
from muban.web.paper.imprint import Imprint

if TYPE_CHECKING:
    from muban.layers.atlas import TambonAtlas

__all__ = ["ranking_table"]


def ranking_table(
    tambon: TambonAtlas, imprint: Imprint, *, rule: PriorityRule | None = None
) -> dict[str, Any] | None:
    """A tambon's ranking as plain values; None where there are no results.

    Parameters
    ----------
    tambon
        With the values that may be published.
    imprint
        Language and digits.
    rule
        What counts as a problem; None for the standard.

    Returns
    -------
    dict or None
        ``problems`` (label, rank, share, count), ``domains`` (labels, in the same order),
        ``villages`` (rank, name, count, ``cells``: shown, rank, is_problem, items), ``rule``,
        ``about``.
    """
    codes = [str(code) for code in tambon.villages["village_code"] if code]
    found = rank(tambon.indicators, tambon.domains, codes, rule=rule)
    if found is None or not found.domains:
        return None
    names = {row["village_code"]: _name(row, imprint) for row in tambon.villages.to_dict("records")}
    return {
        "problems": [_problem(problem, imprint, found.year_be) for problem in found.domains],
        "domains": [_label(problem, imprint, found.year_be) for problem in found.domains],
        "villages": [_village(need, found, names, imprint) for need in found.villages],
        "rule": imprint.figures(found.rule_en if imprint.lang == "en" else found.rule_th),
        "about": imprint.word("print.ranking_about", year=found.year_be),
    }


def _name(row: Any, imprint: Imprint) -> str:
    moo = imprint.word("print.place_moo", moo=row["moo"]) if row["moo"] else ""
    return f"{imprint.label(row['name'], row['name_en'])} {moo}".strip()


def _label(problem: ProblemRank, imprint: Imprint, round_year: int) -> str:
    """The domain; its year too, where it is not that of the round."""
    label = imprint.label(problem.domain.label_th, problem.domain.label_en)
    if problem.year_be == round_year:
        return label
    return f"{label} ({imprint.figures(str(problem.year_be))})"


def _rank(place: int | None, imprint: Imprint) -> str:
    return "–" if place is None else imprint.figures(str(place))


def _problem(problem: ProblemRank, imprint: Imprint, round_year: int) -> dict[str, Any]:
    return {
        "label": _label(problem, imprint, round_year),
        "rank": _rank(problem.rank, imprint),
        "share": problem.below / problem.known if problem.known else 0.0,
        "count": imprint.word("print.ranking_count", below=problem.below, known=problem.known),
    }


def _village(
    need: VillageNeed, found: Priorities, names: dict[str, str], imprint: Imprint
) -> dict[str, Any]:
    cells = [found.matrix[need.village_code, problem.domain.id] for problem in found.domains]
    return {
        "rank": _rank(need.rank, imprint),
        "name": names[need.village_code],
        "count": imprint.figures(str(need.problems)) if need.known else "–",
        "cells": [
            {
                "shown": imprint.figures(cell.shown),
                "rank": _rank(cell.rank, imprint) if cell.rank else "",
                "is_problem": cell.is_problem,
                "items": imprint.word(
                    "print.ranking_items", below=cell.items.below, known=cell.items.known
                )
                if cell.items.known
                else "",
            }
            for cell in cells
        ],
    }
