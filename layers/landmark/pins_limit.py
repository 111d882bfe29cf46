"""More pins than a map can show, in one file: none of them goes further."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from muban.gis.problems import Effect, Problem, problem

if TYPE_CHECKING:
    from muban.gis.reading.limits import Limits
    from muban.gis.source import Read

__all__ = ["PinsLimit"]


class PinsLimit:
    """Counts the pins of each file.

    Parameters
    ----------
    limits
        How many one file may have.
    """

    def __init__(self, limits: Limits) -> None:
        self._allowed = limits.max_pins
        self._met: Counter[str] = Counter()

    def exceeded(self, pins: Read) -> Iterable[Problem]:
        """Why the pins of a layer are set aside; empty where its file has not too many yet.

        Parameters
        ----------
        pins
            A layer whose records are all pins.
        """
        self._met[pins.source.name] += len(pins.frame)
        found = self._met[pins.source.name]
        if found > self._allowed:
            yield problem(
                "read.limit",
                pins.where(),
                effect=Effect.SET_ASIDE,
                limit="max_pins",
                allowed=self._allowed,
                found=found,
            )
