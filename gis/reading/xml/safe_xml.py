"""XML from outside, read without trusting it.

No entity is expanded, nothing is fetched, depth is limited. What people break by hand in
a KML (a bare ``&``, ``&nbsp;``, a control character, a prefix that nobody declared) is
mended in the text first and said.
"""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from lxml import etree

from muban.gis.problems import Problem, Where, problem
from muban.gis.reading.limits import LimitExceeded, Limits
from muban.gis.text.encoding import Decoded, decode_bytes

__all__ = ["XmlBreak", "XmlText", "iterate_xml", "local_name", "prepare_xml", "split_opaque"]

_DECLARATION = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_FIRST_TAG = re.compile(rb"<[A-Za-z_]")
_ILLEGAL = bytes([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20)])
_BARE_AMPERSAND = re.compile(rb"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)")
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_NAMES = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_PREFIX = re.compile(rb"<([A-Za-z_][\w.-]*):")
_ROOT_PREFIX = re.compile(rb"\s([A-Za-z_][\w.-]*):[A-Za-z_][\w.-]*\s*=")
_ROOT_SIZE = 4096
_DECLARED = re.compile(rb"\sxmlns:([A-Za-z_][\w.-]*)\s*=")
_OPAQUE = re.compile(rb"<!--|<!\[CDATA\[")
_CLOSINGS = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}
_BEGINNING = re.compile(rb"<[A-Za-z_!?]")


@dataclass(frozen=True, slots=True)
class XmlText:
    """A document as UTF-8 bytes, and what was said or mended on the way."""

    data: bytes
    problems: tuple[Problem, ...] = ()


class XmlBreak(Exception):
    """The document stops being XML at a line and column (both from 1).

    Examples
    --------
    >>> error = XmlBreak(3, 7, "mismatched tag")
    >>> error.line, error.column
    (3, 7)
    """

    def __init__(self, line: int, column: int, detail: str) -> None:
        super().__init__(detail)
        self.line = line
        self.column = column
        self.detail = detail


def prepare_xml(data: bytes, where: Where, stated: str | None = None) -> XmlText | Problem:
    """Decode a document and mend its text; a Problem when it is a bomb.

    Parameters
    ----------
    data
        The file's bytes.
    where
        Place for the problems.
    stated
        Encoding that the user states; it wins over the document's own.

    Examples
    --------
    >>> prepare_xml(b"<a>b & c</a>", Where("x.kml")).data
    b'<a>b &amp; c</a>'
    >>> prepare_xml(b'<!DOCTYPE a [<!ENTITY b "c">]><a/>', Where("x.kml")).code
    'read.xml_entities'
    """
    found: list[Problem] = []
    declared = _DECLARATION.search(data[:_ROOT_SIZE])
    name = stated or (declared.group(1).decode("ascii") if declared else None)
    if stated is not None or not _is_utf8(data):
        decoded: Decoded = decode_bytes(data, name, where=where)
        data = decoded.text.encode("utf-8", errors="replace")
        found += decoded.problems
    data, junk = _from_beginning(data.removeprefix(b"\xef\xbb\xbf"))
    first = _FIRST_TAG.search(data)
    if b"<!ENTITY" in data[: first.start() if first else len(data)]:
        return problem("read.xml_entities", where)
    data, count = _mend(data)
    if count:
        found.append(problem("read.xml_mended", where, count=count))
    if junk:
        found.append(problem("read.xml_structure", where, count=1, line=1))
    return XmlText(data, tuple(found))


def _from_beginning(data: bytes) -> tuple[bytes, bool]:
    """The document without what stands before it, on the same lines; whether there was any."""
    declared = data.find(b"<?xml", 0, _ROOT_SIZE)
    first = _BEGINNING.search(data)
    begin = declared if declared >= 0 else first.start() if first else 0
    head = data[:begin]
    # A blank line is no fault where no declaration has to come first.
    junk = bool(head) and (declared >= 0 or bool(head.strip()))
    return (data[begin:] if declared >= 0 else b"\n" * head.count(b"\n") + data[begin:]), junk


