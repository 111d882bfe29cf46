"""Shapefile, GeoPackage and FlatGeobuf through GDAL.

GDAL works on a private copy under names of our own: it may rebuild an index or leave a
lock file there, never beside the original, and no sidecar file can make it open another.
"""

from __future__ import annotations

import math
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

from gis.content import Content
from gis.dbf_text import decode_columns
from gis.feature_frame import Record, build_features, shape_flags, shape_problems
from gis.problems import Problem, problem
from gis.read_single import read_one_by_one
from gis.shape_building import ShapeBuilder, drop_bad_coordinates
from gis.source import Read

__all__ = ["read_vector"]

_RAW = "ISO-8859-1"
"""Each byte as one letter: the way to get the bytes of a DBF unchanged through GDAL."""
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
        path = _stage(content, kind, Path(folder))
        said = _missing_parts(content, kind)
        # The index is rebuilt in our copy when the .shx is missing or damaged.
        pyogrio.set_gdal_config_options({"SHAPE_RESTORE_SHX": kind == "shapefile"})
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                layers = [str(name) for name, _ in pyogrio.list_layers(path)]
        except Exception as error:
            return content.failed(*said, _unreadable(content, kind, error))
        if not layers:
            return content.failed(*said, problem("read.empty", content.where))
        reads = []
        for name in layers:
            reads.append(_read_layer(content, kind, path, name, said))
            said = []
        return reads


def _stage(content: Content, kind: str, folder: Path) -> Path:
    suffix = {"shapefile": "shp", "geopackage": "gpkg", "flatgeobuf": "fgb"}[kind]
    path = folder / f"layer.{suffix}"
    path.write_bytes(content.data)
    for part in ("dbf", "shx", "prj"):
        if part in content.parts:
            path.with_suffix(f".{part}").write_bytes(content.parts[part])
    return path


def _missing_parts(content: Content, kind: str) -> list[Problem]:
    if kind != "shapefile":
        return []
    return [
        problem("read.part_missing", content.where, part=f".{part}")
        for part in ("dbf", "shx")
        if part not in content.parts
    ]


def _unreadable(content: Content, kind: str, error: Exception) -> Problem:
    # GDAL names the file by the path of our copy, which means nothing to anyone.
    detail = " ".join(
        word for word in str(error).split() if "muban-" not in word and "layer." not in word
    )
    return problem("read.unreadable", content.where, kind=kind, detail=detail[:200])


def _read_layer(content: Content, kind: str, path: Path, name: str, said: list[Problem]) -> Read:
    layer = content.layer("" if kind == "shapefile" else name)
    empty = build_features(content.source, layer, [])
    try:
        meta, shapes, columns = _bulk(content, kind, path, name)
    except Exception:
        return read_one_by_one(content, path, name, layer, said)
    problems = list(said)
    if kind == "shapefile":
        columns, found = decode_columns(columns, content, empty)
        problems += found
    records = []
    lost: list[int] = []
    for number, shape, row in _rows(shapes, columns):
        record, builder = _record(number, shape, row)
        content.budget.check_texts(row.values())
        records.append(record)
        problems += shape_problems(empty, record, builder)
    if not records:
        problems.append(problem("read.empty", content.where))
    return build_features(
        content.source, layer, records, crs=_crs(meta), lost=lost, problems=problems
    )


def _bulk(
    content: Content, kind: str, path: Path, name: str
) -> tuple[dict[str, object], list[BaseGeometry | None], dict[str, list[object]]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        encoding = _RAW if kind == "shapefile" else None
        count = int(pyogrio.read_info(path, layer=name, encoding=encoding)["features"])
        content.budget.spend("max_features", max(count, 0))
        meta, fids, wkb, data = pyogrio.raw.read(
            path,
            layer=name,
            encoding=encoding,
            return_fids=True,
            datetime_as_string=True,
        )
    shapes = [None] * len(fids) if wkb is None else list(shapely.from_wkb(wkb, on_invalid="fix"))
    content.budget.spend(
        "max_coordinates", sum(int(shapely.get_num_coordinates(one)) for one in shapes)
    )
    fields = [str(field) for field in meta["fields"]]
    return meta, shapes, dict(zip(_distinct(fields), map(_values, data), strict=True))


def _distinct(names: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    out = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        out.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return out


def _values(column: np.ndarray) -> list[object]:
    """A column as Python values, what is missing as None."""
    values = pd.Series(column).astype(object)
    return [None if _missing(value) else value for value in values.tolist()]


def _missing(value: object) -> bool:
    return value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value))


def _rows(
    shapes: list[BaseGeometry | None], columns: dict[str, list[object]]
) -> Iterator[tuple[int, BaseGeometry | None, dict[str, object]]]:
    names = list(columns)
    for index, shape in enumerate(shapes):
        yield index + 1, shape, {name: columns[name][index] for name in names}


def _record(
    number: int, shape: BaseGeometry | None, row: dict[str, object]
) -> tuple[Record, ShapeBuilder]:
    builder = ShapeBuilder()
    if shape is not None and not np.isfinite(shapely.get_coordinates(shape)).all():
        shape = drop_bad_coordinates(shape, builder)
    if shape is not None and shape.is_empty:
        shape = None
    name = next((row[key] for key in row if key.lower() in _NAME_KEYS), None)
    record = Record(
        number,
        shape,
        row,
        name=name if isinstance(name, str) else None,
        flags=shape_flags(builder),
    )
    return record, builder


def _crs(meta: dict[str, object]) -> object:
    return meta.get("crs") or None
