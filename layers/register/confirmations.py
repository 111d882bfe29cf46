"""What people have decided about rows of a register: honoured ever after.

A small table in the project, ``register/confirmed.csv``, says for a row *as it is written*
(and its year) which village it is. Names of those who decided stay in that file; nothing
that is published repeats them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from muban.gis.codes.admin_codes import parse_code
from muban.gis.problems import Problem, problem
from muban.gis.text.buddhist_year import parse_year_be
from muban.gis.text.place_words import parse_moo
from muban.gis.text.thai_normal import compare_key, normalise

if TYPE_CHECKING:
    from muban.gis.gazetteer.gazetteer import Gazetteer
    from muban.gis.source import Read
    from muban.layers.register.register_reading import RegisterRow, RegisterTable

__all__ = [
    "CONFIRMED_COLUMNS",
    "Confirmation",
    "Confirmations",
    "check_confirmations",
    "read_confirmations",
]

CONFIRMED_COLUMNS = (
    "amphoe",
    "tambon",
    "village",
    "moo",
    "year_be",
    "village_code",
    "who",
    "note",
)
"""Columns of ``register/confirmed.csv``: the row as written, then the decision."""

_Key = tuple[str, str, str, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One decision: a row as it is written, and the code that it means."""

    number: int
    key: _Key
    written: str
    year_be: int | None
    stated: str
    """The code as it was typed."""
    code: str | None
    """Eight digits of a village or six of a tambon; None where it is neither."""


@dataclass(frozen=True, eq=False)
class Confirmations:
    """Decisions by the row that they are of; the last of several for one row holds."""

    by_key: Mapping[_Key, Confirmation] = field(default_factory=lambda: MappingProxyType({}))
    read: Read | None = None

    def of(self, row: RegisterRow) -> Confirmation | None:
        """The decision on a row, if there is one."""
        return self.by_key.get(_key(row.amphoe, row.tambon, row.village, row.moo, row.year_be))

    def all(self) -> Iterable[Confirmation]:
        """Every decision that holds, in the file's order."""
        return sorted(self.by_key.values(), key=lambda each: each.number)


def _key(amphoe: str, tambon: str, village: str, moo: int | None, year_be: int | None) -> _Key:
    return compare_key(amphoe), compare_key(tambon), compare_key(village), moo, year_be


def read_confirmations(read: Read) -> Confirmations:
    """The decisions that a grid holds: a header row with :data:`CONFIRMED_COLUMNS`.

    A grid without these columns holds none.

    Parameters
    ----------
    read
        A grid, such as ``register/confirmed.csv``.

    Returns
    -------
    Confirmations
        By what the register has written, and its year.

    Examples
    --------
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> from muban.gis.source import Read, Source
    >>> rows = [["tambon", "village", "year_be", "village_code"],
    ...         ["โพนแพง", "เปงจาน", "2555", "43160508"]]
    >>> cells = pd.DataFrame(rows, index=[1, 2], columns=list("ABCD"))
    >>> grid = Read(Source(Path("c.csv"), "c.csv", ""), "", "grid", cells, (1, 2))
    >>> [(one.year_be, one.code) for one in read_confirmations(grid).all()]
    [(2555, '43160508')]
    """
    rows = [
        (int(number), [None if value != value else value for value in values])  # noqa: PLR0124
        for number, values in zip(
            read.frame.index.tolist(), read.frame.to_numpy(dtype=object), strict=True
        )
    ]
    found: dict[_Key, Confirmation] = {}
    columns: dict[str, int] | None = None
    for number, values in rows:
        cells = ["" if value is None else normalise(str(value)) for value in values]
        if columns is None:
            known = {cell: i for i, cell in enumerate(cells) if cell in CONFIRMED_COLUMNS}
            columns = known if {"year_be", "village_code"} <= set(known) else None
            continue
        given = {name: cells[i] for name, i in columns.items()}
        confirmation = _as_confirmation(number, given)
        if confirmation.stated:
            found[confirmation.key] = confirmation
    return Confirmations(MappingProxyType(found), read)


def _as_confirmation(number: int, cells: Mapping[str, str]) -> Confirmation:
    amphoe, tambon, village = (cells.get(name, "") for name in ("amphoe", "tambon", "village"))
    moo, year = parse_moo(cells.get("moo")), parse_year_be(cells.get("year_be"))
    stated = cells.get("village_code", "")
    words = [village, cells.get("moo", ""), tambon, amphoe]
    return Confirmation(
        number=number,
        key=_key(amphoe, tambon, village, moo, year),
        written=" ".join(word for word in words if word),
        year_be=year,
        stated=stated,
        code=parse_code(stated, 8) or parse_code(stated, 6),
    )


def check_confirmations(
    confirmations: Confirmations, tables: Iterable[RegisterTable], gazetteer: Gazetteer
) -> list[Problem]:
    """Decisions that have no effect: their code is unknown, or no row is written so.

    Parameters
    ----------
    confirmations
        What people decided.
    tables
        The registers that they speak of.
    gazetteer
        Which codes there are.

    Returns
    -------
    list of Problem
        ``register.confirmation_unknown`` and ``register.confirmation_unused``.
    """
    read = confirmations.read
    if read is None:
        return []
    met = {
        _key(row.amphoe, row.tambon, row.village, row.moo, row.year_be)
        for table in tables
        for row in table.rows
    }
    found: list[Problem] = []
    for each in confirmations.all():
        where = read.where(each.number, field="village_code")
        known = each.code in gazetteer.villages or each.code in gazetteer.tambons
        if not known:
            found.append(
                problem(
                    "register.confirmation_unknown", where, value=each.stated, written=each.written
                )
            )
        elif each.key not in met:
            year = each.year_be or "-"
            found.append(
                problem("register.confirmation_unused", where, written=each.written, year=year)
            )
    return found
