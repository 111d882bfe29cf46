"""The same work for many things, on a dask cluster: answered in their order, written here alone.

What all tasks share is given to each worker once (and to each that comes later); a thing goes
with its task, as bytes. A worker that dies takes nothing along: the scheduler gives what it had
to another, and the answers are those that this machine would have made.
"""

from __future__ import annotations

import pickle
import uuid
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from muban.gis.errors import MubanError
from muban.web.cache.read_code import site_code

if TYPE_CHECKING:
    from muban.web.in_turn import Crew

__all__ = ["on_cluster"]

_AHEAD = 4
"""Tasks under way for each worker, as on this machine."""
_FIRST = 8
"""Tasks under way while no worker is there yet."""
_WAIT = 20
"""Seconds that the scheduler has to answer."""


@contextmanager
def on_cluster(address: str) -> Iterator[Crew]:
    """Have work done by the workers of a scheduler.

    Parameters
    ----------
    address
        ``tcp://…`` or ``tls://…``, as the scheduler says it.

    Yields
    ------
    Crew
        For :func:`muban.web.in_turn.in_turn`.

    Raises
    ------
    MubanError
        dask.distributed is not installed, nobody answers there, a worker has another muban, or
        a task has brought down several workers.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise MubanError(
            "--scheduler ต้องใช้ dask.distributed — ติดตั้งด้วย pip install 'muban[cluster]'",
            "--scheduler needs dask.distributed: pip install 'muban[cluster]'",
        ) from error
    try:
        connect: Any = Client
        client = connect(address, timeout=_WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise MubanError(
            f"ติดต่อ scheduler ที่ «{address}» ไม่ได้ — ดูว่าเปิดไว้แล้วและที่อยู่ถูกต้อง เช่น tcp://10.0.0.5:8786",
            f"No scheduler answers at “{address}”: see that it runs, and that the address is "
            "right, such as tcp://10.0.0.5:8786",
        ) from error
    try:
        yield lambda work, things, shared: _in_turn(client, work, things, shared)
    finally:
        client.close()


@contextmanager
def _in_turn(
    client: Any, work: Callable[[Any, Any], Any], things: Sequence[Any], shared: Any
) -> Iterator[Iterator[Any]]:
    from muban.web.cluster.made_there import GivenToWorkers, make_there

    stage = uuid.uuid4().hex
    plugin = GivenToWorkers(stage, pickle.dumps((work, shared), protocol=5))
    client.register_plugin(plugin, name=plugin.name)
    left = (pickle.dumps(thing, protocol=5) for thing in things)

    def submit(count: int) -> list[Any]:
        return [
            client.submit(make_there, stage, site_code(), thing, pure=False)
            for thing in islice(left, count)
        ]

    under_way = deque(submit(max(_FIRST, _AHEAD * len(client.ncores()))))
    try:
        yield _answers(under_way, submit)
    finally:
        client.cancel(list(under_way), force=True)
        client.unregister_worker_plugin(plugin.name)


def _answers(under_way: deque[Any], submit: Callable[[int], list[Any]]) -> Iterator[Any]:
    while under_way:
        version, answer = _result(under_way.popleft())
        if version != site_code():
            raise MubanError(
                "เครื่องงานของ cluster ใช้ muban หรือไลบรารีคนละรุ่นกับเครื่องนี้ — ติดตั้งให้เหมือนกันทุกเครื่อง",
                "A worker of the cluster has another muban, or other libraries, than this machine: "
                "install the same on all",
            )
        under_way.extend(submit(1))
        yield pickle.loads(answer)  # noqa: S301 - of our own workers


def _result(future: Any) -> tuple[str, bytes]:
    from concurrent.futures import CancelledError

    from distributed import KilledWorker

    try:
        version, answer = future.result()
    except KilledWorker as error:
        raise MubanError(
            "งานชิ้นหนึ่งทำให้เครื่องงานหยุดหลายเครื่อง — ให้แต่ละเครื่องมีหน่วยความจำมากขึ้น แล้วสั่งใหม่",
            "One task has brought down several workers: give each more memory, and try again",
        ) from error
    except (OSError, CancelledError) as error:
        raise MubanError(
            "ขาดการติดต่อกับ scheduler เว็บไซต์เดิมยังอยู่ครบ — เปิด scheduler แล้วสั่งใหม่",
            "The scheduler went away; the site that stands is whole. Start it and try again",
        ) from error
    return version, answer
