"""Fewer corners, the same neighbours: shared edges stay shared."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from muban.gis.shapes.geometry_validity import areas_of
from muban.gis.shapes.plane import LocalPlane
from muban.gis.shapes.records import Shapes

__all__ = ["simplify_coverage", "simplify_together"]


def simplify_coverage(frame: gpd.GeoDataFrame, tolerance_m: float) -> gpd.GeoDataFrame:
    """Leave out corners that matter less than a tolerance, equally on both sides of an edge.

    Parameters
    ----------
    frame
        A valid coverage in EPSG:4326, as :func:`muban.gis.shapes.coverage_clean.clean_coverage`
        makes it; rows without a shape stay as they are.
    tolerance_m
        A corner goes when the triangle it makes with its neighbours is smaller than the
        square of this (Visvalingam and Whyatt 1993).

    Returns
    -------
    GeoDataFrame
        A valid coverage again, of the same rows.

    Examples
    --------
    >>> bent = shapely.from_wkt(
    ...     "POLYGON ((102 18, 102.005 18.00001, 102.01 18, 102 18.01, 102 18))")
    >>> frame = gpd.GeoDataFrame(geometry=[bent], crs=4326)
    >>> len(simplify_coverage(frame, 50).geometry.iloc[0].exterior.coords)
    4
    """
    drawn = np.flatnonzero(frame.geometry.notna())
    shapes: Shapes = frame.geometry.to_numpy().copy()
    if len(drawn):
        plane = LocalPlane.around(shapes[drawn])
        # Only the size of triangles is judged in metres: the corners that stay are those
        # of the frame, to the last digit, whatever the way to the plane and back did.
        flat = simplify_together(plane.to_metres(shapes[drawn]), tolerance_m)
        shapes[drawn] = _to_known_corners(plane.to_lonlat(flat), shapes[drawn])
    return frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=4326))


def simplify_together(shapes: Shapes, tolerance: float) -> Shapes:
    """Leave out small bends of areas in any plane, alike on both sides of a shared edge.

    Moving areas to another plane, or joining neighbours that do not quite meet, can leave a
    hole whose corners all fall on one place. GEOS refuses the whole coverage for such a
    speck; here what has no ground is taken away before.

    Parameters
    ----------
    shapes
        Polygons and MultiPolygons, none of them None; in metres or cells.
    tolerance
        Square root of the area of a bend that may go, in the unit of the plane.

    Returns
    -------
    array of Polygon or MultiPolygon
        One for each that came in, an empty one where no ground was. Bends go in the order
        of their size (Visvalingam and Whyatt 1993): simplified twice, the second time
        coarser, is the same as once.

    Examples
    --------
    >>> square, speck = [(0, 0), (9, 0), (9, 9), (0, 9)], [(4, 4), (4, 4), (4, 4), (4, 4)]
    >>> [whole] = simplify_together(np.array([shapely.Polygon(square, [speck])]), 1.0)
    >>> whole.area, len(whole.interiors)
    (81.0, 0)
    """
    broken = np.flatnonzero(~shapely.is_valid(shapes))
    if len(broken):
        shapes = shapes.copy()
        for one in broken:
            mended = shapely.make_valid(shapes[one], method="structure", keep_collapsed=False)
            shapes[one] = areas_of(mended)
    simplified: Shapes = shapely.coverage_simplify(shapes, tolerance)
    return simplified


def _to_known_corners(shapes: Shapes, known: Shapes) -> Shapes:
    """Shapes whose corners are put back onto the nearest of those they came from."""
    corners = np.unique(shapely.get_coordinates(known), axis=0)
    tree = shapely.STRtree(shapely.points(corners))

    def back(lonlat: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        nearest: npt.NDArray[np.float64] = corners[tree.nearest(shapely.points(lonlat))]
        return nearest

    placed: Shapes = shapely.transform(shapes, back)
    return placed
