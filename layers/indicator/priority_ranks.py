"""What the problems of a tambon are ranked into: of domains, of villages, of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from muban.layers.atlas import Domain
from muban.layers.indicator.priority_rule import Line

__all__ = ["MatrixCell", "Priorities", "ProblemRank", "VillageNeed"]


@dataclass(frozen=True, slots=True)
class ProblemRank:
    """One domain or indicator over the tambon.

    ``rank`` is 1 for the greatest problem, None where no village has a value. ``below``
    counts villages beyond ``line``, ``known`` those with a value, ``missing`` the others.
    ``gap`` is how far those below lie beyond the line on average, in the domain's units
    (0 where none does), ``gap_share`` the same as a share of the scale (NaN without one).
    """

    domain: Domain
    rank: int | None
    below: int
    known: int
    missing: int
    line: Line | None
    mean: float
    gap: float
    gap_share: float


@dataclass(frozen=True, slots=True)
class VillageNeed:
    """One village over all domains; ``rank`` is None where it has no value at all.

    ``need`` is the mean of how far down its values lie, 0 (best) to 1 (worst).
    """

    village_code: str
    rank: int | None
    problems: int
    known: int
    missing: int
    need: float


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A village and a domain: its value as shown, and its rank among the villages."""

    village_code: str
    domain: str
    value: float
    shown: str
    status: str
    is_problem: bool
    rank: int | None


@dataclass(frozen=True, slots=True)
class Priorities:
    """The whole ranking of one tambon and year, ready to be shown.

    ``domains`` and ``indicators`` begin with the greatest problem, ``villages`` with the
    greatest need; what has no rank stands last. ``matrix`` goes by (village, domain).
    """

    year_be: int
    rule_th: str
    rule_en: str
    domains: tuple[ProblemRank, ...]
    indicators: tuple[ProblemRank, ...]
    villages: tuple[VillageNeed, ...]
    matrix: Mapping[tuple[str, str], MatrixCell]
