"""What a KML placemark says of itself."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from shapely.geometry.base import BaseGeometry

from muban.gis.reading.limits import Budget
from muban.gis.reading.records.shape_building import ShapeBuilder
from muban.gis.reading.xml.kml_geometry import UNSUPPORTED, placemark_shape
from muban.gis.reading.xml.kml_style import Look, normal_pairs, read_look
from muban.gis.reading.xml.safe_xml import local_name
from muban.gis.reading.xml.xml_structure import broken_at
from muban.gis.text.plain_text import plain_text

__all__ = ["Placemark", "read_placemark"]

_KEPT = frozenset({"address", "phoneNumber", "Snippet", "visibility"})
"""Children of a placemark that are facts about the place, kept as attributes."""

_OF_KML = frozenset({"open", "TimeStamp", "TimeSpan", "Region", "LookAt", "Camera", "snippet"})
"""Children of a placemark that say how a globe shows it."""


@dataclass(slots=True)
class Placemark:
    """A placemark, its style not yet looked up: shared styles may stand further down."""

    kind: str = "Placemark"
    shape: BaseGeometry | None = None
    name: str | None = None
    description: str | None = None
    markup: str | None = None
    attributes: dict[str, object] = field(default_factory=dict)
    look: Look = field(default_factory=Look)
    style_url: str | None = None
    href: str = ""
    unsupported: str = ""
    broken_at: int = 0
    schemas: list[str] = field(default_factory=list)
    other_names: list[str] = field(default_factory=list)
    builder: ShapeBuilder = field(default_factory=ShapeBuilder)


def read_placemark(element: etree._Element, budget: Budget, *, own_kind: bool = False) -> Placemark:
    """Read one ``<Placemark>`` (or an overlay or link, which has the same head).

    Parameters
    ----------
    element
        The record.
    budget
        Corners and columns are counted against it.
    own_kind
        It is a placemark of a kind that the file names: its simple children are fields.

    Examples
    --------
    >>> from muban.gis.reading.limits import Limits
    >>> element = etree.fromstring("<Placemark><name>วัด</name><ExtendedData><Data "
    ...     "name='หมู่ที่'><value>3</value></Data></ExtendedData></Placemark>")
    >>> found = read_placemark(element, Budget(Limits()))
    >>> found.name, found.attributes, found.shape is None
    ('วัด', {'หมู่ที่': '3'}, True)
    """
    found = Placemark(kind="Placemark" if own_kind else local_name(element))
    found.broken_at = broken_at(element)
    if found.kind == "Placemark" and not found.broken_at:
        shape = placemark_shape(element, found.builder, budget)
        found.shape = None if found.builder.unclear else shape
    for child in element:
        kind = local_name(child)
        if kind == "name":
            _name(found, _text(child))
        elif kind == "description":
            _describe(found, _markup(child))
        elif kind in ("styleUrl", "Style", "StyleMap"):
            _style(found, kind, child)
        elif kind in ("ExtendedData", "Metadata"):
            urls = [data.get("schemaUrl") for data in child if local_name(data) == "SchemaData"]
            found.schemas += [url.rpartition("#")[2] for url in urls if url]
            for key, value in _extended(child):
                _put(found.attributes, key, value)
                budget.check("max_columns", len(found.attributes))
        elif kind in _KEPT and _text(child):
            _put(found.attributes, kind, plain_text(_text(child)))
        elif kind in UNSUPPORTED:
            found.unsupported = kind
        elif kind in ("Link", "Url", "Icon"):
            found.href = next((_text(e) for e in child if local_name(e) == "href"), None) or ""
        elif own_kind and kind not in _OF_KML and len(child) == 0 and _text(child):
            _put(found.attributes, kind, _text(child))
            budget.check("max_columns", len(found.attributes))
    budget.check_record(found.attributes)
    budget.check_record({"name": found.name, "description": found.description})
    return found


def _name(found: Placemark, name: str | None) -> None:
    """The first name is the name; another one is told of, and kept as a field."""
    if found.name is None or name in (None, found.name):
        found.name = found.name or name
        return
    found.other_names.append(name or "")
    _put(found.attributes, "name (2)", name)


def _describe(found: Placemark, markup: str | None) -> None:
    found.markup = "<br>".join(text for text in (found.markup, markup) if text) or None
    texts = (found.description, plain_text(markup))
    found.description = "\n".join(text for text in texts if text) or None


def _markup(element: etree._Element) -> str | None:
    """A description's HTML, also where it stands as elements and not as text."""
    if len(element) == 0:
        return _text(element)
    pieces = [html.escape(element.text or "", quote=False)]
    for child in element:
        name = local_name(child)
        inside = etree.tostring(child, encoding="unicode", with_tail=False)
        pieces += [inside if name else "", html.escape(child.tail or "", quote=False)]
    return "".join(pieces).strip() or None


def _style(found: Placemark, kind: str, element: etree._Element) -> None:
    if kind == "styleUrl":
        found.style_url = _text(element)
    elif kind == "Style":
        found.look = read_look(element).over(found.look)
    else:
        for url, look in normal_pairs(element):
            found.look = found.look if look is None else look.over(found.look)
            found.style_url = url or found.style_url


def _text(element: etree._Element) -> str | None:
    text = "".join(str(piece) for piece in element.itertext()).strip()
    return text or None


def _extended(element: etree._Element) -> Iterator[tuple[str, str | None]]:
    """Keys and values, whichever of KML's three ways they are written in."""
    for child in element:
        kind = local_name(child)
        name = child.get("name")
        if kind == "Data":
            values = [_text(value) for value in child if local_name(value) == "value"]
            value = next(iter(values), None)
            yield name or "", value
            shown = next((_text(one) for one in child if local_name(one) == "displayName"), None)
            if (label := plain_text(shown)) and label != name:
                yield label, value
        elif kind == "SchemaData":
            yield from (
                (field.get("name") or "", _text(field))
                for field in child
                if local_name(field) == "SimpleData"
            )
        elif kind == "SimpleData":
            yield name or "", _text(child)
        elif kind and len(child) == 0:
            yield kind, _text(child)


def _put(attributes: dict[str, object], key: str, value: str | None) -> None:
    """Keep a value; a second value under the same key gets a key of its own."""
    unique, count = key, 1
    while unique in attributes and attributes[unique] != value:
        count += 1
        unique = f"{key} ({count})"
    attributes[unique] = value
