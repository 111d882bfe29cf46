"""The gazetteer (ทำเนียบ): which village has which code and name, and lies where.

Made from tables that a project brings or that come with the country's boundary files;
nothing is known beyond them. A name is no key (23 names repeat inside one tambon of Nong
Khai, one of them eight times): lookups by name give every village that bears it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from muban.gis.codes.admin_codes import PROVINCES, current_code
from muban.gis.codes.country import country_unit, country_units_in, country_units_named
from muban.gis.codes.gazetteer_records import (
    NAME_CHANGES,
    FullName,
    NameChange,
    Unit,
    Village,
    name_key,
)
from muban.gis.gazetteer.gazetteer_rows import gazetteer_rows
from muban.gis.gazetteer.gazetteer_tables import NamedPoint, gather
from muban.gis.meant.find_village import find_village
from muban.gis.meant.policy import LISTED_POINT
from muban.gis.meant.said import Said
from muban.gis.text.place_words import (
    Level,
    full_amphoe_name,
    strip_unit_prefix,
)
from muban.gis.text.thai_normal import compare_key

if TYPE_CHECKING:
    import pandas as pd

_K = TypeVar("_K")

__all__ = [
    "NAME_CHANGES",
    "Gazetteer",
    "Unit",
    "Village",
    "build_gazetteer",
    "gazetteer_of",
    "gazetteer_rows",
    "name_key",
]


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Villages and the units they lie in, found by code or name.

    Make one with :func:`build_gazetteer`. ``home`` is the code of the province that the project
    lies in, '' where it is not known: a name that says no province is one of there.
    """

    villages: Mapping[str, Village]
    tambons: Mapping[str, Unit]
    amphoes: Mapping[str, Unit]
    provinces: Mapping[str, Unit]
    _in_tambon: Mapping[str, tuple[str, ...]]
    _by_name: Mapping[str, tuple[str, ...]]
    _units_by_name: Mapping[tuple[Level, str], tuple[str, ...]]
    home: str = ""

    def village(self, code: str) -> Village | None:
        """The village of a code; an old code finds the village under its new one."""
        found = self.villages.get(code)
        return found if found is not None else self.villages.get(current_code(code)[0])

    def villages_of(self, tambon_code: str) -> tuple[Village, ...]:
        """A tambon's villages, ordered by moo; empty where it is unknown."""
        return tuple(self.villages[code] for code in self._in_tambon.get(tambon_code, ()))

    def by_name(self, name: str, *, within: str = "") -> tuple[Village, ...]:
        """Every village that bears a name, with or without บ้าน, ordered by code.

        ``within`` is the code of a province, amphoe or tambon that they must lie in.
        """
        codes = self._by_name.get(name_key(name), ()) if name else ()
        return tuple(self.villages[code] for code in codes if code.startswith(within))

    def tambon(self, code: str) -> Unit | None:
        """The tambon of a code, or of its new code; what no file names, the country's list does."""
        return self._unit(code, self.tambons)

    def amphoe(self, code: str) -> Unit | None:
        """The amphoe of a code, or of its new code; what no file names, the country's list does."""
        return self._unit(code, self.amphoes)

    def province(self, code: str) -> Unit | None:
        """The province of a code."""
        return self.provinces.get(code) or country_unit(code)

    def find_units(self, name: str, level: Level, *, within: str = "") -> tuple[Unit, ...]:
        """Every unit of a level that bears a name or bore it, ordered by code.

        อ.เมือง finds อำเภอเมือง of the province ``within``. Where no file of the project names
        any unit of that level there, the country's list does.
        """
        bare = strip_unit_prefix(name, level)
        if level == "amphoe" and (within or self.home):
            bare = full_amphoe_name(bare, PROVINCES.get((within or self.home)[:2], ""))
        key, units = compare_key(bare), self._units(level)
        codes = self._units_by_name.get((level, key), ())
        found = tuple(units[code] for code in codes if code.startswith(within))
        if found or any(code.startswith(within) for code in units):
            return found
        return country_units_named(key, level, within=within or self.home)

    def find_amphoe(self, name: str, *, province: str = "") -> Unit | None:
        """The one amphoe of a name; None where there is none or more than one.

        ``province`` is a code or a name.
        """
        found = self.find_units(name, "amphoe", within=self._code_of(province, "province"))
        return found[0] if len(found) == 1 else None

    def find_tambon(self, name: str, *, amphoe: str = "", province: str = "") -> Unit | None:
        """The one tambon of a name; None where there is none or more than one.

        ``amphoe`` and ``province`` are codes or names; a name that is not known as such
        finds nothing, because leaving it out would find another place's tambon.
        """
        within = self._code_of(province, "province")
        if amphoe:
            within = self._code_of(amphoe, "amphoe", within=within)
        found = self.find_units(name, "tambon", within=within)
        return found[0] if len(found) == 1 else None

    def tambons_of(self, code: str) -> tuple[Unit, ...]:
        """The tambons of an amphoe or a province, ordered by code.

        Those of the files; of a place where no file names one, those of the country's list.
        """
        return self._inside(code, "tambon")

    def amphoes_of(self, province_code: str) -> tuple[Unit, ...]:
        """The amphoes of a province, ordered by code, from where :meth:`tambons_of` has its own."""
        return self._inside(province_code, "amphoe")

    def full_name(self, code: str) -> FullName:
        """A village or unit with all it lies in.

        Unknown parts are left out; of an unknown code there are none.
        """
        code = current_code(code)[0] if code not in self.villages else code
        village = self.village(code) if len(code) == 8 else None
        units = (self.tambon(code[:6]), self.amphoe(code[:4]), self.province(code[:2]))
        return FullName(
            village.name if village else "",
            village.moo if village else 0,
            *(unit.name if unit else "" for unit in units),
        )

    def _inside(self, code: str, level: Level) -> tuple[Unit, ...]:
        found = tuple(unit for key, unit in self._units(level).items() if key.startswith(code))
        if found or not code:
            return found
        return tuple(unit for unit in country_units_in(code) if unit.level == level)

    def _unit(self, code: str, units: Mapping[str, Unit]) -> Unit | None:
        new = current_code(code)[0]
        return units.get(code) or units.get(new) or country_unit(code) or country_unit(new)

    def _units(self, level: Level) -> Mapping[str, Unit]:
        return {"tambon": self.tambons, "amphoe": self.amphoes, "province": self.provinces}[level]

    def _code_of(self, name_or_code: str, level: Level, *, within: str = "") -> str:
        if not name_or_code or name_or_code.isdecimal():
            return name_or_code
        found = self.find_units(name_or_code, level, within=within)
        return found[0].code if len(found) == 1 else "-"


