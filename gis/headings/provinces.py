"""Of which province each record of a reference is, by its codes or its province's name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from muban.gis.codes.admin_codes import PROVINCES, CodeLength, parse_code
from muban.gis.headings.fields import Fields, stated_codes
from muban.gis.headings.fits import CODE_DIGITS
from muban.gis.text.place_words import strip_unit_prefix

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["provinces_of"]

_BY_NAME: Mapping[str, str] = MappingProxyType({name: code for code, name in PROVINCES.items()})
_LEVELS = ("tambon", "amphoe", "province")


def provinces_of(frame: pd.DataFrame, fields: Fields) -> list[str]:
    """The province of each record.

    Parameters
    ----------
    frame, fields
        Records, and which column of theirs means what.

    Returns
    -------
    list of str
        Two digits; '' where nothing tells it.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"T": ["431605", None], "P": ["หนองคาย", "จังหวัดบึงกาฬ"]})
    >>> provinces_of(table, Fields({"tambon_code": ["T"], "province": ["P"]}))
    ['43', '38']
    """
    found = [""] * len(frame)
    for meaning, digits in reversed([*CODE_DIGITS.items()]):
        for column in fields.all(meaning)[:1]:
            cells = frame[column].tolist()
            found = [one or _province(cell, digits) for one, cell in zip(found, cells, strict=True)]
    found = _in_parts(frame, fields, found)
    if "province" not in fields or all(found):
        return found
    cells = frame[fields["province"]].tolist()
    keys = {cell: _named(cell) for cell in set(map(_text, cells))}
    return [one or keys[_text(cell)] for one, cell in zip(found, cells, strict=True)]


def _in_parts(frame: pd.DataFrame, fields: Fields, found: list[str]) -> list[str]:
    """The same, of records that state a code by the digits of each level, or in a second column."""
    open_ = [at for at, one in enumerate(found) if not one]
    for level in _LEVELS:
        if not open_ or f"{level}_code" not in fields:
            continue
        for at, code in zip(open_, stated_codes(frame.iloc[open_], fields, level), strict=True):
            found[at] = code[:2]
        open_ = [at for at in open_ if not found[at]]
    return found


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def _named(name: str) -> str:
    return _BY_NAME.get(strip_unit_prefix(name, "province"), "") if name else ""


def _province(cell: object, digits: CodeLength) -> str:
    text = str(cell) if isinstance(cell, int) else cell
    plain = isinstance(text, str) and len(text) == digits and text.isascii() and text.isdecimal()
    code = str(text)[:2] if plain else (parse_code(cell, digits) or "")[:2]
    return code if code in PROVINCES else ""
