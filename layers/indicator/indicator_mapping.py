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

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeVar

from gis.errors import ConfigError
from gis.text.thai_text import compare_key, similarity
from layers.indicator.indicator_tables import (
    domain_by_name,
    item_by_name,
    standard_domains,
    words,
)

__all__ = ["DomainSetting", "IndicatorMapping", "known_role", "proposed_mapping"]

_ID = re.compile(r"^[a-z][a-z0-9_]*(?:/[a-z][a-z0-9_]*)?$")
_KEYS = ("year_be", "tambon_code", "scale", "higher_is_better", "columns", "domains")
_DOMAIN_KEYS = ("label_th", "label_en", "scale", "higher_is_better", "unit")
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
    """By the heading's :func:`gis.text.thai_text.compare_key`."""
    domains: Mapping[str, DomainSetting] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def from_config(cls, table: Mapping[str, Any]) -> IndicatorMapping:
        """Understand the table as TOML gives it.

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
        gis.errors.ConfigError: muban.toml: unknown setting “indicators.years”, the nearest valid \
one is “year_be”
        """
        _check_keys(table, _KEYS, "indicators")
        columns = _table(table, "columns", "indicators")
        for heading, target in columns.items():
            if not isinstance(target, str) or not _ID.match(target):
                raise _wrong(
                    f'indicators.columns."{heading}"', target, "a domain such as “occupation”"
                )
        domains = _table(table, "domains", "indicators")
        return cls(
            year_be=_typed(table, "year_be", int, "indicators", "a year such as 2563"),
            tambon_code=_typed(table, "tambon_code", str, "indicators", "six digits in quotes"),
            scale=_scale(table, "indicators"),
            higher_is_better=_typed(table, "higher_is_better", bool, "indicators", "true or false"),
            columns=MappingProxyType({compare_key(h): str(t) for h, t in columns.items()}),
            domains=MappingProxyType({name: _domain(name, row) for name, row in domains.items()}),
        )

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
            if name not in below and item_by_name(name) is None
            for label in (name, setting.label_th, setting.label_en)
            if label
        }


def _domain(name: str, row: object) -> DomainSetting:
    place = f"indicators.domains.{name}"
    if not isinstance(row, Mapping):
        raise _wrong(place, row, "a table")
    _check_keys(row, _DOMAIN_KEYS, place)
    return DomainSetting(
        label_th=_typed(row, "label_th", str, place, "a text"),
        label_en=_typed(row, "label_en", str, place, "a text"),
        scale=_scale(row, place),
        higher_is_better=_typed(row, "higher_is_better", bool, place, "true or false"),
        unit=_typed(row, "unit", str, place, "a text"),
    )


def _check_keys(table: Mapping[str, Any], known: Iterable[str], place: str) -> None:
    valid = list(known)
    for key in table:
        if key not in valid:
            near = difflib.get_close_matches(str(key), valid, n=1, cutoff=0.0)[0]
            raise ConfigError(
                f"muban.toml: ไม่รู้จักการตั้งค่า «{place}.{key}» ชื่อที่ใกล้เคียงที่สุดคือ «{near}»",
                f"muban.toml: unknown setting “{place}.{key}”, the nearest valid one is “{near}”",
            )


def _table(table: Mapping[str, Any], key: str, place: str) -> Mapping[str, Any]:
    value = table.get(key, {})
    if not isinstance(value, Mapping):
        raise _wrong(f"{place}.{key}", value, "a table")
    return value


def _typed(table: Mapping[str, Any], key: str, kind: type[T], place: str, wanted: str) -> T | None:
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise _wrong(f"{place}.{key}", value, wanted)
    return value


def _scale(table: Mapping[str, Any], place: str) -> tuple[float, float] | None:
    value = table.get("scale")
    if value is None:
        return None
    match value:
        case [int() | float() as low, int() | float() as high] if low < high:
            return float(low), float(high)
    raise _wrong(f"{place}.scale", value, "two numbers, the lower one first, such as [1, 5]")


def _wrong(key: str, value: object, wanted: str) -> ConfigError:
    return ConfigError(
        f"muban.toml: «{key}» มีค่า {value!r} ซึ่งใช้ไม่ได้ ({wanted})",
        f"muban.toml: “{key}” is {value!r}, which cannot be; expected {wanted}",
    )


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
    """Whether a mapping's target is a role of a column, not a domain."""
    return target == "ignore" or target in set(words().place.values()) | set(words().row.values())
