"""Which tambon is drawn: said by code or by name, or the only one that a project speaks of.

Every tambon of the country can be drawn; one without an official outline has for an outline
what is drawn of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muban.gis.codes.country import country_places, country_unit
from muban.gis.errors import ConfigError
from muban.gis.text.place_in_name import units_said
from muban.layers.atlas import Place
from muban.layers.named_place import full_place_name

if TYPE_CHECKING:
    from muban.layers.atlas import Atlas

__all__ = ["choose_tambon", "drawable_tambons", "tambon_called"]

_NAMED = 8
"""How many places a message lists before it says that there are more."""


def drawable_tambons(atlas: Atlas, stated: str | None = None) -> list[Place]:
    """Tambons that a project speaks of, ordered by code: any other can be named.

    Parameters
    ----------
    atlas
        Its tambons with villages, pins or an official outline. The page of records whose
        tambon nobody can tell is not among them.
    stated
        The tambon that ``muban.toml`` says the project is of.
    """
    places = {page.tambon.key: page.tambon for page in atlas.pages if page.amphoe.name}
    for row in atlas.tambons.itertuples(index=False):
        places.setdefault(str(row.code), Place(str(row.code), str(row.name), str(row.name_en)))
    unit = country_unit(stated) if stated else None
    if unit is not None:
        places.setdefault(unit.code, Place(unit.code, unit.name, unit.name_en))
    return [places[code] for code in sorted(places)]


def choose_tambon(atlas: Atlas, wanted: str | None, stated: str | None) -> str:
    """The code of the tambon to draw.

    Parameters
    ----------
    atlas
        The whole project.
    wanted
        As a person asks: six digits, or names (:func:`tambon_called`); None for no wish.
    stated
        As ``muban.toml`` has it.

    Raises
    ------
    ConfigError
        There is no such tambon, or nobody has said which of several it is.
    """
    places = drawable_tambons(atlas, stated)
    codes = [place.key for place in places]
    if wanted:
        if wanted in codes:
            return wanted
        return tambon_called(wanted, within=atlas.province.code or "", there=_listed(places))
    if stated in codes:
        return str(stated)
    drawn = [page.tambon.key for page in atlas.pages if page.tambon.key in codes]
    only = drawn if len(drawn) == 1 else codes
    if len(only) == 1:
        return only[0]
    raise _several(places) if places else _nowhere()


def tambon_called(words: str, *, within: str = "", there: str = "") -> str:
    """The code of a tambon by its code or names.

    Parameters
    ----------
    words
        Six digits, ``โพนแพง``, or ``ต.โพนแพง อ.รัตนวาปี จ.หนองคาย``.
    within
        The project's province, which decides between tambons of one name; "" where unknown.
    there
        The project's own tambons in words, for whoever asked for one that is none.

    Raises
    ------
    ConfigError
        No tambon is called so, or several are.

    Examples
    --------
    >>> tambon_called("550108"), tambon_called("ต.โพนแพง อ.รัตนวาปี"), tambon_called("ดู่ใต้")
    ('550108', '431605', '550108')
    """
    if words.isdecimal():
        unit = country_unit(words)
        if unit is not None and unit.level == "tambon":
            return unit.code
        raise _unknown(words, there)
    said = units_said(words)
    name = said.tambon or words.split(maxsplit=1)[0]
    found = country_places(tambon=name, amphoe=said.amphoe, province=said.province)
    here = [one for one in found if within and one.code.startswith(within)] or found
    if len(here) == 1:
        return here[0].code
    raise _same_name(words, [one.code for one in here]) if here else _unknown(words, there)


def _unknown(words: str, there: str) -> ConfigError:
    th, en = (f" ตำบลของงานนี้คือ {there}", f"; the project has {there}") if there else ("", "")
    return ConfigError(
        f"--tambon «{words}»: ไม่มีตำบลนี้ในรายชื่อทั้งประเทศ — ตรวจตัวสะกด หรือใส่รหัส 6 หลัก{th}",
        f"--tambon “{words}”: the country has no such tambon: check the spelling, or give its "
        f"six digits{en}",
    )


def _same_name(words: str, codes: list[str]) -> ConfigError:
    listed = ", ".join(full_place_name(code) for code in codes[:_NAMED])
    more = ", …" if len(codes) > _NAMED else ""
    return ConfigError(
        f"--tambon «{words}» มีหลายแห่ง: {listed}{more} — ใส่อำเภอและจังหวัดด้วย "
        f"เช่น --tambon «{full_place_name(codes[0])}»",
        f"--tambon “{words}” is the name of several places: {listed}{more}; say amphoe and "
        f"province too, such as --tambon “{full_place_name(codes[0])}”",
    )


def _listed(places: list[Place]) -> str:
    more = " …" if len(places) > _NAMED else ""
    return ", ".join(f"{place.name} ({place.code})" for place in places[:_NAMED]) + more


def _several(places: list[Place]) -> ConfigError:
    listed = _listed(places)
    return ConfigError(
        f"ระบุตำบลด้วย --tambon ชื่อตำบล ที่มีคือ {listed}",
        f"Say which tambon with --tambon and its name; there are {listed}",
    )


def _nowhere() -> ConfigError:
    return ConfigError(
        "ยังไม่ทราบว่าจะวาดตำบลใด — ใส่ --tambon «ต.… อ.… จ.…» หรือระบุชื่อในหมวด [place] ของ muban.toml",
        "It is not known which tambon to draw: add --tambon “ต.… อ.… จ.…”, or write the names "
        "into [place] of muban.toml",
    )
