"""Join a table's rows to villages, so that every row is accounted for.

What the evidence leaves open (:data:`muban.gis.meant.policy.RESULTS`) is left to a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from muban.gis.codes.gazetteer_records import Unit, Village
from muban.gis.gazetteer.gazetteer import Gazetteer, gazetteer_of
from muban.gis.meant.find_village import find_village
from muban.gis.meant.policy import RESULTS
from muban.gis.meant.said import Said, WhyNot
from muban.gis.problems import Effect, Param, Problem, Where, problem
from muban.gis.text.place_words import full_amphoe_name
from muban.gis.text.thai_text import compare_key

if TYPE_CHECKING:
    import pandas as pd

    from muban.gis.problem_catalogue import Lang

__all__ = ["RowPlace", "find_row", "find_tambon", "villages_to_join"]


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row says it is, as it is written; '' and None where it says nothing."""

    village_code: str = ""
    tambon_code: str = ""
    tambon: str = ""
    moo: int | None = None
    village: str = ""
    amphoe: str = ""
    """Only decides where several places fit: an amphoe may be written as it was before."""

    def in_words(self, lang: Lang) -> str:
        """The place in one line, for people.

        Examples
        --------
        >>> place = RowPlace(village="โพนแพง", moo=2, tambon="โพนแพง")
        >>> place.in_words("th"), place.in_words("en")
        ('โพนแพง หมู่ที่ 2 ต.โพนแพง', 'โพนแพง moo 2 tambon โพนแพง')
        """
        words = _WORDS[lang]
        moo = "" if self.moo is None else words["moo"].format(self.moo)
        tambon = words["tambon"].format(self.tambon) if self.tambon else self.tambon_code
        parts = [part for part in (self.village_code, self.village, moo, tambon) if part]
        return " ".join(parts) or "–"

    def said(self) -> Said:
        """The place as the matcher of villages reads it."""
        return Said(
            code=self.village_code,
            moo=self.moo,
            name=self.village,
            tambon_code=self.tambon_code,
            tambon=self.tambon,
        )


_WORDS: Mapping[Lang, Mapping[str, str]] = {
    "th": {"moo": "หมู่ที่ {}", "tambon": "ต.{}"},
    "en": {"moo": "moo {}", "tambon": "tambon {}"},
}


def villages_to_join(villages: pd.DataFrame, tambons: pd.DataFrame | None = None) -> Gazetteer:
    """The villages of a project that rows may mean.

    Parameters
    ----------
    villages
        Columns ``village_code`` and ``name``; ``name_en`` and ``tambon`` (a name) are used if
        there. Rows without a code are left out.
    tambons
        Columns ``code`` and ``name`` (:data:`muban.layers.frames.UNIT_COLUMNS`).

    Returns
    -------
    Gazetteer
        Finds a village by its code, or by names of village and tambon.

    Examples
    --------
    >>> import pandas as pd
    >>> known = villages_to_join(
    ...     pd.DataFrame({"village_code": ["43010104", None], "name": ["บ้านเหนือ", "บ้านใหม่"]}),
    ...     pd.DataFrame({"code": ["430101"], "name": ["ในเมือง"]}))
    >>> [village.code for village in known.by_name("เหนือ")], known.tambon("430101").name
    (['43010104'], 'ในเมือง')
    """
    coded = villages[villages["village_code"].notna()]
    romanised = coded["name_en"] if "name_en" in coded.columns else [""] * len(coded)
    known = {
        str(code): Village(str(code), str(name or ""), str(name_en or ""))
        for code, name, name_en in zip(coded["village_code"], coded["name"], romanised, strict=True)
    }
    names: dict[str, str] = {}
    if tambons is not None:
        names |= {str(c): str(n) for c, n in zip(tambons["code"], tambons["name"], strict=True)}
    if "tambon" in coded.columns:
        for code, name in zip(coded["village_code"], coded["tambon"], strict=True):
            names.setdefault(str(code)[:6], str(name))
    return gazetteer_of(known, {code: Unit(code, "tambon", name) for code, name in names.items()})


def find_row(place: RowPlace, known: Gazetteer, where: Where) -> str | Problem:
    """The code of the village that a row means, or why it cannot be told.

    Parameters
    ----------
    place
        What the row says of its village.
    known
        The villages that may be meant.
    where
        The row.

    Returns
    -------
    str or Problem
        ``join.no_place``, ``join.unknown_code``, ``join.contradiction``,
        ``join.unknown_village``, ``join.several_villages``: all set the row aside.

    Examples
    --------
    >>> import pandas as pd
    >>> known = villages_to_join(pd.DataFrame({"village_code": ["43160501", "43160502"],
    ...                                        "name": ["โพนแพง", "โพนแพง"]}))
    >>> where = Where("a.xlsx", number=5)
    >>> find_row(RowPlace(tambon_code="431605", moo=2), known, where)
    '43160502'
    >>> find_row(RowPlace(village="โพนแพง"), known, where).code
    'join.several_villages'
    """
    meant = find_village(place.said(), known, RESULTS)
    if meant.code is not None:
        return meant.code
    codes = meant.candidates
    if meant.why == "several_fit" and place.amphoe:
        there = _the_one_in(codes, place.amphoe, known)
        if there is not None:
            return there
    match _PROBLEMS.get(meant.why or "nothing_said", "join.unknown_village"):
        case "join.unknown_code" as name:
            return _aside(name, where, value=place.village_code)
        case "join.several_villages" as name:
            return _aside(name, where, written=place, codes=", ".join(codes[:8]))
        case "join.contradiction" as name:
            return _aside(name, where, written=place, village=codes[0])
        case name:
            return _aside(name, where, written=place)


def find_tambon(place: RowPlace, known: Gazetteer) -> str | None:
    """The code of the tambon that a row names; of several of that name the one in its amphoe.

    Parameters
    ----------
    place
        What the row says of its tambon.
    known
        The tambons that may be meant.

    Returns
    -------
    str or None
        Six digits; None where none fits, or several do.

    Examples
    --------
    >>> import pandas as pd
    >>> known = villages_to_join(
    ...     pd.DataFrame({"village_code": [], "name": []}),
    ...     pd.DataFrame({"code": ["430109", "430205"], "name": ["บ้านเดื่อ", "บ้านเดื่อ"]}))
    >>> find_tambon(RowPlace(tambon="บ้านเดื่อ", amphoe="ท่าบ่อ"), known)
    '430205'
    >>> find_tambon(RowPlace(tambon="บ้านเดื่อ"), known) is None
    True
    """
    named = known.find_units(place.tambon, "tambon") if place.tambon else ()
    codes = [unit.code for unit in named]
    if len(codes) == 1:
        return codes[0]
    return _the_one_in(codes, place.amphoe, known) if place.amphoe else None


def _the_one_in(codes: Sequence[str], amphoe: str, known: Gazetteer) -> str | None:
    there = [code for code in codes if _lies_in(code, amphoe, known)]
    return there[0] if len(there) == 1 else None


def _lies_in(code: str, amphoe: str, known: Gazetteer) -> bool:
    unit = known.amphoe(code[:4])
    province = known.province(code[:2])
    written = full_amphoe_name(amphoe, province.name if province else "")
    return unit is not None and compare_key(unit.name) == compare_key(written)


_PROBLEMS: Mapping[WhyNot, str] = {
    "nothing_said": "join.no_place",
    "code_unknown": "join.unknown_code",
    "contradiction": "join.contradiction",
    "several_fit": "join.several_villages",
}


def _aside(name: str, where: Where, **params: Param) -> Problem:
    return problem(name, where, lonlat=None, effect=Effect.SET_ASIDE, **params)
