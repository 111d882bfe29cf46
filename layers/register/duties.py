"""Who must do what by when, for villages and tambons, amphoe and province: the letter's dates.

Four lists (``duties.json``), each duty with its place in the letter. Where one date comes
after another that it feeds, the earlier one is the duty and a note says so.
"""

from __future__ import annotations

import datetime as dt
import json
from importlib import resources
from typing import Literal

import pandas as pd

from muban.gis.text.buddhist_year import thai_date

__all__ = ["DUTY_COLUMNS", "build_duties"]

DUTY_COLUMNS = ("kind", "level", "order", "due", "due_th", "duty", "who", "to", "place", "note")
"""Columns of :func:`build_duties`; ``due`` is a date or None, ``due_th`` the same as written."""


def build_duties(lang: Literal["th", "en"] = "th") -> pd.DataFrame:
    """The four lists of duties as one table, in the order they fall due within each list.

    Examples
    --------
    >>> duties = build_duties()
    >>> len(duties), duties["due_th"].iloc[0]
    (13, '16 มีนาคม 2563')
    """
    text = resources.files("muban.layers.data").joinpath("duties.json").read_text("utf-8")
    records = []
    for row in json.loads(text)["duties"]:
        due = dt.date.fromisoformat(row["due"]) if row["due"] else None
        words = {name: row[name][lang] for name in ("duty", "who", "to", "place", "note")}
        records.append({**row, **words, "due": due, "due_th": thai_date(due) if due else ""})
    return pd.DataFrame.from_records(records, columns=list(DUTY_COLUMNS))
