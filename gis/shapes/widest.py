"""How wide pieces of ground are, and where: the largest circle that fits into each."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from muban.gis.shapes.records import Shapes

__all__ = ["widest_places"]

_STEP = 1.05
_ROUNDS = 12
"""Each halves what is not known of the radius: in the end less than a hundredth of it."""


def widest_places(flat: Shapes) -> tuple[Shapes, npt.NDArray[np.float64]]:
    """Middle and diameter of the largest circle in each piece of ground.

    A circle fits where the ground, taken in by its radius from all sides, has not vanished.
    The radius is searched by halves, for all pieces in one go: the time does not grow with
    how slender they are, as it does where the circle's middle is searched.

    Parameters
    ----------
    flat
        Polygons with ground, in metres; shape (n,).

    Returns
    -------
    points, diameters
        In the same plane, metres, shape (n,) each. The circle lies in its ground; its
        diameter is a fiftieth short of the largest at most, and of strips a thousandth.

    Examples
    --------
    >>> strip = shapely.Polygon([(0, 0), (500, 500), (500, 502), (0, 2)])
    >>> [place], [width_m] = widest_places(np.array([strip]))
    >>> strip.contains(place), round(float(width_m), 1)  # 2 m up and down, 1.41 m across
    (True, 1.4)
    """
    area, around = shapely.area(flat), np.maximum(shapely.length(flat), 1e-9)
    least, most = np.zeros(len(flat)), np.sqrt(area / np.pi)
    # Of a strip this is nearly the half width: most of the search is over with one look.
    radius = np.minimum(area / around, most)
    inner = flat
    for turn in range(_ROUNDS):
        taken_in = shapely.buffer(flat, -radius, quad_segs=8)
        fits = ~shapely.is_empty(taken_in)
        inner = np.where(fits, taken_in, inner)
        least, most = np.where(fits, radius, least), np.where(fits, most, radius)
        # First a step beyond what was guessed, on either side; then by halves.
        step = np.where(fits, _STEP * radius, radius / _STEP) if turn == 0 else most
        between = (step > least) & (step < most)
        radius = np.where(between, step, (least + most) / 2)
    return shapely.point_on_surface(inner), 2 * least
