"""HTML reduced to the text that a person would see."""

from __future__ import annotations

import html
import re

from lxml import etree

__all__ = ["plain_text"]

_DROPPED = frozenset({"script", "style", "head", "template", "noscript", "iframe", "object"})
_BREAKS = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table"})
_CELLS = frozenset({"td", "th"})
_TAG = re.compile(r"<[a-zA-Z/!]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def plain_text(text: str | None) -> str | None:
    r"""The visible text of a description, scripts and styles left out; None when empty.

    Examples
    --------
    >>> plain_text("<b>วัด</b>ศรีชมภู<br>ม.3<script>alert(1)</script>")
    'วัดศรีชมภู\nม.3'
    >>> plain_text("3 < 5 &amp; 7")
    '3 < 5 & 7'
    >>> plain_text(" ") is None
    True
    """
    if text is None:
        return None
    if _TAG.search(text):
        text = _visible(text)
    elif "&" in text:
        text = html.unescape(text)
    lines = (" ".join(line.split()) for line in _CONTROL.sub("", text).splitlines())
    return "\n".join(line for line in lines if line) or None


def _visible(text: str) -> str:
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.replace("\x00", ""), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        return re.sub(r"<[^>]*>", " ", text)
    pieces: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else "script"
        if event == "start":
            hidden += tag in _DROPPED
            if tag in _BREAKS:
                pieces.append("\n")
            if not hidden and element.text:
                pieces.append(element.text)
        else:
            hidden -= tag in _DROPPED
            if tag in _BREAKS or tag in _CELLS:
                pieces.append(" " if tag in _CELLS else "\n")
            if not hidden and element.tail:
                pieces.append(element.tail)
    return "".join(pieces)
