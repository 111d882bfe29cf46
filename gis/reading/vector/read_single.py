"""A layer record by record: one that cannot be read is named, and the others live."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyogrio

from muban.gis.problems import Problem, problem
from muban.gis.reading.content import Content
from muban.gis.reading.json.geojson_geometry import NotGeometry, geometry_from_json
from muban.gis.reading.limits import LimitExceeded
from muban.gis.reading.records.feature_frame import (
    Record,
    blank_layer,
    build_features,
    shape_flags,
    shape_problems,
)
from muban.gis.reading.records.shape_building import ShapeBuilder
from muban.gis.reading.vector.dbf_text import decode_columns
from muban.gis.source import Read

if TYPE_CHECKING:
    import fiona

__all__ = ["RAW", "read_one_by_one"]

RAW = "ISO-8859-1"
"""Each byte as one letter: the way to get the bytes of a DBF unchanged through GDAL."""

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
        Texts are to come as bytes, for :mod:`muban.gis.reading.vector.dbf_text` to decode.
    """
    empty = blank_layer(content.source, layer)
    found = list(said)
    records: list[Record] = []
    lost: list[int] = []
    builders: list[ShapeBuilder] = []
    crs = None
    try:
        # The folder for Windows has no fiona (24 MB): there such a layer is unreadable, and told.
        import fiona

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with fiona.open(path, layer=name, encoding=RAW if raw else None) as collection:
                epsg = collection.crs.to_epsg()
                crs = f"EPSG:{epsg}" if epsg else (collection.crs_wkt or None)
                for number, feature, whole in _features(collection, path, name, raw=raw):
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
                    if not whole:
                        found.append(problem("read.value_lost", empty.where(number)))
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


def _features(
    collection: fiona.Collection, path: Path, name: str, *, raw: bool
) -> Iterator[tuple[int, object | None, bool]]:
    """Each record by its number, and whether all of its values came; None if it cannot be read."""
    for position, fid in enumerate(_fids(collection, path, name), start=1):
        number = fid + 1 if raw else position
        try:
            feature = collection.get(fid)
        except Exception:
            feature = None
        yield number, feature, _reads_whole(path, name, fid, raw=raw)


def _fids(collection: fiona.Collection, path: Path, name: str) -> list[int]:
    """The records' own numbers, which in a GeoPackage begin at 1 and may have gaps."""
    try:
        found = pyogrio.raw.read(
            path, layer=name, columns=[], read_geometry=False, return_fids=True
        )
    except Exception:
        return list(range(len(collection)))
    return [int(fid) for fid in found[1]]


def _reads_whole(path: Path, name: str, fid: int, *, raw: bool) -> bool:
    """Fiona gives None for a value it cannot decode; the stricter reader tells."""
    try:
        pyogrio.raw.read(
            path, layer=name, fids=[fid], read_geometry=False, encoding=RAW if raw else None
        )
    except Exception:
        return False
    return True


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
