"""What a layer holds, told from its content.

An officer arranges nothing but folders; which file has the villages, which the pins and
which the official outlines follows from shapes, columns and names. ``muban.toml`` can say
otherwise (``role = …``), and then nothing is recognised here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gis.headings.fields import find_fields
from gis.source import Read

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["FeatureRole", "Part", "mostly_villages", "parts_by_role"]

FeatureRole = Literal["village_area", "village_point", "landmark", "tambon", "amphoe", "line"]

_TAMBON_NAME = re.compile(r"^\s*(?:ขอบเขต|แนวเขต|เขต)?\s*(?:ตำบล|ต\.)")
_AMPHOE_NAME = re.compile(r"^\s*(?:ขอบเขต|แนวเขต|เขต)?\s*(?:อำเภอ|อ\.)")
_VILLAGE_NAME = re.compile(r"^\s*(?:บ้าน|บ\.|ban\s)", re.IGNORECASE)
_HOUSE_NOT_VILLAGE = re.compile(r"บ้าน(?:ผู้ใหญ่|กำนัน|พัก|เลขที่|นาย|นาง|ปราชญ์|คน|ประธาน)")


@dataclass(frozen=True, eq=False)
class Part:
    """The records of one layer that have one role."""

    role: FeatureRole
    read: Read


def parts_by_role(read: Read, *, folder: str, stated: str | None = None) -> Iterator[Part]:
    """Split a layer of shapes by what its records are.

    Parameters
    ----------
    read
        A ``features`` layer in EPSG:4326, shapes repaired. Areas and pins of one Google My
        Maps layer come together and are taken apart here.
    folder
        The project folder it lies in: ``drawings`` or ``reference``. It decides only where
        content leaves two readings open.
    stated
        The role that ``muban.toml`` states, if any.

    Yields
    ------
    Part
        Every record is in exactly one part.
    """
    frame: gpd.GeoDataFrame = read.frame
    if len(frame) == 0:
        return
    dimension = frame.geometry.geom_type.map(_DIMENSION)
    for kind, rows in frame.groupby(dimension, sort=True):
        if kind == 1:
            yield Part("line", read.with_frame(rows))
        elif stated in _STATED[int(kind)]:
            yield Part(stated, read.with_frame(rows))  # type: ignore[arg-type]
        elif kind == 2:
            yield from _area_parts(read, rows)
        else:
            yield Part(_point_role(rows, folder), read.with_frame(rows))


_DIMENSION = {
    "Point": 0,
    "MultiPoint": 0,
    "LineString": 1,
    "LinearRing": 1,
    "MultiLineString": 1,
    "Polygon": 2,
    "MultiPolygon": 2,
    "GeometryCollection": 2,
}
_STATED: dict[int, frozenset[str | None]] = {
    0: frozenset({"village_point", "landmark"}),
    2: frozenset({"village_area", "tambon", "amphoe", "landmark"}),
}


def _area_parts(read: Read, rows: gpd.GeoDataFrame) -> Iterator[Part]:
    fields = find_fields(rows)
    if "village_code" in fields or "moo" in fields:
        yield Part("village_area", read.with_frame(rows))
        return
    if "tambon_code" in fields and rows[fields["tambon_code"]].is_unique:
        yield Part("tambon", read.with_frame(rows))
        return
    if "amphoe_code" in fields and rows[fields["amphoe_code"]].is_unique:
        yield Part("amphoe", read.with_frame(rows))
        return
    names = rows["_name"].fillna("").astype(str)
    tambons = names.str.match(_TAMBON_NAME.pattern)
    amphoes = names.str.match(_AMPHOE_NAME.pattern)
    split: tuple[tuple[FeatureRole, gpd.GeoDataFrame], ...] = (
        ("tambon", rows[tambons]),
        ("amphoe", rows[amphoes & ~tambons]),
        ("village_area", rows[~tambons & ~amphoes]),
    )
    for role, chosen in split:
        if len(chosen):
            yield Part(role, read.with_frame(chosen))


def _point_role(rows: gpd.GeoDataFrame, folder: str) -> FeatureRole:
    fields = find_fields(rows)
    if "village_code" in fields:
        return "village_point"
    if "kind" in fields or folder != "reference" or "tambon" not in fields:
        return "landmark"
    names = rows[fields["village"]] if "village" in fields else rows["_name"]
    return "village_point" if mostly_villages(names) else "landmark"


def mostly_villages(names: Iterable[object]) -> bool:
    """Whether most names are those of villages, such as บ้านโพนแพง.

    Examples
    --------
    >>> mostly_villages(["บ้านโพนแพง", "บ้านหมากก่อง", "วัดกลาง"])
    True
    >>> mostly_villages(["บ้านผู้ใหญ่แดง", "วัดกลาง", None]), mostly_villages([])
    (False, False)
    """
    texts = [str(name) for name in names if name]
    villages = sum(
        bool(_VILLAGE_NAME.match(text)) and not _HOUSE_NOT_VILLAGE.search(text) for text in texts
    )
    return villages * 2 > len(texts)
