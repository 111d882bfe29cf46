"""Natural breaks: classes as alike within as can be (Fisher 1958, Jenks 1977).

The same limits as ``mapclassify.FisherJenks`` gives, which the tests hold it against; that
library brings scipy and scikit-learn along, two seconds and sixty megabytes in every process.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["natural_breaks"]


def natural_breaks(values: npt.ArrayLike, k: int) -> npt.NDArray[np.float64]:
    """The upper limits of ``k`` classes with the least squared deviation within.

    Parameters
    ----------
    values
        In any order; at least ``k`` different ones.
    k
        How many classes, two or more.

    Returns
    -------
    ndarray
        Ascending; each limit is one of the values, the last the largest.

    Examples
    --------
    >>> natural_breaks([1, 9, 2, 1, 10], 2).tolist()
    [2.0, 10.0]
    """
    known = np.sort(np.asarray(values, dtype=np.float64))
    first = _first_of_last_class(known.astype(np.float32), k)
    limits, end = [float(known[-1])], len(known)
    for classes in range(k, 1, -1):
        begin = int(first[end, classes])
        limits.append(float(known[begin - 2]))
        end = begin - 1
    return np.array(limits[::-1])


def _first_of_last_class(known: npt.NDArray[np.float32], k: int) -> npt.NDArray[np.int64]:
    """Where the last class begins (from 1), by how many values and how many classes there are.

    Single precision and the order of the sums are as in the library, so that where two ways
    are alike the same one is taken.
    """
    n = len(known)
    first = np.ones((n + 1, k + 1), dtype=np.int64)
    least = np.zeros((n + 1, k + 1), dtype=np.float32)
    for end in range(2, n + 1):
        within = _deviations(known[:end][::-1])
        least[end, 1] = within[-1]
        # A last class of m values, m from 1, leaves end - m for the others.
        whole = within[:-1, None] + least[end - 1 : 0 : -1, 1:k]
        chosen = end - 2 - np.argmin(whole[::-1], axis=0)
        least[end, 2:] = whole[chosen, np.arange(k - 1)]
        first[end, 2:] = end - chosen
    return first


def _deviations(run: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The squared deviation of the first value alone, the first two, and so on."""
    sums = np.cumsum(run, dtype=np.float32)
    squares = np.cumsum(run * run, dtype=np.float32)
    counts = np.arange(1, len(run) + 1, dtype=np.float32)
    within: npt.NDArray[np.float32] = (squares - sums * sums / counts).astype(np.float32)
    return within
