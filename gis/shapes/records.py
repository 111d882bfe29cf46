"""The records of a layer of shapes: their places, for problems, and leaving some out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from muban.gis.problems import Param, Problem, Where, problem

if TYPE_CHECKING:
    from muban.gis.source import Read

__all__ = ["Flags", "Shapes", "Step", "box_middles", "features_frame", "present", "record_where"]

Shapes = npt.NDArray[np.object_]
"""Shapes by position; None where a record has none."""

Flags = npt.NDArray[np.bool_]
"""One mark for each record, by position."""


def features_frame(read: Read) -> gpd.GeoDataFrame:
    """The frame of a layer of shapes, with types known.

    Parameters
    ----------
    read
        The layer.

    Returns
    -------
    GeoDataFrame
        In the CRS that its file states.

    Raises
    ------
    TypeError
        The layer is a worksheet.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> wat = Record(1, shapely.Point(102.74, 17.88))
    >>> features_frame(build_features(Source(Path("ก.kml"), "ก.kml", ""), "", [wat])).geometry[0].x
    102.74
    """
    if read.kind != "features":
        raise TypeError(f"{read.source.name} › {read.layer} is a grid of cells, not shapes")
    return cast("gpd.GeoDataFrame", read.frame)


def record_where(read: Read, position: int) -> Where:
    """The place of the record that stands at a position of the layer's frame.

    Parameters
    ----------
    read
        A layer of shapes.
    position
        Of the row in its frame, counted from 0.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> source = Source(Path("ก.kml"), "ก.kml", "")
    >>> record_where(build_features(source, "", [Record(7, name="วัด")]), 0).feature
    '#7 วัด'
    """
    row = read.frame.iloc[position]
    name = row.get("_name")
    return read.where(int(row["_number"]), name=name if isinstance(name, str) and name else None)


def present(shapes: Shapes) -> Flags:
    """Which records have a shape with something in it.

    Parameters
    ----------
    shapes
        One for each record, in any coordinate system; None where it has none.

    Examples
    --------
    >>> present(np.array([shapely.Point(102, 18), None, shapely.Polygon()])).tolist()
    [True, False, False]
    """
    there: Flags = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    return there


def box_middles(shapes: Shapes) -> npt.NDArray[np.float64]:
    """The middle of each shape's box as an (N, 2) array; not a number where it has none.

    Parameters
    ----------
    shapes
        In degrees or metres.

    Returns
    -------
    array
        In the unit of the shapes.

    Examples
    --------
    >>> box_middles(np.array([shapely.box(102, 18, 104, 19), None])).tolist()
    [[103.0, 18.5], [nan, nan]]
    """
    bounds = shapely.bounds(shapes)
    middles: npt.NDArray[np.float64] = (bounds[:, :2] + bounds[:, 2:]) / 2
    return middles


@dataclass(slots=True)
class Step:
    """A layer while one step works on it: its shapes, who stays, what was found."""

    read: Read
    shapes: Shapes
    kept: Flags
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, read: Read) -> Step:
        """Begin with everything that the layer has."""
        frame = features_frame(read)
        return cls(read, frame.geometry.to_numpy().copy(), np.ones(len(frame), dtype=bool))

    def wheres(self, which: Flags) -> Iterator[tuple[int, Where]]:
        """Position and place of each marked record that is still there."""
        frame = self.read.frame
        numbers = frame["_number"].to_numpy()
        names = frame["_name"].to_numpy() if "_name" in frame.columns else None
        for position in np.flatnonzero(which & self.kept):
            name = names[position] if names is not None else None
            told = name if isinstance(name, str) and name else None
            yield int(position), self.read.where(int(numbers[position]), name=told)

    def tell(
        self,
        code: str,
        where: Where,
        lonlat: tuple[float, float] | None = None,
        /,
        **params: Param,
    ) -> None:
        """Note a problem; a place that is no number is left out."""
        if lonlat is not None and not np.isfinite(lonlat).all():
            lonlat = None
        self.problems.append(problem(code, where, lonlat=lonlat, effect=None, **params))

    def flagged(self, column: str) -> Flags:
        """A reader's own mark on records (``_open_ring``): none is set without the column."""
        frame = self.read.frame
        if column not in frame.columns:
            return np.zeros(len(frame), dtype=bool)
        marks = [isinstance(mark, bool | int) and mark > 0 for mark in frame[column]]
        return np.array(marks, dtype=bool)

    def result(self) -> Read:
        """The layer after the step, in EPSG:4326, without the records set aside."""
        frame = features_frame(self.read).iloc[np.flatnonzero(self.kept)]
        shapes = gpd.GeoSeries(self.shapes[self.kept], index=frame.index, crs="EPSG:4326")
        return self.read.with_frame(frame.set_geometry(shapes), self.problems)
