"""What the problems of a tambon are ranked into: of domains, of villages, of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from muban.layers.atlas import Domain
from muban.layers.indicator.priority_rule import Line

__all__ = ["ItemCount", "MatrixCell", "Priorities", "ProblemRank", "VillageNeed"]


class ItemCount(NamedTuple):
    """Values of indicators: how many lie beyond their line, of how many that are known."""

    below: int = 0
    known: int = 0

    @property
    def share(self) -> float:
        """The share beyond the line, 0 where nothing is known."""
        return self.below / self.known if self.known else 0.0


@dataclass(frozen=True, slots=True)
class ProblemRank:
    """One domain or indicator over the tambon.

    ``rank`` is 1 for the greatest problem, None where no village has a value. ``below``
    counts villages beyond ``line``, ``known`` those with a value, ``missing`` the others.
    ``gap`` is how far those below lie beyond the line on average, in the domain's units
    (0 where none does), ``gap_share`` the same as a share of the scale (NaN without one).
    ``items`` counts the values of a domain's indicators over all villages. ``year_be`` is the
    year of its values: the round's, or that of the survey it comes from.
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
    items: ItemCount
    year_be: int


@dataclass(frozen=True, slots=True)
class VillageNeed:
    """One village over all domains; ``rank`` is None where it has no value at all.

    ``need`` is the mean of how far down its values lie, 0 (best) to 1 (worst), NaN where none
    of its domains has a value of its own.
    """

    village_code: str
    rank: int | None
    problems: int
    known: int
    missing: int
    need: float
    items: ItemCount


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A village and a domain: its value as shown, and its rank among the villages.

    ``items`` are the domain's indicators; they make the problem of a domain without values.
    """

    village_code: str
    domain: str
    value: float
    shown: str
    status: str
    is_problem: bool
    rank: int | None
    items: ItemCount


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
