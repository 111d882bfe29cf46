"""How often Python looks through all that is held for circles that nobody holds any more.

A build makes tables, shapes and texts by the hundred thousand and lets them go by counting;
circles among them are few. As it comes, Python looks after each 700 new objects, and a
twelfth of a build went into it.
"""

from __future__ import annotations

import gc

__all__ = ["collect_seldom"]

_NEW, _YOUNG, _MIDDLE = 50_000, 20, 20


def collect_seldom() -> None:
    """Look for circles after 50,000 new objects instead of 700, in this process.

    Examples
    --------
    >>> import gc
    >>> was = gc.get_threshold()
    >>> collect_seldom()
    >>> gc.get_threshold()[0]
    50000
    >>> gc.set_threshold(*was)
    """
    gc.set_threshold(_NEW, _YOUNG, _MIDDLE)
