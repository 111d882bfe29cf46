"""Texts and files in which nothing personal was found: the same ones stand on many pages."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from muban.layers.personal.privacy import PrivacyRule

__all__ = ["Innocent", "Said", "innocent_by"]

_REMEMBERED = 1 << 17
"""Texts, at most: so that memory has an end."""

Said = tuple[str, str | None]
"""A text with its heading, or a file's name with the SHA-256 of its bytes: of what differs in a
character nothing is known."""


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

    def take(self, before: Iterable[Said]) -> None:
        """Begin anew to count what is met, and know what nothing was found in before."""
        self._before = self._now.union(before)
        self._now = set()

    @property
    def met(self) -> frozenset[Said]:
        """Those that were met since: what only an earlier build met is not among them."""
        return frozenset(self._now)


@lru_cache(maxsize=4)
def innocent_by(rule: PrivacyRule) -> Innocent:
    """What is known of a rule's texts in this process."""
    return Innocent()
