"""The indicators as they may be published: small counts hidden, and what would tell them.

Everything that a page, a card or a download says is made from the frame that
:func:`suppress` returns, and from nothing else. So a tambon's mean or total is one of
shown villages, and tells nothing of a hidden one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from gis.problems import Problem, Where, problem
from gis.text.thai_text import compare_key
from layers.atlas import INDICATOR_COLUMNS, Domain
from layers.indicator.cell_suppression import Equation, Hidden, suppress_cells
from layers.indicator.indicator_join import Joined

__all__ = ["Suppressed", "find_equations", "hide_small_counts", "suppress"]

Cell = tuple[str, int, str, str]
"""Village code, year, domain, indicator."""

COUNT_UNITS = frozenset(
    compare_key(unit)
    for unit in (
        "คน", "ราย", "ครัวเรือน", "หลังคาเรือน", "หลัง", "ครอบครัว", "person", "persons", "people",
        "household", "households", "case", "cases",
    )
)  # fmt: skip
"""Units in which people or households are counted."""

_TOLERANCE = 0.02
_STEP = 5


@dataclass(frozen=True, eq=False)
class Suppressed:
    """What may be published, and a note for each indicator of which something is hidden."""

    frame: pd.DataFrame
    problems: tuple[Problem, ...]


def suppress(joined: Joined, *, threshold: int = 5) -> Suppressed:
    """Hide small counts and their complements.

    Parameters
    ----------
    joined
        The results of all villages, with the counts behind shares. A domain's unit such
        as คน or ครัวเรือน makes its values counts.
    threshold
        Counts below it are hidden, 0 as well.

    Returns
    -------
    Suppressed
        Columns :data:`layers.atlas.INDICATOR_COLUMNS` alone. A hidden value is NaN with
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
    counted = {
        (d.parent or d.id, d.id if d.parent else "")
        for d in domains
        if compare_key(d.unit) in COUNT_UNITS
    }
    shares = _shares(frame, cells)
    small = [c for c, value in values.items() if _is_small(value, c, shares, counted, threshold)]
    hidden = suppress_cells(values, small, list(find_equations(values)), threshold=threshold)
    public = frame[list(INDICATOR_COLUMNS)].copy()
    is_hidden = [cell in hidden for cell in cells]
    public.loc[is_hidden, "value"] = math.nan
    public.loc[is_hidden, "status"] = "suppressed"
    public["shown"] = [
        _shown(cell, hidden[cell], shares, threshold) if cell in hidden else str(shown)
        for cell, shown in zip(cells, frame["shown"], strict=True)
    ]
    return Suppressed(public, tuple(_notes(hidden, domains, threshold)))


def hide_small_counts(
    frame: pd.DataFrame,
    columns: Sequence[str] = ("population", "households"),
    *,
    threshold: int = 5,
) -> pd.DataFrame:
    """A table of villages without counts below the threshold: NaN in their place.

    For tables of which no total is published but that of the villages shown.

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


def _is_small(
    value: float,
    cell: Cell,
    shares: dict[Cell, tuple[float, float]],
    counted: set[tuple[str, str]],
    threshold: int,
) -> bool:
    if cell in shares:
        return min(shares[cell]) < threshold
    return cell[2:] in counted and value < threshold


def find_equations(values: dict[Cell, float]) -> Iterator[Equation[Cell]]:
    """Sums and means that hold between a domain's own value and its indicators.

    Nothing says how a file's domain values were made, so it is tried: where a domain's
    value is the sum or the mean of its indicators in every village and year of a tambon
    that has all of them, anyone could find that out, and it is counted as known.
    """
    tables: dict[tuple[str, str], dict[tuple[str, int], dict[str, float]]] = {}
    for (code, year, domain, indicator), value in values.items():
        rows = tables.setdefault((code[:6], domain), {})
        rows.setdefault((code, year), {})[indicator] = value
    for (_, domain), rows in tables.items():
        names = sorted({name for row in rows.values() for name in row if name})
        full = [row for row in rows.values() if "" in row and len(row) == len(names) + 1]
        if not names or not full:
            continue
        for weight in dict.fromkeys((1.0, 1.0 / len(names))):
            if not all(_holds(row, names, weight) for row in full):
                continue
            for (code, year), row in rows.items():
                if len(row) == len(names) + 1:
                    yield Equation(
                        (code, year, domain, ""),
                        tuple((code, year, domain, name) for name in names),
                        (weight,) * len(names),
                    )


def _holds(row: dict[str, float], names: Sequence[str], weight: float) -> bool:
    made = weight * sum(row[name] for name in names)
    return abs(made - row[""]) <= _TOLERANCE * max(1.0, abs(row[""]))


def _shown(cell: Cell, why: Hidden, shares: dict[Cell, tuple[float, float]], threshold: int) -> str:
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
