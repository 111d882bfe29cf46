"""Records of a drawing, put into the one form that every reader gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import geopandas as gpd
import pandas as pd

from muban.gis.half_letters import whole_text
from muban.gis.problems import Problem, problem
from muban.gis.reading.records.record import Record, clean_name
from muban.gis.reading.records.record_description import add_described
from muban.gis.reading.records.record_text import mend_records
from muban.gis.reading.records.shape_building import ShapeBuilder
from muban.gis.source import RESERVED, Read, Source

__all__ = ["Record", "blank_layer", "build_features", "clean_name", "shape_flags", "shape_problems"]

_NO_FRAME = gpd.GeoDataFrame()
_FLAGS = ("_open_ring", "_bad_coords", "_closed_track", "_track")


def shape_flags(builder: ShapeBuilder) -> dict[str, int | bool]:
    """The flags of a record whose shape was built.

    Parameters
    ----------
    builder
        What built the shape of one record.

    Returns
    -------
    dict
        What :class:`muban.gis.reading.records.record.Record` takes as ``flags``.

    Examples
    --------
    >>> builder = ShapeBuilder()
    >>> area = builder.polygon([[(102, 18), (102.01, 18), (102.01, 18.01)]])
    >>> shape_flags(builder)  # the outline does not come back to its beginning
    {'_open_ring': True}
    """
    flags: dict[str, int | bool] = {}
    if builder.open_ring:
        flags["_open_ring"] = True
    if builder.bad_coords:
        flags["_bad_coords"] = builder.bad_coords
    return flags


def shape_problems(read: Read, record: Record, builder: ShapeBuilder) -> list[Problem]:
    """What to say of a record's shape that could not be built, or only in part.

    Parameters
    ----------
    read
        The layer, for the place.
    record
        The record as it was built.
    builder
        What built its shape.

    Examples
    --------
    >>> from pathlib import Path
    >>> builder = ShapeBuilder()
    >>> record = Record(1, builder.line([(102, 18)]), name="ทางหลวง")
    >>> read = blank_layer(Source(Path("ก.kml"), "ก.kml", ""), "")
    >>> [found] = shape_problems(read, record, builder)
    >>> found.code, found.params["needed"], found.params["found"]
    ('read.no_shape', 2, 1)
    """
    place = read.where(record.number, name=record.name)
    found = [
        problem(code, place, count=count)
        for code, count in (
            ("read.corners_joined", builder.joined),
            ("read.decimal_comma", builder.decimal_commas),
            ("read.second_ring", builder.second_rings),
        )
        if count and record.geometry is not None
    ]
    if builder.unclear:
        # Numbers that no one can read decide, whatever else is wrong with the shape.
        text, count = builder.unclear[0], len(builder.unclear)
        return [problem("read.corners_unclear", place, text=text, count=count)]
    short = builder.too_few
    if record.geometry is not None and not builder.bad_coords:
        # An empty part beside a good one says nothing and loses nothing.
        short = [(needed, found) for needed, found in short if found]
    if not short:
        return found
    needed, few = short[0]
    code = "read.no_shape" if record.geometry is None else "read.part_left_out"
    return [*found, problem(code, place, needed=needed, found=few)]


def blank_layer(source: Source, layer: str) -> Read:
    """A layer before anything of it was read: it knows its place, for the problems.

    Examples
    --------
    >>> from pathlib import Path
    >>> blank_layer(Source(Path("ก.kml"), "ก.kml", ""), "หมุด").where(2).feature
    '#2'
    """
    return Read(source, whole_text(layer), "features", _NO_FRAME, ())


def build_features(
    source: Source,
    layer: str,
    records: Sequence[Record],
    *,
    crs: object = "EPSG:4326",
    lost: Iterable[int] = (),
    problems: Iterable[Problem] = (),
    told: bool = False,
) -> Read:
    """Make a :class:`muban.gis.source.Read` of a layer's records.

    Parameters
    ----------
    source, layer
        Where they are from.
    records
        The readable ones, in the file's order.
    crs
        As the file states it; None when it does not.
    lost
        Numbers of records that were met but could not be read; ``problems`` must set
        each of them aside.
    problems
        What was found so far.
    told
        Lost letters were told before: the records are rows of a table.

    Examples
    --------
    >>> from pathlib import Path
    >>> source = Source(Path("ก.kml"), "ก.kml", "")
    >>> read = build_features(source, "", [Record(1, name="ºéÒ¹Ë¹Í§áÇ§")])
    >>> read.frame["_name"].tolist(), [found.code for found in read.problems]
    (['บ้านหนองแวง'], ['encoding.recovered'])
    >>> build_features(source, "", []).numbers
    ()
    """
    read = replace(blank_layer(source, layer), problems=tuple(problems))
    found: list[Problem] = list(read.problems)
    records, said = add_described(read, records)
    mended, more = mend_records(read, records, told=told)
    found += [*said, *more]
    keys, renamed = _column_names(mended)
    found += [
        problem("read.column_renamed", read.where(field=old), old=old, new=new)
        for old, new in renamed.items()
    ]
    frame = _frame(mended, keys, renamed, crs)
    numbers = sorted({record.number for record in records} | set(lost))
    return replace(read, frame=frame, numbers=tuple(numbers), problems=tuple(found))


def _column_names(records: Sequence[Record]) -> tuple[list[str], dict[str, str]]:
    keys = list(dict.fromkeys(key for record in records for key in record.attributes))
    taken = {*keys, *RESERVED, *_FLAGS}
    renamed: dict[str, str] = {}
    for key in keys:
        if key in RESERVED or key in _FLAGS:
            new = key
            while new in taken:
                new += "_"
            taken.add(new)
            renamed[key] = new
    return keys, renamed


def _frame(
    records: Sequence[Record], keys: Sequence[str], renamed: Mapping[str, str], crs: object
) -> gpd.GeoDataFrame:
    columns: dict[str, pd.Series[Any]] = {
        "_number": pd.Series([record.number for record in records], dtype="int64"),
        "_name": _objects(record.name for record in records),
        "_description": _objects(record.description for record in records),
        "_folder": _objects(record.folder for record in records),
        "_icon": _objects(record.icon for record in records),
        "_color": _objects(record.color for record in records),
    }
    for flag in _FLAGS:
        if any(flag in record.flags for record in records):
            columns[flag] = _objects(record.flags.get(flag, 0) for record in records).astype(
                "int64" if flag == "_bad_coords" else "bool"
            )
    for key in keys:
        columns[renamed.get(key, key)] = _objects(record.attributes.get(key) for record in records)
    shapes = gpd.GeoSeries([record.geometry for record in records], crs=crs)
    return gpd.GeoDataFrame(pd.DataFrame(columns), geometry=shapes, crs=crs)


def _objects(values: Iterable[object]) -> pd.Series[Any]:
    return pd.Series(list(values), dtype=object)
