"""Pins that point at a household in need: their very place is what must not be told."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from muban.gis.text.thai_normal import normalise
from muban.layers.personal.privacy import Finding, cut_short

if TYPE_CHECKING:
    from muban.gis.problems import Where

__all__ = ["find_household_pin"]


_COUNT = re.compile(r"\D*[\s:]\d[\d,.]*\s?(?:หลัง|ครัวเรือน|หลังคาเรือน|ครอบครัว|households?|%)\W*")
"""How many there are is no household: ครัวเรือน 120 หลัง."""


@cache
def _pin_words() -> Mapping[str, tuple[str, ...]]:
    table = json.loads(
        resources.files("muban.layers.data").joinpath("household_pins.json").read_text("utf-8")
    )
    return {key: tuple(words) for key, words in table.items() if key != "about"}


def find_household_pin(text: str, *, where: Where) -> Finding | None:
    """A pin's name (or folder) that points at a household in need; None otherwise.

    A place that serves such people (ศูนย์ฟื้นฟูคนพิการ, หอผู้ป่วย) is no household.

    Examples
    --------
    >>> from muban.gis.problems import Where
    >>> find_household_pin("บ้านผู้ป่วยติดเตียง หลังที่ 2", where=Where("a.kml")).kind
    'household_pin'
    >>> find_household_pin("ศูนย์ฟื้นฟูสมรรถภาพคนพิการ", where=Where("a.kml")) is None
    True
    """
    words = _pin_words()
    plain = normalise(text).casefold()
    if plain.startswith(words["places"]) and not plain.startswith(words["never_places"]):
        return None
    for other in words["other_words"]:
        plain = plain.replace(other, " ")
    common = _COUNT.fullmatch(plain) or any(word in plain for word in words["models"])
    begins = plain.startswith(words["starts"]) and not common
    needy = begins or any(word in plain for word in words["households"])
    return Finding("household_pin", where, cut_short(normalise(text))) if needy else None
