"""Which lines and areas of a layer say what they are, and what is asked of the rest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from muban.gis.problems import Problem, Where, problem
from muban.gis.shapes.geometry_kind import CLOSED_M
from muban.gis.shapes.walk import widest_gap_m
from muban.gis.source import Read
from muban.gis.table_rows import rows_of
from muban.layers.context.context_kinds import KindOfShape, ShapeType, find_context_kind
from muban.layers.context.stated_ground import ask_kind

if TYPE_CHECKING:
    from muban.layers.village.recognise import Part

__all__ = ["context_of_record", "part_areas", "part_lines", "part_stated"]


def context_of_record(read: Read, record: dict[Any, Any], shape: ShapeType) -> KindOfShape | None:
    """The kind of one record of a layer, or None.

    Parameters
    ----------
    read
        The layer that holds it.
    record
        Its attributes.
    shape
        What it is drawn as.
    """
    file = PurePosixPath(read.source.name).stem
    # A receiver drew it while somebody walked.
    track = bool(record.get("_track"))
    for around in (read.layer, file):
        found = find_context_kind(record, shape, around=around, track=track)
        if found is not None:
            return found
    return None


def part_lines(read: Read, *, published: bool = True) -> tuple[Read | None, list[Problem]]:
    """The lines that say what they are; each other one is a question to a person.

    A line whose ends meet, and whose name a village could bear as well, may be a border.

    Parameters
    ----------
    read
        Lines in EPSG:4326.
    published
        Whether what they are is shown; else each is a question, whatever it says.

    Returns
    -------
    tuple
        The layer of those that are known, None where none is; a problem for each other.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> lines = [
    ...     Record(1, shapely.LineString([(102.7, 17.8), (102.8, 17.8)]), name="ถนนมิตรภาพ"),
    ...     Record(2, shapely.LineString([(102.7, 17.9), (102.8, 17.9)]), name="ก")]
    >>> read = build_features(Source(Path("ก.kml"), "ก.kml", ""), "", lines, crs="EPSG:4326")
    >>> known, [asked] = part_lines(read)
    >>> known.frame["_name"].tolist(), asked.where.number
    (['ถนนมิตรภาพ'], 2)
    """
    frame = read.frame
    known: list[bool] = []
    asked: list[Problem] = []
    for record in rows_of(frame):
        line = record["geometry"]
        gap_m = widest_gap_m(list(shapely.get_parts(line)))
        found = context_of_record(read, record, "line") if published else None
        open_to_doubt = found is not None and found.weak and gap_m <= CLOSED_M
        sure = found is not None and not open_to_doubt
        known.append(sure)
        if not sure:
            name = str(record.get("_name") or "") or None
            asked.append(_asked(read.where(int(record["_number"]), name=name), line, gap_m))
    chosen = np.array(known, dtype=bool)
    return (read.with_frame(frame[chosen]) if chosen.any() else None), asked


def part_stated(read: Read, shape: ShapeType) -> tuple[Read | None, list[Problem]]:
    """Of lines or areas that a person calls roads, waters and the like: those of known kind.

    Parameters
    ----------
    read
        Lines, or areas, in EPSG:4326.
    shape
        Which of the two.

    Returns
    -------
    tuple
        The layer of those that are known, None where none is; one question about the rest.
    """
    frame = read.frame
    found = [context_of_record(read, one, shape) is not None for one in rows_of(frame)]
    known = np.array(found, dtype=bool)
    asked = [] if known.all() else [ask_kind(read, shape, int((~known).sum()), use="context")]
    return (read.with_frame(frame[known]) if known.any() else None), asked


def part_areas(part: Part) -> list[Part]:
    """Take out of areas that are set aside those that say that they are water, forest and so on."""
    frame = part.read.frame
    known = np.array(
        [context_of_record(part.read, one, "area") is not None for one in rows_of(frame)],
        dtype=bool,
    )
    if not known.any():
        return [part]
    context = replace(part, role="context", read=part.read.with_frame(frame[known]), doubt=None)
    if known.all():
        return [context]
    rest = replace(part, read=replace(part.read, problems=()).with_frame(frame[~known]))
    return [context, rest]


def _asked(where: Where, line: shapely.Geometry, gap_m: float) -> Problem:
    x, y = map(float, shapely.get_coordinates(line)[0])
    if gap_m <= CLOSED_M:
        return problem("project.closed_line", where, lonlat=(x, y))
    return problem("project.open_line", where, lonlat=(x, y), gap_m=round(float(gap_m)))
