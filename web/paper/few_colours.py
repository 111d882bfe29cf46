"""Pictures of few colours: the same one many times, with little that differs.

A picture is held as the numbers of its colours. What differs is numbered anew and written as a
PNG with a table: a village's card costs a third of what a picture of its own would.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from muban.web.paper.raster import table_png

__all__ = ["FewColours"]

_CELLS = 1 << 15
_MOST, _MOST_AT_FIRST = 256, 112
"""Colours in a table: what is changed finds room for its own."""
Area = tuple[float, float, float, float]


class FewColours:
    """A picture whose colours are numbered: those that differ by less than 8 count as one.

    Parameters
    ----------
    pixels
        Height, width and four channels: red, green, blue, and one that is not looked at.

    Examples
    --------
    >>> import numpy as np
    >>> plain = np.zeros((2, 3, 4), dtype=np.uint8)
    >>> FewColours(plain).png(plain, [])[25] == 3  # the kind: with a table
    True
    """

    def __init__(self, pixels: NDArray[np.uint8]) -> None:
        whole = self._first = _whole(pixels).copy()
        # Of a map most pixels are as the one before: they are looked at in runs of one colour.
        colors, lengths = _runs(whole.ravel())
        cells = _cells(colors)
        counts = np.bincount(cells, weights=lengths, minlength=_CELLS)
        used = np.flatnonzero(counts)
        self._kept = _by_count(used, counts)[:_MOST_AT_FIRST]
        self._colors = np.zeros(_CELLS, dtype=np.uint32)
        self._colors[cells] = colors
        numbers = _numbered(self._kept, used).take(cells)
        self._rows = numbers.repeat(lengths).reshape(whole.shape)

    def png(self, pixels: NDArray[np.uint8], changed: list[Area]) -> bytes:
        """The picture as PNG, with what is changed.

        Parameters
        ----------
        pixels
            As it is now, of the same size.
        changed
            Where it may differ from the first: left, top, right and bottom in pixels.
        """
        height, width, _ = pixels.shape
        kept, colors, rows = self._kept, self._colors, self._rows.copy()
        now = _whole(pixels)
        for left, top, right, bottom in changed:
            across = slice(max(0, int(left)), min(width, int(right) + 1))
            down = slice(max(0, int(top)), min(height, int(bottom) + 1))
            here = now[down, across]
            differs = here != self._first[down, across]
            whole = here[differs]
            cells = _cells(whole)
            counts = np.bincount(cells, minlength=_CELLS)
            used = np.flatnonzero(counts)
            new = _by_count(_beyond(kept, used), counts)[: _MOST - len(kept)]
            if len(new):
                kept, colors = np.concatenate((kept, new)), colors.copy()
                fresh = np.zeros(_CELLS, dtype=np.uint32)
                fresh[cells] = whole
                colors[new] = fresh[new]
            rows[down, across][differs] = _numbered(kept, used).take(cells)
        return table_png(rows, colors[kept].view(np.uint8).reshape(-1, 4)[:, :3].tobytes())


def _runs(colors: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.intp]]:
    """Colours that follow each other, each once, and how often it stands there."""
    starts = np.flatnonzero(np.concatenate(([True], colors[1:] != colors[:-1])))
    return colors[starts], np.diff(starts, append=len(colors))


def _by_count(cells: NDArray[np.intp], counts: NDArray[Any]) -> NDArray[np.intp]:
    return cells[np.argsort(-counts[cells], kind="stable")]


def _whole(pixels: NDArray[np.uint8]) -> NDArray[np.uint32]:
    found: NDArray[np.uint32] = np.ascontiguousarray(pixels).view("<u4")[:, :, 0]
    return found


def _cells(whole: NDArray[np.uint32]) -> NDArray[np.uint16]:
    """Five bits of each channel, red first."""
    return ((whole & 0xF8) << 7 | (whole >> 6) & 0x3E0 | (whole >> 19) & 0x1F).astype(np.uint16)


def _beyond(kept: NDArray[np.intp], used: NDArray[np.intp]) -> NDArray[np.intp]:
    """Those of the used colours that are not kept, in their order."""
    known = np.zeros(_CELLS, dtype=bool)
    known[kept] = True
    return used[~known[used]]


def _numbered(kept: NDArray[np.intp], used: NDArray[np.intp]) -> NDArray[np.uint8]:
    """Each colour's number; one that is not kept takes that of the nearest."""
    numbers = np.zeros(_CELLS, dtype=np.uint8)
    numbers[kept] = np.arange(len(kept))
    rare = _beyond(kept, used)
    apart = sum(
        abs((kept >> shift & 31)[None, :] - (rare >> shift & 31)[:, None]) for shift in (0, 5, 10)
    )
    numbers[rare] = np.argmin(apart, axis=1)
    return numbers
