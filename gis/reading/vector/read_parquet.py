"""GeoParquet: what offices of statistics and open data portals give out for a whole country.

Shapes are Well-Known Binary, or nested lists of coordinates (specification 1.1,
geoparquet.org); a library that is asked for only here unpacks them, record by record, so that
a limit is met before memory is.
"""

from __future__ import annotations

import io
import json
import math
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime, time
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from muban.gis.problems import problem
from muban.gis.reading.content import Content
from muban.gis.reading.json.geojson_geometry import NotGeometry, geometry_from_json
from muban.gis.reading.limits import Budget, LimitExceeded, Limits
from muban.gis.reading.records.feature_frame import blank_layer
from muban.gis.reading.records.shape_building import ShapeBuilder
from muban.gis.reading.vector.bulk import (
    Bulk,
    build_bulk,
    count_corners,
    near_bulk,
    shapes_of_wkb,
)
from muban.gis.reading.vector.geoparquet import ShapesStated, meant_of
from muban.gis.reading.vector.vector_columns import distinct_names
from muban.gis.source import Read

if TYPE_CHECKING:
    import numpy.typing as npt
    from arro3.core import RecordBatchReader

__all__ = ["read_parquet"]

_ROWS = 1_000
"""Records that are unpacked at a time."""
_KINDS = {
    "point": "Point",
    "linestring": "LineString",
    "polygon": "Polygon",
    "multipoint": "MultiPoint",
    "multilinestring": "MultiLineString",
    "multipolygon": "MultiPolygon",
}
"""How the specification calls shapes in nested lists, and GeoJSON, which nests them alike."""

_QUOTED = re.compile(r'"([^"]{4,})"')
"""What a panic says for people stands between the words of the language it was written in."""


class _UnreadableError(Exception):
    """The file is no Parquet, or damaged; the message is what the library says."""


def read_parquet(content: Content, kind: str) -> list[Read]:
    """Read a GeoParquet file; a Parquet file without shapes gives records without any.

    Parameters
    ----------
    content
        Its bytes.
    kind
        ``parquet``.

    Returns
    -------
    list of Read
        One layer, in the CRS that the file states; ``crs`` is None where it states none.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.source import FileSettings, Source
    >>> source = Source(Path("a.parquet"), "a.parquet", "")
    >>> content = Content(source, b"PAR1 and no more", FileSettings(), Budget(Limits()))
    >>> [read] = read_parquet(content, "parquet")
    >>> read.numbers, len(read.problems)
    ((), 1)
    """
    if find_spec("arro3") is None:
        needed = problem("read.needs_library", content.where, kind="GeoParquet", extra="parquet")
        return content.failed(needed)
    try:
        meant, columns = _columns(content)
    except _UnreadableError as error:
        return content.failed(
            problem("read.unreadable", content.where, kind="GeoParquet", detail=str(error))
        )
    empty = blank_layer(content.source, content.layer())
    count = len(next(iter(columns.values()), []))
    numbers = range(1, count + 1)
    forms = columns.pop(meant.column, [None] * count)
    shapes, builders = _shapes(meant, forms)
    plain = {name: [_plain(value) for value in values] for name, values in columns.items()}
    bulk = near_bulk(content, empty, Bulk(meant.crs, numbers, shapes, plain, builders=builders))
    count_corners(content, bulk.shapes)
    found = [
        problem("read.more_shapes", empty.where(), column=name, used=meant.column)
        for name in meant.others
    ]
    found += [
        problem("read.value_lost", empty.where(number))
        for number, at in zip(bulk.numbers, bulk.positions, strict=True)
        if any(isinstance(columns[name][at], bytes) and plain[name][at] is None for name in plain)
    ]
    return [replace(build_bulk(content, empty, bulk, found), numbers=tuple(numbers))]


def _columns(content: Content) -> tuple[ShapesStated, dict[str, list[Any]]]:
    """What the file says of itself, and its columns but those that are no data."""
    columns: dict[str, list[Any]] = {}
    with _told():
        reader = _opened(content.data)
        meant = meant_of(reader.schema.names, reader.schema.metadata.get(b"geo"))
        names = distinct_names(list(reader.schema.names))
        left = {meant.boxes, *meant.others}
        for batch in reader:
            content.budget.spend("max_features", batch.num_rows)
            content.budget.spend("max_inflated_bytes", batch.nbytes)
            for at, name in enumerate(names):
                if name not in left:
                    columns.setdefault(name, []).extend(batch.column(at).to_pylist())
    return meant, columns


def _opened(data: bytes) -> RecordBatchReader:
    from arro3.io import read_parquet as opened

    return opened(io.BytesIO(data), batch_size=_ROWS)


@contextmanager
def _told() -> Iterator[None]:
    """Make the library's refusals ours: of damaged files it panics, which is no Exception.

    Before that it writes pages to the standard error of this process, which no one can use.
    """
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    except (LimitExceeded, MemoryError):
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        said = " ".join(str(error).split())
        quoted = _QUOTED.search(said)
        raise _UnreadableError((quoted[1] if quoted else said)[:200]) from None
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _shapes(
    meant: ShapesStated, forms: Sequence[Any]
) -> tuple[npt.NDArray[np.object_], dict[int, ShapeBuilder]]:
    """The shapes, and what built those that were not whole."""
    kind = _KINDS.get(meant.encoding)
    if kind is None:
        return shapes_of_wkb([one if isinstance(one, bytes) else None for one in forms]), {}
    shapes = np.full(len(forms), None, dtype=object)
    builders = {}
    for at, form in enumerate(forms):
        builders[at + 1] = builder = ShapeBuilder()
        # Corners are counted when it is known which records are looked at.
        everything = Budget(Limits(max_coordinates=sys.maxsize, max_holes=sys.maxsize))
        with suppress(NotGeometry):
            value = form and {"type": kind, "coordinates": _corners(form)}
            shapes[at] = geometry_from_json(value or None, builder, everything)
    return shapes, builders


def _corners(form: object) -> object:
    """Nested lists of named coordinates as GeoJSON nests them."""
    if isinstance(form, Mapping):
        return [form.get("x"), form.get("y")]
    return [_corners(one) for one in form] if isinstance(form, list) else form


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        with suppress(UnicodeDecodeError):
            return value.decode()
        return None
    if isinstance(value, float):
        return None if math.isnan(value) else value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value if value is None or isinstance(value, str | int) else str(value)
