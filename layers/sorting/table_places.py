"""Coordinates in tables: whose places they are.

A table with coordinates may be a list of places (ชื่อสถานที่, ละติจูด, ลองจิจูด), and then its
rows are pins. Or it is a register, a gazetteer, CIA results, figures, to which an officer has
added พิกัด: then a row's coordinates are those of the village the row speaks of, and that
village is told by what the table's own reader understood, never guessed anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from muban.gis.codes.admin_codes import parse_code
from muban.gis.gazetteer.gazetteer_rows import gazetteer_rows
from muban.gis.headings.fields import find_fields
from muban.gis.headings.heading_table import heading_key, keys_of, lists_persons
from muban.gis.problems import Effect, Problem, problem
from muban.gis.source import RESERVED
from muban.gis.table_rows import rows_of
from muban.layers.indicator.indicators import read_indicators
from muban.layers.indicator.population import read_population
from muban.layers.personal.person_records import find_household
from muban.layers.register.register_reading import read_register
from muban.layers.village.recognise import mostly_villages

if TYPE_CHECKING:
    from muban.gis.source import Read
    from muban.layers.indicator.indicator_mapping import IndicatorMapping
    from muban.layers.indicator.joins import RowPlace

__all__ = ["lists_places", "points_of_villages"]

_PLACE_HEADINGS = frozenset(keys_of("place", "words"))
_BARE_NAMES = frozenset(keys_of("village", "also"))
_MEANINGS = ("village_code", "moo", "village", "village_en", "tambon_code", "tambon", "amphoe")
_Row = Mapping[str, object]


def lists_places(points: Read) -> bool:
    """Whether a table's rows are places with names of their own, not villages.

    A heading such as ชื่อสถานที่ says so. A bare ชื่อ does where the village has a column of
    its own, where a column tells the kind of place, or where no code says what is named.

    Parameters
    ----------
    points
        The table's rows, from
        :func:`muban.gis.reading.tables.table_points.points_from_grid`.

    Returns
    -------
    bool
        False of a list of villages.

    Examples
    --------
    >>> from pathlib import Path
    >>> import shapely
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> def points(**cells):
    ...     rows = [Record(2, shapely.Point(102.7, 17.8), cells)]
    ...     return build_features(Source(Path("ก.csv"), "ก.csv", ""), "", rows)
    >>> lists_places(points(ชื่อสถานที่="วัดโพธิ์ชัย")), lists_places(points(หมู่บ้าน="เหนือ"))
    (True, False)
    """
    frame = points.frame
    keys = {heading_key(column): str(column) for column in frame.columns if _own(column)}
    if _PLACE_HEADINGS & set(keys):
        return True
    bare = [column for key, column in keys.items() if key in _BARE_NAMES]
    if not bare or lists_persons(keys.values()):
        return False
    fields = find_fields(frame)
    named_beside = fields.get("village") not in (None, *bare)
    coded = {"village_code", "tambon_code"} & set(fields)
    if named_beside or "kind" in fields:
        return True
    return not coded and not mostly_villages(frame[bare[0]])


def _own(column: object) -> bool:
    return column not in RESERVED and not str(column).startswith("_")


@dataclass(frozen=True, eq=False)
class VillagesPlaced:
    """Rows of a table as points of villages, under the columns of a gazetteer.

    ``points`` is None where no row with coordinates speaks of a village.
    """

    points: Read | None
    problems: tuple[Problem, ...] = ()


def points_of_villages(
    read: Read, points: Read, role: str, mapping: IndicatorMapping
) -> VillagesPlaced | None:
    """The rows of a recognised table as points of the villages that they speak of.

    Parameters
    ----------
    read
        The table.
    points
        Its rows as points, in the coordinates that the file has.
    role
        What the table is (:class:`muban.layers.sorting.sheets.Sheets`).
    mapping
        ``[indicators]`` of ``muban.toml``.

    Returns
    -------
    VillagesPlaced or None
        Rows without coordinates are no points and nothing is missing: the table shows
        them. A row with a house number gives no place. None where the table's own reader
        knows no row.
    """
    known = _VILLAGES_OF[role](read, mapping) if role in _VILLAGES_OF else None
    if known is None:
        return None
    unclear = {p.where.number for p in points.problems if p.code == "read.coordinate_unclear"}
    frame = points.frame
    placed = frame.geometry.notna() | frame["_number"].isin(unclear)
    rows = frame[placed & frame["_number"].isin(known)]
    villages = [number for number in rows["_number"] if _tells_village(known[number])]
    if not villages:
        unused = [problem("project.coordinates_unused", read.where())] if len(rows) else []
        return VillagesPlaced(None, tuple(unused))
    rows = rows[rows["_number"].isin(villages)]
    homes = list(_homes(points, rows))
    rows = rows[~rows["_number"].isin({found.where.number for found in homes})]
    found = [p for p in points.problems if p.where.number is None or p.where.number in villages]
    return VillagesPlaced(_under_own_names(points, rows, known, found), tuple(homes))


def _homes(points: Read, rows: pd.DataFrame) -> Iterator[Problem]:
    """Rows of households: a village does not lie where one of its houses stands."""
    for record in rows_of(rows):
        home = find_household(record | {"_name": ""}, where=points.where(int(record["_number"])))
        if home is not None:
            yield home.problem(effect=Effect.NONE)


def _under_own_names(
    points: Read, rows: pd.DataFrame, known: Mapping[int, _Row], found: Iterable[Problem]
) -> Read:
    numbers = [int(number) for number in rows["_number"]]
    columns: dict[str, Any] = {
        name: (rows[name].to_numpy() if name == "_number" else None) for name in RESERVED[:-1]
    }
    for meaning in _MEANINGS:
        columns[meaning] = pd.Series([known[n].get(meaning) for n in numbers], dtype=object)
    table = pd.DataFrame(columns, index=range(len(numbers)))
    shapes = rows.geometry.to_numpy()
    frame = gpd.GeoDataFrame(table, geometry=shapes, crs=points.frame.crs)
    return replace(points, frame=frame, numbers=tuple(numbers), problems=tuple(found))


def _tells_village(row: _Row) -> bool:
    return any(row.get(meaning) for meaning in ("village_code", "moo", "village"))


def _of_register(read: Read, _: IndicatorMapping) -> dict[int, _Row] | None:
    tables = read_register(read)
    rows = {row.number: row for table in tables for row in table.rows}
    return {
        number: {
            "village_code": parse_code(row.code, 8) or "",
            "moo": row.moo,
            "village": row.village,
            "tambon": row.tambon,
            "amphoe": row.amphoe,
        }
        for number, row in rows.items()
    } or None


def _of_gazetteer(read: Read, _: IndicatorMapping) -> dict[int, _Row] | None:
    rows = gazetteer_rows(read)
    if rows is None:
        return None
    kept = rows[[meaning for meaning in _MEANINGS if meaning in rows]]
    numbers = rows["_number"].tolist()
    records = ({str(key): value for key, value in row.items()} for row in rows_of(kept))
    return dict(zip(numbers, records, strict=True))


def _of_results(read: Read, mapping: IndicatorMapping) -> dict[int, _Row] | None:
    table = read_indicators(read, mapping=mapping)
    return None if table is None else {row.number: _of_place(row.place) for row in table.rows}


def _of_figures(read: Read, _: IndicatorMapping) -> dict[int, _Row] | None:
    table = read_population(read)
    if table is None:
        return None
    return {
        row.number: {**_of_place(row.place), "village_code": parse_code(row.code, 8) or ""}
        for row in table.rows
    }


def _of_place(place: RowPlace) -> _Row:
    return {
        "village_code": place.village_code,
        "tambon_code": place.tambon_code,
        "tambon": place.tambon,
        "moo": place.moo,
        "village": place.village,
    }


_VILLAGES_OF: Mapping[str, Callable[[Read, IndicatorMapping], dict[int, _Row] | None]] = {
    "register": _of_register,
    "gazetteer": _of_gazetteer,
    "indicators": _of_results,
    "population": _of_figures,
}
