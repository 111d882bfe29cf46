"""Find the heading rows of an indicator table, and what each column holds.

Headings may take one to three rows, with merged cells above (a merged cell's text stands
in each of its columns); above them stand titles, which may name the year and the tambon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from muban.gis.headings.heading_table import heading_key
from muban.gis.source import Read
from muban.gis.text.buddhist_year import parse_year_be
from muban.gis.text.thai_text import arabic_digits, compare_key
from muban.layers.indicator.indicator_columns import (
    Column,
    Kind,
    Line,
    classify_columns,
    score_columns,
)
from muban.layers.indicator.indicator_mapping import IndicatorMapping
from muban.layers.indicator.indicator_tables import Family, words
from muban.layers.indicator.indicator_values import parse_number

__all__ = ["Headings", "find_headings"]

_FIRST_ROWS = 40
_MOST_HEADING_ROWS = 3
_YEAR = re.compile(r"(?:ปี|พ\.?\s?ศ\.?)[^\d]{0,14}(\d{4}|\d{2})(?!\d)|(?<!\d)(2[45]\d\d)(?!\d)")
_TAMBON = re.compile(r"(?:ตำบล|ต\.)\s*([ก-ฮเแโใไ][\u0e01-\u0e4e]+)")


@dataclass(frozen=True, slots=True)
class Headings:
    """The heading rows and what stands above them."""

    rows: range
    """Positions (not numbers) of the heading rows among the lines."""
    columns: tuple[Column, ...]
    family: Family | None
    year_be: int | None
    tambon: str
    years: frozenset[int] = frozenset()
    """The years that the table is of (พ.ศ.), as its column or its titles say."""

    def of(self, kind: Kind) -> tuple[Column, ...]:
        """The columns of one kind, from left to right."""
        return tuple(column for column in self.columns if column.kind == kind)

    def roles(self) -> dict[str, Column]:
        """Columns of places and rows by their role; the first of each."""
        found: dict[str, Column] = {}
        for column in self.columns:
            if column.kind in ("place", "row"):
                found.setdefault(column.role, column)
        return found


def find_headings(read: Read, lines: Sequence[Line], mapping: IndicatorMapping) -> Headings | None:
    """The best heading rows of a grid; None where nothing says where a village is.

    Of all blocks of one to three rows, the one that explains most columns wins; of equals,
    the shortest and uppermost.

    Parameters
    ----------
    read
        The grid: its names may say a year or tambon.
    lines
        Its rows that are not empty.
    mapping
        ``[indicators]`` of ``muban.toml``.
    """
    years = _years(read, lines, mapping)
    mapping = mapping.of_years(years)
    best: tuple[int, int, int] | None = None
    chosen: tuple[range, list[Column], Family | None] | None = None
    for first in range(min(len(lines), _FIRST_ROWS)):
        titles = [*_names(read), *(text for line in lines[:first] for text in line.texts.values())]
        for count in range(1, _MOST_HEADING_ROWS + 1):
            block = lines[first : first + count]
            if len(block) < count:
                break
            family = _family([*titles, *(t for line in block for t in line.texts.values())])
            columns = classify_columns(block, mapping, family)
            score = score_columns(columns)
            if score and (best is None or (score, -count, -first) > best):
                best = (score, -count, -first)
                chosen = (range(first, first + count), columns, family)
    if chosen is None:
        return None
    rows, columns, family = _with_groups(lines, mapping, *chosen)
    rows, columns = _with_subheadings(lines, mapping, rows, columns, family)
    above = [text for line in lines[: rows.stop] for text in line.texts.values()]
    return Headings(
        rows=rows,
        columns=tuple(_with_unknown(columns, lines[rows.stop :])),
        family=family,
        year_be=_one_year([*_names(read), *above]),
        tambon=_one_tambon([*_names(read), *above]),
        years=years,
    )


def _years(read: Read, lines: Sequence[Line], mapping: IndicatorMapping) -> frozenset[int]:
    """The years of a table's column of years; without one, that of settings or titles."""
    titles = _names(read)
    for position, line in enumerate(lines[:_FIRST_ROWS]):
        keys = {letters: heading_key(text) for letters, text in line.texts.items()}
        for letters in (at for at, key in keys.items() if words().row.get(key) == "year_be"):
            cells = (parse_year_be(row.cells.get(letters)) for row in lines[position + 1 :])
            found = frozenset(year for year in cells if year is not None)
            if found:
                return found
        titles += line.texts.values()
        if any(key in words().place for key in keys.values()):
            break
    year = mapping.year_be or _one_year(titles)
    return frozenset() if year is None else frozenset({year})


