"""A list of nominations judged row by row: the rule, and the earlier designation it meets."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from muban.gis.table_rows import rows_of
from muban.layers.register.eligibility import Judgement, answers_frame, build_history, judge
from muban.layers.register.facts import fact
from muban.layers.register.speech import Why
from muban.layers.register.year_rules import YearRules

if TYPE_CHECKING:
    import pandas as pd

    from muban.gis.gazetteer.gazetteer import Gazetteer
    from muban.gis.problem_catalogue import Lang
    from muban.layers.register.eligibility_rules import OneEach
    from muban.layers.register.register_reading import RegisterKind, RegisterLevel

__all__ = ["NOMINATION_COLUMNS", "judge_nominations"]

NOMINATION_COLUMNS = (
    "row",
    "written",
    "status",
    "code",
    "name",
    "moo",
    "tambon",
    "amphoe_code",
    "amphoe",
    "level",
    "verdict",
    "rule",
    "earlier_row",
    "earlier_year_be",
    "reason",
    "place",
    "note",
)
"""Columns of :func:`judge_nominations`."""


def judge_nominations(
    nominations: pd.DataFrame,
    gazetteer: Gazetteer,
    designations: pd.DataFrame,
    *,
    year_be: int,
    level: RegisterLevel | None = None,
    lang: Lang = "th",
    rules: YearRules | None = None,
) -> pd.DataFrame:
    """Judge a nomination list.

    Parameters
    ----------
    nominations
        The list, read and resolved as a register is
        (:func:`muban.layers.register.designations.resolve_register`).
    gazetteer, designations
        The province's villages, and the register of earlier years.
    year_be
        The year of the nomination.
    level
        Who nominates; None takes each row's own level.
    lang
        Of the reasons.
    rules
        Those of the year; None for the letter's.

    Returns
    -------
    DataFrame
        A row for each row of the list, in its order; ``verdict`` as in
        :mod:`muban.layers.register.eligibility`. A row that names no one village is
        ``ask_first``, one that repeats another is not eligible; rows that share the one place of
        their amphoe (or province) are ``ask_first``: one of them must be chosen.
    """
    histories = {kind: build_history(designations, gazetteer, kind) for kind in _kinds(nominations)}
    rows = rows_of(nominations)
    levels = [level or row["level"] for row in rows]
    rules = rules or YearRules(year_be)
    crowded = _crowded(rows, levels, rules)
    records: list[dict[str, object]] = []
    for position, row in enumerate(rows):
        kind: RegisterKind = row["kind"]
        code = row["village_code"] if kind == "village" else row["tambon_code"]
        extra = crowded.get(position)
        if row["status"] == "needs_person":
            told = Judgement("ask_first", Why((fact("not_placed", why=row["evidence"]),)))
        elif row["status"] == "duplicate":
            again = fact("listed_again", row=row["duplicate_of"])
            told = Judgement("not_eligible", Why((again,)))
        else:
            told = judge(code, histories[kind], rules.rules(kind, levels[position]))
            if extra is not None and told.verdict == "eligible":
                told = Judgement("ask_first", Why((fact("one_too_many", rule=extra),)), extra)
        records.append(
            {name: row[name] for name in NOMINATION_COLUMNS if name in row}
            | {"code": code, "level": levels[position]}
            | told.cells(lang)
        )
    return answers_frame(records, NOMINATION_COLUMNS)


def _kinds(nominations: pd.DataFrame) -> list[RegisterKind]:
    return [kind for kind in ("village", "tambon") if (nominations["kind"] == kind).any()]


def _crowded(
    rows: Sequence[Mapping[Hashable, Any]], levels: Sequence[RegisterLevel], rules: YearRules
) -> dict[int, OneEach]:
    """Rows that share their places with too many others, and the rule that says how many."""
    groups: dict[tuple[RegisterKind, RegisterLevel, str], list[int]] = {}
    for position, (row, level) in enumerate(zip(rows, levels, strict=True)):
        if row["status"] == "duplicate":
            continue
        unit = row["amphoe_code"] if level == "amphoe" else "province"
        if unit:
            groups.setdefault((row["kind"], level, unit), []).append(position)
    return {
        position: quota
        for (kind, level, _), positions in groups.items()
        if len(positions) > (quota := rules.quota(kind, level)).count
        for position in positions
    }
