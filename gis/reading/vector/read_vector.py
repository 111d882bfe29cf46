"""Shapefile, GeoPackage and FlatGeobuf through GDAL.

GDAL works on a copy of our own (:mod:`muban.gis.reading.vector.own_copy`).
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

from muban.gis.problems import Problem, problem
from muban.gis.reading.content import Content
from muban.gis.reading.limits import LimitExceeded
from muban.gis.reading.near import Shaped, near_records
from muban.gis.reading.records.feature_frame import (
    Record,
    blank_layer,
    build_features,
    shape_flags,
    shape_problems,
)
from muban.gis.reading.records.shape_building import ShapeBuilder, drop_bad_coordinates
from muban.gis.reading.vector.dbf_text import decode_columns
from muban.gis.reading.vector.layer_by_layer import layer_by_layer, show_all
from muban.gis.reading.vector.own_copy import own_copy
from muban.gis.reading.vector.read_single import RAW, read_one_by_one
from muban.gis.reading.vector.shapefile_parts import count_rows
from muban.gis.reading.vector.solid_shapes import solid_kind
from muban.gis.reading.vector.vector_columns import distinct_names, plain_values
from muban.gis.source import Read

__all__ = ["read_vector"]

_PROGRAM_TABLES = frozenset({"layer_styles", "qgis_projects", "qgis_resources"})
"""Tables that QGIS keeps its own settings in, among the layers of a GeoPackage."""
_FEW = 20
"""Layers of a GeoPackage that may be opened with all the others in sight."""
_NAME_KEYS = ("name", "name_th", "title", "ชื่อ", "ชื่อหมู่บ้าน")


def read_vector(content: Content, kind: str) -> list[Read]:
    """Read every layer of a file.

    Parameters
    ----------
    content
        Its bytes; a shapefile's other parts in ``content.parts``.
    kind
        ``shapefile``, ``geopackage`` or ``flatgeobuf``.

    Returns
    -------
    list of Read
        Features in the CRS that the file states; ``crs`` is None where it states none.
    """
    with tempfile.TemporaryDirectory(prefix="muban-") as folder:
        path, said = own_copy(content, kind, Path(folder))
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                layers = [str(name) for name, _ in pyogrio.list_layers(path)]
        except Exception as error:
            return content.failed(*said, _unreadable(content, kind, error))
        if not layers:
            return content.failed(*said, problem("read.empty", content.where))
        own = [name for name in layers if name not in _PROGRAM_TABLES]
        said += [
            problem("read.program_table", content.where, table=name)
            for name in layers
            if name in _PROGRAM_TABLES
        ]
        many = kind == "geopackage" and len(own) > _FEW
        reads = []
        with layer_by_layer(path) if many else nullcontext(show_all) as show:
            for name in own:
                reads.append(_read_layer(content, kind, _Layer(path, name, show(name)), said))
                said = []
        return reads or content.failed(*said, problem("read.empty", content.where))


def _unreadable(content: Content, kind: str, error: Exception) -> Problem:
    # GDAL names the file by the path of our copy, which means nothing to anyone.
    detail = " ".join(
        word for word in str(error).split() if "muban-" not in word and "layer." not in word
    )
    return problem("read.unreadable", content.where, kind=kind, detail=detail[:200])


@dataclass(frozen=True, slots=True)
class _Layer:
    """A layer of our copy by GDAL's name, and what GDAL is to be told when it opens it."""

    path: Path
    name: str
    options: Mapping[str, str]


def _read_layer(content: Content, kind: str, wanted: _Layer, said: list[Problem]) -> Read:
    layer = content.layer("" if kind == "shapefile" else wanted.name)
    empty = blank_layer(content.source, layer)
    try:
        meta, met, forms, columns = _bulk(content, kind, wanted)
        if kind == "shapefile":
            columns, found = decode_columns(columns, content, empty, met)
        else:
            found = []
        there = _near(content, empty, meta.get("crs"), _Met(met, _built(forms, len(met)), columns))
        numbers, shapes, columns = there.numbers, list(there.shapes), there.columns
        _count_corners(content, shapes)
    except LimitExceeded:
        raise
    except Exception:
        # What one record breaks is found record by record.
        raw = kind == "shapefile"
        read = read_one_by_one(content, wanted.path, wanted.name, layer, said, raw=raw)
        return _compare_rows(read, content, kind)
    problems = [*said, *found, *there.problems]
    records = []
    for index, (number, shape) in enumerate(zip(numbers, shapes, strict=True)):
        row = {key: values[index] for key, values in columns.items()}
        record, builder = _record(number, shape, row)
        content.budget.check_record(row)
        records.append(record)
        problems += shape_problems(empty, record, builder)
        form = None if forms is None or shape is not None else forms[there.positions[index]]
        unheld = None if form is None else solid_kind(form)
        if unheld:
            place = empty.where(number, name=record.name)
            problems.append(problem("read.unknown_shape", place, kind=unheld))
    crs = meta.get("crs") or None
    read = build_features(content.source, layer, records, crs=crs, problems=problems)
    return _compare_rows(replace(read, numbers=tuple(sorted(met))), content, kind)


