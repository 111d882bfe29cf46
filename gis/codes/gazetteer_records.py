"""What a gazetteer holds: units, villages, and the names they had before."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from muban.gis.text.place_words import Level, strip_village_prefix
from muban.gis.text.thai_normal import compare_key

if TYPE_CHECKING:
    from muban.gis.problem_catalogue import Lang

__all__ = ["NAME_CHANGES", "FullName", "NameChange", "Unit", "Village", "name_key"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A province, amphoe or tambon; its name without จังหวัด, อำเภอ, ตำบล."""

    code: str
    level: Level
    name: str
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Village:
    """One village of the gazetteer; its name with บ้าน, as it is shown."""

    code: str
    name: str
    name_en: str = ""
    lon: float = math.nan
    lat: float = math.nan

    @property
    def moo(self) -> int:
        """The village's number in its tambon."""
        return int(self.code[6:])

    @property
    def tambon_code(self) -> str:
        """The six digits of its tambon."""
        return self.code[:6]

    @property
    def has_place(self) -> bool:
        """Whether a point on the map is known for it."""
        return math.isfinite(self.lon) and math.isfinite(self.lat)


@dataclass(frozen=True, slots=True)
class FullName:
    """A village or unit with all it lies in; '' and 0 where a part is not known.

    Examples
    --------
    >>> name = FullName("บ้านเปงจาน", 8, "โพนแพง", "รัตนวาปี", "หนองคาย")
    >>> name.in_words("th"), name.in_words("en")
    ('บ้านเปงจาน หมู่ที่ 8 ต.โพนแพง อ.รัตนวาปี จ.หนองคาย', \
'บ้านเปงจาน, moo 8, tambon โพนแพง, amphoe รัตนวาปี, province หนองคาย')
    """

    village: str = ""
    moo: int = 0
    tambon: str = ""
    amphoe: str = ""
    province: str = ""

    def __bool__(self) -> bool:
        """Whether any part is known."""
        return any((self.village, self.tambon, self.amphoe, self.province))

    def __str__(self) -> str:
        return self.in_words("th")

    def in_words(self, lang: Lang) -> str:
        """All parts in one line, as the language writes them."""
        words = _FULL_NAME[lang]
        parts = [self.village] if self.village else []
        parts += [words["moo"].format(self.moo)] if self.moo else []
        units = {"tambon": self.tambon, "amphoe": self.amphoe, "province": self.province}
        parts += [words[level].format(name) for level, name in units.items() if name]
        return words["between"].join(parts)


_FULL_NAME: Mapping[Lang, Mapping[str, str]] = {
    "th": {
        "moo": "หมู่ที่ {}",
        "tambon": "ต.{}",
        "amphoe": "อ.{}",
        "province": "จ.{}",
        "between": " ",
    },
    "en": {
        "moo": "moo {}",
        "tambon": "tambon {}",
        "amphoe": "amphoe {}",
        "province": "province {}",
        "between": ", ",
    },
}


@dataclass(frozen=True, slots=True)
class NameChange:
    """A unit or village that had another name: old files still use it."""

    code: str
    old_name: str
    new_name: str
    valid_from: str
    source: str
    status: str


def _read_name_changes() -> tuple[NameChange, ...]:
    text = resources.files("muban.gis.data").joinpath("name_changes.csv").read_text("utf-8")
    return tuple(NameChange(**row) for row in csv.DictReader(text.splitlines()))


NAME_CHANGES = _read_name_changes()
"""Former names (``gis/data/name_changes.csv``)."""


def name_key(name: str) -> str:
    """What two spellings of one village's name have in common: no prefix, no spaces.

    A prefix written twice (บ.บ้าน…) goes as well.

    Examples
    --------
    >>> name_key("บ้านโพนแพง") == name_key("บ. โพน แพง") == name_key("บ.บ้านโพนแพง")
    True
    """
    bare = strip_village_prefix(name)
    return compare_key(strip_village_prefix(bare) if bare.startswith("บ้าน") else bare)