def build_gazetteer(*tables: pd.DataFrame) -> Gazetteer:
    """Make a gazetteer from tables, the first that names something winning.

    Parameters
    ----------
    *tables
        Frames with any of the columns of
        :data:`muban.gis.gazetteer.gazetteer_rows.GAZETTEER_COLUMNS`. Rows without
        codes (an old layer of village points) give a place to the one village of that name in
        that tambon, never a village of their own.

    Examples
    --------
    >>> import pandas as pd
    >>> known = build_gazetteer(pd.DataFrame({"village_code": ["43011103"],
    ...     "village": ["บ้านโพนสว่าง"], "tambon": ["โพนสว่าง"], "amphoe": ["เมืองหนองคาย"]}))
    >>> str(known.full_name("43011103"))
    'บ้านโพนสว่าง หมู่ที่ 3 ต.โพนสว่าง อ.เมืองหนองคาย จ.หนองคาย'
    >>> known.find_tambon("ต.สองห้อง", amphoe="อ.เมือง", province="หนองคาย").name
    'โพนสว่าง'
    >>> build_gazetteer().villages
    mappingproxy({})
    """
    found = gather(tables)
    known = gazetteer_of(found.villages, found.units)
    placed = _placed(known, found.points)
    return gazetteer_of(found.villages | placed, found.units) if placed else known


def _placed(known: Gazetteer, nameless: Iterable[NamedPoint]) -> dict[str, Village]:
    """Villages that points without a code belong to: the one of that name in that tambon."""
    points: dict[str, list[tuple[float, float]]] = {}
    for name, tambon, amphoe, lon, lat in nameless:
        said = Said(name=name, tambon=tambon, amphoe=amphoe)
        meant = find_village(said, known, LISTED_POINT)
        if meant.code is not None:
            points.setdefault(meant.code, []).append((lon, lat))
    return {
        code: replace(known.villages[code], lon=at[0][0], lat=at[0][1])
        for code, at in points.items()
        if len(at) == 1 and not known.villages[code].has_place
    }


def gazetteer_of(villages: Mapping[str, Village], units: Mapping[str, Unit]) -> Gazetteer:
    """A gazetteer of villages and units by code.

    Examples
    --------
    >>> gazetteer_of({"43160503": Village("43160503", "บ้านผักขะ")}, {}).by_name("ผักขะ")[0].moo
    3
    """
    in_tambon: dict[str, list[str]] = {}
    by_name: dict[str, list[str]] = {}
    keys: dict[str, str] = {}
    for code in sorted(villages):
        name = villages[code].name
        key = keys.get(name)
        if key is None:
            key = keys[name] = name_key(name)
        in_tambon.setdefault(code[:6], []).append(code)
        by_name.setdefault(key, []).append(code)
    units_by_name: dict[tuple[Level, str], list[str]] = {}
    for code in sorted(units):
        key = compare_key(units[code].name)
        units_by_name.setdefault((units[code].level, key), []).append(code)
    for change in NAME_CHANGES:
        _add_former_name(change, villages, units, by_name, units_by_name)
    return Gazetteer(
        villages=MappingProxyType({code: villages[code] for code in sorted(villages)}),
        tambons=_of_level(units, 6),
        amphoes=_of_level(units, 4),
        provinces=_of_level(units, 2),
        _in_tambon=_frozen(in_tambon),
        _by_name=_frozen(by_name),
        _units_by_name=_frozen(units_by_name),
    )


def _add_former_name(
    change: NameChange,
    villages: Mapping[str, Village],
    units: Mapping[str, Unit],
    by_name: dict[str, list[str]],
    units_by_name: dict[tuple[Level, str], list[str]],
) -> None:
    if change.code in villages:
        codes = by_name.setdefault(name_key(change.old_name), [])
    elif change.code in units:
        key = (units[change.code].level, compare_key(change.old_name))
        codes = units_by_name.setdefault(key, [])
    else:
        return
    if change.code not in codes:
        codes.append(change.code)


def _of_level(units: Mapping[str, Unit], digits: int) -> Mapping[str, Unit]:
    return MappingProxyType({code: units[code] for code in sorted(units) if len(code) == digits})


def _frozen(lists: Mapping[_K, list[str]]) -> Mapping[_K, tuple[str, ...]]:
    return MappingProxyType({key: tuple(codes) for key, codes in lists.items()})
