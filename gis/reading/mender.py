"""Mending the shapes of a layer in a process of its own; one that would not end is left out.

Where mending is ended, the layer is tried again without the shapes that are most likely to
blame, and each of those alone: what is set aside is what cannot be mended, not its file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

import numpy as np
import shapely

from muban.gis.apart import Bounds, Stopped, run
from muban.gis.problems import Effect, Problem, problem
from muban.gis.reading.limits import Limits
from muban.gis.reading.stopped import stopped
from muban.gis.shapes.geometry import repair_shapes
from muban.gis.shapes.records import Shapes, features_frame, record_where
from muban.gis.source import Read

__all__ = ["Mender"]

_POINTS = (-1, 0, 4)
"""Shapely's type numbers of nothing, a point and points: no work on these runs away."""
_FEW_CORNERS = 20_000
"""With so many in all, whether shapes are whole is told in a blink, and what is done to whole ones
too: another process would take longer to be handed them."""
_SHARE = 0.6
"""Of the seconds that are left, what the next attempt may take: some must stay for another."""
_LEAST_SECONDS = 0.2
"""Less is no attempt."""


class Mender:
    """Mends the shapes of layers in another process; a file's layers share its seconds.

    Parameters
    ----------
    limits
        What the shapes of one file may take.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
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
        if never_runs_away(shapes):
            return _repair(read, self._limits)
        try:
            return self._attempt(read)
        except Stopped as stop:
            first = stop
        suspects = self._suspects(read, likely_to_blame(shapes))
        guilty = [one for one in suspects if not self._ends(read, one)]
        if len(guilty) < len(shapes):
            try:
                mended = self._attempt(_without(read, guilty), share=1)
                return mended.with_frame(mended.frame, _told(read, guilty))
            except Stopped as stop:
                first = stop
        told = stopped(read.where(), first, self._limits, Effect.SET_ASIDE)
        return replace(read, frame=read.frame.iloc[:0], problems=(*read.problems, told))

    def _suspects(self, read: Read, order: list[int]) -> list[int]:
        """So many of the likeliest, one, two, four …, that the others can be mended."""
        count = 1
        while count < len(order):
            try:
                self._attempt(_without(read, order[:count]))
            except Stopped:
                count *= 2
            else:
                break
        return order[:count]

    def _ends(self, read: Read, position: int) -> bool:
        """Whether mending one shape alone comes to an end."""
        try:
            self._attempt(replace(read, frame=read.frame.iloc[[position]]))
        except Stopped:
            return False
        return True

    def _attempt(self, read: Read, share: float = _SHARE) -> Read:
        used = self._used.get(read.source.name, 0.0)
        left = self._limits.max_seconds - used
        if used and left < _LEAST_SECONDS:
            raise Stopped("seconds")
        bounds = Bounds(left * share, self._limits.max_memory_bytes)
        try:
            mended, took = run(_repair, read, self._limits, bounds=bounds)
        except Stopped as stop:
            # What filled the memory, or died, took time that nobody has counted.
            spent = stop.used if stop.reason == "seconds" else bounds.seconds
            self._used[read.source.name] = used + spent
            raise
        self._used[read.source.name] = used + took.seconds
        return mended


def never_runs_away(shapes: Shapes) -> bool:
    """Whether mending shapes surely ends soon, so that no other process need be asked to.

    Parameters
    ----------
    shapes
        By position, in degrees; None where a record has none.

    Examples
    --------
    >>> tie = shapely.from_wkt("POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))")
    >>> never_runs_away(np.array([shapely.box(0, 0, 1, 1), None])), never_runs_away(np.array([tie]))
    (True, False)
    """
    if np.isin(shapely.get_type_id(shapes), _POINTS).all():
        return True
    few = int(shapely.get_num_coordinates(shapes).sum()) <= _FEW_CORNERS
    return few and bool((shapely.is_valid(shapes) | shapely.is_missing(shapes)).all())


def likely_to_blame(shapes: Shapes) -> list[int]:
    """Positions of shapes by how much work they may be: broken before whole, then by corners.

    Parameters
    ----------
    shapes
        By position, in degrees or metres; None where a record has none.

    Examples
    --------
    >>> tie = shapely.from_wkt("POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))")
    >>> round_one = shapely.Point(0, 0).buffer(1)
    >>> likely_to_blame(np.array([shapely.box(0, 0, 1, 1), round_one, tie, None]))
    [2, 1, 0, 3]
    """
    corners = shapely.get_num_coordinates(shapes)
    whole = shapely.is_valid(shapes) | shapely.is_missing(shapes)
    return [int(position) for position in np.lexsort((-corners, whole))]


def _without(read: Read, positions: Collection[int]) -> Read:
    kept = np.setdiff1d(np.arange(len(read.frame)), list(positions))
    return replace(read, frame=read.frame.iloc[kept])


def _told(read: Read, positions: Collection[int]) -> Iterator[Problem]:
    shapes = features_frame(read).geometry.to_numpy()
    for position in sorted(positions):
        x, y = shapely.get_coordinates(shapes[position])[0]
        lonlat = (float(x), float(y)) if np.isfinite([x, y]).all() else None
        where = record_where(read, position)
        yield problem("geometry.never_mended", where, lonlat=lonlat)


def _repair(read: Read, limits: Limits) -> Read:
    return repair_shapes(read, max_holes=limits.max_holes, max_crossings=limits.max_crossings)
