"""A setting put into the text of ``muban.toml`` where a person would have put it.

Comments, order and spelling of all else stay. Nothing is trusted: the new text is read again,
and is taken only if it says exactly what was to be said and nothing else has changed.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from muban.gis.errors import ConfigError

__all__ = ["Path", "set_in_toml", "toml_value", "unset_in_toml"]

Path = tuple[str, ...]
"""A setting by the tables it stands in: ``("files", "drawings/a.kml", "role")``."""

_PART = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)"""
_KEY = re.compile(rf"^\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=\s*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_FILES = "files"


class _Statement(NamedTuple):
    """Lines ``start`` to ``end`` that say one thing: a table's heading, or a key's value."""

    start: int
    end: int
    path: Path
    heading: bool


def set_in_toml(text: str, path: Path, value: Any) -> str:
    r"""The text with one setting set.

    Parameters
    ----------
    text
        Valid TOML.
    path
        Where the setting stands.
    value
        Text, number, truth value, or a list or table of these.

    Raises
    ------
    ConfigError
        The text is written in a way in which the place cannot be told: a person must do it.

    Examples
    --------
    >>> print(set_in_toml('title = "ก"  # ชื่อ\n', ("title",), "ข"), end="")
    title = "ข"  # ชื่อ
    >>> print(set_in_toml("", ("files", "drawings/a.kml", "role"), "landmark"), end="")
    [files."drawings/a.kml"]
    role = "landmark"
    """
    before = tomllib.loads(text)
    wanted = _with(before, path, value)
    if wanted == before:
        return text
    for new in _ways(text, before, path, value):
        if _says(new, wanted):
            return new
    setting = f"[{_dotted(path[:-1])}] {_dotted(path[-1:])} = {toml_value(value)}"
    raise ConfigError(
        f"แก้ muban.toml ให้เองไม่ได้ เพราะไฟล์เขียนไว้ในรูปแบบที่ไม่คุ้น — เปิดไฟล์แล้วเพิ่มเองว่า {setting}",
        f"muban.toml cannot be changed safely as it is written: add this by hand: {setting}",
    )


def unset_in_toml(text: str, path: Path) -> str:
    r"""The text without a setting, or without a whole table; unchanged where it is not there.

    Raises
    ------
    ConfigError
        As :func:`set_in_toml`.

    Examples
    --------
    >>> unset_in_toml('a = 1\n[files."x"]\nrole = "ignore"\n', ("files", "x"))
    'a = 1\n'
    """
    before = tomllib.loads(text)
    wanted = _without(before, path)
    if wanted == before:
        return text
    lines = text.splitlines(keepends=True)
    gone = [one for one in _statements(lines) if one.path[: len(path)] == path]
    kept = _dropped(lines, gone)
    if _says(kept, wanted):
        return kept
    for one in _statements(lines):
        if not one.heading and one.path == path[: len(one.path)]:
            rest = _without(_at(before, one.path), path[len(one.path) :])
            new = _replaced(lines, one, rest)
            if _says(new, wanted):
                return new
    raise ConfigError(
        f"แก้ muban.toml ให้เองไม่ได้ — เปิดไฟล์แล้วลบ [{_dotted(path)}] เอง",
        f"muban.toml cannot be changed safely: take [{_dotted(path)}] out by hand",
    )


def toml_value(value: Any) -> str:
    """A value as TOML writes it.

    Examples
    --------
    >>> toml_value({"moo": "id", "n": [1, True]})
    '{ moo = "id", n = [1, true] }'
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # A basic string of TOML is written as one of JSON, which leaves one control character.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_dotted((k,))} = {toml_value(v)}" for k, v in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, Sequence):
        return f"[{', '.join(map(toml_value, value))}]"
    return str(value)


def _ways(text: str, before: Mapping[str, Any], path: Path, value: Any) -> Iterator[str]:
    """New texts, the most natural first; which of them is right is seen by reading it."""
    lines = text.splitlines(keepends=True)
    there = list(_statements(lines))
    for one in there:
        if not one.heading and one.path == path[: len(one.path)]:
            rest = path[len(one.path) :]
            whole = _with(_at(before, one.path), rest, value) if rest else value
            yield _replaced(lines, one, whole)
    for depth in range(len(path) - 1, 0, -1):
        for one in there:
            if one.heading and one.path == path[:depth]:
                yield _inserted(lines, _end_of(one, there), _line(path[depth:], value))
    if len(path) == 1:
        first = next((one.start for one in there if one.heading), len(lines))
        last = max((one.end for one in there if one.end <= first), default=0)
        yield _inserted(lines, last, _line(path, value))
    depth = min(2, len(path) - 1) if path[0] == _FILES else len(path) - 1
    blank = "\n" if text.strip() else ""
    heading = f"{blank}[{_dotted(path[:depth])}]\n"
    yield _inserted(lines, len(lines), heading + _line(path[depth:], value))


def _statements(lines: list[str]) -> Iterator[_Statement]:
    table: Path = ()
    at = 0
    while at < len(lines):
        text = lines[at].strip()
        if not text or text.startswith("#"):
            at += 1
            continue
        end = _end(lines, at)
        if text.startswith("["):
            table = _path_of(tomllib.loads(lines[at]))
            yield _Statement(at, end, table, heading=True)
        elif key := _KEY.match(lines[at]):
            own = _path_of(tomllib.loads(f"{key[1]} = 0"))
            yield _Statement(at, end, (*table, *own), heading=False)
        at = end


def _end(lines: list[str], start: int) -> int:
    """The line behind the one with which a statement is whole."""
    for end in range(start + 1, len(lines) + 1):
        try:
            tomllib.loads("".join(lines[start:end]))
        except tomllib.TOMLDecodeError:
            continue
        return end
    return len(lines)


def _path_of(table: Any) -> Path:
    path: list[str] = []
    while isinstance(table, dict) and len(table) == 1:
        [(key, table)] = table.items()
        path.append(key)
    return tuple(path)


def _end_of(heading: _Statement, there: list[_Statement]) -> int:
    """Behind the last statement of a table."""
    end = heading.end
    for one in there[there.index(heading) + 1 :]:
        if one.heading:
            break
        end = one.end
    return end


def _replaced(lines: list[str], one: _Statement, value: Any) -> str:
    raw = "".join(lines[one.start : one.end])
    key = _KEY.match(raw)
    assert key is not None
    new = f"{raw[: key.end()]}{toml_value(value)}{_comment(raw)}{_ending(raw)}"
    return "".join([*lines[: one.start], new, *lines[one.end :]])


def _comment(raw: str) -> str:
    """The remark behind a value, with the blanks before it."""
    whole = tomllib.loads(raw)
    for found in re.finditer("#", raw):
        try:
            if tomllib.loads(raw[: found.start()]) == whole:
                value = raw[: found.start()]
                return value[len(value.rstrip()) :] + raw[found.start() :].rstrip("\r\n")
        except tomllib.TOMLDecodeError:
            continue
    return ""


def _ending(raw: str) -> str:
    return raw[len(raw.rstrip("\r\n")) :]


def _inserted(lines: list[str], at: int, new: str) -> str:
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    before = lines[:at]
    if before and not before[-1].endswith("\n"):
        before[-1] += ending
    return "".join([*before, new.replace("\n", ending), *lines[at:]])


def _line(path: Path, value: Any) -> str:
    for key in reversed(path[1:]):
        value = {key: value}
    return f"{_dotted(path[:1])} = {toml_value(value)}\n"


def _dropped(lines: list[str], gone: list[_Statement]) -> str:
    numbers = {n for one in gone for n in range(one.start, one.end)}
    kept = "".join(line for n, line in enumerate(lines) if n not in numbers)
    return re.sub(r"\n{3,}", "\n\n", kept)


def _dotted(path: Path) -> str:
    return ".".join(key if _BARE.fullmatch(key) else toml_value(key) for key in path)


def _says(text: str, wanted: Mapping[str, Any]) -> bool:
    try:
        return bool(_pruned(tomllib.loads(text)) == _pruned(wanted))
    except tomllib.TOMLDecodeError:
        return False


def _pruned(table: Any) -> Any:
    """Without tables that hold nothing: they say nothing."""
    if not isinstance(table, dict):
        return table
    inside = {key: _pruned(value) for key, value in table.items()}
    return {key: value for key, value in inside.items() if value != {}}


def _at(table: Any, path: Path) -> Any:
    for key in path:
        table = table[key]
    return table


def _with(table: Any, path: Path, value: Any) -> Any:
    """A copy of a table in which one setting is set; what is no table gives way to one."""
    new = deepcopy(table) if isinstance(table, dict) else {}
    inner = new
    for key in path[:-1]:
        if not isinstance(inner.get(key), dict):
            inner[key] = {}
        inner = inner[key]
    inner[path[-1]] = value
    return new


def _without(table: Any, path: Path) -> Any:
    """A copy without a setting."""
    if not isinstance(table, dict) or path[0] not in table:
        return table
    new = deepcopy(table)
    if len(path) == 1:
        del new[path[0]]
    else:
        new[path[0]] = _without(new[path[0]], path[1:])
    return new
