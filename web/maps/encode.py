"""Shapes as the shortest path text: relative whole numbers of grid cells.

The same text is the picture's ``d`` attribute and the page's data; nothing is sent twice.
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from muban.gis.shapes.simplify import simplify_together
from muban.web.maps.projection import Grid

__all__ = ["line_d", "outline_path", "path_d", "shape_paths", "shapes_in_cells", "simplified"]

_SIMPLIFY_CELLS = 1.0
_CLOSE_GAPS_CELLS = 12.0


def shape_paths(
    geometries: NDArray[np.object_], grid: Grid, *, tolerance_cells: float = _SIMPLIFY_CELLS
) -> list[str]:
    """Areas as path texts, neighbours' shared edges simplified alike.

    Parameters
    ----------
    geometries
        Polygons and MultiPolygons in EPSG:4326; None where there is no area.
    grid
        The cells to write in.
    tolerance_cells
        How much detail may go: the square root of the area of a bend, in cells.

    Returns
    -------
    list of str
        One path per geometry; "" for None or an empty one.

    Examples
    --------
    >>> import numpy as np
    >>> from shapely import box
    >>> from muban.web.maps.projection import Grid
    >>> grid = Grid(left=0, top=0, cell=111.3194908)
    >>> shape_paths(np.array([box(0, -0.002, 0.001, 0), None], dtype=object), grid)
    ['m1 2v-2h-1v2z', '']
    """
    return [path_d(shape) for shape in shapes_in_cells(geometries, grid, tolerance_cells)]


def shapes_in_cells(
    geometries: NDArray[np.object_], grid: Grid, tolerance_cells: float
) -> NDArray[np.object_]:
    """Areas in cells with less detail; edges that neighbours share stay shared.

    Parameters
    ----------
    geometries
        Polygons and MultiPolygons in EPSG:4326; None stays None.
    grid
        The cells.
    tolerance_cells
        Square root of the area of a bend that may go, in cells; 0 keeps all.

    Returns
    -------
    array
        In cells, by position.

    Examples
    --------
    >>> import shapely
    >>> grid = Grid(left=0, top=0, cell=111_319.49)  # at the equator a degree, in metres
    >>> [square, nothing] = shapes_in_cells(
    ...     np.array([shapely.box(1, -2, 3, -1), None], dtype=object), grid, 0)
    >>> [round(edge) for edge in square.bounds], nothing
    ([1, 1, 3, 2], None)
    """
    return simplified(grid.shapes(geometries), tolerance_cells)


def simplified(in_cells: NDArray[np.object_], tolerance_cells: float) -> NDArray[np.object_]:
    """Areas that are in cells already, with less detail, as :func:`shapes_in_cells`.

    Bends go in the order of their size (Visvalingam and Whyatt): simplified twice, the
    second time coarser, is the same as once.
    """
    there = [i for i, shape in enumerate(in_cells) if shape is not None and not shape.is_empty]
    if tolerance_cells > 0 and there:
        in_cells = in_cells.copy()
        in_cells[there] = simplify_together(in_cells[there], tolerance_cells)
    return in_cells


def outline_path(geometries: NDArray[np.object_], grid: Grid) -> str:
    """The line around all areas together, as path text.

    Slits between neighbours narrower than about 25 cells do not count as outside: the
    problems tell of them, the outline need not.

    Parameters
    ----------
    geometries
        Polygons and MultiPolygons in EPSG:4326; None is passed over.
    grid
        The cells to write in.

    Returns
    -------
    str
        Of SVG, in cells; "" where there is nothing.

    Examples
    --------
    >>> import shapely
    >>> pair = np.array([shapely.box(0, -1, 1, 0), shapely.box(1, -1, 2, 0)], dtype=object)
    >>> outline_path(pair, Grid(left=0, top=0, cell=111.31949))  # 1,000 cells to a degree
    'm0 1000h2000v-1000h-2000z'
    """
    shapes = [shape for shape in grid.shapes(geometries) if shape is not None]
    if not shapes:
        return ""
    whole = shapely.union_all(shapely.make_valid(np.array(shapes, dtype=object)))
    closed = whole.buffer(_CLOSE_GAPS_CELLS, join_style="mitre").buffer(
        -_CLOSE_GAPS_CELLS, join_style="mitre"
    )
    return path_d(shapely.simplify(shapely.union(closed, whole), _SIMPLIFY_CELLS))


def path_d(shape: BaseGeometry | None) -> str:
    """A shape in cells as relative path text with whole numbers.

    Rings that shrink to less than three corners on the grid are left out.

    Parameters
    ----------
    shape
        Polygon, MultiPolygon or a collection of them, in cells; None gives "".

    Examples
    --------
    >>> from shapely import Polygon
    >>> path_d(Polygon([(12, 40), (15, 38), (15, 50)]))
    'm12 40l3-2v12z'
    >>> path_d(None)
    ''
    """
    text: list[str] = []
    pen = (0, 0)
    for ring in _rings(shape):
        corners = _distinct_corners(ring)
        if len(corners) < 3:
            continue
        text.append(_ring_d(corners, pen))
        pen = corners[0]
    return "".join(text)


def _rings(shape: BaseGeometry | None) -> list[NDArray[np.float64]]:
    if shape is None or shape.is_empty:
        return []
    if isinstance(shape, Polygon):
        return [np.asarray(ring.coords)[:, :2] for ring in (shape.exterior, *shape.interiors)]
    if isinstance(shape, MultiPolygon) or hasattr(shape, "geoms"):
        return [ring for part in shape.geoms for ring in _rings(part)]
    return []


def _distinct_corners(ring: NDArray[np.float64]) -> list[tuple[int, int]]:
    whole = [(int(x), int(y)) for x, y in np.rint(ring)]
    corners = [c for i, c in enumerate(whole) if i == 0 or c != whole[i - 1]]
    return corners[:-1] if len(corners) > 1 and corners[0] == corners[-1] else corners


def line_d(shape: BaseGeometry | None) -> str:
    """A line in cells as relative path text with whole numbers; areas as :func:`path_d`.

    Lines that shrink to a single cell of the grid are left out.

    Examples
    --------
    >>> from shapely import LineString
    >>> line_d(LineString([(12, 40), (15, 38), (15, 50)]))
    'm12 40l3-2v12'
    """
    if shape is None or shape.is_empty:
        return ""
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return path_d(shape)
    text: list[str] = []
    pen = (0, 0)
    for part in shapely.get_parts(shape):
        whole = [(int(x), int(y)) for x, y in np.rint(shapely.get_coordinates(part))]
        corners = [c for i, c in enumerate(whole) if i == 0 or c != whole[i - 1]]
        if len(corners) > 1:
            text.append(_corners_d(corners, pen))
            pen = corners[-1]
    return "".join(text)


def _ring_d(corners: list[tuple[int, int]], pen: tuple[int, int]) -> str:
    return _corners_d(corners, pen) + "z"


def _corners_d(corners: list[tuple[int, int]], pen: tuple[int, int]) -> str:
    text, last = "", ""
    steps = zip([pen, *corners], corners, strict=False)
    for i, ((x0, y0), (x1, y1)) in enumerate(steps):
        dx, dy = x1 - x0, y1 - y0
        if i == 0:
            command, numbers = "m", [dx, dy]
        elif dy == 0:
            command, numbers = "h", [dx]
        elif dx == 0:
            command, numbers = "v", [dy]
        else:
            command, numbers = "l", [dx, dy]
        repeated = command == last and command == "l"
        body = _numbers(numbers)
        text += (("" if body[0] == "-" else " ") if repeated else command) + body
        last = command
    return text


def _numbers(values: list[int]) -> str:
    text = str(values[0])
    for value in values[1:]:
        text += f"{value}" if value < 0 else f" {value}"
    return text
