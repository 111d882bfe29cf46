"""Rows under headings that a table of words knows: what plans and lists of items are read with."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from muban.gis.headings.first_headings import find_headings, meanings_of
from muban.gis.headings.fits import is_filled

if TYPE_CHECKING:
    from muban.gis.source import Read

__all__ = ["Row", "column_words", "headed_rows", "heads"]

Row = tuple[int, Mapping[str, object]]
"""A row's number in its file, and its filled cells by what their column means."""


@dataclass(frozen=True, slots=True)
class _Headed:
    """Where the headings stand, what the columns mean, and all lines."""

    position: int
    columns: Mapping[int, str]
    lines: list[list[object]]


@cache
def column_words(table: str) -> Mapping[str, Any]:
    """A table of headings in ``layers/data``: ``columns`` by meaning, and which are ``needed``.

    Parameters
    ----------
    table
        Its file's name.

    Examples
    --------
    >>> column_words("plan_columns.json")["needed"]
    ['project', 'budget']
    """
    text = resources.files("muban.layers.data").joinpath(table).read_text("utf-8")
    words: dict[str, Any] = json.loads(text)
    return words


def heads(read: Read, table: str) -> bool:
    """Whether a worksheet has such headings, though no row may stand below them yet.

    Parameters
    ----------
    read
        A grid; anything else has none.
    table
        As of :func:`column_words`.
    """
    return _headed(read, table) is not None


def headed_rows(read: Read, table: str) -> Iterator[Row] | None:
    """The rows below the headings; None where there are no such headings.

    Parameters
    ----------
    read
        A grid; anything else has no rows.
    table
        As of :func:`column_words`. A row without any filled cell is left out.

    Examples
    --------
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> from muban.gis.source import Read, Source
    >>> cells = [["โครงการ", "งบประมาณ"], ["ปลูกผัก", 5]]
    >>> frame = pd.DataFrame(cells, index=[1, 2], columns=list("AB"))
    >>> sheet = Read(Source(Path("ก.xlsx"), "ก.xlsx", ""), "", "grid", frame, (1, 2))
    >>> list(headed_rows(sheet, "plan_columns.json"))
    [(2, {'project': 'ปลูกผัก', 'budget': 5})]
    """
    headed = _headed(read, table)
    return None if headed is None else _rows(read, headed)


def _headed(read: Read, table: str) -> _Headed | None:
    if read.kind != "grid":
        return None
    words = column_words(table)
    lines: list[list[object]] = read.frame.to_numpy(dtype=object).tolist()
    found = find_headings(lines, meanings_of(words["columns"]), frozenset(words["needed"]).issubset)
    return None if found is None else _Headed(*found, lines)


def _rows(read: Read, headed: _Headed) -> Iterator[Row]:
    numbers = [int(label) for label in read.frame.index]
    after = headed.position + 1
    for number, line in zip(numbers[after:], headed.lines[after:], strict=True):
        cells = {name: line[i] for i, name in headed.columns.items() if name and is_filled(line[i])}
        if cells:
            yield number, cells
