"""``[place]`` of ``muban.toml``: names of tambon, amphoe and province, read as their codes.

An officer knows the names and looks up no code. Names that fit no place or several stop the
command with the places that they may mean, because a project at the wrong place is wrong in
every code.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from muban.gis.codes.country import country_places, country_units_in
from muban.gis.codes.gazetteer_records import FullName
from muban.gis.errors import ConfigError
from muban.layers.named_place import full_place_name

if TYPE_CHECKING:
    from muban.web.settings.config import Config

__all__ = ["codes_of_place"]

_KEYS = {2: "province", 4: "amphoe", 6: "tambon"}
_LISTED = 8


def codes_of_place(config: Config) -> Mapping[str, str]:
    """The codes that the names of ``[place]`` stand for, by their keys in the settings.

    Raises
    ------
    ConfigError
        The names fit no place or several, or a code beside them is another place's.
    """
    place = config.place
    names = {"tambon": place.tambon, "amphoe": place.amphoe, "province": place.province}
    if not any(names.values()):
        return {}
    found = country_places(**names)
    written = str(FullName("", 0, *names.values()))
    if not found:
        raise _none(written, names)
    if len(found) > 1:
        raise _several(written, [one.code for one in found])
    code = found[0].code
    codes = {key: code[:digits] for digits, key in _KEYS.items() if len(code) >= digits}
    for key, here in codes.items():
        stated = getattr(config, key)
        if stated not in {None, here}:
            raise ConfigError(
                f"muban.toml: [place] คือ {full_place_name(code)} ({key} {here}) "
                f'แต่ {key} = "{stated}" — ลบอย่างใดอย่างหนึ่ง',
                f"muban.toml: [place] is {full_place_name(code)} ({key} {here}), but {key} is "
                f'"{stated}": take one of them out',
            )
    return codes


def _none(written: str, names: Mapping[str, str]) -> ConfigError:
    """What to say of names that are no place's: the nearest place that one slip away is."""
    near = _nearest(names)
    there = f" ที่ใกล้เคียงที่สุดคือ {near}" if near else ""
    nearest = f"; the nearest is {near}" if near else ""
    return ConfigError(
        f"muban.toml: [place] ไม่พบ «{written}» ในรายชื่อทั้งประเทศ{there} — ตรวจตัวสะกด",
        f"muban.toml: [place] the country has no “{written}”{nearest}: check the spelling",
    )


def _nearest(names: Mapping[str, str]) -> str:
    """The place nearest to names of which the lowest is misspelt; '' where none is near."""
    key = next(key for key in ("tambon", "amphoe", "province") if names[key])
    above = {**names, key: ""}
    inside = country_places(**above) if any(above.values()) else ()
    return _alike(names[key], key, inside[0].code if inside else "")


def _alike(name: str, level: str, within: str) -> str:
    units = {unit.name: unit.code for unit in country_units_in(within) if unit.level == level}
    near = difflib.get_close_matches(name, units, n=1, cutoff=0.0)
    return full_place_name(units[near[0]]) if near else ""


def _several(written: str, codes: list[str]) -> ConfigError:
    listed = ", ".join(full_place_name(code) for code in codes[:_LISTED])
    more = ", …" if len(codes) > _LISTED else ""
    return ConfigError(
        f"muban.toml: [place] «{written}» มีหลายแห่ง: {listed}{more} — เพิ่ม amphoe หรือ province",
        f"muban.toml: [place] “{written}” is the name of several places: {listed}{more}; "
        "add amphoe or province",
    )
