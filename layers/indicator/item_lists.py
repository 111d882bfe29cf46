"""The items of จปฐ. and กชช.2ค by the years in which a list was in force.

Lists change every few years. A number («ข้อ 5») means an item only in a year that its list
was in force; a label in full means itself in any year. Lists that do not come with muban
are a table of the office's own (:mod:`muban.layers.indicator.item_rows`).
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from muban.gis.text.thai_text import compare_key
from muban.layers.atlas import Domain
from muban.layers.indicator.indicator_tables import Family, bare_heading

__all__ = [
    "FAMILIES",
    "ItemList",
    "ItemLists",
    "family_by_name",
    "family_domain",
    "family_scale",
    "item_place",
    "standard_lists",
]

FAMILIES: tuple[Family, ...] = ("bmn", "nrd")
_VERIFIED = "verified"
_PROPOSED = "การจัดเข้าด้านของ CIA เป็นข้อเสนอ (proposed CIA domain)"
_ID = re.compile(r"(bmn|nrd)\d+_(\d+)")


def _text(name: str) -> str:
    return resources.files("muban.layers.data").joinpath(name).read_text("utf-8")


@cache
def _table() -> Mapping[str, Any]:
    table: dict[str, Any] = json.loads(_text("indicator_lists.json"))
    return MappingProxyType(table)


@dataclass(frozen=True, slots=True)
class ItemList:
    """One survey's items in the years in which they were asked.

    ``valid_to`` is None while no other list has followed; ``items`` go by their number.
    """

    family: Family
    valid_from: int
    valid_to: int | None
    items: tuple[tuple[int, Domain], ...]

    def covers(self, years: Iterable[int]) -> bool:
        """Whether the list was in force in all these years (พ.ศ.)."""
        last = self.valid_to
        return all(self.valid_from <= year and (last is None or year <= last) for year in years)

    def years_in_words(self) -> str:
        """The years as people write them.

        Examples
        --------
        >>> ItemList("bmn", 2560, 2564, ()).years_in_words(), \
            ItemList("bmn", 2565, None, ()).years_in_words()
        ('2560–2564', '2565–')
        """
        return f"{self.valid_from}–{self.valid_to or ''}"


@dataclass(frozen=True, slots=True)
class ItemLists:
    """All lists that are known, and the years that a table is of.

    ``lists`` stand in the order in which they are asked: the office's own before those that
    come with muban. ``years`` is empty where a table says none.
    """

    lists: tuple[ItemList, ...]
    years: frozenset[int] = frozenset()

    def of_years(self, years: Iterable[int]) -> ItemLists:
        """The same lists, asked for a table of these years (พ.ศ.)."""
        return replace(self, years=frozenset(years))

    def in_force(self, family: Family) -> ItemList | None:
        """The list of a survey in all of the years; None where nobody has given one."""
        return next((one for one in self._of(family) if one.covers(self.years)), None)

    def known_years(self, family: Family) -> str:
        """The years for which a survey's list is known, for people."""
        return ", ".join(one.years_in_words() for one in self._of(family))

    def _of(self, family: Family) -> list[ItemList]:
        return [one for one in self.lists if one.family == family]

    def item_called(self, heading: str) -> Domain | None:
        """The item that a heading names by its id or its full label.

        Of lists with the same words, the one in force in the years is meant.

        Examples
        --------
        >>> lists = ItemLists(standard_lists())
        >>> lists.item_called("31. ครอบครัวมีความอบอุ่น").id, lists.item_called("bmn31_05").id
        ('bmn31_31', 'bmn31_05')
        >>> lists.item_called("ข้อ 5") is None
        True
        """
        keys = (compare_key(heading), bare_heading(heading)[1])
        ordered = sorted(self.lists, key=lambda one: not one.covers(self.years))
        found = (_keys(one).get(key) for key in keys for one in ordered)
        return next((item for item in found if item is not None), None)

    def by_number(self, heading: str, family: Family) -> Domain | None:
        """The item that a heading means by its number alone, in a table of that survey.

        Examples
        --------
        >>> lists = ItemLists(standard_lists(), frozenset({2563}))
        >>> lists.by_number("ข้อที่ ๕", "bmn").id, lists.by_number("34", "nrd") is None
        ('bmn31_05', True)
        >>> lists.of_years({2566}).by_number("ข้อที่ ๕", "bmn") is None
        True
        """
        number, rest = bare_heading(heading)
        found = self.in_force(family)
        if found is None or not number or rest not in ("", "จปฐ", "กชช2ค"):
            return None
        return dict(found.items).get(int(number))

    def is_item(self, item: Domain, family: Family) -> bool:
        """Whether an item stands in one of a survey's lists."""
        return any(item == one for known in self._of(family) for _, one in known.items)

    def ids(self) -> set[str]:
        """The ids of all items of all lists."""
        return {item.id for known in self.lists for _, item in known.items}


