"""How far a written name agrees with a true one: a village's, a tambon's, an amphoe's.

A name is never matched by how alike it is. It is the true name, or that name with the word
บ้าน lost, or its former name, or misread in ways that :mod:`muban.gis.text.lookalike` can
explain, or it is another name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from muban.gis.codes.gazetteer_records import NAME_CHANGES, name_key
from muban.gis.text.lookalike import align
from muban.gis.text.thai_normal import compare_key

if TYPE_CHECKING:
    from muban.gis.codes.gazetteer_records import Unit, Village

__all__ = [
    "EXACT",
    "NOTHING_WRITTEN",
    "OWN_NAME",
    "Agreement",
    "How",
    "amphoe_agreement",
    "tambon_agreement",
    "village_agreement",
]

How = Literal["none", "same", "former", "romanised", "without_ban", "misread", "was_in", "other"]
_Level = Literal["village", "tambon", "amphoe"]

OWN_NAME: frozenset[How] = frozenset({"same", "former", "romanised"})
"""A village's own name, now or before, in Thai or English letters: nothing is misread."""

_PREFIX_COST = 0.5
_FORMER_COST = 0.5
_BAN = "บ้าน"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a written name agrees with a true one.

    Parameters
    ----------
    how
        ``none`` where nothing is written, ``other`` where the difference cannot be explained;
        ``was_in`` of an amphoe that the tambon belonged to.
    cost
        0 for the very name; it grows with every difference.
    written, true
        The two names where they differ.
    changes
        The letters that were misread.
    """

    level: _Level
    how: How
    cost: float = 0.0
    written: str = ""
    true: str = ""
    changes: tuple[str, ...] = ()

    @property
    def explained(self) -> bool:
        """Whether the written name can be the true one."""
        return self.how not in ("none", "other")

    @property
    def exact(self) -> bool:
        """Whether it is the very name."""
        return self.how == "same"


NOTHING_WRITTEN = 99.0
"""The cost of a name that is not there."""

EXACT = Agreement("village", "same")


def village_agreement(written: str, village: Village) -> Agreement:
    """A written village name against one village.

    Examples
    --------
    >>> from muban.gis.codes.gazetteer_records import Village
    >>> known = Village("43160503", "บ้านผักขะ", "Ban Phak Kha")
    >>> village_agreement("บ.ผักขะ", known).how, village_agreement("BAN PHAK KHA", known).how
    ('same', 'romanised')
    >>> village_agreement("ฝักชะ", known).changes, village_agreement("โพนแพง", known).explained
    (('ฝ→ผ', 'ช→ข'), False)
    """
    key, true = name_key(written), name_key(village.name)
    if not key:
        return Agreement("village", "none", NOTHING_WRITTEN)
    if key == true:
        return EXACT
    if key in _former_keys(village):
        return Agreement("village", "former", _FORMER_COST, written, village.name)
    if village.name_en and compare_key(written) == compare_key(village.name_en):
        return Agreement("village", "romanised", 0.0, written, village.name)
    return _laid_beside("village", key, true, written, village.name)


def _former_keys(village: Village) -> set[str]:
    return {name_key(one.old_name) for one in NAME_CHANGES if one.code == village.code}


def tambon_agreement(bare: str, unit: Unit, former: Iterable[str] = ()) -> Agreement:
    """A written tambon name without ตำบล against one tambon.

    Parameters
    ----------
    bare
        The name as written, without ตำบล.
    unit
        The tambon.
    former
        Names it had before.

    Examples
    --------
    >>> from muban.gis.codes.gazetteer_records import Unit
    >>> tambon_agreement("เดื่อ", Unit("430106", "tambon", "บ้านเดื่อ")).how
    'without_ban'
    """
    key, true = compare_key(bare), compare_key(unit.name)
    if not key:
        return Agreement("tambon", "none", NOTHING_WRITTEN)
    if key == true:
        return Agreement("tambon", "same")
    if key in map(compare_key, former):
        return Agreement("tambon", "former", _FORMER_COST, bare, unit.name)
    key_ban, true_ban = key.removeprefix(_BAN), true.removeprefix(_BAN)
    if key_ban == true_ban:
        return Agreement("tambon", "without_ban", _PREFIX_COST, bare, unit.name)
    whole = align(key, true)
    if (key_ban != key) != (true_ban != true):
        without = align(key_ban, true_ban)
        cost = without.cost + _PREFIX_COST
        if without.explained and cost < whole.cost:
            return Agreement("tambon", "misread", cost, bare, unit.name, without.changes)
    return _laid_beside("tambon", key, true, bare, unit.name)


def amphoe_agreement(bare: str, unit: Unit) -> Agreement:
    """A written amphoe name without อำเภอ against one amphoe.

    Examples
    --------
    >>> from muban.gis.codes.gazetteer_records import Unit
    >>> amphoe_agreement("โพนพิสัย", Unit("4305", "amphoe", "โพนพิสัย")).exact
    True
    """
    if not bare:
        return Agreement("amphoe", "none", NOTHING_WRITTEN)
    return _laid_beside("amphoe", compare_key(bare), compare_key(unit.name), bare, unit.name)


def _laid_beside(level: _Level, key: str, true_key: str, written: str, true: str) -> Agreement:
    found = align(key, true_key)
    if found.exact:
        return Agreement(level, "same")
    how: How = "misread" if found.explained else "other"
    return Agreement(level, how, found.cost, written, true, found.changes)
