"""The same work for many things: done for those that are new, taken again for the others.

What a thing is made into follows from the thing, from what is shared and from the code alone
(:mod:`muban.web.cache.digest`), so that what lies under their digest is what would be made.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from muban.web.cache.digest import digest_of
from muban.web.cache.read_code import code_version
from muban.web.in_turn import each_on, in_turn

if TYPE_CHECKING:
    from muban.layers.assemble import Each
    from muban.web.cache.write_store import Store
    from muban.web.in_turn import Crew

__all__ = ["each_kept", "in_turn_kept"]


def each_kept(store: Store | None, jobs: int, crew: Crew | None = None) -> Each:
    """``map`` that takes again what is kept, and keeps what it made.

    Parameters
    ----------
    store
        None does all anew.
    jobs
        Processes, at most.
    crew
        Who does what is new, instead of them.
    """
    each = each_on(jobs, crew)
    if store is None:
        return each

    def taken(work: Callable[[Any], Any], things: Sequence[Any]) -> list[Any]:
        keys = [_key(work, thing) for thing in things]
        held = [store.holds(key) for key in keys]
        made = iter(each(work, _not(held, things)))
        return list(_woven(store, keys, held, made, lambda at: work(things[at])))

    return taken


@contextmanager
def in_turn_kept(
    work: Callable[[Any, Any], Any],
    things: Sequence[Any],
    shared: Any,
    *,
    jobs: int,
    store: Store | None,
    crew: Crew | None = None,
) -> Iterator[Iterator[Any]]:
    """As :func:`muban.web.in_turn.in_turn`, but for what is kept.

    Parameters
    ----------
    work
        Makes an answer of a thing and of what all share.
    things
        In the order of the answers.
    shared
        What all of them need.
    jobs
        Processes, at most.
    store
        Where answers are kept; None keeps none.
    crew
        Who does what is new, instead of this machine's processes.
    """
    if store is None:
        with in_turn(work, things, shared, jobs=jobs, crew=crew) as made:
            yield made
        return
    every = digest_of(shared)
    keys = [_key(work, every, thing) for thing in things]
    held = [store.holds(key) for key in keys]
    with in_turn(work, _not(held, things), shared, jobs=jobs, crew=crew) as made:
        yield _woven(store, keys, held, made, lambda at: work(things[at], shared))


def _key(work: Callable[..., Any], *parts: object) -> str:
    return digest_of(code_version(), f"{work.__module__}.{work.__qualname__}", *parts)


def _not(held: Sequence[bool], things: Sequence[Any]) -> list[Any]:
    return [thing for thing, there in zip(things, held, strict=True) if not there]


def _woven(
    store: Store,
    keys: Sequence[str],
    held: Sequence[bool],
    made: Iterator[Any],
    anew: Callable[[int], Any],
) -> Iterator[Any]:
    """The answers in their order, kept ones and new ones; the new ones are kept.

    One after the other: a kept answer is read when its turn comes, so that never all of them
    are in memory. One that cannot be trusted is made then.
    """
    for at, key in enumerate(keys):
        content = store.get(key) if held[at] else None
        if content is not None:
            yield pickle.loads(content)  # noqa: S301 - its code says that we wrote it
            continue
        answer = anew(at) if held[at] else next(made)
        store.put(key, pickle.dumps(answer, protocol=5))
        yield answer
