"""What a line or an area is, told from what its file says: a column, tags, a name, a layer.

The kinds are data (``layers/data/context_kinds.json``); how they look stands in the legend.
What none of these tells has no kind: nobody guesses whether a line is a road or a border.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from muban.gis.headings.heading_table import heading_key
from muban.gis.text.place_words import is_called_village, split_moo, strip_boundary_words
from muban.gis.text.thai_normal import compare_key, normalise
from muban.layers.landmark.kind_patterns import KindPattern, KindPatterns
from muban.layers.landmark.landmark_kind import find_kind

__all__ = [
    "STATED",
    "ContextKind",
    "KindOfShape",
    "ShapeType",
    "context_kinds",
    "find_context_kind",
]

ShapeType = Literal["line", "area"]

STATED = "_kind"
"""The column of what a person says in ``muban.toml`` that a record is."""
_KIND_COLUMNS = ("context_kind", "ประเภท")


@dataclass(frozen=True, slots=True)
class ContextKind:
    """One kind of line or area.

    Parameters
    ----------
    id
        As the legend has it.
    shapes
        What it may be drawn as.
    public
        False for what must never be published.
    track
        Whether a walk (a receiver's track) of that name is the thing itself.
    rank
        What of a background is left out first: the highest number before others.
    named
        Whether a background has only those that bear a name.
    landmarks
        Kinds of pins whose drawn area is this ground.
    values
        What tags of OpenStreetMap say for it.
    """

    id: str
    shapes: frozenset[str]
    public: bool
    track: bool
    rank: int
    named: bool
    landmarks: frozenset[str]
    values: frozenset[str]
    patterns: KindPatterns


@dataclass(frozen=True, slots=True)
class KindOfShape:
    """The kind that was found, and why (Thai, one short phrase).

    ``weak`` where villages too bear such names; ``words`` are those of the name that tell it.
    """

    kind: ContextKind
    reason: str
    weak: bool = False
    words: str = ""


@dataclass(frozen=True, eq=False)
class ContextKinds:
    """All kinds in the order of their drawing, from below to above."""

    every: tuple[ContextKind, ...]
    tag_columns: frozenset[str]

    def of(self, kind_id: str) -> ContextKind:
        """A kind by its id; :class:`KeyError` where there is none."""
        return {kind.id: kind for kind in self.every}[kind_id]

    def patterns(self, shape: ShapeType) -> KindPatterns:
        """What names of lines, or of areas, are known by."""
        return _patterns_of(shape)


@cache
def context_kinds() -> ContextKinds:
    """The table of ``layers/data/context_kinds.json``.

    Examples
    --------
    >>> context_kinds().of("road").track
    True
    """
    text = resources.files("muban.layers.data").joinpath("context_kinds.json").read_text("utf-8")
    table = json.loads(text)
    return ContextKinds(tuple(map(_kind, table["kinds"])), frozenset(table["tag_columns"]))


def find_context_kind(
    record: Mapping[Any, Any], shape: ShapeType, *, around: str = "", track: bool = False
) -> KindOfShape | None:
    """The kind of a line or an area, or None.

    Parameters
    ----------
    record
        Its attributes by column, with the readers' ``_name`` and ``_folder``.
    shape
        What it is drawn as.
    around
        What the layer or file that holds it is called.
    track
        Whether a receiver drew it while somebody walked: then its own name alone counts, and
        only for kinds that are walked along on purpose.

    Examples
    --------
    >>> find_context_kind({"_name": "ถนนสายบ้านโพนแพง"}, "line").kind.id
    'road'
    >>> find_context_kind({"_name": "", "waterway": "stream"}, "line").reason
    'คอลัมน์ waterway ระบุว่า «stream»'
    >>> find_context_kind({"_name": "บ้านห้วยทราย หมู่ 3"}, "line", around="ถนน") is None
    True
    >>> find_context_kind({"_name": "เดินเช้า"}, "line", around="ถนน", track=True) is None
    True
    """
    if said := _said(record, shape, track=track):
        return said
    name = normalise(str(record.get("_name") or ""))
    if _is_village(name):
        return None
    found = None if track else _stated(record, shape) or _tagged(record, shape)
    found = found or _named(name, shape, "ชื่อมีคำว่า")
    if found is None and not track:
        folder = str(record.get("_folder") or "").rsplit("/", 1)[-1]
        texts = (normalise(text) for text in (folder, around) if text)
        found = next(filter(None, (_named(text, shape, "อยู่ในชั้น") for text in texts)), None)
    if found is None or (track and not found.kind.track):
        return None
    return found


def _said(record: Mapping[Any, Any], shape: ShapeType, *, track: bool) -> KindOfShape | None:
    """What a person says outranks what a name might mean."""
    for kind in _kinds_of(shape):
        if kind.id == record.get(STATED) and (kind.track or not track):
            return KindOfShape(kind, f"muban.toml ระบุว่า kind = «{kind.id}»")
    return None


def _is_village(name: str) -> bool:
    bare, moo = split_moo(strip_boundary_words(name))
    return moo is not None or is_called_village(bare)


def _stated(record: Mapping[Any, Any], shape: ShapeType) -> KindOfShape | None:
    columns = {heading_key(str(column)): column for column in record}
    for wanted in _KIND_COLUMNS:
        value = str(record.get(columns.get(heading_key(wanted), "")) or "").strip()
        for kind in _kinds_of(shape):
            if value and compare_key(value) == compare_key(kind.id):
                return KindOfShape(kind, f"คอลัมน์ {wanted} ระบุว่า «{value}»")
        if value and (found := _named(value, shape, f"คอลัมน์ {wanted} ระบุว่า")):
            return found
    return None


def _tagged(record: Mapping[Any, Any], shape: ShapeType) -> KindOfShape | None:
    """What tags say: several columns may speak, and the first kind that one of them means."""
    table = context_kinds()
    said = [
        (str(column), str(value).strip().casefold())
        for column, value in record.items()
        if str(column).casefold() in table.tag_columns and isinstance(value, str) and value.strip()
    ]
    for kind in _kinds_of(shape):
        for column, value in said:
            if value in kind.values:
                return KindOfShape(kind, f"คอลัมน์ {column} ระบุว่า «{value}»")
    return None


def _named(name: str, shape: ShapeType, said: str) -> KindOfShape | None:
    found = find_kind(name, _patterns_of(shape)) if name else None
    if found is None:
        return None
    kind = context_kinds().of(found.kind)
    return KindOfShape(kind, f"{said} «{found.words}»", found.weak, found.words)


def _kinds_of(shape: ShapeType) -> tuple[ContextKind, ...]:
    return tuple(kind for kind in context_kinds().every if shape in kind.shapes)


@cache
def _patterns_of(shape: ShapeType) -> KindPatterns:
    return KindPatterns(pattern for kind in _kinds_of(shape) for pattern in kind.patterns)


def _kind(row: Mapping[str, Any]) -> ContextKind:
    patterns = KindPatterns(
        KindPattern(row["id"], entry) if isinstance(entry, str) else KindPattern(row["id"], **entry)
        for entry in row["patterns"]
    )
    return ContextKind(
        id=row["id"],
        shapes=frozenset(row["shapes"]),
        public=row["public"],
        track=row["track"],
        rank=row["rank"],
        named=row["named"],
        landmarks=frozenset(row.get("landmarks", ())),
        values=frozenset(row["values"]),
        patterns=patterns,
    )
