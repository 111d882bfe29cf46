"""What counts as a problem, as a setting that can be said in a sentence (``[priorities]``).

::

    [priorities]
    below = "lowest_third"        # or "tambon_mean"
    [priorities.thresholds]       # a line of one's own, in the units of the domain
    occupation = 3
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, get_args

from muban.layers.atlas import Domain
from muban.layers.indicator.indicator_values import show
from muban.layers.settings_table import cannot_be, refuse_unknown_keys, refused, subtable

__all__ = ["PRIORITY_KEYS", "Below", "Line", "PriorityRule"]

Below = Literal["lowest_third", "tambon_mean"]
_THIRD = 1 / 3
PRIORITY_KEYS = ("below", "thresholds")
_LINES = ("ตารางของตัวเลข เช่น occupation = 3", "a table of numbers, such as occupation = 3")


@dataclass(frozen=True, slots=True)
class Line:
    """Where a problem begins in one domain: a value, and why there."""

    value: float
    why: Literal["lowest_third", "tambon_mean", "set"]


@dataclass(frozen=True, slots=True)
class PriorityRule:
    """Below which line a village has a problem.

    Parameters
    ----------
    below
        ``lowest_third``: worse than a third of the way up the scale; where no scale is
        stated, ``tambon_mean`` holds instead. ``tambon_mean``: worse than the mean of the
        tambon's villages.
    thresholds
        Lines of one's own by domain or indicator id; they stand above ``below``.
    """

    below: Below = "lowest_third"
    thresholds: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def from_config(cls, table: Mapping[str, Any]) -> PriorityRule:
        """Understand ``[priorities]`` of ``muban.toml``.

        Raises
        ------
        ConfigError
            A key is not known, or a value cannot be.

        Examples
        --------
        >>> PriorityRule.from_config({"below": "tambon_mean"}).below
        'tambon_mean'
        >>> PriorityRule.from_config({"below": "half"})
        Traceback (most recent call last):
        muban.gis.errors.ConfigError: muban.toml: “priorities.below” is 'half', which cannot be; \
expected lowest_third, tambon_mean
        """
        refuse_unknown_keys(table, PRIORITY_KEYS, "priorities")
        below = table.get("below", "lowest_third")
        if below not in get_args(Below):
            choices = ", ".join(get_args(Below))
            raise refused(cannot_be("priorities.below", below, (choices, choices)))
        lines = subtable(table, "thresholds", "priorities", _LINES)
        if not all(map(_is_number, lines.values())):
            raise refused(cannot_be("priorities.thresholds", lines, _LINES))
        numbers = {str(name): float(line) for name, line in lines.items()}
        return cls(below, MappingProxyType(numbers))

    def line(self, domain: Domain, mean: float) -> Line | None:
        """The line of one domain; None where there is neither a scale nor a value."""
        if domain.id in self.thresholds:
            return Line(self.thresholds[domain.id], "set")
        low, high = domain.scale_min, domain.scale_max
        if self.below == "lowest_third" and low is not None and high is not None:
            third = (high - low) * _THIRD
            return Line(low + third if domain.higher_is_better else high - third, "lowest_third")
        return None if math.isnan(mean) else Line(mean, "tambon_mean")

    def sentences(self, domains: Sequence[Domain] = ()) -> tuple[str, str]:
        """The rule in words, Thai and English, to stand on the page and the poster.

        Parameters
        ----------
        domains
            Whose labels stand for their ids where the rule names them; lines of others are
            not spoken of, unless no domain is given.

        Examples
        --------
        >>> rule = PriorityRule(thresholds={"occupation": 3})
        >>> print(rule.sentences([Domain("occupation", "อาชีพ", "Occupation")])[1])
        A village has a problem in a domain where its value lies in the worst third of the \
