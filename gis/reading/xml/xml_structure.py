"""The structure of a document that is no XML, brought in order so that it can be read on.

People paste two files into one, type ``<`` into a name, put ``<br>`` into a description, lose
a closing tag, cut a file off. One pass over the tags mends each in its place: markup inside
a text is text, what was left open is closed where the next record begins. A record whose
*shape* was touched by that is marked, for no one knows what its corners were.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from muban.gis.reading.limits import LimitExceeded, Limits
from muban.gis.reading.xml.xml_dialect import HTML, Dialect

__all__ = ["Structure", "broken_at", "mend_structure"]

_MARK = "muban-broken-at"
"""Attribute of a record whose shape was broken: the line where."""
_TAG = re.compile(
    rb"""<(/?)([A-Za-z_][\w.-]*(?::[\w.-]+)?)((?:\s(?:"[^"<]*"|'[^'<]*'|[^<>"'])*|/)?)>"""
)
_OPAQUE = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"))


def broken_at(record: etree._Element) -> int:
    """The line at which a record's shape was broken; 0 where it is whole.

    Examples
    --------
    >>> broken_at(etree.fromstring("<wpt/>"))
    0
    """
    mark = record.get(_MARK, "")
    return int(mark) if mark.isdecimal() and len(mark) < 10 else 0


@dataclass(slots=True)
class Structure:
    """A document in order.

    Attributes
    ----------
    data
        The document, every line at its old number, under one outermost element.
    first_line
        Where the first mend was made; 0 without any.
    mends
        How many were made.
    documents
        How many documents stood in the file.
    cut_at
        The last line, where the text ended with elements still open; 0 where it did not.
    """

    data: bytes = b""
    first_line: int = 0
    mends: int = 0
    documents: int = 0
    cut_at: int = 0


@dataclass(slots=True)
class _Open:
    name: bytes
    local: str


@dataclass(slots=True)
class _Mender:
    """One pass over a document's tags."""

    speech: Dialect
    known: frozenset[str]
    found: Structure = field(default_factory=Structure)
    out: list[bytes] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    record_at: int = -1
    record_depth: int = 0
    record_broken: bool = False
    inside_html: set[str] = field(default_factory=set)
    line: int = 1

    @property
    def text(self) -> str:
        """The element of plain text that stands open; "" outside of one."""
        top = self.stack[-1].local if self.stack else ""
        return top if top in self.speech.texts else ""

    def mend(self) -> None:
        """Note that something was mended here; a record's shape is broken by it."""
        self.found.mends += 1
        self.found.first_line = self.found.first_line or self.line
        above = self.stack[self.record_depth :] if self.record_at >= 0 else []
        if any(one.local in self.speech.shapes for one in above):
            self.break_record()

    def break_record(self) -> None:
        """Mark the open record: its shape cannot be trusted."""
        if self.record_at >= 0 and not self.record_broken:
            self.record_broken = True
            mark = b' %s="%d"' % (_MARK.encode(), self.line)
            tag = self.out[self.record_at]
            end = len(tag) - (2 if tag.endswith(b"/>") else 1)
            self.out[self.record_at] = tag[:end] + mark + tag[end:]

    def words(self, piece: bytes) -> None:
        """Text between tags; outside of every element there should be none."""
        if not self.stack and piece.strip():
            self.mend()
            piece = b"\n" * piece.count(b"\n")
        self.out.append(piece)

    def as_text(self, piece: bytes) -> None:
        """What looks like a tag, or begins like one, but is text."""
        self.mend()
        self.out.append(piece.replace(b"<", b"&lt;") if self.stack else b"\n" * piece.count(b"\n"))

    def start(self, name: bytes, local: str, piece: bytes, *, empty: bool) -> None:
        """An opening tag."""
        if self.text:
            if local not in self.known:
                self.inside_html.add(local)
                self.as_text(piece)
                return
            self.mend()
            self.close(len(self.stack) - 1)
        outer = local in self.speech.records or local in self.speech.containers
        if outer and self.record_at >= 0:
            self.mend()
            self.close(self.record_depth - 1)
        elif local in self.speech.whole_shapes:
            self._leave_for_shape()
        if not self.stack:
            self.found.documents += 1
        self.out.append(piece)
        if empty:
            return
        self.stack.append(_Open(name, local))
        self.inside_html.clear()
        if local in self.speech.records:
            self.record_at, self.record_depth = len(self.out) - 1, len(self.stack)
            self.record_broken = False

    def _leave_for_shape(self) -> None:
        """A shape begins where none can stand: what is open around it was left open."""
        if self.record_at < 0:
            return
        keep = len(self.stack)
        while keep > self.record_depth and (
            self.stack[keep - 1].local not in self.speech.holds_shapes
        ):
            keep -= 1
        if keep < len(self.stack):
            self.mend()
            self.close(keep)

    def end(self, local: str, piece: bytes) -> None:
        """A closing tag."""
        if self.text and local != self.text and self._is_text(local):
            self.as_text(piece)
            return
        depth = len(self.stack)
        while depth and self.stack[depth - 1].local != local:
            depth -= 1
        if depth == 0:
            if self.text:
                # A closing tag with a slip in its name.
                self.mend()
                self.close(len(self.stack) - 1)
            else:
                self.mend()
            return
        if depth < len(self.stack):
            self.mend()
            if self.record_at >= 0 and depth < self.record_depth:
                self.break_record()
        self.close(depth - 1)

    def _is_text(self, local: str) -> bool:
        if local in self.known:
            return False
        return local in self.inside_html or local.lower() in HTML

    def close(self, depth: int) -> None:
        """Close what stands open above a depth."""
        while len(self.stack) > depth:
            self.out.append(b"</" + self.stack.pop().name + b">")
        if self.record_at >= 0 and depth < self.record_depth:
            self.record_at = -1

    def finish(self) -> None:
        """The text ends; what is open was cut off."""
        if self.stack:
            self.found.cut_at = self.line
            self.break_record()
            self.close(0)


def mend_structure(data: bytes, speech: Dialect, limits: Limits) -> Structure:
    r"""Bring a document's tags in order, in one pass.

    Parameters
    ----------
    data
        The document in UTF-8.
    speech
        The format's elements.
    limits
        More elements than ``max_elements``, or deeper than ``max_depth``, are refused.

    Raises
    ------
    LimitExceeded
        There are more, or they stand deeper.

    Examples
    --------
    >>> from muban.gis.reading.xml.xml_dialect import dialect
    >>> text = b"<kml><Placemark><name>1 < 2</name></Placemark></kml>\n<kml/>"
    >>> found = mend_structure(text, dialect("kml"), Limits())
    >>> found.data
    b'<documents><kml><Placemark><name>1 &lt; 2</name></Placemark></kml>\n<kml/></documents>'
    >>> found.mends, found.documents, found.cut_at
    (1, 2, 0)
    """
    mender = _Mender(speech, speech.known)
    at, elements = 0, 0
    never: set[bytes] = set()
    while (begin := data.find(b"<", at)) >= 0:
        _words(mender, data[at:begin])
        end = _opaque(mender, data, begin, never)
        if end is None:
            tag = _TAG.match(data, begin)
            end = tag.end() if tag else begin + 1
            piece = data[begin:end]
            if tag is None:
                mender.as_text(piece)
            else:
                elements += 1
                _take(mender, tag, piece)
                if len(mender.stack) > limits.max_depth:
                    raise LimitExceeded("max_depth", limits.max_depth, len(mender.stack))
            mender.line += piece.count(b"\n")
        at = end
        if elements > limits.max_elements:
            raise LimitExceeded("max_elements", limits.max_elements, elements)
    _words(mender, data[at:])
    mender.finish()
    mender.found.data = b"<documents>" + b"".join(mender.out) + b"</documents>"
    return mender.found


def _words(mender: _Mender, piece: bytes) -> None:
    if piece:
        mender.words(piece)
        mender.line += piece.count(b"\n")


def _take(mender: _Mender, tag: re.Match[bytes], piece: bytes) -> None:
    name = tag.group(2)
    local = name.rpartition(b":")[2].decode("utf-8", errors="replace")
    if tag.group(1):
        mender.end(local, piece)
    else:
        mender.start(name, local, piece, empty=tag.group(3).endswith(b"/"))


def _opaque(mender: _Mender, data: bytes, begin: int, never: set[bytes]) -> int | None:
    """The end of a comment, a CDATA section or an instruction; None where none begins."""
    for opening, closing in _OPAQUE:
        if not data.startswith(opening, begin) or opening in never:
            continue
        found = data.find(closing, begin + len(opening))
        if found < 0:
            # Looked for once: a text of nothing but openings is read in one pass.
            never.add(opening)
            return None
        end = found + len(closing)
        piece = data[begin:end]
        keep = opening == b"<![CDATA[" and bool(mender.stack)
        mender.out.append(piece if keep else b"\n" * piece.count(b"\n"))
        mender.line += piece.count(b"\n")
        return end
    if data.startswith(b"<!DOCTYPE", begin):
        end = data.find(b">", begin) + 1
        if end:
            mender.line += data.count(b"\n", begin, end)
            mender.out.append(b"\n" * data.count(b"\n", begin, end))
            return end
    return None
