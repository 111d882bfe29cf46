"""How far what a register says agrees with the gazetteer, level by level.

A name is never matched by how alike it is. It is the gazetteer's name, or that name with
the word บ้าน lost, or its former name, or misread in ways that :mod:`muban.gis.text.lookalike` can
explain, or it is another name.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from muban.gis.codes.admin_codes import PROVINCES
from muban.gis.codes.code_moves import old_codes
from muban.gis.codes.gazetteer_records import NAME_CHANGES, Unit, Village, name_key
from muban.gis.text.lookalike import Alignment, align
from muban.gis.text.place_words import full_amphoe_name, strip_unit_prefix
from muban.gis.text.thai_normal import compare_key, similarity
from muban.layers.register.facts import Fact, fact

if TYPE_CHECKING:
    from muban.gis.gazetteer.gazetteer import Gazetteer

__all__ = ["NameMatch", "Scope"]

_PREFIX_COST = 0.5
_FORMER_COST = 0.5
_BAN = "บ้าน"
_NO_NAMES: frozenset[str] = frozenset()
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How a written name agrees with a true one.

    ``fact`` is what there is to say of it; None where the names are equal.
    """

    cost: float
    explained: bool
    fact: Fact | None = None

    @property
    def exact(self) -> bool:
        """Whether it is the very name."""
        return self.cost == 0 and self.explained


_EXACT = NameMatch(0.0, True)
_NO_MATCH = NameMatch(99.0, False)


def _from_alignment(found: Alignment, key: str, written: str, true: str) -> NameMatch:
    said = fact(key, written=written, true=true, changes=" ".join(found.changes))
    return NameMatch(found.cost, found.explained, said)


def _match_tambon(bare: str, key: str, unit: Unit, true: str, former: frozenset[str]) -> NameMatch:
    if key == true:
        return _EXACT
    if key in former:
        said = fact("tambon_formerly", name=unit.name, written=bare)
        return NameMatch(_FORMER_COST, True, said)
    key_ban, true_ban = key.removeprefix(_BAN), true.removeprefix(_BAN)
    if key_ban == true_ban:
        said = fact("tambon_without_ban", written=bare, name=unit.name)
        return NameMatch(_PREFIX_COST, True, said)
    whole = align(key, true)
    if (key_ban != key) != (true_ban != true):
        without = align(key_ban, true_ban)
        if without.explained and without.cost + _PREFIX_COST < whole.cost:
            match = _from_alignment(without, "read_tambon", bare, unit.name)
            return NameMatch(match.cost + _PREFIX_COST, True, match.fact)
    return _from_alignment(whole, "read_tambon", bare, unit.name)


@dataclass(eq=False)
class Scope:
    """A province's part of a gazetteer, with what was matched already.

    Names of other provinces are not in it: ศรีเมืองใหม่ of อุบลราชธานี cannot be what a
    register of หนองคาย means.
    """

    gazetteer: Gazetteer
    province_code: str
    _amphoes: dict[str, dict[str, NameMatch]] = field(default_factory=dict)
    _tambons: dict[str, dict[str, NameMatch]] = field(default_factory=dict)
    _alike: dict[tuple[str, str], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.province_name = PROVINCES.get(self.province_code, "")
        self.amphoes = {u.code: u for u in self.gazetteer.amphoes_of(self.province_code)}
        self.tambons = {u.code: u for u in self.gazetteer.tambons_of(self.province_code)}
        self._keys = {code: compare_key(unit.name) for code, unit in self.tambons.items()}
        self._names = frozenset(self._keys.values())
        self._in: dict[str, list[str]] = {}
        for code in self.tambons:
            self._in.setdefault(code[:4], []).append(code)
        self._former: dict[str, set[str]] = {}
        for change in NAME_CHANGES:
            self._former.setdefault(change.code, set()).add(change.old_name)
        self._moved_from = {code: set(old_codes(code)) for code in self.tambons}

    def amphoe_matches(self, written: str) -> dict[str, NameMatch]:
        """The province's amphoes that a written name can mean."""
        if written not in self._amphoes:
            bare = full_amphoe_name(written, self.province_name)
            matches = {code: self._match_amphoe(bare, unit) for code, unit in self.amphoes.items()}
            exact = {code: match for code, match in matches.items() if match.exact}
            self._amphoes[written] = exact or {c: m for c, m in matches.items() if m.explained}
        return self._amphoes[written]

    @staticmethod
    def _match_amphoe(bare: str, unit: Unit) -> NameMatch:
        if not bare:
            return _NO_MATCH
        found = align(compare_key(bare), compare_key(unit.name))
        return _EXACT if found.exact else _from_alignment(found, "read_amphoe", bare, unit.name)

    def tambon_match(self, written: str, code: str) -> NameMatch:
        """A written tambon name against one tambon of the province."""
        known = self._tambons.setdefault(written, {})
        if code not in known:
            bare = strip_unit_prefix(written, "tambon")
            key = compare_key(bare)
            unit, true = self.tambons[code], self._keys[code]
            former = self._former_keys(code)
            known[code] = _match_tambon(bare, key, unit, true, former) if key else _NO_MATCH
        return known[code]

    def names_a_tambon(self, written: str) -> bool:
        """Whether some tambon of the province is called so."""
        return compare_key(strip_unit_prefix(written, "tambon")) in self._names

    def tambons_in(self, amphoe_codes: Collection[str]) -> list[str]:
        """Codes of the tambons that lie in one of some amphoes, or did before they moved."""
        codes = [code for amphoe in sorted(amphoe_codes) for code in self._in.get(amphoe, ())]
        return codes + [code for code in self._moved_from if self.was_in(code, amphoe_codes)]

    def _former_keys(self, code: str) -> frozenset[str]:
        names = self._former.get(code)
        return frozenset(map(compare_key, names)) if names else _NO_NAMES

    def village_match(self, written: str, village: Village) -> NameMatch:
        """A written village name against one village."""
        key, true = name_key(written), name_key(village.name)
        if not key:
            return _NO_MATCH
        if key == true:
            return _EXACT
        if key in {name_key(name) for name in self._former.get(village.code, ())}:
            said = fact("village_formerly", name=village.name, written=written)
            return NameMatch(_FORMER_COST, True, said)
        return _from_alignment(align(key, true), "read_village", written, village.name)

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

    def was_in(self, tambon_code: str, amphoe_codes: Collection[str]) -> bool:
        """Whether a tambon belonged to one of some amphoes before it moved."""
        return any(old[:4] in amphoe_codes for old in self._moved_from.get(tambon_code, ()))

    def other_province(self, amphoe: str) -> str:
        """The province whose amphoe a written name is, if that is another one than ours."""
        found = self.gazetteer.find_units(amphoe, "amphoe")
        others = sorted({PROVINCES.get(unit.code[:2], "") for unit in found} - {self.province_name})
        return others[0] if others else ""
