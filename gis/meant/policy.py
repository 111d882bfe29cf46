"""How much must agree before a record is taken for a village: one policy for each kind of file.

What differs between kinds of files stands here and nowhere else, so that two files that say the
same of a village are read differently only where a line of this table says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "DRAWING",
    "LISTED_POINT",
    "READ_FROM_PAPER",
    "REGISTER",
    "RESULTS",
    "MatchPolicy",
    "Weights",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much doubt a reading of a whole row can bear, in costs of :class:`Agreement`.

    A cost of 1 is about one letter misread.
    """

    whole_row: float = 4.5
    """The most that village, tambon and amphoe together may cost."""
    name_of_weak_tambon: float = 1.0
    """The most that the name may cost where the tambon's cannot be explained."""
    rest_of_weak_amphoe: float = 1.5
    """The most that name and tambon may cost where the amphoe is none of the province."""
    clear_by: float = 1.5
    """By so much the best reading must be better than the next."""
    former_amphoe: float = 0.5
    """What an amphoe costs that the tambon belonged to before it moved."""
    one_slip: float = 1.0
    """Up to this cost a row has one slip, and its moo is believed."""
    alike: float = 0.6
    """From this similarity (0–1) on a village is offered to a person to choose from."""
    candidates: int = 5
    """So many are offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchPolicy:
    """What must agree, and what is done where it does not.

    Parameters
    ----------
    unlisted_code
        A well-formed code that the gazetteer does not have: ``keep`` it (and tell), look at
        the ``names`` beside it, or ``refuse`` the record.
    contradiction
        Where code, moo and name say different villages: ``surest`` follows the code, else the
        moo; ``refuse`` decides nothing.
    other_name
        When a name contradicts a code or moo: ``anothers`` only where another village of the
        tambon bears it (names are written in many ways), ``unexplained`` where it cannot be
        read as the village's.
    unlisted_tambon
        Of a tambon without any listed village: ``number`` makes the code of tambon and moo,
        ``refuse`` does not.
    anywhere
        Whether a record without a tambon may be of any that has villages.
    weights
        Where names may be misread: how much of that is borne. None: names must be the true ones,
        or former ones.
    """

    unlisted_code: Literal["keep", "names", "refuse"]
    contradiction: Literal["surest", "refuse"]
    other_name: Literal["anothers", "unexplained"] = "anothers"
    unlisted_tambon: Literal["number", "refuse"] = "refuse"
    anywhere: bool = False
    weights: Weights | None = None


DRAWING = MatchPolicy(unlisted_code="keep", contradiction="surest", unlisted_tambon="number")
"""A drawn area or point: an officer's own; what contradicts is told, and the area is shown."""

RESULTS = MatchPolicy(unlisted_code="refuse", contradiction="refuse", anywhere=True)
"""A row of figures: one put to the wrong village would be published as that village's."""

READ_FROM_PAPER = Weights()
"""What misread letters and moved places may cost in a register."""

REGISTER = MatchPolicy(
    unlisted_code="names",
    contradiction="refuse",
    other_name="unexplained",
    weights=READ_FROM_PAPER,
)
"""A row of a register: read from paper, letters misread, places moved since."""

LISTED_POINT = MatchPolicy(unlisted_code="refuse", contradiction="refuse")
"""A point of a list that gives names without codes: only the one village of that name there."""
