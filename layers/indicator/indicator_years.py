"""The year of a row, and whether anybody knows what a survey asked in it.

A result keeps the year that the officer wrote, as the officer's papers have it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from muban.gis.problems import Effect, Problem, problem
from muban.gis.text.buddhist_year import parse_year_be
from muban.layers.indicator.item_lists import FAMILIES, family_domain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from muban.gis.source import Read
    from muban.layers.indicator.indicator_columns import Line
    from muban.layers.indicator.indicator_headings import Headings
    from muban.layers.indicator.indicator_mapping import IndicatorMapping
    from muban.layers.indicator.indicator_tables import Family

__all__ = ["year_of_line", "year_problems"]


def year_of_line(
    read: Read, line: Line, headings: Headings, mapping: IndicatorMapping
) -> int | Problem:
    """The year of a row (พ.ศ.), by its own cell, the settings or the titles above it.

    Parameters
    ----------
    read
        The grid, for the place.
    line
        The row.
    headings
        What its columns hold, and the year that titles say.
    mapping
        ``[indicators]`` of ``muban.toml``.

    Returns
    -------
    int or Problem
        ``indicator.bad_year``, ``indicator.no_year``: both set the row aside.
    """
    column = headings.roles().get("year_be")
    written = line.texts.get(column.letters, "") if column else ""
    where = read.where(line.number, field=column.heading if column else None)
    if column and written:
        year = parse_year_be(line.cells[column.letters])
        if year is None:
            return problem("indicator.bad_year", where, effect=Effect.SET_ASIDE, text=written)
        return year
    stated = mapping.year_be or headings.year_be
    if stated is None:
        return problem("indicator.no_year", where, effect=Effect.SET_ASIDE)
    return stated


def year_problems(
    read: Read,
    headings: Headings,
    mapping: IndicatorMapping,
    years: Iterable[int],
    items: Iterable[str],
) -> Iterator[Problem]:
    """Surveys of years whose items nobody has listed.

    Parameters
    ----------
    read, headings
        The table.
    mapping
        With the lists of items that are known.
    years
        Of its rows.
    items
        Ids of the items that it has values of.

    Yields
    ------
    Problem
        ``indicator.no_list``, where the years' items are those of a list that nobody has given.
    """
    rows = sorted(set(years) or headings.years)
    where = read.where()
    for family in _families(headings.family, items):
        lists = mapping.lists.of_years(rows)
        domain = family_domain(family)
        if rows and domain is not None and lists.in_force(family) is None:
            yield problem(
                "indicator.no_list",
                where,
                survey=domain.label_th,
                years=", ".join(map(str, rows)),
                known=lists.known_years(family),
            )


def _families(titled: Family | None, items: Iterable[str]) -> list[Family]:
    found = set(items)
    return [
        family
        for family in FAMILIES
        if family == titled or any(name.startswith(family) for name in found)
    ]
