"""Population and households by village or tambon and year, from a table.

The civil registry's tables (ทะเบียนราษฎร) give tambons by code; offices keep the same by
village. Both are read here and joined by code; figures of another year are kept with it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from muban.gis.codes.admin_codes import current_code, parse_code
from muban.gis.gazetteer.gazetteer import Gazetteer
from muban.gis.headings.heading_table import heading_key
from muban.gis.headings.table_headings import table_headings
from muban.gis.once import Once
from muban.gis.problems import Effect, FeatureRef, Problem, Where, problem
from muban.gis.source import Read
from muban.gis.text.buddhist_year import parse_year_be
from muban.gis.text.thai_text import (
    arabic_digits,
    parse_moo,
    split_moo,
    strip_unit_prefix,
)
from muban.layers.atlas import MOST_PEOPLE
from muban.layers.indicator.indicator_columns import Line, lines_of
from muban.layers.indicator.indicator_values import parse_number
from muban.layers.indicator.joins import RowPlace, find_row, find_tambon, villages_to_join

__all__ = [
    "POPULATION_COLUMNS",
    "Population",
    "PopulationTable",
    "join_population",
    "looks_like_population",
    "read_population",
]

POPULATION_COLUMNS = {
    "code": "six digits of a tambon, or eight of a village",
    "year_be": "the year of the figures (integer)",
    "population": "persons (float, NaN where not given)",
    "households": "households (float, NaN where not given)",
}
"""Columns of :attr:`Population.frame`, ordered by code, the newest year first."""

_FIGURES = ("population", "male", "female", "households")
_FIRST_ROWS = 25
_YEAR = re.compile(r"(?:ปี|พ\.?\s?ศ\.?)[^\d]{0,10}(\d{4})|(?<!\d)(2[45]\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    code: str
    place: RowPlace
    year_be: int
    population: float
    households: float


@dataclass(frozen=True, eq=False)
class PopulationTable:
    """One worksheet: its rows, and those that were set aside."""

    read: Read
    rows: tuple[_Row, ...]
    numbers: tuple[int, ...]
    problems: tuple[Problem, ...] = ()

    def refs(self) -> list[FeatureRef]:
        """Every record, as the ledger names it."""
        return [FeatureRef(self.read.source.name, self.read.layer, n) for n in self.numbers]


@dataclass(frozen=True, eq=False)
class Population:
    """All figures of a project; ``read`` and ``published`` are for the ledger."""

    frame: pd.DataFrame
    problems: tuple[Problem, ...]
    read: tuple[FeatureRef, ...]
    published: tuple[FeatureRef, ...]

    def latest(self) -> pd.DataFrame:
        """The newest row of each place, by ``code``."""
        return self.frame.drop_duplicates("code").set_index("code")


def _find_header(lines: Sequence[Line]) -> tuple[int, dict[str, str]] | None:
    """The position of the heading row, and the column letters of each role."""
    for position, line in enumerate(lines[:_FIRST_ROWS]):
        roles: dict[str, str] = {}
        for letters, text in line.texts.items():
            role = table_headings("population").get(heading_key(text))
            if role is not None:
                roles.setdefault(role, letters)
        placed = "code" in roles or ("tambon" in roles) or ("moo" in roles and "village" in roles)
        if placed and ("population" in roles or "households" in roles or "male" in roles):
            return position, roles
    return None


def looks_like_population(read: Read) -> bool:
    """Whether a grid holds population or households by place.

    Parameters
    ----------
    read
        A layer of any kind.

    Returns
    -------
    bool
        Told by the headings among the first rows.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.source import Source
    >>> rows = [["รหัสหมู่บ้าน", "ประชากร", "ครัวเรือน"], ["43010104", 612, 150]]
    >>> cells = pd.DataFrame(rows, index=[1, 2], columns=["A", "B", "C"])
    >>> looks_like_population(Read(Source(Path("ก.csv"), "ก.csv", ""), "", "grid", cells, (1, 2)))
    True
    """
    return read.kind == "grid" and _find_header(lines_of(read, first=_FIRST_ROWS)) is not None


@Once
def read_population(read: Read, *, year_be: int | None = None) -> PopulationTable | None:
    """Read one grid.

    Parameters
    ----------
    read
        A worksheet or CSV with a code (or tambon and moo), and persons or households.
    year_be
        The year of rows for which neither a column nor the title says one.

    Returns
    -------
    PopulationTable or None
        None where the grid holds no population.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.source import Source
    >>> rows = [["ประชากร ปี 2568", None], ["รหัสหมู่บ้าน", "ประชากร"], ["43010104", "๖๑๒"]]
    >>> cells = pd.DataFrame(rows, index=[1, 2, 3], columns=["A", "B"])
    >>> grid = Read(Source(Path("ก.csv"), "ก.csv", ""), "", "grid", cells, (1, 2, 3))
    >>> [row] = read_population(grid).rows
    >>> row.population, row.year_be
    (612.0, 2568)
    """
    lines = lines_of(read)
    header = _find_header(lines)
    if header is None:
        return None
    position, roles = header
    titles = [text for line in lines[:position] for text in line.texts.values()]
    year = _one_year([read.source.name, read.layer, *titles]) or year_be
    rows: list[_Row] = []
    problems: list[Problem] = []
    numbers: list[int] = []
    for line in lines[position + 1 :]:
        if not any(roles.get(name) in line.texts for name in _FIGURES):
            continue
        numbers.append(line.number)
        found = _row(line, roles, year, read.where(line.number))
        if isinstance(found, Problem):
            problems.append(found)
            continue
        rows.append(found)
        problems += _check_sum(line, roles, read.where(line.number))
    return PopulationTable(read, tuple(rows), tuple(numbers), tuple(problems))


def _one_year(texts: Sequence[str]) -> int | None:
    years = {
        parse_year_be(a or b) for text in texts for a, b in _YEAR.findall(arabic_digits(text))
    } - {None}
    return years.pop() if len(years) == 1 else None


def _row(line: Line, roles: Mapping[str, str], year: int | None, where: Where) -> _Row | Problem:
    def text(role: str) -> str:
        return line.texts.get(roles.get(role, ""), "")

    if "year_be" in roles:
        year = parse_year_be(line.cells.get(roles["year_be"])) or year
    if year is None:
        return problem("population.no_year", where)
    figures: dict[str, float] = {}
    for role in _FIGURES:
        number = parse_number(line.cells.get(roles.get(role, "")))
        value = number.value if isinstance(number, tuple) else math.nan
        if number is None or value < 0 or (value % 1) > 0 or value > MOST_PEOPLE:
            shown = text(role)[:60]
            return problem("population.not_a_count", where.at(field=role), text=shown)
        figures[role] = value
    village, moo = split_moo(text("village"))
    code = line.cells.get(roles.get("code", ""))
    return _Row(
        number=line.number,
        code=parse_code(code, 8) or parse_code(code, 6) or "",
        place=RowPlace(
            tambon=strip_unit_prefix(text("tambon"), "tambon"),
            moo=parse_moo(line.cells.get(roles.get("moo", ""))) or moo,
            village=village,
            amphoe=text("amphoe"),
        ),
        year_be=year,
        population=_total(figures),
        households=figures["households"],
    )


def _total(figures: Mapping[str, float]) -> float:
    """The stated total; men and women together where there is none."""
    total = figures["population"]
    return figures["male"] + figures["female"] if math.isnan(total) else total


def _check_sum(line: Line, roles: Mapping[str, str], where: Where) -> list[Problem]:
    found = [parse_number(line.cells.get(roles.get(role, ""))) for role in _FIGURES[:3]]
    if not all(isinstance(number, tuple) for number in found):
        return []
    total, male, female = (number.value for number in found if isinstance(number, tuple))
    if male + female == total:
        return []
    counts = {"male": int(male), "female": int(female), "sum": int(male + female)}
    return [problem("population.sum_differs", where, total=int(total), **counts)]  # type: ignore[arg-type]


def join_population(
    tables: Sequence[PopulationTable],
    villages: pd.DataFrame,
    *,
    tambons: pd.DataFrame | None = None,
) -> Population:
    """Put all tables together, one row per place and year.

    Parameters
    ----------
    tables
        In reading order; the first row of a place and year counts.
    villages, tambons
        As for :func:`muban.layers.indicator.indicators.join_indicators`: for rows that have no
        code.

    Returns
    -------
    Population
        Rows of places outside the project are kept: a table of the province is read whole.
    """
    known = villages_to_join(villages, tambons)
    taken: dict[tuple[str, int], tuple[float, float]] = {}
    problems: list[Problem] = []
    published: list[FeatureRef] = []
    for table in tables:
        problems += table.problems
        for row in table.rows:
            where = table.read.where(row.number)
            code = _code(row, known, where)
            if isinstance(code, Problem):
                problems.append(code)
            elif (code, row.year_be) in taken:
                problems.append(
                    problem("population.duplicate", where, place=code, year=row.year_be)
                )
            else:
                taken[code, row.year_be] = (row.population, row.households)
                assert where.ref is not None
                published.append(where.ref)
    rows = [(*key, *figures) for key, figures in taken.items()]
    rows.sort(key=lambda row: (row[0], -row[1]))
    return Population(
        frame=pd.DataFrame(rows, columns=list(POPULATION_COLUMNS)),
        problems=tuple(problems),
        read=tuple(ref for table in tables for ref in table.refs()),
        published=tuple(published),
    )


def _code(row: _Row, known: Gazetteer, where: Where) -> str | Problem:
    if row.code:
        return current_code(row.code)[0]
    if row.place.moo is not None or row.place.village:
        return find_row(row.place, known, where)
    tambon = find_tambon(row.place, known)
    return tambon or problem("population.no_place", where, effect=Effect.SET_ASIDE)
