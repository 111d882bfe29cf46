"""Which column of a drawing is the village's code, its moo, its tambon.

Officers' files name columns as they like. The headings that are known stand in the
gazetteer's table and in ``fields.json``, per meaning, the surest first; a heading alone does not
decide for codes: the values must look like it too (``VILL_CODE`` holds the moo in one office's
files and the whole code in another's).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib import resources
from typing import TYPE_CHECKING

from gis.codes.admin_codes import CodeLength, parse_code
from gis.codes.gazetteer_rows import GAZETTEER_HEADINGS, lists_persons
from gis.source import RESERVED
from gis.text.thai_text import parse_moo

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["find_fields", "heading_key"]


def _read_headings() -> Mapping[str, tuple[str, ...]]:
    """The gazetteer's headings, then what only drawings call their columns."""
    text = resources.files("layers.data").joinpath("fields.json").read_text("utf-8")
    own: dict[str, list[str]] = json.loads(text)
    return {
        meaning: (*GAZETTEER_HEADINGS.get(meaning, ()), *headings)
        for meaning, headings in own.items()
    }


_HEADINGS = _read_headings()
_BARE_NAMES = frozenset(GAZETTEER_HEADINGS["village_bare"])
_DIGITS: Mapping[str, CodeLength] = {
    "village_code": 8,
    "tambon_code": 6,
    "amphoe_code": 4,
    "province_code": 2,
}


def heading_key(heading: object) -> str:
    """A heading without what people write differently: case, spaces, dots, dashes.

    Examples
    --------
    >>> heading_key(" Vill_Code "), heading_key("ปี พ.ศ.")
    ('villcode', 'ปีพศ')
    """
    return re.sub(r"[\s._\-()]+", "", str(heading)).lower()


def find_fields(frame: pd.DataFrame) -> dict[str, str]:
    """Meaning → column, for the meanings that the frame has.

    Parameters
    ----------
    frame
        Records of one layer; the readers' own columns (``_name``, ``geometry`` …) are not
        looked at.

    Returns
    -------
    dict
        Such as ``{"village_code": "VILL_IDN", "moo": "VILL_CODE"}``. A column has one
        meaning, and a meaning one column: the first heading of ``fields.json`` whose
        values fit.

    Examples
    --------
    >>> import pandas as pd
    >>> find_fields(pd.DataFrame({"VILL_CODE": ["07"], "VILL_IDN": ["40010607"]}))
    {'village_code': 'VILL_IDN', 'moo': 'VILL_CODE'}
    >>> find_fields(pd.DataFrame())
    {}
    """
    columns = {
        heading_key(column): str(column)
        for column in frame.columns
        if column not in RESERVED and not str(column).startswith("_")
    }
    found: dict[str, str] = {}
    persons = lists_persons(columns.values())
    for meaning, headings in _HEADINGS.items():
        for heading in headings:
            column = columns.get(heading_key(heading))
            if column is None or column in found.values():
                continue
            if persons and heading in _BARE_NAMES:
                continue
            if _fits(meaning, frame[column]):
                found[meaning] = column
                break
    if "village_code" not in found and (wrong := _wrong_codes(frame, columns, found)):
        found["village_code"] = wrong
    return found


def _wrong_codes(
    frame: pd.DataFrame, columns: Mapping[str, str], found: Mapping[str, str]
) -> str | None:
    """A column headed as the village's code whose values are no codes, but nearly.

    Left alone, nobody would learn that its codes are written wrongly.
    """
    for heading in _HEADINGS["village_code"]:
        column = columns.get(heading_key(heading))
        if column is None or column in found.values():
            continue
        filled = frame[column].head(200).dropna().astype(str)
        filled = filled[filled.str.strip() != ""]
        long = filled.map(lambda value: len(re.sub(r"\.0+$|[^\d๐-๙]", "", value)) in (7, 8, 9))
        if len(filled) and long.sum() * 2 > len(filled):
            return column
    return None


def _fits(meaning: str, values: pd.Series) -> bool:
    """Whether most of a column's filled values can be what its heading says."""
    filled = values.head(200).dropna()
    filled = filled[filled.astype(str).str.strip() != ""]
    if len(filled) == 0:
        return False
    digits = _DIGITS.get(meaning)
    if digits is not None:
        good = sum(parse_code(value, digits) is not None for value in filled)
    elif meaning == "moo":
        good = sum(parse_moo(value) is not None for value in filled)
    elif meaning in {"population", "households"}:
        good = sum(_is_count(value) for value in filled)
    else:
        good = sum(bool(re.search(r"[^\W\d_]", str(value))) for value in filled)
        if meaning == "year_be":
            return True
    return good * 2 > len(filled)


def _is_count(value: object) -> bool:
    return (
        re.fullmatch(r"[\d๐-๙]{1,3}(,?[\d๐-๙]{3})*(\.0+)?|[\d๐-๙]+(\.0+)?", str(value).strip())
        is not None
    )
