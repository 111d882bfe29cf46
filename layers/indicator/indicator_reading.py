"""Read the results of the CIA program, จปฐ. or กชช.2ค from a grid.

The tool joins CIA results; it does not pretend to be the program. Neither its formula nor
its scale is public, so scale, direction and year are those that the sheet or
``muban.toml`` states, and columns that nobody knows are asked about, not guessed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from muban.gis.codes.admin_codes import parse_code
from muban.gis.headings.heading_table import heading_key
from muban.gis.once import Once
from muban.gis.problems import Effect, FeatureRef, Problem, Where, problem
from muban.gis.reading.tables.coordinate_columns import find_columns
from muban.gis.source import Read
from muban.gis.text.thai_text import compare_key, parse_moo, split_moo, strip_unit_prefix
from muban.layers.atlas import Domain
from muban.layers.indicator.indicator_columns import Column, Line
from muban.layers.indicator.indicator_headings import Headings
from muban.layers.indicator.indicator_mapping import IndicatorMapping, proposed_mapping
from muban.layers.indicator.indicator_recognise import headed_lines, is_long, recognised
from muban.layers.indicator.indicator_rows import Cell, cells_of_row
from muban.layers.indicator.indicator_statements import SCALE_ROLES, CellKey, Statement
from muban.layers.indicator.indicator_tables import words
from muban.layers.indicator.indicator_values import parse_number, show
from muban.layers.indicator.indicator_years import year_of_line, year_problems
from muban.layers.indicator.joins import RowPlace

__all__ = ["IndicatorRow", "IndicatorTable", "read_indicators"]

_NO_MAPPING = IndicatorMapping()


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One row: where it says it is, of which year, and its values.

    ``year_be`` is the year that is written; จปฐ. of a year tells of the year before it.
    """

    number: int
    place: RowPlace
    year_be: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, eq=False)
class IndicatorTable:
    """The table of one worksheet.

    ``numbers`` are the worksheet's rows that hold records: each is in ``rows`` or set
    aside by one of ``problems``.
    """

    read: Read
    rows: tuple[IndicatorRow, ...]
    domains: tuple[Domain, ...]
    numbers: tuple[int, ...]
    problems: tuple[Problem, ...] = ()

    def refs(self) -> list[FeatureRef]:
        """Every record, as the ledger names it."""
        return [FeatureRef(self.read.source.name, self.read.layer, n) for n in self.numbers]

    def where(self, number: int, *, field: str | None = None) -> Where:
        """The place of a row."""
        return self.read.where(number, field=field)


@Once
def read_indicators(
    read: Read, *, mapping: IndicatorMapping | None = None
) -> IndicatorTable | None:
    """Read one grid.

    Parameters
    ----------
    read
        A worksheet or CSV: long (a row per village and domain) or wide (a column per
        domain), headings in Thai or English with titles and merged cells above.
    mapping
        ``[indicators]`` of ``muban.toml``.

    Returns
    -------
    IndicatorTable or None
        None where no heading says where a village is.
    """
    stated = mapping or _NO_MAPPING
    headed = recognised(read, stated) or headed_lines(read, stated)
    if headed is None:
        return None
    lines, headings = headed
    reading = _Reading(read, headings, stated, lines)
    if headings.of("value") or is_long(headings):
        for line in lines[headings.rows.stop :]:
            reading.add(line)
    return reading.table()


