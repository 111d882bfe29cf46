"""The gazetteer (ทำเนียบ): which village has which code and name, and lies where.

Made from tables that a project brings or that come with the country's boundary files;
nothing is known beyond them. A name is no key (23 names repeat inside one tambon of Nong
Khai, one of them eight times): lookups by name give every village that bears it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from gis.admin_codes import PROVINCES, current_code, village_code
from gis.gazetteer_records import NAME_CHANGES, NameChange, Unit, Village, name_key
from gis.gazetteer_rows import gazetteer_rows
from gis.place_words import (
    Level,
    full_amphoe_name,
    strip_unit_prefix,
    with_village_prefix,
)
from gis.problems import Problem, Where, problem
from gis.thai_normal import compare_key

if TYPE_CHECKING:
    import pandas as pd

_K = TypeVar("_K")

__all__ = [
    "NAME_CHANGES",
    "Gazetteer",
    "Unit",
    "Village",
    "build_gazetteer",
    "gazetteer_rows",
    "name_key",
]


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Villages and the units they lie in, found by code or name.

    Make one with :func:`build_gazetteer`.
    """

    villages: Mapping[str, Village]
    tambons: Mapping[str, Unit]
    amphoes: Mapping[str, Unit]
    provinces: Mapping[str, Unit]
    _in_tambon: Mapping[str, tuple[str, ...]]
    _by_name: Mapping[str, tuple[str, ...]]
    _units_by_name: Mapping[tuple[Level, str], tuple[str, ...]]

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
        codes = self._by_name.get(name_key(name), ())
        return tuple(self.villages[code] for code in codes if code.startswith(within))

    def tambon(self, code: str) -> Unit | None:
        """The tambon of a code, or of its new code."""
        found = self.tambons.get(code)
        return found if found is not None else self.tambons.get(current_code(code)[0])

    def amphoe(self, code: str) -> Unit | None:
        """The amphoe of a code, or of its new code."""
        found = self.amphoes.get(code)
        return found if found is not None else self.amphoes.get(current_code(code)[0])

    def province(self, code: str) -> Unit | None:
        """The province of a code."""
        return self.provinces.get(code)

    def find_units(self, name: str, level: Level, *, within: str = "") -> tuple[Unit, ...]:
        """Every unit of a level that bears a name or bore it, ordered by code.

        อ.เมือง finds อำเภอเมือง of the province ``within``.
        """
        bare = strip_unit_prefix(name, level)
        if level == "amphoe" and within:
            bare = full_amphoe_name(bare, PROVINCES.get(within[:2], ""))
        codes = self._units_by_name.get((level, compare_key(bare)), ())
        units = self._units(level)
        return tuple(units[code] for code in codes if code.startswith(within))

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
        """The tambons of an amphoe or a province, ordered by code."""
        return tuple(unit for key, unit in self.tambons.items() if key.startswith(code))

    def amphoes_of(self, province_code: str) -> tuple[Unit, ...]:
        """The amphoes of a province, ordered by code."""
        return tuple(u for key, u in self.amphoes.items() if key.startswith(province_code))

    def full_name(self, code: str) -> str:
        """A village or unit with all it lies in, as Thais write it.

        Unknown parts are left out; an unknown code gives ''.
        """
        words: list[str] = []
        code = current_code(code)[0] if code not in self.villages else code
        village = self.village(code) if len(code) == 8 else None
        if village is not None:
            words.append(f"{village.name} หมู่ที่ {village.moo}")
        for word, unit in (
            ("ต.", self.tambon(code[:6])),
            ("อ.", self.amphoe(code[:4])),
            ("จ.", self.province(code[:2])),
        ):
            if unit is not None:
                words.append(f"{word}{unit.name}")
        return " ".join(words)

    def check_name_against(self, code: str, name: str, where: Where) -> list[Problem]:
        """Whether a name is the gazetteer's for a code.

        Returns
        -------
        list of Problem
            ``codes.unknown`` where the code is not in the gazetteer, ``codes.name_differs``
            where it has another name; nothing for an empty name.
        """
        village = self.village(code)
        if village is None:
            return [problem("codes.unknown", where, value=code)]
        known = {name_key(village.name), compare_key(village.name_en)}
        known |= {name_key(c.old_name) for c in NAME_CHANGES if c.code == village.code}
        if not name or name_key(name) in known or compare_key(name) in known:
            return []
        return [
            problem("codes.name_differs", where, value=code, expected=village.name, written=name)
        ]

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
        Frames with any of the columns of :data:`gis.gazetteer_rows.GAZETTEER_COLUMNS`.
        Rows without codes (an old layer of village points) give a place to the one
        village of that name in that tambon, never a village of their own.

    Examples
    --------
    >>> import pandas as pd
    >>> known = build_gazetteer(pd.DataFrame({"village_code": ["43011103"],
    ...     "village": ["บ้านโพนสว่าง"], "tambon": ["โพนสว่าง"], "amphoe": ["เมืองหนองคาย"]}))
    >>> known.full_name("43011103")
    'บ้านโพนสว่าง หมู่ที่ 3 ต.โพนสว่าง อ.เมืองหนองคาย จ.หนองคาย'
    >>> known.find_tambon("ต.สองห้อง", amphoe="อ.เมือง", province="หนองคาย").name
    'โพนสว่าง'
    >>> build_gazetteer().villages
    mappingproxy({})
    """
    villages: dict[str, Village] = {}
    units: dict[str, Unit] = {}
    nameless: list[tuple[str, str, str, float, float]] = []
    for table in tables:
        _add_table(table, villages, units, nameless)
    for code in {code[:2] for code in [*villages, *units]}:
        if code in PROVINCES:
            units.setdefault(code, Unit(code, "province", PROVINCES[code]))
    known = _index(villages, units)
    placed = _placed(known, nameless)
    return _index(villages | placed, units) if placed else known


_UNIT_LEVELS: tuple[tuple[Level, int], ...] = (("province", 2), ("amphoe", 4), ("tambon", 6))


def _column(table: pd.DataFrame, name: str, default: object = "") -> list[object]:
    if name not in table:
        return [default] * len(table)
    column = table[name]
    return column.where(column.notna(), default).tolist()


def _add_table(
    table: pd.DataFrame,
    villages: dict[str, Village],
    units: dict[str, Unit],
    nameless: list[tuple[str, str, str, float, float]],
) -> None:
    """Put a table's rows in; what is there already stays."""
    names = _column(table, "village")
    shown: dict[str, str] = {}
    codes = _village_codes(table)
    longest = codes
    for level, digits in reversed(_UNIT_LEVELS):
        own = _column(table, f"{level}_code")
        longest = [str(a or b) for a, b in zip(longest, own, strict=True)]
        _add_units(
            units,
            level,
            [code[:digits] if len(code) >= digits else "" for code in longest],
            _column(table, level),
            _column(table, f"{level}_en"),
        )
    lons, lats = _column(table, "lon", math.nan), _column(table, "lat", math.nan)
    english = _column(table, "village_en")
    tambons, amphoes = _column(table, "tambon"), _column(table, "amphoe")
    for i, code in enumerate(codes):
        lon, lat = _number(lons[i]), _number(lats[i])
        if not code:
            if names[i] and tambons[i] and math.isfinite(lon):
                nameless.append((str(names[i]), str(tambons[i]), str(amphoes[i]), lon, lat))
            continue
        known = villages.get(code)
        if known is None:
            name = str(names[i])
            if name not in shown:
                shown[name] = with_village_prefix(name)
            villages[code] = Village(code, shown[name], str(english[i]), lon, lat)
        elif not known.has_place and math.isfinite(lon):
            villages[code] = replace(known, lon=lon, lat=lat)


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else math.nan


