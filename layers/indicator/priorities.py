"""Problems ranked over a tambon, villages ranked by need, and the decision matrix.

The letter asks every tambon to rank its problems and to draw a diagram that supports the
decision (tambon guideline 2.2). The rule is :class:`PriorityRule`; it stands in words on
whatever shows the ranks. Everything is made from values that may be published.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from muban.layers.atlas import Domain
from muban.layers.indicator.priority_ranks import MatrixCell, Priorities, ProblemRank, VillageNeed
from muban.layers.indicator.priority_rule import Line, PriorityRule

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["PriorityRule", "rank"]

K = TypeVar("K", bound=Hashable)
_DIGITS = 9
"""Ranks are compared after rounding, so that equal values of different sums share a rank."""


@dataclass(frozen=True, slots=True)
class _Value:
    value: float
    shown: str
    status: str

    @property
    def known(self) -> bool:
        return self.status == "ok" and not math.isnan(self.value)


_MISSING = _Value(math.nan, "", "missing")
_Values = Mapping[tuple[str, str], _Value]


def rank(
    indicators: pd.DataFrame,
    domains: Sequence[Domain],
    villages: Sequence[str],
    *,
    year_be: int | None = None,
    rule: PriorityRule | None = None,
) -> Priorities | None:
    """Rank a tambon's problems and villages.

    Parameters
    ----------
    indicators
        The tambon's published values (:data:`muban.layers.atlas.INDICATOR_COLUMNS`).
    domains
        Domains and indicators, as :class:`muban.layers.atlas.TambonAtlas` has them.
    villages
        The codes of all its villages; those without values are counted as missing.
    year_be
        The year; None takes the newest.
    rule
        What counts as a problem.

    Returns
    -------
    Priorities or None
        None where there are no values.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("43160501", 2563, "risk", "", 1.0, "1", "ok"),
    ...         ("43160502", 2563, "risk", "", 5.0, "5", "ok")]
    >>> table = pd.DataFrame(rows, columns=["village_code", "year_be", "domain", "indicator",
    ...                                     "value", "shown", "status"])
    >>> found = rank(table, [Domain("risk", "เสี่ยง", "Risk", 1, 5)], ["43160501", "43160502"])
    >>> found.domains[0].below, found.villages[0].village_code
    (1, '43160501')
    """
    if not len(indicators):
        return None
    year = int(indicators["year_be"].max()) if year_be is None else year_be
    rule = rule or PriorityRule()
    values = _values(indicators, year)
    mains = [d for d in domains if not d.parent and _is_used(d, values)]
    subs = [d for d in domains if d.parent and _is_used(d, values)]
    if not mains and not subs:
        return None
    ranked = _ranked([_problem(d, villages, values, rule) for d in mains])
    lines = {found.domain.id: found.line for found in ranked}
    cells = {
        (cell.village_code, cell.domain): cell
        for domain in mains
        for cell in _column(domain, villages, values, lines[domain.id])
    }
    rule_th, rule_en = rule.sentences([*mains, *subs])
    return Priorities(
        year_be=year,
        rule_th=rule_th,
        rule_en=rule_en,
        domains=ranked,
        indicators=_ranked([_problem(d, villages, values, rule) for d in subs]),
        villages=_needs(mains, villages, values, cells),
        matrix=cells,
    )


def _values(indicators: pd.DataFrame, year: int) -> _Values:
    """By village and id of the domain or indicator."""
    of_year = indicators[indicators["year_be"] == year]
    return {
        (str(row["village_code"]), str(row["indicator"] or row["domain"])): _Value(
            float(row["value"]), str(row["shown"]), str(row["status"])
        )
        for row in of_year.to_dict("records")
    }


def _is_used(domain: Domain, values: _Values) -> bool:
    return any(name == domain.id for _, name in values)


def _beyond(value: float, line: Line | None, domain: Domain) -> float:
    """How far a value lies beyond the line, in the domain's units; 0 on the good side."""
    if line is None:
        return 0.0
    gap = line.value - value if domain.higher_is_better else value - line.value
    return max(0.0, round(gap, _DIGITS))


