"""Codes of Thai administrative units: ``CCAATTMM``.

Two digits each for province (จังหวัด), amphoe (อำเภอ), tambon (ตำบล) and moo (หมู่ที่): a
village code has eight digits and holds the codes of all it lies in. A code is text, never
a number: Excel makes ``43011103.0`` of one. It begins with 10 (กรุงเทพมหานคร) to 96
(นราธิวาส), so no code ever starts with a zero that could get lost.

Codes change when a tambon goes to another amphoe: :mod:`muban.gis.codes.code_moves` says
from when, and who says so.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType
from typing import Literal

from muban.gis.codes.code_moves import CodeMove, code_moves
from muban.gis.problems import Problem, Where, problem
from muban.gis.text.thai_digits import arabic_digits
from muban.gis.text.thai_normal import normalise

__all__ = [
    "PROVINCES",
    "CodeLength",
    "check_code",
    "current_code",
    "parse_code",
    "village_code",
]

CodeLength = Literal[2, 4, 6, 8]

_PREFIX = re.compile(r"^(?:th|tha)\s*[-_]?\s*(?=\d)", re.IGNORECASE)
_PARTED = re.compile(r"^\d{1,2}(?:\s*[-./_ ]\s*\d{1,2})+$")
_SEPARATOR = re.compile(r"\s*[-./_ ]\s*")
# Digits of other scripts look like these and join nothing.
_WHOLE = re.compile(r"^(\d+)(?:\.0+)?$", re.ASCII)


def _read_provinces() -> Mapping[str, str]:
    text = resources.files("muban.gis.data").joinpath("provinces.csv").read_text("utf-8")
    return MappingProxyType({row["code"]: row["name"] for row in csv.DictReader(text.splitlines())})


PROVINCES: Mapping[str, str] = _read_provinces()
"""The provinces' codes and Thai names, without จังหวัด (``gis/data/provinces.csv``)."""


def parse_code(value: object, digits: CodeLength) -> str | None:
    """A code as people and programs write it, as text of so many digits.

    Parameters
    ----------
    value
        Text or number: ``43011103.0``, ``TH430111``, ``43-01-11-03``, Thai digits.
    digits
        2 for a province, 4 an amphoe, 6 a tambon, 8 a village.

    Returns
    -------
    str or None
        None where it is no such code; a lost digit is never guessed.

    Examples
    --------
    >>> [parse_code(v, 8) for v in ("43011103.0", 43011103, 43011103.0, "๔๓๐๑๑๑๐๓")]
    ['43011103', '43011103', '43011103', '43011103']
    >>> parse_code("TH430111", 6), parse_code("43-01-11-3", 8)
    ('430111', '43011103')
    >>> [parse_code(v, 8) for v in ("4301113", "43011100", "430111", "", None, "บ้าน", "4301110３")]
    [None, None, None, None, None, None, None]
    """
    text = _as_text(value)
    if text is None:
        return None
    text = _PREFIX.sub("", text)
    if _PARTED.match(text) and not _WHOLE.match(text):
        text = "".join(part.zfill(2) for part in _SEPARATOR.split(text))
    found = _WHOLE.match(text)
    if found is None:
        return None
    code = found.group(1)
    pairs = [code[i : i + 2] for i in range(0, len(code), 2)]
    if len(code) != digits or not "10" <= pairs[0] <= "96" or "00" in pairs:
        return None
    return code


def _as_text(value: object) -> str | None:
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, float):
        if not math.isfinite(value) or value != int(value):
            return None
        return str(int(value))
    return arabic_digits(normalise(str(value)))


def village_code(tambon_code: str, moo: int) -> str:
    """The code of a tambon's village by its moo.

    Examples
    --------
    >>> village_code("430111", 3)
    '43011103'
    """
    if len(tambon_code) != 6 or not 1 <= moo <= 99:
        raise ValueError(f"no village code from tambon {tambon_code!r} and moo {moo!r}")
    return f"{tambon_code}{moo:02d}"


def current_code(code: str) -> tuple[str, CodeMove | None]:
    """Today's code for an old one, and the move that says so.

    The longest part of the code that moved counts: a village goes with its tambon, a
    tambon without a move of its own keeps its last digits under its amphoe's new code
    only where the table says so for that tambon, so an amphoe's move alone is returned
    for codes of amphoes only.

    Examples
    --------
    >>> code, move = current_code("43051108")
    >>> code, move.name if move else ""
    ('43160508', 'โพนแพง')
    >>> current_code("43011103")
    ('43011103', None)
    """
    for length in (8, 6, 4):
        move = code_moves().get(code[:length])
        if move is None or len(code) < length:
            continue
        if length == 4 and len(code) > 4:
            return code, None
        return move.new + code[length:], move
    return code, None


def check_code(value: object, where: Where, *, digits: CodeLength = 8) -> list[Problem]:
    """What is wrong with a code as it is written, apart from any gazetteer.

    Parameters
    ----------
    value
        A cell, text or number.
    where
        Its place.
    digits
        2, 4, 6 or 8: of province, amphoe, tambon or village.

    Returns
    -------
    list of Problem
        ``codes.malformed`` where it is no code of that length; ``codes.moved`` where it
        has a newer one. Nothing for an empty cell.

    Examples
    --------
    >>> [found] = check_code("4301113", Where("a.xlsx", "Sheet1", 4, unit="row"))
    >>> found.code
    'codes.malformed'
    >>> check_code("43011103", Where("a.xlsx")), check_code(None, Where("a.xlsx"))
    ([], [])
    """
    text = _as_text(value) if not isinstance(value, float) else str(value)
    if not text or text == "nan":
        return []
    code = parse_code(value, digits)
    if code is None:
        return [problem("codes.malformed", where, value=text, digits=digits)]
    new, move = current_code(code)
    if move is None:
        return []
    return [
        problem("codes.moved", where, old=code, new=new, name=move.name, year_be=move.valid_from_be)
    ]
