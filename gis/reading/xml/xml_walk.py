"""A document walked from its first tag to its last, in order where it is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from lxml import etree

from muban.gis.problems import Problem, problem
from muban.gis.reading.content import Content
from muban.gis.reading.xml.safe_xml import XmlBreak, XmlText, iterate_xml
from muban.gis.reading.xml.xml_dialect import Dialect
from muban.gis.reading.xml.xml_structure import Structure, mend_structure

__all__ = ["Walked", "Walker", "forget", "walk_xml"]


class Walker(Protocol):
    """What takes a document's elements one by one."""

    def take(self, event: str, element: etree._Element) -> None:
        """An element opens (``start``) or closes and is whole (``end``)."""


W = TypeVar("W", bound=Walker)


@dataclass(frozen=True, slots=True)
class Walked(Generic[W]):
    """The walker at the end of its way, and what was wrong with the document.

    ``broken`` is where the document stops being XML for good; ``structure`` is what had to
    be brought in order, None where nothing had.
    """

    walker: W
    data: bytes
    structure: Structure | None = None
    broken: XmlBreak | None = None

    def said(self, content: Content, kept: int, lost: int) -> list[Problem]:
        """What to tell of the document as a whole.

        Parameters
        ----------
        content
            The document, as a place.
        kept, lost
            Records that were read, and that a break took away.
        """
        found = []
        if self.structure is not None:
            mends, line = self.structure.mends, self.structure.first_line
            if mends:
                found.append(problem("read.xml_structure", content.where, count=mends, line=line))
            if self.structure.documents > 1:
                count = self.structure.documents
                found.append(problem("read.xml_documents", content.where, count=count))
        if self.broken is not None:
            found.append(
                problem(
                    "read.xml_broken",
                    content.where,
                    line=self.broken.line,
                    column=self.broken.column,
                    kept=kept,
                    lost=lost,
                    detail=self.broken.detail,
                )
            )
        return found


def walk_xml(text: XmlText, content: Content, speech: Dialect, make: Callable[[], W]) -> Walked[W]:
    """Take a walker through a document; where it breaks, through the document put in order.

    Parameters
    ----------
    text
        The document.
    content
        Its file: what the first walk spent of its budget is given back for the second.
    speech
        The elements of the format.
    make
        Makes a walker that has seen nothing yet.

    Raises
    ------
    LimitExceeded
        Nested too deep, or too many elements.
    """
    used = dict(content.budget.used)
    walker, first = _walk(text.data, content, make)
    if first is None:
        return Walked(walker, text.data)
    content.budget.used = used
    structure = mend_structure(text.data, speech, content.limits)
    walker, second = _walk(structure.data, content, make)
    broken = second or (first if structure.cut_at else None)
    return Walked(walker, structure.data, structure, broken)


def forget(element: etree._Element) -> None:
    """Free what was read, so that a large file does not stay in memory twice.

    Parameters
    ----------
    element
        One that nobody looks at any more; those before it go as well.

    Examples
    --------
    >>> from lxml.etree import fromstring, tostring
    >>> document = fromstring("<kml><Placemark/><Placemark><name>A</name></Placemark></kml>")
    >>> forget(document[1])
    >>> tostring(document)
    b'<kml><Placemark/></kml>'
    """
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _walk(data: bytes, content: Content, make: Callable[[], W]) -> tuple[W, XmlBreak | None]:
    walker = make()
    try:
        for event, element in iterate_xml(data, content.limits):
            walker.take(event, element)
    except XmlBreak as error:
        return walker, error
    return walker, None
