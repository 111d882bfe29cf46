"""Draw areas that look hand-drawn and meet edge to edge, from a few points of our own.

A tambon is divided into villages, or a province into tambons, in four steps: the outline's
few points become a wiggling line; the places' Voronoi edges become wiggling lines inside
it; all lines are noded together on a grid; and the faces between them are the areas. As
neighbours are faces of the same lines, they share every vertex.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

import shapely
from shapely.geometry import LineString, MultiPoint, Point, Polygon
from shapely.ops import linemerge, polygonize

XY = tuple[float, float]

GRID = 1e-6
"""Degrees: every coordinate is a multiple of it, so that shared vertices are equal."""

ROUGHNESS = {"river": (0.06, 0.6), "stream": (0.26, 0.72), "field": (0.11, 0.6)}
"""How far a line of each kind swings, as a share of its length, and how fast that fades."""


def wiggle(
    start: XY, end: XY, *, kind: str, step: float, lat: float, calm: float = 1.0
) -> list[XY]:
    """A line between two points that swings as its kind does; the same each time.

    Parameters
    ----------
    start, end
        Longitude and latitude in degrees.
    kind
        A key of :data:`ROUGHNESS`.
    step
        Longest distance between two vertices, in degrees of latitude.
    lat
        Latitude of the drawing, for the length of a degree of longitude.
    calm
        Divides the swing: 2 is half as lively.
    """
    swing, fade = ROUGHNESS[kind]
    squeeze = math.cos(math.radians(lat))

    def between(a: XY, b: XY, share: float, depth: int) -> Iterator[XY]:
        dx, dy = (b[0] - a[0]) * squeeze, b[1] - a[1]
        if math.hypot(dx, dy) <= step or depth > 9:
            return
        off = share * _noise(a, b)
        mid = ((a[0] + b[0]) / 2 - off * dy / squeeze, (a[1] + b[1]) / 2 + off * dx)
        yield from between(a, mid, share * fade, depth + 1)
        yield mid
        yield from between(mid, b, share * fade, depth + 1)

    return _round_corners([start, *between(start, end, swing / calm, 0), end])


def closed_line(points: Sequence[tuple[float, float, str]], *, step: float) -> list[XY]:
    """An outline's points as a smooth curve that wiggles; the first point closes it."""
    lat = points[0][1]
    curve = _smooth([(x, y) for x, y, _ in points])
    kinds = [kind for _, _, kind in points for _ in range(_PARTS)]
    line: list[XY] = []
    for start, end, kind in zip(curve, [*curve[1:], curve[0]], kinds, strict=True):
        line += wiggle(start, end, kind=kind, step=step, lat=lat)[:-1]
    return [*line, line[0]]


def divide(
    outline: Polygon, places: Sequence[XY], *, step: float, calm: float = 1.0
) -> list[Polygon]:
    """Areas that fill the outline without gap or overlap, one around each place, in order."""
    lat = places[0][1]
    squeeze = math.cos(math.radians(lat))
    flat = shapely.transform(MultiPoint(places), lambda xy: xy * (squeeze, 1.0))
    edges = shapely.voronoi_polygons(
        flat, only_edges=True, extend_to=shapely.transform(outline, lambda xy: xy * (squeeze, 1.0))
    )
    edges = shapely.transform(edges, lambda xy: xy / (squeeze, 1.0))
    inside = shapely.intersection(shapely.set_precision(edges, GRID), outline)
    inner = [LineString(_inner(edge, step=step, lat=lat, calm=calm)) for edge in _parts(inside)]
    noded = shapely.unary_union([outline.exterior, *inner], grid_size=GRID)
    faces = [face for face in polygonize(noded) if outline.contains(face.representative_point())]
    return _one_each(faces, places)


def node(areas: Sequence[Polygon]) -> list[Polygon]:
    """The same areas, with every vertex that a neighbour has on a shared edge."""
    lines = shapely.unary_union([area.boundary for area in areas], grid_size=GRID)
    homes: list[list[Polygon]] = [[] for _ in areas]
    for face in polygonize(lines):
        shares = [area.intersection(face).area for area in areas]
        if max(shares) > face.area / 2:
            homes[shares.index(max(shares))].append(face)
    return [shapely.unary_union(parts, grid_size=GRID) for parts in homes]


def _inner(edge: LineString, *, step: float, lat: float, calm: float) -> list[XY]:
    coords = list(edge.coords)
    kind = "stream" if _noise(coords[0], coords[-1]) > -0.1 else "field"
    line: list[XY] = []
    for start, end in pairwise(coords):
        line += wiggle(start, end, kind=kind, step=step, lat=lat, calm=calm)
    return line


def _one_each(faces: list[Polygon], places: Sequence[XY]) -> list[Polygon]:
    """The face around each place, with the crumbs that wiggling left beside it."""
    homes: list[list[Polygon]] = [[] for _ in places]
    rest: list[Polygon] = []
    for face in faces:
        owners = [i for i, place in enumerate(places) if face.contains(Point(place))]
        if len(owners) > 1:
            raise ValueError(f"two places in one area: {owners}")
        (homes[owners[0]] if owners else rest).append(face)
    while rest:
        crumb = rest.pop(0)
        shared = [
            sum(crumb.intersection(part).length for part in parts if part.touches(crumb))
            for parts in homes
        ]
        if max(shared) == 0:
            rest.append(crumb)
            continue
        homes[shared.index(max(shared))].append(crumb)
    areas = [shapely.unary_union(parts, grid_size=GRID) for parts in homes]
    if not all(isinstance(area, Polygon) and area.is_valid for area in areas):
        raise ValueError("an area came apart: move a place or a point of the outline")
    return areas


def _parts(shape: shapely.Geometry) -> list[LineString]:
    merged = linemerge(shapely.get_parts(shapely.line_merge(shape)).tolist())
    return [part for part in shapely.get_parts(merged) if part.length > GRID]


_PARTS = 4


def _smooth(points: Sequence[XY]) -> list[XY]:
    """A closed Catmull-Rom curve through the points, each stretch in :data:`_PARTS` pieces."""
    curve: list[XY] = []
    count = len(points)
    for i in range(count):
        p0, p1, p2, p3 = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        for part in range(_PARTS):
            t = part / _PARTS
            curve.append(
                tuple(  # type: ignore[arg-type]
                    0.5
                    * (
                        2 * b
                        + (c - a) * t
                        + (2 * a - 5 * b + 4 * c - d) * t**2
                        + (3 * b - a - 3 * c + d) * t**3
                    )
                    for a, b, c, d in zip(p0, p1, p2, p3, strict=True)
                )
            )
    return curve


def _round_corners(line: list[XY]) -> list[XY]:
    """Chaikin's corner cutting, once; the ends stay."""
    if len(line) < 3:
        return line
    out = [line[0]]
    for a, b in pairwise(line):
        out += [
            (0.75 * a[0] + 0.25 * b[0], 0.75 * a[1] + 0.25 * b[1]),
            (0.25 * a[0] + 0.75 * b[0], 0.25 * a[1] + 0.75 * b[1]),
        ]
    return [*out, line[-1]]


def _noise(a: XY, b: XY) -> float:
    """A number from -1 to 1 that depends on the two places alone."""
    low, high = sorted([a, b])
    key = ",".join(f"{value:.6f}" for value in (*low, *high))
    digest = hashlib.sha256(key.encode()).digest()
    return int.from_bytes(digest[:4], "big") / 2**31 - 1