@dataclass(eq=False)
class _Reading:
    """One pass over the rows under the headings."""

    read: Read
    headings: Headings
    mapping: IndicatorMapping
    lines: Sequence[Line]
    rows: list[IndicatorRow] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    statements: dict[CellKey, Statement] = field(default_factory=dict)
    skipped: int = 0

    def __post_init__(self) -> None:
        self.heading_texts = [dict(self.lines[i].texts) for i in self.headings.rows]
        for column in self.headings.of("value"):
            key = (column.domain, column.indicator)
            statement = self.statements.setdefault(key, Statement())
            statement.label = statement.label or column.stated
            if column.measure == "value" and column.scale.high is not None:
                statement.scale = column.scale
                statement.percent |= column.scale.percent
        for key, statement in self.statements.items():
            statement.settle(key, self.mapping)

    def add(self, line: Line) -> None:
        """Take one row: a record, a statement about scales, a sum, or nothing of ours."""
        first = next(iter(line.texts.values()))
        kind = self._kind(line)
        if kind == "scale":
            self._add_scale(line)
        elif kind == "sum":
            self.numbers.append(line.number)
            where = self.read.where(line.number)
            self.problems.append(problem("indicator.summary_row", where, text=first))
        elif kind == "record":
            self.numbers.append(line.number)
            self._add_record(line)
        else:
            self.skipped += dict(line.texts) not in self.heading_texts

    def _kind(self, line: Line) -> str:
        if dict(line.texts) in self.heading_texts:
            return "other"
        values = (*self.headings.of("value"), *self._long_columns())
        has_number = any(
            isinstance(parse_number(line.cells.get(column.letters)), tuple) for column in values
        )
        roles = self.headings.roles()
        coded = self._code(line) or (
            "moo" in roles and parse_moo(line.cells.get(roles["moo"].letters)) is not None
        )
        if not coded:
            first = [*line.texts.values()][:3]
            if any(words().row.get(heading_key(text)) in SCALE_ROLES for text in first):
                return "scale"
            if any(compare_key(text) in words().summary_rows for text in first):
                return "sum"
        return "record" if coded or has_number else "other"

    def _long_columns(self) -> list[Column]:
        roles = self.headings.roles()
        return [roles[role] for role in ("value", "passed", "failed") if role in roles]

    def _code(self, line: Line) -> str:
        column = self.headings.roles().get("village_code")
        return (parse_code(line.cells.get(column.letters), 8) or "") if column else ""

    def _add_scale(self, line: Line) -> None:
        keys = [heading_key(text) for text in line.texts.values()]
        role = next(r for key in keys[:3] if (r := words().row.get(key)) in SCALE_ROLES)
        for column in self.headings.of("value"):
            key = (column.domain, column.indicator)
            self.statements[key].take(role, line.cells.get(column.letters))
            self.statements[key].settle(key, self.mapping)

    def _add_record(self, line: Line) -> None:
        year = year_of_line(self.read, line, self.headings, self.mapping)
        if isinstance(year, Problem):
            self.problems.append(year)
            return
        mapping = self.mapping.of_years({year})
        cells = cells_of_row(self.read, line, self.headings, mapping, self.statements)
        good = [cell for cell in cells if cell.wrong is None]
        for cell in cells:
            if cell.wrong is not None:
                effect = Effect.REPAIRED if good else Effect.SET_ASIDE
                self.problems.append(replace(cell.wrong, effect=effect))
        if good:
            self.rows.append(self._row(line, year, good))

    def _row(self, line: Line, year: int, cells: list[Cell]) -> IndicatorRow:
        roles = self.headings.roles()

        def text(role: str) -> str:
            return line.texts.get(roles[role].letters, "") if role in roles else ""

        village, moo = split_moo(text("village"))
        if "moo" in roles and text("moo"):
            moo = parse_moo(line.cells.get(roles["moo"].letters))
        column = roles.get("tambon_code")
        tambon_code = parse_code(line.cells.get(column.letters), 6) if column else None
        return IndicatorRow(
            number=line.number,
            place=RowPlace(
                village_code=self._code(line) or text("village_code"),
                tambon_code=tambon_code or self.mapping.tambon_code or "",
                tambon=strip_unit_prefix(text("tambon"), "tambon") or self.headings.tambon,
                moo=moo,
                village=village,
                amphoe=text("amphoe"),
            ),
            year_be=year,
            cells=tuple(cells),
        )

    def table(self) -> IndicatorTable:
        """The whole table, with what concerns all of it."""
        return IndicatorTable(
            read=self.read,
            rows=tuple(self.rows),
            domains=tuple(
                statement.domain(key, self.mapping) for key, statement in self.statements.items()
            ),
            numbers=tuple(self.numbers),
            problems=(*self._table_problems(), *self.problems),
        )

    def _table_problems(self) -> Iterator[Problem]:
        placed = _coordinate_columns(self.read)
        unknown = [c.heading for c in self.headings.of("unknown") if c.letters not in placed]
        where = self.read.where()
        if unknown:
            yield problem(
                "indicator.unknown_headings",
                where,
                headings="; ".join(unknown),
                count=len(unknown),
                mapping=proposed_mapping(unknown),
            )
        ignored = [
            column.heading
            for column in self.headings.of("ignored")
            if column.role != "ignore" and column.letters not in placed
        ]
        if ignored:
            yield problem("indicator.ignored_columns", where, headings="; ".join(ignored))
        yield from year_problems(
            self.read,
            self.headings,
            self.mapping,
            (row.year_be for row in self.rows),
            (indicator for _, indicator in self.statements),
        )
        yield from self._fractions()
        if self.skipped:
            yield problem("indicator.lines_skipped", where, count=self.skipped)

    def _fractions(self) -> Iterator[Problem]:
        """Percents that look like the fractions that Excel keeps them as: said, not changed."""
        by_key: dict[CellKey, list[Cell]] = {}
        for row in self.rows:
            for cell in row.cells:
                by_key.setdefault(cell.key, []).append(cell)
        for key, statement in self.statements.items():
            cells = by_key.get(key, [])
            values = [cell.value for cell in cells if not math.isnan(cell.value)]
            if statement.limits() != (0.0, 100.0) or not any(0 < value < 1 for value in values):
                continue
            if len(values) > 1 and max(values) <= 1:
                where = self.read.where(field=cells[0].field)
                yield problem("indicator.fraction_of_percent", where, highest=show(max(values)))


def _coordinate_columns(read: Read) -> set[str]:
    """The letters of columns with coordinates: they are no results, and used as a place."""
    found = find_columns(read.frame.to_numpy(dtype=object).tolist())
    if found is None:
        return set()
    letters = [str(column) for column in read.frame.columns]
    return {letters[at] for at in (found.first, found.second, found.zone_column) if at is not None}
