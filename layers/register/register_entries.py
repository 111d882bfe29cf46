"""Rows of a register beside each other: what repeats, and what the structure allows.

One village is chosen an amphoe and year. That is evidence: it supports a row whose amphoe
had to be inferred, or speaks against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from muban.layers.register.facts import Fact, fact
from muban.layers.register.register_matrix import PER_AMPHOE_FROM_BE

if TYPE_CHECKING:
    from muban.layers.register.register_reading import RegisterLevel, RegisterRow
    from muban.layers.register.verdict import Verdict

__all__ = ["Entry", "Status", "by_structure", "reopened", "without_repeats"]

Status = Literal["exact", "corrected", "needs_person", "duplicate"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row, what it was read as, and what became of it."""

    row: RegisterRow
    year_be: int
    level: RegisterLevel
    verdict: Verdict
    status: Status
    duplicate_of: int | None = None


def without_repeats(entries: Sequence[Entry]) -> list[Entry]:
    """Mark rows that came out as a village and year that an earlier row has already.

    Parameters
    ----------
    entries
        In the register's order.

    Returns
    -------
    list of Entry
        A row repeated at another level is given back to a person.

    Examples
    --------
    >>> from muban.layers.register.register_reading import RegisterRow
    >>> from muban.layers.register.verdict import Verdict
    >>> said = ("", "รัตนวาปี", "โพนแพง", "เปงจาน", 8, 2555, "", "", "")
    >>> rows = [RegisterRow(number, number, *said) for number in (1, 2)]
    >>> met = [Entry(row, 2555, "amphoe", Verdict("43160508", exact=True), "exact") for row in rows]
    >>> [(entry.status, entry.duplicate_of) for entry in without_repeats(met)]
    [('exact', None), ('duplicate', 1)]
    """
    first: dict[tuple[str, int], Entry] = {}
    return [
        _repeat(entry, first.setdefault((entry.verdict.code, entry.year_be), entry))
        if entry.verdict.code and entry.status != "duplicate"
        else entry
        for entry in entries
    ]


def _repeat(entry: Entry, first: Entry) -> Entry:
    if first is entry:
        return entry
    if first.level == entry.level:
        return replace(entry, status="duplicate", duplicate_of=first.row.row)
    return reopened(entry, fact("same_at_other_level", row=first.row.row))


def by_structure(entries: Sequence[Entry]) -> list[Entry]:
    """Weigh rows whose amphoe is in doubt by what the year has for that amphoe already."""
    taken: dict[tuple[str, int], list[int]] = {}
    for entry in entries:
        if entry.status != "duplicate" and entry.verdict.amphoe_code:
            taken.setdefault((entry.verdict.amphoe_code, entry.year_be), []).append(entry.row.row)
    return [_weighed(entry, taken) for entry in entries]


def _weighed(entry: Entry, taken: dict[tuple[str, int], list[int]]) -> Entry:
    verdict = entry.verdict
    if not verdict.weak_amphoe or entry.year_be < PER_AMPHOE_FROM_BE or not verdict.code:
        return entry
    rows = taken.get((verdict.amphoe_code, entry.year_be), [])
    others = [row for row in rows if row not in (entry.row.row, entry.duplicate_of)]
    if others and entry.status != "duplicate":
        listed = ", ".join(map(str, others))
        return reopened(entry, fact("amphoe_has_one", year=entry.year_be, rows=listed))
    if others:
        return entry
    evidence = (*verdict.evidence, fact("amphoe_has_no_other", year=entry.year_be))
    return replace(entry, verdict=replace(verdict, evidence=evidence))


def reopened(entry: Entry, reason: Fact) -> Entry:
    """Give a row back to a person: what it was read as becomes a candidate.

    Parameters
    ----------
    entry
        The row.
    reason
        Why nobody but a person can tell.

    Returns
    -------
    Entry
        Without a code.

    Examples
    --------
    >>> from muban.layers.register.register_reading import RegisterRow
    >>> from muban.layers.register.verdict import Verdict
    >>> row = RegisterRow(1, 1, "", "รัตนวาปี", "โพนแพง", "เปงจาน", 8, 2555, "", "", "")
    >>> entry = Entry(row, 2555, "amphoe", Verdict("43160508"), "exact")
    >>> asked = reopened(entry, fact("no_level", level="-"))
    >>> asked.status, asked.verdict.candidates
    ('needs_person', ('43160508',))
    """
    candidates = (entry.verdict.code,) if entry.verdict.code else entry.verdict.candidates
    verdict = replace(entry.verdict, code="", reason=(reason,), candidates=candidates, exact=False)
    return replace(entry, verdict=verdict, status="needs_person")
