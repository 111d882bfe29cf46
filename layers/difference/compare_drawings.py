"""Two drawings of one tambon compared: which villages and pins are new, gone, or other.

A village is the same by its code, else by its moo, else by its name, else by the ground that both
drawings give it. The page for drawing compares by the same rules (``digitizer/drawing/compare``),
held together by ``tests/data/difference``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

import numpy as np
import shapely

from muban.layers.difference.borders import BorderChange, border_change
from muban.layers.difference.read_drawing import Drawing, DrawnPin, DrawnVillage

__all__ = ["Differences", "PinChange", "VillageChange", "WordChange", "compare_drawings"]

_SAME_GROUND = 0.5
"""Villages that share more than this of the smaller one are the same, whatever they are called."""
_SAME_PIN_M = 15
_METRES_PER_DEGREE = 111_195

Change = Literal["added", "removed", "changed"]
One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class WordChange:
    """What is said otherwise: of what (``name``, ``moo`` …), before and now."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class VillageChange:
    """A village that is new, gone, or other: by its words, by its border, or by both."""

    change: Change
    name: str
    moo: str
    code: str
    words: tuple[WordChange, ...] = ()
    border: BorderChange | None = None


@dataclass(frozen=True, slots=True)
class PinChange:
    """A pin that is new, gone, or other; ``moved_m`` 0 where it stands where it stood."""

    change: Change
    name: str
    at: tuple[float, float]
    words: tuple[WordChange, ...] = ()
    moved_m: float = 0.0


@dataclass(frozen=True, slots=True)
class Differences:
    """All that differs between two drawings; nothing where they say the same."""

    villages: tuple[VillageChange, ...]
    pins: tuple[PinChange, ...]
    tolerance_m: float


def compare_drawings(old: Drawing, new: Drawing, *, tolerance_m: float) -> Differences:
    """What differs between two drawings.

    Parameters
    ----------
    old, new
        As :func:`muban.layers.difference.read_drawing.parse_drawing` reads them.
    tolerance_m
        Lines as near as this are the same line, drawn once more; pins too (metres).
    """
    pairs = _paired(old.villages, new.villages, _SAME_VILLAGE)
    villages = [_village_change(one, other, old, new, tolerance_m) for one, other in pairs]
    pins = [
        _pin_change(one, other, tolerance_m)
        for one, other in _paired(old.pins, new.pins, _SAME_PIN)
    ]
    return Differences(
        tuple(one for one in villages if one is not None),
        tuple(one for one in pins if one is not None),
        tolerance_m,
    )


def _paired(
    old: Sequence[One], new: Sequence[One], same: Iterable[Callable[[One, One], bool]]
) -> list[tuple[One | None, One | None]]:
    """Each of the old with the same of the new, by the surest sign first; then the new ones."""
    free, by = list(range(len(new))), dict[int, int]()
    for is_same in same:
        for i, one in enumerate(old):
            if i not in by:
                found = next((j for j in free if is_same(one, new[j])), None)
                if found is not None:
                    by[i] = found
                    free.remove(found)
    kept = [(one, new[by[i]] if i in by else None) for i, one in enumerate(old)]
    return [*kept, *((None, new[j]) for j in free)]


def _same_ground(one: DrawnVillage, other: DrawnVillage) -> bool:
    smaller = min(one.area.area, other.area.area)
    return bool(smaller) and one.area.intersection(other.area).area > _SAME_GROUND * smaller


def _said_same(key: str) -> Callable[[DrawnVillage, DrawnVillage], bool]:
    return lambda one, other: bool(one.words[key]) and one.words[key] == other.words[key]


_SAME_VILLAGE: tuple[Callable[[DrawnVillage, DrawnVillage], bool], ...] = (
    _said_same("code"),
    lambda one, other: (
        _said_same("moo")(one, other) and not (one.words["code"] and other.words["code"])
    ),
    _said_same("name"),
    _same_ground,
)
_SAME_PIN: tuple[Callable[[DrawnPin, DrawnPin], bool], ...] = (
    lambda one, other: (
        one.words["name"] == other.words["name"] and _between(one, other) <= _SAME_PIN_M
    ),
    lambda one, other: bool(one.id) and one.id == other.id,
    lambda one, other: bool(one.words["name"]) and one.words["name"] == other.words["name"],
)


def _between(one: DrawnPin, other: DrawnPin) -> float:
    """Metres between two pins, on a sphere."""
    (lon, lat), (there, that) = one.at, other.at
    wide = np.cos(np.radians((lat + that) / 2))
    return float(_METRES_PER_DEGREE * np.hypot((lon - there) * wide, lat - that))


def _word_changes(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[WordChange, ...]:
    return tuple(WordChange(key, old[key], new[key]) for key in old if old[key] != new[key])


def _village_change(
    one: DrawnVillage | None,
    other: DrawnVillage | None,
    old: Drawing,
    new: Drawing,
    tolerance_m: float,
) -> VillageChange | None:
    shown = other or one
    assert shown is not None
    told = (shown.called, shown.words["moo"], shown.words["code"])
    if one is None or other is None:
        return VillageChange("added" if one is None else "removed", *told)
    words = _word_changes(one.words, other.words)
    border = border_change(
        one.area,
        other.area,
        tolerance_m=tolerance_m,
        before=_others(old, one, other.area),
        after=_others(new, other, one.area),
    )
    return VillageChange("changed", *told, words, border) if words or border else None


def _others(
    drawing: Drawing, own: DrawnVillage, ground: shapely.Geometry
) -> list[tuple[str, shapely.Geometry]]:
    """The other villages that have anything of a ground."""
    near = [one for one in drawing.villages if one is not own and one.area.intersects(ground)]
    return [(one.called, one.area) for one in near]


def _pin_change(
    one: DrawnPin | None, other: DrawnPin | None, tolerance_m: float
) -> PinChange | None:
    shown = other or one
    assert shown is not None
    name = shown.words["name"] or "–"
    if one is None or other is None:
        return PinChange("added" if one is None else "removed", name, shown.at)
    words, away = _word_changes(one.words, other.words), _between(one, other)
    moved = away if away > tolerance_m else 0.0
    return PinChange("changed", name, shown.at, words, moved) if words or moved else None
