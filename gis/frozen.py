"""Tables that nobody can change, and that travel to another process.

Python's own read-only view of a dict cannot be pickled, so whatever holds one could not be
handed to a second processor. Importing this room teaches pickling what such a view is made
of; it comes back as a read-only view of a copy.
"""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

__all__ = ["frozen"]

K = TypeVar("K")
V = TypeVar("V")


def frozen(table: Mapping[K, V]) -> Mapping[K, V]:
    """A copy of a table that cannot be changed.

    Parameters
    ----------
    table
        What later changes to it do not reach.

    Examples
    --------
    >>> import pickle
    >>> colours = frozen({"temple": "purple"})
    >>> pickle.loads(pickle.dumps(colours))
    mappingproxy({'temple': 'purple'})
    """
    return MappingProxyType(dict(table))


def _parts(view: MappingProxyType[Any, Any]) -> tuple[Callable[..., Any], tuple[dict[Any, Any]]]:
    return frozen, (dict(view),)


copyreg.pickle(MappingProxyType, _parts)
