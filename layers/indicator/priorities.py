"""Problems ranked over a tambon, villages ranked by need, and the decision matrix.

The letter asks every tambon to rank its problems and to draw a diagram that supports the
decision (tambon guideline 2.2). The rule is :class:`PriorityRule`; it stands in words on
whatever shows the ranks. Everything is made from values that may be published.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from muban.layers.atlas import Domain
from muban.layers.indicator.priority_ranks import (
    ItemCount,
    MatrixCell,
    Priorities,
    ProblemRank,
    VillageNeed,
)
from muban.layers.indicator.priority_rule import Line, PriorityRule
from muban.layers.indicator.priority_values import MISSING, Values, values_of_round, years_of_round

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["PriorityRule", "rank"]

K = TypeVar("K", bound=Hashable)
_DIGITS = 9
"""Ranks are compared after rounding, so that equal values of different sums share a rank."""


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
        The tambon's published values (:data:`muban.layers.frames.INDICATOR_COLUMNS`).
    domains
        Domains and indicators, as :class:`muban.layers.atlas.TambonAtlas` has them.
    villages
        The codes of all its villages; those without values are counted as missing.
    year_be
        The year of the round; None takes the newest. What has no values in it is ranked by
        those of the year before.
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
    years = years_of_round(indicators, year)
    values = values_of_round(indicators, years)
    subs = [d for d in domains if d.parent and d.id in years]
    parents = {d.parent for d in subs}
    mains = [d for d in domains if not d.parent and (d.id in years or d.id in parents)]
    if not mains:
        return None
    problems = {d.id: _problem(d, villages, values, rule, years.get(d.id, year)) for d in mains}
    items = {d.id: _problem(d, villages, values, rule, years[d.id]) for d in subs}
    counts = _counts(items, villages, values)
    cells = {
        (cell.village_code, cell.domain): cell
        for domain in mains
        for cell in _column(domain, villages, values, problems[domain.id].line, counts)
    }
    rule_th, rule_en = rule.sentences([*mains, *subs])
    return Priorities(
        year_be=year,
        rule_th=rule_th,
        rule_en=rule_en,
        domains=_ranked([_with_items(problems[d.id], villages, cells) for d in mains]),
        indicators=_ranked(list(items.values())),
        villages=_needs(mains, villages, values, cells),
        matrix=cells,
    )


def _counts(
    items: Mapping[str, ProblemRank], villages: Sequence[str], values: Values
) -> dict[tuple[str, str], ItemCount]:
    """Of each village and domain, how many of its indicators lie beyond their line."""
    found: dict[tuple[str, str], ItemCount] = {}
    for code in villages:
        for name, item in items.items():
            value = values.get((code, name), MISSING)
            if value.known:
                place = (code, item.domain.parent)
                before = found.get(place, ItemCount())
                beyond = _beyond(value.value, item.line, item.domain) > 0
                found[place] = ItemCount(before.below + beyond, before.known + 1)
    return found


def _with_items(
    found: ProblemRank, villages: Sequence[str], cells: Mapping[tuple[str, str], MatrixCell]
) -> ProblemRank:
    """A domain with its indicators counted; they stand for it where it has no values."""
    own = [cells[code, found.domain.id] for code in villages]
    items = ItemCount(sum(c.items.below for c in own), sum(c.items.known for c in own))
    if found.known or not items.known:
        return replace(found, items=items)
    known = sum(cell.items.known > 0 for cell in own)
    below = sum(cell.is_problem for cell in own)
    return replace(found, items=items, below=below, known=known, missing=len(own) - known)


def _beyond(value: float, line: Line | None, domain: Domain) -> float:
    """How far a value lies beyond the line, in the domain's units; 0 on the good side."""
    if line is None:
        return 0.0
    gap = line.value - value if domain.higher_is_better else value - line.value
    return max(0.0, round(gap, _DIGITS))


def _problem(
    domain: Domain, villages: Sequence[str], values: Values, rule: PriorityRule, year: int
) -> ProblemRank:
    found = [values.get((code, domain.id), MISSING) for code in villages]
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
        items=ItemCount(),
        year_be=year,
    )


def _ranked(problems: Sequence[ProblemRank]) -> tuple[ProblemRank, ...]:
    keys = {
        found.domain.id: (
            -found.below,
            -round(found.items.share, _DIGITS),
            -round(_share_or_gap(found), _DIGITS),
        )
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
    domain: Domain,
    villages: Sequence[str],
    values: Values,
    line: Line | None,
    counts: Mapping[tuple[str, str], ItemCount],
) -> list[MatrixCell]:
    sign = 1.0 if domain.higher_is_better else -1.0
    found = {code: values.get((code, domain.id), MISSING) for code in villages}
    ranks = _dense(
        {code: (round(sign * v.value, _DIGITS),) for code, v in found.items() if v.known}
    )
    by_items = not any(value.known for value in found.values())
    cells = []
    for code, value in found.items():
        items = counts.get((code, domain.id), ItemCount())
        beyond = value.known and _beyond(value.value, line, domain) > 0
        cells.append(
            MatrixCell(
                village_code=code,
                domain=domain.id,
                value=value.value,
                shown=value.shown,
                status=value.status,
                is_problem=items.below > 0 if by_items else beyond,
                rank=ranks.get(code),
                items=items,
            )
        )
    return cells


def _needs(
    domains: Sequence[Domain],
    villages: Sequence[str],
    values: Values,
    cells: Mapping[tuple[str, str], MatrixCell],
) -> tuple[VillageNeed, ...]:
    ends = {domain.id: _ends(domain, villages, values) for domain in domains}
    needs: list[VillageNeed] = []
    for code in villages:
        own = [cells[code, d.id] for d in domains]
        known = [d for d in domains if values.get((code, d.id), MISSING).known]
        downs = [_need(values[code, d.id].value, d, ends[d.id]) for d in known]
        judged = sum(values.get((code, c.domain), MISSING).known or c.items.known > 0 for c in own)
        needs.append(
            VillageNeed(
                village_code=code,
                rank=None,
                problems=sum(cell.is_problem for cell in own),
                known=judged,
                missing=len(domains) - judged,
                need=sum(downs) / len(downs) if downs else math.nan,
                items=ItemCount(sum(c.items.below for c in own), sum(c.items.known for c in own)),
            )
        )
    ranks = _dense({v.village_code: _need_key(v) for v in needs if v.known})
    done = [replace(village, rank=ranks.get(village.village_code)) for village in needs]
    return tuple(sorted(done, key=lambda v: math.inf if v.rank is None else v.rank))


def _need_key(village: VillageNeed) -> tuple[float, ...]:
    """What villages are ordered by: the greatest need comes first."""
    need = 0.0 if math.isnan(village.need) else village.need
    return (-village.problems, -round(village.items.share, _DIGITS), -round(need, _DIGITS))


def _ends(domain: Domain, villages: Sequence[str], values: Values) -> tuple[float, float]:
    """The scale; where none is stated, the range of the tambon's own values."""
    if domain.scale_min is not None and domain.scale_max is not None:
        return domain.scale_min, domain.scale_max
    known = [v.value for code in villages if (v := values.get((code, domain.id), MISSING)).known]
    return (min(known), max(known)) if known else (0.0, 1.0)


def _need(value: float, domain: Domain, ends: tuple[float, float]) -> float:
    low, high = ends
    if high <= low:
        return 0.0
    share = (value - low) / (high - low)
    return 1 - share if domain.higher_is_better else share
