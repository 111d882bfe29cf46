"""Outlines from a DXF drawing; a drawing states no coordinate system."""

from __future__ import annotations

import io
import logging
import math
from collections.abc import Callable, Iterable

import shapely
from shapely.geometry.base import BaseGeometry

from gis.problems import Problem, problem
from gis.reading.content import Content
from gis.reading.feature_frame import (
    Record,
    blank_layer,
    build_features,
    shape_flags,
    shape_problems,
)
from gis.reading.shape_building import ShapeBuilder
from gis.source import Read
from gis.text.encoding import decode_bytes

__all__ = ["read_dxf"]

# ezdxf logs what it recovers; a drawing that it cannot read becomes a problem instead.
logging.getLogger("ezdxf").addHandler(logging.NullHandler())

_ARC_STEP = 0.01
"""Largest distance of a chord from its arc, as a share of the radius."""


def read_dxf(content: Content) -> list[Read]:
    """Read the outlines, lines, points and texts of the model space, one layer per DXF layer.

    Parameters
    ----------
    content
        The drawing's bytes, ASCII or binary DXF.

    Returns
    -------
    list of Read
        ``crs`` is None. A closed outline is a Polygon; a text is a Point whose name is
        the text.
    """
    drawing = _open(content)
    if isinstance(drawing, Problem):
        return content.failed(drawing)
    groups: dict[str, list[object]] = {}
    for entity in drawing:
        content.budget.spend("max_features")
        groups.setdefault(_layer_of(entity), []).append(entity)
    if not groups:
        return content.failed(problem("read.empty", content.where))
    return [_layer(content, name, groups[name]) for name in sorted(groups)]


def _layer_of(entity: object) -> str:
    """The entity's layer; of a damaged one the layer that every drawing has."""
    try:
        return str(entity.dxf.get("layer", "0"))  # type: ignore[attr-defined]
    except Exception:
        return "0"


def _open(content: Content) -> Iterable[object] | Problem:
    from ezdxf import recover
    from ezdxf.filemanagement import read
    from ezdxf.lldxf.const import DXFError

    try:
        try:
            if content.data.startswith(b"AutoCAD Binary DXF"):
                document, _ = recover.read(io.BytesIO(content.data))
            else:
                text = decode_bytes(content.data, content.settings.encoding).text
                document = read(io.StringIO(text.replace("\r\n", "\n")))
        except (DXFError, ValueError, KeyError, AttributeError, TypeError):
            document, _ = recover.read(io.BytesIO(content.data))
        return list(document.modelspace())
    except Exception as error:
        return problem("read.unreadable", content.where, kind="DXF", detail=str(error)[:200])


def _layer(content: Content, name: str, entities: list[object]) -> Read:
    layer = content.layer(name)
    empty = blank_layer(content.source, layer)
    records: list[Record] = []
    lost: list[int] = []
    found: list[Problem] = []
    for number, entity in enumerate(entities, start=1):
        kind = str(entity.dxftype())  # type: ignore[attr-defined]
        make = _SHAPES.get(kind)
        if make is None:
            found.append(problem("read.drawing_part", empty.where(number), kind=kind))
            lost.append(number)
            continue
        builder = ShapeBuilder()
        try:
            shape, text = make(entity, builder)
            corners = 0 if shape is None else int(shapely.get_num_coordinates(shape))
        except Exception as error:
            found.append(problem("read.bad_feature", empty.where(number), detail=str(error)[:60]))
            lost.append(number)
            continue
        content.budget.spend("max_coordinates", corners)
        record = Record(number, shape, {"dxf_type": kind}, name=text, flags=shape_flags(builder))
        records.append(record)
        found += shape_problems(empty, record, builder)
    return build_features(content.source, layer, records, crs=None, lost=lost, problems=found)


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
    return _outline(_with_bulges(points, closed), closed, builder)


def _polyline(entity: object, builder: ShapeBuilder) -> _Made:
    points = [
        (v.dxf.location.x, v.dxf.location.y, v.dxf.get("bulge", 0.0))
        for v in entity.vertices  # type: ignore[attr-defined]
    ]
    closed = bool(entity.is_closed)  # type: ignore[attr-defined]
    return _outline(_with_bulges(points, closed), closed, builder)


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
    place = entity.dxf.insert  # type: ignore[attr-defined]
    plain = getattr(entity, "plain_text", None)
    return builder.point((place.x, place.y)), str(plain()) if plain else None


_SHAPES: dict[str, Callable[[object, ShapeBuilder], _Made]] = {
    "LWPOLYLINE": _lwpolyline,
    "POLYLINE": _polyline,
    "LINE": _line,
    "POINT": _point,
    "TEXT": _text,
    "MTEXT": _text,
}
