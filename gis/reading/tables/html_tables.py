"""Tables of a web page that is called a workbook.

Many systems of government offices «export to Excel» by writing an HTML table under the suffix
.xls, or a web archive (MHTML), which is such a page in an e-mail's envelope.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage

from lxml import etree

from muban.gis.problems import Problem, problem
from muban.gis.reading.content import Content
from muban.gis.reading.tables.cell_facts import Range, SheetCells, SheetFacts
from muban.gis.text.encoding import decode_bytes

__all__ = ["html_sheets"]

_CHARSET = re.compile(rb"<meta[^>]*?charset\s*=\s*[\"']?\s*([A-Za-z0-9._-]+)", re.IGNORECASE)
_ENVELOPE = re.compile(rb"\s*(?:MIME-Version|From|Content-Type|Subject|Date):", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_HEAD = 8192
_LEAVES = "//table[not(.//table)]"
"""A table around tables only lays out the page."""


def html_sheets(content: Content) -> tuple[list[SheetCells], list[Problem]]:
    """The tables of a page, or of the pages in an archive.

    Parameters
    ----------
    content
        The file's bytes.

    Returns
    -------
    list of SheetCells
        One per table that holds cells, named by its caption, else by its number where
        there are several. Cells are the texts that a browser shows.
    list of Problem
        What was found of the encoding; ``read.no_map`` where there is no table.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.limits import Budget, Limits
    >>> from muban.gis.source import FileSettings, Source
    >>> page = "<table><tr><th>หมู่<th>ครัวเรือน<tr><td>4<td>120</table>".encode()
    >>> source = Source(Path("ก.xls"), "ก.xls", "")
    >>> [sheet], said = html_sheets(Content(source, page, FileSettings(), Budget(Limits())))
    >>> sheet.rows
    [['หมู่', 'ครัวเรือน'], ['4', '120']]
    """
    said: list[Problem] = []
    tables: list[etree._Element] = []
    for data, charset in _pages(content.data):
        declared = _CHARSET.search(data[:_HEAD])
        name = charset or (declared[1].decode("ascii") if declared else None)
        decoded = decode_bytes(data, content.settings.encoding or name, where=content.where)
        said += decoded.problems
        tables += _tables(decoded.text)
    sheets = [_sheet(content, table) for table in tables]
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        kind = problem("read.no_table", content.where)
        return [], [*said, kind]
    if len(sheets) > 1:
        for number, sheet in enumerate(sheets, start=1):
            sheet.name = f"{number} {sheet.name}".strip()
    return sheets, said


def _pages(data: bytes) -> Iterator[tuple[bytes, str | None]]:
    """The page, or the pages of a web archive with the charset that their envelope states."""
    if not _ENVELOPE.match(data[:_HEAD]):
        yield data, None
        return
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                yield body, part.get_content_charset()


def _tables(text: str) -> list[etree._Element]:
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text).replace("\x00", ""), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    found = [] if root is None else root.xpath(_LEAVES)
    tables = found if isinstance(found, list) else []
    return [one for one in tables if isinstance(one, etree._Element)]


def _sheet(content: Content, table: etree._Element) -> SheetCells:
    rows: list[list[object]] = []
    merged: list[Range] = []
    facts = SheetFacts()
    taken: dict[int, int] = {}
    cells = 0
    for at, row in enumerate(table.iter("tr")):
        line: list[object] = []
        for cell in row.iterchildren("td", "th"):
            while taken.get(len(line), 0) > at:
                line.append("")
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            if across > 1 or down > 1:
                merged.append((at, len(line), at + down - 1, len(line) + across - 1))
                taken.update({len(line) + step: at + down for step in range(across)})
            line += [_shown(cell), *[""] * (across - 1)]
            content.budget.check("max_columns", len(line))
        while taken.get(len(line), 0) > at:
            line.append("")
        cells += len(line)
        content.budget.check("max_cells", cells)
        if _HIDDEN.search(row.get("style", "")) or row.get("hidden") is not None:
            facts.rows.append(at)
        rows.append(line)
    caption = table.find("caption")
    name = "" if caption is None else _shown(caption)[:31]
    filled = rows if any(any(row) for row in rows) else []
    return SheetCells(name, False, filled, merged, facts)


def _span(cell: etree._Element, name: str) -> int:
    text = (cell.get(name) or "").strip()
    return max(int(text), 1) if text.isdecimal() and text.isascii() and len(text) < 6 else 1


def _shown(cell: etree._Element) -> str:
    """The text of a cell on one line, scripts and styles left out."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        hidden = element.tag in ("script", "style")
        if event == "start" and not hidden:
            pieces.append(element.text or "")
        elif event == "end" and element is not cell:
            pieces += [" " if element.tag in ("br", "p", "div", "li") else "", element.tail or ""]
    return " ".join("".join(pieces).split())
