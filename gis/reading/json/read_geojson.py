"""GeoJSON, well-formed or not: each feature that can be read is, each other is named."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from muban.gis.problems import Problem, Severity, problem
from muban.gis.reading.content import Content
from muban.gis.reading.json.geojson_boxes import shaped_of
from muban.gis.reading.json.geojson_geometry import NotGeometry, geometry_from_json
from muban.gis.reading.json.json_text import JsonText, parse_json
from muban.gis.reading.json.read_topojson import features_of_topology
from muban.gis.reading.near import Found, near_records
from muban.gis.reading.records.feature_frame import (
    Record,
    blank_layer,
    build_features,
    shape_flags,
    shape_problems,
)
from muban.gis.reading.records.shape_building import ShapeBuilder
from muban.gis.source import Read

__all__ = ["read_geojson", "stated_crs"]

_GEOMETRIES = frozenset(
    {
        "point",
        "linestring",
        "polygon",
        "multipoint",
        "multilinestring",
        "multipolygon",
        "geometrycollection",
    }
)
_NAME_KEYS = ("name", "Name", "NAME", "title", "ชื่อ")
_FAR_BEYOND_DEGREES = 180.0


def read_geojson(content: Content) -> list[Read]:
    """Read GeoJSON or TopoJSON.

    Parameters
    ----------
    content
        The file's bytes.

    Returns
    -------
    list of Read
        One layer for GeoJSON, one per object of a topology. The CRS is EPSG:4326 as
        RFC 7946 has it, or what an old ``crs`` member states, or None where numbers are
        beyond 180 and cannot be degrees.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.limits import Budget, Limits
    >>> from muban.gis.source import FileSettings, Source
    >>> source = Source(Path("ก.geojson"), "ก.geojson", "")
    >>> temple = '{"type": "Point", "coordinates": [102.74, 17.88]}'.encode()
    >>> [read] = read_geojson(Content(source, temple, FileSettings(), Budget(Limits())))
    >>> read.frame.geometry[0].wkt, read.frame.crs.to_epsg()
    ('POINT (102.74 17.88)', 4326)
    """
    text = parse_json(content)
    value = text.value
    if isinstance(value, list) and value and all(map(_is_feature, value)):
        value = {"type": "FeatureCollection", "features": value}
    if not isinstance(value, Mapping):
        # A text that breaks off says nothing of what it would have been.
        broken = any(one.severity is Severity.ERROR for one in text.problems)
        more = [] if broken else [_not_geojson(content, value)]
        return content.failed(*text.problems, *more)
    if str(value.get("type")).lower() == "topology":
        reads = [
            _layer(content, name, features, value, text)
            for name, features in features_of_topology(value, content.budget)
        ]
        return reads or content.failed(*text.problems, _not_geojson(content, value))
    features = _features(value)
    if features is None:
        return content.failed(*text.problems, _not_geojson(content, value.get("type")))
    return [_layer(content, "", features, value, text)]


def _is_feature(value: object) -> bool:
    """Whether a member of a list is a feature: some programs leave the collection away."""
    return isinstance(value, Mapping) and str(value.get("type")).lower() == "feature"


def stated_crs(value: Mapping[str, object]) -> str | None:
    """The name in a ``crs`` member, which GeoJSON had until 2016; None without one.

    Examples
    --------
    >>> stated_crs({"crs": {"type": "name", "properties": {"name": "EPSG:32648"}}})
    'EPSG:32648'
    >>> stated_crs({}) is None
    True
    """
    member = value.get("crs")
    properties = member.get("properties") if isinstance(member, Mapping) else None
    name = properties.get("name") if isinstance(properties, Mapping) else None
    return name if isinstance(name, str) else None


def _features(value: Mapping[str, object]) -> list[object] | None:
    """The features of a document; None when it is not GeoJSON."""
    kind = str(value.get("type")).lower()
    members = value.get("features")
    if kind == "feature":
        return [value]
    if kind in _GEOMETRIES:
        return [{"type": "Feature", "properties": None, "geometry": value}]
    return members if isinstance(members, list) else None


def _layer(
    content: Content,
    name: str,
    features: list[object],
    document: Mapping[str, object],
    text: JsonText,
) -> Read:
    layer = content.layer(name)
    empty = blank_layer(content.source, layer)
    content.budget.spend("max_features", len(features) + text.lost)
    records: list[Record] = []
    lost: list[int] = []
    found: list[Problem] = list(text.problems)
    near = _near(content, features, document)
    if near is not None:
        found.append(near.told(empty.where()))
    for number, feature in enumerate(features, start=1):
        if near is not None and not near.kept[number - 1]:
            lost.append(number)
            continue
        if not isinstance(feature, Mapping):
            found.append(
                problem("read.bad_feature", empty.where(number), detail=repr(feature)[:60])
            )
            lost.append(number)
            continue
        record, said = _record(number, feature, empty, content)
        records.append(record)
        found += said
    for number in range(len(features) + 1, len(features) + text.lost + 1):
        lost.append(number)
        found.append(problem("read.after_break", empty.where(number), line=text.broken_line))
    if not features and not text.lost:
        found.append(problem("read.empty", content.where))
    crs, said_crs = _crs(document, records, empty)
    return build_features(
        content.source, layer, records, crs=crs, lost=lost, problems=[*found, *said_crs]
    )


def _near(content: Content, features: list[object], document: Mapping[str, object]) -> Found | None:
    """Of a country's reference, the features that are looked at; None for all of them."""
    if content.near is None or not all(map(_is_feature, features)):
        return None
    said = [feature.get("properties") for feature in features if isinstance(feature, Mapping)]
    table = pd.DataFrame.from_records([one if isinstance(one, Mapping) else {} for one in said])
    return near_records(table, shaped_of(features, stated_crs(document)), content.near)


