"""A copy of a file for GDAL to open, under a name of our own.

GDAL may rebuild an index or leave a lock file beside what it opens, never beside the original,
and no sidecar file can make it open another.
"""

from __future__ import annotations

from pathlib import Path

from pyproj import CRS
from pyproj.exceptions import CRSError

from muban.gis.problems import Problem, problem
from muban.gis.reading.content import Content
from muban.gis.reading.vector.flatgeobuf import count_records
from muban.gis.reading.vector.geopackage import settle
from muban.gis.reading.vector.shapefile_parts import count_rows, even_table, whole_index

__all__ = ["own_copy"]

_SUFFIXES = {"shapefile": "shp", "geopackage": "gpkg", "flatgeobuf": "fgb"}


def own_copy(content: Content, kind: str, folder: Path) -> tuple[Path, list[Problem]]:
    """Write our copy, with an index that points only to what is there.

    Parameters
    ----------
    content
        The bytes; a shapefile's other parts in ``content.parts``.
    kind
        ``shapefile``, ``geopackage`` or ``flatgeobuf``.
    folder
        A temporary folder of our own.

    Returns
    -------
    tuple
        The copy's path, and what is to be said of the file.
    """
    path = folder / f"layer.{_SUFFIXES[kind]}"
    path.write_bytes(content.data)
    if kind == "geopackage":
        return path, settle(content, path)
    if kind == "flatgeobuf":
        return path, _recount(content, path)
    parts = content.parts
    said = [
        problem("read.part_missing", content.where, part=f".{part}")
        for part in ("dbf", "shx")
        if part not in parts
    ]
    rows = count_rows(parts.get("dbf", b"")).stated
    index, shapes = whole_index(content.data, parts.get("shx"), rows)
    path.with_suffix(".shx").write_bytes(index)
    if "dbf" in parts:
        content.budget.check("max_features", shapes)
        path.with_suffix(".dbf").write_bytes(even_table(parts["dbf"], shapes))
    if "prj" in parts:
        text = parts["prj"].decode("utf-8", errors="replace").strip("\x00 \r\n\ufeff")
        if _is_crs(text):
            path.with_suffix(".prj").write_text(text, "utf-8")
        elif text:
            said.append(problem("read.unknown_crs", content.where, stated=text[:80]))
    return path, said


def _recount(content: Content, path: Path) -> list[Problem]:
    """Let our copy of a FlatGeobuf state how many records it holds."""
    counted = count_records(content.data, content.limits.max_features)
    if counted is None:
        return []
    path.write_bytes(counted.data)
    if not counted.stated:  # not known when it was written: the format allows that
        return []
    return [
        problem("read.rows_uncounted", content.where, stated=counted.stated, found=counted.found)
    ]


def _is_crs(text: str) -> bool:
    try:
        CRS.from_user_input(text)
    except CRSError:
        return False
    return True
