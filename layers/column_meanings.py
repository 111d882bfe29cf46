"""Which columns a layer has, what each means to the reader of its kind, and which hold anything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from muban.gis.headings.fields import find_fields
from muban.gis.headings.fits import is_filled
from muban.gis.headings.heading_table import heading_key, keys_of
from muban.gis.headings.table_headings import table_headings
from muban.gis.reading.tables.coordinate_columns import find_columns
from muban.gis.reading.tables.table_points import points_from_grid
from muban.layers.indicator.indicator_recognise import headed_lines, recognised
from muban.layers.personal.personal_names import column_holds
from muban.layers.pin_photos import PHOTO_COLUMN, photo_of
from muban.layers.stated_columns import own_columns

if TYPE_CHECKING:
    import pandas as pd

    from muban.gis.source import FileSettings, Read
    from muban.layers.indicator.indicator_mapping import IndicatorMapping

__all__ = ["Columns", "columns_of", "note_columns"]

_KML_TEXTS = (("_name", "name"), ("_description", "description"))
"""What a reader keeps apart from a record's own columns, and what the file calls it."""
_FIRST_ROWS = 25
_OF_RESULTS = ("place", "row", "value")


@dataclass(frozen=True, slots=True)
class Columns:
    """A layer's columns by heading with their meaning ('' for none), and those with a cell."""

    meanings: Mapping[str, str]
    filled: frozenset[str]


def columns_of(
    read: Read,
    role: str | None,
    *,
    drawn_as: bool,
    stated: FileSettings | None,
    mapping: IndicatorMapping,
) -> Columns:
    """All columns of a layer.

    Parameters
    ----------
    read
        As it came in.
    role
        What kind of table it is; None for shapes, and for tables that nobody knows.
    drawn_as
        Whether its records became shapes.
    stated
        What ``muban.toml`` says of its file.
    mapping
        ``[indicators]`` of ``muban.toml``.
    """
    points = read if read.kind == "features" else points_from_grid(read) if drawn_as else None
    if role is None and points is not None:
        return Columns(_meanings_of_records(points, stated), frozenset(_filled(points)))
    if role == "indicators":
        meanings = _meanings_of_results(read, mapping)
    elif role is not None:
        meanings = _meanings_of_table(read, role)
    else:
        meanings = dict.fromkeys(_headed(read).columns.values(), "")
    return Columns(meanings, frozenset(_filled(read)))


def note_columns(frame: pd.DataFrame) -> list[str]:
    """The columns of some records that are notes by their heading.

    Examples
    --------
    >>> import pandas as pd
    >>> note_columns(pd.DataFrame({"หมายเหตุ": ["ก"], "Note": ["ข"], "ชื่อ": ["ค"]}))
    ['หมายเหตุ', 'Note']
    """
    return [column for column in own_columns(frame) if heading_key(column) in _note_words()]


@cache
def _note_words() -> frozenset[str]:
    text = resources.files("muban.layers.data").joinpath("column_fates.json").read_text("utf-8")
    return frozenset(heading_key(word) for word in json.loads(text)["note_words"])


def _columns(read: Read) -> dict[str, str]:
    """A grid's columns by letters: the first text in each, which is most often its heading."""
    head = read.frame.head(_FIRST_ROWS)
    found: dict[str, str] = {}
    for letters in head.columns:
        texts = [str(cell).strip() for cell in head[letters] if is_filled(cell)]
        if texts:
            found[str(letters)] = _unused(texts[0][:60], str(letters), found)
    return found


def _unused(heading: str, letters: str, taken: Mapping[str, str]) -> str:
    """A heading that stands twice keeps its letters beside it."""
    return f"{heading} [{letters}]" if heading in taken.values() else heading


def _filled(read: Read) -> set[str]:
    """The columns that hold anything under their heading."""
    frame = read.frame
    if read.kind == "features":
        names = [*own_columns(frame), *(column for column, _ in _KML_TEXTS if column in frame)]
        called = dict(_KML_TEXTS)
        return {
            called.get(name, name) for name in names if any(is_filled(cell) for cell in frame[name])
        }
    heads = _headed(read)
    return {
        heading
        for letters, heading in heads.columns.items()
        if any(is_filled(cell) for cell in frame[letters].iloc[heads.below :])
    }


