"""Shapefile, GeoPackage and FlatGeobuf through GDAL.

GDAL works on a copy of our own (:mod:`muban.gis.reading.vector.own_copy`).
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyogrio

from muban.gis.problems import Problem, problem
from muban.gis.reading.content import Content
from muban.gis.reading.limits import LimitExceeded
from muban.gis.reading.records.feature_frame import blank_layer
from muban.gis.reading.vector.bulk import (
    Bulk,
    build_bulk,
    count_corners,
    near_bulk,
    shapes_of_wkb,
)
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
        bulk = Bulk(str(meta.get("crs") or ""), met, _shapes(forms, len(met)), columns)
        there = near_bulk(content, empty, bulk)
        count_corners(content, there.shapes)
    except LimitExceeded:
        raise
    except Exception:
        # What one record breaks is found record by record.
        raw = kind == "shapefile"
        read = read_one_by_one(content, wanted.path, wanted.name, layer, said, raw=raw)
        return _compare_rows(read, content, kind)
    unheld = [] if forms is None else _unheld(empty, there, forms)
    read = build_bulk(content, empty, there, [*said, *found, *unheld])
    return _compare_rows(replace(read, numbers=tuple(sorted(met))), content, kind)


def _shapes(forms: np.ndarray | None, count: int) -> np.ndarray:
    return np.full(count, None, dtype=object) if forms is None else shapes_of_wkb(forms)


def _unheld(empty: Read, bulk: Bulk, forms: np.ndarray) -> list[Problem]:
    """Records whose shape is of a kind that a map does not have."""
    found = []
    for at, (number, shape) in enumerate(zip(bulk.numbers, bulk.shapes, strict=True)):
        kind = None if shape is not None else solid_kind(forms[bulk.positions[at]])
        if kind:
            place = empty.where(number, name=bulk.name_of(at))
            found.append(problem("read.unknown_shape", place, kind=kind))
    return found


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
