"""Names and codes of every province, amphoe and tambon of the country.

From the package geothai, whose tables are those of the Department of Provincial
Administration (CC-BY-4.0). They stand behind what a project's own lists say, and hold no
villages: those only a project's lists have.

Compared with a volunteers' list of 75,207 villages (77 provinces without Bangkok, 7,950 names
of tambons and amphoes), three are spelled in two ways: ไผ่จำศิล/ไผ่จำศีล (150601),
บุฤาษี/บุฤๅษี (320121) and สุไหงโก-ลก/สุไหงโกลก (9610).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from muban.gis.codes.code_moves import code_moves
from muban.gis.codes.gazetteer_records import Unit
from muban.gis.text.place_words import Level, full_amphoe_name, strip_unit_prefix
from muban.gis.text.thai_normal import compare_key

__all__ = ["country_places", "country_unit", "country_units_in", "country_units_named"]


def country_unit(code: str) -> Unit | None:
    """The unit of a code in use today; None where there is none.

    Parameters
    ----------
    code
        Two digits for a province, four for an amphoe or khet, six for a tambon or khwaeng.

    Examples
    --------
    >>> [country_unit(code).name for code in ("55", "5501", "431605")]
    ['น่าน', 'เมืองน่าน', 'โพนแพง']
    >>> country_unit("430511"), country_unit("43160508")
    (None, None)
    """
    return _units().get(code)


def country_units_named(name_key: str, level: Level, *, within: str) -> tuple[Unit, ...]:
    """Every unit of a level and name inside another, ordered by code.

    Parameters
    ----------
    name_key
        The :func:`~muban.gis.text.thai_normal.compare_key` of the name without its level.
    level
        Which level.
    within
        The code of a province or amphoe; without one nothing is found, because a tambon's
        name may stand for dozens of places in the country.

    Examples
    --------
    >>> [unit.code for unit in country_units_named("โพนแพง", "tambon", within="43")]
    ['431605']
    >>> country_units_named("โพนแพง", "tambon", within="")
    ()
    """
    codes = _by_name().get((level, name_key), ()) if within else ()
    return tuple(_units()[code] for code in codes if code.startswith(within))


def country_units_in(code: str) -> tuple[Unit, ...]:
    """Every unit inside another, ordered by code.

    Examples
    --------
    >>> [unit.name for unit in country_units_in("4316")]
    ['รัตนวาปี', 'นาทับไฮ', 'บ้านต้อน', 'พระบาทนาสิงห์', 'โพนแพง']
    """
    units = _units().values()
    inside = (one for one in units if one.code.startswith(code) and one.code != code)
    return tuple(sorted(inside, key=lambda one: one.code))


def country_places(
    *, tambon: str = "", amphoe: str = "", province: str = "", within: str = ""
) -> tuple[Unit, ...]:
    """Every place that names together may mean: a unit of the lowest level that is named.

    A tambon that moved is found under the amphoe that it was in, too.

    Parameters
    ----------
    tambon, amphoe, province
        Names, with or without ตำบล, อำเภอ, จังหวัด; "" where none is written. อ.เมือง is that
        of the province.
    within
        The code of a unit that the place must lie in; "" is the whole country.

    Examples
    --------
    >>> [found.code for found in country_places(tambon="ต.โพนแพง", amphoe="อ.รัตนวาปี")]
    ['431605']
    >>> [found.code for found in country_places(tambon="โพนแพง", amphoe="โพนพิสัย")]
    ['431605']
    >>> [found.code for found in country_places(amphoe="เมือง", province="จ.น่าน")]
    ['5501']
    >>> len(country_places(tambon="ในเมือง")) > 10, country_places(tambon="โพนแพง", province="น่าน")
    (True, ())
    """
    provinces = _named(province, "province", ("",))
    amphoes = _named(amphoe, "amphoe", provinces)
    codes = _named(tambon, "tambon", amphoes)
    if tambon and amphoe and not codes:
        codes = _moved(tambon, amphoes)
    return tuple(_units()[code] for code in codes if code and code.startswith(within))


def _named(name: str, level: Level, above: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of a name inside any of the units above; those themselves where none is named."""
    bare = strip_unit_prefix(name, level)
    if not bare:
        return above
    keys = {compare_key(bare)}
    if level == "amphoe" and bare == "เมือง":
        keys = {compare_key(full_amphoe_name(bare, unit.name)) for unit in _provinces(above)}
    found = (code for key in keys for code in _by_name().get((level, key), ()))
    return tuple(sorted(code for code in found if code.startswith(above)))


def _provinces(above: tuple[str, ...]) -> Iterator[Unit]:
    units = _units().values()
    return (one for one in units if one.level == "province" and one.code.startswith(above))


def _moved(tambon: str, amphoes: tuple[str, ...]) -> tuple[str, ...]:
    """Tambons of a name that have left one of the amphoes."""
    named = _named(tambon, "tambon", ("",))
    moves = code_moves().items()
    return tuple(
        sorted(
            move.new
            for old, move in moves
            if len(old) == 6 and old[:4] in amphoes and move.new in named
        )
    )


@cache
def _units() -> Mapping[str, Unit]:
    return MappingProxyType({unit.code: unit for unit in _read()})


@cache
def _by_name() -> Mapping[tuple[Level, str], tuple[str, ...]]:
    found: dict[tuple[Level, str], list[str]] = {}
    for unit in _units().values():
        found.setdefault((unit.level, compare_key(unit.name)), []).append(unit.code)
    return MappingProxyType({key: tuple(sorted(codes)) for key, codes in found.items()})


def _read() -> Iterator[Unit]:
    # The package reads its tables when it is asked, and not every command asks.
    import geothai

    for province in geothai.provinces():
        yield Unit(province.code, "province", province.name_th, province.name_en)
        for district in geothai.districts(province.code):
            yield Unit(district.code, "amphoe", district.name_th, district.name_en)
            for tambon in geothai.subdistricts(district.code):
                yield Unit(tambon.code, "tambon", tambon.name_th, tambon.name_en)
