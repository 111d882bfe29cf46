"""Of each file that a pack is made from: what it is, of which year, under which licence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from muban.gis.text.thai_digits import arabic_digits
from muban.web.pack.pack_file import PackSource

if TYPE_CHECKING:
    from muban.gis.source import Read

__all__ = ["sources_of", "stated_source"]

_YEAR = re.compile(r"(?<!\d)(?:(19|20)(\d\d)|(24|25|26)(\d\d))(?!\d)")


def stated_source(words: str) -> tuple[str, str]:
    """A file's name and what is said of it: ``ตำบล.shp=กรมการปกครอง 2566``.

    Examples
    --------
    >>> stated_source("ตำบล.shp=กรมการปกครอง ปี 2566")
    ('ตำบล.shp', 'กรมการปกครอง ปี 2566')
    """
    name, _, said = words.partition("=")
    return name.strip(), said.strip()


def sources_of(reads: Iterable[Read], said: Mapping[str, str]) -> tuple[PackSource, ...]:
    """The sources of layers, one for each file, ordered by name.

    Parameters
    ----------
    reads
        Layers as they were read.
    said
        What a person says of files, by name: it outweighs what the columns tell.
    """
    found: dict[str, PackSource] = {}
    for read in reads:
        name = read.source.name.rsplit("/", 1)[-1]
        known = _known(read)
        words = said.get(name, "")
        before = found.get(name)
        year = _year(words) or (before.year_be if before else None) or known[0] or _year(name)
        origin = words or (before.origin if before else "") or known[1]
        licence = (before.licence if before else "") or ("" if words else known[2])
        found[name] = PackSource(name, read.source.sha256, year, origin, licence)
    return tuple(found[name] for name in sorted(found))


def _known(read: Read) -> tuple[int | None, str, str]:
    columns = {str(column).casefold(): column for column in read.frame.columns}
    for row in _table():
        if not all(column in columns for column in row["columns"]):
            continue
        for column in row["year"]:
            if column in columns:
                cells = read.frame[columns[column]].dropna()
                year = _year(str(cells.iloc[0])) if len(cells) else None
                return year, row["origin"], row["licence"]
        return None, row["origin"], row["licence"]
    return None, "", ""


def _year(text: str) -> int | None:
    """The first year in a text as พ.ศ."""
    found = _YEAR.search(arabic_digits(text))
    if found is None:
        return None
    return int(found[1] + found[2]) + 543 if found[1] else int(found[3] + found[4])


@cache
def _table() -> list[dict[str, Any]]:
    text = (resources.files(__package__) / "known_sources.json").read_text("utf-8")
    rows: list[dict[str, Any]] = json.loads(text)["sources"]
    return rows
