"""A layer record by record: one that cannot be read is named, and the others live."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import fiona

from gis.content import Content
from gis.dbf_text import decode_columns
from gis.feature_frame import Record, build_features, shape_flags, shape_problems
from gis.geojson_geometry import NotGeometry, geometry_from_json
from gis.limits import LimitExceeded
from gis.problems import Problem, problem
from gis.shape_building import ShapeBuilder
from gis.source import Read

__all__ = ["read_one_by_one"]

# Fiona logs what it cannot read; here that becomes a problem instead.
logging.getLogger("fiona").addHandler(logging.NullHandler())


def read_one_by_one(
    content: Content, path: Path, name: str, layer: str, said: list[Problem], *, raw: bool
) -> Read:
    """Read a layer that GDAL could not read as a whole.

    Parameters
    ----------
    content
        The file, for its limits and settings.
    path
        Our copy of it.
    name, layer
        The layer as GDAL and as we call it.
    said
        Problems found before.
    raw
        Texts are to come as bytes, for :mod:`gis.dbf_text` to decode.
    """
    empty = build_features(content.source, layer, [])
    found = list(said)
    records: list[Record] = []
    lost: list[int] = []
    builders: list[ShapeBuilder] = []
    crs = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with fiona.open(path, layer=name, encoding="ISO-8859-1" if raw else None) as collection:
                epsg = collection.crs.to_epsg()
                crs = f"EPSG:{epsg}" if epsg else (collection.crs_wkt or None)
                for number, feature in _features(collection):
                    content.budget.spend("max_features")
                    if feature is None:
                        lost.append(number)
                        found.append(
                            problem("read.bad_feature", empty.where(number), detail="GDAL")
                        )
                        continue
                    record, builder, notes = _record(number, feature, empty, content)
                    records.append(record)
                    builders.append(builder)
                    found += notes
    except LimitExceeded:
        raise
    except Exception as error:
        if not records and not lost:
            detail = type(error).__name__
            found.append(problem("read.unreadable", content.where, kind="GDAL", detail=detail))
    if raw:
        records, notes = _decode(records, content, empty)
        found += notes
    for record, builder in zip(records, builders, strict=True):
        found += shape_problems(empty, record, builder)
    return build_features(content.source, layer, records, crs=crs, lost=lost, problems=found)


def _decode(
    records: list[Record], content: Content, empty: Read
) -> tuple[list[Record], list[Problem]]:
    """The records with their texts decoded, which came as bytes shown as ISO-8859-1."""
    names = list(records[0].attributes) if records else []
    columns = {key: [record.attributes.get(key) for record in records] for key in names}
    numbers = [record.number for record in records]
    decoded, notes = decode_columns(columns, content, empty, numbers)
    return [
        replace(record, attributes={key: values[at] for key, values in decoded.items()})
        for at, record in enumerate(records)
    ], notes


def _features(collection: fiona.Collection) -> Iterator[tuple[int, object | None]]:
    """Each record by its number; None where GDAL cannot read it."""
    for index in range(len(collection)):
        try:
            yield index + 1, collection[index]
        except Exception:
            yield index + 1, None


def _record(
    number: int, feature: object, empty: Read, content: Content
) -> tuple[Record, ShapeBuilder, list[Problem]]:
    builder = ShapeBuilder()
    plain = feature.__geo_interface__  # type: ignore[attr-defined]
    try:
        shape = geometry_from_json(plain.get("geometry"), builder, content.budget)
        notes: list[Problem] = []
    except NotGeometry as error:
        shape = None
        notes = [problem("read.bad_geometry", empty.where(number), detail=str(error))]
    attributes = dict(plain.get("properties") or {})
    return Record(number, shape, attributes, flags=shape_flags(builder)), builder, notes
