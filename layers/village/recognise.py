"""What a layer holds, told from its content.

An officer arranges nothing but folders; which file has the villages, which the pins and
which the official outlines follows from shapes, columns and names. ``muban.toml`` can say
otherwise (``role = …``), and then nothing is recognised here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from muban.gis.headings.fields import Fields, find_fields
from muban.gis.headings.fits import is_filled
from muban.gis.problems import Problem, problem
from muban.gis.shapes.measure import area_m2
from muban.gis.shapes.records import Flags
from muban.gis.source import Read
from muban.gis.table_rows import rows_of
from muban.gis.text.place_in_name import split_place
from muban.gis.text.place_words import UNIT_WORDS
from muban.layers.stated_columns import own_columns
from muban.layers.village.area_layer import Against, AreaLayer

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["FeatureRole", "Part", "mostly_villages", "parts_by_role"]

FeatureRole = Literal[
    "village_area",
    "village_point",
    "landmark",
    "tambon",
    "amphoe",
    "province",
    "line",
    "context",
    "aside",
]

_OUTLINE = r"^\s*(?:ขอบเขต|แนวเขต|เขต)?\s*"
_UNIT_NAMES: Mapping[FeatureRole, str] = {
    "tambon": rf"{_OUTLINE}(?:ตำบล|ต\.)",
    "amphoe": rf"{_OUTLINE}(?:อำเภอ|กิ่งอำเภอ|อ\.)",
    "province": rf"{_OUTLINE}(?:จังหวัด|จ\.)",
}
_VILLAGE_NAME = re.compile(r"^\s*(?:บ้าน|บ\.|ban\s)", re.IGNORECASE)
_HOUSE_NOT_VILLAGE = re.compile(r"บ้าน(?:ผู้ใหญ่|กำนัน|พัก|เลขที่|นาย|นาง|ปราชญ์|คน|ประธาน)")


@dataclass(frozen=True, eq=False)
class Part:
    """The records of one layer that have one role; ``doubt`` says why they are set aside."""

    role: FeatureRole
    read: Read
    doubt: Problem | None = None


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

    Examples
    --------
    >>> from pathlib import Path
    >>> import shapely
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> drawn = [Record(1, shapely.box(102.70, 17.80, 102.72, 17.82), name="บ้านเหนือ หมู่ที่ 4"),
    ...          Record(2, shapely.LineString([(102.7, 17.8), (102.8, 17.8)]), name="ถนนมิตรภาพ")]
    >>> read = build_features(Source(Path("ก.kml"), "ก.kml", ""), "", drawn, crs="EPSG:4326")
    >>> {part.role: len(part.read.frame) for part in parts_by_role(read, folder="drawings")}
    {'line': 1, 'village_area': 1}
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
            yield from _area_parts(read, rows, folder)
        else:
            yield _point_part(read, rows, folder)


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
    2: frozenset({"village_area", "tambon", "amphoe", "landmark", "context"}),
}


def _area_parts(read: Read, rows: gpd.GeoDataFrame, folder: str) -> Iterator[Part]:
    layer = AreaLayer(read, rows)
    role = layer.sample.stated_level()
    if role is None and not layer.sample.says_villages():
        role = layer.sample.level()
    if role is not None:
        yield Part(role, read.with_frame(rows))  # type: ignore[arg-type]
        return
    units = _named_units(layer)
    for level, chosen in units.items():
        if chosen.any():
            yield Part(level, read.with_frame(rows[chosen]))
    rest = rows[~np.logical_or.reduce(list(units.values()))]
    if not len(rest):
        return
    doubt = areas_doubt(AreaLayer(read, rest), folder)
    yield Part("village_area" if doubt is None else "aside", read.with_frame(rest), doubt)


def _named_units(layer: AreaLayer) -> dict[FeatureRole, Flags]:
    """Which records are called ตำบล…, อำเภอ… or จังหวัด… and say no village of their own."""
    fields = layer.fields
    said = [fields.read(one, "village_code") or fields.read(one, "moo") for one in layer.records]
    names = [str(record.get("_name") or "") for record in layer.records]
    free = [
        not stated and split_place(name).moo is None
        for stated, name in zip(said, names, strict=True)
    ]
    return {
        level: np.array(
            [ok and bool(re.match(pattern, name)) for ok, name in zip(free, names, strict=True)]
        )
        for level, pattern in _UNIT_NAMES.items()
    }


_M2_PER_RAI = 1600
_ASIDE: Mapping[Against, str] = {
    "other_headings": "project.areas_of_others",
    "other_names": "project.areas_named_otherwise",
    "repeated_moo": "project.areas_repeat_moo",
    "small": "project.areas_small",
    "many": "project.areas_many",
    "unsaid": "project.areas_unsaid",
}


def areas_doubt(layer: AreaLayer, folder: str) -> Problem | None:
    """What is asked of areas that are perhaps no villages; None where nothing speaks against it."""
    against = layer.against(folder)
    if not against:
        return None
    names = list(dict.fromkeys(name for name in layer.names if name))
    half_m2 = float(area_m2(layer.rows.geometry).median())
    return problem(
        _ASIDE[against],
        layer.read.where(),
        count=len(layer.rows),
        columns=", ".join(layer.other_columns()) or ", ".join(own_columns(layer.rows)) or "–",
        names=", ".join(names[:3]) or "–",
        rai=f"{half_m2 / _M2_PER_RAI:,.1f}",
    )


def _point_part(read: Read, rows: gpd.GeoDataFrame, folder: str) -> Part:
    fields = find_fields(rows)
    if folder == "reference" and _are_units(rows, fields):
        doubt = problem("project.unit_points", read.where(), count=len(rows))
        return Part("aside", read.with_frame(rows), doubt)
    return Part(_point_role(rows, fields, folder), read.with_frame(rows))


def _are_units(rows: gpd.GeoDataFrame, fields: Fields) -> bool:
    """Whether points have no name but that of the tambon, amphoe or province they stand for."""
    units = [name for level in UNIT_WORDS for name in fields.all(level)]
    if not units or "village" in fields or "village_code" in fields or "moo" in fields:
        return False
    own = {*fields.all("place"), *fields.generic.get("place", ()), "_name"} - set(units)
    return not any(
        is_filled(record.get(name)) and record.get(name) not in {record.get(u) for u in units}
        for record in rows_of(rows)
        for name in own
    )


def _point_role(rows: gpd.GeoDataFrame, fields: Fields, folder: str) -> FeatureRole:
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
