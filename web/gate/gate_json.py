"""The texts of JSON, without the numbers of shapes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

__all__ = ["PlacedText", "json_text"]


class PlacedText(NamedTuple):
    """A text, its place inside the file, and the heading or key it stands under."""

    text: str
    place: str
    field: str | None = None


_WHOLE_NUMBER = 10**8

_PATH_DATA = re.compile(r"^[Mm]\s?-?[\d.][LlHhVvCcSsQqTtAaZzMm\d\s.,+-]{30,}$")


def json_text(text: str) -> Iterator[PlacedText]:
    """Every text of a JSON document with its path; one that cannot be read is a text itself.

    Examples
    --------
    >>> [(found.text, found.place) for found in json_text('{"name": "บ้านผักขะ", "x": [102.5]}')]
    [('บ้านผักขะ', '/name')]
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        yield PlacedText(text, "")
        return
    stack: list[tuple[object, str, str | None]] = [(value, "", None)]
    while stack:
        value, place, key = stack.pop()
        if isinstance(value, str):
            if not _PATH_DATA.match(value):
                yield PlacedText(value, place, key)
        elif isinstance(value, Mapping):
            for name, inner in value.items():
                if not str(name).isascii():
                    yield PlacedText(str(name), place)
                stack.append((inner, f"{place}/{name}", str(name)))
        elif isinstance(value, list):
            if value and isinstance(value[0], float):
                continue
            # Corners of an outline are most of what there is, and say nothing.
            stack.extend(
                (inner, f"{place}/{i}", key)
                for i, inner in enumerate(value)
                if not (type(inner) is list and inner and type(inner[0]) is float)
            )
        elif isinstance(value, int) and abs(value) >= _WHOLE_NUMBER:
            yield PlacedText(str(value), place, key)
