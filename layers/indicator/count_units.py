"""What a result counts, by its unit: people, households, a share of them, or something else.

A unit that nobody knows is a count: ``ครัว``, ``HH`` and an empty cell hide two poor
households as little as ``ครัวเรือน`` may.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Literal, NamedTuple

from muban.gis.text.thai_text import compare_key
from muban.layers.atlas import Domain
from muban.layers.indicator.indicator_tables import standard_domains

__all__ = ["Key", "Measure", "measures_of"]

Key = tuple[str, str]
"""Domain, indicator ('' for the domain itself)."""

_MOST_SCORE = 10


class Measure(NamedTuple):
    """What a domain or an indicator measures; ``base`` is what a whole share is written as."""

    of: Literal["people", "households", "unknown", "share", "other"]
    base: float = 0.0

    @property
    def is_count(self) -> bool:
        """Whether it counts people, households or what nobody knows."""
        return self.of in ("people", "households", "unknown")


@cache
def _units() -> Mapping[str, Measure]:
    table: dict[str, Any] = json.loads(
        resources.files("muban.layers.data").joinpath("indicator_units.json").read_text("utf-8")
    )
    known = {unit: Measure("other") for unit in (*table["scores"], *table["things"])}
    known |= {unit: Measure("households") for unit in table["households"]}
    known |= {unit: Measure("people") for unit in table["people"]}
    known |= {unit: Measure("share", base) for unit, base in table["shares"].items()}
    return {(unit if unit == "%" else compare_key(unit)): found for unit, found in known.items()}


def measures_of(
    domains: Sequence[Domain], values: Mapping[Key, Sequence[float]]
) -> dict[Key, Measure]:
    """What each domain and indicator measures.

    Parameters
    ----------
    domains
        As the files state them.
    values
        All values of each; they tell a score from a count where no unit and no scale is
        stated.

    Examples
    --------
    >>> poor = Domain("poverty", "แก้จน", "Poverty", unit="HH")
    >>> measures_of([poor], {("poverty", ""): [2, 30]})[("poverty", "")].of
    'households'
    """
    stated = {(d.parent or d.id, d.id if d.parent else ""): d for d in domains}
    bare = [key for key in values if key not in stated or _says_nothing(stated[key])]
    radar = _radar(bare, values)
    found: dict[Key, Measure] = {}
    for key, figures in values.items():
        domain = stated.get(key)
        if domain is None or _says_nothing(domain):
            found[key] = _by_values(key, figures, radar)
        elif domain.unit.strip():
            found[key] = _by_unit(domain.unit)
        else:
            # A scale and no unit: a score.
            found[key] = Measure("other")
    return found


def _says_nothing(domain: Domain) -> bool:
    return not domain.unit.strip() and domain.scale_min is None and domain.scale_max is None


def _by_unit(unit: str) -> Measure:
    plain = "%" if "%" in unit else compare_key(unit)
    return _units().get(plain, Measure("unknown"))


def _radar(bare: Sequence[Key], values: Mapping[Key, Sequence[float]]) -> frozenset[str]:
    """Domains of the CIA whose figures without unit and scale are its scores.

    The program scores all of its domains side by side, on one small scale. Fewer than all may
    be counts, or shares: two columns of poor households have small figures too.
    """
    standard = {domain.id for domain in standard_domains()}
    scored = {domain for domain, _ in bare if domain in standard}
    figures = [f for key in bare if key[0] in scored for f in values[key]]
    if scored != standard or any(f < 0 or f > _MOST_SCORE for f in figures):
        return frozenset()
    return frozenset(scored)


def _by_values(key: Key, figures: Sequence[float], radar: frozenset[str]) -> Measure:
    if key[0] in radar:
        return Measure("other")
    if any(figure != int(figure) for figure in figures):
        return Measure("share", 1.0 if max(figures) <= 1 else 100.0)
    return Measure("unknown")