@cache
def _keys(known: ItemList) -> Mapping[str, Domain]:
    found: dict[str, Domain] = {}
    for _, item in known.items:
        for name in (item.id, item.label_th, item.label_en):
            if name:
                found.setdefault(compare_key(name), item)
    return MappingProxyType(found)


@cache
def standard_lists() -> tuple[ItemList, ...]:
    """The lists that come with muban: จปฐ. of 2560–2564 and กชช.2ค.

    A จปฐ. item is a share in percent, passed / (passed + failed); a กชช.2ค item scores from
    1 (much of a problem) to 3 (little or none). What nobody has verified of an item stands
    in its ``status``, and is shown wherever the item is.

    Examples
    --------
    >>> [(one.family, one.valid_from, one.valid_to, len(one.items)) for one in standard_lists()]
    [('bmn', 2560, 2564, 31), ('nrd', 2555, 2564, 33)]
    >>> standard_lists()[0].items[21][1].parent
    'poverty'
    """
    return tuple(
        ItemList(row["family"], row["valid_from"], row["valid_to"], tuple(_items(row)))
        for row in _table()["lists"]
    )


def _items(row: Mapping[str, Any]) -> Iterable[tuple[int, Domain]]:
    low, high, unit = family_scale(row["family"])
    for item in csv.DictReader(_text(row["file"]).splitlines()):
        yield (
            int(item["no"]),
            Domain(
                id=item["id"],
                label_th=item["label_th"],
                label_en=item["label_en"],
                scale_min=low,
                scale_max=high,
                unit=unit,
                parent=item["cia_domain_proposed"],
                status=_unverified(item["status"], row.get("unverified", "")),
            ),
        )


def _unverified(status: str, of_list: str) -> str:
    """What to say of an item: what nobody has verified of it, and never what somebody has."""
    said = "" if status.startswith(_VERIFIED) else status
    return "; ".join(filter(None, (said, of_list, _PROPOSED)))


def family_scale(family: Family) -> tuple[float, float, str]:
    """Lowest and highest value and the unit of a survey's items, where a list says no other.

    Examples
    --------
    >>> family_scale("nrd")
    (1.0, 3.0, '')
    """
    known = _table()["families"][family]
    low, high = known["scale"]
    return float(low), float(high), str(known["unit"])


def family_domain(family: str) -> Domain | None:
    """The survey itself as a domain, for items that nobody put into one of CIA's.

    Examples
    --------
    >>> family_domain("bmn").label_th, family_domain("risk") is None
    ('จปฐ.', True)
    """
    known = _table()["families"].get(family)
    return None if known is None else Domain(family, known["label_th"], known["label_en"])


def family_by_name(text: str) -> Family | None:
    """The survey that a cell names.

    Examples
    --------
    >>> family_by_name("จปฐ."), family_by_name("กชช. 2 ค"), family_by_name("อื่น") is None
    ('bmn', 'nrd', True)
    """
    key = compare_key(text)
    return next(
        (
            family
            for family in FAMILIES
            if key in {compare_key(name) for name in _table()["families"][family]["names"]}
        ),
        None,
    )


def item_place(item_id: str) -> tuple[int, int] | None:
    """Where an item stands among all: its survey and its number; None for no item of a list.

    Examples
    --------
    >>> item_place("nrd33_07"), item_place("bmn2565_12"), item_place("x0123")
    ((1, 7), (0, 12), None)
    """
    found = _ID.fullmatch(item_id)
    return None if found is None else (FAMILIES.index(found[1]), int(found[2]))
