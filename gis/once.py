"""What is made of a layer is made once: whoever asks again gets the same.

Many ask what a table holds: which kind it is, how many rows the ledger counts, what they
say. A country's list is too large to be parsed for each of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from muban.gis.source import Read

__all__ = ["Once"]

P = ParamSpec("P")
T = TypeVar("T")


class Once(Generic[P, T]):
    """A function of a layer that remembers what it made, while the layer lives.

    What it gives is shared and not to be changed. Arguments beside the layer are compared
    by what they hold.

    Examples
    --------
    >>> from pathlib import Path
    >>> import pandas as pd
    >>> from muban.gis.source import Read, Source
    >>> read = Read(Source(Path("ก.csv"), "ก.csv", ""), "", "grid", pd.DataFrame(), (1, 2))
    >>> rows = Once(lambda read: list(read.numbers))
    >>> rows(read), rows(read) is rows(read)
    ([1, 2], True)
    """

    def __init__(self, make: Callable[Concatenate[Read, P], T]) -> None:
        update_wrapper(self, make)
        self._make = make
        self._made: WeakKeyDictionary[Read, list[tuple[Any, Any, T]]] = WeakKeyDictionary()

    def __call__(self, read: Read, *args: P.args, **kwargs: P.kwargs) -> T:
        """What was made of the layer, made now if nobody has asked before."""
        known = self._made.setdefault(read, [])
        for some, named, made in known:
            if some == args and named == kwargs:
                return made
        made = self._make(read, *args, **kwargs)
        known.append((args, kwargs, made))
        return made

    def put(self, read: Read, made: T) -> None:
        """Remember for a layer what was made elsewhere."""
        self._made[read] = [((), {}, made)]
