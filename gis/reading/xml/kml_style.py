"""Styles of a KML document: which colour and icon a placemark has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from muban.gis.reading.xml.safe_xml import local_name

__all__ = ["Look", "StyleSheet", "read_look"]

_HEX = re.compile(r"[0-9a-fA-F]{8}|[0-9a-fA-F]{6}")
_PARTS = {"IconStyle": "point", "LineStyle": "line", "PolyStyle": "area"}
_MAX_HOPS = 8
_BY_SHAPE = {
    "Point": ("point", "line", "area"),
    "LineString": ("line", "area", "point"),
    "Polygon": ("area", "line", "point"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """Colours as ``#rrggbb`` for ``point``, ``line`` and ``area``, and the icon's address."""

    colors: Mapping[str, str] = field(default_factory=dict)
    icon: str | None = None

    def over(self, under: Look) -> Look:
        """The same look, with what it leaves open taken from another."""
        return Look({**under.colors, **self.colors}, self.icon or under.icon)

    def color_for(self, shape: str | None) -> str | None:
        """The colour that the viewer sees for a shape of this type.

        Examples
        --------
        >>> Look({"line": "#ff0000"}).color_for("Polygon")
        '#ff0000'
        >>> Look().color_for("Point") is None
        True
        """
        kind = (shape or "Point").removeprefix("Multi")
        for part in _BY_SHAPE.get(kind, ("area", "line", "point")):
            if part in self.colors:
                return self.colors[part]
        return None


def kml_color(text: str | None) -> str | None:
    """``aabbggrr`` as KML writes it, as ``#rrggbb``; None when it is not that.

    Examples
    --------
    >>> kml_color("ff0000aa")
    '#aa0000'
    >>> kml_color("red") is None
    True
    """
    value = (text or "").strip().removeprefix("#")
    if not _HEX.fullmatch(value):
        return None
    blue, green, red = (value[-6:][index : index + 2] for index in (0, 2, 4))
    return f"#{red}{green}{blue}".lower()


def read_look(style: etree._Element) -> Look:
    """Colours and icon of a ``<Style>``.

    Parameters
    ----------
    style
        The element; colours are written ``aabbggrr`` there.

    Returns
    -------
    Look
        Colours as ``#rrggbb``; of an area that is not filled, none.

    Examples
    --------
    >>> from lxml.etree import fromstring
    >>> style = fromstring("<Style><LineStyle><color>ff0000ff</color></LineStyle></Style>")
    >>> read_look(style).colors
    {'line': '#ff0000'}
    """
    colors: dict[str, str] = {}
    icon = None
    for part in style:
        kind = _PARTS.get(local_name(part))
        if kind is None:
            continue
        texts = {local_name(child): child.text for child in part}
        hidden = kind == "area" and (texts.get("fill") or "").strip() in ("0", "false")
        color = kml_color(texts.get("color"))
        if color is not None and not hidden:
            colors[kind] = color
        if kind == "point":
            icon = _icon(part)
    return Look(colors, icon)


def _icon(style: etree._Element) -> str | None:
    for element in style.iter():
        if local_name(element) == "href" and element.text:
            return element.text.strip() or None
    return None


@dataclass(slots=True)
class StyleSheet:
    """The shared styles of a document, by id.

    ``looks`` holds each ``<Style>``; ``links`` the normal style of each ``<StyleMap>``.

    Examples
    --------
    >>> sheet = StyleSheet()
    >>> sheet.add(etree.fromstring('<Style id="a"><LineStyle><color>ff0000ff</color>'
    ...                            '</LineStyle></Style>'))
    >>> sheet.resolve("#a").color_for("LineString")
    '#ff0000'
    >>> sheet.resolve("#gone")
    Look(colors={}, icon=None)
    """

    looks: dict[str, Look] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)

    def add(self, element: etree._Element) -> None:
        """Keep a shared ``<Style>`` or ``<StyleMap>``."""
        name = next((v for k, v in element.attrib.items() if str(k).endswith("id")), None)
        if not name:
            return
        if local_name(element) == "Style":
            self.looks[str(name)] = read_look(element)
            return
        for url, look in normal_pairs(element):
            if look is not None:
                self.looks[str(name)] = look
            elif url is not None:
                self.links[str(name)] = url

    def resolve(self, url: str | None) -> Look:
        """The look behind a ``styleUrl``; an empty one when there is none."""
        for _ in range(_MAX_HOPS):
            if not url:
                break
            name = url.strip().rpartition("#")[2]
            if name in self.looks:
                return self.looks[name]
            url = self.links.get(name)
        return Look()


def normal_pairs(style_map: etree._Element) -> Iterator[tuple[str | None, Look | None]]:
    """What a ``<StyleMap>`` shows when nobody points at it: a style's url, or the style.

    Parameters
    ----------
    style_map
        The element.

    Yields
    ------
    tuple
        Url and look; one of the two is None.

    Examples
    --------
    >>> from lxml.etree import fromstring
    >>> pairs = fromstring(
    ...     "<StyleMap><Pair><key>normal</key><styleUrl>#แดง</styleUrl></Pair>"
    ...     "<Pair><key>highlight</key><styleUrl>#ขาว</styleUrl></Pair></StyleMap>")
    >>> list(normal_pairs(pairs))
    [('#แดง', None)]
    """
    for pair in style_map:
        texts = {local_name(child): child.text for child in pair}
        if (texts.get("key") or "").strip() != "normal":
            continue
        inline = next((child for child in pair if local_name(child) == "Style"), None)
        yield texts.get("styleUrl"), None if inline is None else read_look(inline)