def iterate_xml(data: bytes, limits: Limits) -> Iterator[tuple[str, etree._Element]]:
    """Walk a document: ``("start", element)`` and ``("end", element)`` in its order.

    Raises
    ------
    XmlBreak
        Where the document breaks off; what came before was yielded.
    LimitExceeded
        Nested deeper than ``max_depth``, or more elements than ``max_elements``.

    Examples
    --------
    >>> [(event, element.tag) for event, element in iterate_xml(b"<a><b/></a>", Limits())]
    [('start', 'a'), ('start', 'b'), ('end', 'b'), ('end', 'a')]
    """
    depth = elements = 0
    events = etree.iterparse(
        BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        for event, element in events:
            depth += 1 if event == "start" else -1
            if depth > limits.max_depth:
                raise LimitExceeded("max_depth", limits.max_depth, depth)
            elements += event == "start"
            if elements > limits.max_elements:
                raise LimitExceeded("max_elements", limits.max_elements, elements)
            yield event, element
    except etree.XMLSyntaxError as error:
        line, column = error.position
        if "xcessive depth" in str(error):
            raise LimitExceeded("max_depth", limits.max_depth, depth + 1) from None
        raise XmlBreak(max(line or 1, 1), max(column or 1, 1), error.msg or "") from None


def split_opaque(data: bytes) -> list[bytes]:
    """A document in pieces: text with tags, then a comment or CDATA section, and so on.

    Each closing mark is looked for once where there is none: a text of forty thousand
    openings takes one pass.

    Examples
    --------
    >>> split_opaque(b"<a>1<![CDATA[&<]]>2</a>")
    [b'<a>1', b'<![CDATA[&<]]>', b'2</a>']
    >>> split_opaque(b"<![CDATA[<![CDATA[")
    [b'<![CDATA[<![CDATA[']
    """
    pieces: list[bytes] = []
    never: set[bytes] = set()
    at = 0
    for opening in _OPAQUE.finditer(data):
        kind = opening.group()
        if opening.start() < at or kind in never:
            continue
        end = data.find(_CLOSINGS[kind], opening.end())
        if end < 0:
            never.add(kind)
            continue
        pieces += [data[at : opening.start()], data[opening.start() : end + 3]]
        at = end + 3
    return [*pieces, data[at:]]


def local_name(element: etree._Element) -> str:
    """The tag without its namespace; "" for what is no element.

    Examples
    --------
    >>> local_name(etree.fromstring('<k:Point xmlns:k="urn:any"/>'))
    'Point'
    """
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2]


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\x00" not in data[:64]


def _mend(data: bytes) -> tuple[bytes, int]:
    """Escape what cannot stand in XML; count how often."""
    legal = data.translate(None, _ILLEGAL)
    count = len(data) - len(legal)
    data = legal
    if b"&" in data:
        pieces = split_opaque(data)
        for index in range(0, len(pieces), 2):
            pieces[index], bare = _BARE_AMPERSAND.subn(b"&amp;", pieces[index])
            pieces[index], _ = _NAMED.subn(_character, pieces[index])
            count += bare + pieces[index].count(b"\x00")
            pieces[index] = pieces[index].replace(b"\x00", b"")
        data = b"".join(pieces)
    return _declare_prefixes(data), count


def _character(match: re.Match[bytes]) -> bytes:
    """An HTML entity as its letter; a zero byte after it marks that it was mended."""
    if match.group(1) in _XML_NAMES:
        return match.group(0)
    point = html.entities.name2codepoint.get(match.group(1).decode("ascii"))
    if point is None:
        return b"&amp;" + match.group(1) + b";\x00"
    return chr(point).encode() + b"\x00"


def _declare_prefixes(data: bytes) -> bytes:
    used = {*_PREFIX.findall(data), *_ROOT_PREFIX.findall(data[:_ROOT_SIZE])} - {b"xmlns", b"xml"}
    missing = sorted(used - set(_DECLARED.findall(data)))
    first = _FIRST_TAG.search(data)
    if not missing or first is None:
        return data
    end = re.compile(rb"[\s/>]").search(data, first.end())
    if end is None:
        return data
    names = b"".join(b' xmlns:%s="urn:undeclared:%s"' % (prefix, prefix) for prefix in missing)
    return data[: end.start()] + names + data[end.start() :]
