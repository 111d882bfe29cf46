"""What an XLSX says of its cells beside their values (ECMA-376 part 1, 18.3, 18.8)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from muban.gis.reading.archive import Archive
from muban.gis.reading.limits import Limits
from muban.gis.reading.tables.cell_facts import SheetFacts, is_percent_format
from muban.gis.reading.xml.safe_xml import XmlBreak, iterate_xml, local_name

__all__ = ["XlsxFacts"]

_LARGEST = "max_text_bytes"
_TELLING = (b"hidden=", b't="e"', b"<f", b":f", b' ht="0"', b"t='e'")
_PERCENT_FORMATS = frozenset({9, 10})
"""Formats 9 and 10 are ``0%`` and ``0.00%`` and are not written out (18.8.30)."""
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class XlsxFacts:
    """What a workbook says of all its worksheets: their names and their number formats."""

    names: Mapping[str, str]
    """Member of the archive → name of the worksheet."""
    styles: Mapping[int, str]
    limits: Limits

    @classmethod
    def of(cls, archive: Archive, limits: Limits) -> XlsxFacts:
        """Read what stands outside the worksheets.

        Parameters
        ----------
        archive
            The workbook, opened.
        limits
            For its XML.
        """
        return cls(_worksheets(archive, limits), _styles(archive, limits), limits)

    def read(self, data: bytes) -> SheetFacts:
        """What one worksheet says of its cells.

        Parameters
        ----------
        data
            The worksheet's XML.
        """
        if self.styles or any(mark in data for mark in _TELLING):
            return _Sheet(self.styles).read(data, self.limits)
        return SheetFacts()


def _elements(archive: Archive, member: str, limits: Limits) -> list[etree._Element]:
    if member not in archive.names:
        return []
    try:
        data = archive.read(member, limit=_LARGEST)
        return [one for event, one in iterate_xml(data, limits) if event == "end"]
    except XmlBreak:
        return []


def _worksheets(archive: Archive, limits: Limits) -> dict[str, str]:
    """The name of each worksheet, by its member."""
    targets = {
        one.get("Id"): str(one.get("Target"))
        for one in _elements(archive, "xl/_rels/workbook.xml.rels", limits)
        if local_name(one) == "Relationship"
    }
    found: dict[str, str] = {}
    for one in _elements(archive, "xl/workbook.xml", limits):
        if local_name(one) != "sheet":
            continue
        # The relation's name is in one of two namespaces, by the edition of the standard.
        key = next((value for name, value in one.items() if name.endswith("}id")), None)
        target = targets.get(key, "")
        member = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if member in archive.names:
            found[member] = str(one.get("name"))
    return found


def _styles(archive: Archive, limits: Limits) -> dict[int, str]:
    """Cell style → its number format, for the styles that show a percent sign."""
    elements = _elements(archive, "xl/styles.xml", limits)
    codes = {
        int(one.get("numFmtId", "0")): str(one.get("formatCode", ""))
        for one in elements
        if local_name(one) == "numFmt" and str(one.get("numFmtId", "")).isdigit()
    }
    table = next((one for one in elements if local_name(one) == "cellXfs"), None)
    found: dict[int, str] = {}
    for index, style in enumerate(table if table is not None else ()):
        text = str(style.get("numFmtId", "0"))
        number = int(text) if text.isdigit() and len(text) < 9 else 0
        code = codes.get(number, "0%" if number in _PERCENT_FORMATS else "")
        if "%" in code:
            found[index] = code
    return found


@dataclass(slots=True)
class _Sheet:
    """Walks one worksheet's XML."""

    styles: Mapping[int, str]

    def read(self, data: bytes, limits: Limits) -> SheetFacts:
        facts = SheetFacts()
        row, column = -1, -1
        try:
            for event, element in iterate_xml(data, limits):
                tag = local_name(element)
                if event == "start":
                    if tag == "row":
                        row, column = _row_number(element, row + 1), -1
                        if _is_hidden(element, "ht"):
                            facts.rows.append(row)
                    elif tag == "c":
                        row, column = _place(element, (row, column + 1))
                elif tag == "c":
                    self._cell(element, (row, column), facts)
                    element.clear()
                elif tag == "row":
                    element.clear()
                elif tag == "col" and _is_hidden(element, "width"):
                    facts.columns += _columns(element, limits.max_columns)
        except XmlBreak:
            # The reader of the values says what is wrong with the file.
            return facts
        return facts

    def _cell(self, cell: etree._Element, place: tuple[int, int], facts: SheetFacts) -> None:
        parts = {local_name(part): part for part in cell}
        value = parts.get("v")
        text = (value.text or "").strip() if value is not None else ""
        kind = cell.get("t", "n")
        if kind == "e":
            facts.texts[place] = text or "#N/A"
        elif (formula := parts.get("f")) is not None and not text:
            # A formula whose stored result is an empty text is a blank cell.
            if not (kind == "str" and value is not None) and "is" not in parts:
                facts.texts[place] = f"={(formula.text or '…').strip()[:200]}"
        elif kind == "n" and text and (code := self._format(cell)):
            number = _number(text)
            if number is not None and is_percent_format(code, number):
                facts.percents.add(place)

    def _format(self, cell: etree._Element) -> str:
        style = cell.get("s", "")
        return self.styles.get(int(style), "") if style.isdigit() and len(style) < 9 else ""


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _row_number(row: etree._Element, following: int) -> int:
    stated = row.get("r", "")
    return int(stated) - 1 if stated.isdigit() and 0 < len(stated) < 8 else following


def _place(cell: etree._Element, following: tuple[int, int]) -> tuple[int, int]:
    found = _REFERENCE.fullmatch(cell.get("r", ""))
    if found is None:
        return following
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def _is_hidden(element: etree._Element, size: str) -> bool:
    """Hidden, or drawn to nothing: for Excel both are the same."""
    if element.get("hidden", "0") in ("1", "true"):
        return True
    return element.get(size, "") in ("0", "0.0")


def _columns(element: etree._Element, most: int) -> range:
    first, last = (element.get(name, "") for name in ("min", "max"))
    if not (first.isdigit() and last.isdigit() and len(first) < 6 and len(last) < 6):
        return range(0)
    return range(int(first) - 1, min(int(last), most))