scale (of domains without a stated scale: is worse than the tambon's mean); the line of \
Occupation is set to 3. Domains are ranked by how many villages have the problem, then by \
how far they lie beyond the line; villages by how many problems they have, then by how \
great they are. Equal ones share a rank. Villages without data are left out and counted.
        """
        named = {d.id: (d.label_th, d.label_en or d.label_th) for d in domains} or {
            name: (name, name) for name in sorted(self.thresholds)
        }
        set_lines = [
            (*labels, show(self.thresholds[name]))
            for name, labels in named.items()
            if name in self.thresholds
        ]
        th_set = "".join(f" และกำหนดเกณฑ์ของ «{th}» ไว้ที่ {line}" for th, _, line in set_lines)
        en_set = "".join(f"; the line of {en} is set to {line}" for _, en, line in set_lines)
        th, en = _BELOW[self.below]
        ranking = _WITH_ITEMS if any(domain.parent for domain in domains) else _RANKING
        return f"{th}{th_set} {ranking[0]}", f"{en}{en_set}. {ranking[1]}"


_BELOW: Mapping[Below, tuple[str, str]] = {
    "lowest_third": (
        "หมู่บ้านมีปัญหาในด้านใด เมื่อค่าของด้านนั้นอยู่ในหนึ่งในสามส่วนล่างของมาตรวัด "
        "(ด้านที่ไม่ระบุมาตรวัด ใช้ค่าเฉลี่ยของตำบล)",
        "A village has a problem in a domain where its value lies in the worst third of the "
        "scale (of domains without a stated scale: is worse than the tambon's mean)",
    ),
    "tambon_mean": (
        "หมู่บ้านมีปัญหาในด้านใด เมื่อค่าของด้านนั้นแย่กว่าค่าเฉลี่ยของตำบล",
        "A village has a problem in a domain where its value is worse than the tambon's mean",
    ),
}
_RANKING = (
    "เรียงด้านตามจำนวนหมู่บ้านที่มีปัญหา แล้วตามระยะห่างจากเกณฑ์ เรียงหมู่บ้านตามจำนวนปัญหา แล้วตามความรุนแรง "
    "ถ้าเท่ากันให้ลำดับเดียวกัน หมู่บ้านที่ไม่มีข้อมูลไม่นำมาจัดลำดับแต่แสดงจำนวนไว้",
    "Domains are ranked by how many villages have the problem, then by how far they lie beyond "
    "the line; villages by how many problems they have, then by how great they are. Equal ones "
    "share a rank. Villages without data are left out and counted.",
)
_WITH_ITEMS = (
    "ด้านที่ไม่มีค่าของด้าน มีปัญหาเมื่อตัวชี้วัดของด้านนั้น (จปฐ. กชช.2ค หรืออื่น) เลยเกณฑ์เดียวกันอย่างน้อยหนึ่งข้อ "
    "เรียงด้านตามจำนวนหมู่บ้านที่มีปัญหา แล้วตามสัดส่วนตัวชี้วัดที่เลยเกณฑ์ แล้วตามระยะห่างจากเกณฑ์ "
    "เรียงหมู่บ้านตามจำนวนด้านที่มีปัญหา แล้วตามสัดส่วนตัวชี้วัดที่เลยเกณฑ์ แล้วตามความรุนแรง "
    "ถ้าเท่ากันให้ลำดับเดียวกัน สิ่งที่ไม่มีค่าในปีนี้ใช้ค่าของปีก่อนหน้าและบอกปีไว้ "
    "หมู่บ้านที่ไม่มีข้อมูลไม่นำมาจัดลำดับแต่แสดงจำนวนไว้",
    "A domain without values of its own is a problem where at least one of its indicators "
    "(จปฐ., กชช.2ค or others) lies beyond the same line. Domains are ranked by how many villages "
    "have the problem, then by the share of indicators beyond the line, then by how far they "
    "lie beyond it; villages by how many domains are problems, then by the share of indicators, "
    "then by how great they are. Equal ones share a rank. What has no value in the year is "
    "ranked by the year before, which is said. Villages without data are left out and counted.",
)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
