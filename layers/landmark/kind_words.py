"""Which kind a pin of no known kind may be meant as: by how its name begins."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import SequenceMatcher

import numpy as np
import numpy.typing as npt

from muban.gis.text.thai_text import compare_key

__all__ = ["KindWords"]

_ALIKE = 0.7

_Counts = npt.NDArray[np.uint16]


class KindWords:
    """The words of all kinds, made ready once for many names.

    Two texts are no more alike than the letters that they share, in whatever order: that is
    counted for all words at once, and only the few that may be alike are compared.

    Parameters
    ----------
    labels
        Words for each kind, the id first; several in one are parted by «/».

    Examples
    --------
    >>> words = KindWords({"school": ["school", "โรงเรียน"], "temple": ["temple", "วัด/สำนักสงฆ์"]})
    >>> words.nearest("โรงเรยนบ้านอาญา"), words.nearest("สำนกสงฆ์"), words.nearest("xyz")
    ('school', 'temple', None)
    """

    def __init__(self, labels: Mapping[str, Collection[str]]) -> None:
        kinds = {
            compare_key(part): kind
            for kind, texts in labels.items()
            for text in texts
            for part in text.split("/")
        }
        kinds.pop("", None)
        self._kinds = kinds
        letters = sorted({letter for word in kinds for letter in word})
        self._letters = {letter: at for at, letter in enumerate(letters)}
        self._words = list(kinds)
        self._lengths = np.array([len(word) for word in kinds], dtype=np.intp)
        self._counts = np.zeros((len(kinds), len(letters)), dtype=np.uint16)
        for at, word in enumerate(kinds):
            self._counts[at] = self._heads(word)[-1]

    def nearest(self, name: str) -> str | None:
        """The kind whose words begin most like the name; None where none does."""
        if not self._words:
            return None
        longest = int(self._lengths.max())
        key = compare_key(name)[:longest]
        length = np.minimum(self._lengths, len(key))
        shared = np.minimum(self._counts, self._heads(key)[length]).sum(axis=1)
        may_be = 2 * shared >= _ALIKE * (self._lengths + length) - 1e-9
        words = (self._words[at] for at in np.flatnonzero(may_be))
        close = [word for word in words if _alike(word, key[: len(word)])]
        if not close:
            return None
        return self._kinds[max(close, key=lambda word: (len(word), word))]

    def _heads(self, text: str) -> _Counts:
        """How often each letter of the words stands in the first 0, 1, 2 … letters of a text."""
        steps = np.zeros((len(text) + 1, len(self._letters)), dtype=np.uint16)
        for at, letter in enumerate(text, start=1):
            if letter in self._letters:
                steps[at, self._letters[letter]] = 1
        return np.cumsum(steps, axis=0, dtype=np.uint16)


def _alike(word: str, head: str) -> bool:
    return SequenceMatcher(None, word, head).ratio() >= _ALIKE
