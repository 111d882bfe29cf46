"""What a person can answer where a problem is shown, and the settings that an answer becomes.

Which problem asks what stands in ``questions.json``. An answer is written as a person would
have written it into ``muban.toml``: what the problem's own remedy says.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from muban.gis.coordinates.crs_doubts import READINGS
from muban.layers.register.speech import Choices, say_choice
from muban.symbology.legend import read_legend
from muban.web.desk.places import place_settings
from muban.web.settings.file_roles import ROLES
from muban.web.wording.words import Lang, word

if TYPE_CHECKING:
    from muban.gis.problems import Problem
    from muban.web.settings.toml_edit import Path as Setting

__all__ = ["question_kind", "question_of", "settings_of"]

Changes = Mapping["Setting", Any]
_ENCODINGS = ("cp874", "utf-8")


def question_kind(found: Problem) -> str | None:
    """What a problem asks; None where only the files themselves can answer.

    Parameters
    ----------
    found
        A problem.

    Returns
    -------
    str or None
        Such as ``role`` or ``setting``.

    Examples
    --------
    >>> from muban.gis.problems import Where, problem
    >>> question_kind(problem("project.unknown_content", Where("ก.csv"), columns="ก"))
    'role'
    >>> question_kind(problem("read.empty", Where("ก.csv"))) is None
    True
    """
    return _kinds().get(found.code)


def question_of(found: Problem) -> dict[str, Any] | None:
    """What is asked, as the page shows it: ``kind``, ``choices`` and ``text`` (what is there).

    Choices that are the same for all of a kind (roles, kinds of places) are the page's own.

    Parameters
    ----------
    found
        A problem.

    Returns
    -------
    dict or None
        None where nothing is asked, or nothing is there to choose from.

    Examples
    --------
    >>> from muban.gis.problems import Where, problem
    >>> question_of(problem("project.unknown_content", Where("ก.csv"), columns="ก"))["kind"]
    'role'
    """
    kind = question_kind(found)
    if kind is None:
        return None
    choices = [{"value": value, "label": label} for value, label in _choices(found, kind)]
    if kind in {"setting", "row"} and not choices:
        return None
    return {"kind": kind, "choices": choices, "text": str(found.params.get("nearest_id", ""))}


def settings_of(found: Problem, value: str, kinds: frozenset[str]) -> Changes:
    """The settings that an answer stands for; none where it is no setting (a register's row).

    Parameters
    ----------
    found
        The problem.
    value
        What was chosen or typed.
    kinds
        Ids of the kinds of places that the project's legend has.

    Returns
    -------
    mapping
        Path of each setting and its value.

    Raises
    ------
    KeyError
        It is no answer to what was asked.

    Examples
    --------
    >>> from muban.gis.problems import Where, problem
    >>> asked = problem("project.unknown_content", Where("ก.csv"), columns="ก")
    >>> settings_of(asked, "register", frozenset())
    {('files', 'ก.csv', 'role'): 'register'}
    """
    kind = question_kind(found)
    if kind == "setting":
        return dict(_stated(str(found.params["setting"])))[value]
    if kind == "place":
        return place_settings(value)
    allowed: Mapping[str | None, tuple[frozenset[str], Setting]] = {
        "role": (frozenset(ROLES), ("files", found.where.file, "role")),
        "encoding": (frozenset(_ENCODINGS), ("files", found.where.file, "encoding")),
        "pin": (kinds, ("symbols", "names", str(found.params.get("name", "")))),
    }
    values, setting = allowed[kind]
    if value not in values:
        raise KeyError(value)
    return {setting: value}


def _choices(found: Problem, kind: str) -> list[tuple[str, dict[str, str]]]:
    if kind == "setting":
        alternatives = _stated(str(found.params["setting"]))
        return [(text, _spoken(text, changes)) for text, changes in alternatives]
    if kind == "encoding":
        return [(one, {"th": one, "en": one}) for one in _ENCODINGS]
    meant = found.params.get("candidates")
    if kind == "row" and isinstance(meant, Choices):
        return [
            (one.code, {lang: say_choice(one, lang) for lang in _LANGS}) for one in meant.choices
        ]
    return []


_LANGS: tuple[Lang, ...] = ("th", "en")


def _spoken(text: str, changes: Changes) -> dict[str, str]:
    """A setting in words: the name of a reading of coordinates, or what a column means."""
    by_key = {path[-1]: value for path, value in changes.items()}
    for reading in READINGS.values():
        if reading.crs == by_key.get("crs") and reading.axes == by_key.get("axes", "lonlat"):
            return dict.fromkeys(_LANGS, reading.title)
    [(path, value), *more] = changes.items()
    if path[-1] == "kind" and not more:
        kind = read_legend().ground(value)
        return {"th": kind.label_th, "en": kind.label_en}
    if "columns" in path and not more:
        return {
            lang: word(
                "desk.answer.column", lang, column=value, what=word(f"desk.column.{path[-1]}", lang)
            )
            for lang in _LANGS
        }
    return dict.fromkeys(_LANGS, text)


def _stated(setting: str) -> list[tuple[str, Changes]]:
    """The alternatives of a remedy's lines: below a heading, each block, commented out or not.

    A block that sets a key that the one before has set begins the next alternative.
    """
    heading, *lines = setting.splitlines()
    found: list[list[str]] = []
    for line in (one.removeprefix("#").strip() for one in lines):
        key = line.partition("=")[0].strip()
        if not found or any(one.partition("=")[0].strip() == key for one in found[-1]):
            found.append([])
        found[-1].append(line)
    return [
        (", ".join(block), dict(_flat(tomllib.loads("\n".join([heading, *block])))))
        for block in found
    ]


def _flat(table: Mapping[str, Any], above: Setting = ()) -> list[tuple[Setting, Any]]:
    return [
        one
        for key, value in table.items()
        for one in (
            _flat(value, (*above, key)) if isinstance(value, dict) else [((*above, key), value)]
        )
    ]


@cache
def _kinds() -> Mapping[str, str]:
    text = resources.files("muban.web.desk").joinpath("questions.json").read_text("utf-8")
    return {code: row["kind"] for row in json.loads(text) for code in row["codes"]}
