"""What a place is, told from its name.

A Thai noun phrase begins with its head: โรงเรียนวัดกลาง is a school, บ่อบาดาลวัดกลาง is a
well. So among the patterns that match a name, the one that matches **earliest** speaks of
the thing itself, and what follows only says where it is; at one place the longest match
knows more (รพ.สต. against รพ.). A word behind another thing's or a person's (หน้าโรงเรียน,
ประธานกองทุน) says nothing of the place (:mod:`muban.layers.landmark.name_heads`). Two things
stand above this order: a pattern's priority (what must never be published), and strength
(หนอง… alone may be the name of a village).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from muban.gis.codes.gazetteer_records import name_key
from muban.gis.text.thai_digits import arabic_digits
from muban.gis.text.thai_normal import compare_key, normalise
from muban.layers.landmark.kind_patterns import KindPattern, KindPatterns
from muban.layers.landmark.name_heads import name_heads, speaks_of_the_place

__all__ = [
    "OTHER",
    "KindFound",
    "KindMatch",
    "KindPattern",
    "find_kind",
    "find_kind_of_icon",
    "plain_name",
]

OTHER = "other"
"""The kind of what no pattern knows."""

_LONGEST = 300
"""A name says what it is at its beginning; the rest of a long text is not searched."""

_NUMBERING = re.compile(r"^(?:\(?\d{1,3}[.)]\s*|[-•*#]\s*|\d{1,3}\s+(?=\D))+")


@dataclass(frozen=True, slots=True)
class KindMatch:
    """A pattern that matched, and the words it matched."""

    kind: str
    words: str
    weak: bool
    village: str = ""
    """The village of the same name, where the name may mean either."""
    chosen: bool = False
    """Whether a person chose the kind for names like this."""


@dataclass(frozen=True, slots=True)
class KindFound:
    """What a pin became, and why (Thai, one short phrase)."""

    kind: str
    reason: str
    words: str = ""
    weak: bool = False
    village: str = ""
    stated: bool = False
    """Whether a person said so, in the file or in the project's settings."""


def plain_name(name: str) -> str:
    """A pin's name without numbering, invisible characters and capital letters.

    Examples
    --------
    >>> plain_name(" ๑. วัดโพธิ์ชัย  (OTOP)")
    'วัดโพธิ์ชัย (otop)'
    """
    head = normalise(name[:_LONGEST])
    return _NUMBERING.sub("", arabic_digits(head).casefold()).strip()


def find_kind(
    name: str, patterns: Sequence[KindPattern], *, villages: Collection[str] = ()
) -> KindMatch | None:
    """The kind that a name speaks of, or None.

    Parameters
    ----------
    name
        As the pin has it.
    patterns
        From the legend.
    villages
        Names of villages nearby, with or without บ้าน.

    Examples
    --------
    >>> patterns = [KindPattern("school", "โรงเรียน"), KindPattern("temple", "วัด"),
    ...             KindPattern("water", "^หนอง", weak=True)]
    >>> find_kind("โรงเรียนวัดกลาง", patterns).kind
    'school'
    >>> find_kind("หนองหลวง", patterns, villages=["บ้านหนองหลวง"]).village
    'บ้านหนองหลวง'
    >>> find_kind("", patterns) is None
    True
    """
    plain = plain_name(name)
    ranked = []
    for order, pattern in KindPatterns.of(patterns).within(plain):
        found = _first_said(pattern, plain)
        if found:
            length = found.end() - found.start()
            rank = (-pattern.priority, pattern.weak, found.start(), -length, order)
            ranked.append((rank, pattern, found.group().strip()))
    if not ranked:
        return None
    _, best, words = min(ranked)
    # บ้านนางนวล is somebody's house, unless there is a village of that name.
    may_be_village = best.weak or (
        not best.chosen and plain.startswith("บ้าน") and best.kind != OTHER
    )
    village = _same_name(plain, villages) if may_be_village else ""
    return KindMatch(best.kind, words, best.weak, village, best.chosen)


def _first_said(pattern: KindPattern, plain: str) -> re.Match[str] | None:
    """The first match that speaks of the place itself, not of what it lies beside.

    What a person chose, what must not be published, and what is said of any place counts
    wherever it stands.
    """
    anywhere = pattern.chosen or pattern.priority > 0 or pattern.kind in name_heads().kinds_anywhere
    for found in pattern.compiled.finditer(plain):
        words = found.group().lstrip()
        if words and (anywhere or speaks_of_the_place(plain[: found.end() - len(words)])):
            return found
    return None


def find_kind_of_icon(address: str, patterns: Sequence[KindPattern]) -> str:
    """The kind that a pin's icon stands for, or ''.

    Maps that we wrote name their icons after the kinds, so they are read back whole;
    beyond that only pictures with a plain meaning count (a school), never a coloured pin.

    Examples
    --------
    >>> find_kind_of_icon("http://maps.google.com/mapfiles/kml/shapes/schools.png",
    ...                   [KindPattern("school", "schools", of="icon")])
    'school'
    >>> find_kind_of_icon("files/school.png", [KindPattern("school", "โรงเรียน")])
    'school'
    >>> find_kind_of_icon("http://maps.google.com/mapfiles/kml/paddle/A.png", [])
    ''
    """
    stem = re.split(r"[?#]", address.strip())[0].rsplit("/", 1)[-1].rsplit(".", 1)[0].casefold()
    if not stem:
        return ""
    for pattern in patterns:
        if stem in (pattern.kind, pattern.regex if pattern.of == "icon" else ""):
            return pattern.kind
    return ""


def _same_name(plain: str, villages: Iterable[str]) -> str:
    key = compare_key(plain)
    return next((village for village in villages if key and key in _name_keys(village)), "")


@lru_cache(maxsize=65536)
def _name_keys(village: str) -> tuple[str, str]:
    return compare_key(village), name_key(village)
