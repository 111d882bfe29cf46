"""What is said of a setting that cannot be: the key, what was found, what would be right."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from muban.layers.settings_table import cannot_be, unknown_key
from muban.web.settings.addresses import ADDRESS_WORDS

__all__ = ["ModelAt", "sentences"]

ModelAt = Callable[[tuple[int | str, ...]], type[BaseModel]]


def sentences(error: ValidationError, model_at: ModelAt) -> Iterator[tuple[str, str]]:
    """What is wrong, in Thai and in English, one pair for each setting.

    Parameters
    ----------
    error
        What the tables' models found.
    model_at
        The table that a key stands in, by the key's path.
    """
    # Unknown keys first: a missing key is most often the one that was misspelt.
    rows = sorted(error.errors(), key=lambda row: row["type"] != "extra_forbidden")
    for row in rows:
        yield _sentence(row, model_at)


def _sentence(row: ErrorDetails, model_at: ModelAt) -> tuple[str, str]:
    key = ".".join(str(part) for part in row["loc"])
    if row["type"] == "extra_forbidden":
        *above, last = map(str, row["loc"])
        return unknown_key(last, model_at(row["loc"]).model_fields, ".".join(above))
    if row["type"] == "missing":
        return f'ขาด «{key}» ให้เพิ่มบรรทัด {key} = "…"', f'“{key}” is missing, add: {key} = "…"'
    return cannot_be(key, row["input"], _wanted(row, model_at))


_PATTERNS = {
    r"^[0-9]{2}$": ('ตัวเลขสองหลักในเครื่องหมายคำพูด เช่น "43"', 'two digits in quotes, such as "43"'),
    r"^[0-9]{4}$": (
        'ตัวเลขสี่หลักในเครื่องหมายคำพูด เช่น "4316"',
        'four digits in quotes, such as "4316"',
    ),
    r"^[0-9]{6}$": (
        'ตัวเลขหกหลักในเครื่องหมายคำพูด เช่น "431605"',
        'six digits in quotes, such as "431605"',
    ),
    **ADDRESS_WORDS,
}
_TYPES = {
    "int_type": ("จำนวนเต็ม ไม่ใส่เครื่องหมายคำพูด", "a whole number without quotes"),
    "int_parsing": ("จำนวนเต็ม ไม่ใส่เครื่องหมายคำพูด", "a whole number without quotes"),
    "float_type": ("ตัวเลข", "a number"),
    "float_parsing": ("ตัวเลข", "a number"),
    "bool_type": ("true หรือ false", "true or false"),
    "bool_parsing": ("true หรือ false", "true or false"),
    "tuple_type": ("ตัวเลขเรียงจากน้อยไปมาก เช่น [0, 40, 100]", "rising numbers, such as [0, 40, 100]"),
    "limits_do_not_rise": (
        "ตัวเลขเรียงจากน้อยไปมาก เช่น [0, 40, 100]",
        "rising numbers, such as [0, 40, 100]",
    ),
    "dict_type": ("ตาราง เช่น [files]", "a table, such as [files]"),
    "mapping_type": ("ตาราง เช่น [files]", "a table, such as [files]"),
    "model_type": ("ตาราง ในวงเล็บเหลี่ยม", "a table in square brackets"),
    "string_too_short": ("ข้อความที่ไม่ว่าง", "text that is not empty"),
}


def _wanted(row: ErrorDetails, model_at: ModelAt) -> tuple[str, str]:
    context = row.get("ctx", {})
    if row["type"] == "literal_error":
        choices = _choices(row["loc"], model_at)
        near = difflib.get_close_matches(str(row["input"]), choices, n=1, cutoff=0.0)
        listed = ", ".join(choices)
        return (
            f"{listed} (ใกล้เคียงที่สุด: «{near[0]}»)",
            f"one of {listed} (nearest: “{near[0]}”)",
        )
    if row["type"] == "string_pattern_mismatch":
        return _PATTERNS[context["pattern"]]
    if row["type"] in {"greater_than_equal", "less_than_equal"}:
        bound = context.get("ge", context.get("le"))
        sign = ("ตั้งแต่", "at least") if "ge" in context else ("ไม่เกิน", "at most")
        return f"ตัวเลข{sign[0]} {bound}", f"a number of {sign[1]} {bound}"
    if row["type"] == "string_type":
        quoted = f'"{row["input"]}"'
        return f"ข้อความในเครื่องหมายคำพูด เช่น {quoted}", f"text in quotes, such as {quoted}"
    return _TYPES.get(row["type"], (row["msg"], row["msg"]))


def _choices(path: tuple[int | str, ...], model_at: ModelAt) -> list[str]:
    annotation = model_at(path).model_fields[str(path[-1])].annotation
    return [str(choice) for choice in _literal_values(annotation)]


def _literal_values(annotation: Any) -> Iterator[str]:
    for part in get_args(annotation):
        if isinstance(part, str):
            yield part
        else:
            yield from _literal_values(part)
