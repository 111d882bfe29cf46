"""The plan: projects of a table, joined to villages, and what they cost by village and domain.

The template is ``plan.xlsx``; the headings stand in ``plan_columns.json``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from muban.gis.problems import Problem, Where, problem
from muban.gis.text.buddhist_year import parse_year_be
from muban.gis.text.thai_digits import arabic_digits
from muban.layers.headed_rows import headed_rows, heads
from muban.layers.indicator.indicator_tables import domain_by_name
from muban.layers.indicator.indicator_values import cell_text

if TYPE_CHECKING:
    from muban.gis.source import Read

__all__ = [
    "PLAN_COLUMNS",
    "PlanSheet",
    "PlannedProject",
    "budgets",
    "heads_plan",
    "of_village",
    "plan_of",
    "read_plan",
    "shown_columns",
]

_COLUMNS = "plan_columns.json"
PLAN_COLUMNS = (
    "problem",
    "project",
    "where",
    "domain",
    "budget",
    "source",
    "partner",
    "state",
    "year_be",
)
"""What is shown of a project, in this order; ``where`` is its place and its village."""


@dataclass(frozen=True, slots=True)
class PlannedProject:
    """A project of the plan; texts are '' where nothing is written.

    ``village`` is what its row says of the village (a code, or a moo; '' for the whole
    tambon), ``village_code`` the village that it is, once it is joined. ``domain`` is the id
    of one of CIA's, or the words that stand there. ``budget`` is in baht, None where it is not
    stated.
    """

    project: str
    problem: str
    place: str
    village: str
    domain: str
    budget: float | None
    source: str
    partner: str
    state: str
    year_be: int | None
    at: Where
    village_code: str = ""


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """A worksheet of projects, and what is wrong in it."""

    projects: tuple[PlannedProject, ...]
    problems: tuple[Problem, ...]


def read_plan(read: Read) -> PlanSheet | None:
    """The projects of a worksheet; None where it has no headings of a plan.

    Parameters
    ----------
    read
        A grid: a row per project below the headings.

    Returns
    -------
    PlanSheet or None
        A budget or year that cannot be read is told, and left out; a row without the name of
        a project is told, and is none.
    """
    rows = headed_rows(read, _COLUMNS)
    if rows is None:
        return None
    projects: list[PlannedProject] = []
    problems: list[Problem] = []
    for number, cells in rows:
        found, wrong = _project(cells, read.where(number))
        projects += found
        problems += wrong
    return PlanSheet(tuple(projects), tuple(problems))


def heads_plan(read: Read) -> bool:
    """Whether a worksheet is a table of projects, though it may hold none yet.

    Parameters
    ----------
    read
        A grid; anything else is none.

    Examples
    --------
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> from muban.gis.source import Read, Source
    >>> form = pd.DataFrame([["โครงการ", "งบประมาณ (บาท)"]], index=[1], columns=list("AB"))
    >>> heads_plan(Read(Source(Path("ก.xlsx"), "ก.xlsx", ""), "", "grid", form, (1,)))
    True
    """
    return heads(read, _COLUMNS)


def _project(
    cells: Mapping[str, object], where: Where
) -> tuple[list[PlannedProject], list[Problem]]:
    def text(name: str) -> str:
        return cell_text(cells.get(name))

    if not text("project"):
        said = ", ".join(cell_text(cell) for cell in cells.values())
        return [], [problem("plan.no_name", where, text=said)]
    budget = _budget(text("budget"))
    year = parse_year_be(cells["year_be"]) if "year_be" in cells else None
    problems = []
    if text("budget") and budget is None:
        problems.append(problem("plan.bad_budget", where, text=text("budget")))
    if "year_be" in cells and year is None:
        problems.append(problem("plan.bad_year", where, text=text("year_be")))
    found = PlannedProject(
        project=text("project"),
        problem=text("problem"),
        place=text("place"),
        village=arabic_digits(text("village_code") or text("moo")),
        domain=domain_by_name(text("domain")) or text("domain"),
        budget=budget,
        source=text("source"),
        partner=text("partner"),
        state=text("state"),
        year_be=year,
        at=where,
    )
    return [found], problems


def _budget(text: str) -> float | None:
    plain = arabic_digits(text).replace(",", "").replace("บาท", "").strip(" -–")
    try:
        return float(plain)
    except ValueError:
        return None


def plan_of(
    projects: Iterable[PlannedProject], tambon: str, villages: pd.DataFrame, *, alone: bool
) -> tuple[PlannedProject, ...]:
    """The projects of a tambon, each with its village.

    Parameters
    ----------
    projects
        Of all tambons. A code of eight digits names a village, one of six a tambon.
    tambon
        The tambon's code, six digits.
    villages
        The tambon's (``village_code``, ``moo``).
    alone
        Whether it is the only tambon of the work: then a moo is one of its villages, and a
        project that names nothing is its own.
    """
    places = {str(code): str(code) for code in villages["village_code"] if code}
    if alone:
        for moo, code in zip(villages["moo"], villages["village_code"], strict=True):
            if code and not pd.isna(moo):
                places.setdefault(str(int(moo)), str(code))
    places |= {tambon: ""} | ({"": ""} if alone else {})
    named = (
        (one, one.village.lstrip("0") if len(one.village) < 6 else one.village) for one in projects
    )
    return tuple(replace(one, village_code=places[name]) for one, name in named if name in places)


def of_village(plan: Sequence[PlannedProject], code: str) -> tuple[PlannedProject, ...]:
    """The projects of one village (eight digits); all of the tambon for any other code."""
    return tuple(one for one in plan if len(code) != 8 or one.village_code == code)


def budgets(plan: Sequence[PlannedProject], by: str) -> list[tuple[str, float]]:
    """What projects cost, the dearest first, by ``village_code`` or by ``domain``.

    Examples
    --------
    >>> at = Where("plan/ก.xlsx")
    >>> one = PlannedProject("ก", "", "", "", "risk", 500.0, "", "", "", None, at)
    >>> budgets([one, replace(one, budget=None), replace(one, domain="")], "domain")
    [('', 500.0), ('risk', 500.0)]
    """
    found: dict[str, float] = {}
    for one in plan:
        name = str(getattr(one, by))
        found[name] = found.get(name, 0.0) + (one.budget or 0.0)
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def shown_columns(plan: Sequence[PlannedProject]) -> list[str]:
    """Those of :data:`PLAN_COLUMNS` that any project says something in.

    Examples
    --------
    >>> at = Where("plan/ก.xlsx")
    >>> shown_columns([PlannedProject("ก", "", "", "", "", 0.0, "อบต.", "", "", None, at)])
    ['project', 'where', 'budget', 'source']
    """
    return [
        name
        for name in PLAN_COLUMNS
        if name == "where" or any(getattr(one, name) not in ("", None) for one in plan)
    ]
