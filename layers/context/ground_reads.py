"""Which files of a project are a background: read to find oneself by, not to be published."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from muban.gis.headings.fields import find_fields
from muban.gis.source import FileSettings, Read
from muban.layers.context.context_kinds import find_context_kind
from muban.layers.context.context_layer import shape_type
from muban.layers.context.stated_ground import stated_use

__all__ = ["OSM_CREDIT", "is_ground", "part_ground"]

OSM_CREDIT = "© OpenStreetMap contributors, ODbL"
_NO_SETTINGS = FileSettings()
_FOLDER = "reference"
_UNITS = ("village_code", "tambon_code", "tambon", "amphoe_code", "amphoe", "province_code")
_UNIT_NAME = re.compile(r"\s*(?:ขอบเขต|แนวเขต|เขต)?\s*(?:ตำบล|ต\.|อำเภอ|อ\.|จังหวัด|จ\.|บ้าน|หมู่)")
_EXTRACT = frozenset({"osm_id", "fclass"})
"""Columns of every layer of the extracts that Geofabrik makes of OpenStreetMap."""
_OVERPASS_ID = "@id"
_LEVEL = "admin_level"
_MOST = 0.5
_OVERPASS = re.compile(r"(node|way|relation)/\d+")
_PACKED = frozenset({"kind", "name", "credit"})
"""Columns of roads and waters of a province's pack."""


def part_ground(
    reads: Mapping[str, Sequence[Read]], settings: Mapping[str, FileSettings]
) -> tuple[dict[str, tuple[Read, ...]], tuple[Read, ...]]:
    """Take a project's backgrounds out of what it says of itself.

    Parameters
    ----------
    reads
        Layers by project folder, as they were read.
    settings
        What ``muban.toml`` says of single files.

    Returns
    -------
    tuple
        The other layers by folder, and the backgrounds, each with whom to credit.
    """
    found: list[Read] = []
    others: dict[str, tuple[Read, ...]] = {}
    for folder, layers in reads.items():
        chosen = [
            is_ground(read, folder, settings.get(read.source.name, _NO_SETTINGS)) for read in layers
        ]
        pairs = list(zip(layers, chosen, strict=True))
        others[folder] = tuple(read for read, ground in pairs if not ground)
        found += [_credited(read) for read, ground in pairs if ground]
    return others, tuple(found)


def is_ground(read: Read, folder: str, stated: FileSettings) -> bool:
    """Whether a layer is a background.

    An extract of OpenStreetMap is one in every folder, whatever is said of it: its data carry
    its credit. In ``reference`` so are the roads and waters of a pack, and of an office's files
    those that hold lines alone, or areas of a layer called after waters or forests.

    Parameters
    ----------
    read
        A layer as it was read.
    folder
        The project folder it lies in.
    stated
        What ``muban.toml`` says of its file; a stated role decides.

    Returns
    -------
    bool
        True where it is drawn under the map and is none of its contents.

    Examples
    --------
    >>> from pathlib import Path
    >>> import shapely
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> roads = [Record(1, shapely.LineString([(102.7, 17.8), (102.8, 17.8)]))]
    >>> read = build_features(Source(Path("ถนน.shp"), "ถนน.shp", ""), "ถนน", roads)
    >>> is_ground(read, "reference", FileSettings()), is_ground(read, "drawings", FileSettings())
    (True, False)
    """
    if read.kind != "features" or stated.role == "ignore":
        return False
    if read.credit is not None or _is_extract(read):
        return True
    if use := stated_use(stated, folder):
        return use == "ground"
    if folder != _FOLDER or stated.role is not None or not len(read.frame):
        return False
    # A record without a shape says nothing of what the others are.
    kinds = {shape_type(shape) for shape in read.frame.geometry if shape is not None}
    if kinds == {"line"} or _is_packed(read):
        return True
    called = (read.layer, PurePosixPath(read.source.name).stem)
    return kinds == {"area"} and any(map(_of_ground, called)) and not _has_units(read)


def _is_extract(read: Read) -> bool:
    """Whether it is made of OpenStreetMap: Geofabrik's columns, or the ids that Overpass writes."""
    columns = {str(column) for column in read.frame.columns}
    if columns >= _EXTRACT:
        return True
    if _OVERPASS_ID not in columns:
        return False
    if _LEVEL in columns and read.frame[_LEVEL].notna().mean() > _MOST:
        # Outlines of tambons come from there too, and are what the project is made of.
        return False
    return any(_OVERPASS.fullmatch(str(one)) for one in read.frame[_OVERPASS_ID])


def _is_packed(read: Read) -> bool:
    return {str(column) for column in read.frame.columns} >= _PACKED


def _of_ground(text: str) -> bool:
    """Whether a layer's name says that its areas are waters or forests, and could say no more.

    «แนวเขต» may be of anything, and «หนองคาย» is a province.
    """
    found = find_context_kind({}, "area", around=text) if text else None
    return found is not None and not found.weak and found.kind.shapes == {"area"}


def _has_units(read: Read) -> bool:
    """Whether records say that they are villages, tambons or above: «คลองหลวง» is an amphoe."""
    fields = find_fields(read.frame)
    if any(fields.all(meaning) for meaning in _UNITS):
        return True
    names = read.frame.get("_name", ())
    return any(_UNIT_NAME.match(str(name)) for name in names)


def _credited(read: Read) -> Read:
    if read.credit is not None:
        return read
    if _is_packed(read):
        told = dict.fromkeys(str(one) for one in read.frame["credit"].dropna() if one)
        return read.as_ground(" · ".join(told))
    return read.as_ground(OSM_CREDIT if _is_extract(read) else "")
