"""Several registers of a project as one: what a later one says again is a repetition."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from muban.gis.problems import Problem, Where, problem
from muban.gis.table_rows import rows_of
from muban.layers.frame_check import empty_frame
from muban.layers.frames import DESIGNATION_COLUMNS
from muban.layers.register.designations import Resolved

__all__ = ["join_registers"]


def join_registers(parts: Sequence[Resolved]) -> Resolved:
    """Several registers as one, in their order; a project without any has an empty one.

    What a later register says again (the letter, and the sheet typed from it) is a repetition
    of the earlier one's row.

    Parameters
    ----------
    parts
        Registers whose rows are resolved.

    Returns
    -------
    Resolved
        Their rows, and the problems of all.

    Examples
    --------
    >>> len(join_registers([]).frame)
    0
    """
    empty = empty_frame(DESIGNATION_COLUMNS)
    problems = [found for part in parts for found in part.problems]
    first: dict[tuple[Hashable, ...], tuple[int, Hashable]] = {}
    frames: list[pd.DataFrame] = []
    for index, part in enumerate(parts):
        rows = rows_of(part.frame)
        again = [_said_before(row, first, index) for row in rows]
        problems += [_repeated(row, other) for row, other in zip(rows, again, strict=True) if other]
        if rows:
            repeats = pd.Series([other is not None for other in again], index=part.frame.index)
            numbers = pd.Series(again, index=part.frame.index, dtype=object)
            frames.append(
                part.frame.assign(
                    status=part.frame["status"].mask(repeats, "duplicate"),
                    duplicate_of=part.frame["duplicate_of"].mask(repeats, numbers),
                )
            )
    frame = pd.concat(frames, ignore_index=True) if frames else empty
    return Resolved(frame, tuple(problems))


def _said_before(
    row: Mapping[Hashable, Any],
    first: dict[tuple[Hashable, ...], tuple[int, Hashable]],
    part: int,
) -> int | None:
    """The row of an earlier register that says the same; None where there is none."""
    if row["status"] == "duplicate":
        return None
    code = row["village_code"] if row["kind"] == "village" else row["tambon_code"]
    open_ = row["status"] == "needs_person"
    place = (row["amphoe"], row["tambon"], row["name"], row["moo"]) if open_ else (code,)
    key = (row["kind"], row["year_be"], row["level"], open_, *place)
    earlier, number = first.setdefault(key, (part, row["row"]))
    return int(str(number)) if earlier != part else None


def _repeated(row: Mapping[Hashable, Any], other: int) -> Problem:
    where = Where(row["_file"], row["_layer"], row["_number"], row["name"], unit="row")
    return problem("register.duplicate", where, row=row["row"], written=row["written"], other=other)
