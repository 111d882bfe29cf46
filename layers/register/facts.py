"""What speaks for and against a reading of a register's row: keys and what they are about.

Nothing here is a sentence: :mod:`muban.layers.register.speech` makes these, of each language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

__all__ = ["Choice", "Fact", "fact"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is so: its ``key`` in ``register_words.json``, and what it is ``about``."""

    key: str
    about: tuple[tuple[str, Any], ...] = ()


def fact(key: str, **about: object) -> Fact:
    """A fact; texts, numbers, other facts, and what words itself, by the names of its words.

    Examples
    --------
    >>> fact("moo_agrees", moo=8)
    Fact(key='moo_agrees', about=(('moo', 8),))
    """
    return Fact(key, tuple(about.items()))


class Choice(NamedTuple):
    """A village (eight digits) or tambon (six) that a row may mean.

    ``moo`` is 0 for a tambon; ``within`` names the tambon, or amphoe, that it lies in, ''
    where that is not known.
    """

    code: str
    name: str
    moo: int = 0
    within: str = ""
