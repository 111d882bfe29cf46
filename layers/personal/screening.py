"""Tables without their personal records and texts, reduced to what is public."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import pandas as pd

from muban.gis.problems import Effect, Problem, Where
from muban.gis.table_rows import rows_of
from muban.layers.personal.bare_names import Named
from muban.layers.personal.household_pins import find_household_pin
from muban.layers.personal.privacy import Finding, PrivacyRule, find_personal

__all__ = ["Screened", "reduce_public", "screen_records"]

_NO_RULE = PrivacyRule()
FrameT = TypeVar("FrameT", bound=pd.DataFrame)


@dataclass(frozen=True, eq=False)
class Screened:
    """A table without its personal records and texts, and what was taken out."""

    frame: pd.DataFrame
    problems: tuple[Problem, ...]


def screen_records(
    frame: pd.DataFrame,
    *,
    name: str = "name",
    texts: Sequence[str] = ("note",),
    group: str | None = None,
    pins: bool = False,
    named: Named = "thing",
    rule: PrivacyRule = _NO_RULE,
    is_place: Callable[[str], bool] | None = None,
) -> Screened:
    """Take everything personal out of a table before it goes any further.

    A record whose name is personal is set aside (the place itself would tell who lives
    there); any other text that is personal is emptied, and a note says so.

    Parameters
    ----------
    frame
        Rows with ``_file``, ``_layer`` and ``_number``, as all tables of the atlas have.
    name
        The column that names the record.
    texts
        Other columns of text that would be published.
    group
        A column whose words tell what the record is (a KML folder), checked for
        households in need together with the name.
    pins
        True for points: pins of households in need are set aside as well.
    named
        What the names name (:func:`muban.layers.personal.privacy.find_personal`).
    rule
        Texts that a person has allowed.
    is_place
        Whether a name is surely a place's; asked of names that may be a person's.

    Returns
    -------
    Screened
        The rows that may go on, and an error for everything taken out.

    Examples
    --------
    >>> pins = pd.DataFrame({
    ...     "name": ["วัดโพธิ์ชัย", "นายสมชาย ใจดี"], "note": ["โทร 081-234-5678", ""],
    ...     "_file": "ก.kml", "_layer": "", "_number": [1, 2]})
    >>> safe = screen_records(pins, named="pin")
    >>> safe.frame[["name", "note"]].to_numpy().tolist()
    [['วัดโพธิ์ชัย', '']]
    >>> [found.where.number for found in safe.problems]
    [1, 2]
    """
    keep: list[bool] = []
    problems: list[Problem] = []
    columns = [column for column in texts if column in frame.columns]
    emptied: dict[str, list[object]] = {column: [] for column in columns}
    for row in rows_of(frame.drop(columns="geometry", errors="ignore")):
        record = {str(column): value for column, value in row.items()}
        place = _place_of(record)
        at = place.at(field=name)
        refused = _refusals(record, name, at, named, rule, is_place)
        if pins and not refused:
            refused = _household(record, name, at, group, rule)
        problems += [finding.problem(effect=Effect.SET_ASIDE) for finding in refused]
        keep.append(not refused)
        for column, values in emptied.items():
            text = _text(record[column])
            found = text and find_personal(
                text, where=place.at(field=column), rule=rule, named="place"
            )
            values.append("" if found else record[column])
            if found and not refused:
                problems += [finding.problem(effect=Effect.REPAIRED) for finding in found]
    clean = frame.copy()
    for column, values in emptied.items():
        clean[column] = pd.Series(values, index=frame.index, dtype=object)
    return Screened(clean.loc[pd.Series(keep, index=frame.index, dtype=bool)], tuple(problems))


def _refusals(
    record: Mapping[str, object],
    name: str,
    at: Where,
    named: Named,
    rule: PrivacyRule,
    is_place: Callable[[str], bool] | None,
) -> list[Finding]:
    text = _text(record.get(name))
    found = find_personal(text, where=at, rule=rule, named=named)
    if is_place is not None and any(one.kind == "maybe_person" for one in found) and is_place(text):
        return [one for one in found if one.kind != "maybe_person"]
    return found


def _household(
    record: Mapping[str, object], name: str, at: Where, group: str | None, rule: PrivacyRule
) -> list[Finding]:
    text = _text(record.get(name))
    if text in rule.allowed:
        return []
    pin = find_household_pin(text, where=at)
    if pin is None and group is not None:
        pin = find_household_pin(_text(record.get(group)), where=at.at(field=group))
    return [] if pin is None else [pin]


def _place_of(record: Mapping[str, object]) -> Where:
    """The record's place, without its name: the name may be the secret."""
    number = record.get("_number")
    return Where(
        file=_text(record.get("_file")),
        layer=_text(record.get("_layer")) or None,
        number=int(number) if isinstance(number, (int, float)) else None,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def reduce_public(frame: FrameT, public: Sequence[str]) -> FrameT:
    """The columns that are marked public, in that order; all others are gone.

    Columns are private unless marked, so a column nobody thought of is not published.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"phone": ["…"], "name": ["บ้านมีชัย"]})
    >>> list(reduce_public(table, ["name", "moo"]).columns)
    ['name']
    """
    kept: FrameT = frame[[column for column in public if column in frame.columns]].copy()
    return kept
