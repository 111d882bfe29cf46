"""Pins that are villages: บ้านดอน หมู่ที่ 1 on a pin says where the village lies.

Officers who have drawn no area yet set a pin for each village, in one layer with the temple
and the school. The name tells it with its moo; without one it does where the layer as a whole
is one of villages (a moo in a column of its own may be a shop's address). A person's house is
none (บ้านผู้ใหญ่แดง, บ้านเลขที่ 12).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from muban.gis.headings.fields import Fields, find_fields
from muban.gis.table_rows import rows_of
from muban.gis.text.place_in_name import split_place
from muban.gis.text.place_words import is_called_village
from muban.gis.text.thai_normal import normalise
from muban.layers.landmark.landmark_kind import OTHER, find_kind
from muban.layers.personal.person_records import find_household
from muban.layers.village.recognise import Part

if TYPE_CHECKING:
    from muban.gis.source import Read
    from muban.layers.landmark.kind_patterns import KindPattern

__all__ = ["part_village_pins"]

_HOUSE = re.compile(r"^บ้าน\s*(?:ผู้ใหญ่|กำนัน|พัก|เช่า|เลขที่|ปราชญ์|คน|ประธาน|สารวัตร|อสม)")
_DIGIT = re.compile(r"\d")
_OF_VILLAGES = re.compile(r"^(?:จุด|หมุด|ที่ตั้ง|ตำแหน่ง|รายชื่อ)*\s*หมู่บ้าน")


def part_village_pins(part: Part, patterns: Sequence[KindPattern] = ()) -> Iterator[Part]:
    """Part a layer of pins into villages and landmarks.

    Parameters
    ----------
    part
        Pins of one layer, named, EPSG:4326.
    patterns
        Names of kinds: a pin that names a kind of place names no village.

    Yields
    ------
    Part
        Every pin is in exactly one part.

    Examples
    --------
    >>> from pathlib import Path
    >>> import shapely
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> pins = [Record(1, shapely.Point(102.7, 17.8), name="บ้านเหนือ หมู่ที่ 4"),
    ...         Record(2, shapely.Point(102.8, 17.8), name="วัดโพธิ์ชัย")]
    >>> read = build_features(Source(Path("ก.kml"), "ก.kml", ""), "", pins, crs="EPSG:4326")
    >>> parts = part_village_pins(Part("landmark", read))
    >>> [(part.role, *part.read.frame["_name"]) for part in parts]
    [('village_point', 'บ้านเหนือ หมู่ที่ 4'), ('landmark', 'วัดโพธิ์ชัย')]
    """
    fields = find_fields(part.read.frame)
    said = [*_said(part.read, fields, patterns)]
    moos = np.array([moo for _, moo in said], dtype=bool)
    named = np.array([village for village, _ in said], dtype=bool)
    names = sum(1 for name in part.read.frame["_name"] if name)
    whole = bool(moos.any()) or "moo" in fields or _is_called_after_villages(part.read)
    villages = named & (moos | (whole and named.sum() * 2 > names))
    for role, chosen in (("village_point", villages), ("landmark", ~villages)):
        if chosen.any():
            yield Part(role, part.read.with_frame(part.read.frame[chosen]))  # type: ignore[arg-type]


def _is_called_after_villages(read: Read) -> bool:
    return _OF_VILLAGES.match(normalise(read.layer.rsplit("/", 1)[-1])) is not None


def _said(
    read: Read, fields: Fields, patterns: Sequence[KindPattern]
) -> Iterator[tuple[bool, bool]]:
    """Whether each pin is called like a village, and whether with its moo."""
    for values in rows_of(read.frame):
        name, moo, *_ = split_place(str(values.get("_name") or ""))
        village = (
            is_called_village(name)
            and not _HOUSE.match(name)
            and not _DIGIT.search(name)
            and not fields.read(values, "kind")
            and _kind(name, patterns) in {None, OTHER}
            and find_household({**values, "_name": ""}, where=read.where()) is None
        )
        yield village, village and moo is not None


def _kind(name: str, patterns: Sequence[KindPattern]) -> str | None:
    found = find_kind(name, patterns)
    return None if found is None else found.kind
