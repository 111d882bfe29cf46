"""The kinds of landmarks: what each stands for, how names of it look, and whether it is public.

The standard ones are a table (``layers/data/landmark_kinds.json``). A project adds its own, and
the legend gives each a look by its id: :mod:`muban.symbology.legend_data`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

from muban.layers.landmark.kind_patterns import KindPattern, KindPatterns

__all__ = ["LandmarkKind", "LandmarkKinds", "standard_kinds"]


@dataclass(frozen=True, slots=True)
class LandmarkKind:
    """What one kind of landmark is called, and how it is recognised.

    Parameters
    ----------
    id
        What ``landmark_kind`` says.
    label_th, label_en
        Its name; several in one are parted by «/».
    details_th, details_en
        What it stands for, one sentence.
    public
        False for what must never be published.
    patterns
        What names of this kind look like.
    """

    id: str
    label_th: str
    label_en: str
    details_th: str
    details_en: str
    public: bool = True
    patterns: tuple[KindPattern, ...] = ()


class LandmarkKinds(tuple[LandmarkKind, ...]):
    """All kinds that a project knows, in the legend's order.

    Examples
    --------
    >>> kinds = LandmarkKinds([LandmarkKind("school", "โรงเรียน", "School", "", "",
    ...                                     patterns=(KindPattern("school", "โรงเรียน"),))])
    >>> kinds.labels, len(kinds.patterns), kinds.internal
    ({'school': ('school', 'โรงเรียน', 'School')}, 1, frozenset())
    """

    @cached_property
    def patterns(self) -> KindPatterns:
        """The patterns of all kinds, which names are recognised by."""
        return KindPatterns(pattern for kind in self for pattern in kind.patterns)

    @cached_property
    def labels(self) -> dict[str, tuple[str, ...]]:
        """Every kind with the words that a column of kinds may use for it."""
        return {kind.id: (kind.id, kind.label_th, kind.label_en) for kind in self}

    @cached_property
    def internal(self) -> frozenset[str]:
        """The kinds that must never be published."""
        return frozenset(kind.id for kind in self if not kind.public)


@cache
def standard_kinds() -> LandmarkKinds:
    """The kinds of ``layers/data/landmark_kinds.json``.

    Examples
    --------
    >>> standard_kinds().labels["hospital"]
    ('hospital', 'โรงพยาบาล', 'Hospital')
    >>> sorted(standard_kinds().internal)
    ['welfare_household']
    """
    text = resources.files("muban.layers.data").joinpath("landmark_kinds.json").read_text("utf-8")
    return LandmarkKinds(_kind(row) for row in json.loads(text)["kinds"])


def _kind(row: Mapping[str, Any]) -> LandmarkKind:
    kind = str(row["id"])
    facts = {key: value for key, value in row.items() if key not in ("patterns", "kml_icons")}
    icons = (KindPattern(kind, name, of="icon") for name in row.get("kml_icons", ()))
    patterns = (*(_pattern(kind, entry) for entry in row["patterns"]), *icons)
    return LandmarkKind(**facts, patterns=patterns)


def _pattern(kind: str, entry: str | Mapping[str, Any]) -> KindPattern:
    return KindPattern(kind, entry) if isinstance(entry, str) else KindPattern(kind, **entry)
