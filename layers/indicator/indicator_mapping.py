"""``[indicators]`` of ``muban.toml``: which column is what, and what no file says.

::

    [indicators]
    year_be = 2563                     # where no column and no title says the year
    tambon_code = "431605"             # where no column says the tambon
    scale = [1, 5]                     # of all domains
    higher_is_better = true

    [indicators.columns]               # heading = domain, domain/indicator, item or role
    "เศรษฐกิจฐานราก" = "occupation"
    "รายได้เฉลี่ย" = "occupation/income"
    "ผู้บันทึก" = "ignore"

    [indicators.domains.culture]       # a free sixth domain, or another scale for one
    label_th = "วัฒนธรรม"
    label_en = "Culture"
    scale = [0, 100]
    higher_is_better = true
    unit = "%"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, TypeVar

from muban.gis.text.thai_text import compare_key, similarity
from muban.layers.indicator.indicator_tables import (
    domain_by_name,
    standard_domains,
    words,
)
from muban.layers.indicator.item_lists import ItemList, ItemLists, standard_lists
from muban.layers.settings_table import Wanted, cannot_be, refuse_unknown_keys, refused, subtable

__all__ = [
    "DOMAIN_KEYS",
    "INDICATOR_KEYS",
    "DomainSetting",
    "IndicatorMapping",
    "known_role",
    "proposed_mapping",
]

_ID = re.compile(r"^[a-z][a-z0-9_]*(?:/[a-z][a-z0-9_]*)?$")
INDICATOR_KEYS = ("year_be", "tambon_code", "scale", "higher_is_better", "columns", "domains")
DOMAIN_KEYS = ("label_th", "label_en", "scale", "higher_is_better", "unit")
_DOMAIN = ("รหัสของด้าน เช่น “occupation”", "a domain such as “occupation”")
_YEAR = ("ปี พ.ศ. ไม่ใส่เครื่องหมายคำพูด เช่น 2563", "a year such as 2563")
_SIX_DIGITS = ("ตัวเลขหกหลักในเครื่องหมายคำพูด", "six digits in quotes")
_YES_OR_NO = ("true หรือ false", "true or false")
_TEXT = ("ข้อความในเครื่องหมายคำพูด", "a text in quotes")
_TABLE = ("ตาราง", "a table")
_SCALE = (
    "ตัวเลขสองตัว ตัวน้อยก่อน เช่น [1, 5]",
    "two numbers, the lower one first, such as [1, 5]",
)
_NEAR = 0.6
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DomainSetting:
    """What ``muban.toml`` says of one domain or indicator; None where it says nothing."""

    label_th: str | None = None
    label_en: str | None = None
    scale: tuple[float, float] | None = None
    higher_is_better: bool | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class IndicatorMapping:
    """The whole of ``[indicators]``; an empty one says nothing."""

    year_be: int | None = None
    tambon_code: str | None = None
    scale: tuple[float, float] | None = None
    higher_is_better: bool | None = None
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """By the heading's :func:`muban.gis.text.thai_text.compare_key`."""
    domains: Mapping[str, DomainSetting] = field(default_factory=lambda: MappingProxyType({}))
    lists: ItemLists = field(default_factory=lambda: ItemLists(standard_lists()))
    """The items of จปฐ. and กชช.2ค: the office's own lists, and those that muban knows."""

    @classmethod
    def from_config(
        cls, table: Mapping[str, Any], own_lists: Iterable[ItemList] = ()
    ) -> IndicatorMapping:
        """Understand the table as TOML gives it.

        Parameters
        ----------
        table
            ``[indicators]``.
        own_lists
            Lists of items that the office has given; they stand above those of muban.

        Raises
        ------
        ConfigError
            A key is not known, or a value cannot be.

        Examples
        --------
        >>> found = IndicatorMapping.from_config({"columns": {"เศรษฐกิจ": "occupation"}})
        >>> found.target("เศรษฐกิจ"), found.target("อื่น") is None
        ('occupation', True)
        >>> IndicatorMapping.from_config({"years": 2563})
        Traceback (most recent call last):
        muban.gis.errors.ConfigError: muban.toml: unknown setting “indicators.years”, the \
nearest valid \
one is “year_be”
        """
        refuse_unknown_keys(table, INDICATOR_KEYS, "indicators")
        columns = subtable(table, "columns", "indicators", _TABLE)
        for heading, target in columns.items():
            if not isinstance(target, str) or not _ID.match(target):
                raise refused(cannot_be(f'indicators.columns."{heading}"', target, _DOMAIN))
        domains = subtable(table, "domains", "indicators", _TABLE)
        return cls(
            year_be=_typed(table, "year_be", int, "indicators", _YEAR),
            tambon_code=_typed(table, "tambon_code", str, "indicators", _SIX_DIGITS),
            scale=_scale(table, "indicators"),
            higher_is_better=_typed(table, "higher_is_better", bool, "indicators", _YES_OR_NO),
            columns=MappingProxyType({compare_key(h): str(t) for h, t in columns.items()}),
            domains=MappingProxyType({name: _domain(name, row) for name, row in domains.items()}),
            lists=ItemLists((*own_lists, *standard_lists())),
        )

    def of_years(self, years: Iterable[int]) -> IndicatorMapping:
        """The same settings, asked for a table of these years (พ.ศ.)."""
        return replace(self, lists=self.lists.of_years(years))

    def target(self, heading: str) -> str | None:
        """What a heading was mapped to: a domain, ``domain/indicator``, a role or ``ignore``.

        A heading that is the label which the project gives a domain needs no mapping.
        """
        key = compare_key(heading)
        return self.columns.get(key) or self._labels().get(key)

    def _labels(self) -> Mapping[str, str]:
        below = {part for target in self.columns.values() for part in target.split("/")[1:]}
        return {
            compare_key(label): name
            for name, setting in self.domains.items()
            if name not in below and self.lists.item_called(name) is None
            for label in (name, setting.label_th, setting.label_en)
            if label
        }


