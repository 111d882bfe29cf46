"""Records that a saved drawing stands for: shown from the drawing, and not a second time.

The page for drawing begins with what a project shows, whatever files that came from. What
it saves holds all of it, and names the marks of the records it began with. A mark follows
from a record's own name and shape, so that it holds when a file is renamed or records move
in it, and ends when somebody changes the record: then both are shown, and told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

import shapely

from muban.gis.problems import problem
from muban.gis.source import Read

__all__ = ["Replaced", "marks_of", "without_replaced"]

Replaced = Mapping[str, Collection[str]]
"""A record's mark → the saved drawings that stand for it."""


def marks_of(read: Read) -> dict[int, str]:
    """The mark of each record of a layer of shapes, by its number.

    Parameters
    ----------
    read
        As the reader made it, before anything was moved or repaired.

    Returns
    -------
    dict
        Number → mark; the same for the same name and shape, heights left aside.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> points = shapely.Point(102, 18), shapely.Point(102, 18, 160), shapely.Point(102, 18.1)
    >>> pins = [Record(number, point, name="วัด") for number, point in enumerate(points, 1)]
    >>> marks = marks_of(build_features(Source(Path("ก.kml"), "ก.kml", ""), "", pins))
    >>> marks[1] == marks[2], marks[1] == marks[3]
    (True, False)
    """
    frame = read.frame
    shapes = shapely.to_wkb(frame.geometry.to_numpy(), output_dimension=2, byte_order=1)
    return {
        int(number): _mark(name, shape)
        for number, name, shape in zip(frame["_number"], frame["_name"], shapes, strict=True)
    }


def _mark(name: object, shape: bytes | None) -> str:
    text = name if isinstance(name, str) else ""
    return hashlib.sha256(text.encode("utf-8", "replace") + b"\0" + (shape or b"")).hexdigest()[:16]


def without_replaced(read: Read, replaced: Replaced) -> Read:
    """A layer without the records that a saved drawing stands for, each told.

    Of two drawings that stand for each other's records, the one whose name comes first does:
    nothing is ever shown by neither.

    Parameters
    ----------
    read
        A layer of shapes, before anything was moved or repaired.
    replaced
        What each saved drawing stands for.

    Returns
    -------
    Read
        With a note for each record left out.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> pins = [Record(1, shapely.Point(102, 18), name="วัด"),
    ...         Record(2, shapely.Point(103, 18), name="ตลาด")]
    >>> read = build_features(Source(Path("เก่า.kml"), "เก่า.kml", ""), "", pins)
    >>> left = without_replaced(read, {marks_of(read)[1]: ("ใหม่.kml",)})
    >>> left.frame["_name"].tolist(), left.problems[0].params["by"]
    (['ตลาด'], 'ใหม่.kml')
    """
    if not replaced:
        return read
    by = {
        number: _shown_by(read.source.name, mark, replaced)
        for number, mark in marks_of(read).items()
    }
    gone = {number: file for number, file in by.items() if file is not None}
    if not gone:
        return read
    frame = read.frame
    names = dict(zip(frame["_number"], frame["_name"], strict=True))
    told = [
        problem(
            "project.replaced", read.where(number, name=str(names[number] or "") or None), by=file
        )
        for number, file in gone.items()
    ]
    return read.with_frame(frame[~frame["_number"].isin(gone)], told)


def _shown_by(file: str, mark: str, replaced: Replaced) -> str | None:
    """The drawing that shows a record of a file in its place; None where the file does."""
    by = replaced.get(mark, ())
    others = sorted(set(by) - {file})
    if not others or (file in by and file < others[0]):
        return None
    return others[0]
