"""Columns whose meaning ``muban.toml`` states, and those whose heading was cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muban.gis.headings.fields import find_fields
from muban.gis.headings.fits import is_filled
from muban.gis.problems import Problem, problem
from muban.gis.source import FileSettings, Read

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["cut_headings", "own_columns", "with_stated_columns"]

_NAME = "name"
_AREAS = ("Polygon", "MultiPolygon")


def own_columns(frame: pd.DataFrame) -> list[str]:
    """The columns that are the file's own, as it calls them.

    Parameters
    ----------
    frame
        A layer's table.

    Returns
    -------
    list of str
        Without those that readers add, and without the shape.

    Examples
    --------
    >>> import pandas as pd
    >>> own_columns(pd.DataFrame(columns=["_number", "_name", "รหัส", "geometry"]))
    ['รหัส']
    """
    return [str(c) for c in frame.columns if c != "geometry" and not str(c).startswith("_")]


def cut_headings(read: Read) -> list[Problem]:
    """A note for each column that is read by the beginning of a known heading."""
    return [
        problem("project.heading_cut", read.where(field=column), column=column, heading=heading)
        for column, heading in find_fields(read.frame).cut.items()
    ]


def with_stated_columns(read: Read, stated: FileSettings) -> Read:
    """Bring the columns that the user names to the headings that are surest.

    Parameters
    ----------
    read
        A layer of shapes.
    stated
        What ``muban.toml`` says of its file.

    Returns
    -------
    Read
        With a problem for each column that the layer does not have.

    Examples
    --------
    >>> from pathlib import Path
    >>> import shapely
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> area = Record(1, shapely.box(102, 18, 102.1, 18.1), {"id": 4})
    >>> read = build_features(Source(Path("ก.shp"), "ก.shp", ""), "", [area])
    >>> with_stated_columns(read, FileSettings(columns=(("moo", "id"),))).frame["moo"].tolist()
    [4]
    """
    if not stated.columns or not len(read.frame):
        return read
    frame, missing = read.frame.copy(), []
    for meaning, column in stated.columns:
        if column not in frame.columns or column == "geometry":
            seen = ", ".join(own_columns(read.frame)) or "–"
            missing.append(
                problem("project.column_missing", read.where(), column=column, columns=seen)
            )
            continue
        values = frame[column]
        if meaning != _NAME:
            frame[meaning] = values
            continue
        texts = [str(value) if is_filled(value) else None for value in values]
        frame["_name"] = texts
        if frame.geometry.geom_type.isin(_AREAS).any():
            frame["village"] = texts
    return read.with_frame(frame, missing)
