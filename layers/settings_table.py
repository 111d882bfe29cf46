"""How a table of ``muban.toml`` is refused: the key, what was found, the nearest valid one.

Whoever understands a table says its keys and what its values may be; the sentences are here,
so that every table is refused alike.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from muban.gis.errors import ConfigError

__all__ = ["Wanted", "cannot_be", "refuse_unknown_keys", "refused", "subtable", "unknown_key"]

Wanted = tuple[str, str]
"""What would be right, in Thai and in English, such as ``("ตัวเลข", "a number")``."""


def unknown_key(key: str, known: Iterable[str], place: str = "") -> tuple[str, str]:
    """A key that no table has, in Thai and in English.

    Parameters
    ----------
    key
        As it stands there.
    known
        The valid ones; the nearest is named.
    place
        The table's name; "" for the top.

    Examples
    --------
    >>> unknown_key("belw", ["below", "thresholds"], "priorities")[1]
    'unknown setting “priorities.belw”, the nearest valid one is “below”'
    """
    near = difflib.get_close_matches(key, list(known), n=1, cutoff=0.0)[0]
    full = f"{place}.{key}" if place else key
    return (
        f"ไม่รู้จักการตั้งค่า «{full}» ชื่อที่ใกล้เคียงที่สุดคือ «{near}»",
        f"unknown setting “{full}”, the nearest valid one is “{near}”",
    )


def cannot_be(key: str, value: object, wanted: Wanted) -> tuple[str, str]:
    """A value that cannot be, in Thai and in English.

    Parameters
    ----------
    key
        The setting, with its table's name.
    value
        What stands there.
    wanted
        What would be right, in Thai and in English.

    Examples
    --------
    >>> cannot_be("priorities.below", "half", ("…", "lowest_third or tambon_mean"))[1]
    "“priorities.below” is 'half', which cannot be; expected lowest_third or tambon_mean"
    """
    return (
        f"«{key}» มีค่า {value!r} ซึ่งใช้ไม่ได้ ค่าที่ใช้ได้คือ {wanted[0]}",
        f"“{key}” is {value!r}, which cannot be; expected {wanted[1]}",
    )


def refused(sentence: tuple[str, str]) -> ConfigError:
    """The error that one sentence makes.

    Parameters
    ----------
    sentence
        In Thai and in English.

    Returns
    -------
    ConfigError
        To be raised.

    Examples
    --------
    >>> print(refused(unknown_key("belw", ["below"], "priorities")))
    muban.toml: unknown setting “priorities.belw”, the nearest valid one is “below”
    """
    return ConfigError(f"muban.toml: {sentence[0]}", f"muban.toml: {sentence[1]}")


def refuse_unknown_keys(table: Mapping[str, Any], known: Iterable[str], place: str) -> None:
    """Stop where a table has a key that it cannot have.

    Parameters
    ----------
    table
        As TOML gives it.
    known
        Keys that it may have.
    place
        The table's name; "" for the top.

    Raises
    ------
    ConfigError
        Naming the first such key.

    Examples
    --------
    >>> refuse_unknown_keys({"title": "ตำบลในเมือง"}, ["title", "tambon"], "")
    >>> refuse_unknown_keys({"titel": "ตำบลในเมือง"}, ["title", "tambon"], "")
    Traceback (most recent call last):
    muban.gis.errors.ConfigError: ...
    """
    valid = list(known)
    for key in table:
        if key not in valid:
            raise refused(unknown_key(str(key), valid, place))


def subtable(table: Mapping[str, Any], key: str, place: str, wanted: Wanted) -> Mapping[str, Any]:
    """A table inside a table; an empty one where there is none.

    Parameters
    ----------
    table
        As TOML gives it.
    key
        Of the table inside.
    place
        The outer table's name.
    wanted
        What would be right, in Thai and in English.

    Returns
    -------
    mapping
        As TOML gives it.

    Raises
    ------
    ConfigError
        Something else stands there.

    Examples
    --------
    >>> subtable({"print": {"paper": "A4"}}, "print", "", ("ตาราง", "a table"))
    {'paper': 'A4'}
    >>> subtable({}, "print", "", ("ตาราง", "a table"))
    {}
    """
    value = table.get(key, {})
    if not isinstance(value, Mapping):
        raise refused(cannot_be(f"{place}.{key}", value, wanted))
    return value
