"""KMZ and ZIP: each drawing inside is read like a file of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

from muban.gis.problems import Severity, problem
from muban.gis.reading.archive import Archive, ArchiveError, open_archive
from muban.gis.reading.content import Content
from muban.gis.reading.file_kind import archive_kind, is_clutter, kind_by_suffix
from muban.gis.reading.other_files import NOT_READ, other_code
from muban.gis.reading.shapefile_parts import SHAPEFILE_PARTS
from muban.gis.reading.vector.geopackage import owner_of
from muban.gis.reading.xml.kml_links import settle_links
from muban.gis.source import Read

__all__ = ["read_archive"]

_TEXTS = frozenset({"kml", "geojson", "gpx", "dxf", "csv", "tsv", "txt"})
_ARCHIVES = frozenset({"zip", "kmz"})
_IGNORED = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".svg", ".webp", ".ico", ".tif"})

ReadContent = Callable[[Content, str], list[Read]]


def read_archive(content: Content, read: ReadContent, *, nested: bool = False) -> list[Read]:
    """Read every drawing and table in an archive, and in the archives that it holds.

    Parameters
    ----------
    content
        The archive's bytes.
    read
        Reads content of a kind: :func:`muban.gis.reading.read.read_content`.
    nested
        It stands in another archive: those in it are told of, and not opened.
    """
    try:
        archive = open_archive(content.data, content.budget)
    except ArchiveError as error:
        said = problem("read.unreadable", content.where, kind="ZIP", detail=str(error)[:200])
        return content.failed(said)
    kind = archive_kind(archive.names)
    if kind in ("xlsx", "ods"):
        return read(content, kind)
    if kind == "office":
        return content.failed(problem(other_code(content.source.name), content.where))
    found = [problem("read.member_unsafe", content.where, member=n[:120]) for n in archive.unsafe]
    reads: list[tuple[str, Read]] = []
    members = _members(archive)
    if (code := other_code(content.source.name)) != NOT_READ and not any(k for _, k, _ in members):
        # Many programs' own files are archives in truth.
        return content.failed(problem(code, content.where))
    wanted = {one for name, kind, parts in members if kind for one in (name, *parts.values())}
    stated = sum(archive.names[name].file_size for name in wanted)
    content.budget.check("max_inflated_bytes", stated)
    for name, member_kind, parts in members:
        if member_kind is None or (nested and member_kind in _ARCHIVES):
            code = "read.member_not_read" if member_kind is None else "read.member_nested"
            found.append(problem(code, content.where, member=name[:120]))
            continue
        try:
            member = _member(content, archive, name, member_kind, parts)
        except ArchiveError as error:
            detail = str(error)[:120]
            found.append(
                problem("read.member_broken", content.where, member=name[:120], detail=detail)
            )
            continue
        inside = (
            read_archive(member, read, nested=True)
            if member_kind in _ARCHIVES
            else read(member, member_kind)
        )
        reads += [(name, one) for one in inside]
    if not reads:
        if not any(one.severity is Severity.ERROR for one in found):
            found.append(problem("read.empty", content.where))
        return content.failed(*found)
    settled = settle_links(reads, {name for name, _ in reads})
    return [replace(settled[0], problems=(*found, *settled[0].problems)), *settled[1:]]


def _members(archive: Archive) -> list[tuple[str, str | None, dict[str, str]]]:
    """What is to be read, in name order, with the parts that belong to a shapefile or database."""
    beside: dict[str, dict[str, str]] = {}
    for name in archive.names:
        if (owner := owner_of(name)) in archive.names:
            beside.setdefault(str(owner), {})[name.rpartition("-")[2].lower()] = name
    owned = {name for parts in beside.values() for name in parts.values()}
    by_stem: dict[str, dict[str, str]] = {}
    for name in sorted(archive.names):
        path = PurePosixPath(name)
        suffix = path.suffix.lower().removeprefix(".")
        if suffix in SHAPEFILE_PARTS:
            by_stem.setdefault(name.rpartition(".")[0].lower(), {})[suffix] = name
    grouped = {name for parts in by_stem.values() if "shp" in parts for name in parts.values()}
    out: list[tuple[str, str | None, dict[str, str]]] = []
    for name in sorted(archive.names, key=lambda name: (name.lower() != "doc.kml", name)):
        path = PurePosixPath(name)
        if name in owned:
            continue
        if any(is_clutter(part) for part in path.parts) or path.suffix.lower() in _IGNORED:
            continue
        stem = name.rpartition(".")[0].lower()
        if name in grouped:
            if path.suffix.lower() == ".shp":
                out.append((name, "shapefile", by_stem[stem]))
            continue
        kind = kind_by_suffix(name)
        out.append((name, None if kind == "shapefile" else kind, beside.get(name, {})))
    return out


def _member(
    content: Content, archive: Archive, name: str, kind: str, parts: dict[str, str]
) -> Content:
    limit = "max_text_bytes" if kind in _TEXTS else "max_file_bytes"
    data = archive.read(name, limit=limit)
    only = len([one for one in archive.names if kind_by_suffix(one) is not None]) == 1
    label = name.rpartition(".")[0] if kind == "shapefile" else name
    return replace(
        content,
        data=data,
        # A KMZ has one document, whatever its name: its folders are the layers.
        member=content.member if only and kind == "kml" else content.layer(label),
        parts={suffix: archive.read(part) for suffix, part in parts.items() if suffix != "shp"},
    )
