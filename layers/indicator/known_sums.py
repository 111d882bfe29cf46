"""Sums that a reader can find in published results, with households and population as known.

Nothing says how a file's figures were made, so it is tried, village by village: a sum that
fails in one village still tells the others. A domain and its indicators belong together, and
one village where they add up is enough; any other sum must hold in most of the villages that
have its figures, or a chance would pass as a rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from muban.layers.indicator.cell_suppression import Equation
from muban.layers.indicator.count_units import Key, Measure

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
_ROUND = 100
_FEW = 3
"""Of so many villages one mistyped figure may leave no majority: there one is enough."""
_SMALL = 5
"""Villages of a project or tambon in which so few may decide."""
_ABOUT = 0.05
"""A mistyped figure is still about what it should be."""


Held = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class _Table:
    """The results of one year: villages by keys, NaN where there is none.

    ``places`` are village and year of each row, in order; ``tambons`` the number of its
    tambon, ``begins`` the first row of each; ``wanted`` whether something in it must not be known.
    """

    places: tuple[tuple[str, int], ...]
    keys: tuple[Key, ...]
    cells: npt.NDArray[np.float64]
    tambons: npt.NDArray[np.int64]
    begins: npt.NDArray[np.intp]
    wanted: Held

    @classmethod
    def of(
        cls, rows: Mapping[tuple[str, int], Row], keys: Sequence[Key], small: Collection[Cell]
    ) -> _Table:
        """The rows as a table, with the columns that are filled somewhere."""
        filled = {key for row in rows.values() for key in row}
        present = tuple(key for key in keys if key in filled)
        rows = dict(sorted(rows.items()))
        _, begins, tambons = np.unique(
            [code[:6] for code, _ in rows], return_index=True, return_inverse=True
        )
        cells = np.array([[row.get(key, np.nan) for key in present] for row in rows.values()])
        secret = {cell[:2] for cell in small}
        return cls(
            tuple(rows),
            present,
            cells.reshape(len(rows), len(present)),
            np.asarray(tambons, dtype=np.int64),
            np.asarray(begins, dtype=np.intp),
            np.array([place in secret for place in rows], dtype=bool),
        )

    def rule(self, near: Held, known: Held) -> Held:
        """Where a sum holds that is a rule: in most villages of its tambon, or of all.

        ``near`` says for villages and totals whether the sum gives the total, ``known``
        whether both have a figure.
        """
        held = np.add.reduceat(near, self.begins, axis=0, dtype=np.int32)
        rows = np.add.reduceat(known, self.begins, axis=0, dtype=np.int32)
        enough = np.where(rows <= _FEW, 1, _MOST * rows)
        rules = (held >= enough) & (held > 0)
        rules |= held.sum(axis=0) >= _MOST * np.maximum(1, rows.sum(axis=0))
        told: Held = near & rules[self.tambons] & self.wanted[:, None]
        return told

    def equation(
        self, row: int, total: int, parts: Sequence[int], weight: float = 1.0
    ) -> Equation[Cell]:
        """A sum of one village."""
        place = self.places[row]
        cells = tuple((*place, *self.keys[part]) for part in parts)
        return Equation((*place, *self.keys[total]), cells, (weight,) * len(parts))


def find_equations(
    rows: Mapping[tuple[str, int], Row],
    measures: Mapping[Key, Measure],
    small: Collection[Cell] | None = None,
) -> Iterator[Equation[Cell]]:
    """Sums, means, multiples and shares that hold in the villages of one year.

    Parameters
    ----------
    rows
        Values by village and year; with :data:`KNOWN` where they are known.
    measures
        What each key measures.
    small
        Cells that must not be known: only the sums of their villages matter. None: all do.
    """
    if small is None:
        small = [(*place, *key) for place, row in rows.items() for key in row]
    secret = {cell[:2] for cell in small}
    yield from _of_domains({place: row for place, row in rows.items() if place in secret})
    counts = [key for key, measure in measures.items() if measure.is_count]
    table = _Table.of(rows, [*KNOWN, *measures], small)
    columns = {key: i for i, key in enumerate(table.keys)}
    yield from _sums(_Table.of(rows, [*KNOWN, *counts], small))
    secrets = {cell[2:] for cell in small} & set(counts)
    for one in (columns[key] for key in measures if key in secrets and key in columns):
        yield from _multiples(table, one)
    for share in (key for key in table.keys if key in measures and measures[key].of == "share"):
        for whole in (key for key in KNOWN if key in columns):
            numbers = [columns[key] for key in counts if key in columns]
            weights = table.cells[:, columns[whole]] / measures[share].base
            yield from _of_share(table, columns[share], weights, numbers)


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


def _sums(table: _Table) -> Iterator[Equation[Cell]]:
    """Runs of neighbouring columns, pairs of any two, and all domains that make up another."""
    count = len(table.keys)
    first = sum(key in KNOWN for key in table.keys)
    runs = [tuple(range(i, j)) for i in range(first, count) for j in range(i + 2, count + 1)]
    pairs = [(i, j) for i in range(first, count) for j in range(i + 2, count)]
    whole = [
        tuple(i for i in range(first, count) if table.keys[i][1] == "" and i != total)
        for total in range(count)
    ]
    filled = ~np.isnan(table.cells)
    for parts in dict.fromkeys([*runs, *pairs, *(p for p in whole if len(p) > 1)]):
        made = table.cells[:, parts].sum(axis=1)
        near = np.abs(table.cells - made[:, None]) <= _EXACT
        near[:, parts] = False
        totals = np.flatnonzero(near[table.wanted].any(axis=0))
        if len(totals):
            known = filled[:, totals] & ~np.isnan(made)[:, None]
            for row, at in np.argwhere(table.rule(near[:, totals], known)):
                yield table.equation(int(row), int(totals[at]), parts)


def _multiples(table: _Table, one: int) -> Iterator[Equation[Cell]]:
    """The same figure in another unit: 600 baht for each, or the same count once more."""
    base = table.cells[:, [one]]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = np.where((base > 0) & (table.cells > 0), table.cells / base, np.nan)
    for factors, rows in _factors(ratios, table.tambons):
        made = factors[None, :] * base[rows]
        near = np.abs(table.cells[rows] - made) <= 0.01 + 1e-6 * np.abs(made)
        for row, other in zip(*np.nonzero(near & table.wanted[rows][:, None]), strict=True):
            if other != one:
                yield table.equation(int(rows[row]), int(other), (one,), float(factors[other]))
    for row, other, factor in _few_multiples(table, one, ratios):
        yield table.equation(row, other, (one,), factor)


def _few_multiples(
    table: _Table, one: int, ratios: npt.NDArray[np.float64]
) -> Iterator[tuple[int, int, float]]:
    """Row, column and factor where so few villages have both figures that none is the rule.

    Each village's own factor may be it: where it is plain, or about that of another village;
    and nothing times any factor is nothing.
    """
    for rows in _groups(table.tambons):
        here = ratios[rows]
        with_both = (~np.isnan(here)).sum(axis=0)
        if len(rows) > _SMALL:
            continue
        gaps = np.abs(here[:, None, :] - here[None, :, :]) <= _ABOUT * np.abs(here)[None, :, :]
        alike = gaps.sum(axis=1) > 1
        factors = np.where(_is_plain(here) | alike, here, np.nan)
        likely = ~np.isnan(factors).all(axis=0) | (len(rows) == len(ratios))
        nothing = (table.cells[rows] == 0) & (table.cells[rows][:, [one]] == 0) & likely
        factors = np.where(nothing, 1.0, factors)
        told = ~np.isnan(factors) & (with_both <= _FEW) & table.wanted[rows][:, None]
        for row, other in zip(*np.nonzero(told), strict=True):
            if other != one:
                yield int(rows[row]), int(other), float(factors[row, other])


def _is_plain(factor: npt.NDArray[np.float64]) -> Held:
    """The same figure, or a round sum of money for each."""
    plain: Held = (factor == 1.0) | (factor % _ROUND == 0)
    return plain


def _groups(tambons: npt.NDArray[np.int64]) -> list[npt.NDArray[np.intp]]:
    """The rows of all villages, and those of each tambon."""
    return [np.arange(len(tambons)), *(np.flatnonzero(tambons == t) for t in np.unique(tambons))]


def _factors(
    ratios: npt.NDArray[np.float64], tambons: npt.NDArray[np.int64]
) -> Iterator[tuple[npt.NDArray[np.float64], npt.NDArray[np.intp]]]:
    """What a column is multiplied by in most villages, in all and in each tambon; NaN for no."""
    for rows in _groups(tambons):
        here = ratios[rows]
        rows_with = (~np.isnan(here)).sum(axis=0)
        if not rows_with.any():
            continue
        # NaN is sorted to the end, so this is the lower median of what there is.
        lower = np.maximum(rows_with - 1, 0) // 2
        middle = np.sort(here, axis=0)[lower, np.arange(here.shape[1])]
        alike = (np.abs(here - middle) <= 1e-6 * np.abs(middle)).sum(axis=0)
        often = (alike >= _LEAST_ROWS) & (alike >= _MOST * rows_with)
        # One village tells little: there only the same figure and round sums of money count.
        plain = (rows_with == 1) & _is_plain(middle)
        yield np.where((often | plain) & (middle > 0), middle, np.nan), rows


def _of_share(
    table: _Table, share: int, weights: npt.NDArray[np.float64], counts: Sequence[int]
) -> Iterator[Equation[Cell]]:
    """A share of the village's households or people that is one of the counts."""
    made = table.cells[:, share] * weights
    for count in counts:
        near = np.abs(table.cells[:, [count]] - made[:, None]) <= _EXACT
        known = ~np.isnan(made + table.cells[:, count])[:, None]
        for row in np.flatnonzero(table.rule(near, known)):
            yield table.equation(int(row), count, (share,), float(weights[row]))
