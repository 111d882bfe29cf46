"""Areas laid over each other, as a map of faces: who claims which piece of ground.

Everything that two areas can do to each other shows in the faces: ground that two claim is
an overlap, ground that nobody claims but others surround is a gap. All lines are brought
to one grid first (snap rounding, Hobby 1999, as GEOS does it), so that lines which meet do
so in the same corners, whatever the drawing program made of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely import STRtree

from muban.gis.shapes.plane import metres_per_degree
from muban.gis.shapes.records import Shapes

__all__ = [
    "Borders",
    "Faces",
    "Grid",
    "Ground",
    "build_faces",
    "find_open_slivers",
    "solid_areas",
]


_WHOLE = 1e-4


@dataclass(frozen=True, slots=True)
class Grid:
    """Whole numbers of a step in degrees, and how long such a step is on the ground.

    Parameters
    ----------
    step_deg
        Size of a step in degrees.
    lat
        Latitude where lengths are measured, in degrees.
    """

    step_deg: float
    lat: float

    @property
    def metres(self) -> tuple[float, float]:
        """Metres of one step eastward and northward."""
        east, north = metres_per_degree(self.lat)
        return east * self.step_deg, north * self.step_deg

    def to_grid(self, shapes: Any) -> Any:
        """Shapes in EPSG:4326, in steps; whole ones only where the shapes are of such."""

        def steps(lonlat: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
            exact = lonlat / self.step_deg
            whole = np.round(exact)
            # 102.3 / 1e-6 is 102299999.99999999: division must not move a corner.
            return np.where(np.abs(exact - whole) < _WHOLE, whole, exact)

        return shapely.transform(shapes, steps)

    def to_lonlat(self, shapes: Any) -> Any:
        """Shapes in whole steps, in degrees that print with no digit too many."""
        decimals = max(0, round(-np.log10(self.step_deg)))
        return shapely.transform(shapes, lambda xy: np.round(xy * self.step_deg, decimals))

    def to_metres(self, shapes: Any) -> Any:
        """Shapes in steps, in metres."""
        east, north = self.metres
        return shapely.transform(shapes, lambda xy: xy * np.array([east, north]))

    def from_metres(self, shapes: Any) -> Any:
        """Shapes in metres, in steps."""
        east, north = self.metres
        return shapely.transform(shapes, lambda xy: xy / np.array([east, north]))


@dataclass(frozen=True, slots=True)
class Ground:
    """A connected piece of ground that the same areas claim, on the grid.

    ``owners`` are positions of areas, in order; none for a gap. ``in_sliver`` marks a gap
    that is part of an open sliver.
    """

    shape: shapely.Geometry
    owners: tuple[int, ...]
    in_sliver: bool = False


@dataclass(frozen=True, slots=True)
class Faces:
    """The ground cut along every line: who claims each face, and which lie in a sliver."""

    shapes: Shapes
    owners: list[tuple[int, ...]]
    in_sliver: npt.NDArray[np.bool_]

    @property
    def settled(self) -> npt.NDArray[np.bool_]:
        """Which faces exactly one area claims."""
        return np.array([len(owner) == 1 for owner in self.owners], dtype=bool)

    def open_grounds(self) -> list[Ground]:
        """The other faces, joined where they touch along an edge and are of a kind."""
        kinds: dict[tuple[tuple[int, ...], bool], list[shapely.Geometry]] = {}
        for position in np.flatnonzero(~self.settled):
            kind = self.owners[position], bool(self.in_sliver[position])
            kinds.setdefault(kind, []).append(self.shapes[position])
        return [
            Ground(part, *kind)
            for kind in sorted(kinds)
            for part in shapely.get_parts(shapely.coverage_union_all(kinds[kind]))
        ]


def build_faces(areas: Shapes, slivers: Sequence[shapely.Geometry] = ()) -> Faces:
    """Cut the ground along the outlines of all areas.

    Parameters
    ----------
    areas
        Polygons and MultiPolygons in steps of a grid.
    slivers
        Open slivers between them, as :func:`find_open_slivers` gives them.

    Examples
    --------
    >>> faces = build_faces(np.array([shapely.box(0, 0, 6, 9), shapely.box(5, 0, 9, 9)]))
    >>> sorted(zip(shapely.area(faces.shapes).tolist(), faces.owners))
    [(9.0, (0, 1)), (27.0, (1,)), (45.0, (0,))]
    """
    lines = shapely.boundary(np.array([*areas, *slivers], dtype=object))
    noded = shapely.union_all(lines, grid_size=1.0)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    inside = shapely.point_on_surface(faces)
    face, owner = STRtree(areas).query(inside, predicate="within")
    owners: list[list[int]] = [[] for _ in faces]
    for one, claimed in zip(face.tolist(), owner.tolist(), strict=True):
        owners[one].append(claimed)
    in_sliver = np.zeros(len(faces), dtype=bool)
    in_sliver[STRtree(slivers).query(inside, predicate="within")[0]] = True
    in_sliver &= [not claims for claims in owners]
    return Faces(faces, [tuple(sorted(claims)) for claims in owners], in_sliver)


def find_open_slivers(
    areas: Shapes, grid: Grid, tolerance_m: float, *, margin: float = 1.0
) -> list[shapely.Geometry]:
    """Narrow strips between areas that are open to the outside at an end.

    They are what is left when the outer edge is closed by half the tolerance. Notches at a
    corner, smaller than the square of the tolerance, are not meant.

    Parameters
    ----------
    areas
        Polygons in steps of the grid.
    grid
        The grid.
    tolerance_m
        Strips narrower than this, in metres.
    margin
        Above 1, everything is found that is found with 1, and a little more.

    Returns
    -------
    list of Polygon
        In steps of the grid, each beside two areas or more.

    Examples
    --------
    >>> grid = Grid(1e-6, 18.0)
    >>> west = shapely.box(102_000_000, 18_000_000, 102_010_000, 18_010_000)
    >>> east = shapely.box(102_010_010, 18_000_000, 102_020_000, 18_010_000)  # a metre beside it
    >>> areas = np.array([west, east])
    >>> len(find_open_slivers(areas, grid, 2.0)), len(find_open_slivers(areas, grid, 0.5))
    (1, 0)
    """
    if tolerance_m <= 0:
        return []
    flat = grid.to_metres(areas)
    outer = shapely.polygons(shapely.get_exterior_ring(shapely.get_parts(shapely.union_all(flat))))
    filled = shapely.union_all(outer)
    reach = tolerance_m * margin / 2
    closed = filled.buffer(reach, quad_segs=2).buffer(-reach, quad_segs=2)
    strips = shapely.get_parts(shapely.difference(closed, filled))
    strips = strips[shapely.area(strips) > (tolerance_m / margin) ** 2]
    if len(strips) == 0:
        return []
    strip, _ = STRtree(flat).query(strips, predicate="dwithin", distance=tolerance_m / 20)
    beside = np.bincount(strip, minlength=len(strips))
    return list(grid.from_metres(strips[beside >= 2]))


def solid_areas(
    faces: Iterable[shapely.Geometry], owners: Iterable[tuple[int, ...]], count: int
) -> Shapes:
    """Areas put together from the faces given to them, so that their borders match.

    Parameters
    ----------
    faces
        Pieces of one map.
    owners
        For each piece the positions of the areas that get it.
    count
        How many areas there are; one without a face comes out empty.

    Returns
    -------
    array
        By position, in the faces' own coordinates.

    Examples
    --------
    >>> west, middle, east = (shapely.box(x, 0, x + 1, 1) for x in range(3))
    >>> areas = solid_areas([west, middle, east], [(0,), (0,), (1,)], 3)
    >>> areas[0].bounds, areas[1].bounds, areas[2].is_empty
    ((0.0, 0.0, 2.0, 1.0), (2.0, 0.0, 3.0, 1.0), True)
    """
    mine: list[list[shapely.Geometry]] = [[] for _ in range(count)]
    for shape, claims in zip(faces, owners, strict=True):
        for position in claims:
            mine[position].append(shape)
    solid: Shapes = np.full(count, shapely.Polygon(), dtype=object)
    for position, shapes in enumerate(mine):
        if shapes:
            solid[position] = shapes[0] if len(shapes) == 1 else shapely.coverage_union_all(shapes)
    return solid


class Borders:
    """Areas of one map, asked how long their borders with a piece of ground are."""

    def __init__(self, areas: Shapes) -> None:
        # Ring by ring: of an area with a thousand holes, a piece of ground touches one or two.
        lines, owners = shapely.get_parts(shapely.boundary(areas), return_index=True)
        self._edges, self._owners = lines, owners
        self._tree = STRtree(lines)

    def lengths(self, shape: shapely.Geometry) -> dict[int, float]:
        """Length of the border with each area that the shape touches along an edge.

        The longest comes first; of equals, the first area.
        """
        edge = shapely.boundary(shape)
        near = np.sort(self._tree.query(edge, predicate="intersects"))
        lengths = shapely.length(shapely.intersection(edge, self._edges[near]))
        found: dict[int, float] = {}
        for metres, one in zip(lengths, self._owners[near], strict=True):
            if metres > 0:
                found[int(one)] = found.get(int(one), 0.0) + float(metres)
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
