"""Which kind a pin of no known kind may be meant as: by how its name begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from difflib import SequenceMatcher

import numpy as np
import numpy.typing as npt

from muban.gis.text.thai_text import compare_key

__all__ = ["KindWords"]

_ALIKE = 0.7

_Counts = npt.NDArray[np.int32]


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
        by_length: dict[int, list[str]] = defaultdict(list)
        for word in kinds:
            by_length[len(word)].append(word)
        self._groups: list[tuple[int, list[str], _Counts]] = [
            (length, words, np.array([self._count(word) for word in words]))
            for length, words in sorted(by_length.items())
        ]

    def nearest(self, name: str) -> str | None:
        """The kind whose words begin most like the name; None where none does."""
        key = compare_key(name)
        close: list[str] = []
        for length, words, counts in self._groups:
            head = key[:length]
            shared = np.minimum(counts, self._count(head)).sum(axis=1)
            may_be = 2 * shared >= _ALIKE * (length + len(head)) - 1e-9
            close += [words[at] for at in np.flatnonzero(may_be) if _alike(words[at], head)]
        if not close:
            return None
        return self._kinds[max(close, key=lambda word: (len(word), word))]

    def _count(self, text: str) -> _Counts:
        """How often each letter of the words stands in a text."""
        places = [self._letters[letter] for letter in text if letter in self._letters]
        return np.bincount(places, minlength=len(self._letters)).astype(np.int32)


def _alike(word: str, head: str) -> bool:
    return SequenceMatcher(None, word, head).ratio() >= _ALIKE