@dataclass(frozen=True, slots=True)
class _Heads:
    """The headings of a grid by letters, and how many rows stand above the first record."""

    columns: Mapping[str, str]
    below: int


def _headed(read: Read) -> _Heads:
    """The row that holds most headings that any table knows."""
    known = {key for role in _TABLES for key in _keys(role)}
    best, at = 1, 0
    head = read.frame.head(_FIRST_ROWS)
    for position, cells in enumerate(head.to_numpy(dtype=object).tolist()):
        count = sum(isinstance(cell, str) and heading_key(cell) in known for cell in cells)
        if count > best:
            best, at = count, position
    if best == 1:
        return _Heads(_columns(read), 0)
    found: dict[str, str] = {}
    for letters in head.columns:
        cell = head[letters].iloc[at]
        if is_filled(cell):
            found[str(letters)] = _unused(str(cell).strip(), str(letters), found)
    below = {**_columns(read), **found}
    return _Heads({letters: below[letters] for letters in below}, at + 1)


_TABLES = ("register", "population", "gazetteer", "indicator_places", "indicator_rows")


def _keys(role: str) -> Mapping[str, str]:
    """Heading → meaning of a kind of table."""
    if role != "gazetteer":
        return table_headings(role)
    meanings = ("village_code", "moo", "village", "village_en", "tambon_code", "tambon",
                "tambon_en", "amphoe_code", "amphoe", "amphoe_en", "province_code", "province",
                "province_en", "lon", "lat")  # fmt: skip
    return {key: one for one in reversed(meanings) for key in keys_of(one, "words", "also")}


def _meanings_of_results(read: Read, mapping: IndicatorMapping) -> dict[str, str]:
    headed = recognised(read, mapping) or headed_lines(read, mapping)
    columns = () if headed is None else headed.headings.columns
    kinds = {one.letters: one.kind for one in columns}
    return {
        heading: kind if (kind := kinds.get(letters, "")) in _OF_RESULTS else ""
        for letters, heading in _headed(read).columns.items()
    }


def _meanings_of_table(read: Read, role: str) -> dict[str, str]:
    """What each column of a table means to the reader of its kind; '' for none."""
    coordinates = _coordinates(read)
    keys = _keys(role) if role in _TABLES else {}
    return {
        heading: keys.get(heading_key(heading.partition(" [")[0]), "")
        or ("lon" if letters in coordinates else "")
        or ("confirmed" if role == "confirmations" else "")
        for letters, heading in _headed(read).columns.items()
    }


def _coordinates(read: Read) -> set[str]:
    found = find_columns(read.frame.to_numpy(dtype=object).tolist())
    if found is None:
        return set()
    letters = [str(column) for column in read.frame.columns]
    return {letters[at] for at in (found.first, found.second, found.zone_column) if at is not None}


def _meanings_of_records(read: Read, stated: FileSettings | None) -> dict[str, str]:
    """What each column of shapes means; '' for none."""
    frame = read.frame
    meanings = dict.fromkeys(own_columns(frame), "")
    fields = find_fields(frame)
    for meaning in fields:
        meanings |= {column: meaning for column in fields.all(meaning) if not meanings.get(column)}
    meanings |= dict.fromkeys(note_columns(frame), "note")
    if PHOTO_COLUMN in meanings and any(photo_of({PHOTO_COLUMN: it}) for it in frame[PHOTO_COLUMN]):
        meanings[PHOTO_COLUMN] = PHOTO_COLUMN
    meanings |= {column: "lon" for column in own_columns(frame) if _is_coordinate(column)}
    if stated is not None:
        meanings |= {column: meaning for meaning, column in stated.columns if column in meanings}
        meanings |= {
            column: "note"
            for column in stated.public
            if column in meanings and not column_holds(column)
        }
    # Of a row of a table the name is a copy of one of its cells.
    for column, called in () if read.rows else _KML_TEXTS:
        if column in frame and any(is_filled(cell) for cell in frame[column]):
            allowed = stated is not None and called in stated.public
            meanings.setdefault(called, "name" if called == "name" else "note" * allowed)
    return meanings


def _is_coordinate(column: str) -> bool:
    return heading_key(column) in {*keys_of("lon", "words"), *keys_of("lat", "words")}
