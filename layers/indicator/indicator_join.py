"""Join the results of all tables to the villages: every row matched, or set aside and told."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from muban.gis.gazetteer.gazetteer import Gazetteer
from muban.gis.problems import Effect, FeatureRef, Problem, problem
from muban.layers.atlas import Domain
from muban.layers.frames import INDICATOR_COLUMNS
from muban.layers.indicator.indicator_reading import IndicatorRow, IndicatorTable
from muban.layers.indicator.indicator_rows import Cell
from muban.layers.indicator.indicator_statements import CellKey
from muban.layers.indicator.indicator_tables import standard_domains
from muban.layers.indicator.indicator_values import show
from muban.layers.indicator.item_lists import FAMILIES, family_domain, item_place
from muban.layers.indicator.joins import find_row, villages_to_join

__all__ = ["Joined", "join_indicators"]

_JOINED = [*INDICATOR_COLUMNS, "passed", "failed"]


@dataclass(frozen=True, eq=False)
class Joined:
    """The results of all villages, before anything is suppressed.

    Attributes
    ----------
    frame
        :data:`muban.layers.frames.INDICATOR_COLUMNS` and the counts ``passed`` and ``failed``
        (NaN where a value is no share), which
        :func:`muban.layers.indicator.suppression.suppress` needs and takes away. Ordered by
        village, year, domain, indicator.
    domains
        Domains in the letter's order, then free ones; the indicators of each after it.
    read, published
        Every record of the tables, and those that stand in ``frame``: for the ledger.
    """

    frame: pd.DataFrame
    domains: tuple[Domain, ...]
    problems: tuple[Problem, ...]
    read: tuple[FeatureRef, ...]
    published: tuple[FeatureRef, ...]


@dataclass(frozen=True, slots=True)
class _Taken:
    """A value that a village already has, and where it is from."""

    cell: Cell
    table: IndicatorTable
    number: int


_Values = dict[tuple[str, int], dict[CellKey, _Taken]]


def join_indicators(
    tables: Sequence[IndicatorTable],
    villages: pd.DataFrame,
    *,
    tambons: pd.DataFrame | None = None,
) -> Joined:
    """Join tables of results to villages.

    Parameters
    ----------
    tables
        In reading order; of two rows that say the same thing, the first counts.
    villages
        ``village_code`` and ``name`` of all villages of the project
        (:data:`muban.layers.frames.VILLAGE_COLUMNS`); a column ``tambon`` with names is used.
    tambons
        ``code`` and ``name`` of the tambons, to find a village by names.

    Returns
    -------
    Joined
        Every record of the tables is published, or set aside by a problem. Villages of a
        tambon that has results, without any of their own, are ``missing`` and reported.
    """
    known = villages_to_join(villages, tambons)
    values: _Values = {}
    problems: list[Problem] = []
    published: list[FeatureRef] = []
    for table in tables:
        problems += table.problems
        for row in table.rows:
            code = find_row(row.place, known, table.where(row.number))
            if isinstance(code, Problem):
                problems.append(code)
                continue
            found = _take(values.setdefault((code, row.year_be), {}), table, row)
            problems += found
            if not any(p.effect is Effect.SET_ASIDE for p in found):
                where = table.read.where(row.number)
                assert where.ref is not None
                published.append(where.ref)
    domains, conflicts = _all_domains(tables)
    frame, without = _frame(values, domains, known, tables)
    return Joined(
        frame=frame,
        domains=domains,
        problems=(*problems, *conflicts, *without),
        read=tuple(ref for table in tables for ref in table.refs()),
        published=tuple(published),
    )


def _take(taken: dict[CellKey, _Taken], table: IndicatorTable, row: IndicatorRow) -> list[Problem]:
    """Add a row's values; a row all of whose values are there already is set aside."""
    repeated = [cell for cell in row.cells if cell.key in taken]
    effect = Effect.SET_ASIDE if len(repeated) == len(row.cells) else Effect.REPAIRED
    found: list[Problem] = []
    for cell in repeated:
        before = taken[cell.key]
        if not _same(before.cell.value, cell.value):
            found.append(_conflict(table, row, cell, before, effect))
    if repeated and not found:
        before = taken[repeated[0].key]
        found.append(
            problem(
                "join.duplicate_row",
                table.where(row.number),
                effect=effect,
                written=row.place,
                first=_source(before),
            )
        )
    for cell in row.cells:
        taken.setdefault(cell.key, _Taken(cell, table, row.number))
    return found


def _same(a: float, b: float) -> bool:
    return (math.isnan(a) and math.isnan(b)) or math.isclose(a, b, abs_tol=1e-9)


def _source(taken: _Taken) -> str:
    read = taken.table.read
    sheet = f" › {read.layer}" if read.layer else ""
    return f"{read.source.name}{sheet} › {taken.number}"


