"""KML: folders are layers, and every placemark comes through with its Thai keys and colour.

Written for what Google My Maps, Google Earth, QGIS and phones save; GDAL's own reader
gives one folder at a time, turns Thai keys into underscores and drops styles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from muban.gis.problems import Problem, problem
from muban.gis.reading.content import Content
from muban.gis.reading.records.feature_frame import (
    Record,
    blank_layer,
    build_features,
    clean_name,
    shape_flags,
    shape_problems,
)
from muban.gis.reading.xml.kml_placemark import Placemark, read_placemark
from muban.gis.reading.xml.kml_schema import field_labels, placemark_schemas
from muban.gis.reading.xml.kml_style import StyleSheet
from muban.gis.reading.xml.safe_xml import XmlText, local_name, prepare_xml, split_opaque
from muban.gis.reading.xml.xml_dialect import dialect
from muban.gis.reading.xml.xml_walk import Walked, forget, walk_xml
from muban.gis.shapes.walk import goes_around
from muban.gis.source import Read

__all__ = ["read_kml"]

_FEATURES = frozenset(
    {"Placemark", "GroundOverlay", "NetworkLink", "ScreenOverlay", "PhotoOverlay", "Tour"}
)
_MOST_LAYERS = 200
_NAMED = 20
"""How many hidden records are named; of more, their number is told."""
_CONTAINERS = frozenset({"Document", "Folder"})


@dataclass(eq=False, slots=True)
class _Folder:
    """A Document or Folder; its name may stand after its placemarks."""

    kind: str
    parent: _Folder | None
    order: int
    name: str | None = None
    hidden: bool = False

    def is_hidden(self) -> bool:
        """Whether the author switched it off, or a folder around it."""
        return self.hidden or (self.parent is not None and self.parent.is_hidden())

    def names(self) -> tuple[str, ...]:
        """Names from the top, the outermost document left out."""
        if self.parent is None:
            return ()
        return (*self.parent.names(), self.name or f"({self.order})")

    def path(self) -> str:
        """The names with ``/`` between them."""
        return "/".join(self.names())


@dataclass(slots=True)
class _Walk:
    """What was met so far, and where in the tree of folders the walk stands."""

    content: Content
    root: _Folder = field(default_factory=lambda: _Folder("kml", None, 0))
    styles: StyleSheet = field(default_factory=StyleSheet)
    met: list[tuple[_Folder, Placemark]] = field(default_factory=list)
    open_folders: list[_Folder] = field(default_factory=list)
    schemas: frozenset[str] = frozenset()
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    containers: int = 0
    inside: int = 0

    @property
    def here(self) -> _Folder:
        """The innermost folder."""
        return self.open_folders[-1] if self.open_folders else self.root

    def take(self, event: str, element: etree._Element) -> None:
        """An element opens, or is whole."""
        if event == "start":
            self.start(local_name(element))
        else:
            self.end(local_name(element), element)

    def is_feature(self, kind: str) -> bool:
        """Whether an element is a record: of KML itself, or of a schema of the file's own."""
        return kind in _FEATURES or kind in self.schemas

    def start(self, kind: str) -> None:
        """An element opens. The outermost document is no folder of its own."""
        if self.is_feature(kind):
            self.inside += 1
        elif kind in _CONTAINERS:
            self.containers += 1
            outermost = kind == "Document" and self.containers == 1
            folder = self.root if outermost else _Folder(kind, self.here, self.containers)
            self.open_folders.append(folder)

    def end(self, kind: str, element: etree._Element) -> None:
        """An element closes, and is whole."""
        if self.is_feature(kind):
            self.inside -= 1
            self.content.budget.spend("max_features")
            own = kind in self.schemas
            found = read_placemark(element, self.content.budget, own_kind=own)
            self.met.append((self.here, found))
            if self.inside == 0:
                forget(element)
        elif kind in _CONTAINERS:
            self.open_folders.pop()
        elif self.inside:
            return
        elif kind in ("Style", "StyleMap"):
            self.styles.add(element)
        elif kind == "Schema":
            self.labels[element.get("id") or element.get("name") or ""] = field_labels(element)
        elif kind == "visibility" and _parent_kind(element) in _CONTAINERS:
            self.here.hidden = (element.text or "").strip() == "0"
        elif kind == "name" and self.here.name is None and _parent_kind(element) in _CONTAINERS:
            self.here.name = clean_name("".join(map(str, element.itertext())))


def read_kml(content: Content) -> list[Read]:
    """Read a KML document, one layer per folder that holds placemarks itself.

    Parameters
    ----------
    content
        The document's bytes.

    Returns
    -------
    list of Read
        Features in EPSG:4326 (longitude, latitude), which KML always is.
    """
    text = prepare_xml(content.data, content.where, content.settings.encoding)
    if isinstance(text, Problem):
        return content.failed(text)
    own = placemark_schemas(text.data)
    walked = walk_xml(text, content, dialect("kml", own), lambda: _Walk(content, schemas=own))
    return _layers(walked, content, text)


def _opening(kinds: Iterable[str]) -> re.Pattern[bytes]:
    names = b"|".join(re.escape(kind).encode() for kind in sorted(kinds))
    return re.compile(rb"<(?:[\w.-]+:)?(?:" + names + rb")[\s/>]")


