"""Shapes from a table of which a column holds them as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shapely.geometry.base import BaseGeometry

from muban.gis.problems import Problem, problem
from muban.gis.reading.records.feature_frame import Record, build_features
from muban.gis.reading.tables.shape_text import TextShape, looks_like_shape, read_shape
from muban.gis.reading.tables.table_names import attribute_names, name_of
from muban.gis.source import Read

__all__ = ["has_outlines", "shapes_from_grid"]

_WITHIN = 40
"""How far down the first shape may stand, under titles and headings."""
_DEGREES = 180.0
_SHOWN = 80
_POINTS = ("Point", "MultiPoint")

Rows = Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of shapes: its position, its first row, and the shapes by row."""

    index: int
    first: int
    shapes: dict[int, TextShape | None]

    @property
    def rank(self) -> tuple[int, int]:
        """Areas and lines before points, the fullest first."""
        found = [one.shape.geom_type for one in self.shapes.values() if one is not None]
        return sum(kind not in _POINTS for kind in found), len(found)


def shapes_from_grid(read: Read) -> Read | None:
    """Turn a table's rows into shapes, where a column holds them as text.

    Parameters
    ----------
    read
        A layer of kind ``grid``.

    Returns
    -------
    Read or None
        A layer of kind ``features``, a record per row below the headings. Where several
        columns hold shapes a row takes the first it fills, areas before points; the others
        are told. A text that is no shape is an error at its row. None where no column has
        a shape.

    Examples
    --------
    >>> import pandas as pd
    >>> from pathlib import Path
    >>> from muban.gis.source import Source
    >>> cells = pd.DataFrame([["ชื่อ", "รูป"], ["วัด", "POINT (102.74 17.88)"]],
    ...     index=[1, 2], columns=["A", "B"])
    >>> grid = Read(Source(Path("ก.csv"), "ก.csv", ""), "", "grid", cells, (1, 2))
    >>> shapes_from_grid(grid).frame.geometry[0].wkt
    'POINT (102.74 17.88)'
    """
    if read.kind != "grid" or read.frame.empty:
        return None
    rows = read.frame.to_numpy(dtype=object).tolist()
    columns = sorted(_columns(rows), key=lambda one: one.rank, reverse=True)
    if not columns:
        return None
    first = min(column.first for column in columns)
    header = max(first - 1, 0)
    letters = [str(letter) for letter in read.frame.columns]
    names = attribute_names(rows, header, letters) if first else letters
    body = [at for at in range(first, len(rows)) if rows[at] != rows[header] or first == 0]
    labels = [int(label) for label in read.frame.index]
    return _layer(read, rows, columns, names, [(labels[at], at) for at in body])


def has_outlines(shapes: Read | None) -> bool:
    """Whether some rows are areas or lines: no list of places, and no gazetteer.

    Examples
    --------
    >>> has_outlines(None)
    False
    """
    if shapes is None:
        return False
    return bool((~shapes.frame.geometry.dropna().geom_type.isin(_POINTS)).any())


def _columns(rows: Rows) -> list[_Column]:
    """The columns of which most filled cells are shapes."""
    found = []
    for index in range(len(rows[0])):
        looks = (at for at, row in enumerate(rows[:_WITHIN]) if looks_like_shape(row[index]))
        first = next(looks, None)
        if first is None:
            continue
        filled = {at: rows[at][index] for at in range(first, len(rows)) if rows[at][index]}
        like = sum(looks_like_shape(cell) for cell in filled.values())
        if like * 2 > len(filled):
            shapes = {at: read_shape(str(cell)) for at, cell in filled.items()}
            found.append(_Column(index, first, shapes))
    return found


def _layer(
    read: Read,
    rows: Rows,
    columns: Sequence[_Column],
    names: list[str],
    body: Sequence[tuple[int, int]],
) -> Read:
    place = replace(read, rows=True)
    used = {column.index for column in columns}
    records: list[Record] = []
    found: list[Problem] = list(read.problems)
    srids: set[int | None] = set()
    for number, at in body:
        attributes = {
            name: cell
            for index, (name, cell) in enumerate(zip(names, rows[at], strict=True))
            if index not in used
        }
        name = name_of(attributes)
        shape, said = _shape_of(at, columns, names, rows)
        if shape is not None:
            srids.add(shape.srid)
        records.append(Record(number, None if shape is None else shape.shape, attributes, name))
        where = place.where(number, name=name)
        found += [problem("read.coordinate_unclear", where, text=text[:_SHOWN]) for text in said]
    if len(columns) > 1:
        others = ", ".join(names[column.index] for column in columns[1:])
        main = names[columns[0].index]
        found.append(problem("read.shape_columns", read.where(), column=main, others=others))
    crs = _crs(records, srids)
    built = build_features(read.source, read.layer, records, crs=crs, problems=found, told=True)
    return replace(built, rows=True)


def _shape_of(
    at: int, columns: Sequence[_Column], names: Sequence[str], rows: Rows
) -> tuple[TextShape | None, list[str]]:
    """A row's shape, and the text that is none where it has no other."""
    written = [column for column in columns if at in column.shapes]
    good = next((one for column in written if (one := column.shapes[at]) is not None), None)
    broken = [str(rows[at][column.index]) for column in written[:1] if column.shapes[at] is None]
    return good, broken


def _crs(records: Sequence[Record], srids: set[int | None]) -> str | None:
    """The CRS that all shapes state; degrees where none does and all can be."""
    stated = next(iter(srids)) if len(srids) == 1 else None
    if stated is not None:
        return f"EPSG:{stated}"
    return "EPSG:4326" if srids <= {None, 4326} and all(map(_in_degrees, records)) else None


def _in_degrees(record: Record) -> bool:
    shape: BaseGeometry | None = record.geometry
    return shape is None or shape.is_empty or max(map(abs, shape.bounds)) <= _DEGREES
