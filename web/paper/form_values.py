"""A list of nominations as plain values: what both the workbook and the PDF are made from."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from muban.gis.codes.admin_codes import PROVINCES
from muban.gis.text.buddhist_year import thai_date
from muban.layers.register.eligibility import VERDICT_TH

if TYPE_CHECKING:
    import pandas as pd

    from muban.layers.register.register_reading import RegisterKind, RegisterLevel
    from muban.layers.register.year_rules import YearRules
    from muban.web.project_register import ProjectRegister
    from muban.web.settings.config import Config

__all__ = ["Form", "Forms", "build_forms", "form_words"]

_KINDS: tuple[RegisterKind, ...] = ("village", "tambon")
_EMPTY_ROWS = 5


@cache
def form_words() -> Mapping[str, Any]:
    """The words of the forms (``forms_words.json``).

    Returns
    -------
    mapping
        Titles by the kind of list, and the forms' other words.

    Examples
    --------
    >>> form_words()["titles"]["tambon"][1]
    'ระดับ{level} ปี {year}'
    """
    text = resources.files("muban.web").joinpath("forms_words.json").read_text("utf-8")
    table: dict[str, Any] = json.loads(text)
    return table


@dataclass(frozen=True, eq=False)
class Forms:
    """What forms are made from: the province, the year's rules, the list and its verdicts."""

    found: ProjectRegister
    rules: YearRules
    config: Config
    listed: pd.DataFrame | None
    judged: pd.DataFrame | None


@dataclass(frozen=True, slots=True)
class Form:
    """One list to send; ``judged`` says row by row how it stands with the rules."""

    name: str
    kind: RegisterKind
    title: tuple[str, ...]
    sent: str
    rows: tuple[tuple[str, ...], ...]
    signatures: tuple[tuple[str, ...], ...]
    judged: tuple[tuple[str, ...], ...]
    source: tuple[str, ...]


_Row = Mapping[Hashable, Any]


def build_forms(given: Forms) -> list[Form]:
    """Every form that can be made: of each amphoe that nominates, and of the province.

    Where nothing is nominated yet the province's forms have a row for each amphoe, and
    there are forms of the project's own amphoe, empty.
    """
    made: list[Form] = []
    for kind in _KINDS:
        rows = list(_rows(given, kind))
        amphoes = dict.fromkeys(str(row["amphoe_code"]) for row in rows if row["amphoe_code"])
        own = given.config.amphoe or (given.config.tambon or "")[:4]
        for code in amphoes or ({own: None} if own and not rows else {}):
            mine = [row for row in rows if row["amphoe_code"] == code]
            made.append(_form(given, kind, "amphoe", code, mine))
        made.append(_form(given, kind, "province", given.found.province_code, rows))
    return made


def _rows(given: Forms, kind: RegisterKind) -> Iterator[_Row]:
    """The rows of a kind, each with its verdict; rows that repeat another stay out."""
    if given.listed is None or given.judged is None:
        return
    both = zip(given.listed.to_dict("records"), given.judged.to_dict("records"), strict=True)
    for row, told in both:
        if row["kind"] == kind and row["status"] != "duplicate":
            yield {**row, **told, "year": row["year_be"]}


def _form(
    given: Forms, kind: RegisterKind, level: RegisterLevel, code: str, rows: list[_Row]
) -> Form:
    words, amphoes = form_words(), given.found.amphoes()
    facts = {
        "province": PROVINCES.get(given.found.province_code, ""),
        "amphoe": amphoes.get(code, ""),
        "year": given.rules.year_be,
        "level": words["levels"][level],
    }
    title = [*words["titles"][kind], words["of"][level]]
    office, date = given.config.office, given.config.date
    made_by = [words["office"].format(office=office)] if office else []
    made_by += [words["date"].format(date=date)] if date else []
    lines = [_line(i, row, kind, facts["province"]) for i, row in enumerate(rows, start=1)]
    return Form(
        name=f"{kind}-{level}-{code}",
        kind=kind,
        title=tuple(line.format_map(facts) for line in title),
        sent=" · ".join([_sent(given, kind, level, facts), *made_by]),
        rows=tuple(lines or _blank(given, kind, level, facts)),
        signatures=tuple(
            tuple(line.format_map(facts) for line in who) for who in words["signatures"][level]
        ),
        judged=tuple(_verdict(i, row) for i, row in enumerate(rows, start=1)),
        source=(
            given.rules.source(kind, level),
            *(
                f"• {rule.says['th']} ({rule.place['th']})"
                for rule in given.rules.rules(kind, level)
            ),
        ),
    )


def _sent(
    given: Forms, kind: RegisterKind, level: RegisterLevel, facts: Mapping[str, object]
) -> str:
    """To whom, and by when: the first day that the year's own list sets."""
    words = form_words()
    sent: str = words["sent"][level].format_map(facts)
    days = sorted(
        duty.due
        for duty in given.rules.duties
        if duty.due and (duty.kind, duty.level) == (kind, level)
    )
    dated = given.rules.own_duties or given.rules.year_be == _year_of_letter()
    return f"{sent} {words['due'].format(day=thai_date(days[0]))}" if days and dated else sent


def _year_of_letter() -> int:
    from muban.layers.register.eligibility_rules import RULES_YEAR_BE

    return RULES_YEAR_BE


def _line(number: int, row: _Row, kind: RegisterKind, province: str) -> tuple[str, ...]:
    words = form_words()
    note = words["note_level"][row["level"]]
    if row["verdict"] != "eligible":
        note = words["doubt"].format(verdict=VERDICT_TH[row["verdict"]])
    place = (str(number), province, str(row["amphoe"]), str(row["tambon"]))
    if kind == "tambon":
        return (*place, str(row["year"]), note)
    village = str(row["name"]).removeprefix("บ้าน")
    return (*place, village, str(row["moo"] or ""), str(row["year"]), note)


def _blank(
    given: Forms, kind: RegisterKind, level: RegisterLevel, facts: Mapping[str, Any]
) -> Iterator[tuple[str, ...]]:
    """Rows to be filled in by hand: one for each amphoe, or a few of the one."""
    width = len(form_words()["columns"][kind])
    names = list(given.found.amphoes().values())
    amphoes = names if level == "province" else [facts["amphoe"]] * _EMPTY_ROWS
    for number, amphoe in enumerate(amphoes, start=1):
        yield (str(number), facts["province"], amphoe, *[""] * (width - 3))


def _verdict(number: int, row: _Row) -> tuple[str, ...]:
    village = f"{row['name']} หมู่ที่ {row['moo']} " if row["moo"] else ""
    parts = (row["reason"], row["place"] and f"[{row['place']}]", row["note"])
    why = " ".join(str(part) for part in parts if part)
    return (str(number), f"{village}ต.{row['tambon']}", VERDICT_TH[row["verdict"]], why or "–")
