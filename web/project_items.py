"""The lists of a survey's items that an office keeps in ``rules/`` (indicator_items.xlsx)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muban.layers.indicator.item_rows import heads_items, item_lists
from muban.web.project_rules import rule_files

if TYPE_CHECKING:
    from pathlib import Path

    from muban.layers.indicator.item_lists import ItemList

__all__ = ["read_item_lists"]


def read_item_lists(folder: Path) -> tuple[ItemList, ...]:
    """The lists of a project's ``rules/``; none where there are none.

    Raises
    ------
    ConfigError
        A cell of a list cannot be understood.
    """
    from muban.gis.reading.read import read_file

    reads = (read for path in rule_files(folder) for read in read_file(path, folder))
    return tuple(one for read in reads if heads_items(read) for one in item_lists(read))
