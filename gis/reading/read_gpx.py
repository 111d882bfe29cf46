"""GPX from a phone or a handheld receiver: waypoints, routes and tracks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from gis.problems import Problem, problem
from gis.reading.content import Content
from gis.reading.feature_frame import (
    Record,
    blank_layer,
    build_features,
    shape_flags,
    shape_problems,
)
from gis.reading.safe_xml import XmlBreak, iterate_xml, local_name, prepare_xml
from gis.reading.shape_building import ShapeBuilder, collect
from gis.source import Read
from gis.text.plain_text import plain_text

__all__ = ["read_gpx"]

_LAYERS = {"wpt": "waypoints", "rte": "routes", "trk": "tracks"}
_TEXTS = frozenset({"ele", "time", "sym", "type", "cmt", "src", "number"})
_NAN = float("nan")

CLOSED_WITHIN = 0.05
"""A track counts as closed when its ends are nearer than this share of its length: a person
who walks around a village stops near the place where they began, not on it."""


def read_gpx(content: Content) -> list[Read]:
    """Read GPX: a layer each for waypoints, routes and tracks, those that there are.

    Parameters
    ----------
    content
        The document's bytes.

    Returns
    -------
    list of Read
        Features in EPSG:4326, which GPX always is. A track that comes back to its
        beginning has ``_closed_track`` True.
    """
    text = prepare_xml(content.data, content.where, content.settings.encoding)
    if isinstance(text, Problem):
        return content.failed(text)
    said = list(text.problems)
    met: dict[str, list[_Met]] = {}
    try:
        for event, element in iterate_xml(text.data, content.limits):
            kind = local_name(element)
            if event == "end" and kind in _LAYERS:
                content.budget.spend("max_features")
                met.setdefault(kind, []).append(_read_one(element, content))
                element.clear(keep_tail=False)
    except XmlBreak as error:
        count = sum(map(len, met.values()))
        rest = _opened(text.data) - count
        said.append(
            problem(
                "read.xml_broken",
                content.where,
                line=error.line,
                column=error.column,
                kept=count,
                lost=max(rest, 0),
                detail=error.detail,
            )
        )
        for kind in _LAYERS:
            lost = max(_opened(text.data, kind) - len(met.get(kind, [])), 0)
            content.budget.check("max_features", lost)
            met.setdefault(kind, []).extend(
                _Met(None, {}, ShapeBuilder(), error.line) for _ in range(lost)
            )
    if not any(met.values()):
        return content.failed(*said, problem("read.empty", content.where))
    reads = []
    for kind, layer in _LAYERS.items():
        if met.get(kind):
            reads.append(_layer(content, layer, met[kind], said))
            said = []
    return reads


@dataclass(slots=True)
class _Met:
    shape: BaseGeometry | None
    texts: dict[str, str]
    builder: ShapeBuilder
    lost_at: int = 0


def _opened(data: bytes, kind: str | None = None) -> int:
    names = kind or "|".join(_LAYERS)
    return len(re.findall(rb"<(?:[\w.-]+:)?(?:%s)[\s/>]" % names.encode(), data))


def _read_one(element: etree._Element, content: Content) -> _Met:
    builder = ShapeBuilder()
    kind = local_name(element)
    shape = _SHAPES[kind](element, builder)
    corners = sum(1 for child in element.iter() if child.get("lat") is not None)
    content.budget.spend("max_coordinates", corners)
    texts = {
        local_name(child): (child.text or "").strip()
        for child in element
        if local_name(child) in _TEXTS | {"name", "desc"} and (child.text or "").strip()
    }
    content.budget.check_record(texts)
    return _Met(shape, texts, builder)


def _corner(element: etree._Element) -> tuple[float, ...]:
    try:
        return float(element.get("lon", "")), float(element.get("lat", ""))
    except ValueError:
        return (_NAN, _NAN)


def _waypoint(element: etree._Element, builder: ShapeBuilder) -> BaseGeometry | None:
    return builder.point(_corner(element))


def _route(element: etree._Element, builder: ShapeBuilder) -> BaseGeometry | None:
    return builder.line([_corner(child) for child in element if local_name(child) == "rtept"])


def _track(element: etree._Element, builder: ShapeBuilder) -> BaseGeometry | None:
    segments = [
        [_corner(child) for child in segment if local_name(child) == "trkpt"]
        for segment in element
        if local_name(segment) == "trkseg"
    ]
    # A receiver starts an empty segment at every pause; only a track without any is wrong.
    filled = [segment for segment in segments if len(segment) > 1] or segments[:1]
    return collect(builder.line(segment) for segment in filled) if filled else builder.line([])


_SHAPES: dict[str, Callable[[etree._Element, ShapeBuilder], BaseGeometry | None]] = {
    "wpt": _waypoint,
    "rte": _route,
    "trk": _track,
}


def _is_closed(shape: BaseGeometry | None) -> bool:
    if not isinstance(shape, LineString) or len(shape.coords) < 4:
        return False
    (x0, y0), (x1, y1) = shape.coords[0][:2], shape.coords[-1][:2]
    gap = ((x0 - x1) ** 2 + (y0 - y1) ** 2) ** 0.5
    return bool(gap <= CLOSED_WITHIN * shape.length)


def _layer(content: Content, name: str, met: list[_Met], said: list[Problem]) -> Read:
    layer = content.layer(name)
    empty = blank_layer(content.source, layer)
    records: list[Record] = []
    lost: list[int] = []
    found = list(said)
    for number, one in enumerate(met, start=1):
        if one.lost_at:
            lost.append(number)
            found.append(problem("read.after_break", empty.where(number), line=one.lost_at))
            continue
        flags = shape_flags(one.builder)
        if name == "tracks" and _is_closed(one.shape):
            flags["_closed_track"] = True
        record = Record(
            number,
            one.shape,
            {key: one.texts[key] for key in one.texts if key in _TEXTS},
            name=one.texts.get("name"),
            description=plain_text(one.texts.get("desc")),
            icon=one.texts.get("sym"),
            flags=flags,
        )
        records.append(record)
        found += shape_problems(empty, record, one.builder)
    return build_features(content.source, layer, records, lost=lost, problems=found)
