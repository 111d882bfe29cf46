"""KML: folders are layers, and every placemark comes through with its Thai keys and colour.

Written for what Google My Maps, Google Earth, QGIS and phones save; GDAL's own reader
gives one folder at a time, turns Thai keys into underscores and drops styles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from gis.problems import Problem, problem
from gis.reading.content import Content
from gis.reading.feature_frame import (
    Record,
    blank_layer,
    build_features,
    clean_name,
    shape_flags,
    shape_problems,
)
from gis.reading.kml_placemark import Placemark, read_placemark
from gis.reading.kml_schema import placemark_schemas
from gis.reading.kml_style import StyleSheet
from gis.reading.safe_xml import XmlBreak, XmlText, iterate_xml, local_name, prepare_xml
from gis.source import Read

__all__ = ["read_kml"]

_FEATURES = frozenset(
    {"Placemark", "GroundOverlay", "NetworkLink", "ScreenOverlay", "PhotoOverlay", "Tour"}
)
_CONTAINERS = frozenset({"Document", "Folder"})
_NOT_TEXT = re.compile(rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->", re.DOTALL)


@dataclass(eq=False, slots=True)
class _Folder:
    """A Document or Folder; its name may stand after its placemarks."""

    kind: str
    parent: _Folder | None
    order: int
    name: str | None = None

    def path(self) -> str:
        """Names from the top, the outermost document left out."""
        if self.parent is None:
            return ""
        above = self.parent.path()
        here = self.name or f"({self.order})"
        return f"{above}/{here}" if above else here


@dataclass(slots=True)
class _Walk:
    """What was met so far, and where in the tree of folders the walk stands."""

    content: Content
    root: _Folder = field(default_factory=lambda: _Folder("kml", None, 0))
    styles: StyleSheet = field(default_factory=StyleSheet)
    met: list[tuple[_Folder, Placemark]] = field(default_factory=list)
    open_folders: list[_Folder] = field(default_factory=list)
    schemas: frozenset[str] = frozenset()
    containers: int = 0
    inside: int = 0

    @property
    def here(self) -> _Folder:
        """The innermost folder."""
        return self.open_folders[-1] if self.open_folders else self.root

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
                _forget(element)
        elif kind in _CONTAINERS:
            self.open_folders.pop()
        elif self.inside:
            return
        elif kind in ("Style", "StyleMap"):
            self.styles.add(element)
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
    walk = _Walk(content, schemas=placemark_schemas(text.data))
    broken: XmlBreak | None = None
    try:
        for event, element in iterate_xml(text.data, content.limits):
            if event == "start":
                walk.start(local_name(element))
            else:
                walk.end(local_name(element), element)
    except XmlBreak as error:
        broken = error
    return _layers(walk, content, text, broken)


def _opening(kinds: Iterable[str]) -> re.Pattern[bytes]:
    names = b"|".join(re.escape(kind).encode() for kind in sorted(kinds))
    return re.compile(rb"<(?:[\w.-]+:)?(?:" + names + rb")[\s/>]")


def _parent_kind(element: etree._Element) -> str:
    parent = element.getparent()
    return "" if parent is None else local_name(parent)


def _forget(element: etree._Element) -> None:
    """Free what was read, so that a large file does not stay in memory twice."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _layers(walk: _Walk, content: Content, text: XmlText, broken: XmlBreak | None) -> list[Read]:
    groups: dict[str, list[tuple[_Folder, Placemark]]] = {}
    for folder, placemark in walk.met:
        groups.setdefault(_layer_name(folder, walk), []).append((folder, placemark))
    said = list(text.problems)
    lost: dict[str, int] = {}
    if broken is not None:
        opening = _opening([*_FEATURES, *walk.schemas])
        rest = len(opening.findall(_NOT_TEXT.sub(b"", text.data))) - len(walk.met)
        content.budget.check("max_features", rest)
        lost[_layer_name(walk.here, walk)] = max(rest, 0)
        said.append(
            problem(
                "read.xml_broken",
                content.where,
                line=broken.line,
                column=broken.column,
                kept=len(walk.met),
                lost=max(rest, 0),
                detail=broken.detail,
            )
        )
    elif not walk.met:
        said.append(problem("read.empty", content.where))
    names = list(dict.fromkeys([*groups, *lost])) or [""]
    reads = []
    for name in names:
        first = said if name == names[0] else []
        gone = lost.get(name, 0)
        reads.append(_layer(walk, content, name, groups.get(name, []), gone, broken, first))
    return reads


def _layer_name(folder: _Folder, walk: _Walk) -> str:
    return folder.path() or walk.root.name or ""


def _layer(
    walk: _Walk,
    content: Content,
    name: str,
    group: list[tuple[_Folder, Placemark]],
    gone: int,
    broken: XmlBreak | None,
    said: list[Problem],
) -> Read:
    layer = content.layer(name)
    empty = blank_layer(content.source, layer)
    records: list[Record] = []
    lost: list[int] = []
    found = list(said)
    for number, (folder, placemark) in enumerate(group, start=1):
        place = empty.where(number, name=clean_name(placemark.name))
        if placemark.kind != "Placemark":
            code = "read.network_link" if placemark.kind == "NetworkLink" else "read.overlay"
            found.append(problem(code, place, kind=placemark.kind, href=placemark.href[:200]))
            lost.append(number)
            continue
        record = _record(number, folder, placemark, walk.styles)
        records.append(record)
        if placemark.unsupported:
            found.append(problem("read.unknown_shape", place, kind=placemark.unsupported))
        found += shape_problems(empty, record, placemark.builder)
    for number in range(len(group) + 1, len(group) + gone + 1):
        assert broken is not None
        lost.append(number)
        found.append(problem("read.after_break", empty.where(number), line=broken.line))
    return build_features(content.source, layer, records, lost=lost, problems=found)


def _record(number: int, folder: _Folder, placemark: Placemark, styles: StyleSheet) -> Record:
    look = placemark.look.over(styles.resolve(placemark.style_url))
    shape = placemark.shape
    return Record(
        number=number,
        geometry=shape,
        attributes=placemark.attributes,
        name=placemark.name,
        description=placemark.description,
        folder=folder.path() or None,
        icon=look.icon,
        color=look.color_for(None if shape is None else shape.geom_type),
        flags=shape_flags(placemark.builder),
    )
