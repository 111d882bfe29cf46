"""Reading a file, and mending its shapes, in a process of its own.

A process that is ended, or ends by itself, becomes a problem that names the file and what
to do; other files go on.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import shapely

from muban.gis.apart import Bounds, Stopped, run
from muban.gis.problems import Effect, Problem, Where, problem
from muban.gis.reading.content import Content
from muban.gis.reading.limits import Budget, Limits
from muban.gis.reading.read_here import read_here, source_name
from muban.gis.shapes.geometry import repair_shapes
from muban.gis.shapes.records import features_frame
from muban.gis.source import FileSettings, Read, Source

__all__ = ["Mender", "read_apart"]

_POINTS = (-1, 0, 4)
"""Shapely's type numbers of nothing, a point and points: no work on these runs away."""


def read_apart(path: Path, root: Path, settings: FileSettings, limits: Limits) -> list[Read]:
    """Read one file as :func:`muban.gis.reading.read_here.read_here` does, in another process.

    Parameters
    ----------
    path, root, settings, limits
        As :func:`muban.gis.reading.read.read_file` takes them.
    """
    try:
        bounds = Bounds(limits.max_seconds, limits.max_memory_bytes)
        reads, _ = run(read_here, path, root, settings, limits, bounds=bounds)
    except Stopped as stop:
        content = Content(Source(path, source_name(path, root), ""), b"", settings, Budget(limits))
        return content.failed(_stopped(content.where, stop, limits, Effect.NONE))
    return reads


class Mender:
    """Mends the shapes of layers in another process; a file's layers share its seconds.

    Parameters
    ----------
    limits
        What the shapes of one file may take.

    Examples
    --------
    >>> from muban.gis.reading.feature_frame import Record, build_features
    >>> tie = shapely.from_wkt("POLYGON ((102 18, 102.01 18.01, 102.01 18, 102 18.01, 102 18))")
    >>> read = build_features(Source(Path("ก.kml"), "ก.kml", ""), "", [Record(1, tie)])
    >>> [found.code for found in Mender(Limits()).mend(read).problems]
    ['geometry.self_crossing']
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._used: dict[str, float] = {}

    def mend(self, read: Read) -> Read:
        """As :func:`muban.gis.shapes.geometry.repair_shapes`; what cannot be mended is set aside.

        Parameters
        ----------
        read
            A layer in EPSG:4326.
        """
        shapes = features_frame(read).geometry.to_numpy()
        if np.isin(shapely.get_type_id(shapes), _POINTS).all():
            return _repair(read, self._limits)
        used = self._used.get(read.source.name, 0.0)
        bounds = Bounds(self._limits.max_seconds - used, self._limits.max_memory_bytes)
        try:
            mended, seconds = run(_repair, read, self._limits, bounds=bounds)
        except Stopped as stop:
            self._used[read.source.name] = used + (stop.used if stop.reason == "seconds" else 0)
            told = _stopped(read.where(), stop, self._limits, Effect.SET_ASIDE)
            return replace(read, frame=read.frame.iloc[:0], problems=(*read.problems, told))
        self._used[read.source.name] = used + seconds
        return mended


def _repair(read: Read, limits: Limits) -> Read:
    return repair_shapes(read, max_holes=limits.max_holes, max_crossings=limits.max_crossings)


def _stopped(where: Where, stop: Stopped, limits: Limits, effect: Effect) -> Problem:
    if stop.reason == "died":
        return problem("read.reader_died", where, effect=effect)
    limit = "max_seconds" if stop.reason == "seconds" else "max_memory_bytes"
    allowed: int = getattr(limits, limit)
    found = max(stop.used, allowed + 1)
    return problem("read.limit", where, effect=effect, limit=limit, allowed=allowed, found=found)
