"""Schemas of a KML: how its fields are called, and kinds of placemark of its own.

A field may have a name for programs and another that people see. Google Earth's first versions
wrote kinds of placemark: KML 2.0 lets a file say ``<Schema parent="Placemark" name="Village">``
and then write ``<Village>`` for a placemark, its fields as elements of their own names.
"""

from __future__ import annotations

import re

from lxml import etree

from muban.gis.reading.xml.safe_xml import local_name
from muban.gis.text.plain_text import plain_text

__all__ = ["field_labels", "placemark_schemas"]

_SCHEMA = re.compile(rb"<(?:[\w.-]+:)?Schema(\s[^<>]*)>")
_ATTRIBUTE = re.compile(r"""\s(name|parent)\s{0,9}=\s{0,9}["']([^"']*)["']""")
_NAME = re.compile(r"[^\W\d][\w.-]*")
_OF_PLACEMARK = re.compile(rb"\s*<parent>\s*Placemark\s*</parent>")


def placemark_schemas(data: bytes) -> frozenset[str]:
    """The kinds of placemark that a document declares, by the names of their elements.

    Parameters
    ----------
    data
        The document in UTF-8.

    Examples
    --------
    >>> sorted(placemark_schemas(b'<Schema parent="Placemark" name="Village"></Schema>'))
    ['Village']
    >>> sorted(placemark_schemas(b'<Schema name="a" id="a">'))
    []
    """
    found = set()
    for match in _SCHEMA.finditer(data):
        stated = dict(_ATTRIBUTE.findall(match.group(1).decode("utf-8", errors="replace")))
        inside = _OF_PLACEMARK.match(data, match.end()) is not None
        name = stated.get("name", "")
        if (inside or stated.get("parent") == "Placemark") and _NAME.fullmatch(name):
            found.add(name)
    return frozenset(found)


def field_labels(schema: etree._Element) -> dict[str, str]:
    """What people see for each field of a schema, by the field's name.

    Examples
    --------
    >>> field_labels(etree.fromstring(
    ...     "<Schema id='s'><SimpleField name='F1'><displayName>หมู่ที่</displayName>"
    ...     "</SimpleField></Schema>"))
    {'F1': 'หมู่ที่'}
    """
    found = {}
    for field in schema:
        shown = next((one for one in field if local_name(one) == "displayName"), None)
        label = None if shown is None else plain_text("".join(map(str, shown.itertext())))
        if label and local_name(field) == "SimpleField":
            found[field.get("name") or ""] = label
    return found