def _domain(name: str, row: object) -> DomainSetting:
    place = f"indicators.domains.{name}"
    if not isinstance(row, Mapping):
        raise refused(cannot_be(place, row, _TABLE))
    refuse_unknown_keys(row, DOMAIN_KEYS, place)
    return DomainSetting(
        label_th=_typed(row, "label_th", str, place, _TEXT),
        label_en=_typed(row, "label_en", str, place, _TEXT),
        scale=_scale(row, place),
        higher_is_better=_typed(row, "higher_is_better", bool, place, _YES_OR_NO),
        unit=_typed(row, "unit", str, place, _TEXT),
    )


def _typed(
    table: Mapping[str, Any], key: str, kind: type[T], place: str, wanted: Wanted
) -> T | None:
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise refused(cannot_be(f"{place}.{key}", value, wanted))
    return value


def _scale(table: Mapping[str, Any], place: str) -> tuple[float, float] | None:
    value = table.get("scale")
    if value is None:
        return None
    match value:
        case [int() | float() as low, int() | float() as high] if low < high:
            return float(low), float(high)
    raise refused(cannot_be(f"{place}.scale", value, _SCALE))


def proposed_mapping(headings: Iterable[str]) -> str:
    """TOML to paste into ``muban.toml`` for headings that nobody knows.

    Each heading gets the nearest domain, or a free domain of its own; a person checks it.

    Examples
    --------
    >>> print(proposed_mapping(["การพัฒนาด้านอาชีพ", "วัฒนธรรม"]))
    [indicators.columns]
    "การพัฒนาด้านอาชีพ" = "occupation"
    "วัฒนธรรม" = "free_1"
    """
    lines, free = ["[indicators.columns]"], 0
    for heading in headings:
        target = _nearest_domain(heading)
        if target is None:
            free += 1
            target = f"free_{free}"
        escaped = heading.replace("\\", "\\\\").replace('"', '\\"')
        lines.append(f'"{escaped}" = "{target}"')
    return "\n".join(lines)


def _nearest_domain(heading: str) -> str | None:
    known = domain_by_name(heading)
    if known is not None:
        return known
    key = compare_key(heading)
    for domain in standard_domains():
        if compare_key(domain.label_th) in key:
            return domain.id
    best = max(standard_domains(), key=lambda domain: similarity(domain.label_th, heading))
    return best.id if similarity(best.label_th, heading) >= _NEAR else None


def known_role(target: str) -> bool:
    """Whether a mapping's target is a role of a column, not a domain.

    Examples
    --------
    >>> known_role("moo"), known_role("ignore"), known_role("occupation")
    (True, True, False)
    """
    return target == "ignore" or target in set(words().place.values()) | set(words().row.values())
