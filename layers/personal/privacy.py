"""What may be public: personal data found in texts, and tables reduced to public columns.

The Personal Data Protection Act (พ.ร.บ.คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562, in full force since
1 June 2565) and the nature of จปฐ. data (households) decide. A public page is made from
reduced data; nothing is hidden by a style sheet. :mod:`web.privacy_gate` searches the
finished site once more.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Literal, TypeVar

import pandas as pd

from gis.problems import Effect, Problem, Where, problem
from gis.text.thai_text import arabic_digits, normalise
from layers.personal.personal_names import column_holds, find_names
from layers.personal.privacy_patterns import PatternFind, find_numbers, is_national_id

__all__ = [
    "Finding",
    "PrivacyRule",
    "Screened",
    "cut_short",
    "find_household_pin",
    "find_personal",
    "reduce_public",
    "screen_records",
]

Kind = Literal[
    "national_id",
    "phone",
    "person_name",
    "house_number",
    "email",
    "line_id",
    "household_pin",
    "photo_metadata",
]


@dataclass(frozen=True, slots=True)
class PrivacyRule:
    """What a person decided about privacy, in ``muban.toml``.

    Parameters
    ----------
    threshold
        Counts below it are shown as «<threshold».
    allowed
        Texts that look personal and are not (a shop called after its founder): exactly as
        they are found. Each is a decision of the office that publishes.
    """

    threshold: int = 5
    allowed: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something personal in a text.

    ``excerpt`` is cut short, so that the report of a secret does not tell it.
    """

    kind: Kind
    where: Where
    excerpt: str

    def problem(self, *, effect: Effect | None = None) -> Problem:
        """The finding as a problem of the catalogue (``privacy.national_id`` …)."""
        return problem(f"privacy.{self.kind}", self.where, effect=effect, excerpt=self.excerpt)


_NO_RULE = PrivacyRule()
FrameT = TypeVar("FrameT", bound=pd.DataFrame)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-") | dict.fromkeys("／∕", "/"))


def find_personal(text: str, *, where: Where, rule: PrivacyRule = _NO_RULE) -> list[Finding]:
    """Search one text for personal data.

    Identity numbers, telephone numbers, names with a title or rank, house numbers,
    e-mail addresses and LINE ids, in Thai or Arabic digits and in any usual writing. The
    heading of the column (``where.field``) counts as evidence: a bare name in a column
    ชื่อ-สกุล is a name.

    Parameters
    ----------
    text
        As it would be published.
    where
        Its place, kept in every finding.
    rule
        Texts that a person has allowed.

    Returns
    -------
    list of Finding
        In the order of the text; empty when nothing is personal.

    Examples
    --------
    >>> [f.kind for f in find_personal("นายสมชาย ใจดี ๐๘๑-๒๓๔ ๕๖๗๘", where=Where("a.xlsx"))]
    ['person_name', 'phone']
    >>> find_personal("บ้านนายูง ต.นายูง 43160501", where=Where("a.xlsx"))
    []
    >>> find_personal("", where=Where("a.xlsx"))
    []
    """
    if not text:
        return []
    clean = arabic_digits(normalise(text, lines=True)).translate(_DASHES)
    found = [*find_numbers(clean)]
    found += [PatternFind("person_name", n.text, n.start, n.end) for n in find_names(clean)]
    if not found and where.field is not None:
        found = [*_by_heading(clean, where.field)]
    found.sort(key=lambda hit: (hit.start, hit.end, hit.kind))
    return [
        Finding(hit.kind, where, cut_short(hit.text))  # type: ignore[arg-type]
        for hit in found
        if hit.text not in rule.allowed and text.strip() not in rule.allowed
    ]


def _by_heading(text: str, heading: str) -> Iterator[PatternFind]:
    kind = column_holds(heading)
    if kind is None:
        return
    digits = "".join(letter for letter in text.removesuffix(".0") if letter.isdecimal())
    is_it = {
        "person_name": any(letter.isalpha() for letter in text),
        "phone": 8 <= len(digits) <= 12,
        "house_number": bool(digits),
        "national_id": is_national_id(digits) or len(digits) == 13,
    }[kind]
    if is_it:
        yield PatternFind(kind, text, 0, len(text))


def cut_short(text: str) -> str:
    """As much of a secret as its report may tell."""
    shown = text[: 5 if len(text) > 8 else 2]
    return f"{shown}…"


@cache
def _pin_words() -> Mapping[str, tuple[str, ...]]:
    table = json.loads(
        resources.files("layers.data").joinpath("household_pins.json").read_text("utf-8")
    )
    return {key: tuple(words) for key, words in table.items() if key != "about"}


def find_household_pin(text: str, *, where: Where) -> Finding | None:
    """A pin's name (or folder) that points at a household in need; None otherwise.

    A place that serves such people (ศูนย์ฟื้นฟูคนพิการ, หอผู้ป่วย) is no household.

    Examples
    --------
    >>> find_household_pin("บ้านผู้ป่วยติดเตียง หลังที่ 2", where=Where("a.kml")).kind
    'household_pin'
    >>> find_household_pin("ศูนย์ฟื้นฟูสมรรถภาพคนพิการ", where=Where("a.kml")) is None
    True
    """
    words = _pin_words()
    plain = normalise(text).casefold()
    if plain.startswith(words["places"]) and not plain.startswith(words["never_places"]):
        return None
    needy = plain.startswith(words["starts"]) or any(word in plain for word in words["households"])
    return Finding("household_pin", where, cut_short(normalise(text))) if needy else None


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
    rule: PrivacyRule = _NO_RULE,
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
    rule
        Texts that a person has allowed.

    Returns
    -------
    Screened
        The rows that may go on, and an error for everything taken out.
    """
    keep: list[bool] = []
    problems: list[Problem] = []
    columns = [column for column in texts if column in frame.columns]
    emptied: dict[str, list[object]] = {column: [] for column in columns}
    for row in frame.drop(columns="geometry", errors="ignore").to_dict("records"):
        record = {str(column): value for column, value in row.items()}
        place = _place_of(record)
        refused = _refusals(record, place, name, group, pins, rule)
        problems += [finding.problem(effect=Effect.SET_ASIDE) for finding in refused]
        keep.append(not refused)
        for column, values in emptied.items():
            found = find_personal(_text(record[column]), where=place.at(field=column), rule=rule)
            values.append("" if found else record[column])
            if not refused:
                problems += [finding.problem(effect=Effect.REPAIRED) for finding in found]
    clean = frame.copy()
    for column, values in emptied.items():
        clean[column] = pd.Series(values, index=frame.index, dtype=object)
    return Screened(clean.loc[pd.Series(keep, index=frame.index, dtype=bool)], tuple(problems))


def _refusals(
    record: Mapping[str, object],
    place: Where,
    name: str,
    group: str | None,
    pins: bool,
    rule: PrivacyRule,
) -> list[Finding]:
    at = place.at(field=name)
    text = _text(record.get(name))
    found = find_personal(text, where=at, rule=rule)
    if pins and text not in rule.allowed:
        pin = find_household_pin(text, where=at)
        if pin is None and group is not None:
            pin = find_household_pin(_text(record.get(group)), where=place.at(field=group))
        found += [pin] if pin is not None else []
    return found


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
