"""Which Thai letters a reader of paper takes for each other, and how a name was misread.

Two names are laid side by side letter by letter. Every difference is either explained
(look-alike or sound-alike letters, marks lost or exchanged, a letter read twice, the second
consonant of a cluster dropped, a letter of another script) or not. How alike two names are
is not asked: «ใหม่» and «ใหญ่» are alike and nothing explains one as the other.

The letters are a table, ``gis/data/lookalikes.json``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import combinations

__all__ = ["Alignment", "align"]

_MARK = 0.5
_LETTER = 1.0
_UNEXPLAINED = 3.0
_MOST_PER_LETTER = 0.45
_NONE = ""


def _read_table() -> dict[str, list[str] | str]:
    text = resources.files("muban.gis.data").joinpath("lookalikes.json").read_text("utf-8")
    table: dict[str, list[str] | str] = json.loads(text)
    return table


_TABLE = _read_table()
_MARKS = frozenset(_TABLE["marks"])
_THIN = frozenset(_TABLE["thin_vowels"])
_FIRST = frozenset(_TABLE["cluster_first"])
_SECOND = frozenset(_TABLE["cluster_second"])
_PAIRS = frozenset(
    frozenset(pair)
    for family in ("shape", "sound")
    for group in _TABLE[family]
    for pair in combinations(group, 2)
)


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a written name differs from a true one.

    ``cost`` is 0 for equal names and grows with every difference; ``changes`` names them
    (``ผ→ฝ``, ``◌่→◌้``, ``+ล`` for a letter that was lost); ``unexplained`` counts those
    that no rule explains.
    """

    cost: float
    unexplained: int
    changes: tuple[str, ...]

    @property
    def exact(self) -> bool:
        """Whether the names are equal."""
        return self.cost == 0

    @property
    def explained(self) -> bool:
        """Whether every difference has a reason, and there are not too many of them."""
        return self.unexplained == 0


_NOTHING_IN_COMMON = Alignment(99.0, 99, ())


@lru_cache(maxsize=1 << 17)
def align(written: str, true: str) -> Alignment:
    """Lay a written name beside a true one and name the differences.

    Parameters
    ----------
    written, true
        Names as :func:`muban.gis.text.thai_normal.compare_key` gives them.

    Returns
    -------
    Alignment
        The cheapest reading. When the differences cost more than 0.45 a letter the names
        have nothing in common; that counts as unexplained.

    Examples
    --------
    >>> align("ฝักชะ", "ผักขะ").changes
    ('ฝ→ผ', 'ช→ข')
    >>> align("หนองหลวงใหม่", "หนองหลวงใหญ่").explained
    False
    >>> align("", "").exact
    True
    """
    if written == true:
        return Alignment(0.0, 0, ())
    most = _MOST_PER_LETTER * max(len(written), len(true))
    costs = _costs(written, true, most)
    if costs is None or costs[-1][-1] > most:
        return _NOTHING_IN_COMMON
    changes, unexplained = _trace(costs, written, true)
    return Alignment(costs[-1][-1], unexplained, changes)


def _costs(written: str, true: str, most: float) -> list[list[float]] | None:
    """Cheapest cost of reading ``true[:j]`` as ``written[:i]``, for every i and j.

    None as soon as every way costs more than ``most``.
    """
    added, lost = _alone(written), _alone(true)
    rows = [[0.0]]
    for price in lost:
        rows[0].append(rows[0][-1] + price)
    for letter, price in zip(written, added, strict=True):
        above = rows[-1]
        best = above[0] + price
        row = [best]
        steps = zip(above[:-1], above[1:], _swaps(letter, true), lost, strict=True)
        for before, over, swap, alone in steps:
            best += alone
            if (exchanged := before + swap) < best:
                best = exchanged
            if (added_here := over + price) < best:
                best = added_here
            row.append(best)
        if min(row) > most:
            return None
        rows.append(row)
    return rows


@lru_cache(maxsize=1 << 14)
def _swaps(letter: str, true: str) -> tuple[float, ...]:
    """Cost of a letter in the place of each letter of a name; 0 where it is that letter."""
    return tuple(0.0 if letter == meant else _exchange(letter, meant) for meant in true)


@lru_cache(maxsize=1 << 14)
def _alone(name: str) -> tuple[float, ...]:
    """Cost of each letter of a name where the other name lacks it."""
    return tuple(_lone(name, i) for i in range(len(name)))


def _trace(costs: list[list[float]], written: str, true: str) -> tuple[tuple[str, ...], int]:
    """Walk the cheapest way back; the changes in reading order, and how many are unexplained."""
    changes: list[str] = []
    unexplained = 0
    i, j = len(written), len(true)
    while i or j:
        here = costs[i][j]
        letter = written[i - 1] if i else _NONE
        meant = true[j - 1] if j else _NONE
        swap = 0.0 if letter == meant else _exchange(letter, meant) if i and j else 0.0
        if i and j and here == costs[i - 1][j - 1] + swap:
            step, change = swap, "" if letter == meant else f"{_shown(letter)}→{_shown(meant)}"
            i, j = i - 1, j - 1
        elif i and here == costs[i - 1][j] + _lone(written, i - 1):
            step, change = _lone(written, i - 1), f"−{_shown(letter)}"
            i -= 1
        else:
            step, change = _lone(true, j - 1), f"+{_shown(meant)}"
            j -= 1
        unexplained += step >= _UNEXPLAINED
        if change:
            changes.append(change)
    return tuple(reversed(changes)), unexplained


@lru_cache(maxsize=1 << 14)
def _exchange(letter: str, meant: str) -> float:
    """Cost of reading one letter as another."""
    if letter in _MARKS and meant in _MARKS:
        return _MARK
    if frozenset((letter, meant)) in _PAIRS:
        return _LETTER
    if _foreign(letter):
        return _MARK
    return _UNEXPLAINED


def _lone(name: str, i: int) -> float:
    """Cost of a letter that stands in one of the names alone."""
    letter = name[i]
    before = name[i - 1] if i else ""
    if letter in _MARKS or letter == before:
        return _MARK
    if letter in _THIN or _foreign(letter) or (letter in _SECOND and before in _FIRST):
        return _LETTER
    return _UNEXPLAINED


def _foreign(letter: str) -> bool:
    return letter.isalpha() and not "\u0e01" <= letter <= "\u0e4e"


def _shown(letter: str) -> str:
    return f"◌{letter}" if letter in _MARKS else letter
