"""GPX from a phone or a handheld receiver: waypoints, routes and tracks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree
from shapely.geometry.base import BaseGeometry

from muban.gis.problems import Problem, problem
from muban.gis.reading.content import Content
from muban.gis.reading.records.feature_frame import (
    Record,
    blank_layer,
    build_features,
    shape_flags,
    shape_problems,
)
from muban.gis.reading.records.shape_building import ShapeBuilder, collect
from muban.gis.reading.xml.safe_xml import local_name, prepare_xml, split_opaque
from muban.gis.reading.xml.xml_dialect import dialect
from muban.gis.reading.xml.xml_structure import broken_at
from muban.gis.reading.xml.xml_walk import forget, walk_xml
from muban.gis.shapes.walk import goes_around
from muban.gis.source import Read
from muban.gis.text.plain_text import plain_text

__all__ = ["read_gpx"]

_LAYERS = {"wpt": "waypoints", "rte": "routes", "trk": "tracks"}
_TEXTS = frozenset({"ele", "time", "sym", "type", "cmt", "src", "number"})
_NAN = float("nan")


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

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.limits import Budget, Limits
    >>> from muban.gis.source import FileSettings, Source
    >>> text = '<gpx><wpt lat="17.88" lon="102.74"><name>วัดโพธิ์ชัย</name></wpt></gpx>'.encode()
    >>> source = Source(Path("ก.gpx"), "ก.gpx", "")
    >>> [read] = read_gpx(Content(source, text, FileSettings(), Budget(Limits())))
    >>> read.frame["_name"][0], read.frame.geometry[0].wkt
    ('วัดโพธิ์ชัย', 'POINT (102.74 17.88)')
    """
    text = prepare_xml(content.data, content.where, content.settings.encoding)
    if isinstance(text, Problem):
        return content.failed(text)
    walked = walk_xml(text, content, dialect("gpx"), lambda: _Walk(content))
    met, broken = walked.walker.met, walked.broken
    opened = dict.fromkeys(_LAYERS, 0)
    if broken is not None:
        for kind in _LAYERS:
            opened[kind] = max(_opened(walked.data, kind) - len(met.get(kind, [])), 0)
            content.budget.check("max_features", opened[kind])
    every = [one for those in met.values() for one in those]
    cut = sum(1 for one in every if one.broken_at) if broken else 0
    said = list(text.problems)
    said += walked.said(content, len(every) - cut, sum(opened.values()) + cut)
    if broken is not None:
        _lose(met, opened, broken.line)
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
    broken_at: int = 0
    lost_at: int = 0
    other_names: list[str] = field(default_factory=list)

    @property
    def name(self) -> str | None:
        return self.texts.get("name")


@dataclass(slots=True)
class _Walk:
    """The waypoints, routes and tracks met so far."""

    content: Content
    met: dict[str, list[_Met]] = field(default_factory=dict)

    def take(self, event: str, element: etree._Element) -> None:
        """A record is whole."""
        kind = local_name(element)
        if event == "end" and kind in _LAYERS:
            self.content.budget.spend("max_features")
            self.met.setdefault(kind, []).append(_read_one(element, self.content))
            forget(element)


def _lose(met: dict[str, list[_Met]], behind: dict[str, int], line: int) -> None:
    """Mark what a break took: the record it went through, and those behind it."""
    for kind, count in behind.items():
        for one in met.get(kind, []):
            one.lost_at = line if one.broken_at else 0
        lost = [_Met(None, {}, ShapeBuilder(), lost_at=line) for _ in range(count)]
        met.setdefault(kind, []).extend(lost)


def _opened(data: bytes, kind: str) -> int:
    opening = re.compile(rb"<(?:[\w.-]+:)?%s[\s/>]" % kind.encode())
    return sum(len(opening.findall(text)) for text in split_opaque(data)[::2])


def _read_one(element: etree._Element, content: Content) -> _Met:
    builder = ShapeBuilder()
    broken = broken_at(element)
    shape = None if broken else _SHAPES[local_name(element)](element, builder)
    corners = sum(1 for child in element.iter() if child.get("lat") is not None)
    content.budget.spend("max_coordinates", corners)
    texts: dict[str, str] = {}
    others: list[str] = []
    for child in element:
        key, text = local_name(child), (child.text or "").strip()
        if key not in _TEXTS | {"name", "desc"} or not text:
            continue
        if key == "name" and texts.get(key, text) != text:
            others.append(text)
            key = "name (2)"
        texts[key] = text if texts.get(key, text) == text else f"{texts[key]}\n{text}"
    content.budget.check_record(texts)
    return _Met(shape, texts, builder, broken, other_names=others)


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


def _layer(content: Content, name: str, met: list[_Met], said: list[Problem]) -> Read:
    layer = content.layer(name)
    empty = blank_layer(content.source, layer)
    records: list[Record] = []
    lost: list[int] = []
    found = list(said)
    for number, one in enumerate(met, start=1):
        if one.lost_at or one.broken_at:
            lost.append(number)
            code = "read.after_break" if one.lost_at else "read.record_broken"
            line = one.lost_at or one.broken_at
            found.append(problem(code, empty.where(number, name=one.name), line=line))
            continue
        flags = shape_flags(one.builder)
        if name == "tracks":
            flags["_track"] = True
            if goes_around(one.shape):
                flags["_closed_track"] = True
        record = Record(
            number,
            one.shape,
            {key: one.texts[key] for key in one.texts if key not in ("name", "desc")},
            name=one.texts.get("name"),
            description=plain_text(one.texts.get("desc")),
            icon=one.texts.get("sym"),
            flags=flags,
            markup=one.texts.get("desc") or one.texts.get("cmt"),
        )
        records.append(record)
        if one.other_names:
            place, other = empty.where(number, name=one.name), one.other_names[0][:80]
            found.append(problem("read.double_name", place, used=one.name or "", other=other))
        found += shape_problems(empty, record, one.builder)
    return build_features(content.source, layer, records, lost=lost, problems=found)
