"""What is said of a file whose process was ended, or ended by itself."""

from __future__ import annotations

from muban.gis.apart import Stopped
from muban.gis.problems import Effect, Problem, Where, problem
from muban.gis.reading.limits import Limits

__all__ = ["stopped"]


def stopped(where: Where, stop: Stopped, limits: Limits, effect: Effect) -> Problem:
    """The problem that names the limit, or that the reader died.

    Parameters
    ----------
    where
        The file or layer.
    stop
        Why its process was ended.
    limits
        What it was allowed.
    effect
        What became of its records.

    Examples
    --------
    >>> from muban.gis.apart.client import Stopped
    >>> limits, place = Limits(max_seconds=30), Where("ใหญ่.kml")
    >>> found = stopped(place, Stopped("seconds", 30), limits, Effect.NONE)
    >>> found.code, found.params["limit"], found.params["allowed"], found.params["found"]
    ('read.limit', 'max_seconds', 30, 31)
    """
    if stop.reason == "died":
        return problem("read.reader_died", where, effect=effect)
    limit = "max_seconds" if stop.reason == "seconds" else "max_memory_bytes"
    allowed: int = getattr(limits, limit)
    found = max(stop.used, allowed + 1)
    return problem("read.limit", where, effect=effect, limit=limit, allowed=allowed, found=found)
