"""Shapes as the shortest path text: relative whole numbers of grid cells.

The same text is the picture's ``d`` attribute and the page's data; nothing is sent twice.
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from muban.gis.shapes.simplify import simplify_together
from muban.web.maps.path_text import path_texts
from muban.web.maps.projection import Grid

__all__ = [
    "line_d",
    "outline_path",
    "path_d",
    "paths_d",
    "shape_paths",
    "shapes_in_cells",
    "simplified",
]

_SIMPLIFY_CELLS = 1.0
_CLOSE_GAPS_CELLS = 12.0
_LEAST_GAP = 0.5
"""Square cells: what is less is no gap, but how numbers are rounded."""
_LAST_PLAIN = 3
"""The number that shapely gives polygons; points and lines have lower, collections higher ones."""


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
    return paths_d(shapes_in_cells(geometries, grid, tolerance_cells))


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
    'm0 0v1000h2000v-1000z'
    """
    in_cells = grid.shapes(geometries)
    shapes = in_cells[~shapely.is_missing(in_cells)]
    if not len(shapes):
        return ""
    whole = shapely.union_all(shapely.make_valid(shapes))
    closed = whole.buffer(_CLOSE_GAPS_CELLS, join_style="mitre").buffer(
        -_CLOSE_GAPS_CELLS, join_style="mitre"
    )
    if abs(closed.area - whole.area) > _LEAST_GAP:  # its sharpest corners are cut off
        whole = shapely.union(closed, whole)
    return path_d(shapely.simplify(whole, _SIMPLIFY_CELLS))


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
    return paths_d(np.array([shape], dtype=object))[0]


def paths_d(shapes: NDArray[np.object_]) -> list[str]:
    """Many shapes as :func:`path_d` writes each, in a third of the time.

    Parameters
    ----------
    shapes
        Polygons, MultiPolygons and collections of them, in cells; None and empty ones give "".

    Examples
    --------
    >>> paths_d(np.array([shapely.box(0, 0, 1, 2), None], dtype=object))
    ['m1 0v2h-1v-2z', '']
    """
    parts, of_shape = shapely.get_parts(shapes, return_index=True)
    while (shapely.get_type_id(parts) > _LAST_PLAIN).any():
        parts, within = shapely.get_parts(parts, return_index=True)
        of_shape = of_shape[within]
    rings, of_part = shapely.get_rings(parts, return_index=True)
    return path_texts(rings, of_shape[of_part], len(shapes), closed=True)


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
    lines = shapely.get_parts(shape)
    return path_texts(lines, np.zeros(len(lines), dtype=np.intp), 1, closed=False)[0]
