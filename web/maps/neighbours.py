"""Which areas lie beside one another: for colours that must differ, and for ways onward."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

__all__ = ["find_neighbours"]


def find_neighbours(shapes: NDArray[np.object_], reach: float) -> Sequence[set[int]]:
    """Every area's neighbours, by their positions.

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
    >>> list(find_neighbours(row, reach=0.1))
    [{1}, {0}, set()]
    """
    found: list[set[int]] = [set() for _ in shapes]
    there = [i for i, shape in enumerate(shapes) if shape is not None and not shape.is_empty]
    drawn = shapes[there]
    pairs = shapely.STRtree(drawn).query(drawn, predicate="dwithin", distance=reach)
    for a, b in pairs.T:
        if a != b:
            found[there[a]].add(there[b])
    return found
