"""Shapes of three-dimensional models, which no map of ours can hold: what they are called.

A surface of triangles that a surveyor's program wrote into a GeoPackage has coordinates in
plenty; it is only no point, line or area.
"""

from __future__ import annotations

import struct

__all__ = ["solid_kind"]

_KINDS = {15: "PolyhedralSurface", 16: "TIN", 17: "Triangle", 7: "GeometryCollection (3D)"}
_EWKB_FLAGS = 0x1FFFFFFF
_DIMENSIONS = 1000
"""ISO writes Z, M and ZM as one, two and three thousand more."""


def solid_kind(wkb: bytes | None) -> str:
    """The kind of a shape in WKB that is no point, line or area; '' for none of these.

    Parameters
    ----------
    wkb
        A shape that could not be held as one of the plain kinds.

    Examples
    --------
    >>> solid_kind(struct.pack("<BII", 1, 1016, 0)), solid_kind(struct.pack(">BII", 0, 15, 0))
    ('TIN', 'PolyhedralSurface')
    >>> solid_kind(struct.pack("<BII", 1, 3, 0)), solid_kind(None), solid_kind(b"")
    ('', '', '')
    """
    if not wkb or len(wkb) < 9:
        return ""
    kind, parts = struct.unpack("<II" if wkb[0] else ">II", wkb[1:9])
    plain = (kind & _EWKB_FLAGS) % _DIMENSIONS
    if plain == 7 and not parts:  # an empty collection has no coordinates indeed
        return ""
    return _KINDS.get(plain, "")
