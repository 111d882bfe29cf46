"""What one column of an indicator table holds, by the texts that stand above it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from muban.gis.headings.heading_table import heading_key
from muban.gis.source import Read
from muban.gis.text.thai_text import compare_key
from muban.layers.atlas import Domain
from muban.layers.indicator.indicator_mapping import IndicatorMapping, known_role
from muban.layers.indicator.indicator_tables import (
    Family,
    domain_by_name,
    standard_domains,
    words,
)
from muban.layers.indicator.indicator_values import Scale, cell_text, parse_scale

__all__ = ["NO_SCALE", "Column", "Line", "classify_columns", "free_id", "lines_of", "score_columns"]

Measure = Literal["value", "passed", "failed"]
Kind = Literal["place", "row", "value", "unknown", "ignored"]

NO_SCALE = Scale(None, None)
_LONG_LABEL = 20


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

    ``role`` is that of ``gis/data/headings.json`` for kinds ``place`` and ``row``; a
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


def lines_of(read: Read, *, first: int | None = None) -> list[Line]:
    """The rows of a grid that are not empty; of a long one the ``first`` may be enough.

    Parameters
    ----------
    read
        A grid.
    first
        So many rows are enough; None for all.

    Returns
    -------
    list of Line
        Each with the number that the worksheet has for it.
    """
    letters = [str(column) for column in read.frame.columns]
    lines: list[Line] = []
    for number, values in zip(
        read.frame.index.tolist(), read.frame.to_numpy(dtype=object), strict=True
    ):
        if len(lines) == first:
            break
        cells = dict(zip(letters, values, strict=True))
        texts = {column: text for column, value in cells.items() if (text := cell_text(value))}
        if texts:
            lines.append(Line(int(number), cells, texts))
    return lines


def classify_columns(
    block: Sequence[Line], mapping: IndicatorMapping, family: Family | None
) -> list[Column]:
    """What each column under a block of heading rows holds, from left to right.

    Parameters
    ----------
    block
        The heading rows, from above.
    mapping
        ``[indicators]`` of ``muban.toml``.
    family
        The standard tables that the sheet is of, None where it says none.

    Returns
    -------
    list of Column
        One for each column that has a heading.

    Examples
    --------
    >>> texts = {"A": "รหัสหมู่บ้าน", "B": "หมู่ที่", "C": "อาชีพ"}
    >>> found = classify_columns([Line(1, texts, texts)], IndicatorMapping(), None)
    >>> [(column.kind, column.role or column.domain) for column in found]
    [('place', 'village_code'), ('place', 'moo'), ('value', 'occupation')]
    """
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
        target = mapping.target(text) or mapping.target(parse_scale(text)[0])
        if target is not None:
            return _mapped(replace(plain, heading=text), target, mapping)
    scale = next((s for s in map(_scale_of, reversed(texts)) if s.high is not None), plain.scale)
    measure = _measure(texts)
    for i in range(len(texts) - 1, -1, -1):
        item = _item(texts[i], mapping, family)
        if item is not None:
            return replace(
                plain,
                heading=" ".join(texts[i:]),
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
            # «ร้อยละ» stands below every domain: only with the domain does it name a column.
            named = replace(plain, heading=" ".join(texts[i:]), scale=scale, measure=measure)
            return _in_domain(named, domain, texts[i + 1 :])
    return _as_role(replace(plain, scale=scale), path)


def _as_role(plain: Column, path: list[tuple[str, bool]]) -> Column:
    """A column of places or rows, by its own heading; under a group's, by both together."""
    text, alone = path[-1]
    keys = [heading_key(text), heading_key(parse_scale(text)[0])] if alone else []
    if len(path) > 1:
        keys.append(heading_key(text + path[-2][0]))
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
    role = words().row.get(heading_key(parse_scale(texts[-1])[0]))
    return role if role in ("passed", "failed") else "value"  # type: ignore[return-value]


def _item(text: str, mapping: IndicatorMapping, family: Family | None) -> Domain | None:
    item = mapping.lists.item_called(text)
    if item is not None:
        sure = len(compare_key(text)) >= _LONG_LABEL or compare_key(text) == compare_key(item.id)
        of_family = family is not None and item.id.startswith(family)
        return item if sure or of_family else None
    return None if family is None else mapping.lists.by_number(text, family)


def _in_domain(plain: Column, domain: str, below: Sequence[str]) -> Column:
    """A column under a domain's heading: the domain's own value, or a free indicator."""
    known = next((d for d in standard_domains() if d.id == domain), None)
    label = known.label_th if known is not None else domain
    for text in reversed(below):
        key = compare_key(parse_scale(text)[0])
        if not key or key in words().own_value or plain.measure != "value":
            continue
        if words().row.get(heading_key(parse_scale(text)[0])) in (
            "scale_min",
            "scale_max",
            "higher_is_better",
            "unit",
        ):
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


def _mapped(plain: Column, target: str, mapping: IndicatorMapping) -> Column:
    if target == "ignore":
        return replace(plain, role=target)
    if known_role(target):
        kind: Kind = "place" if target in set(words().place.values()) else "row"
        return replace(plain, kind=kind, role=target)
    scale = _scale_of(plain.heading)
    item = mapping.lists.item_called(target)
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


def score_columns(columns: Sequence[Column]) -> int:
    """How much a block explains; 0 where nothing says which village a row is of.

    Parameters
    ----------
    columns
        What :func:`classify_columns` found.

    Returns
    -------
    int
        Points; more of them for a column of results than for one of places.

    Examples
    --------
    >>> place = Column("A", "รหัสหมู่บ้าน", "place", "village_code")
    >>> result = Column("B", "อาชีพ", "value", domain="occupation")
    >>> score_columns([place, result]), score_columns([result])
    (5, 0)
    """
    places = {column.role for column in columns if column.kind == "place"}
    known = {column.role for column in columns if column.kind == "row"}
    if not places & {"village_code", "village", "moo"}:
        return 0
    return 2 * len(places) + 2 * len(known) + 3 * sum(column.kind == "value" for column in columns)
