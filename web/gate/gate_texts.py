"""Every text inside a published file, whatever its format, with its place in the file.

The privacy gate (:mod:`muban.web.gate.privacy_gate`) judges texts; this file only finds them:
pages, JSON, tables, GeoPackages, workbooks, KML, SVG and PDF, archives in archives. Numbers of
shapes (coordinates, paths) are no texts and are left out.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Mapping
from importlib import resources

from lxml import etree

from muban.web.gate.gate_json import _WHOLE_NUMBER, PlacedText, json_text
from muban.web.gate.gate_pdf import pdf_texts

__all__ = ["is_searched", "texts_of"]


_MOST_NESTED = 4
_JSON_SCRIPTS = ("application/json", "application/ld+json", "application/geo+json")
_FORMATS: Mapping[str, list[str]] = json.loads(
    resources.files("muban.web").joinpath("gate_formats.json").read_text("utf-8")
)
_SHAPE_ATTRIBUTES = frozenset(_FORMATS["shape_attributes"])
_SHAPE_ELEMENTS = frozenset(_FORMATS["shape_elements"])
_BLOCKS = frozenset(_FORMATS["blocks"])
_DATA_URL = re.compile(r"^data:[^,]*,")
_ARCHIVES = ("zip", "kmz", "xlsx", "qgz", "ods", "docx")
_TEXT_SUFFIXES = frozenset({"txt", "md", "toml", "qml", "sld", "cpg", "prj", "vtt", "webmanifest"})


def texts_of(name: str, content: bytes, *, depth: int = 0) -> Iterator[PlacedText]:
    """The texts of one file, by its suffix; the data of drawn paths is left out.

    Parameters
    ----------
    name
        Its path; the suffix tells the format.
    content
        Its bytes.
    depth
        How many archives it lies in.

    Returns
    -------
    iterator of PlacedText
        Nothing for pictures and fonts.

    Examples
    --------
    >>> [found.text for found in texts_of("a.json", b'{"name": "x", "at": [102.5, 17.8]}')]
    ['x']
    >>> list(texts_of("a.woff2", b""))
    []
    """
    suffix = name.rpartition(".")[2].casefold()
    if suffix in _ARCHIVES:
        return _archive(content, depth, suffix)
    reader = _READERS.get(suffix)
    return reader(content) if reader is not None else iter(())


def is_searched(name: str) -> bool:
    """Whether :func:`texts_of` looks into a file of this name.

    Examples
    --------
    >>> is_searched("a.tsv"), is_searched("a.kmz"), is_searched("a.parquet")
    (True, True, False)
    """
    suffix = name.rpartition(".")[2].casefold()
    return suffix in _ARCHIVES or suffix in _READERS


def _decoded(content: bytes) -> str:
    return content.decode("utf-8-sig", errors="replace")


def _plain(content: bytes) -> Iterator[PlacedText]:
    for number, line in enumerate(_decoded(content).splitlines(), start=1):
        yield PlacedText(line, f"line {number}")


def _json(content: bytes) -> Iterator[PlacedText]:
    yield from json_text(_decoded(content))


def _csv(content: bytes) -> Iterator[PlacedText]:
    text = _decoded(content)
    delimiter = "\t" if "\t" in text[:2000] and "," not in text[:200] else ","
    csv.field_size_limit(2**31 - 1)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    headings: list[str] = []
    for number, row in enumerate(rows, start=1):
        if number == 1:
            headings = row
        for i, cell in enumerate(row):
            heading = headings[i] if number > 1 and i < len(headings) else None
            yield PlacedText(cell, f"row {number}", heading)


def _html(content: bytes) -> Iterator[PlacedText]:
    root = _html_tree(_decoded(content))
    for beside in (*root.itersiblings(preceding=True), *root.itersiblings()):
        yield PlacedText(beside.text or "", "comment")
    run: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            yield PlacedText(element.text or "", "comment")
            run.append(element.tail or "")
            continue
        tag = str(element.tag)
        if event == "start":
            yield from _attributes(element, tag)
            if tag in _BLOCKS:
                yield from _flush(run, tag)
            if tag == "script":
                yield from _script(element)
            elif tag not in ("style", "path"):
                run.append(element.text or "")
        else:
            if tag in _BLOCKS:
                yield from _flush(run, tag)
            run.append(element.tail or "")
    yield from _flush(run, "end")


def _html_tree(text: str) -> etree._Element:
    """The tree of a page, or of any piece of markup, also one without an element in it."""
    parser = etree.HTMLParser(encoding="utf-8")
    root = etree.HTML(text.encode(), parser)
    return etree.HTML(f"<div>{text}".encode(), parser) if root is None else root


def _flush(run: list[str], place: str) -> Iterator[PlacedText]:
    text = " ".join("".join(run).split())
    run.clear()
    if text:
        yield PlacedText(text, place)


def _script(element: etree._Element) -> Iterator[PlacedText]:
    text = element.text or ""
    if element.get("type") in _JSON_SCRIPTS:
        yield from json_text(text)
    else:
        yield from _code(text.encode())


def _attributes(element: etree._Element, tag: str) -> list[PlacedText]:
    return [
        PlacedText(text, f"{tag} {name}", name)
        for name, text in element.items()
        if len(text) > 1
        and name not in _SHAPE_ATTRIBUTES
        and not (text.startswith("data:") and _DATA_URL.match(text))
    ]


_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`")
_ESCAPED = re.compile(r"\\u\{?([0-9a-fA-F]{4,5})\}?")


def _code(content: bytes) -> Iterator[PlacedText]:
    """Strings of a script that are words for people: those with letters beyond ASCII."""
    for found in _STRING.finditer(_decoded(content)):
        text = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found.group()[1:-1])
        if not text.isascii():
            yield PlacedText(text, f"character {found.start()}")


def _xml(content: bytes) -> Iterator[PlacedText]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True)
    root = etree.fromstring(content, parser) if content.strip(b"\0 \t\r\n") else None
    if root is None:
        yield PlacedText(_decoded(content), "")
        return
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield PlacedText(element.text or "", "comment")
            continue
        tag = element.tag.rpartition("}")[2]
        if tag in _SHAPE_ELEMENTS:
            continue
        if element.attrib:
            yield from _attributes(element, tag)
        text, tail = element.text, element.tail
        if tag in ("text", "si"):
            yield PlacedText("".join(element.itertext()), _line(element, tag), element.get("name"))
        elif text and not text.isspace():
            yield from _maybe_markup(text, _line(element, tag), element.get("name"))
        if tail and not tail.isspace():
            yield PlacedText(tail, _line(element, tag))


def _line(element: etree._Element, tag: str) -> str:
    return f"{tag} {element.sourceline}"


def _maybe_markup(text: str, place: str, named: str | None) -> Iterator[PlacedText]:
    """A description may hold HTML of its own."""
    yield PlacedText(text, place, named)
    if "<" in text and ">" in text:
        for inner in _html(text.encode()):
            yield inner._replace(place=place)


def _gpkg(content: bytes) -> Iterator[PlacedText]:
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(content)
        tables = [
            str(name)
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        for table in tables:
            if table.startswith(("rtree_", "gpkg_spatial_ref")):
                continue
            quoted = table.replace('"', '""')
            cursor = connection.execute(f'SELECT * FROM "{quoted}"')  # noqa: S608 (quoted)
            headings = [str(column[0]) for column in cursor.description]
            for number, row in enumerate(cursor, start=1):
                for heading, cell in zip(headings, row, strict=True):
                    if isinstance(cell, str) or (isinstance(cell, int) and cell >= _WHOLE_NUMBER):
                        yield PlacedText(str(cell), f"{table} row {number}", heading)
    finally:
        connection.close()


def _archive(content: bytes, depth: int, suffix: str) -> Iterator[PlacedText]:
    if depth >= _MOST_NESTED:
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in sorted(archive.namelist()):
            yield PlacedText(member.replace("_", " "), f"{member} (name)")
            if member.endswith("/") or (suffix == "xlsx" and _is_cells(member)):
                continue
            for inner in texts_of(member, archive.read(member), depth=depth + 1):
                yield PlacedText(inner.text, f"{member} › {inner.place}", inner.field)
    if suffix == "xlsx":
        yield from _workbook(content)


def _is_cells(member: str) -> bool:
    return member == "xl/sharedStrings.xml" or member.startswith("xl/worksheets/sheet")


def _workbook(content: bytes) -> Iterator[PlacedText]:
    """Cells with the heading of their column: the first row that has a text there."""
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for sheet in workbook.sheet_names:
        yield PlacedText(sheet, "sheet name")
        headings: dict[int, str] = {}
        for number, row in enumerate(workbook.get_sheet_by_name(sheet).iter_rows(), start=1):
            for i, cell in enumerate(row):
                if isinstance(cell, str) and cell:
                    yield PlacedText(cell, f"{sheet} row {number}", headings.get(i))
                    headings.setdefault(i, cell)
                elif isinstance(cell, (int, float)) and abs(cell) >= _WHOLE_NUMBER:
                    yield PlacedText(f"{cell:.0f}", f"{sheet} row {number}", headings.get(i))


def _pdf(content: bytes) -> Iterator[PlacedText]:
    for text, place in pdf_texts(content):
        yield PlacedText(text, place)


_READERS: Mapping[str, Callable[[bytes], Iterator[PlacedText]]] = {
    **dict.fromkeys(_TEXT_SUFFIXES - {"qml", "sld", "webmanifest"}, _plain),
    **dict.fromkeys(("json", "geojson", "topojson", "webmanifest", "map"), _json),
    **dict.fromkeys(("csv", "tsv"), _csv),
    **dict.fromkeys(("html", "htm", "xhtml"), _html),
    **dict.fromkeys(("xml", "kml", "gpx", "svg", "qml", "sld", "rels", "qgs", "vml"), _xml),
    **dict.fromkeys(("js", "mjs", "css"), _code),
    "gpkg": _gpkg,
    "pdf": _pdf,
}
