"""Places of the country by a few letters of their name, for who begins a project."""

from __future__ import annotations

from functools import cache

from muban.gis.codes.country import country_unit, country_units_in
from muban.gis.codes.gazetteer_records import Unit
from muban.gis.text.thai_normal import compare_key

__all__ = ["find_places", "place_settings"]

_MOST = 12
_LEVELS = ("tambon", "amphoe", "province")
_SHORT = {
    "tambon": ("ตำบล", "ต.", "แขวง"),
    "amphoe": ("อำเภอ", "อ.", "เขต"),
    "province": ("จังหวัด", "จ."),
}


def find_places(typed: str, within: str = "") -> list[dict[str, str]]:
    """Units whose name, or a name above it, begins with each of the words typed.

    Parameters
    ----------
    typed
        Words in Thai or English, in any order: ``โพนแพง หนองคาย``.
    within
        The code of a unit that they lie in; "" is the whole country.

    Returns
    -------
    list of dict
        ``code``, ``level``, ``th`` and ``en`` (the whole name); exact names first, then
        higher levels.

    Examples
    --------
    >>> find_places("โพนแพง รัตนวาปี")[0]["code"]
    '431605'
    >>> [place["code"] for place in find_places("จังหวัดน่าน")][:1]
    ['55']
    >>> find_places(" ")
    []
    """
    words = [_key(word) for word in typed.split()]
    words = [word for word in words if word]
    if not words:
        return []
    found = [
        (rank, unit)
        for keys, unit in _names()
        if unit.code.startswith(within) and (rank := _rank(words, keys)) is not None
    ]
    found.sort(key=lambda one: (one[0], len(one[1].code), one[1].code))
    return [_told(unit) for _, unit in found[:_MOST]]


def place_settings(code: str) -> dict[tuple[str, ...], str | None]:
    """The settings that say where a project is, by names, as a person would write them.

    Parameters
    ----------
    code
        Two, four or six digits.

    Returns
    -------
    dict
        The setting's path in ``muban.toml`` → a name; None where it is not to be stated.

    Raises
    ------
    KeyError
        The country has no such unit.

    Examples
    --------
    >>> place_settings("431605")["place", "tambon"], place_settings("43")["place", "amphoe"]
    ('โพนแพง', None)
    """
    names: dict[str, str] = {unit.level: unit.name for unit in _line(code)}
    if not names:
        raise KeyError(code)
    return {("place", level): names.get(level) for level in _LEVELS}


def _rank(words: list[str], keys: tuple[tuple[str, ...], ...]) -> int | None:
    """0 where a word is the unit's own name, 1 where it begins so; None where it is not meant."""
    own = keys[0]
    everywhere = [key for level in keys for key in level]
    if not all(any(key.startswith(word) for key in everywhere) for word in words):
        return None
    if not any(key.startswith(word) for word in words for key in own):
        return None
    exact = any(word == key for word in words for key in own)
    loose = sum(not any(word == key for key in everywhere) for word in words)
    return (0 if exact else 1) + loose


@cache
def _names() -> tuple[tuple[tuple[tuple[str, ...], ...], Unit], ...]:
    return tuple(
        (tuple(_keys(part) for part in reversed(_line(unit.code))), unit)
        for unit in country_units_in("")
    )


def _keys(unit: Unit) -> tuple[str, ...]:
    bare = compare_key(unit.name)
    town = bare.removeprefix("เมือง")
    spoken = (*(compare_key(word + unit.name) for word in _SHORT[unit.level]), bare)
    return (*spoken, *([town] if town != bare else []), unit.name_en.casefold(), unit.code)


def _key(word: str) -> str:
    return word.casefold() if word.isascii() else compare_key(word)


def _line(code: str) -> list[Unit]:
    """A unit and those above it, the province first."""
    units = (country_unit(code[:digits]) for digits in (2, 4, 6) if len(code) >= digits)
    return [unit for unit in units if unit is not None]


def _told(unit: Unit) -> dict[str, str]:
    names = [
        (f"{_SHORT[one.level][0]}{one.name}", one.name_en) for one in reversed(_line(unit.code))
    ]
    return {
        "code": unit.code,
        "level": unit.level,
        "th": " ".join(th for th, _ in names),
        "en": ", ".join(en for _, en in names),
    }
