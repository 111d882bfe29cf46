"""What the metadata of a GeoParquet file says of its shapes.

The specification (geoparquet.org, 1.1): ``geo`` names the primary column of shapes and, for
each, its encoding and system (PROJJSON; longitude and latitude where nothing is said). The
order of coordinates is x, y, whatever the system says of its axes. ``covering`` names a column
that only repeats each shape's box.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyproj import CRS
from pyproj.exceptions import CRSError

__all__ = ["ShapesStated", "meant_of"]

_LIKELY = ("geometry", "geom", "the_geom", "wkb_geometry", "wkb")
"""Names of a column of bytes that holds shapes in a Parquet file that states nothing."""
_DEFAULT_CRS = "EPSG:4326"
"""What a file means that names no system: OGC:CRS84, longitude and latitude."""


@dataclass(frozen=True, slots=True)
class ShapesStated:
    """The column of shapes ('' for none), its encoding (small letters) and its system ('')."""

    column: str
    encoding: str
    crs: str
    others: tuple[str, ...]
    """Further columns of shapes."""
    boxes: str
    """A column that only repeats where each shape lies."""


def meant_of(names: Sequence[str], geo: bytes | None) -> ShapesStated:
    """What is meant by a file with these columns and this metadata.

    Parameters
    ----------
    names
        Its columns.
    geo
        What stands under ``geo`` in its metadata; None where nothing does.

    Examples
    --------
    >>> geo = b'{"primary_column": "g", "columns": {"g": {"encoding": "WKB"}}}'
    >>> meant = meant_of(["TB_TN", "g"], geo)
    >>> meant.column, meant.encoding, meant.crs
    ('g', 'wkb', 'EPSG:4326')
    >>> meant_of(["name", "geometry"], None).crs  # a Parquet file that says nothing of a map
    ''
    """
    stated = _stated(geo)
    column = str(stated.get("primary_column") or "")
    own = _map(_map(stated.get("columns")).get(column))
    if not own or column not in names:
        likely = [name for name in _LIKELY if name in {one.lower() for one in names}]
        column = next((one for one in names if one.lower() in likely[:1]), "")
        return ShapesStated(column, "wkb", "", (), "")
    shaped = [name for name in _map(stated["columns"]) if name != column and name in names]
    box = _map(_map(own.get("covering")).get("bbox")).get("xmin")
    boxes = str(box[0]) if isinstance(box, list) and len(box) == 2 else ""
    crs = _DEFAULT_CRS if "crs" not in own else _system(own["crs"])
    return ShapesStated(column, str(own.get("encoding", "")).lower(), crs, tuple(shaped), boxes)


def _stated(text: bytes | None) -> Mapping[str, Any]:
    try:
        return _map(json.loads(text or b"{}"))
    except (ValueError, RecursionError):
        return {}


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _system(stated: object) -> str:
    """A system stated as PROJJSON, as a code or as WKT; '' for none and for nonsense."""
    try:
        crs = CRS.from_user_input(stated) if stated else None
    except (CRSError, TypeError, ValueError, RecursionError):
        return ""
    if crs is None:
        return ""
    if crs.to_authority() == ("OGC", "CRS84"):
        return _DEFAULT_CRS
    code = crs.to_epsg()
    return f"EPSG:{code}" if code else crs.to_wkt()