def _compare_rows(read: Read, content: Content, kind: str) -> Read:
    """Name the rows that have no shape, and the shapes that have no row."""
    found: list[Problem] = []
    lost: list[int] = []
    if kind == "shapefile" and "dbf" in content.parts:
        shapes = max(read.numbers, default=0)
        rows = count_rows(content.parts["dbf"], shapes)
        content.budget.check("max_features", rows.whole)
        if rows.stated < rows.whole:
            found.append(
                problem("read.rows_uncounted", read.where(), stated=rows.stated, found=rows.whole)
            )
        if rows.stated > max(rows.whole, shapes):
            there = max(rows.whole, shapes)
            found.append(problem("read.table_cut", read.where(), stated=rows.stated, found=there))
        for number in range(shapes + 1, rows.whole + 1):
            if number not in rows.deleted:
                lost.append(number)
                found.append(problem("read.row_alone", read.where(number)))
        found += [
            problem("read.attributes_lost", read.where(number))
            for number in read.numbers
            if number > rows.whole
        ]
    if not read.numbers and not lost and not read.problems:
        found.append(problem("read.empty", content.where))
    numbers = tuple(sorted({*read.numbers, *lost}))
    return replace(read, numbers=numbers, problems=(*read.problems, *found))


def _bulk(
    content: Content, kind: str, wanted: _Layer
) -> tuple[dict[str, object], list[int], np.ndarray | None, dict[str, list[object]]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        encoding = RAW if kind == "shapefile" else None
        meta, fids, wkb, data = pyogrio.raw.read(
            wanted.path,
            layer=wanted.name,
            encoding=encoding,
            return_fids=True,
            datetime_as_string=True,
            # One more than may be, which is the one that is refused. To ask for the count
            # first would open the file twice for each of its layers.
            max_features=content.budget.left("max_features") + 1,
            **wanted.options,
        )
        content.budget.spend("max_features", len(fids))
    fields = [str(field) for field in meta["fields"]]
    # A deleted row of a DBF keeps its place: numbers are those of the rows as they stand.
    numbers = [int(fid) + 1 if kind == "shapefile" else at for at, fid in enumerate(fids, start=1)]
    return (
        meta,
        numbers,
        wkb,
        dict(zip(distinct_names(fields), map(plain_values, data), strict=True)),
    )


@dataclass(frozen=True, slots=True)
class _Met:
    """Records of a layer: their numbers, shapes and columns, and which of all they are."""

    numbers: list[int]
    shapes: np.ndarray
    columns: dict[str, list[object]]
    positions: Sequence[int] = ()
    problems: tuple[Problem, ...] = ()


def _near(content: Content, empty: Read, crs: object, met: _Met) -> _Met:
    """Of a country's reference, the records that are looked at; of any other file, all."""
    whole = replace(met, positions=range(len(met.numbers)))
    if content.near is None:
        return whole
    table = pd.DataFrame(met.columns, index=range(len(met.numbers)), dtype=object)
    found = near_records(table, Shaped.of(met.shapes, crs or None), content.near)
    if found is None:
        return whole
    positions = np.flatnonzero(found.kept).tolist()
    return _Met(
        [met.numbers[at] for at in positions],
        met.shapes[found.kept],
        {name: [values[at] for at in positions] for name, values in met.columns.items()},
        positions,
        (found.told(empty.where()),),
    )


def _built(forms: np.ndarray | None, count: int) -> np.ndarray:
    if forms is None:
        return np.full(count, None, dtype=object)
    shapes: np.ndarray = shapely.from_wkb(forms, on_invalid="fix")
    return shapes


def _count_corners(content: Content, shapes: Sequence[BaseGeometry | None]) -> None:
    corners = sum(int(shapely.get_num_coordinates(one)) for one in shapes)
    content.budget.spend("max_coordinates", corners)


def _record(
    number: int, shape: BaseGeometry | None, row: dict[str, object]
) -> tuple[Record, ShapeBuilder]:
    builder = ShapeBuilder()
    if shape is not None and not np.isfinite(shapely.get_coordinates(shape)).all():
        shape = drop_bad_coordinates(shape, builder)
    if shape is not None and shape.is_empty:
        shape = None
    names = (value for key, value in row.items() if key.lower() in _NAME_KEYS)
    name = next((text for text in names if isinstance(text, str) and text.strip()), None)
    record = Record(
        number,
        shape,
        row,
        name=name,
        flags=shape_flags(builder),
    )
    return record, builder
