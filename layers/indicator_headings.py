"""Find the heading rows of an indicator table, and what each column holds.

Headings may take one to three rows, with merged cells above (a merged cell's text stands
in each of its columns); above them stand titles, which may name the year and the tambon.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from gis.buddhist_year import parse_year_be
from gis.source import Read
from gis.thai_text import arabic_digits, compare_key
from layers.atlas import Domain
from layers.indicator_mapping import IndicatorMapping, known_role
from layers.indicator_tables import (
    Family,
    domain_by_name,
    item_by_name,
    item_by_number,
    standard_domains,
    words,
)
from layers.indicator_values import Scale, cell_text, parse_number, parse_scale

__all__ = ["Column", "Headings", "Line", "find_headings", "free_id", "lines_of"]

Measure = Literal["value", "passed", "failed"]
Kind = Literal["place", "row", "value", "unknown", "ignored"]

NO_SCALE = Scale(None, None)
_FIRST_ROWS = 40
_MOST_HEADING_ROWS = 3
_LONG_LABEL = 20
_YEAR = re.compile(r"(?:ปี|พ\.?\s?ศ\.?)[^\d]{0,14}(\d{4}|\d{2})(?!\d)|(?<!\d)(2[45]\d\d)(?!\d)")
_TAMBON = re.compile(r"(?:ตำบล|ต\.)\s*([ก-ฮเแโใไ][\u0e01-\u0e4e]+)")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the worksheet: its number and its cells by column letters."""

    number: int
    cells: Mapping[str, object]
    texts: Mapping[str, str]
    """The cells that are not empty, as text."""


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds.

    ``role`` is that of ``indicator_columns.json`` for kinds ``place`` and ``row``; a
    ``value`` column has a domain and an indicator ('' for the domain's own value).
    """

    letters: str
    heading: str
    kind: Kind
    role: str = ""
    domain: str = ""
    indicator: str = ""
    measure: Measure = "value"
    scale: Scale = NO_SCALE
    stated: Domain | None = None
    """The item of จปฐ. or กชช.2ค, or a free indicator's label, that the heading states."""


@dataclass(frozen=True, slots=True)
class Headings:
    """The heading rows and what stands above them."""

    rows: range
    """Positions (not numbers) of the heading rows among the lines."""
    columns: tuple[Column, ...]
    family: Family | None
    year_be: int | None
    tambon: str

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


def lines_of(read: Read) -> list[Line]:
    """The rows of a grid that are not empty."""
    letters = [str(column) for column in read.frame.columns]
    lines = []
    for number, values in zip(
        read.frame.index.tolist(), read.frame.to_numpy(dtype=object), strict=True
    ):
        cells = dict(zip(letters, values, strict=True))
        texts = {column: text for column, value in cells.items() if (text := cell_text(value))}
        if texts:
            lines.append(Line(int(number), cells, texts))
    return lines


def find_headings(read: Read, lines: Sequence[Line], mapping: IndicatorMapping) -> Headings | None:
    """The best heading rows of a grid; None where nothing says where a village is.

    Of all blocks of one to three rows, the one that explains most columns wins; of equals,
    the shortest and uppermost.
    """
    best: tuple[int, int, int] | None = None
    chosen: tuple[range, list[Column], Family | None] | None = None
    for first in range(min(len(lines), _FIRST_ROWS)):
        titles = [*_names(read), *(text for line in lines[:first] for text in line.texts.values())]
        for count in range(1, _MOST_HEADING_ROWS + 1):
            block = lines[first : first + count]
            if len(block) < count:
                break
            family = _family([*titles, *(t for line in block for t in line.texts.values())])
            columns = _classify(block, mapping, family)
            score = _score(columns)
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
    )


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
        with_group = _classify(lines[wider.start : wider.stop], mapping, family)
        if not is_group or _score(with_group) < _score(columns):
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
        columns = _classify(lines[rows.start : rows.stop], mapping, family)
    return rows, columns


def _spread(line: Line, letters: str) -> int:
    """In how many columns of a row the text of one stands: more than one where merged."""
    text = line.texts.get(letters)
    return 0 if text is None else sum(other == text for other in line.texts.values())


def _names(read: Read) -> list[str]:
    stem = read.source.name.rpartition("/")[2].rpartition(".")[0]
    return [stem.replace("_", " "), read.layer]


def _score(columns: Sequence[Column]) -> int:
    places = {column.role for column in columns if column.kind == "place"}
    known = {column.role for column in columns if column.kind == "row"}
    if not places & {"village_code", "village", "moo"}:
        return 0
    return 2 * len(places) + 2 * len(known) + 3 * sum(column.kind == "value" for column in columns)


def _family(texts: Sequence[str]) -> Family | None:
    """จปฐ. or กชช.2ค, where the titles name one of them alone."""
    text = compare_key(" ".join(dict.fromkeys(texts)))
    found = [
        family
        for family, names in words().families.items()
        if any(compare_key(name) in text for name in names)
    ]
    return found[0] if len(found) == 1 else None


