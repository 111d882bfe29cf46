"""A layer that was read as a whole, column by column, on its way to records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from muban.gis.problems import Problem
from muban.gis.reading.content import Content
from muban.gis.reading.near import Shaped, near_records
from muban.gis.reading.records.feature_frame import (
    Record,
    build_features,
    shape_flags,
    shape_problems,
)
from muban.gis.reading.records.shape_building import ShapeBuilder, drop_bad_coordinates
from muban.gis.source import Read

__all__ = ["Bulk", "build_bulk", "count_corners", "near_bulk", "shapes_of_wkb"]

_NAME_KEYS = ("name", "name_th", "title", "ชื่อ", "ชื่อหมู่บ้าน")


@dataclass(frozen=True, eq=False)
class Bulk:
    """Records of a layer as columns.

    ``crs`` is what the file states, '' for nothing; ``numbers`` those of the records;
    ``shapes`` (N,) in that system, None where there is none; ``columns`` N values each;
    ``positions`` which of the layer's records these are, counted from 0; ``builders`` what
    built the shapes of some, by number.
    """

    crs: str
    numbers: Sequence[int]
    shapes: npt.NDArray[np.object_]
    columns: dict[str, list[object]]
    positions: Sequence[int] = ()
    problems: tuple[Problem, ...] = ()
    builders: Mapping[int, ShapeBuilder] = field(default_factory=dict)

    def row(self, at: int) -> dict[str, object]:
        """The attributes of one record."""
        return {key: values[at] for key, values in self.columns.items()}

    def name_of(self, at: int) -> str | None:
        """What one record is called in a problem; None where nothing says it."""
        names = (values[at] for key, values in self.columns.items() if key.lower() in _NAME_KEYS)
        return next((text for text in names if isinstance(text, str) and text.strip()), None)


def shapes_of_wkb(
    forms: Sequence[bytes | None] | npt.NDArray[np.object_],
) -> npt.NDArray[np.object_]:
    """Shapes of Well-Known Binary; None for what is none, and for what no map of ours holds.

    Parameters
    ----------
    forms
        One for each record.

    Returns
    -------
    array of shapes (N,)
        In the coordinates (CRS) that the bytes are in.

    Examples
    --------
    >>> shapes_of_wkb([shapely.Point(102, 17).wkb, None, b"?"]).tolist()
    [<POINT (102 17)>, None, None]
    """
    shapes: npt.NDArray[np.object_] = shapely.from_wkb(
        np.array(forms, dtype=object), on_invalid="fix"
    )
    return shapes


def count_corners(content: Content, shapes: npt.NDArray[np.object_]) -> None:
    """Spend a layer's corners from the file's budget.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.limits import Budget, Limits
    >>> from muban.gis.source import FileSettings, Source
    >>> content = Content(Source(Path("a"), "a", ""), b"", FileSettings(), Budget(Limits()))
    >>> count_corners(content, np.array([shapely.box(0, 0, 1, 1), None]))
    >>> content.budget.used
    {'max_coordinates': 5}
    """
    content.budget.spend("max_coordinates", int(shapely.get_num_coordinates(shapes).sum()))


def near_bulk(content: Content, empty: Read, bulk: Bulk) -> Bulk:
    """Of a country's reference, the records that are looked at; of any other file, all.

    Parameters
    ----------
    content
        The file, which knows what is near.
    empty
        The layer without a record, to name it.
    bulk
        All of its records.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.limits import Budget, Limits
    >>> from muban.gis.reading.records.feature_frame import blank_layer
    >>> from muban.gis.source import FileSettings, Source
    >>> source = Source(Path("a.fgb"), "a.fgb", "")
    >>> content = Content(source, b"", FileSettings(), Budget(Limits()))  # no reference
    >>> bulk = Bulk("", [1, 2], np.array([None, None]), {"name": ["ก", "ข"]})
    >>> list(near_bulk(content, blank_layer(source, ""), bulk).positions)
    [0, 1]
    """
    count = len(bulk.numbers)
    whole = replace(bulk, positions=range(count))
    if content.near is None:
        return whole
    table = pd.DataFrame(bulk.columns, index=range(count), dtype=object)
    found = near_records(table, Shaped.of(bulk.shapes, bulk.crs or None), content.near)
    if found is None:
        return whole
    positions = np.flatnonzero(found.kept).tolist()
    return replace(
        bulk,
        numbers=[bulk.numbers[at] for at in positions],
        shapes=bulk.shapes[found.kept],
        columns={name: [values[at] for at in positions] for name, values in bulk.columns.items()},
        positions=positions,
        problems=(*bulk.problems, found.told(empty.where())),
    )


def build_bulk(content: Content, empty: Read, bulk: Bulk, said: Sequence[Problem] = ()) -> Read:
    """The layer with its records, each looked at by itself.

    Parameters
    ----------
    content
        The file, for its limits.
    empty
        The layer without a record.
    bulk
        The records.
    said
        Problems found before.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.limits import Budget, Limits
    >>> from muban.gis.reading.records.feature_frame import blank_layer
    >>> from muban.gis.source import FileSettings, Source
    >>> source = Source(Path("a.fgb"), "a.fgb", "")
    >>> content = Content(source, b"", FileSettings(), Budget(Limits()))
    >>> bulk = Bulk("EPSG:4326", [1], np.array([shapely.Point(102, 17)]), {"name": ["วัด"]})
    >>> build_bulk(content, blank_layer(source, ""), bulk).frame["name"].tolist()
    ['วัด']
    """
    problems = [*said, *bulk.problems]
    records = []
    for at, number in enumerate(bulk.numbers):
        builder = bulk.builders.get(number) or ShapeBuilder()
        row = bulk.row(at)
        content.budget.check_record(row)
        shape = _finite(bulk.shapes[at], builder)
        record = Record(number, shape, row, name=bulk.name_of(at), flags=shape_flags(builder))
        records.append(record)
        problems += shape_problems(empty, record, builder)
    return build_features(
        content.source, empty.layer, records, crs=bulk.crs or None, problems=problems
    )


def _finite(shape: BaseGeometry | None, builder: ShapeBuilder) -> BaseGeometry | None:
    if shape is not None and not np.isfinite(shapely.get_coordinates(shape)).all():
        shape = drop_bad_coordinates(shape, builder)
    return None if shape is None or shape.is_empty else shape
