"""The same work for many things, on as many processors as are given, answered in their order.

What all of the work shares goes to each process once, when it begins; a thing goes with its
task. Only a few tasks are under way at a time, so that memory does not grow with their number.
"""

from __future__ import annotations

import gc
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from multiprocessing import active_children, get_context, get_start_method
from typing import TYPE_CHECKING, Any, TypeVar

from muban.web.collecting import collect_seldom
from muban.web.publishing.stops import follow_parent

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

    from muban.layers.assemble import Each

__all__ = ["Crew", "begins_as_copy", "cores_at_hand", "each_on", "in_turn"]

_WORTH_WHILE = 4
"""Tambons to make true for each process: with fewer, its start takes longer than they do."""
_AHEAD = 4
"""Tasks under way for each process: none waits for work, and no heap of answers builds up."""

Crew = Callable[
    [Callable[[Any, Any], Any], Sequence[Any], Any], AbstractContextManager[Iterator[Any]]
]
"""Does work for things, with what they share, elsewhere: on other machines."""
Thing = TypeVar("Thing")
Shared = TypeVar("Shared")
Answer = TypeVar("Answer")


def cores_at_hand() -> int:
    """How many processors this process may use.

    Returns
    -------
    int
        At least 1.

    Examples
    --------
    >>> cores_at_hand() >= 1
    True
    """
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # Windows and macOS do not say
        return os.cpu_count() or 1


@contextmanager
def in_turn(
    work: Callable[[Thing, Shared], Answer],
    things: Sequence[Thing],
    shared: Shared,
    *,
    jobs: int,
    crew: Crew | None = None,
) -> Iterator[Iterator[Answer]]:
    """Have work done for each thing; the work begins at once, the answers come in order.

    Parameters
    ----------
    work
        A function of a module, of a thing and of what is shared; it changes neither.
    things
        What it is done for.
    shared
        What every task needs.
    jobs
        Processes; with 1 the work is done here, when its answer is asked for.
    crew
        Who does it instead of this machine's processes.

    Examples
    --------
    >>> with in_turn(pow, [2, 3], 2, jobs=1) as answers:
    ...     list(answers)
    [4, 9]
    """
    if crew is not None:
        with crew(work, things, shared) as answers:
            yield answers
        return
    jobs = min(jobs, len(things))
    if jobs < 2:
        yield (work(thing, shared) for thing in things)
        return
    pool = ProcessPoolExecutor(
        max_workers=jobs, mp_context=_beginning(), initializer=_begin, initargs=(work, shared)
    )
    try:
        left = iter(things)
        under_way = deque(pool.submit(_do, thing) for thing in islice(left, jobs * _AHEAD))
        yield _answers(pool, under_way, left)
    except BaseException:
        for child in active_children():
            child.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def each_on(jobs: int, crew: Crew | None = None) -> Each:
    """``map`` on several processors, where there are things enough for it to be worth while.

    Parameters
    ----------
    jobs
        Processes, at most.
    crew
        Who does it instead.

    Returns
    -------
    callable
        Takes work and things, gives the answers in their order.

    Examples
    --------
    >>> each_on(4)(len, ["หมู่", "บ้าน"])  # too few to start a process for
    [4, 4]
    """

    def each(work: Callable[[Any], Any], things: Sequence[Any]) -> list[Any]:
        own = min(jobs, len(things) // _WORTH_WHILE)
        with in_turn(_apply, things, work, jobs=own, crew=crew) as answers:
            return list(answers)

    return each


def _apply(thing: Any, work: Callable[[Any], Any]) -> Any:
    return work(thing)


def _beginning() -> BaseContext | None:
    """How processes begin: anew where this is one thread of a server.

    A copy of the process would keep the locks that others hold at that moment, for ever.
    """
    alone = threading.current_thread() is threading.main_thread()
    return None if alone else get_context("spawn")


def begins_as_copy() -> bool:
    """Whether another process would begin as a copy of this one, with all that it holds.

    Then it knows at once what it works with; else all of that has to be sent to it.

    Examples
    --------
    >>> begins_as_copy() in (True, False)
    True
    """
    alone = threading.current_thread() is threading.main_thread()
    return alone and get_start_method() == "fork"


def _answers(
    pool: ProcessPoolExecutor, under_way: deque[Future[Any]], left: Iterator[Any]
) -> Iterator[Any]:
    while under_way:
        answer = under_way.popleft().result()
        under_way.extend(pool.submit(_do, thing) for thing in islice(left, 1))
        yield answer


_at_work: list[Any] = []


def _begin(work: Callable[[Any, Any], Any], shared: Any) -> None:
    follow_parent()
    collect_seldom()
    gc.freeze()  # what all share lives as long as the process, and need not be looked through
    _at_work[:] = [work, shared]


def _do(thing: Any) -> Any:
    work, shared = _at_work
    return work(thing, shared)
