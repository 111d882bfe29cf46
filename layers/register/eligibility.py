"""Who may be nominated in a year, and who may not because of which earlier designation.

Three answers: ``eligible``, ``not_eligible`` (a rule and an earlier row of the register say
why) and ``ask_first``: an earlier row whose village a person has still to decide may be
this one, and until then nobody should rely on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

import pandas as pd

from muban.layers.frame_check import typed
from muban.layers.frames import DESIGNATION_COLUMNS
from muban.layers.register.eligibility_rules import OneEach, Rule
from muban.layers.register.facts import fact
from muban.layers.register.register_reading import RegisterKind, RegisterLevel
from muban.layers.register.speech import Why
from muban.layers.register.year_rules import YearRules

if TYPE_CHECKING:
    from muban.gis.gazetteer.gazetteer import Gazetteer
    from muban.gis.problem_catalogue import Lang

__all__ = [
    "ELIGIBILITY_COLUMNS",
    "LEVEL_TH",
    "VERDICT_TH",
    "Judgement",
    "answers_frame",
    "eligible_tambons",
    "eligible_villages",
    "judge",
    "open_candidates",
]

Answer = Literal["eligible", "not_eligible", "ask_first"]

VERDICT_TH: Mapping[Answer, str] = {
    "eligible": "เสนอได้",
    "not_eligible": "เสนอไม่ได้",
    "ask_first": "ต้องตรวจสอบก่อน",
}
"""The answers as officers read them."""

LEVEL_TH: Mapping[str, str] = {"province": "ระดับจังหวัด", "amphoe": "ระดับอำเภอ"}
"""The levels as the register writes them."""

ELIGIBILITY_COLUMNS = (
    "code",
    "name",
    "moo",
    "tambon",
    "amphoe_code",
    "amphoe",
    "verdict",
    "rule",
    "earlier_row",
    "earlier_year_be",
    "earlier_level",
    "reason",
    "place",
    "note",
)
"""Columns of :func:`eligible_villages` and :func:`eligible_tambons`."""


class _Earlier(NamedTuple):
    """One row of the register, as far as it can bar anybody."""

    row: int
    year_be: int
    level: str
    written: str


_NOTHING_TO_SAY = Why()


@dataclass(frozen=True, slots=True)
class Judgement:
    """An answer, the rule that gives it and the earlier row that it meets."""

    verdict: Answer
    reason: Why = _NOTHING_TO_SAY
    rule: Rule | OneEach | None = None
    earlier: _Earlier | None = None

    def cells(self, lang: Lang = "th") -> dict[str, object]:
        """The answer under the columns of every table of answers, in words of a language."""
        rule, earlier = self.rule, self.earlier
        return {
            "verdict": self.verdict,
            "rule": rule.id if rule else "",
            "earlier_row": earlier.row if earlier else pd.NA,
            "earlier_year_be": earlier.year_be if earlier else pd.NA,
            "earlier_level": earlier.level if earlier else "",
            "reason": self.reason.in_words(lang),
            "place": rule.place[lang] if rule else "",
            "note": rule.note[lang] if isinstance(rule, Rule) else "",
        }


class History(NamedTuple):
    """Earlier designations by code: those that are certain, and those that may be."""

    certain: Mapping[str, list[_Earlier]]
    possible: Mapping[str, list[_Earlier]]


def open_candidates(designations: pd.DataFrame, gazetteer: Gazetteer) -> dict[int, Sequence[str]]:
    """For each row (by position) that a person must decide, the codes that it may mean.

    Its candidates; where it has none, every village of its tambon or amphoe, as far as these
    are known.
    """
    found: dict[int, Sequence[str]] = {}
    for position, row in enumerate(designations.to_dict("records")):
        if row["status"] != "needs_person":
            continue
        codes: Sequence[str] = row["candidates"].codes
        within = row["tambon_code"] or row["amphoe_code"]
        if not codes and within:
            units = gazetteer.villages if row["kind"] == "village" else gazetteer.tambons
            codes = [code for code in units if code.startswith(within)]
        found[position] = codes
    return found


def build_history(designations: pd.DataFrame, gazetteer: Gazetteer, kind: RegisterKind) -> History:
    """What a register says about each village (or tambon).

    Parameters
    ----------
    designations, gazetteer, kind
        Its rows, the villages (or tambons) that an open one may mean, and which rows count.
    """
    certain: dict[str, list[_Earlier]] = {}
    possible: dict[str, list[_Earlier]] = {}
    of_kind = designations[designations["kind"] == kind].reset_index(drop=True)
    open_codes = open_candidates(of_kind, gazetteer)
    column = "village_code" if kind == "village" else "tambon_code"
    for position, row in enumerate(of_kind.to_dict("records")):
        earlier = _Earlier(row["row"], row["year_be"], row["level"], row["written"])
        if row["status"] == "needs_person":
            for code in open_codes[position]:
                possible.setdefault(code, []).append(earlier)
        elif row["status"] != "duplicate" and row[column]:
            certain.setdefault(row[column], []).append(earlier)
    return History(certain, possible)


def judge(code: str, history: History, rules: Iterable[Rule]) -> Judgement:
    """Judge one village (or tambon) by its code.

    A certain earlier designation outweighs a possible one; of several the latest is named.

    Parameters
    ----------
    code
        Eight digits of a village, or six of a tambon.
    history
        What the register says of it.
    rules
        What bars a nomination.

    Examples
    --------
    >>> from muban.layers.register.eligibility_rules import rules_for
    >>> history = History({"43160508": [_Earlier(1, 2562, "amphoe", "เปงจาน")]}, {})
    >>> rules = rules_for("village", "amphoe", 2563)
    >>> judge("43160508", history, rules).verdict, judge("43160509", history, rules).verdict
    ('not_eligible', 'eligible')
    """
    rules = tuple(rules)
    barred = _barred(history.certain.get(code, ()), rules)
    if barred is not None:
        rule, earlier = barred
        said = fact(f"designated_{earlier.level}", year=earlier.year_be, row=earlier.row)
        return Judgement("not_eligible", Why((said,)), rule, earlier)
    maybe = _barred(history.possible.get(code, ()), rules)
    if maybe is not None:
        rule, earlier = maybe
        said = fact("may_be_meant", row=earlier.row, year=earlier.year_be, written=earlier.written)
        return Judgement("ask_first", Why((said,)), rule, earlier)
    return Judgement("eligible")


def _barred(earlier: Iterable[_Earlier], rules: tuple[Rule, ...]) -> tuple[Rule, _Earlier] | None:
    met = [
        (rule, one) for rule in rules for one in earlier if rule.bars(one.level, int(one.year_be))
    ]
    order = {rule.id: -i for i, rule in enumerate(rules)}
    return max(met, key=lambda pair: (order[pair[0].id], pair[1].year_be), default=None)


def eligible_villages(
    gazetteer: Gazetteer,
    designations: pd.DataFrame,
    *,
    year_be: int,
    level: RegisterLevel = "amphoe",
    within: str = "",
    lang: Lang = "th",
    rules: YearRules | None = None,
) -> pd.DataFrame:
    """Every village with whether it may be nominated.

    Parameters
    ----------
    gazetteer
        Whose villages are judged.
    designations
        The register (:data:`muban.layers.frames.DESIGNATION_COLUMNS`).
    year_be
        The year of the nomination.
    level
        Who nominates: the ``amphoe`` its one village, or the ``province`` its one.
    within
        Code of a province or amphoe to which the list is limited.
    lang
        Of the reasons.
    rules
        Those of the year; None for the letter's.

    Returns
    -------
    DataFrame
        Columns :data:`ELIGIBILITY_COLUMNS`, ordered by code.
    """
    judged = _judged("village", gazetteer, designations, rules or YearRules(year_be), level, lang)
    return answers_frame(
        [
            {"code": code, "name": village.name, "moo": village.moo, **judged(code)}
            for code, village in gazetteer.villages.items()
            if code.startswith(within)
        ],
        ELIGIBILITY_COLUMNS,
    )


def eligible_tambons(
    gazetteer: Gazetteer,
    designations: pd.DataFrame,
    *,
    year_be: int,
    level: RegisterLevel = "amphoe",
    within: str = "",
    lang: Lang = "th",
    rules: YearRules | None = None,
) -> pd.DataFrame:
    """Every tambon with whether it may be nominated; as :func:`eligible_villages`."""
    judged = _judged("tambon", gazetteer, designations, rules or YearRules(year_be), level, lang)
    return answers_frame(
        [
            {"code": code, "name": tambon.name, "moo": None, **judged(code)}
            for code, tambon in gazetteer.tambons.items()
            if code.startswith(within)
        ],
        ELIGIBILITY_COLUMNS,
    )


def _judged(
    kind: RegisterKind,
    gazetteer: Gazetteer,
    designations: pd.DataFrame,
    of_year: YearRules,
    level: RegisterLevel,
    lang: Lang,
) -> Callable[[str], dict[str, object]]:
    """What is told of each code: what it lies in, and the answer."""
    history = build_history(designations, gazetteer, kind)
    rules = of_year.rules(kind, level)
    return lambda code: {**_units(code, gazetteer), **judge(code, history, rules).cells(lang)}


def _units(code: str, gazetteer: Gazetteer) -> dict[str, str]:
    tambon, amphoe = gazetteer.tambon(code[:6]), gazetteer.amphoe(code[:4])
    return {
        "tambon": tambon.name if tambon else "",
        "amphoe_code": code[:4],
        "amphoe": amphoe.name if amphoe else "",
    }


def answers_frame(records: list[dict[str, object]], columns: Sequence[str]) -> pd.DataFrame:
    """Answers as a table; rows and years of the register are whole numbers or missing.

    Parameters
    ----------
    records, columns
        A row each; ``moo``, ``earlier_row`` and ``earlier_year_be`` are among the columns.
    """
    made = pd.DataFrame(records, columns=list(columns))
    whole = dict.fromkeys(("earlier_row", "earlier_year_be"), "Int64")
    return typed(made, {"moo": DESIGNATION_COLUMNS["moo"]}).astype(whole)
