"""Shapes of a DXF drawing's objects, whatever AutoCAD calls them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import pairwise

from shapely.geometry.base import BaseGeometry

from muban.gis.reading.records.shape_building import ShapeBuilder

__all__ = ["SHAPES", "kind_of", "tags_of", "texts_of"]

_ARC_STEP = 0.01
"""Largest distance of a chord from its arc, as a share of the radius."""
_CHORDS = 16
"""Chords for each piece of a spline: less than a metre from it in a kilometre."""
_MEETING = 0.0005
"""Ends of a spline meet that are no farther apart than this share of its size."""
_FRAME_CONTROL = 16
"""A vertex that only shapes a smoothed polyline."""


def kind_of(entity: object) -> str:
    """What an object is; a mesh is no polyline, nor a sign without a text a place.

    Parameters
    ----------
    entity
        An object of a drawing.

    Returns
    -------
    str
        Its name in DXF; ``MESH`` for a mesh, ``INSERT (block)`` for a sign without a text.

    Examples
    --------
    >>> import ezdxf
    >>> space = ezdxf.new().modelspace()
    >>> kind_of(space.add_text("บ้านเหนือ")), kind_of(space.add_blockref("ต้นไม้", (0, 0)))
    ('TEXT', 'INSERT (block)')
    """
    kind = str(entity.dxftype())  # type: ignore[attr-defined]
    if kind == "POLYLINE" and (entity.is_poly_face_mesh or entity.is_polygon_mesh):  # type: ignore[attr-defined]
        return "MESH"
    return f"{kind} (block)" if kind == "INSERT" and not any(texts_of(entity)) else kind


def tags_of(entity: object) -> dict[str, str]:
    """The fields of a symbol: its tags and what stands in them.

    Parameters
    ----------
    entity
        An object of a drawing; most have no fields.

    Returns
    -------
    dict
        Tag to text, as both are written.

    Examples
    --------
    >>> import ezdxf
    >>> sign = ezdxf.new().modelspace().add_blockref("ป้าย", (0, 0))
    >>> field = sign.add_attrib("MOO", "4")
    >>> tags_of(sign)
    {'MOO': '4'}
    """
    attributes = getattr(entity, "attribs", ())
    return {str(one.dxf.get("tag", "")): str(one.plain_text()) for one in attributes}


_Made = tuple[BaseGeometry | None, str | None]


def _outline(corners: list[tuple[float, ...]], closed: bool, builder: ShapeBuilder) -> _Made:
    ends_meet = len(corners) > 3 and corners[0] == corners[-1]
    if closed and len(corners) > 2:
        ring = corners if ends_meet else [*corners, corners[0]]
        return builder.polygon([ring]), None
    return builder.line(corners), None


def _lwpolyline(entity: object, builder: ShapeBuilder) -> _Made:
    points = list(entity.get_points("xyb"))  # type: ignore[attr-defined]
    closed = bool(entity.closed)  # type: ignore[attr-defined]
    return _outline(_on_the_ground(entity, _with_bulges(points, closed)), closed, builder)


def _polyline(entity: object, builder: ShapeBuilder) -> _Made:
    points = [
        (v.dxf.location.x, v.dxf.location.y, v.dxf.get("bulge", 0.0))
        for v in entity.vertices  # type: ignore[attr-defined]
        # A smoothed polyline keeps the corners that it was smoothed from beside its own.
        if not v.dxf.get("flags", 0) & _FRAME_CONTROL
    ]
    closed = bool(entity.is_closed)  # type: ignore[attr-defined]
    corners = _with_bulges(points, closed)
    flat = bool(entity.is_2d_polyline)  # type: ignore[attr-defined]
    return _outline(_on_the_ground(entity, corners) if flat else corners, closed, builder)


def _on_the_ground(entity: object, corners: list[tuple[float, ...]]) -> list[tuple[float, ...]]:
    """Corners in the drawing's own coordinates: a mirrored object has its x turned around."""
    ocs = entity.ocs()  # type: ignore[attr-defined]
    if not ocs.transform:
        return corners
    return [(place.x, place.y) for place in map(ocs.to_wcs, ((*c[:2], 0.0) for c in corners))]


def _curve(entity: object, builder: ShapeBuilder) -> _Made:
    """A spline as short chords, between the knots where it is a curve at all.

    A closed spline's knots go on beyond its seam, to bring the ends together smoothly;
    there its formula runs away from the drawing.
    """
    spline = entity.construction_tool()  # type: ignore[attr-defined]
    knots = [float(knot) for knot in spline.knots()]
    inside = sorted(set(knots[spline.degree : len(knots) - spline.degree]))
    steps = [
        start + (end - start) * chord / _CHORDS
        for start, end in pairwise(inside)
        for chord in range(_CHORDS)
    ]
    places = spline.points([*steps, inside[-1]])
    corners: list[tuple[float, ...]] = [(float(place.x), float(place.y)) for place in places]
    size = max(max(axis) - min(axis) for axis in zip(*corners, strict=True))
    closed = math.dist(corners[0], corners[-1]) <= size * _MEETING
    if closed:
        corners[-1] = corners[0]
    return _outline(corners, closed or bool(entity.closed), builder)  # type: ignore[attr-defined]


