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

from muban.gis.codes.gazetteer_records import Unit
from muban.gis.text.place_words import Level
from muban.gis.text.thai_normal import compare_key

__all__ = ["country_unit", "country_units_named"]


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
