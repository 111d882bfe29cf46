"""Names that are surely a place's: those of the gazetteer, and those that say a kind of place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from muban.layers.landmark.kind_patterns import KindPattern
from muban.layers.landmark.landmark_kind import OTHER, find_kind
from muban.layers.personal.place_words import place_words

if TYPE_CHECKING:
    from muban.gis.gazetteer.gazetteer import Gazetteer

__all__ = ["PlaceNames"]


class PlaceNames:
    """Tells whether a name is a place's; asked only where it may be a person's.

    Parameters
    ----------
    gazetteer
        Villages, tambons and amphoes of the project.
    patterns
        From the legend.
    """

    def __init__(self, gazetteer: Gazetteer, patterns: Sequence[KindPattern]) -> None:
        self._gazetteer = gazetteer
        self._patterns = patterns

    def __call__(self, name: str) -> bool:
        """Whether the gazetteer has the name or the legend knows its kind."""
        if self._gazetteer.by_name(name):
            return True
        if self._gazetteer.find_units(name, "tambon"):
            return True
        if place_words().private_heads.match(name):
            # A shop or a field is a place, and what follows may be whose it is.
            return False
        match = find_kind(name, self._patterns)
        return match is not None and match.kind != OTHER
