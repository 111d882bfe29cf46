"""What a file is, told from its content; its suffix is only what someone called it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from muban.gis.added import READERS, offered

__all__ = [
    "OWN_SUFFIXES",
    "WORKBOOKS",
    "archive_kind",
    "called_workbook",
    "foreign_kind",
    "is_clutter",
    "is_hidden_data",
    "kind_by_suffix",
    "sniff_kind",
]

OWN_SUFFIXES = {
    ".kml": "kml",
    ".kmz": "kmz",
    ".shp": "shapefile",
    ".zip": "zip",
    ".gpkg": "geopackage",
    ".fgb": "flatgeobuf",
    ".parquet": "parquet",
    ".geoparquet": "parquet",
    ".pbf": "osm",
    ".pmtiles": "pmtiles",
    ".geojson": "geojson",
    ".json": "geojson",
    ".geojsonl": "geojson",
    ".topojson": "geojson",
    ".gpx": "gpx",
    ".dxf": "dxf",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xls": "xls",
    ".ods": "ods",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".txt": "txt",
}
"""Endings that promise a kind that muban reads itself."""
_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"SQLite format 3\x00", "geopackage"),
    (b"fgb\x03", "flatgeobuf"),
    (b"PAR1", "parquet"),
    (b"PMTiles", "pmtiles"),
    (b"\x00\x00\x27\x0a", "shapefile"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
    (b"AutoCAD Binary DXF", "dxf"),
)
_OSM = b"\n\tOSMHeader"
"""Behind the length of its first block an extract of OpenStreetMap says what it is."""
_FOREIGN = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"%PDF", "PDF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"!table", "MapInfo TAB"),
    (b"AC10", "DWG"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90\x00", "EXE"),
)
_WORKBOOKS = ("xlsx", "xls", "ods")
_TABLES = frozenset({"csv", "tsv", "txt"})
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]")
_ROOTS = {b"kml": "kml", b"gpx": "gpx", b"Document": "kml", b"Folder": "kml", b"Placemark": "kml"}
_DXF = re.compile(rb"^(?:\s*999\s*\r?\n[^\n]*\n)*\s*0\s*\r?\n\s*SECTION\s*\r?\n")
WORKBOOKS = frozenset({"xls", "xlsx", "ods"})
_SPREADSHEET = re.compile(rb"<(?:\w+:)?Workbook\s[^>]*urn:schemas-microsoft-com:office:spreadsheet")
_PAGE = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|body|table|style|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_ENVELOPE = re.compile(rb"(?:MIME-Version|From|Content-Type|Subject|Date):", re.IGNORECASE)
_CLUTTER = frozenset({"thumbs.db", "desktop.ini", ".ds_store", "__macosx"})
_HEAD = 4096


def kind_by_suffix(name: str) -> str | None:
    """The kind that a file's name promises; None for one that is not read.

    Examples
    --------
    >>> kind_by_suffix("หมู่บ้าน.KMZ"), kind_by_suffix("a.docx")
    ('kmz', None)
    """
    suffix = PurePosixPath(name).suffix.lower()
    own = OWN_SUFFIXES.get(suffix)
    return suffix[1:] if own is None and _is_added(suffix[1:]) else own


def is_clutter(name: str) -> bool:
    """Whether a file is what systems leave behind: no one means it as data.

    Examples
    --------
    >>> is_clutter("Thumbs.db"), is_clutter("~$หมู่บ้าน.xlsx"), is_clutter("a.kml")
    (True, True, False)
    """
    base = PurePosixPath(name).name.lower()
    return base in _CLUTTER or base.startswith(("~$", "._", ".~lock", "."))


def is_hidden_data(parts: Sequence[str]) -> bool:
    """Whether a file is named like data, and hidden all the same: someone may miss it.

    Parameters
    ----------
    parts
        Its path inside the folder, piece by piece.

    Examples
    --------
    >>> is_hidden_data([".ก.kml"]), is_hidden_data([".เก่า", "ก.kml"]), is_hidden_data(["~$a.kml"])
    (True, True, True)
    >>> is_hidden_data(["~$a.xlsx"]), is_hidden_data(["._a.kml"]), is_hidden_data([".DS_Store"])
    (False, False, False)
    """
    names = [part.lower() for part in parts]
    if any(name in _CLUTTER or name.startswith(("._", ".~lock")) for name in names):
        return False
    kind = kind_by_suffix(names[-1])
    # Excel marks a workbook that is open with a file of this name.
    return kind is not None and not (names[-1].startswith("~$") and kind in _WORKBOOKS)


def foreign_kind(head: bytes) -> str | None:
    """What a file is that holds neither map nor table, by its first bytes; None if unknown.

    Examples
    --------
    >>> foreign_kind(b"%PDF-1.4"), foreign_kind(b"<!DOCTYPE html><html>"), foreign_kind(b"<kml>")
    ('PDF', 'HTML', None)
    """
    for magic, kind in _FOREIGN:
        if head.startswith(magic):
            return kind
    text = _as_ascii(head[:_HEAD]).lstrip().lower()
    return "HTML" if text.startswith((b"<!doctype html", b"<html")) else None


def sniff_kind(head: bytes, name: str) -> str | None:
    """The kind of a file by its first bytes, else by its suffix.

    Parameters
    ----------
    head
        The first few thousand bytes.
    name
        The file's name.

    Returns
    -------
    str or None
        ``zip`` still has to be looked into (:func:`archive_kind`). None when the content
        is of no kind that is read.

    Examples
    --------
    >>> sniff_kind(b"<?xml version='1.0'?><kml></kml>", "map.txt")
    'kml'
    >>> sniff_kind(b'{"type": "Feature"}', "map.json")
    'geojson'
    >>> sniff_kind(b"anything", "a.docx") is None, sniff_kind(b"%PDF-1.4", "a.kml") is None
    (True, True)
    """
    promised = kind_by_suffix(name)
    if promised is not None and _is_added(promised):
        return promised
    if promised in WORKBOOKS and (found := called_workbook(head)):
        return found
    return None if foreign_kind(head) is not None else _sniffed(head, promised)


def _is_added(kind: str) -> bool:
    """Whether another package reads it: what its files look like, only that package knows."""
    return kind in offered(READERS)


def _sniffed(head: bytes, promised: str | None) -> str | None:
    if head[4:15] == _OSM:
        return "osm"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind if promised is not None or kind != "xls" else None
    text = _as_ascii(head[:_HEAD]).lstrip()
    if text.startswith(b"<"):
        root = _ROOT.search(text)
        found = _ROOTS.get(root.group(1)) if root else None
        return found or (promised if promised in ("kml", "gpx") else None)
    if text.startswith((b"{", b"[")) and (promised in _TABLES or promised in (None, "geojson")):
        looks = re.search(rb'"(type|features|coordinates)"', text) is not None
        return "geojson" if looks or promised == "geojson" else promised
    if _DXF.match(text):
        return "dxf"
    return promised


def called_workbook(head: bytes) -> str | None:
    r"""What a text is that is called a workbook: a web page, an XML, or plain cells.

    Examples
    --------
    >>> called_workbook(b"<html><table>"), called_workbook(b"a\tb\n1\t2\n")
    ('html', 'csv')
    >>> called_workbook(b"\xd0\xcf\x11\xe0") is None
    True
    """
    text = _as_utf8(head[:_HEAD]).lstrip()
    if _SPREADSHEET.search(text):
        return "xml2003"
    if _PAGE.match(text) or (_ENVELOPE.match(text) and b"text/html" in text.lower()):
        return "html"
    lines = text.splitlines()[:5]
    plain = not any(byte < 9 or 13 < byte < 27 for byte in text) and not text.startswith(b"PK")
    cells = [line for line in lines if b"\t" in line or b"," in line or b";" in line]
    return "csv" if plain and len(cells) > 1 and not text.startswith(b"<") else None


def archive_kind(names: Iterable[str]) -> str:
    """What a ZIP is, by the names inside it.

    Examples
    --------
    >>> archive_kind(["doc.kml", "files/icon.png"]), archive_kind(["a.shp", "a.dbf"])
    ('kmz', 'zip')
    >>> archive_kind(["xl/workbook.xml"]), archive_kind([])
    ('xlsx', 'zip')
    """
    inside = [name.lower() for name in names]
    if (any(name.startswith("xl/") for name in inside) and "[content_types].xml" in inside) or (
        "xl/workbook.xml" in inside
    ):
        return "xlsx"
    if "content.xml" in inside and "mimetype" in inside:
        return "ods"
    if any(name.startswith(("word/", "ppt/")) for name in inside):
        return "office"
    others = {kind_by_suffix(name) for name in inside} - {None, "txt"}
    return "kmz" if others == {"kml"} else "zip"


def _as_ascii(head: bytes) -> bytes:
    """Enough of the text to see how it begins, whatever its encoding."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head[:4]:
        head = head.replace(b"\x00", b"")
    return head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")


def _as_utf8(head: bytes) -> bytes:
    """The same in UTF-8, where a mark says that it is UTF-16: Excel's «Unicode text»."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[: len(head) // 2 * 2].decode("utf-16", errors="ignore").encode()
    return head.removeprefix(b"\xef\xbb\xbf")
