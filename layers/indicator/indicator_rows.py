"""Rows of an indicator table as they are written: a place, a year, and cells with values."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from muban.gis.problems import Effect, Problem, Where, problem
from muban.gis.source import Read
from muban.gis.text.thai_text import compare_key
from muban.layers.atlas import Domain
from muban.layers.indicator.indicator_columns import Column, Line, free_id
from muban.layers.indicator.indicator_headings import Headings
from muban.layers.indicator.indicator_mapping import IndicatorMapping
from muban.layers.indicator.indicator_statements import SCALE_ROLES, CellKey, Statement
from muban.layers.indicator.indicator_tables import domain_by_name, words
from muban.layers.indicator.indicator_values import parse_number, parse_scale, show

__all__ = ["Cell", "cells_of_row"]

_TOLERANCE = 1e-9
_MOST_DIFFERENCE = 1.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row. ``value`` is NaN where it is missing or cannot be."""

    key: CellKey
    field: str
    value: float
    passed: float = math.nan
    failed: float = math.nan
    wrong: Problem | None = None


Statements = dict[CellKey, Statement]


def cells_of_row(
    read: Read,
    line: Line,
    headings: Headings,
    mapping: IndicatorMapping,
    statements: Statements,
) -> list[Cell]:
    """All values of one row, checked against their scale.

    A wide row has a cell per domain or indicator; a long row has one. ``statements`` is
    added to where the row itself states a scale, a direction or a unit.

    Parameters
    ----------
    read
        The grid, for the place.
    line
        The row.
    headings
        What its columns hold.
    mapping
        ``[indicators]`` of ``muban.toml``.
    statements
        What is stated of domains so far.
    """
    where = read.where(line.number)
    if headings.of("value"):
        return list(_wide(line, headings.of("value"), where, statements))
    return _long(line, headings, where, mapping, statements)


def _wide(
    line: Line, columns: Sequence[Column], where: Where, statements: Statements
) -> Iterator[Cell]:
    grouped: dict[CellKey, list[Column]] = {}
    for column in columns:
        grouped.setdefault((column.domain, column.indicator), []).append(column)
    for key, group in grouped.items():
        parts: dict[str, tuple[str, object]] = {
            column.measure: (column.heading, line.cells.get(column.letters)) for column in group
        }
        yield _cell(key, parts, where, statements[key])


def _long(
    line: Line,
    headings: Headings,
    where: Where,
    mapping: IndicatorMapping,
    statements: Statements,
) -> list[Cell]:
    roles = headings.roles()

    def text(role: str) -> str:
        return line.texts.get(roles[role].letters, "") if role in roles else ""

    domain, indicator = text("domain"), text("indicator")
    key, label = _key_of(domain, indicator, headings, mapping)
    if key is None:
        named = domain or indicator
        found = problem(
            "indicator.unknown_domain",
            where.at(field=(roles.get("domain") or roles["indicator"]).heading),
            effect=Effect.SET_ASIDE,
            text=named,
        )
        return [Cell(("", ""), "", math.nan, wrong=found)]
    statement = statements.setdefault(key, Statement())
    statement.label = statement.label or label
    for role in SCALE_ROLES:
        statement.take(role, text(role))
    statement.settle(key, mapping)
    parts: dict[str, tuple[str, object]] = {
        measure: (roles[measure].heading, line.cells.get(roles[measure].letters))
        for measure in ("value", "passed", "failed")
        if measure in roles
    }
    return [_cell(key, parts, where, statement)]


def _key_of(
    domain: str, indicator: str, headings: Headings, mapping: IndicatorMapping
) -> tuple[CellKey | None, Domain | None]:
    """What the cells ด้าน and ตัวชี้วัด of a long row mean together."""
    if indicator and compare_key(indicator) not in words().own_value:
        item = _item(indicator, headings, mapping)
        if item is not None:
            return (item.parent, item.id), item
    known = mapping.target(domain) or domain_by_name(parse_scale(domain)[0]) if domain else None
    if known is None:
        mapped = mapping.target(indicator) if indicator else None
        known = mapped.partition("/")[0] if mapped else None
    if known is None:
        return None, None
    main, _, sub = known.partition("/")
    if not indicator or compare_key(indicator) in words().own_value:
        return (main, sub), Domain(sub or main, domain, domain, parent=main if sub else "")
    target = mapping.target(indicator) or ""
    name = parse_scale(indicator)[0]
    free = target.partition("/")[2] or free_id(name)
    return (main, free), Domain(free, name, name, parent=main)


def _item(text: str, headings: Headings, mapping: IndicatorMapping) -> Domain | None:
    target = mapping.target(text)
    if target is not None:
        return mapping.lists.item_called(target)
    item = mapping.lists.item_called(text)
    if item is None and headings.family is not None:
        item = mapping.lists.by_number(text, headings.family)
    if item is None:
        return None
    of_family = headings.family is not None and mapping.lists.is_item(item, headings.family)
    return item if of_family or compare_key(text) == compare_key(item.id) else None


def _cell(
    key: CellKey,
    parts: Mapping[str, tuple[str, object]],
    where: Where,
    statement: Statement,
) -> Cell:
    heading = next(iter(parts.values()))[0]
    numbers: dict[str, float] = {}
    for measure, (name, raw) in parts.items():
        number = parse_number(raw)
        if number is None:
            wrong = problem("indicator.not_a_number", where.at(field=name), text=str(raw))
            return Cell(key, name, math.nan, wrong=wrong)
        if number == "missing":
            continue
        assert not isinstance(number, str)
        numbers[measure] = number.value
        statement.percent |= number.percent
    if "passed" in numbers and "failed" in numbers:
        headings = {measure: name for measure, (name, _) in parts.items()}
        return _share(key, headings, numbers, where)
    value = numbers.get("value", math.nan)
    return Cell(key, heading, value, wrong=_beyond(value, where.at(field=heading), statement))


def _share(
    key: CellKey, headings: Mapping[str, str], numbers: Mapping[str, float], where: Where
) -> Cell:
    """Passed / (passed + failed) in percent; missing where nobody was counted."""
    passed, failed = numbers["passed"], numbers["failed"]
    heading = next(iter(headings.values()))
    for measure in ("passed", "failed"):
        if numbers[measure] < 0 or not numbers[measure].is_integer():
            at = where.at(field=headings[measure])
            wrong = problem("indicator.not_a_count", at, passed=passed, failed=failed)
            return Cell(key, headings[measure], math.nan, wrong=wrong)
    if passed + failed == 0:
        return Cell(key, heading, math.nan)
    share = 100 * passed / (passed + failed)
    stated = numbers.get("value")
    if stated is not None and abs(stated - share) > _MOST_DIFFERENCE:
        at = where.at(field=headings["value"])
        wrong = problem("indicator.share_conflict", at, stated=stated, counted=round(share, 2))
        return Cell(key, headings["value"], math.nan, wrong=wrong)
    return Cell(key, heading, share, passed, failed)


def _beyond(value: float, where: Where, statement: Statement) -> Problem | None:
    low, high = statement.limits()
    under = low is not None and value < low - _TOLERANCE
    over = high is not None and value > high + _TOLERANCE
    if math.isnan(value) or not (under or over):
        return None
    return problem(
        "indicator.beyond_scale",
        where,
        value=show(value),
        low="" if low is None else show(low),
        high="" if high is None else show(high),
    )
