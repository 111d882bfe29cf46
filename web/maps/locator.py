"""The small map that says where in the province a tambon lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from muban.web.maps.encode import shape_paths
from muban.web.maps.projection import fit_grid
from muban.web.wording.render import render

if TYPE_CHECKING:
    import geopandas as gpd

__all__ = ["build_locator"]

_PIXELS = 320.0


def build_locator(tambons: gpd.GeoDataFrame, code: str) -> str:
    """Draw the province's tambons with one of them marked.

    Parameters
    ----------
    tambons
        :data:`muban.layers.frames.UNIT_COLUMNS`, EPSG:4326; some may have no shape.
    code
        Of the tambon to mark.

    Returns
    -------
    str
        SVG; "" where the tambon has no shape, or is alone: then there is nothing to show.
    """
    there = tambons[tambons.geometry.notna()]
    if len(there) < 2 or code not in set(there["code"]):
        return ""
    west, south, east, north = (float(v) for v in there.total_bounds)
    grid = fit_grid((west, south, east, north))
    tolerance = _tolerance(grid.cell, east - west)
    shapes = there.geometry.to_numpy(dtype=object)
    paths = shape_paths(shapes, grid, tolerance_cells=tolerance)
    drawn = list(zip(there["code"], paths, strict=True))
    corners = grid.cells(np.array([[west, north], [east, south]]))
    (left, top), (right, bottom) = corners.tolist()
    unit = (right - left) / _PIXELS
    margin = 4 * unit
    own = code[:4]
    return str(
        render(
            "locator.svg.jinja",
            left=left - margin,
            top=top - margin,
            width=right - left + 2 * margin,
            height=bottom - top + 2 * margin,
            unit=unit,
            others=[d for c, d in drawn if c[:4] != own],
            near=[d for c, d in drawn if c[:4] == own and c != code],
            here=[d for c, d in drawn if c == code],
        )
    )


def _tolerance(cell_m: float, degrees_across: float) -> float:
    """Half a pixel of the small map, in cells."""
    return degrees_across * 111_320 / cell_m / _PIXELS / 2