def _parent_kind(element: etree._Element) -> str:
    parent = element.getparent()
    return "" if parent is None else local_name(parent)


def _layers(walked: Walked[_Walk], content: Content, text: XmlText) -> list[Read]:
    walk, broken = walked.walker, walked.broken
    groups: dict[str, list[tuple[_Folder, Placemark]]] = {}
    depth = _depth_of_layers(walk)
    for folder, placemark in walk.met:
        groups.setdefault(_layer_name(folder, walk, depth), []).append((folder, placemark))
    rest = 0
    if broken is not None:
        opening = _opening([*_FEATURES, *walk.schemas])
        opened = sum(len(opening.findall(text)) for text in split_opaque(walked.data)[::2])
        rest = max(opened - len(walk.met), 0)
        content.budget.check("max_features", rest)
    cut = sum(1 for _, placemark in walk.met if placemark.broken_at) if broken else 0
    said = [*text.problems, *walked.said(content, len(walk.met) - cut, rest + cut)]
    if broken is None and not walk.met:
        said.append(problem("read.empty", content.where))
    lost = {_layer_name(walk.here, walk, depth): rest} if rest or broken is not None else {}
    names = list(dict.fromkeys([*groups, *lost])) or [""]
    line = broken.line if broken else 0
    layers = [
        _layer(walk, content, name, groups.get(name, []), (lost.get(name, 0), line), first)
        for name, first in zip(names, [said, *([] for _ in names[1:])], strict=True)
    ]
    return [replace(layer, title=walk.root.name or "") for layer in layers]


def _depth_of_layers(walk: _Walk) -> int:
    """How deep a folder is a layer of its own: as deep as there are not too many of them.

    A program that gives each pin a folder makes thousands; their paths stay with the records.
    """
    paths = {folder.names() for folder, _ in walk.met}
    depth = max(map(len, paths), default=0)
    while depth and len({path[:depth] for path in paths}) > _MOST_LAYERS:
        depth -= 1
    return depth


def _layer_name(folder: _Folder, walk: _Walk, depth: int) -> str:
    return "/".join(folder.names()[:depth]) or walk.root.name or ""


def _layer(
    walk: _Walk,
    content: Content,
    name: str,
    group: list[tuple[_Folder, Placemark]],
    gone: tuple[int, int],
    said: list[Problem],
) -> Read:
    """One layer; ``gone`` is how many records are lost behind a break, and its line."""
    layer = content.layer(name)
    empty = blank_layer(content.source, layer)
    records: list[Record] = []
    lost: list[int] = []
    found = list(said)
    hidden: list[str] = []
    for number, (folder, placemark) in enumerate(group, start=1):
        place = empty.where(number, name=clean_name(placemark.name))
        if placemark.kind != "Placemark":
            code = "read.network_link" if placemark.kind == "NetworkLink" else "read.overlay"
            found.append(problem(code, place, kind=placemark.kind, href=placemark.href[:200]))
            lost.append(number)
            continue
        if placemark.broken_at:
            # The last record of a file that was cut off is not broken, but gone.
            code = "read.after_break" if gone[1] else "read.record_broken"
            found.append(problem(code, place, line=gone[1] or placemark.broken_at))
            lost.append(number)
            continue
        if folder.is_hidden() or placemark.attributes.get("visibility") == "0":
            hidden.append(place.feature or f"#{number}")
        record = _record(number, folder, placemark, walk)
        records.append(record)
        if placemark.other_names:
            used, other = placemark.name, placemark.other_names[0]
            found.append(problem("read.double_name", place, used=used or "", other=other[:80]))
        if placemark.unsupported:
            found.append(problem("read.unknown_shape", place, kind=placemark.unsupported))
        found += shape_problems(empty, record, placemark.builder)
    if hidden:
        named = ", ".join(hidden[:_NAMED]) + (" …" if len(hidden) > _NAMED else "")
        found.append(
            problem("read.hidden_records", empty.where(), count=len(hidden), records=named)
        )
    for number in range(len(group) + 1, len(group) + gone[0] + 1):
        lost.append(number)
        found.append(problem("read.after_break", empty.where(number), line=gone[1]))
    return build_features(content.source, layer, records, lost=lost, problems=found)


def _record(number: int, folder: _Folder, placemark: Placemark, walk: _Walk) -> Record:
    look = placemark.look.over(walk.styles.resolve(placemark.style_url))
    shape = placemark.shape
    flags = shape_flags(placemark.builder)
    if placemark.builder.tracks:
        flags["_track"] = True
        if goes_around(shape):
            flags["_closed_track"] = True
    return Record(
        number=number,
        geometry=shape,
        attributes=_labelled(placemark, walk.labels),
        name=placemark.name,
        description=placemark.description,
        folder=folder.path() or None,
        icon=look.icon,
        color=look.color_for(None if shape is None else shape.geom_type),
        flags=flags,
        markup=placemark.markup,
    )


def _labelled(
    placemark: Placemark, labels: Mapping[str, Mapping[str, str]]
) -> Mapping[str, object]:
    """The attributes, those that people see under another heading under that one too."""
    out = dict(placemark.attributes)
    for schema in placemark.schemas:
        for name, label in labels.get(schema, {}).items():
            if name in out:
                out.setdefault(label, out[name])
    return out
