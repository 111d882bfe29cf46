"""Pale tints for a map without results, so that no two neighbours look alike."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from muban.web.maps.neighbours import find_neighbours

__all__ = ["TINTS", "neighbour_tints"]

TINTS = ("#e3efdb", "#f8e8c9", "#dbe8f3", "#f6dfdb", "#e9e0f2", "#d9efec", "#efe9dc")
"""Pale enough for names in dark ink; as unlike each other as pale colours are. Five do for
nearly every map; the rest are for drawings that overlap."""


def neighbour_tints(shapes: NDArray[np.object_], *, reach: float) -> list[str]:
    """One tint per area, another than any neighbour's.

    The areas with most neighbours choose first (Welsh and Powell, The Computer Journal 10
    (1967), 85-86), so that the same drawing always has the same colours.

    Parameters
    ----------
    shapes
        Areas in any coordinates; None where there is none.
    reach
        Same unit: areas nearer than this are neighbours, for drawings rarely quite meet.

    Examples
    --------
    >>> import numpy as np
    >>> from shapely import box
    >>> row = np.array([box(0, 0, 1, 1), box(1, 0, 2, 1), None], dtype=object)
    >>> first, second, none = neighbour_tints(row, reach=0.1)
    >>> first != second, none == TINTS[0]
    (True, True)
    """
    neighbours = find_neighbours(shapes, reach)
    chosen: dict[int, int] = {}
    for i in sorted(range(len(shapes)), key=lambda i: (-len(neighbours[i]), i)):
        taken = {chosen[j] for j in neighbours[i] if j in chosen}
        free = (tint for tint in range(len(TINTS)) if tint not in taken)
        chosen[i] = next(free, i % len(TINTS))
    return [TINTS[chosen[i]] for i in range(len(shapes))]