def _arc_line(entity: object, builder: ShapeBuilder) -> _Made:
    sagitta = float(entity.dxf.radius) * _ARC_STEP  # type: ignore[attr-defined]
    places = entity.flattening(sagitta)  # type: ignore[attr-defined]
    return builder.line([(place.x, place.y) for place in places]), None


def _reference(entity: object, builder: ShapeBuilder) -> _Made:
    """A symbol with texts of its own, such as a temple's sign with the temple's name."""
    [place] = _on_the_ground(entity, [entity.dxf.insert.vec2])  # type: ignore[attr-defined]
    return builder.point(place), next(texts_of(entity))


def texts_of(entity: object) -> Iterator[str]:
    """Texts that stand in the fields of a symbol and are seen.

    Parameters
    ----------
    entity
        An object of a drawing.

    Yields
    ------
    str
        Without space around; what is hidden or empty is passed over.

    Examples
    --------
    >>> import ezdxf
    >>> sign = ezdxf.new().modelspace().add_blockref("ป้าย", (0, 0))
    >>> fields = [sign.add_attrib("NAME", "วัดโพธิ์ชัย"), sign.add_attrib("ID", " ")]
    >>> list(texts_of(sign))
    ['วัดโพธิ์ชัย']
    """
    for attribute in getattr(entity, "attribs", ()):
        text = str(attribute.plain_text()).strip()
        if text and not attribute.is_invisible:
            yield text


def _with_bulges(points: list[tuple[float, float, float]], closed: bool) -> list[tuple[float, ...]]:
    """Corners, with arcs (a bulge is the tangent of a quarter of the angle) as short chords."""
    out: list[tuple[float, ...]] = []
    following = [*points[1:], *(points[:1] if closed else [])]
    for (x, y, bulge), end in zip(points, following, strict=False):
        out.append((x, y))
        if bulge:
            out += _arc((x, y), end[:2], bulge)
    if not closed and points:
        out.append(points[-1][:2])
    return out


def _arc(
    start: tuple[float, float], end: tuple[float, ...], bulge: float
) -> list[tuple[float, ...]]:
    angle = 4 * math.atan(bulge)
    dx, dy = end[0] - start[0], end[1] - start[1]
    chord = math.hypot(dx, dy)
    if not chord or abs(bulge) < 1e-9:
        return []
    # Centre: on the chord's perpendicular, at the apothem.
    apothem = chord * (1 - bulge * bulge) / (4 * bulge)
    cx = (start[0] + end[0]) / 2 - dy / chord * apothem
    cy = (start[1] + end[1]) / 2 + dx / chord * apothem
    first = math.atan2(start[1] - cy, start[0] - cx)
    radius = math.hypot(start[0] - cx, start[1] - cy)
    steps = max(2, math.ceil(abs(angle) / (2 * math.acos(1 - _ARC_STEP))))
    return [
        (
            cx + radius * math.cos(first + angle * step / steps),
            cy + radius * math.sin(first + angle * step / steps),
        )
        for step in range(1, steps)
    ]


def _line(entity: object, builder: ShapeBuilder) -> _Made:
    start, end = entity.dxf.start, entity.dxf.end  # type: ignore[attr-defined]
    return builder.line([(start.x, start.y), (end.x, end.y)]), None


def _point(entity: object, builder: ShapeBuilder) -> _Made:
    place = entity.dxf.location  # type: ignore[attr-defined]
    return builder.point((place.x, place.y)), None


def _text(entity: object, builder: ShapeBuilder) -> _Made:
    dxf = entity.dxf  # type: ignore[attr-defined]
    text = str(entity.plain_text())  # type: ignore[attr-defined]
    if entity.dxftype() != "TEXT":  # type: ignore[attr-defined]
        return builder.point((dxf.insert.x, dxf.insert.y)), text
    # A text that is centred hangs on its second point; the first may never have been set.
    aligned = dxf.get("halign", 0) or dxf.get("valign", 0)
    place = (dxf.get("align_point") if aligned else None) or dxf.insert
    [corner] = _on_the_ground(entity, [(place.x, place.y)])
    return builder.point(corner), text


SHAPES: dict[str, Callable[[object, ShapeBuilder], _Made]] = {
    "LWPOLYLINE": _lwpolyline,
    "POLYLINE": _polyline,
    "LINE": _line,
    "POINT": _point,
    "TEXT": _text,
    "MTEXT": _text,
    "SPLINE": _curve,
    "ARC": _arc_line,
    "INSERT": _reference,
}