def _record(
    number: int, feature: Mapping[str, object], empty: Read, content: Content
) -> tuple[Record, list[Problem]]:
    properties = feature.get("properties")
    attributes = (
        {str(k): _plain(v) for k, v in properties.items()}
        if isinstance(properties, Mapping)
        else {}
    )
    content.budget.check_record(attributes)
    names = (attributes.get(key) for key in _NAME_KEYS)
    named = next((text for text in names if isinstance(text, str) and text.strip()), None)
    if "id" not in attributes and isinstance(feature.get("id"), str | int):
        attributes["id"] = feature["id"]
    builder = ShapeBuilder()
    place = empty.where(number, name=named)
    found: list[Problem] = []
    shape = None
    kind = str(feature.get("type")).lower()
    source = feature if kind in _GEOMETRIES else feature.get("geometry")
    if properties not in (None, []) and not isinstance(properties, Mapping):
        found.append(problem("read.bad_properties", place, detail=repr(properties)[:60]))
    if kind != "feature":
        found.append(problem("read.feature_type", place, kind=str(feature.get("type"))[:40]))
    try:
        shape = geometry_from_json(source, builder, content.budget)
    except NotGeometry as error:
        found.append(problem("read.bad_geometry", place, detail=str(error)))
    if builder.unclear:
        shape = None
    record = Record(number, shape, attributes, name=named, flags=shape_flags(builder))
    return record, found + shape_problems(empty, record, builder)


def _plain(value: object) -> object:
    """Nested values as JSON text: a cell of a table holds no list."""
    if isinstance(value, list | dict):
        import json

        return json.dumps(value, ensure_ascii=False)
    return value


def _crs(
    document: Mapping[str, object], records: list[Record], empty: Read
) -> tuple[str | None, list[Problem]]:
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    stated = stated_crs(document)
    if stated is not None:
        try:
            crs = CRS.from_user_input(stated)
        except CRSError:
            return None, [problem("read.unknown_crs", empty.where(), stated=stated[:80])]
        # OGC:CRS84 is EPSG:4326 with the axes in the order that GeoJSON has anyway.
        authority = crs.to_authority() or ("", "")
        if authority == ("OGC", "CRS84"):
            return "EPSG:4326", []
        return ":".join(authority) if all(authority) else crs.to_wkt(), []
    beyond = any(
        record.geometry is not None
        and max(map(abs, record.geometry.bounds), default=0) > _FAR_BEYOND_DEGREES
        for record in records
    )
    return (None if beyond else "EPSG:4326"), []


def _not_geojson(content: Content, value: object) -> Problem:
    detail = repr(value)[:60] if not isinstance(value, Mapping) else "Topology"
    return problem("read.not_geojson", content.where, detail=detail)
