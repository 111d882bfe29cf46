"""Join a table's rows to villages, so that every row is accounted for.

A village is found by its eight-digit code, by tambon and moo, or by its name where the
name is alone in its tambon. Names are no keys: 23 names repeat inside one tambon of Nong
Khai. What the evidence leaves open is left to a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from muban.gis.codes.admin_codes import current_code, parse_code
from muban.gis.codes.gazetteer_records import name_key
from muban.gis.problems import Effect, Param, Problem, Where, problem
from muban.gis.text.thai_text import compare_key, strip_unit_prefix

if TYPE_CHECKING:
    import pandas as pd

    from muban.gis.problem_catalogue import Lang

__all__ = ["RowPlace", "VillageIndex"]


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row says it is, as it is written; '' and None where it says nothing."""

    village_code: str = ""
    tambon_code: str = ""
    tambon: str = ""
    moo: int | None = None
    village: str = ""

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


_WORDS: Mapping[Lang, Mapping[str, str]] = {
    "th": {"moo": "หมู่ที่ {}", "tambon": "ต.{}"},
    "en": {"moo": "moo {}", "tambon": "tambon {}"},
}


@dataclass(frozen=True, eq=False)
class VillageIndex:
    """All villages of a project, to be found by code, by moo, or by name.

    ``tambon_names`` gives the name of each tambon's code; two tambons may share a name.
    """

    names: dict[str, str] = field(default_factory=dict)
    """Village code to the name's :func:`muban.gis.codes.gazetteer_records.name_key`."""
    tambon_names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, villages: pd.DataFrame, tambons: pd.DataFrame | None = None) -> VillageIndex:
        """Build it from tables.

        Parameters
        ----------
        villages
            Columns ``village_code`` and ``name``; ``tambon`` (a name) is used if there.
        tambons
            Columns ``code`` and ``name`` (:data:`muban.layers.atlas.UNIT_COLUMNS`).
        """
        coded = villages[villages["village_code"] != ""]
        names = {
            str(code): name_key(str(name or ""))
            for code, name in zip(coded["village_code"], coded["name"], strict=True)
        }
        tambon_names: dict[str, str] = {}
        if tambons is not None:
            for code, name in zip(tambons["code"], tambons["name"], strict=True):
                tambon_names[str(code)] = compare_key(str(name))
        if "tambon" in coded.columns:
            for code, name in zip(coded["village_code"], coded["tambon"], strict=True):
                tambon_names.setdefault(str(code)[:6], compare_key(str(name)))
        return cls(names, tambon_names)

    def tambon_codes(self) -> list[str]:
        """The tambons that have villages, ordered."""
        return sorted({code[:6] for code in self.names})

    def find(self, place: RowPlace, where: Where) -> str | Problem:
        """The code of the village that a row means, or why it cannot be told.

        Returns
        -------
        str or Problem
            ``join.no_place``, ``join.unknown_code``, ``join.contradiction``,
            ``join.unknown_village``, ``join.several_villages``: all set the row aside.

        Examples
        --------
        >>> index = VillageIndex({"43160501": "โพนแพง", "43160502": "โพนแพง"})
        >>> where = Where("a.xlsx", number=5)
        >>> index.find(RowPlace(tambon_code="431605", moo=2), where)
        '43160502'
        >>> index.find(RowPlace(village="โพนแพง"), where).code
        'join.several_villages'
        """
        if place.village_code:
            return self._by_code(place, where)
        if place.moo is None and not place.village:
            return _aside("join.no_place", where, written=place)
        tambons = self._tambons(place)
        if place.moo is not None:
            codes = [f"{tambon}{place.moo:02d}" for tambon in tambons]
            found = [code for code in codes if code in self.names]
        else:
            found = self._named(place, tambons)
        if len(found) > 1 and place.village:
            found = [code for code in found if self._same_name(code, place)] or found
        if not found:
            return _aside("join.unknown_village", where, written=place)
        if len(found) > 1:
            return _aside("join.several_villages", where, written=place, codes=", ".join(found[:8]))
        if place.village and not self._agrees(found[0], place):
            return _aside("join.contradiction", where, written=place, village=found[0])
        return found[0]

    def _by_code(self, place: RowPlace, where: Where) -> str | Problem:
        code = parse_code(place.village_code, 8)
        if code is not None and code not in self.names:
            code = current_code(code)[0]
        if code is None or code not in self.names:
            return _aside("join.unknown_code", where, value=place.village_code)
        wrong_moo = place.moo is not None and place.moo != int(code[6:])
        if wrong_moo or (place.village and not self._agrees(code, place)):
            return _aside("join.contradiction", where, written=place, village=code)
        return code

    def _tambons(self, place: RowPlace) -> list[str]:
        every = self.tambon_codes()
        if place.tambon_code:
            code = current_code(place.tambon_code)[0]
            return [code] if code in every else []
        if place.tambon:
            key = compare_key(strip_unit_prefix(place.tambon, "tambon"))
            return [code for code in every if self.tambon_names.get(code) == key]
        return every

    def _named(self, place: RowPlace, tambons: Sequence[str]) -> list[str]:
        wanted = name_key(place.village)
        chosen = set(tambons)
        return sorted(c for c, name in self.names.items() if c[:6] in chosen and name == wanted)

    def _same_name(self, code: str, place: RowPlace) -> bool:
        return self.names[code] == name_key(place.village)

    def _agrees(self, code: str, place: RowPlace) -> bool:
        """Whether a name does not contradict a code: only another village's name does.

        Names are written in many ways (บ้านใหม่, ใหม่พัฒนา), so a name that no village of
        the tambon has proves nothing.
        """
        if not self.names[code] or self._same_name(code, place):
            return True
        return not self._named(place, [code[:6]])


def _aside(name: str, where: Where, **params: Param) -> Problem:
    return problem(name, where, lonlat=None, effect=Effect.SET_ASIDE, **params)
