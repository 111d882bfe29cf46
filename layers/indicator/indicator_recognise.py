"""Whether a table holds results of the CIA program, and where its headings stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from muban.gis.once import Once
from muban.gis.source import Read
from muban.gis.text.thai_text import compare_key
from muban.layers.indicator.indicator_columns import Line, lines_of
from muban.layers.indicator.indicator_headings import Headings, find_headings
from muban.layers.indicator.indicator_mapping import IndicatorMapping
from muban.layers.indicator.indicator_tables import words

__all__ = ["Headed", "headed_lines", "is_long", "looks_like_indicators", "recognised"]

_NO_MAPPING = IndicatorMapping()


class Headed(NamedTuple):
    """The lines of a grid, and where its headings stand among them."""

    lines: list[Line]
    headings: Headings


def looks_like_indicators(read: Read, *, mapping: IndicatorMapping | None = None) -> bool:
    """Whether a grid holds results by village: places, and domains or indicators.

    A table whose domains nobody knows counts when its titles name CIA, จปฐ. or กชช.2ค.

    Parameters
    ----------
    read
        A layer of any kind.
    mapping
        ``[indicators]`` of ``muban.toml``.

    Returns
    -------
    bool
        False of every layer that is no grid.

    Examples
    --------
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> from muban.gis.source import Source
    >>> def table(*rows):
    ...     cells = pd.DataFrame(rows, index=range(1, len(rows) + 1), columns=["A", "B", "C"])
    ...     return Read(Source(Path("ก.csv"), "ก.csv", ""), "", "grid", cells, (*cells.index,))
    >>> looks_like_indicators(table(["รหัสหมู่บ้าน", "อาชีพ", "สุขภาพ"], ["43010104", 2, 3]))
    True
    >>> looks_like_indicators(table(["สินค้า", "ราคา", "หน่วย"], ["ปุ๋ย", 900, "บาท"]))
    False
    """
    return read.kind == "grid" and recognised(read, mapping or _NO_MAPPING) is not None


@Once
def recognised(read: Read, mapping: IndicatorMapping) -> Headed | None:
    """A table of results with its headings; None of any other, whose lines nobody needs."""
    headed = headed_lines(read, mapping)
    if headed is None:
        return None
    headings = headed.headings
    values = headings.of("value")
    sure = any(not column.indicator for column in values) or len(values) >= 2
    if sure or is_long(headings):
        return headed
    some = bool(values or headings.of("unknown"))
    return headed if some and _is_named(read, headed.lines, headings) else None


def headed_lines(read: Read, mapping: IndicatorMapping) -> Headed | None:
    """The lines of a grid with their headings; None where none says where a village is."""
    lines = lines_of(read)
    headings = find_headings(read, lines, mapping)
    return None if headings is None else Headed(lines, headings)


def is_long(headings: Headings) -> bool:
    """Whether a table has a row for each village and domain.

    Parameters
    ----------
    headings
        What the columns of a grid hold.

    Returns
    -------
    bool
        False of a table with a column for each domain.

    Examples
    --------
    >>> from muban.layers.indicator.indicator_columns import Column
    >>> long = (Column("A", "หมู่", "place", "moo"), Column("B", "ด้าน", "row", "domain"),
    ...         Column("C", "คะแนน", "row", "value"))
    >>> is_long(Headings(range(1), long, None, None, ""))
    True
    >>> is_long(Headings(range(1), long[:1], None, None, ""))
    False
    """
    roles = set(headings.roles())
    return bool(roles & {"domain", "indicator"}) and ("value" in roles or "passed" in roles)


def _is_named(read: Read, lines: Sequence[Line], headings: Headings) -> bool:
    above = lines[: headings.rows.stop]
    stem = read.source.name.rpartition("/")[2]
    texts = [stem, read.layer, *(t for line in above for t in line.texts.values())]
    key = compare_key(" ".join(texts))
    return any(compare_key(title) in key for title in words().titles)