def _classify(
    block: Sequence[Line], mapping: IndicatorMapping, family: Family | None
) -> list[Column]:
    letters = sorted({column for line in block for column in line.texts}, key=_order)
    spread = [
        {text: sum(other == text for other in line.texts.values()) for text in line.texts.values()}
        for line in block
    ]
    columns = []
    for column in letters:
        path: list[tuple[str, bool]] = []
        for line, counts in zip(block, spread, strict=True):
            text = line.texts.get(column, "")
            if text and (not path or path[-1][0] != text):
                path.append((text, counts[text] == 1))
        columns.append(_column(column, path, mapping, family))
    return columns


def _order(letters: str) -> tuple[int, str]:
    return (len(letters), letters)


def _column(
    letters: str, path: list[tuple[str, bool]], mapping: IndicatorMapping, family: Family | None
) -> Column:
    """What a column is by the texts above it, from the top down (text, alone in its row)."""
    texts = [text for text, _ in path]
    plain = Column(letters, texts[-1], "ignored")
    for text in (" ".join(texts), *reversed(texts)):
        target = mapping.target(text)
        if target is not None:
            return _mapped(replace(plain, heading=text), target)
    scale = next((s for s in map(_scale_of, reversed(texts)) if s.high is not None), plain.scale)
    measure = _measure(texts)
    for text in reversed(texts):
        item = _item(text, family)
        if item is not None:
            return replace(
                plain,
                heading=text,
                kind="value",
                domain=item.parent,
                indicator=item.id,
                measure=measure,
                scale=scale,
                stated=item,
            )
    for i in range(len(texts) - 1, -1, -1):
        domain = domain_by_name(parse_scale(texts[i])[0])
        if domain is not None:
            return _in_domain(replace(plain, scale=scale, measure=measure), domain, texts[i + 1 :])
    return _as_role(replace(plain, scale=scale), path)


def _as_role(plain: Column, path: list[tuple[str, bool]]) -> Column:
    """A column of places or rows, by its own heading; under a group's, by both together."""
    text, alone = path[-1]
    keys = [compare_key(text), compare_key(parse_scale(text)[0])] if alone else []
    if len(path) > 1:
        keys.append(compare_key(text + path[-2][0]))
    tables: tuple[tuple[Mapping[str, str], Kind], ...] = (
        (words().place, "place"),
        (words().row, "row"),
    )
    for key in keys:
        for table, kind in tables:
            if key in table:
                return replace(plain, kind=kind, role=table[key])
    return plain


def _scale_of(text: str) -> Scale:
    return parse_scale(text)[1]


def _measure(texts: Sequence[str]) -> Measure:
    role = words().row.get(compare_key(parse_scale(texts[-1])[0]))
    return role if role in ("passed", "failed") else "value"  # type: ignore[return-value]


def _item(text: str, family: Family | None) -> Domain | None:
    item = item_by_name(text)
    if item is not None:
        sure = len(compare_key(text)) >= _LONG_LABEL or compare_key(text) == compare_key(item.id)
        of_family = family is not None and item.id.startswith(family)
        return item if sure or of_family else None
    return None if family is None else item_by_number(text, family)


def _in_domain(plain: Column, domain: str, below: Sequence[str]) -> Column:
    """A column under a domain's heading: the domain's own value, or a free indicator."""
    known = next((d for d in standard_domains() if d.id == domain), None)
    label = known.label_th if known is not None else domain
    for text in reversed(below):
        key = compare_key(parse_scale(text)[0])
        if not key or key in words().own_value or plain.measure != "value":
            continue
        if words().row.get(key) in ("scale_min", "scale_max", "higher_is_better", "unit"):
            continue
        name = parse_scale(text)[0]
        free = free_id(name)
        stated = Domain(free, name, name, parent=domain)
        return replace(
            plain, heading=text, kind="value", domain=domain, indicator=free, stated=stated
        )
    return replace(plain, heading=plain.heading or label, kind="value", domain=domain)


def free_id(label: str) -> str:
    """A stable id for an indicator that only its label names.

    Examples
    --------
    >>> free_id("รายได้เฉลี่ย") == free_id("รายได้ เฉลี่ย")
    True
    """
    return "x" + hashlib.sha256(compare_key(label).encode()).hexdigest()[:8]


def _mapped(plain: Column, target: str) -> Column:
    if target == "ignore":
        return replace(plain, role=target)
    if known_role(target):
        kind: Kind = "place" if target in set(words().place.values()) else "row"
        return replace(plain, kind=kind, role=target)
    scale = _scale_of(plain.heading)
    item = item_by_name(target)
    if item is not None:
        return replace(
            plain, kind="value", domain=item.parent, indicator=item.id, scale=scale, stated=item
        )
    domain, _, indicator = target.partition("/")
    label = parse_scale(plain.heading)[0]
    known = indicator or domain not in {d.id for d in standard_domains()}
    stated = Domain(indicator or domain, label, label, parent=domain if indicator else "")
    return replace(
        plain,
        kind="value",
        domain=domain,
        indicator=indicator,
        scale=scale,
        stated=stated if known else None,
    )


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
