"""The rules of one fiscal year: the project's own where it states them, else the letter's.

A project states them in ``[rules]`` of ``muban.toml`` or as tables in ``rules/``
(:mod:`muban.layers.register.rules_rows` understands both). What it does not state is the
letter of 2563 with its last year moved, and every output says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from muban.layers.register.duties import Duty, letter_duties
from muban.layers.register.eligibility_rules import (
    ONE_EACH,
    RULES_SOURCE,
    RULES_YEAR_BE,
    OneEach,
    Rule,
    rules_for,
)
from muban.layers.register.rules_words import rules_say

if TYPE_CHECKING:
    from muban.gis.problem_catalogue import Lang
    from muban.layers.register.register_reading import RegisterKind, RegisterLevel

__all__ = ["YearRules"]


@dataclass(frozen=True)
class YearRules:
    """Who may be nominated in a year, how many, and what is due when.

    Parameters
    ----------
    year_be
        The fiscal year.
    own, own_quotas
        What the project states of that year; empty where it states nothing.
    own_duties
        The same for duties.
    letter
        The letter that the project names; '' for none.
    """

    year_be: int
    own: tuple[Rule, ...] = ()
    own_quotas: tuple[OneEach, ...] = ()
    own_duties: tuple[Duty, ...] = ()
    letter: str = ""

    def rules(self, kind: RegisterKind, level: RegisterLevel) -> tuple[Rule, ...]:
        """What bars a nomination: the project's own rules of that list, else the letter's."""
        stated = tuple(r for r in self.own if (r.kind, r.nominated_level) == (kind, level))
        return stated if self.states(kind, level) else rules_for(kind, level, self.year_be)

    def states(self, kind: RegisterKind, level: RegisterLevel) -> bool:
        """Whether the project has rules of its own for that list."""
        found: tuple[Rule | OneEach, ...] = (*self.own, *self.own_quotas)
        return any((rule.kind, rule.nominated_level) == (kind, level) for rule in found)

    def quota(self, kind: RegisterKind, level: RegisterLevel) -> OneEach:
        """How many may be nominated in each amphoe, or in the province."""
        return next(
            rule
            for rule in (*self.own_quotas, *ONE_EACH)
            if (rule.kind, rule.nominated_level) == (kind, level)
        )

    @property
    def duties(self) -> tuple[Duty, ...]:
        """What is due: the project's own list, else the letter's with the letter's dates."""
        return self.own_duties or letter_duties()

    def source(self, kind: RegisterKind, level: RegisterLevel, lang: Lang = "th") -> str:
        """Where the rules of a list are from, and what must be looked into, in one sentence.

        Examples
        --------
        >>> YearRules(2563).source("village", "amphoe", "en")[:24]
        'Letter of Nong Khai prov'
        >>> YearRules(2569).source("village", "amphoe", "en")[:39]
        'No rules are set for 2569 in rules/ or '
        """
        if self.states(kind, level):
            letter = self.letter or rules_say("unnamed", lang)
            return rules_say("own", lang, year=self.year_be, letter=letter)
        if self.year_be == RULES_YEAR_BE:
            return RULES_SOURCE[lang]
        said = rules_say("borrowed", lang, year=self.year_be, last=self.year_be - 1)
        return f"{said} ({RULES_SOURCE[lang]})"

    def dates_source(self, lang: Lang = "th") -> str:
        """Where the dates are from, and whether they are of this year at all."""
        if self.own_duties:
            letter = self.letter or rules_say("unnamed", lang)
            return rules_say("own", lang, year=self.year_be, letter=letter)
        if self.year_be == RULES_YEAR_BE:
            return RULES_SOURCE[lang]
        return f"{rules_say('old_dates', lang, year=self.year_be)} ({RULES_SOURCE[lang]})"
