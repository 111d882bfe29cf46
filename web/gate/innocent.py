"""Texts and files in which nothing personal was found: the same ones stand on many pages."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from muban.layers.personal.privacy import PrivacyRule

__all__ = ["Innocent", "Said", "innocent_by"]

_REMEMBERED = 1 << 17
"""Texts, at most: so that memory has an end."""

Said = tuple[str | None, ...]
"""A text with its heading, or ``file``, a file's name and the SHA-256 of its bytes: of what
differs in a character nothing is known."""


class Innocent:
    """Texts and files that a rule was asked about, and found nothing in."""

    def __init__(self) -> None:
        self._before: set[Said] = set()
        self._now: set[Said] = set()

    def __contains__(self, said: Said) -> bool:
        if said in self._now:
            return True
        if said in self._before:
            self.add(said)
            return True
        return False

    def add(self, said: Said) -> None:
        """Remember what nothing was found in."""
        if len(self._now) < _REMEMBERED:
            self._now.add(said)

    def learn(self, said: Iterable[Said]) -> None:
        """Remember what another process found nothing in, by the same rule."""
        for one in said:
            self.add(one)

    def take(self, before: Iterable[Said]) -> None:
        """Begin anew to count what is met, and know what nothing was found in before."""
        self._before = self._now.union(before)
        self._now = set()

    @property
    def met(self) -> frozenset[Said]:
        """Those that were met since."""
        return frozenset(self._now)

    @property
    def known(self) -> frozenset[Said]:
        """Those, and what was met before, as far as there is room.

        Of a file whose bytes are known no text is met; they are known when it changes.
        """
        room = _REMEMBERED - len(self._now)
        return frozenset(self._now).union(islice(self._before - self._now, room))


@lru_cache(maxsize=4)
def innocent_by(rule: PrivacyRule) -> Innocent:
    """What is known of a rule's texts in this process."""
    return Innocent()
