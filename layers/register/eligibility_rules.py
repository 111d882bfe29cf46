"""The rules of who may be nominated, as the letter states them (``eligibility_rules.json``).

Each rule cites its place in the letter. Where the letter contradicts itself the stricter
reading is the rule, and its note says what else the letter says.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import resources
from typing import TYPE_CHECKING, Any

from muban.layers.register.register_reading import RegisterKind, RegisterLevel

if TYPE_CHECKING:
    from muban.gis.problem_catalogue import Lang

__all__ = ["ONE_EACH", "RULES", "RULES_SOURCE", "RULES_YEAR_BE", "OneEach", "Rule", "rules_for"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What bars a village or tambon from being nominated."""

    id: str
    kind: RegisterKind
    nominated_level: RegisterLevel
    barred_by_levels: tuple[RegisterLevel, ...]
    from_be: int
    to_be: int
    place: Mapping[str, str]
    says: Mapping[str, str]
    note: Mapping[str, str]

    def bars(self, level: str, year_be: int) -> bool:
        """Whether an earlier designation of that level and year bars a nomination."""
        return level in self.barred_by_levels and self.from_be <= year_be <= self.to_be


@dataclass(frozen=True, slots=True)
class OneEach:
    """How many may be nominated in each amphoe, or in the province: one, by the letter."""

    id: str
    kind: RegisterKind
    nominated_level: RegisterLevel
    place: Mapping[str, str]
    says: Mapping[str, str]
    count: int = 1

    def in_words(self, lang: Lang) -> str:
        """The rule in one sentence."""
        return self.says[lang]


def _read_rules() -> dict[str, Any]:
    text = (
        resources.files("muban.layers.data").joinpath("eligibility_rules.json").read_text("utf-8")
    )
    table: dict[str, Any] = json.loads(text)
    return table


_TABLE = _read_rules()

RULES_SOURCE: Mapping[str, str] = _TABLE["source"]
"""The letter that the rules are from, in Thai and English."""

RULES_YEAR_BE: int = _TABLE["of_year_be"]
"""The year that the letter's rules are for."""

RULES: tuple[Rule, ...] = tuple(
    Rule(**{**row, "barred_by_levels": tuple(row["barred_by_levels"])}) for row in _TABLE["rules"]
)
"""Every rule, in the letter's order."""

ONE_EACH: tuple[OneEach, ...] = tuple(OneEach(**row) for row in _TABLE["one_each"])
"""How many may be nominated at each level."""


def rules_for(kind: RegisterKind, level: RegisterLevel, year_be: int) -> tuple[Rule, ...]:
    """The rules for nominating a kind at a level in a year.

    The letter is of 2563 and bars what was designated up to 2562. For another year the same
    rules hold with the year before it as their end.

    Parameters
    ----------
    kind
        ``village`` or ``tambon``.
    level
        Who nominates: ``amphoe`` or ``province``.
    year_be
        The year of the nomination.

    Examples
    --------
    >>> [rule.id for rule in rules_for("village", "province", 2563)]
    ['village-province', 'village-province-strict']
    >>> rules_for("tambon", "amphoe", 2564)[0].to_be
    2563
    >>> rules_for("tambon", "amphoe", 2564)[0].says["en"]
    'Never a province-level model tambon in 2561–2563'
    """
    return tuple(
        _said(replace(rule, to_be=rule.to_be + year_be - RULES_YEAR_BE))
        for rule in RULES
        if rule.kind == kind and rule.nominated_level == level
    )


def _said(rule: Rule) -> Rule:
    """A rule with its years in its words."""
    years = {"from_be": rule.from_be, "to_be": rule.to_be}
    return replace(rule, says={lang: text.format(**years) for lang, text in rule.says.items()})
