"""The register of designations (ทะเบียน): its rows read, each with its status and evidence.

Every row of the register is in the result: ``exact``, ``corrected``, ``needs_person`` or
``duplicate``. What was written stands beside what it was read as, always.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from muban.gis.meant.known_names import KnownNames
from muban.gis.problems import Param, Problem, problem
from muban.gis.reading.tables.cell_errors import is_without_value
from muban.gis.text.place_words import strip_unit_prefix, with_village_prefix
from muban.gis.text.thai_normal import compare_key
from muban.gis.text.thai_text import check_text
from muban.layers.frame_check import typed
from muban.layers.frames import DESIGNATION_COLUMNS
from muban.layers.register.confirmations import Confirmation, Confirmations
from muban.layers.register.facts import fact
from muban.layers.register.register_entries import (
    Entry,
    Status,
    by_structure,
    reopened,
    without_repeats,
)
from muban.layers.register.register_matrix import check_structure
from muban.layers.register.register_reading import (
    RegisterLevel,
    RegisterRow,
    RegisterTable,
    parse_level,
)
from muban.layers.register.register_resolve import resolve_tambon_row, resolve_village_row
from muban.layers.register.speech import Choices, Why, spoken_register
from muban.layers.register.verdict import Verdict, choice_of

if TYPE_CHECKING:
    from muban.gis.gazetteer.gazetteer import Gazetteer

__all__ = ["Resolved", "register_frame", "resolve_register"]

REGISTER_COLUMNS = (
    "row",
    "kind",
    "status",
    "duplicate_of",
    "village_code",
    "tambon_code",
    "amphoe_code",
    "year_be",
    "level",
    "name",
    "moo",
    "tambon",
    "amphoe",
    "written",
    "evidence",
    "candidates",
)
"""Columns of ``register.csv``."""


@dataclass(frozen=True, eq=False)
class Resolved:
    """A register read: rows (:data:`muban.layers.frames.DESIGNATION_COLUMNS`), and what was met.

    ``lon``, ``lat`` and ``place`` are open (NaN, ``none``): what lies where is not known here.
    """

    frame: pd.DataFrame
    problems: tuple[Problem, ...]


def resolve_register(
    table: RegisterTable,
    gazetteer: Gazetteer,
    *,
    province_code: str,
    confirmations: Confirmations | None = None,
) -> Resolved:
    """Read every row of a register as a village (or tambon) of a province, by evidence.

    Parameters
    ----------
    table
        As :func:`muban.layers.register.register_reading.read_register` gives it.
    gazetteer
        Villages with codes and names; may hold other provinces too.
    province_code
        The province whose register it is; names of other provinces are not considered.
    confirmations
        Decisions of people, which hold against everything else.

    Returns
    -------
    Resolved
        One row for each row of the table, but for those without a year, which a problem
        sets aside.
    """
    decided = confirmations if confirmations is not None else Confirmations()
    names = KnownNames(gazetteer, province_code)
    problems = list(table.problems)
    entries: list[Entry] = []
    first_by_text: dict[tuple[object, ...], RegisterRow] = {}
    for row in table.rows:
        if row.year_be is None:
            problems.append(_about("register.no_year", table, row, written=row.written))
            continue
        level = _level_of(row, table, problems)
        first = first_by_text.setdefault(_text_key(row, level), row)
        verdict = _confirmed(decided.of(row), names) or _resolve(row, table, names)
        entry = Entry(row, row.year_be, level, verdict, _status_of(verdict))
        if is_without_value(row.level):
            # No value is not a blank: at which level it was designated, nobody knows.
            entry = reopened(entry, fact("no_level", level=row.level[:40]))
        if first is not row:
            entry = replace(entry, status="duplicate", duplicate_of=first.row)
        entries.append(entry)
        problems += _check_names(table, row)
    if table.kind == "tambon" and not table.has_level and entries:
        where = table.read.where()
        problems.append(problem("register.no_level_column", where, rows=len(entries)))
    entries = without_repeats(entries)
    if table.kind == "village":
        entries = by_structure(entries)
    problems += [found for entry in entries for found in _tell(entry, table, names)]
    frame = _frame(entries, table, names)
    problems += (
        check_structure(frame, gazetteer, province_code=province_code, where=table.read.where())
        if table.kind == "village"
        else []
    )
    return Resolved(frame, tuple(problems))


def _resolve(row: RegisterRow, table: RegisterTable, names: KnownNames) -> Verdict:
    if table.kind == "village":
        return resolve_village_row(row, names)
    return resolve_tambon_row(row, names)


def _confirmed(decision: Confirmation | None, names: KnownNames) -> Verdict | None:
    """What a person has decided; None where the decided code is not in the gazetteer."""
    if decision is None or decision.code is None:
        return None
    code = decision.code
    if code not in names.gazetteer.villages and code not in names.gazetteer.tambons:
        return None
    return Verdict(
        code=code,
        evidence=(fact("confirmed"),),
        tambon_code=code[:6],
        amphoe_code=code[:4],
    )


def _status_of(verdict: Verdict) -> Status:
    if not verdict.code:
        return "needs_person"
    return "exact" if verdict.exact else "corrected"


def _level_of(row: RegisterRow, table: RegisterTable, problems: list[Problem]) -> RegisterLevel:
    if table.kind == "tambon" and not table.has_level:
        return "province"
    level = parse_level(row.level)
    if level is None and not is_without_value(row.level):
        problems.append(_about("register.level_unclear", table, row, level=row.level))
    return level or "amphoe"


def _text_key(row: RegisterRow, level: RegisterLevel) -> tuple[object, ...]:
    names = (row.amphoe, row.tambon, row.village, row.code)
    return (*(compare_key(name) for name in names), row.moo, row.year_be, level)


def _check_names(table: RegisterTable, row: RegisterRow) -> list[Problem]:
    where = table.read.where(row.number, name=row.village or row.tambon)
    return [
        found
        for text, name in ((row.amphoe, "อำเภอ"), (row.tambon, "ตำบล"), (row.village, "หมู่บ้าน"))
        for found in check_text(text, where.at(field=name))
    ]


def _about(code: str, table: RegisterTable, row: RegisterRow, **params: Param) -> Problem:
    where = table.read.where(row.number, name=row.village or row.tambon)
    return problem(code, where, lonlat=None, effect=None, row=row.row, **params)


def _tell(entry: Entry, table: RegisterTable, names: KnownNames) -> Iterable[Problem]:
    row, verdict = entry.row, entry.verdict
    if entry.status == "duplicate":
        other = entry.duplicate_of or 0
        yield _about("register.duplicate", table, row, written=row.written, other=other)
    elif entry.status == "corrected":
        yield _about(
            "register.corrected",
            table,
            row,
            written=row.written,
            read_code=verdict.code,
            read_as=names.gazetteer.full_name(verdict.code),
            evidence=Why(verdict.evidence),
        )
    elif entry.status == "needs_person":
        candidates = _candidates(verdict, names) or "-"
        if is_without_value(row.level):
            # No confirmed code mends it: the level is to be written into the register.
            yield _about(
                "register.level_missing",
                table,
                row,
                written=row.written,
                line=row.number,
                level=row.level[:40],
                candidates=candidates,
            )
            return
        yield _about(
            "register.needs_person",
            table,
            row,
            written=row.written,
            reason=Why(verdict.reason, "reason"),
            candidates=candidates,
        )


def _candidates(verdict: Verdict, names: KnownNames) -> Choices:
    return Choices(tuple(choice_of(code, names) for code in verdict.candidates))


def _frame(entries: Sequence[Entry], table: RegisterTable, names: KnownNames) -> pd.DataFrame:
    records = [_record(entry, table, names) for entry in entries]
    frame = pd.DataFrame.from_records(records, columns=list(DESIGNATION_COLUMNS))
    return typed(frame, DESIGNATION_COLUMNS, "designations as read")


def _record(entry: Entry, table: RegisterTable, names: KnownNames) -> dict[str, object]:
    row, verdict = entry.row, entry.verdict
    village = names.gazetteer.villages.get(verdict.code)
    tambon = names.gazetteer.tambon(verdict.tambon_code)
    amphoe = names.gazetteer.amphoe(verdict.amphoe_code)
    written_name = with_village_prefix(row.village) if table.kind == "village" else row.tambon
    tambon_name = tambon.name if tambon else strip_unit_prefix(row.tambon, "tambon")
    known_name = village.name if village else tambon_name if verdict.code else written_name
    return {
        "row": row.row,
        "kind": table.kind,
        "status": entry.status,
        "duplicate_of": entry.duplicate_of,
        "village_code": verdict.code if village else None,
        "tambon_code": verdict.tambon_code or None,
        "amphoe_code": verdict.amphoe_code or None,
        "year_be": entry.year_be,
        "level": entry.level,
        "name": known_name,
        "moo": village.moo if village else (row.moo or None),
        "tambon": tambon_name,
        "amphoe": amphoe.name if amphoe else strip_unit_prefix(row.amphoe, "amphoe"),
        "written": row.written,
        "evidence": Why(verdict.evidence) or Why(verdict.reason, "reason"),
        "candidates": _candidates(verdict, names),
        "lon": float("nan"),
        "lat": float("nan"),
        "place": "none",
        "_file": table.read.source.name,
        "_layer": table.read.layer,
        "_number": row.number,
    }


def register_frame(designations: pd.DataFrame) -> pd.DataFrame:
    """The cleaned register as it is written to ``register.csv``, in the register's order.

    Parameters
    ----------
    designations
        Columns of :data:`muban.layers.frames.DESIGNATION_COLUMNS`.
    """
    return spoken_register(designations)[list(REGISTER_COLUMNS)].reset_index(drop=True)
