"""The words on the pages, in Thai and in English, from ``words.json``.

The pages' scripts read the same file, so that a switch of language needs no request.
Facts stand in braces: ``"{n} หมู่บ้าน"``.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from muban.layers.atlas import Place

__all__ = ["Lang", "digits", "integer", "number", "tambon_name", "word", "words"]

Lang = Literal["th", "en"]

_FACT = re.compile(r"\{(\w+)\}")
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Every word by its key, then by language.

    Returns
    -------
    mapping
        Languages are ``th`` and ``en``.

    Examples
    --------
    >>> words()["app.made_with"]["en"]
    'Made with muban'
    """
    text = resources.files("muban.web").joinpath("words.json").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = json.loads(text)
    return table


def word(key: str, lang: Lang = "th", **facts: object) -> str:
    """One word or sentence with its facts put in.

    Facts are put in as text, once: braces inside a fact stay braces.

    Parameters
    ----------
    key
        A key of ``words.json``.
    lang
        ``th`` or ``en``.
    **facts
        What stands in braces; every one of them is needed.

    Raises
    ------
    KeyError
        The key, or a fact that the sentence needs, is missing: a bug of ours.

    Examples
    --------
    >>> word("count.villages", n=17)
    '17 หมู่บ้าน'
    >>> word("count.villages", "en", n="{x}")
    '{x} villages'
    """
    return _FACT.sub(lambda found: str(facts[found[1]]), words()[key][lang])


def tambon_name(place: Place, lang: Lang = "th") -> str:
    """What a page is of, as a heading says it: ตำบล and its name, or the name alone.

    Examples
    --------
    >>> from muban.layers.atlas import Place
    >>> tambon_name(Place("431605", "โพนแพง")), tambon_name(Place(None, "หมุดของเรา"))
    ('ตำบลโพนแพง', 'หมุดของเรา')
    """
    name = (place.name_en if lang == "en" else "") or place.name
    return word("tambon.name", lang, name=name) if place.is_unit else name


def digits(text: str, *, thai: bool) -> str:
    """Figures in the digits that the project asks for.

    Examples
    --------
    >>> digits("พ.ศ. 2563", thai=True), digits("2563", thai=False)
    ('พ.ศ. ๒๕๖๓', '2563')
    """
    return text.translate(_THAI_DIGITS) if thai else text


def integer(value: float) -> str:
    """A whole number with commas; "" for one that is not known.

    Parameters
    ----------
    value
        In any unit; not a number where nothing is known.

    Examples
    --------
    >>> integer(28757.4), integer(float("nan"))
    ('28,757', '')
    """
    return "" if math.isnan(value) else f"{round(value):,}"


def number(value: float) -> str:
    """A figure with at most two decimals and no trailing noughts; "" when not known.

    Parameters
    ----------
    value
        In any unit; not a number where nothing is known.

    Examples
    --------
    >>> number(43.0), number(12.345), number(float("nan"))
    ('43', '12.35', '')
    """
    if math.isnan(value):
        return ""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