def _village_codes(table: pd.DataFrame) -> list[str]:
    stated = [str(code) for code in _column(table, "village_code")]
    tambons = _column(table, "tambon_code")
    moos = _column(table, "moo")
    return [
        code or (village_code(str(tambon), int(str(moo).split(".")[0])) if tambon and moo else "")
        for code, tambon, moo in zip(stated, tambons, moos, strict=True)
    ]


def _add_units(
    units: dict[str, Unit],
    level: Level,
    codes: list[str],
    names: list[object],
    english: list[object],
) -> None:
    for code, name, name_en in zip(codes, names, english, strict=True):
        if code and name and code not in units:
            units[code] = Unit(code, level, strip_unit_prefix(str(name), level), str(name_en))


def _placed(
    known: Gazetteer, nameless: Iterable[tuple[str, str, str, float, float]]
) -> dict[str, Village]:
    """Villages that points without a code belong to: the one of that name in that tambon."""
    points: dict[str, list[tuple[float, float]]] = {}
    for name, tambon, amphoe, lon, lat in nameless:
        unit = known.find_tambon(tambon, amphoe=amphoe)
        found = known.by_name(name, within=unit.code) if unit is not None else ()
        if len(found) == 1:
            points.setdefault(found[0].code, []).append((lon, lat))
    return {
        code: replace(known.villages[code], lon=at[0][0], lat=at[0][1])
        for code, at in points.items()
        if len(at) == 1 and not known.villages[code].has_place
    }


def _index(villages: Mapping[str, Village], units: Mapping[str, Unit]) -> Gazetteer:
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
