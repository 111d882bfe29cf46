"""Points from a table whose columns hold coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pyproj import Transformer
from shapely import Point

from muban.gis.once import Once
from muban.gis.problems import Problem, problem
from muban.gis.reading.records.feature_frame import Record, build_features
from muban.gis.reading.tables.coordinate_columns import CoordinateColumns, find_columns
from muban.gis.reading.tables.coordinate_text import (
    read_degrees,
    read_metres,
    read_pair,
    read_utm,
    read_zone,
)
from muban.gis.reading.tables.table_names import attribute_names, name_of
from muban.gis.reading.tables.table_shapes import shapes_from_grid
from muban.gis.source import Read

__all__ = ["points_from_grid"]

_DEGREES = 180.0


@dataclass(frozen=True, slots=True)
class _Place:
    """Numbers of one row: degrees, or metres with their zone where one is stated."""

    x: float
    y: float
    angles: bool
    zone: int | None = None


@Once
def points_from_grid(read: Read) -> Read | None:
    """Turn a table's rows into points, where its columns hold coordinates.

    Where a column holds shapes as text the rows become these.

    Parameters
    ----------
    read
        A layer of kind ``grid``.

    Returns
    -------
    Read or None
        A layer of kind ``features`` with one record per row under the headings, numbered as
        the worksheet numbers them. ``crs`` is EPSG:4326 for degrees, the zone's EPSG code
        for metres whose zone is stated, None for metres without one. Rows of several
        zones are brought to EPSG:4326, since one layer has one CRS. A row whose
        coordinates are not understood stays, without geometry. None when no heading names
        a coordinate, or no row has one.

    Examples
    --------
    >>> import pandas as pd
    >>> from pathlib import Path
    >>> from muban.gis.source import Source
    >>> cells = pd.DataFrame([["ชื่อ", "ละติจูด", "ลองจิจูด"], ["วัดโพธิ์ชัย", "17.88", "102.74"]],
    ...     index=[1, 2], columns=["A", "B", "C"])
    >>> grid = Read(Source(Path("ก.csv"), "ก.csv", ""), "", "grid", cells, (1, 2))
    >>> points = points_from_grid(grid)
    >>> points.frame.geometry[0].wkt, int(points.frame["_number"][0])
    ('POINT (102.74 17.88)', 2)
    """
    if read.kind != "grid" or read.frame.empty:
        return None
    if (shapes := shapes_from_grid(read)) is not None:
        return shapes
    rows = read.frame.to_numpy(dtype=object).tolist()
    columns = find_columns(rows)
    if columns is None:
        return None
    labels = [int(label) for label in read.frame.index]
    header = rows[columns.header]
    names = attribute_names(rows, columns.header, [str(c) for c in read.frame.columns])
    body = [
        (label, row)
        for label, row in zip(labels[columns.header + 1 :], rows[columns.header + 1 :], strict=True)
        if row != header
    ]
    if not any(_is_written(row, columns) for _, row in body):
        return None
    places = [_place(row, columns) for _, row in body]
    crs, points = _points(places)
    return _layer(read, columns, names, body, points, crs)


def _layer(
    read: Read,
    columns: CoordinateColumns,
    names: list[str],
    body: Sequence[tuple[int, list[object]]],
    points: Sequence[Point | None],
    crs: str | None,
) -> Read:
    rows = replace(read, rows=True)
    records: list[Record] = []
    found: list[Problem] = list(read.problems)
    for (number, row), point in zip(body, points, strict=True):
        attributes = dict(zip(names, row, strict=True))
        record = Record(number, point, attributes, name=name_of(attributes))
        records.append(record)
        if point is None and _is_written(row, columns):
            cells = [row[column] for column in sorted({columns.first, columns.second})]
            text = " / ".join(str(cell) for cell in cells if cell is not None)
            place = rows.where(number, name=record.name)
            found.append(problem("read.coordinate_unclear", place, text=text[:80]))
    built = build_features(read.source, read.layer, records, crs=crs, problems=found, told=True)
    return replace(built, rows=True)


def _place(row: Sequence[object], columns: CoordinateColumns) -> _Place | None:
    zone = columns.zone
    if columns.zone_column is not None:
        zone = read_zone(row[columns.zone_column]) or zone
    if columns.first == columns.second:
        return _one_cell(row[columns.first], zone)
    x, y = row[columns.first], row[columns.second]
    if columns.angles is not False:
        lon, lat = read_degrees(x), read_degrees(y)
        if lon is not None and lat is not None and max(abs(lon[0]), abs(lat[0])) <= _DEGREES:
            # Letters in the cells know better than a heading.
            swapped = lon[1] == "lat" or lat[1] == "lon"
            return _Place(*((lat[0], lon[0]) if swapped else (lon[0], lat[0])), True)
    east, north = read_metres(x), read_metres(y)
    if east is None or north is None:
        return None
    if max(abs(east), abs(north)) <= _DEGREES:
        return _Place(east, north, True)
    return _Place(east, north, False, zone)


def _one_cell(cell: object, zone: int | None) -> _Place | None:
    pair = read_pair(cell)
    if pair is not None:
        return _Place(*pair, True)
    utm = read_utm(cell)
    if utm is not None:
        return _Place(utm.easting, utm.northing, False, utm.zone or zone)
    return None


def _points(places: Sequence[_Place | None]) -> tuple[str | None, list[Point | None]]:
    """One CRS for all rows, and each row's point in it."""
    systems = {_system(place) for place in places if place is not None}
    if len(systems) <= 1:
        crs = next(iter(systems), "EPSG:4326")
        return crs, [None if place is None else Point(place.x, place.y) for place in places]
    if None in systems:
        # Some rows do not say their zone: the numbers stay as they are, for a person.
        return None, [None if place is None else Point(place.x, place.y) for place in places]
    return "EPSG:4326", [None if place is None else _to_degrees(place) for place in places]


def _system(place: _Place) -> str | None:
    if place.angles:
        return "EPSG:4326"
    return None if place.zone is None else f"EPSG:{32600 + place.zone}"


def _to_degrees(place: _Place) -> Point:
    system = _system(place)
    if place.angles or system is None:
        return Point(place.x, place.y)
    to_degrees = Transformer.from_crs(system, "EPSG:4326", always_xy=True)
    return Point(to_degrees.transform(place.x, place.y))


def _is_written(row: Sequence[object], columns: CoordinateColumns) -> bool:
    cells = (row[columns.first], row[columns.second])
    return any(cell is not None and str(cell).strip(" -–") for cell in cells)