def _problem(
    domain: Domain, villages: Sequence[str], values: _Values, rule: PriorityRule
) -> ProblemRank:
    found = [values.get((code, domain.id), _MISSING) for code in villages]
    known = [value.value for value in found if value.known]
    mean = sum(known) / len(known) if known else math.nan
    line = rule.line(domain, mean)
    gaps = [gap for value in known if (gap := _beyond(value, line, domain)) > 0]
    gap = sum(gaps) / len(gaps) if gaps else 0.0
    low, high = domain.scale_min, domain.scale_max
    return ProblemRank(
        domain=domain,
        rank=None,
        below=len(gaps),
        known=len(known),
        missing=len(found) - len(known),
        line=line,
        mean=mean,
        gap=gap,
        gap_share=math.nan if low is None or high is None else gap / (high - low),
    )


def _ranked(problems: Sequence[ProblemRank]) -> tuple[ProblemRank, ...]:
    keys = {
        found.domain.id: (-found.below, -round(_share_or_gap(found), _DIGITS))
        for found in problems
        if found.known
    }
    ranks = _dense(keys)
    done = [replace(found, rank=ranks.get(found.domain.id)) for found in problems]
    return tuple(sorted(done, key=lambda found: math.inf if found.rank is None else found.rank))


def _share_or_gap(found: ProblemRank) -> float:
    """Gaps of different scales are compared as shares of the scale, where all state one."""
    return found.gap if math.isnan(found.gap_share) else found.gap_share


def _dense(keys: Mapping[K, tuple[float, ...]]) -> dict[K, int]:
    """Ranks from 1 without gaps; equal keys share a rank.

    Examples
    --------
    >>> _dense({"a": (2.0,), "b": (1.0,), "c": (1.0,)})
    {'a': 2, 'b': 1, 'c': 1}
    """
    order = {key: i for i, key in enumerate(sorted(set(keys.values())), start=1)}
    return {name: order[key] for name, key in keys.items()}


def _column(
    domain: Domain, villages: Sequence[str], values: _Values, line: Line | None
) -> list[MatrixCell]:
    sign = 1.0 if domain.higher_is_better else -1.0
    found = {code: values.get((code, domain.id), _MISSING) for code in villages}
    ranks = _dense(
        {code: (round(sign * v.value, _DIGITS),) for code, v in found.items() if v.known}
    )
    return [
        MatrixCell(
            village_code=code,
            domain=domain.id,
            value=value.value,
            shown=value.shown,
            status=value.status,
            is_problem=value.known and _beyond(value.value, line, domain) > 0,
            rank=ranks.get(code),
        )
        for code, value in found.items()
    ]


def _needs(
    domains: Sequence[Domain],
    villages: Sequence[str],
    values: _Values,
    cells: Mapping[tuple[str, str], MatrixCell],
) -> tuple[VillageNeed, ...]:
    ends = {domain.id: _ends(domain, villages, values) for domain in domains}
    needs: list[tuple[str, int, int, float]] = []
    for code in villages:
        known = [d for d in domains if values.get((code, d.id), _MISSING).known]
        downs = [_need(values[code, d.id].value, d, ends[d.id]) for d in known]
        problems = sum(cells[code, d.id].is_problem for d in known)
        needs.append((code, problems, len(known), sum(downs) / len(downs) if downs else math.nan))
    ranks = _dense(
        {
            code: (-problems, -round(need, _DIGITS))
            for code, problems, known_count, need in needs
            if known_count
        }
    )
    done = [
        VillageNeed(code, ranks.get(code), problems, known, len(domains) - known, need)
        for code, problems, known, need in needs
    ]
    return tuple(sorted(done, key=lambda v: math.inf if v.rank is None else v.rank))


def _ends(domain: Domain, villages: Sequence[str], values: _Values) -> tuple[float, float]:
    """The scale; where none is stated, the range of the tambon's own values."""
    if domain.scale_min is not None and domain.scale_max is not None:
        return domain.scale_min, domain.scale_max
    known = [v.value for code in villages if (v := values.get((code, domain.id), _MISSING)).known]
    return (min(known), max(known)) if known else (0.0, 1.0)


def _need(value: float, domain: Domain, ends: tuple[float, float]) -> float:
    low, high = ends
    if high <= low:
        return 0.0
    share = (value - low) / (high - low)
    return 1 - share if domain.higher_is_better else share