def _conflict(
    table: IndicatorTable, row: IndicatorRow, cell: Cell, before: _Taken, effect: Effect
) -> Problem:
    return problem(
        "join.conflicting_row",
        table.where(row.number, field=cell.field),
        effect=effect,
        written=row.place,
        value=_shown(cell.value) or "–",
        first_value=_shown(before.cell.value) or "–",
        first=_source(before),
    )


def _shown(value: float, unit: str = "") -> str:
    return "" if math.isnan(value) else show(value, unit=unit)


def _all_domains(
    tables: Iterable[IndicatorTable],
) -> tuple[tuple[Domain, ...], list[Problem]]:
    """Every domain and indicator once, in order; the first statement of a scale holds."""
    first: dict[CellKey, Domain] = {}
    problems: list[Problem] = []
    for table in tables:
        for domain in table.domains:
            key = (domain.parent or domain.id, domain.id if domain.parent else "")
            before = first.setdefault(key, domain)
            if not _states_scale(before) and _states_scale(domain):
                first[key] = replace(before, scale_min=domain.scale_min, scale_max=domain.scale_max)
            elif _states_scale(domain) and _scale(before) != _scale(domain):
                problems.append(
                    problem(
                        "indicator.scale_conflict",
                        table.read.where(),
                        domain=domain.label_th,
                        scale=_scale(domain),
                        first=_scale(before),
                    )
                )
    # An indicator needs its domain, even where no table gives the domain a value.
    for main, _ in list(first):
        standard = next((d for d in standard_domains() if d.id == main), family_domain(main))
        standard = standard or Domain(main, main, main)
        first.setdefault((main, ""), standard)
    return tuple(first[key] for key in sorted(first, key=_order(first))), problems


def _states_scale(domain: Domain) -> bool:
    return domain.scale_min is not None or domain.scale_max is not None


def _scale(domain: Domain) -> str:
    low = "…" if domain.scale_min is None else show(domain.scale_min)
    high = "…" if domain.scale_max is None else show(domain.scale_max)
    return f"{low}–{high}"


_Place = tuple[int, int, tuple[int, int], str]


def _order(found: Mapping[CellKey, Domain]) -> Callable[[CellKey], _Place]:
    """The letter's order, then that of appearance; items of a list by their number."""
    standard = [domain.id for domain in standard_domains()]
    seen = {key: i for i, key in enumerate(found)}
    main_seen: dict[str, int] = {}
    for (main, _), i in seen.items():
        main_seen.setdefault(main, i)

    def place(key: CellKey) -> _Place:
        domain, indicator = key
        first = standard.index(domain) if domain in standard else len(standard)
        first_seen = main_seen[domain]
        if not indicator:
            return (first, first_seen, (-1, 0), "")
        number = item_place(indicator) or (len(FAMILIES), seen[key])
        return (first, first_seen, number, indicator)

    return place


def _frame(
    values: _Values,
    domains: Sequence[Domain],
    known: Gazetteer,
    tables: Sequence[IndicatorTable],
) -> tuple[pd.DataFrame, list[Problem]]:
    keys = [(d.parent or d.id, d.id if d.parent else "") for d in domains]
    units = {key: d.unit for key, d in zip(keys, domains, strict=True)}
    asked = {(code[:6], year, key) for (code, year), cells in values.items() for key in cells}
    rows: list[tuple[object, ...]] = []
    problems: list[Problem] = []
    for tambon, year in sorted({(tambon, year) for tambon, year, _ in asked}):
        here = [key for key in keys if (tambon, year, key) in asked]
        for code in (village.code for village in known.villages_of(tambon)):
            cells = values.get((code, year))
            if cells is None:
                problems.append(_without(code, year, tables))
            rows += [_row(code, year, key, (cells or {}).get(key), units[key]) for key in here]
    frame = pd.DataFrame(rows, columns=_JOINED).astype(_DTYPES)
    return frame.sort_values(
        ["village_code", "year_be"], kind="stable", ignore_index=True
    ), problems


_DTYPES = {
    "village_code": "object",
    "year_be": "int64",
    "domain": "object",
    "indicator": "object",
    "value": "float64",
    "shown": "object",
    "status": "object",
    "passed": "float64",
    "failed": "float64",
}


def _row(code: str, year: int, key: CellKey, taken: _Taken | None, unit: str) -> tuple[object, ...]:
    cell = taken.cell if taken is not None else None
    value = cell.value if cell is not None else math.nan
    status = "missing" if math.isnan(value) else "ok"
    counts = (cell.passed, cell.failed) if cell is not None else (math.nan, math.nan)
    return (code, year, *key, value, _shown(value, unit), status, *counts)


def _without(code: str, year: int, tables: Sequence[IndicatorTable]) -> Problem:
    """A village without results, told at the first table of its tambon."""
    read = next(t.read for t in tables if any(row.year_be == year for row in t.rows))
    return problem(
        "join.village_without_results", read.where(), village=code, moo=int(code[6:]), year=year
    )
