"""The account of every column that came in: published, looked up, or withheld with a reason.

As records are accounted for (:mod:`muban.layers.account`), so are columns: for every layer,
``read = published + used + withheld``. A column is published where what stands in it is on a
page and in the data; used where it only tells which village, place or outline is meant;
everything else is withheld, and a note names it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

from muban.gis.problems import Where, problem
from muban.layers.column_meanings import columns_of
from muban.layers.indicator.indicator_mapping import IndicatorMapping
from muban.layers.personal.personal_names import column_holds

if TYPE_CHECKING:
    from muban.gis.problem_catalogue import Lang
    from muban.gis.problems import Problem
    from muban.gis.source import FileSettings, Read
    from muban.layers.known import Known

__all__ = ["ColumnFate", "ColumnRow", "account_columns", "column_rows", "tell_withheld"]

Fate = Literal["published", "used", "withheld"]


_TOLD = ("personal", "not_public", "by_place")
"""Reasons that a person may want to do something about."""


@cache
def _table() -> Mapping[str, Any]:
    text = resources.files("muban.layers.data").joinpath("column_fates.json").read_text("utf-8")
    table: dict[str, Any] = json.loads(text)
    return table


@dataclass(frozen=True, slots=True)
class ColumnFate:
    """One column that came in; ``reason`` says why it was withheld, '' otherwise."""

    file: str
    layer: str
    column: str
    fate: Fate
    reason: str = ""

    def in_words(self, lang: Lang = "th") -> str:
        """The column and the reason, for people."""
        return f"{self.column} ({_table()['reasons'][self.reason][lang]})"


@dataclass(frozen=True, slots=True)
class ColumnList:
    """Columns and their reasons, which each language puts into words of its own."""

    columns: tuple[ColumnFate, ...]

    def in_words(self, lang: Lang = "th") -> str:
        """All of them in one line."""
        return ", ".join(one.in_words(lang) for one in self.columns)


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """The account of one layer's columns; ``withheld`` counts by reason."""

    file: str
    layer: str
    read: int
    published: int
    used: int
    withheld: Mapping[str, int]

    def to_dict(self) -> dict[str, Any]:
        """The form that the manifest and the reports write: counts, and no heading."""
        return {
            "file": self.file,
            "layer": self.layer,
            "read": self.read,
            "published": self.published,
            "used": self.used,
            "withheld": dict(sorted(self.withheld.items())),
        }


def account_columns(known: Known) -> list[ColumnFate]:
    """What became of every column of every layer that was read.

    Parameters
    ----------
    known
        The reading of the project: its layers as they came in, and what they are.

    Returns
    -------
    list of ColumnFate
        In reading order; every column of a layer once.
    """
    roles: dict[tuple[str, str], set[str]] = {}
    for part in (*known.official.parts, *known.drawn.parts):
        roles.setdefault((part.read.source.name, part.read.layer), set()).add(part.role)
    fates: list[ColumnFate] = []
    for read in (read for layers in known.reads.values() for read in layers):
        if known.sheets.is_blank(read):
            continue
        key = (read.source.name, read.layer)
        stated = known.settings.files.get(read.source.name)
        fates += _of_layer(read, known, roles.get(key, set()), stated)
    return fates


def column_rows(fates: Iterable[ColumnFate]) -> tuple[ColumnRow, ...]:
    """The sums, a row for each layer.

    Parameters
    ----------
    fates
        What became of every column (:func:`account_columns`).

    Returns
    -------
    tuple of ColumnRow
        By file and layer.

    Examples
    --------
    >>> said = ("name", "published", ""), ("โทร", "withheld", "contact"), ("พื้นที่", "used", "")
    >>> [row] = column_rows(ColumnFate("ก.kml", "", *one) for one in said)
    >>> row.read, row.published, row.used, dict(row.withheld)
    (3, 1, 1, {'contact': 1})
    """
    layers: dict[tuple[str, str], list[ColumnFate]] = {}
    for one in fates:
        layers.setdefault((one.file, one.layer), []).append(one)
    return tuple(
        ColumnRow(
            file,
            layer,
            read=len(found),
            published=sum(one.fate == "published" for one in found),
            used=sum(one.fate == "used" for one in found),
            withheld=Counter(one.reason for one in found if one.fate == "withheld"),
        )
        for (file, layer), found in sorted(layers.items())
    )


def tell_withheld(fates: Iterable[ColumnFate], known: Known) -> Iterator[Problem]:
    """A note for each of an officer's files that has columns nobody will see.

    Columns of references are there to be looked up, and those of results are told of by
    their reader: both stand in the account alone. So do empty ones.
    """
    told = {
        (read.source.name, read.layer)
        for folder, layers in known.reads.items()
        if folder != "reference"
        for read in layers
        if known.sheets.role(read) != "indicators"
    }
    files: dict[str, dict[str, ColumnFate]] = {}
    for one in fates:
        if one.reason in _TOLD and (one.file, one.layer) in told:
            files.setdefault(one.file, {}).setdefault(one.column, one)
    for file, found in files.items():
        yield problem(
            "project.columns_withheld",
            Where(file),
            columns=ColumnList(tuple(found.values())),
            count=len(found),
            file=file,
        )


def _of_layer(
    read: Read, known: Known, drawn_as: set[str], stated: FileSettings | None
) -> list[ColumnFate]:
    role = known.sheets.role(read)
    columns = columns_of(
        read, role, drawn_as=bool(drawn_as), stated=stated, mapping=_mapping(known)
    )
    roles = {*drawn_as} | ({role} if role else set())
    nothing = role is None and not drawn_as
    return [
        _fate(read, column, meaning, roles, _withheld(column, meaning, nothing, columns.filled))
        for column, meaning in columns.meanings.items()
    ]


def _mapping(known: Known) -> IndicatorMapping:
    """``[indicators]`` of the project."""
    return known.settings.indicator_mapping()


def _withheld(column: str, meaning: str, nothing: bool, filled: Collection[str]) -> str:
    """Why a column would be withheld, if it is."""
    if column not in filled:
        return "empty"
    if nothing:
        return "set_aside"
    if column_holds(column):
        return "personal"
    return "by_place" if meaning in _table()["places"] else "not_public"


def _fate(read: Read, column: str, meaning: str, roles: set[str], reason: str) -> ColumnFate:
    at = (read.source.name, read.layer, column)
    if reason in ("empty", "set_aside") or not meaning:
        return ColumnFate(*at, "withheld", reason)
    if _is_in("published", roles, meaning):
        return ColumnFate(*at, "published")
    if _is_in("used", roles, meaning):
        return ColumnFate(*at, "used")
    return ColumnFate(*at, "withheld", reason)


def _is_in(fate: Fate, roles: set[str], meaning: str) -> bool:
    meant = {one for role in roles for one in _table()[fate].get(role, ())}
    return meaning in meant or "*" in meant
