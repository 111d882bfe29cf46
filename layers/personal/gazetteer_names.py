"""Names of persons in a gazetteer: told where they stand, before they name a village.

A headman stands under ชื่อหมู่บ้าน where somebody pasted a column too far. His village is
there all the same, by its code; only the name is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muban.gis.problems import Effect, Problem
from muban.gis.text.place_words import with_village_prefix
from muban.layers.personal.privacy import Finding, PrivacyRule, find_personal

if TYPE_CHECKING:
    import pandas as pd

    from muban.gis.problems import Where
    from muban.gis.source import Read

__all__ = ["find_in_village_name", "screen_gazetteer"]

_CELLS = {
    "village": "หมู่บ้าน",
    "village_en": "หมู่บ้าน",
    "tambon": "ตำบล",
    "tambon_en": "ตำบล",
    "amphoe": "อำเภอ",
    "amphoe_en": "อำเภอ",
}


def screen_gazetteer(
    read: Read, table: pd.DataFrame, rule: PrivacyRule
) -> tuple[pd.DataFrame, list[Problem]]:
    """Empty the names of a gazetteer that are those of persons.

    Parameters
    ----------
    read
        The layer it was read from.
    table
        Its rows (:func:`muban.gis.gazetteer.gazetteer_rows.gazetteer_rows`).
    rule
        Texts that a person has allowed.

    Returns
    -------
    DataFrame
        The same rows; a village whose name was emptied may get it from another table.
    list of Problem
        Each name that was emptied, by its row.

    Examples
    --------
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> from muban.gis.source import Read, Source
    >>> rows = pd.DataFrame({"village": ["มีชัย", "นายสมชาย ใจดี"], "_number": [2, 3]})
    >>> read = Read(Source(Path("ก.csv"), "ก.csv", ""), "", "grid", rows, (2, 3))
    >>> clean, [found] = screen_gazetteer(read, rows, PrivacyRule())
    >>> clean["village"].tolist(), found.where.number
    (['มีชัย', ''], 3)
    """
    problems: list[Problem] = []
    clean = table.copy()
    for column in (column for column in _CELLS if column in table):
        personal = {
            name
            for name in table[column].unique()
            if isinstance(name, str) and find_in_village_name(name, read.where(), rule)
        }
        if not personal:
            continue
        for number, name in zip(table["_number"], table[column], strict=True):
            if name in personal:
                where = read.where(int(number), field=_CELLS[column])
                found = find_in_village_name(name, where, rule)
                problems += [finding.problem(effect=Effect.REPAIRED) for finding in found]
        clean[column] = table[column].where(~table[column].isin(personal), "")
    return clean, problems


def find_in_village_name(name: str, where: Where, rule: PrivacyRule) -> list[Finding]:
    """What is personal in a village's name, as it is written or as it is shown (with บ้าน).

    Parameters
    ----------
    name
        As it is written.
    where
        Its place.
    rule
        Texts that a person has allowed.

    Examples
    --------
    >>> from muban.gis.problems import Where
    >>> [found.kind for found in find_in_village_name("นายสมชาย ใจดี", Where("ก"), PrivacyRule())]
    ['person_name']
    >>> find_in_village_name("นายูง", Where("ก"), PrivacyRule())
    []
    """
    found = find_personal(name, where=where, rule=rule, named="place")
    if found or name in rule.allowed:
        return found
    return find_personal(with_village_prefix(name), where=where, rule=rule, named="place")
