"""JSON from outside: decoded, its depth checked, and what can be saved of a broken one."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from muban.gis.problems import Problem, problem
from muban.gis.reading.content import Content
from muban.gis.reading.limits import LimitExceeded
from muban.gis.text.encoding import decode_bytes

__all__ = ["JsonText", "parse_json"]

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_FEATURES = re.compile(r'"features"\s*:\s*\[')
_FEATURE = re.compile(r'"type"\s*:\s*"Feature"', re.IGNORECASE)
_SPACE = re.compile(r"[\s,\x1e]*")
_HALF_ESCAPED = re.compile(r"\\u[dD][89a-fA-F]")
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a letter outside Unicode's first plane: JSON can write one alone, no file can hold it."""

_DIGITS = 30


@dataclass(frozen=True, slots=True)
class JsonText:
    """What a text says, and how many features stood behind the place where it broke."""

    value: object
    problems: tuple[Problem, ...]
    lost: int = 0
    broken_line: int = 0


def parse_json(content: Content) -> JsonText:
    """Parse a file; of one that breaks off, keep the features before the break.

    Parameters
    ----------
    content
        The file's bytes, and what of its limits is left.

    Returns
    -------
    JsonText
        What the text says; how many features stood behind a break.

    Raises
    ------
    LimitExceeded
        Nested deeper than ``max_depth``, or more corners than ``max_coordinates``.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.limits import Budget, Limits
    >>> from muban.gis.source import FileSettings, Source
    >>> source = Source(Path("ก.json"), "ก.json", "")
    >>> text = '{"หมู่": 4, "หมู่": 5}'.encode()
    >>> found = parse_json(Content(source, text, FileSettings(), Budget(Limits())))
    >>> found.value, [one.code for one in found.problems]
    ({'หมู่': 5}, ['read.json_double_key'])
    """
    _check_size(content)
    decoded = decode_bytes(content.data, content.settings.encoding or "utf-8", where=content.where)
    said = list(decoded.problems)
    doubled: dict[str, None] = {}

    def keep_last(pairs: list[tuple[str, object]]) -> dict[str, object]:
        whole = dict(pairs)
        if len(whole) < len(pairs):
            doubled.update(_repeated(key for key, _ in pairs))
        return whole

    decoder = json.JSONDecoder(object_pairs_hook=keep_last, parse_int=_whole)
    lost = line = 0
    try:
        with _no_collection():
            value: object = decoder.decode(decoded.text)
    except RecursionError:
        limit = content.limits.max_depth
        raise LimitExceeded("max_depth", limit, limit + 1) from None
    except ValueError as error:
        value, lost, line, found = _salvage(decoded.text, decoder, error, content)
        said += found
    said += [
        problem("read.json_double_key", content.where, key=key[:60]) for key in list(doubled)[:5]
    ]
    if _HALF_ESCAPED.search(decoded.text):
        value = _whole_letters(value)
    return JsonText(value, tuple(said), lost, line)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the search for circles of objects: a text holds none, and millions of lists."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _whole(digits: str) -> int | str:
    """A whole number; hundreds of digits stay text: no number means them, and none holds them."""
    return int(digits) if len(digits) <= _DIGITS else digits


def _whole_letters(value: object) -> object:
    """The same value, half letters as the sign of a lost one."""
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value)
    if isinstance(value, list):
        return [_whole_letters(one) for one in value]
    if isinstance(value, dict):
        return {_HALF.sub("\ufffd", key): _whole_letters(one) for key, one in value.items()}
    return value


def _repeated(keys: Iterable[str]) -> Mapping[str, None]:
    seen: set[str] = set()
    return {key: None for key in keys if key in seen or seen.add(key)}  # type: ignore[func-returns-value]


def _check_size(content: Content) -> None:
    """Count brackets before anything is built from them."""
    data = np.frombuffer(content.data, dtype=np.uint8)
    opened = int(np.count_nonzero(data == ord("[")))
    objects = int(np.count_nonzero(data == ord("{")))
    content.budget.check("max_coordinates", opened)
    content.budget.check("max_elements", objects)
    limit = content.limits.max_depth
    if opened + objects <= limit:
        return
    outside = np.frombuffer(_STRING.sub(b"", content.data), dtype=np.uint8)
    depth = np.zeros(256, dtype=np.int32)
    depth[[ord("["), ord("{")]] = 1
    depth[[ord("]"), ord("}")]] = -1
    brackets = depth[outside[np.isin(outside, np.frombuffer(b"[]{}", dtype=np.uint8))]]
    deepest = int(np.cumsum(brackets, dtype=np.int32).max(initial=0))
    content.budget.check("max_depth", deepest)


def _salvage(
    text: str, decoder: json.JSONDecoder, error: ValueError, content: Content
) -> tuple[object, int, int, list[Problem]]:
    """Features one by one, up to the first that cannot be read."""
    start = _FEATURES.search(text)
    at = start.end() if start else 0
    kept: list[object] = []
    while True:
        at = _SPACE.match(text, at).end()  # type: ignore[union-attr]
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        if not isinstance(value, dict):
            break
        kept.append(value)
    rest = text[at:]
    if not rest.strip(" \t\r\n\x1e") and kept and not start:
        # One object per line: GeoJSON text sequences and what QGIS calls GeoJSONSeq.
        return {"type": "FeatureCollection", "features": kept}, 0, 0, []
    lost = len(_FEATURE.findall(rest))
    line, column = 1, 1
    if isinstance(error, json.JSONDecodeError):
        line, column = error.lineno, error.colno
    said = problem(
        "read.json_broken",
        content.where,
        line=line,
        column=column,
        kept=len(kept) if start else 0,
        lost=lost if start else 0,
        detail=str(error)[:120],
    )
    value = {"type": "FeatureCollection", "features": kept} if start else None
    return value, lost if start else 0, line, [said]