def _with_groups(
    lines: Sequence[Line],
    mapping: IndicatorMapping,
    rows: range,
    columns: list[Column],
    family: Family | None,
) -> tuple[range, list[Column], Family | None]:
    """Take rows of merged group headings above into the block, while they explain no less."""
    while rows.start > 0 and len(rows) < _MOST_HEADING_ROWS:
        texts = list(lines[rows.start - 1].texts.values())
        is_group = 1 < len(set(texts)) < len(texts)
        wider = range(rows.start - 1, rows.stop)
        with_group = classify_columns(lines[wider.start : wider.stop], mapping, family)
        if not is_group or score_columns(with_group) < score_columns(columns):
            break
        rows, columns = wider, with_group
    return rows, columns, family


def _with_subheadings(
    lines: Sequence[Line],
    mapping: IndicatorMapping,
    rows: range,
    columns: list[Column],
    family: Family | None,
) -> tuple[range, list[Column]]:
    """Take the row below into the block, where it says more of columns under merged cells."""
    while len(rows) < _MOST_HEADING_ROWS and rows.stop < len(lines):
        above, below = lines[rows.stop - 1], lines[rows.stop]
        groups = [c.letters for c in columns if _spread(above, c.letters) > 1]
        says_more = any(
            below.texts.get(letters, above.texts.get(letters)) != above.texts.get(letters)
            for letters in groups
        )
        is_data = any(
            isinstance(parse_number(cell), tuple) for cell in below.cells.values()
        ) or any(
            below.texts.get(c.letters, above.texts.get(c.letters)) != above.texts.get(c.letters)
            for c in columns
            if c.kind == "place" and c.letters not in groups
        )
        if not says_more or is_data:
            break
        rows = range(rows.start, rows.stop + 1)
        columns = classify_columns(lines[rows.start : rows.stop], mapping, family)
    return rows, columns


def _spread(line: Line, letters: str) -> int:
    """In how many columns of a row the text of one stands: more than one where merged."""
    text = line.texts.get(letters)
    return 0 if text is None else sum(other == text for other in line.texts.values())


def _names(read: Read) -> list[str]:
    stem = read.source.name.rpartition("/")[2].rpartition(".")[0]
    return [stem.replace("_", " "), read.layer]


def _family(texts: Sequence[str]) -> Family | None:
    """จปฐ. or กชช.2ค, where the titles name one of them alone."""
    text = compare_key(" ".join(dict.fromkeys(texts)))
    found = [
        family
        for family, names in words().families.items()
        if any(compare_key(name) in text for name in names)
    ]
    return found[0] if len(found) == 1 else None


def _with_unknown(columns: Sequence[Column], body: Sequence[Line]) -> list[Column]:
    """Columns that nobody knows are ``unknown`` where most of their cells are numbers."""
    found = []
    for column in columns:
        if column.kind != "ignored" or column.role:
            found.append(column)
            continue
        cells = [parse_number(line.cells.get(column.letters)) for line in body]
        numbers = sum(isinstance(cell, tuple) for cell in cells)
        words_there = sum(cell is None for cell in cells)
        found.append(replace(column, kind="unknown") if numbers > words_there else column)
    return found


def _one_year(texts: Sequence[str]) -> int | None:
    """The year that titles name, where they name one alone."""
    years = {
        parse_year_be(a or b) for text in texts for a, b in _YEAR.findall(arabic_digits(text))
    } - {None}
    return years.pop() if len(years) == 1 else None


def _one_tambon(texts: Sequence[str]) -> str:
    names = {name for text in texts for name in _TAMBON.findall(text)}
    return names.pop() if len(names) == 1 else ""
