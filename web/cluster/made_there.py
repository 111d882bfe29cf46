"""What a worker of a cluster does: bytes in, bytes out, with what all tasks share kept once.

This runs on the workers. It takes pickles from the scheduler, as everything in dask does: a
scheduler belongs into a network of one's own, or behind TLS (docs/cluster.md).
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable
from functools import cache
from typing import Any

from distributed import WorkerPlugin

__all__ = ["GivenToWorkers", "make_there"]

_shared: dict[str, bytes] = {}
"""Work, and what it shares, by the name of the build's stage."""
_alone = threading.Lock()
"""One task at a time in a process: the libraries that draw and read are not all made for more."""


class GivenToWorkers(WorkerPlugin):
    """What every worker is given once, now or when it comes.

    Parameters
    ----------
    name
        Of the stage of a build.
    content
        The work and what it shares, as a pickle.
    """

    def __init__(self, name: str, content: bytes) -> None:
        self.name, self._content = f"muban-{name}", content
        self._stage = name

    def setup(self, worker: object) -> None:
        """Keep it, in the worker's process."""
        _shared[self._stage] = self._content

    def teardown(self, worker: object) -> None:
        """Let it go when the stage is over."""
        _shared.pop(self._stage, None)
        _opened.cache_clear()


@cache
def _opened(stage: str) -> tuple[Callable[[Any, Any], Any], Any]:
    work, shared = pickle.loads(_shared[stage])  # noqa: S301 - of who builds the site
    return work, shared


def make_there(stage: str, version: str, thing: bytes) -> tuple[str, bytes]:
    """Do the stage's work for one thing.

    Parameters
    ----------
    stage
        Its name.
    version
        The muban of who asks: another makes other bytes, and makes none here.
    thing
        A pickle.

    Returns
    -------
    tuple
        This muban's version, and the answer as a pickle; no bytes where the versions differ.
    """
    from muban.web.cache.read_code import site_code

    own = site_code()
    if own != version:
        return own, b""
    with _alone:
        work, shared = _opened(stage)
        answer = work(pickle.loads(thing), shared)  # noqa: S301 - of who builds the site
        return own, pickle.dumps(answer, protocol=5)
