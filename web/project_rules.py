"""The rules of a project's year: from ``[rules]``, ``[[duties]]`` and the tables in ``rules/``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from muban.gis.errors import ConfigError
from muban.layers.indicator.item_rows import heads_items
from muban.layers.register.eligibility_rules import RULES_YEAR_BE
from muban.layers.register.rules_rows import RuleRow, heads_rules, rows_of, year_rules
from muban.web.rule_files import RULES_FOLDER, rule_files

if TYPE_CHECKING:
    from pathlib import Path

    from muban.gis.source import Read
    from muban.layers.register.year_rules import YearRules
    from muban.web.project import Project
    from muban.web.settings.config import Config

__all__ = ["read_rules", "year_of"]

_YEAR = re.compile(r"(?<!\d)(2[4-6]\d\d)(?!\d)")


def year_of(project: Project, asked: int | None = None) -> int:
    """The fiscal year that is meant: the one asked for, the project's, else the letter's.

    Parameters
    ----------
    project
        As read.
    asked
        What the command names, if anything.

    Returns
    -------
    int
        Of the Buddhist era.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> stated = SimpleNamespace(config=SimpleNamespace(fiscal_year_be=2568))
    >>> year_of(stated), year_of(stated, 2569)
    (2568, 2569)
    """
    return asked or project.config.fiscal_year_be or RULES_YEAR_BE


def read_rules(project: Project, year_be: int) -> YearRules:
    """The rules and duties of a year.

    Raises
    ------
    ConfigError
        A table in ``rules/`` holds neither rules nor duties, or a cell cannot be understood.
    """
    rows = [*_of_settings(project.config, year_be), *_of_folder(project.folder)]
    return year_rules(rows, year_be, project.config.rules.letter)


def _of_settings(config: Config, year_be: int) -> Iterator[RuleRow]:
    """The rows of ``muban.toml``; those without a year are of the project's fiscal year."""
    year = config.fiscal_year_be or year_be
    tables = (("[rules] rows", config.rules.rows), ("[[duties]]", config.duties))
    for name, rows in tables:
        for number, row in enumerate(rows, start=1):
            cells = row.model_dump(by_alias=True, exclude_defaults=True)
            yield RuleRow(f"muban.toml › {name} › {number}", {"year_be": year, **cells})


def _of_folder(folder: Path) -> Iterator[RuleRow]:
    from muban.gis.reading.read import read_file

    for path in rule_files(folder):
        stated = _YEAR.search(path.stem)
        reads = read_file(path, folder)
        found = [row for read in reads for row in _rows(read, stated)]
        if not found and not any(_is_table(read) for read in reads):
            raise ConfigError(
                f"{RULES_FOLDER}/{path.name}: ไม่พบหัวตาราง — "
                "ใช้แม่แบบ rules.xlsx, duties.xlsx หรือ indicator_items.xlsx ใน templates/",
                f"{RULES_FOLDER}/{path.name} has no known headings: use the templates rules.xlsx, "
                "duties.xlsx or indicator_items.xlsx in templates/",
            )
        yield from found


def _rows(read: Read, stated: re.Match[str] | None) -> list[RuleRow]:
    if read.kind != "grid":
        return []
    return rows_of(read, int(stated[1]) if stated else None)


def _is_table(read: Read) -> bool:
    return read.kind == "grid" and (heads_rules(read) or heads_items(read))
