"""Recognise a gazetteer (ทำเนียบ) in a table or a layer, whatever its columns are called.

Headings are those of :mod:`muban.gis.headings`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pandas as pd

from muban.gis.codes.admin_codes import CodeLength, parse_code
from muban.gis.headings.fields import find_fields, stated_codes
from muban.gis.headings.heading_table import heading_key, keys_of, lists_persons
from muban.gis.once import Once
from muban.gis.text.place_words import parse_moo
from muban.gis.text.thai_normal import normalise
from muban.gis.text.true_text import true_name

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from muban.gis.problems import Problem
    from muban.gis.source import Read

__all__ = [
    "GAZETTEER_COLUMNS",
    "cut_gazetteer",
    "gazetteer_rows",
    "gazetteer_table",
    "names_gazetteer",
    "recognise_columns",
]

GAZETTEER_COLUMNS = (
    "village_code",
    "moo",
    "village",
    "village_en",
    "tambon_code",
    "tambon",
    "tambon_en",
    "amphoe_code",
    "amphoe",
    "amphoe_en",
    "province_code",
    "province",
    "province_en",
    "lon",
    "lat",
)
"""Columns that :func:`muban.gis.gazetteer.gazetteer.build_gazetteer` reads; any may be missing."""

_HEADER_WITHIN = 25
_MEANINGS: Mapping[str, str] = MappingProxyType(
    {key: column for column in reversed(GAZETTEER_COLUMNS) for key in keys_of(column, "words")}
)
"""Heading → column; a bare «ชื่อ» names a village only where nothing else does."""
_BARE_NAMES = frozenset(keys_of("village", "also"))


def recognise_columns(
    headings: Iterable[object], *, holds: Callable[[str, str], bool] | None = None
) -> dict[object, str]:
    """Which of some headings are known, and as what; each column at most once.

    ``holds`` tells whether what stands under a heading can be such a column; a heading under
    which it cannot is passed over for a later one.

    Examples
    --------
    >>> recognise_columns(["ที่", "รหัสหมู่บ้าน", "ชื่อหมู่บ้าน", "หมู่ที่"])
    {'รหัสหมู่บ้าน': 'village_code', 'ชื่อหมู่บ้าน': 'village', 'หมู่ที่': 'moo'}
    >>> recognise_columns(["ADM3_PCODE", "ADM3_TH"])
    {'ADM3_PCODE': 'tambon_code', 'ADM3_TH': 'tambon'}
    >>> recognise_columns(["VILL_CODE", "VILL_IDN"], holds=lambda heading, _: heading[5] == "I")
    {'VILL_IDN': 'village_code'}
    """
    found: dict[object, str] = {}
    headings = list(headings)
    persons = lists_persons(headings)
    for heading in headings:
        if not isinstance(heading, str):
            continue
        column = _MEANINGS.get(heading_key(heading))
        if column is None or column in found.values():
            continue
        if holds is None or holds(heading, column):
            found[heading] = column
    if "village" not in found.values() and not persons:
        bare = [h for h in headings if isinstance(h, str) and heading_key(h) in _BARE_NAMES]
        found.update(dict.fromkeys(bare[:1], "village"))
    return found


def _is_gazetteer(columns: Iterable[str], *, shapes: bool) -> bool:
    """Whether columns list villages with codes, units with codes, or named village points."""
    has = set(columns)
    coded = "village_code" in has or {"tambon_code", "moo"} <= has
    placed = shapes or {"lon", "lat"} <= has
    point = placed and {"village", "tambon", "amphoe"} <= has
    unit = bool({"tambon_code", "amphoe_code"} & has) and bool({"tambon", "amphoe"} & has)
    return (coded and "village" in has) or point or unit


def names_gazetteer(headings: Iterable[object]) -> bool:
    """Whether headings are those of a gazetteer's table, whatever stands under them.

    Examples
    --------
    >>> names_gazetteer(["รหัสหมู่บ้าน", "หมู่ที่", "หมู่บ้าน"]), names_gazetteer(["43010101", "1", "โพน"])
    (True, False)
    """
    return _is_gazetteer(recognise_columns(headings).values(), shapes=False)


@Once
def gazetteer_rows(read: Read) -> pd.DataFrame | None:
    """The rows of a gazetteer, with its columns under their own names.

    Parameters
    ----------
    read
        A grid (the header row is looked for in the first rows) or features (their
        attributes; points also give ``lon`` and ``lat`` where the layer is in degrees).

    Returns
    -------
    DataFrame or None
        Columns of :data:`GAZETTEER_COLUMNS` as found, and ``_number``; None where the
        layer is no gazetteer. Codes are text, ``moo`` a number, names normalised. Not to be
        changed: the next who asks gets the same frame.
    """
    table = gazetteer_table(read)
    return None if table is None else _clean(table)


@Once
def gazetteer_table(read: Read) -> pd.DataFrame | None:
    """The rows of a gazetteer as they are written: what one is, at a small part of the cost.

    Parameters
    ----------
    read
        As for :func:`gazetteer_rows`.

    Returns
    -------
    DataFrame or None
        The columns of :func:`gazetteer_rows`, cells as they stand. Not to be changed.
    """
    table = _from_features(read) if read.kind == "features" else _from_grid(read)
    return None if table is None or not len(table) else table


def cut_gazetteer(
    read: Read, kept: npt.NDArray[np.bool_], problems: Iterable[Problem] = ()
) -> Read:
    """A gazetteer's table with some of its rows; what stands above them stays.

    Parameters
    ----------
    read
        A grid that is a gazetteer.
    kept
        For each row of :func:`gazetteer_table`, whether it stays.
    problems
        What there is to say of it.

    Returns
    -------
    Read
        ``numbers`` are still those of every row that was met.
    """
    table = gazetteer_table(read)
    assert table is not None
    cut = read.with_frame(read.frame.drop(index=pd.Index(table["_number"][~kept])), problems)
    # What the columns are was told by the whole table, and stays so.
    gazetteer_table.put(cut, table[kept])
    return cut


def _from_grid(read: Read) -> pd.DataFrame | None:
    grid = read.frame
    for position in range(min(_HEADER_WITHIN, len(grid))):
        row = grid.iloc[position]
        body = grid.iloc[position + 1 :]
        known = recognise_columns(row.tolist(), holds=_under(dict(_first_letters(row)), body))
        if not _is_gazetteer(known.values(), shapes=False):
            continue
        letters = {letter: known[cell] for letter, cell in row.items() if cell in known}
        table = body[list(letters)].rename(columns=letters)
        table = table.loc[:, ~table.columns.duplicated()].assign(_number=body.index)
        return table[table.drop(columns="_number").notna().any(axis=1)]
    return None


def _from_features(read: Read) -> pd.DataFrame | None:
    frame = read.frame
    fields = find_fields(frame, also=("village",))
    known = {column: fields[column] for column in GAZETTEER_COLUMNS if column in fields}
    if not _is_gazetteer(known, shapes=True):
        return None
    table = pd.DataFrame(frame[list(known.values())]).set_axis(list(known), axis=1)
    for level in ("tambon", "amphoe"):
        if f"{level}_code" in known:
            table[f"{level}_code"] = stated_codes(frame, fields, level)
    table = table.assign(_number=frame["_number"].to_numpy())
    if "lon" in table or not _in_degrees(frame):
        return table
    points = frame.geometry
    is_point = (points.geom_type == "Point") & ~points.is_empty
    return table.assign(
        lon=points.where(is_point).x.to_numpy(), lat=points.where(is_point).y.to_numpy()
    )


def _in_degrees(frame: pd.DataFrame) -> bool:
    crs = getattr(frame, "crs", None)
    return crs is not None and bool(crs.equals("EPSG:4326", ignore_axis_order=True))


_CODE_DIGITS: tuple[tuple[str, CodeLength], ...] = (
    ("village_code", 8),
    ("tambon_code", 6),
    ("amphoe_code", 4),
    ("province_code", 2),
)


def _first_letters(row: pd.Series[Any]) -> Iterator[tuple[str, str]]:
    """The column in which each heading of a row stands first."""
    for letter, cell in reversed(list(row.items())):
        if isinstance(cell, str):
            yield cell, str(letter)


def _under(letters: Mapping[str, str], body: pd.DataFrame) -> Callable[[str, str], bool]:
    """Whether what stands under a heading can be a column."""
    return lambda heading, column: _can_hold(column, body[letters[heading]])


def _can_hold(column: str, values: pd.Series[Any]) -> bool:
    """Whether values can be what a heading says: codes of their length, anything else.

    ``VILL_CODE`` is the village's whole code in one office's files and the moo in another's.
    """
    digits = dict(_CODE_DIGITS).get(column)
    if digits is None:
        return True
    filled = [value for value in values.head(200).dropna() if str(value).strip()]
    good = sum(parse_code(value, digits) is not None for value in filled)
    return good * 2 > len(filled) or not filled


def _clean(table: pd.DataFrame) -> pd.DataFrame:
    columns: dict[str, list[object]] = {}
    for column in table.columns:
        values = table[column].tolist()
        digits = dict(_CODE_DIGITS).get(str(column))
        if digits is not None:
            columns[column] = [parse_code(value, digits) for value in values]
        elif column == "moo":
            columns[column] = [parse_moo(value) for value in values]
        elif column in ("lon", "lat"):
            columns[column] = pd.to_numeric(pd.Series(values), errors="coerce").tolist()
        elif column == "_number":
            columns[column] = values
        else:
            columns[column] = _texts(values)
    return pd.DataFrame(columns)


def _texts(values: list[object]) -> list[object]:
    seen: dict[str, str] = {}
    texts: list[object] = []
    for value in values:
        if not isinstance(value, str):
            texts.append("")
            continue
        clean = seen.get(value)
        if clean is None:
            clean = seen[value] = normalise(true_name(value).name)
        texts.append(clean)
    return texts
