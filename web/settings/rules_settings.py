"""``[rules]`` and ``[[duties]]``: who may be nominated in the year, and what is due when.

The cells are understood where those of ``rules/*.xlsx`` are
(:mod:`muban.layers.register.rules_rows`): both may say the same in the same words.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["DutyConfig", "RuleRowConfig", "RulesConfig"]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class RuleRowConfig(_Row):
    """One of ``rows`` under ``[rules]``, as a row of the template ``rules.xlsx``."""

    kind: str
    level: str
    barred_by: str = ""
    from_: Annotated[int | None, Field(alias="from")] = None
    to: int | None = None
    count: int | None = None
    place: str = ""
    note: str = ""
    year_be: int | None = None


class RulesConfig(_Row):
    """``[rules]``: who may be nominated in the project's fiscal year."""

    letter: str = ""
    rows: tuple[RuleRowConfig, ...] = ()


class DutyConfig(_Row):
    """One ``[[duties]]``, as a row of the template ``duties.xlsx``."""

    kind: str
    level: str
    duty: str
    due: dt.date | str = ""
    who: str = ""
    to_whom: str = ""
    budget: str = ""
    place: str = ""
    note: str = ""
    year_be: int | None = None
