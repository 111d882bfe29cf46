"""The indicators as they may be published: small counts hidden, and what would tell them.

Everything that a page, a card or a download says is made from the frame that
:func:`suppress` returns, and from nothing else. So a tambon's mean or total is one of
shown villages, and tells nothing of a hidden one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from muban.gis.problems import Problem, Where, problem
from muban.layers.atlas import Domain
from muban.layers.frames import INDICATOR_COLUMNS
from muban.layers.indicator.cell_suppression import Equation, Hidden, suppress_cells
from muban.layers.indicator.count_units import Key, Measure, measures_of
from muban.layers.indicator.indicator_join import Joined
from muban.layers.indicator.known_sums import HOUSEHOLDS, KNOWN, PEOPLE, Cell, find_equations

__all__ = ["Suppressed", "hide_small_counts", "suppress"]

_NOMINAL = 100.0
"""Households of a village of which nothing says how many it has."""
_STEP = 5


@dataclass(frozen=True, eq=False)
class Suppressed:
    """What may be published, and a note for each indicator of which something is hidden."""

    frame: pd.DataFrame
    problems: tuple[Problem, ...]


def suppress(
    joined: Joined, villages: pd.DataFrame | None = None, *, threshold: int = 5
) -> Suppressed:
    """Hide small counts, and all that would give them away.

    Parameters
    ----------
    joined
        The results of all villages, with the counts behind shares. What a figure counts is
        told by its unit; a unit that nobody knows is a count.
    villages
        ``village_code``, ``population`` and ``households`` of the pages: with them a share
        tells a count, and 609 of 612 tells three.
    threshold
        Counts below it are hidden, 0 as well.

    Returns
    -------
    Suppressed
        Columns :data:`muban.layers.frames.INDICATOR_COLUMNS` alone. A hidden value is NaN with
        status ``suppressed``; it is shown as ``<5``, a share with few on one side as
        ``≥95%`` or ``≤5%`` in steps of five, and a complement as ``''``.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("43160501", 2563, "poverty", "", 3.0, "3", "ok"),
    ...         ("43160502", 2563, "poverty", "", 12.0, "12", "ok")]
    >>> table = pd.DataFrame(rows, columns=list(INDICATOR_COLUMNS))
    >>> poor = Domain("poverty", "ครัวเรือนยากจน", "Poor households", unit="ครัวเรือน")
    >>> told = suppress(Joined(table, (poor,), (), (), ()))
    >>> told.frame["shown"].tolist(), told.frame["status"].tolist()
    (['<5', '12'], ['suppressed', 'ok'])
    """
    frame, domains = joined.frame, joined.domains
    cells = _cells(frame)
    values = {
        cell: float(value)
        for cell, value in zip(cells, frame["value"], strict=True)
        if not math.isnan(value)
    }
    known = _known(villages)
    measures = _measures(values, domains)
    shares = _unstated_shares(values, measures, known) | _shares(frame, cells)
    hidden = _hidden(values, measures, shares, known, threshold)
    public = frame[list(INDICATOR_COLUMNS)].copy()
    is_hidden = [cell in hidden for cell in cells]
    public.loc[is_hidden, "value"] = math.nan
    public.loc[is_hidden, "status"] = "suppressed"
    public["shown"] = [
        _shown(cell, hidden[cell], shares, threshold) if cell in hidden else str(shown)
        for cell, shown in zip(cells, frame["shown"], strict=True)
    ]
    return Suppressed(public, tuple(_notes(hidden, domains, threshold)))


def _known(villages: pd.DataFrame | None) -> dict[str, dict[Key, float]]:
    """Population and households by village: whatever is hidden, they are known."""
    if villages is None:
        return {}
    known: dict[str, dict[Key, float]] = {}
    for key in KNOWN:
        if key[1] in villages.columns:
            for code, value in zip(villages["village_code"], villages[key[1]], strict=True):
                if value > 0:
                    known.setdefault(str(code), {})[key] = float(value)
    return known


def _measures(values: Mapping[Cell, float], domains: Sequence[Domain]) -> dict[Key, Measure]:
    figures: dict[Key, list[float]] = {}
    for (_, _, domain, indicator), value in values.items():
        figures.setdefault((domain, indicator), []).append(value)
    return measures_of(domains, figures)


def _unstated_shares(
    values: Mapping[Cell, float],
    measures: Mapping[Key, Measure],
    known: Mapping[str, Mapping[Key, float]],
) -> dict[Cell, tuple[float, float]]:
    """The counts that a share tells with the households (or people) of its village."""
    found: dict[Cell, tuple[float, float]] = {}
    for cell, value in values.items():
        measure = measures[cell[2:]]
        if measure.of != "share" or not 0 <= value <= measure.base:
            continue
        of = known.get(cell[0], {})
        count = of.get(HOUSEHOLDS) or of.get(PEOPLE) or _NOMINAL
        passed = value / measure.base * count
        found[cell] = (passed, count - passed)
    return found


def _hidden(
    values: Mapping[Cell, float],
    measures: Mapping[Key, Measure],
    shares: Mapping[Cell, tuple[float, float]],
    known: Mapping[str, Mapping[Key, float]],
    threshold: int,
) -> dict[Cell, Hidden]:
    """What must be hidden, each village and year by itself: sums tie no two of them."""
    seeds: dict[Cell, Hidden] = {}
    for cell, value in values.items():
        why = _why(cell, value, measures[cell[2:]], shares, known.get(cell[0], {}), threshold)
        if why is not None:
            seeds[cell] = why
    seeds = _without_totals(seeds, values, known)
    years: dict[int, dict[tuple[str, int], dict[Key, float]]] = {}
    for (code, year, domain, indicator), value in values.items():
        row = years.setdefault(year, {}).setdefault((code, year), dict(known.get(code, {})))
        row[domain, indicator] = value
    hidden: dict[Cell, Hidden] = {}
    for rows in years.values():
        hidden |= _of_year(rows, measures, seeds, threshold)
    return hidden


def _of_year(
    rows: Mapping[tuple[str, int], Mapping[Key, float]],
    measures: Mapping[Key, Measure],
    seeds: Mapping[Cell, Hidden],
    threshold: int,
) -> dict[Cell, Hidden]:
    here: dict[tuple[str, int], dict[Cell, Hidden]] = {}
    for cell, why in seeds.items():
        if cell[:2] in rows:
            here.setdefault(cell[:2], {})[cell] = why
    if not here:
        return {}
    ties: dict[tuple[str, int], list[Equation[Cell]]] = {}
    for tie in find_equations(rows, measures, [cell for found in here.values() for cell in found]):
        ties.setdefault(tie.total[:2], []).append(tie)
    hidden: dict[Cell, Hidden] = {}
    for place, found in here.items():
        hidden |= suppress_cells(
            {(*place, *key): value for key, value in rows[place].items()},
            [cell for cell, why in found.items() if why == "small"],
            ties.get(place, ()),
            threshold=threshold,
            complements=[cell for cell, why in found.items() if why != "small"],
            fixed=[(*place, *key) for key in KNOWN],
        )
    return hidden


def _why(
    cell: Cell,
    value: float,
    measure: Measure,
    shares: Mapping[Cell, tuple[float, float]],
    known: Mapping[Key, float],
    threshold: int,
) -> Hidden | None:
    """Why a cell must be hidden by itself: few in it, or few beside it."""
    if cell in shares:
        return "small" if min(shares[cell]) < threshold else None
    if not measure.is_count:
        return None
    if value < threshold:
        return "small"
    wholes = {"people": (PEOPLE,), "households": (HOUSEHOLDS,)}.get(measure.of, KNOWN)
    beside = (known[whole] - value for whole in wholes if whole in known)
    return "complement" if any(0 <= rest < threshold for rest in beside) else None


def _without_totals(
    seeds: dict[Cell, Hidden],
    values: Mapping[Cell, float],
    known: Mapping[str, Mapping[Key, float]],
) -> dict[Cell, Hidden]:
    """Leave out figures that are the village's households or people in every village."""
    all_equal: dict[Key, bool] = {}
    for cell, value in values.items():
        same = value in known.get(cell[0], {}).values()
        all_equal[cell[2:]] = all_equal.get(cell[2:], True) and same
    return {cell: why for cell, why in seeds.items() if why == "small" or not all_equal[cell[2:]]}


