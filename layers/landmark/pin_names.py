"""What the pins of one file would become: the dry run of :mod:`muban.layers.landmark.landmarks`.

Works on drawings and on worksheets: a worksheet's pins are the cells under a heading such
as ชื่อสถานที่.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from muban.gis.headings.heading_table import heading_key, keys_of
from muban.gis.source import Read
from muban.gis.table_rows import rows_of
from muban.gis.text.thai_normal import normalise
from muban.layers.landmark.kind_patterns import KindPattern
from muban.layers.landmark.landmarks import KIND_COLUMNS, KindFound, find_landmark_kind

__all__ = ["NamedPin", "classify_names"]

_NAME_HEADINGS = frozenset(keys_of("place", "words", "also", "generic"))


@dataclass(frozen=True, slots=True)
class NamedPin:
    """A pin of a file, and what it became."""

    number: int
    name: str
    found: KindFound


def classify_names(
    read: Read,
    patterns: Sequence[KindPattern],
    *,
    labels: Mapping[str, Collection[str]] | None = None,
) -> list[NamedPin]:
    """Classify every pin of a layer.

    Areas of the same layer are taken for villages: they get no kind, and a pin that has the
    name of one of them is not guessed at.

    Parameters
    ----------
    read
        A layer of features, or a worksheet.
    patterns, labels
        From the legend.

    Returns
    -------
    list of NamedPin
        In the layer's order.

    Examples
    --------
    >>> from pathlib import Path
    >>> import shapely
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> from muban.layers.landmark.kind_patterns import KindPattern
    >>> pins = [Record(7, shapely.Point(102.7, 17.8), name="วัดโพธิ์ชัย")]
    >>> read = build_features(Source(Path("ก.kml"), "ก.kml", ""), "", pins)
    >>> [pin] = classify_names(read, [KindPattern("temple", "^วัด")])
    >>> pin.number, pin.found.kind
    (7, 'temple')
    """
    rows = list(_sheet_rows(read) if read.kind == "grid" else _features(read))
    villages = [normalise(str(row["_name"])) for row in rows if row.get("_is_area")]
    return [
        NamedPin(
            int(row["_number"]),
            normalise(str(row["_name"] or "")),
            find_landmark_kind(row, patterns, labels=labels, villages=villages),
        )
        for row in rows
        if not row.get("_is_area")
    ]


def _features(read: Read) -> Iterator[dict[str, Any]]:
    for row in rows_of(read.frame):
        shape = row.get("geometry")
        area = shape is not None and shape.geom_type in ("Polygon", "MultiPolygon")
        yield {str(key): value for key, value in row.items()} | {"_is_area": area}


def _sheet_rows(read: Read) -> Iterator[dict[str, Any]]:
    """Rows under the first row that has a heading for names."""
    kinds = {heading_key(word): word for word in KIND_COLUMNS}
    name_column: Any = None
    kind_columns: dict[Any, str] = {}
    for number, row in zip(read.frame.index, rows_of(read.frame), strict=True):
        keys = {column: heading_key(value) for column, value in row.items() if value}
        if name_column is None:
            named = [column for column, key in keys.items() if key in _NAME_HEADINGS]
            if named:
                name_column = named[0]
                kind_columns = {c: kinds[key] for c, key in keys.items() if key in kinds}
            continue
        if row.get(name_column):
            stated = {word: row.get(column) for column, word in kind_columns.items()}
            yield {"_number": number, "_name": row[name_column], **stated}
