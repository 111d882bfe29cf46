"""Sums that a reader can find in published results, with households and population as known.

Nothing says how a file's figures were made, so it is tried, village by village: a sum that
fails in one village still tells the others. A domain and its indicators belong together, and
one village where they add up is enough; any other sum must hold in most of the villages that
have its figures, or a chance would pass as a rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from layers.indicator.cell_suppression import Equation
from layers.indicator.count_units import Key, Measure

__all__ = ["HOUSEHOLDS", "KNOWN", "PEOPLE", "Cell", "find_equations"]

Cell = tuple[str, int, str, str]
"""Village code, year, domain, indicator."""

Row = Mapping[Key, float]

PEOPLE: Key = ("", "population")
HOUSEHOLDS: Key = ("", "households")
KNOWN = (PEOPLE, HOUSEHOLDS)
"""What every page says of a village beside its results; never hidden for them."""

_RELATIVE = 0.02
_EXACT = 0.5
_MOST = 0.5
_LEAST_ROWS = 2


@dataclass(frozen=True)
class _Table:
    """The counts of one tambon and year: villages by keys, NaN where there is none."""

    keys: tuple[Key, ...]
    cells: npt.NDArray[np.float64]


def find_equations(
    rows: Mapping[tuple[str, int], Row],
    measures: Mapping[Key, Measure],
    small: frozenset[Cell] | None = None,
) -> Iterator[Equation[Cell]]:
    """Sums, means and multiples that hold in the rows of one tambon and year.

    Parameters
    ----------
    rows
        Values by village and year; with :data:`KNOWN` where they are known.
    measures
        What each key measures.
    small
        Cells that must not be known: only sums that tie one of them matter. None: all do.
    """
    yield from _of_domains(rows)
    order = [key for key, measure in measures.items() if measure.is_count]
    table = _table(rows, [*KNOWN, *order])
    wanted = {cell[2:] for cell in small} if small is not None else set(order)
    villages = list(rows)
    for total, parts in _sums(table, wanted):
        for i in _holding(table, total, parts):
            code, year = villages[i]
            yield Equation(
                (code, year, *table.keys[total]),
                tuple((code, year, *table.keys[part]) for part in parts),
            )
    yield from _multiples(rows, measures, wanted)


def _of_domains(rows: Mapping[tuple[str, int], Row]) -> Iterator[Equation[Cell]]:
    """A domain's own value that is the sum or the mean of its indicators, in any village."""
    for (code, year), row in rows.items():
        for domain in dict.fromkeys(domain for domain, _ in row if domain):
            parts = [key for key in row if key[0] == domain and key[1]]
            if (domain, "") not in row or not parts:
                continue
            value = row[domain, ""]
            for weight in dict.fromkeys((1.0, 1.0 / len(parts))):
                made = weight * sum(row[part] for part in parts)
                if abs(made - value) <= _RELATIVE * max(1.0, abs(value)):
                    yield Equation(
                        (code, year, domain, ""),
                        tuple((code, year, *part) for part in parts),
                        (weight,) * len(parts),
                    )


def _table(rows: Mapping[tuple[str, int], Row], keys: Sequence[Key]) -> _Table:
    present = tuple(key for key in keys if any(key in row for row in rows.values()))
    cells = np.array([[row.get(key, np.nan) for key in present] for row in rows.values()])
    return _Table(present, cells.reshape(len(rows), len(present)))


def _sums(table: _Table, wanted: set[Key]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Runs of neighbouring columns and pairs of any two that make up another column."""
    count = len(table.keys)
    first = sum(key in KNOWN for key in table.keys)
    runs = [tuple(range(i, j)) for i in range(first, count) for j in range(i + 2, count + 1)]
    pairs = [(i, j) for i in range(first, count) for j in range(i + 2, count)]
    apart = [
        tuple(i for i in range(first, count) if table.keys[i][1] == "" and i != total)
        for total in range(count)
    ]
    for parts in dict.fromkeys([*runs, *pairs, *(p for p in apart if len(p) > 1)]):
        made = table.cells[:, parts].sum(axis=1)
        near = np.abs(table.cells - made[:, None]) <= _EXACT
        known = ~np.isnan(table.cells) & ~np.isnan(made)[:, None]
        rows = known.sum(axis=0)
        for total in np.flatnonzero((near.sum(axis=0) > 0) & (near.sum(axis=0) >= _MOST * rows)):
            tied = {table.keys[i] for i in (*parts, int(total))}
            if int(total) not in parts and tied & wanted:
                yield int(total), parts


def _holding(table: _Table, total: int, parts: tuple[int, ...]) -> list[int]:
    made = table.cells[:, parts].sum(axis=1)
    return [int(i) for i in np.flatnonzero(np.abs(table.cells[:, total] - made) <= _EXACT)]


def _multiples(
    rows: Mapping[tuple[str, int], Row], measures: Mapping[Key, Measure], wanted: set[Key]
) -> Iterator[Equation[Cell]]:
    """The same figure in another unit: 600 baht for each, or the same count once more."""
    villages = list(rows)
    table = _table(rows, list(measures))
    for one in (i for i, key in enumerate(table.keys) if key in wanted):
        base = table.cells[:, one]
        for other in range(len(table.keys)):
            if other == one:
                continue
            factor = _factor(base, table.cells[:, other])
            if factor is None:
                continue
            for i in np.flatnonzero(np.isclose(table.cells[:, other], factor * base, atol=0.01)):
                code, year = villages[i]
                yield Equation(
                    (code, year, *table.keys[other]), ((code, year, *table.keys[one]),), (factor,)
                )


def _factor(base: npt.NDArray[np.float64], other: npt.NDArray[np.float64]) -> float | None:
    """The number that makes one column of another in most villages; None for none."""
    both = (base > 0) & (other > 0)
    if both.sum() < _LEAST_ROWS or len(np.unique(base[both])) < _LEAST_ROWS:
        return None
    ratios = other[both] / base[both]
    factor = float(np.median(ratios))
    alike = np.isclose(ratios, factor, rtol=1e-6)
    return factor if alike.sum() >= max(_LEAST_ROWS, _MOST * both.sum()) else None
