"""What a record says of a village, and which one that was taken to mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from muban.gis.codes.gazetteer_records import Village
    from muban.gis.meant.agreement import Agreement

__all__ = ["Meant", "Said", "TambonMeant", "WhyNot"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a record says of a village, as it is written; '' and None where it says nothing.

    ``maybe_moos`` are numbers of columns such as «id» that may be the moo: one counts only
    where the village of that moo has the name.
    """

    code: str = ""
    moo: int | None = None
    name: str = ""
    tambon_code: str = ""
    tambon: str = ""
    amphoe: str = ""
    maybe_moos: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TambonMeant:
    """A tambon that a record can mean, and how well its own and its amphoe's names agree."""

    code: str
    tambon: Agreement
    amphoe: Agreement
    grade: Literal["named", "tambon", "amphoe"] = "named"
    """``named``: both explained; ``tambon``: the tambon is not; ``amphoe``: the amphoe is not."""

    @property
    def cost(self) -> float:
        """What both names cost together."""
        return self.tambon.cost + self.amphoe.cost


WhyNot = Literal[
    "nothing_said",
    "code_unknown",
    "contradiction",
    "code_of_other",
    "moo_unknown",
    "moo_blank",
    "name_unknown",
    "name_against_moo",
    "several_fit",
    "place_unknown",
    "villages_unlisted",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """The village that a record means, or why that cannot be told.

    ``code`` is None where a person must decide; then ``why`` says the reason and
    ``candidates`` are the codes that may be meant. ``by`` is the evidence that decided;
    ``name`` and ``place`` say how the names agree where that was looked at. ``places`` are the
    tambons that may be meant; ``at_moo`` is the village that has the moo, where the name is
    not its.
    """

    code: str | None = None
    by: Literal["code", "moo", "name"] | None = None
    why: WhyNot | None = None
    candidates: tuple[str, ...] = ()
    name: Agreement | None = None
    place: TambonMeant | None = None
    places: tuple[TambonMeant, ...] = ()
    at_moo: Village | None = None
