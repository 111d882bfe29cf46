"""Which columns of a table hold coordinates, told by their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from muban.gis.reading.tables.coordinate_text import read_pair, read_utm, read_zone

__all__ = ["CoordinateColumns", "find_columns", "heading_role"]

HEADER_ROWS = 20
"""How far down a table's headings may stand under its titles."""

_LATIN: dict[str, str] = {
    **dict.fromkeys(("lat", "latitude", "lattitude", "latitute"), "lat"),
    **dict.fromkeys(("lon", "long", "lng", "longitude", "longtitude", "longitute"), "lon"),
    **dict.fromkeys(("easting", "east", "utme", "utmx", "e"), "east"),
    **dict.fromkeys(("northing", "north", "utmn", "utmy", "n"), "north"),
    **dict.fromkeys(("x", "xcoord", "coordx", "pointx"), "x"),
    **dict.fromkeys(("y", "ycoord", "coordy", "pointy"), "y"),
    **dict.fromkeys(("zone", "utmzone"), "zone"),
    **dict.fromkeys(("coordinate", "coordinates", "latlon", "latlong", "latlng", "gps"), "pair"),
}
_THAI = (
    (re.compile("ละ?ติ?จู[ดต]|แลต|เส้นรุ้ง"), "lat"),
    (re.compile("ลองจิจู[ดต]|ลองติจู[ดต]|เส้นแวง"), "lon"),
    (re.compile("พิกัด(?:ทิศ)?ตะวันออก|ค่าตะวันออก"), "east"),
    (re.compile("พิกัด(?:ทิศ)?เหนือ|ค่าเหนือ"), "north"),
    (re.compile("โซน"), "zone"),
    (re.compile("พิกัด"), "pair"),
)
# Words beside a letter that leave it a coordinate: «พิกัด X», «UTM E (เมตร)».
_BESIDE = re.compile(
    "พิกัด|ค่า|แกน|เมตร|องศา|utm|wgs|84|coord(?:inate)?s?|gps|[\\W_\\d]", re.IGNORECASE
)
_ONE_LETTER = frozenset("xyen")


@dataclass(frozen=True, slots=True)
class CoordinateColumns:
    """Where a table's coordinates stand.

    ``header`` is the position of the heading row; ``first`` and ``second`` the positions
    of the columns of x and y (equal when both stand in one cell); ``angles`` is False where
    the headings speak of metres, None where they leave it open; ``zone_column`` and ``zone``
    where a UTM zone is stated.
    """

    header: int
    first: int
    second: int
    angles: bool | None
    zone_column: int | None = None
    zone: int | None = None


def heading_role(text: object) -> str | None:
    """What a heading says its column is; None when it is no coordinate.

    Examples
    --------
    >>> heading_role("ละติจูด (N)"), heading_role("UTM_E"), heading_role("พิกัด X")
    ('lat', 'east', 'x')
    >>> heading_role("พิกัด GPS"), heading_role("หมู่บ้าน"), heading_role(None)
    ('pair', None, None)
    """
    if not isinstance(text, str) or len(text) > 60:
        return None
    words = [word for word in re.split("[^a-z]+", text.lower()) if word]
    named = [_LATIN[word] for word in words if word in _LATIN and len(word) > 1]
    single = {role for role in named if role != "pair"}
    if {"lat", "lon"} <= single:
        return "pair"
    if single:
        return min(single)
    for pattern, role in _THAI[:-1]:
        if pattern.search(text):
            other = {"lat": "lon", "lon": "lat"}.get(role)
            both = any(p.search(text) for p, r in _THAI if r == other)
            return "pair" if both else role
    bare = _BESIDE.sub("", text.lower())
    if bare in _ONE_LETTER:
        return _LATIN[bare]
    return "pair" if named or _THAI[-1][0].search(text) else None


def find_columns(rows: Sequence[Sequence[object]]) -> CoordinateColumns | None:
    """Find the heading row and the columns of coordinates.

    Parameters
    ----------
    rows
        The table's cells from its top.

    Examples
    --------
    >>> find_columns([["สถานที่", None, None], ["ชื่อ", "lat", "lon"], ["วัด", 17.9, 102.7]])
    CoordinateColumns(header=1, first=2, second=1, angles=True, zone_column=None, zone=None)
    >>> find_columns([["หมู่ที่", "จำนวน"]]) is None
    True
    """
    single: CoordinateColumns | None = None
    most = 0
    for position, row in enumerate(rows[:HEADER_ROWS]):
        roles: dict[str, int] = {}
        for column, cell in enumerate(row):
            role = heading_role(cell)
            if role is not None:
                roles.setdefault(role, column)
        zone = _stated_zone(rows[: position + 1])
        for x, y, angles in (
            ("lon", "lat", True),
            ("east", "north", False),
            ("x", "y", None),
        ):
            if x in roles and y in roles:
                return CoordinateColumns(
                    position, roles[x], roles[y], angles, roles.get("zone"), zone
                )
        if "pair" in roles:
            column = roles["pair"]
            readable = _count_readable(rows[position + 1 :], column)
            if readable > most:
                # A title above may speak of coordinates too: the cells below decide.
                most = readable
                single = CoordinateColumns(position, column, column, None, roles.get("zone"), zone)
    return single


def _count_readable(rows: Sequence[Sequence[object]], column: int) -> int:
    """How many cells under a heading hold both numbers of a place."""
    cells = (row[column] for row in rows)
    return sum(read_pair(cell) is not None or read_utm(cell) is not None for cell in cells)


def _stated_zone(rows: Sequence[Sequence[object]]) -> int | None:
    """A zone named in a title or heading: «พิกัด UTM Zone 48N»."""
    for row in rows:
        for cell in row:
            if not isinstance(cell, str):
                continue
            found = re.search(r"(?i)(?:utm|zone|โซน)\D{0,12}?(\d{1,2})\s*[a-z]?(?![\d])", cell)
            if found and (zone := read_zone(found[1])) is not None:
                return zone
    return None
