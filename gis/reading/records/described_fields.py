"""Facts that stand only in a description, as labels with values.

ArcGIS's «Layer to KML» puts a layer's columns into an HTML table in each placemark's
description; people type lines such as ``หมู่ที่: 1``. Lines are taken where one of their labels
is a heading that is known, for any sentence may have a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from muban.gis.headings.heading_table import HEADINGS, heading_key, keys_of
from muban.gis.text.plain_text import plain_text

__all__ = ["described_fields"]

_KNOWN = frozenset(key for meaning in HEADINGS for key in keys_of(meaning))
_LINE = re.compile(r"\s*([^:：=<>]{1,40}?)\s*[:：=]\s*(\S.{0,400})")
_ADDRESS = re.compile(r"^//|^\d\d(?!\d)")
_LONGEST_LABEL = 60
_CELLS = ("td", "th")
_NOTHING = frozenset({"", "<null>", "null", "none", "-"})


def described_fields(markup: str | None) -> dict[str, str]:
    """The labels of a description and their values, in the order in which they stand.

    Parameters
    ----------
    markup
        The description as the file has it, HTML or plain.

    Returns
    -------
    dict
        Empty where the description is prose.

    Examples
    --------
    >>> described_fields("<table><tr><td>MOO</td><td>1</td></tr></table>")
    {'MOO': '1'}
    >>> described_fields("หมู่ที่: 1<br>ครัวเรือน: 120<br>")
    {'หมู่ที่': '1', 'ครัวเรือน': '120'}
    >>> described_fields("เปิด: ทุกวัน 8:00"), described_fields(None)
    ({}, {})
    """
    if not markup or not ("<t" in markup or "<T" in markup or any(one in markup for one in ":：=")):
        return {}
    found: dict[str, str] = {}
    root = _parsed(markup) if "<" in markup else None
    if root is not None:
        for label, value in _rows(root):
            _keep(found, label, value)
        for table in list(root.iter("table")):
            if (around := table.getparent()) is not None:
                around.remove(table)
        text = plain_text(etree.tostring(root, encoding="unicode", method="html"))
    else:
        text = plain_text(markup)
    lines = dict(_lines(text or ""))
    if any(heading_key(label) in _KNOWN for label in lines):
        for label, value in lines.items():
            _keep(found, label, value)
    return found


def _keep(found: dict[str, str], label: str, value: str) -> None:
    if value.strip().lower() not in _NOTHING:
        found.setdefault(label, value)


def _parsed(markup: str) -> etree._Element | None:
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(markup.replace("\x00", ""), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _rows(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Rows of two cells, neither of which holds a table itself."""
    for row in root.iter("tr"):
        cells = [cell for cell in row if cell.tag in _CELLS]
        if len(cells) != 2 or any(next(cell.iter("table"), None) is not None for cell in cells):
            continue
        label, value = (
            " ".join("".join(map(str, cell.itertext())).split()).strip(" :") for cell in cells
        )
        if label and len(label) <= _LONGEST_LABEL:
            yield label, value


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        pair = _LINE.fullmatch(line)
        if pair and not _ADDRESS.match(pair.group(2)):
            yield pair.group(1), pair.group(2).strip()
