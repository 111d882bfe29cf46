"""Remarks: what officers say to each other at places of a drawing. They are told, and never shown.

The page for drawing keeps a remark as a pin of a kind of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from muban.gis.problems import problem
from muban.gis.table_rows import rows_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from muban.gis.problems import Problem
    from muban.gis.source import Read

__all__ = ["without_remarks"]

_COLUMN, _REMARK = "landmark_kind", "remark"


def without_remarks(reads: Iterable[Read]) -> tuple[list[Read], list[Problem]]:
    """Layers of pins without the remarks among them, each of which is told.

    Parameters
    ----------
    reads
        Layers of features in EPSG:4326.

    Returns
    -------
    tuple
        The layers, and a note for each remark: without what it says, which is no public's.

    Examples
    --------
    >>> from pathlib import Path
    >>> import shapely
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> said = [{"landmark_kind": "temple"}, {"landmark_kind": "remark"}]
    >>> pins = [Record(i, shapely.Point(103, 18), one) for i, one in enumerate(said, 1)]
    >>> read = build_features(Source(Path("ก.geojson"), "ก.geojson", ""), "", pins)
    >>> [left], [told] = without_remarks([read])
    >>> left.frame["_number"].tolist(), told.code, told.where.number
    ([1], 'landmark.remark', 2)
    """
    left: list[Read] = []
    told: list[Problem] = []
    for read in reads:
        remarks = _remarks(read)
        if not remarks.any():
            left.append(read)
            continue
        told += (_told(read, row) for row in rows_of(read.frame[remarks]))
        left.append(read.with_frame(read.frame[~remarks]))
    return left, told


def _told(read: Read, row: Mapping[Any, Any]) -> Problem:
    place = row["geometry"]
    where = read.where(int(row["_number"]))
    if place is None or place.is_empty:
        return problem("landmark.remark", where)
    at = place.representative_point()
    return problem("landmark.remark", where, lonlat=(at.x, at.y))


def _remarks(read: Read) -> npt.NDArray[np.bool_]:
    if _COLUMN not in read.frame:
        return np.zeros(len(read.frame), dtype=bool)
    return (read.frame[_COLUMN] == _REMARK).to_numpy(dtype=bool)
