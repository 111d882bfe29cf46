"""The lists of a survey's items that an office keeps in ``rules/`` (indicator_items.xlsx)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muban.gis.errors import ConfigError
from muban.gis.problems import Where, problem
from muban.gis.told_error import ToldError
from muban.layers.indicator.item_rows import heads_items, item_lists
from muban.web.rule_files import rule_files

if TYPE_CHECKING:
    from pathlib import Path

    from muban.gis.problems import Problem
    from muban.layers.indicator.item_lists import ItemList

__all__ = ["read_item_lists"]


def read_item_lists(folder: Path) -> tuple[tuple[ItemList, ...], tuple[Problem, ...]]:
    """The lists of a project's ``rules/``, and what cannot be read of them.

    Returns
    -------
    tuple
        Lists; and ``office.rules_unread`` for each worksheet with a cell that cannot be
        understood: nothing of that one is used.
    """
    from muban.gis.reading.read import read_file

    lists: list[ItemList] = []
    problems: list[Problem] = []
    for path in rule_files(folder):
        for read in read_file(path, folder):
            if heads_items(read):
                try:
                    lists += item_lists(read)
                except ConfigError as error:
                    where = Where(read.source.name, read.layer or None)
                    problems.append(problem("office.rules_unread", where, said=ToldError(error)))
    return tuple(lists), tuple(problems)
