"""The names that a record can mean: a gazetteer's, or a province's part of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from muban.gis.codes.admin_codes import PROVINCES
from muban.gis.codes.code_moves import old_codes
from muban.gis.codes.gazetteer_records import NAME_CHANGES, Unit, Village
from muban.gis.meant.agreement import (
    Agreement,
    amphoe_agreement,
    tambon_agreement,
    village_agreement,
)
from muban.gis.text.place_words import full_amphoe_name, strip_unit_prefix
from muban.gis.text.thai_normal import compare_key, similarity

if TYPE_CHECKING:
    from muban.gis.gazetteer.gazetteer import Gazetteer

__all__ = ["KnownNames"]

_ALIKE = 0.5


@dataclass(eq=False)
class KnownNames:
    """A gazetteer's names, with what was compared already.

    Where ``province_code`` is given, names of other provinces are not in it: ศรีเมืองใหม่ of
    อุบลราชธานี cannot be what a register of หนองคาย means.
    """

    gazetteer: Gazetteer
    province_code: str = ""
    _amphoes: dict[str, dict[str, Agreement]] = field(default_factory=dict)
    _tambons: dict[str, dict[str, Agreement]] = field(default_factory=dict)
    _alike: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def province_name(self) -> str:
        """The province's name; '' where none is given."""
        return PROVINCES.get(self.province_code, "")

    @cached_property
    def amphoes(self) -> dict[str, Unit]:
        """The province's amphoes by code."""
        return {unit.code: unit for unit in self.gazetteer.amphoes_of(self.province_code)}

    @cached_property
    def tambons(self) -> dict[str, Unit]:
        """The province's tambons by code."""
        return {unit.code: unit for unit in self.gazetteer.tambons_of(self.province_code)}

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(compare_key(unit.name) for unit in self.tambons.values())

    @cached_property
    def _in(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for code in self.tambons:
            found.setdefault(code[:4], []).append(code)
        return found

    @cached_property
    def _former(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for change in NAME_CHANGES:
            found.setdefault(change.code, set()).add(change.old_name)
        return found

    @cached_property
    def _moved_from(self) -> dict[str, set[str]]:
        return {code: set(old_codes(code)) for code in self.tambons}

    def amphoe_matches(self, written: str) -> dict[str, Agreement]:
        """The province's amphoes that a written name can mean."""
        if written not in self._amphoes:
            bare = full_amphoe_name(written, self.province_name)
            found = {code: amphoe_agreement(bare, unit) for code, unit in self.amphoes.items()}
            exact = {code: match for code, match in found.items() if match.exact}
            self._amphoes[written] = exact or {c: m for c, m in found.items() if m.explained}
        return self._amphoes[written]

    def tambon_match(self, written: str, code: str) -> Agreement:
        """A written tambon name against one tambon of the province."""
        known = self._tambons.setdefault(written, {})
        if code not in known:
            bare = strip_unit_prefix(written, "tambon")
            known[code] = tambon_agreement(bare, self.tambons[code], self._former.get(code, ()))
        return known[code]

    def village_match(self, written: str, village: Village) -> Agreement:
        """A written village name against one village."""
        return village_agreement(written, village)

    def names_a_tambon(self, written: str) -> bool:
        """Whether some tambon of the province is called so."""
        return compare_key(strip_unit_prefix(written, "tambon")) in self._names

    def tambons_in(self, amphoe_codes: Collection[str]) -> list[str]:
        """Codes of the tambons that lie in one of some amphoes, or did before they moved."""
        codes = [code for amphoe in sorted(amphoe_codes) for code in self._in.get(amphoe, ())]
        return codes + [code for code in self._moved_from if self.was_in(code, amphoe_codes)]

    def was_in(self, tambon_code: str, amphoe_codes: Collection[str]) -> bool:
        """Whether a tambon belonged to one of some amphoes before it moved."""
        return any(old[:4] in amphoe_codes for old in self._moved_from.get(tambon_code, ()))

    def most_alike_tambon(self, written: str, amphoe_code: str) -> str:
        """The tambon of an amphoe whose name is most like a written one; '' where none is.

        Only to choose whom to ask, or to confirm what other evidence says.
        """
        key = (written, amphoe_code)
        if key not in self._alike:
            ranked = sorted(
                (
                    (similarity(written, self.tambons[code].name), code)
                    for code in self._in.get(amphoe_code, ())
                ),
                reverse=True,
            )
            clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][0] > ranked[1][0])
            self._alike[key] = ranked[0][1] if clear and ranked[0][0] >= _ALIKE else ""
        return self._alike[key]

    def other_province(self, amphoe: str) -> str:
        """The province whose amphoe a written name is, if that is another one than ours."""
        found = self.gazetteer.find_units(amphoe, "amphoe")
        others = sorted({PROVINCES.get(unit.code[:2], "") for unit in found} - {self.province_name})
        return others[0] if others else ""
