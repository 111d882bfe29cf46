"""Hide small counts so that nobody can work them out again from what stays.

A count under the threshold is hidden (primary suppression). Where a published sum ties it
to cells that stay, others are hidden with it (complementary suppression), until no linear
combination of what is published gives a small count, and no sum squeezes it between its
bounds. Method: A. Hundepool et al., Statistical Disclosure Control (2012), chapter 4.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

import numpy as np

__all__ = ["Equation", "Hidden", "find_recoverable", "suppress_cells"]

C = TypeVar("C", bound=Hashable)
Hidden = Literal["small", "complement"]


@dataclass(frozen=True, slots=True)
class Equation(Generic[C]):
    """A sum that everybody knows to hold: ``total = Σ weight × part``.

    ``weights`` is empty for a plain sum; a mean of four parts has four weights of ¼.
    """

    total: C
    parts: tuple[C, ...]
    weights: tuple[float, ...] = ()

    @property
    def cells(self) -> tuple[C, ...]:
        """The total and its parts."""
        return (self.total, *self.parts)

    def terms(self) -> list[tuple[C, float]]:
        """The equation as ``Σ coefficient × cell = 0``."""
        weights = self.weights or (1.0,) * len(self.parts)
        return [(self.total, -1.0), *zip(self.parts, weights, strict=True)]


def suppress_cells(
    values: Mapping[C, float],
    small: Iterable[C],
    equations: Sequence[Equation[C]] = (),
    *,
    threshold: int = 5,
    complements: Iterable[C] = (),
    fixed: Collection[C] = (),
) -> dict[C, Hidden]:
    """Which cells must be hidden.

    Parameters
    ----------
    values
        All cells that would be published; a missing cell is left out.
    small
        The cells that must not be known.
    equations
        Sums that tie cells together. A cell of an equation that is not in ``values`` is
        not published, so the equation tells nothing and is left out.
    threshold
        Counts below it are small; sets how much room a hidden complement must leave.
    complements
        Cells that are hidden from the beginning for the sake of others.
    fixed
        Cells that everybody knows and nothing hides: a village's households.

    Returns
    -------
    dict
        Each hidden cell, and whether it is small itself or hidden to protect another.

    Examples
    --------
    >>> values = {"a": 3, "b": 40, "c": 12, "all": 55}
    >>> suppress_cells(values, ["a"], [Equation("all", ("a", "b", "c"))])
    {'a': 'small', 'c': 'complement'}
    >>> suppress_cells(values, [], [Equation("all", ("a", "b", "c"))])
    {}
    """
    hidden: dict[C, Hidden] = {cell: "complement" for cell in complements if cell in values}
    hidden |= {cell: "small" for cell in small if cell in values}
    usable = [eq for eq in equations if all(cell in values for cell in eq.cells)]
    while True:
        weak = _weakest(values, hidden, usable, threshold, frozenset(fixed))
        if weak is None:
            return hidden
        hidden[weak] = "complement"


def _weakest(
    values: Mapping[C, float],
    hidden: Mapping[C, Hidden],
    equations: Sequence[Equation[C]],
    threshold: int,
    fixed: frozenset[C],
) -> C | None:
    """The next cell to hide; None when every small count is safe."""
    for equation in equations:
        if not any(hidden.get(cell) == "small" for cell in equation.cells):
            continue
        if not _has_room(values, hidden, equation, threshold):
            chosen = _next(values, hidden, equation, threshold, fixed)
            if chosen is not None:
                return chosen
    return _untie(values, hidden, equations, fixed)


def _untie(
    values: Mapping[C, float],
    hidden: Mapping[C, Hidden],
    equations: Sequence[Equation[C]],
    fixed: frozenset[C],
) -> C | None:
    """A cell to hide where several sums together still give a hidden one.

    The smallest shown cell that stands in a sum with a cell that follows from the sums:
    each one that is hidden takes a known number out of the reader's equations.
    """
    told = find_recoverable(hidden, equations)
    # A complement that follows hides nothing: its sum would squeeze the small counts again.
    if not told:
        return None
    ties = [cell for eq in equations if told & set(eq.cells) for cell in eq.cells]
    shown = [cell for cell in dict.fromkeys(ties) if cell not in hidden and cell not in fixed]
    if not shown:
        shown = [c for eq in equations for c in eq.cells if c not in hidden and c not in fixed]
    return min(shown, key=lambda cell: values[cell]) if shown else None


def _has_room(
    values: Mapping[C, float],
    hidden: Mapping[C, Hidden],
    equation: Equation[C],
    threshold: int,
) -> bool:
    """Whether a hidden complement is large enough to leave every small count open.

    A complement of 2t − 1 or more can give or take any count from 0 to t − 1 and is still
    no small count itself; so the sum squeezes nothing. A hidden total leaves all open.
    """
    if hidden.get(equation.total) == "complement":
        return True
    return any(
        hidden.get(part) == "complement" and values[part] >= 2 * threshold - 1
        for part in equation.parts
    )


def _next(
    values: Mapping[C, float],
    hidden: Mapping[C, Hidden],
    equation: Equation[C],
    threshold: int,
    fixed: frozenset[C],
) -> C | None:
    """The smallest part that leaves room; else the total; else any cell that is left."""
    shown = [part for part in equation.parts if part not in hidden and part not in fixed]
    roomy = [part for part in shown if values[part] >= 2 * threshold - 1]
    if roomy:
        return min(roomy, key=lambda part: values[part])
    if equation.total not in hidden and equation.total not in fixed:
        return equation.total
    return max(shown, key=lambda part: values[part]) if shown else None


def find_recoverable(hidden: Iterable[C], equations: Sequence[Equation[C]]) -> set[C]:
    """The hidden cells that follow from the equations and all cells that are shown.

    A hidden cell follows exactly if its unit vector lies in the row space of the equations
    restricted to the hidden cells.

    Examples
    --------
    >>> find_recoverable(["a"], [Equation("all", ("a", "b"))])
    {'a'}
    >>> find_recoverable(["a", "b"], [Equation("all", ("a", "b"))])
    set()
    """
    columns = {cell: i for i, cell in enumerate(dict.fromkeys(hidden))}
    rows = []
    for equation in equations:
        row = np.zeros(len(columns))
        for cell, coefficient in equation.terms():
            if cell in columns:
                row[columns[cell]] += coefficient
        if row.any():
            rows.append(row)
    if not rows:
        return set()
    _, singular, right = np.linalg.svd(np.array(rows))
    rank = int((singular > 1e-9 * max(1.0, float(singular[0]))).sum())
    # A unit vector lies in the row space if its part in the null space is nothing.
    outside = np.linalg.norm(right[rank:], axis=0)
    return {cell for cell, i in columns.items() if outside[i] < 1e-7}
