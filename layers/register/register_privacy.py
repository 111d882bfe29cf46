"""Personal texts in a register: their rows are set aside and told, and the rest is published.

One name pasted into a cell stops no site. Which villages may be proposed is told from the
register as it was read (``muban eligible``), where the row still counts.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from muban.gis.problems import Effect, Problem, Where
from muban.gis.table_rows import rows_of
from muban.layers.personal.privacy import PrivacyRule, find_personal

if TYPE_CHECKING:
    from muban.layers.personal.bare_names import Named
    from muban.layers.register.registers import Registers

__all__ = ["screen_register"]

_CELLS = {"name": "หมู่บ้าน", "tambon": "ตำบล", "amphoe": "อำเภอ"}
_LINE = {"written": "ข้อความในแถว"}


def screen_register(registers: Registers, rule: PrivacyRule) -> Registers:
    """Set aside the rows of a register that hold something personal.

    They are not published; who asks which villages were designated reads the register itself.

    Parameters
    ----------
    registers
        Designations with the columns of :data:`muban.layers.frames.DESIGNATION_COLUMNS`.
    rule
        Texts that a person has allowed.

    Returns
    -------
    Registers
        The rows that may go on, and an error ``privacy.*`` for each find with its row.
    """
    keep: list[bool] = []
    found: list[Problem] = []
    for row in rows_of(registers.frame):
        here = _finds(row, _CELLS, rule, "place") or _finds(row, _LINE, rule, "nothing")
        keep.append(not here)
        found += here
    if not found:
        return registers
    clean = registers.frame[pd.Series(keep, index=registers.frame.index, dtype=bool)]
    return replace(
        registers,
        frame=clean.reset_index(drop=True),
        problems=(*registers.problems, *found),
    )


def _finds(
    row: Mapping[Hashable, Any], columns: Mapping[str, str], rule: PrivacyRule, named: Named
) -> list[Problem]:
    # Without the row's name: the name may be the secret.
    where = Where(row["_file"], row["_layer"] or None, int(row["_number"]), unit="row")
    return [
        finding.problem(effect=Effect.SET_ASIDE)
        for column, heading in columns.items()
        for finding in find_personal(
            str(row[column]), where=where.at(field=heading), rule=rule, named=named
        )
    ]
