"""The project's registers as one table of designations, resolved to villages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from muban.layers.register.confirmations import (
    Confirmations,
    check_confirmations,
    read_confirmations,
)
from muban.layers.register.designations import resolve_register
from muban.layers.register.joined_registers import join_registers
from muban.layers.register.register_reading import read_register

if TYPE_CHECKING:
    import pandas as pd

    from muban.gis.gazetteer.gazetteer import Gazetteer
    from muban.gis.problems import FeatureRef, Problem
    from muban.gis.source import Read
    from muban.layers.known import Known

__all__ = ["CONFIRMED_FILE", "Registers", "build_designations", "is_confirmations", "registers_of"]

CONFIRMED_FILE = "register/confirmed.csv"
"""Where a project keeps what people have decided about rows of its register."""


@dataclass(frozen=True, eq=False)
class Registers:
    """Designations (:data:`muban.layers.frames.DESIGNATION_COLUMNS`), and each row that was met."""

    frame: pd.DataFrame
    problems: tuple[Problem, ...]
    refs: tuple[FeatureRef, ...]


def is_confirmations(read: Read) -> bool:
    """Whether a table is the project's file of decisions, not a register.

    Parameters
    ----------
    read
        A table.

    Returns
    -------
    bool
        By its name inside the project.

    Examples
    --------
    >>> from pathlib import Path
    >>> from pandas import DataFrame
    >>> from muban.gis.source import Read, Source
    >>> source = Source(Path("confirmed.csv"), "register/confirmed.csv", "")
    >>> is_confirmations(Read(source, "", "grid", DataFrame(), ()))
    True
    """
    return read.source.name == CONFIRMED_FILE


def registers_of(known: Known) -> Registers:
    """The registers of a project, resolved to its villages; personal texts are still in them."""
    return build_designations(
        known.sheets.of("register"),
        gazetteer=known.gazetteer,
        province_code=known.province,
        decided=known.sheets.of("confirmations"),
    )


def build_designations(
    reads: Iterable[Read],
    *,
    gazetteer: Gazetteer,
    province_code: str,
    decided: Iterable[Read] = (),
) -> Registers:
    """Read and resolve all registers of a project.

    Parameters
    ----------
    reads
        Tables recognised as registers; one table may hold several.
    gazetteer
        The villages that may be meant.
    province_code
        Two digits; the province whose registers they are.
    decided
        The table of decisions, if there is one.
    """
    tables = [table for read in reads for table in read_register(read)]
    confirmations = Confirmations()
    for read in decided:
        confirmations = read_confirmations(read)
    resolved = join_registers(
        [
            resolve_register(
                table, gazetteer, province_code=province_code, confirmations=confirmations
            )
            for table in tables
        ]
    )
    problems = (*resolved.problems, *check_confirmations(confirmations, tables, gazetteer))
    refs = tuple(ref for table in tables for ref in table.refs())
    return Registers(resolved.frame, problems, refs)
