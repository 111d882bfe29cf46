"""Who must do what by when, for villages and tambons, amphoe and province.

The letter's lists stand in ``duties.json``, each duty with its place in the letter. Where one
date comes after another that it feeds, the earlier one is the duty and a note says so. A
project may state those of its own year (:mod:`muban.layers.register.rules_rows`).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Literal

import pandas as pd

from muban.gis.text.buddhist_year import thai_date
from muban.layers.register.register_reading import RegisterKind, RegisterLevel

__all__ = ["DUTY_COLUMNS", "Duty", "build_duties", "letter_duties"]

DUTY_COLUMNS = (
    "kind", "level", "order", "due", "due_th", "duty", "who", "to", "place", "budget", "note",
)  # fmt: skip
"""Columns of :func:`build_duties`; ``due`` is a date or None, ``due_th`` the same as written."""

_WORDS = ("duty", "who", "to", "place", "note")
_Spoken = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty; words by language, ``budget`` in baht as it is written."""

    kind: RegisterKind
    level: RegisterLevel
    order: int
    due: dt.date | None
    duty: _Spoken
    who: _Spoken
    to: _Spoken
    place: _Spoken
    note: _Spoken = field(default_factory=lambda: {"th": "", "en": ""})
    budget: str = ""


@cache
def letter_duties() -> tuple[Duty, ...]:
    """The duties of the letter of 2563.

    Returns
    -------
    tuple of Duty
        In the letter's order.

    Examples
    --------
    >>> min(duty.due.year for duty in letter_duties() if duty.due)  # 2563 of the Buddhist era
    2020
    """
    text = resources.files("muban.layers.data").joinpath("duties.json").read_text("utf-8")
    return tuple(
        Duty(**{**row, "due": dt.date.fromisoformat(row["due"]) if row["due"] else None})
        for row in json.loads(text)["duties"]
    )


def build_duties(
    lang: Literal["th", "en"] = "th", duties: Iterable[Duty] | None = None
) -> pd.DataFrame:
    """The lists of duties as one table, in the order they fall due within each list.

    Parameters
    ----------
    lang
        Of the words.
    duties
        Those of a year; None for the letter's.

    Examples
    --------
    >>> duties = build_duties()
    >>> len(duties), duties["due_th"].iloc[0]
    (16, '16 มีนาคม 2563')
    """
    records = [
        {
            "kind": one.kind,
            "level": one.level,
            "order": one.order,
            "due": one.due,
            "due_th": thai_date(one.due) if one.due else "",
            "budget": one.budget,
            **{name: getattr(one, name)[lang] for name in _WORDS},
        }
        for one in (letter_duties() if duties is None else duties)
    ]
    return pd.DataFrame.from_records(records, columns=list(DUTY_COLUMNS))
