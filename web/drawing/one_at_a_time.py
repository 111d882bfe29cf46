"""Pages that take long to make, for many who ask at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

__all__ = ["OneAtATime"]


class OneAtATime:
    """Makes a page for one who asks at a time, and for all who asked before it was begun.

    A page is read from the whole project: many requests must not read it many times at once.
    """

    _turn = threading.Lock()

    def __init__(self, make: Callable[[], bytes]) -> None:
        self._make = make
        self._begun = 0.0
        self._made: bytes | None = None

    def __call__(self) -> bytes:
        """The page as the project stands, no older than the request."""
        asked = time.monotonic()
        with self._turn:
            if self._made is None or self._begun <= asked:
                self._begun, self._made = time.monotonic(), None
                self._made = self._make()
            return self._made
