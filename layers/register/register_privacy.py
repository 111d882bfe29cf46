"""Personal texts in a register: told with the row they stand in, before anything is made.

A row is not taken out for them: without it a village would pass as never designated. The
gate of the pages refuses what would be published, and cannot know the register's own row.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

from gis.problems import Effect, Problem, Where
from layers.personal.privacy import PrivacyRule, find_personal

if TYPE_CHECKING:
    import pandas as pd

    from layers.personal.bare_names import Named

__all__ = ["check_personal"]

_CELLS = {"name": "หมู่บ้าน", "tambon": "ตำบล", "amphoe": "อำเภอ"}
_LINE = {"written": "ข้อความในแถว"}


def check_personal(designations: pd.DataFrame, rule: PrivacyRule) -> list[Problem]:
    """What is personal in a register, each find with file, row and column.

    Parameters
    ----------
    designations
        Columns of :data:`layers.atlas.DESIGNATION_COLUMNS`.
    rule
        Texts that a person has allowed.

    Returns
    -------
    list of Problem
        Errors ``privacy.*`` that set nothing aside.
    """
    return [
        found
        for row in designations.to_dict("records")
        for found in _finds(row, _CELLS, rule, "place") or _finds(row, _LINE, rule, "nothing")
    ]


def _finds(
    row: Mapping[Hashable, Any], columns: Mapping[str, str], rule: PrivacyRule, named: Named
) -> list[Problem]:
    # Without the row's name: the name may be the secret.
    where = Where(row["_file"], row["_layer"] or None, int(row["_number"]), unit="row")
    return [
        finding.problem(effect=Effect.NONE)
        for column, heading in columns.items()
        for finding in find_personal(
            str(row[column]), where=where.at(field=heading), rule=rule, named=named
        )
    ]
