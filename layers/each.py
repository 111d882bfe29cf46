"""How work is done for each of many things: handed in, for nothing here knows of processors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

__all__ = ["Each"]

Each = Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]
"""Does work for each of many things, and gives the answers in their order, as ``map`` does.

It may be done elsewhere, and what was done of an equal thing before may be taken again: the work
is a function of a module, and what it gives follows from the thing alone.
"""