def hide_small_counts(
    frame: pd.DataFrame,
    columns: Sequence[str] = ("population", "households"),
    *,
    threshold: int = 5,
) -> pd.DataFrame:
    """A table of villages without counts below the threshold: NaN in their place.

    For tables of which no total is published but that of the villages shown.

    Parameters
    ----------
    frame
        A row for each village.
    columns
        Those of counts.
    threshold
        Counts below this are hidden.

    Examples
    --------
    >>> import pandas as pd
    >>> hide_small_counts(pd.DataFrame({"households": [3.0, 152.0]}))["households"].tolist()
    [nan, 152.0]
    """
    safe = frame.copy()
    for column in columns:
        if column in safe.columns:
            safe[column] = safe[column].mask(safe[column] < threshold)
    return safe


def _cells(frame: pd.DataFrame) -> list[Cell]:
    keys = ("village_code", "year_be", "domain", "indicator")
    return [
        (str(code), int(year), str(domain), str(indicator))
        for code, year, domain, indicator in zip(*(frame[key] for key in keys), strict=True)
    ]


def _shares(frame: pd.DataFrame, cells: Sequence[Cell]) -> dict[Cell, tuple[float, float]]:
    """The counts behind each share: passed and failed."""
    if "passed" not in frame.columns or "failed" not in frame.columns:
        return {}
    return {
        cell: (float(passed), float(failed))
        for cell, passed, failed in zip(cells, frame["passed"], frame["failed"], strict=True)
        if not (math.isnan(passed) or math.isnan(failed))
    }


def _shown(
    cell: Cell, why: Hidden, shares: Mapping[Cell, tuple[float, float]], threshold: int
) -> str:
    if why == "complement":
        return ""
    if cell not in shares:
        return f"<{threshold}"
    passed, failed = shares[cell]
    few = threshold - 1
    if passed < threshold and failed < threshold:
        return ""
    bound = 100 * few / (passed + failed)
    step = min(100, _STEP * math.ceil(bound / _STEP))
    return f"≥{100 - step}%" if failed < threshold else f"≤{step}%"


def _notes(
    hidden: dict[Cell, Hidden], domains: Sequence[Domain], threshold: int
) -> Iterator[Problem]:
    labels = {(d.parent or d.id, d.id if d.parent else ""): d.label_th for d in domains}
    counts: dict[tuple[str, str, int], int] = {}
    for _, year, domain, indicator in hidden:
        key = (domain, indicator, year)
        counts[key] = counts.get(key, 0) + 1
    for (domain, indicator, year), count in sorted(counts.items()):
        yield problem(
            "privacy.suppressed",
            Where("indicators", field=indicator or domain),
            indicator=f"{labels.get((domain, indicator), indicator or domain)} {year}",
            count=count,
            threshold=threshold,
        )
