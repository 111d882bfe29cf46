"""From values to a few classes, each with a colour.

The ramp's dark end is always the good end, because a reader learns one direction once. For
an indicator where less is better the colours are turned round, and the class says so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt

from muban.symbology.legend import read_legend
from muban.symbology.natural_breaks import natural_breaks

__all__ = ["Classes", "Method", "classify"]

Floats = npt.NDArray[np.float64]
Method = Literal["natural", "equal", "quantile", "manual"]

_MOST_CLASSES = 9


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes of a choropleth, from low values to high ones.

    Parameters
    ----------
    breaks
        One more than there are classes: the lowest limit, then each class's upper limit
        (a value on a limit belongs to the class below it).
    colours
        ``#rrggbb`` of each class.
    labels
        Each class as people read it: ``2.1–3.4``, or one value.
    higher_is_better
        Whether dark stands at the high end.
    """

    breaks: tuple[float, ...]
    colours: tuple[str, ...]
    labels: tuple[str, ...]
    higher_is_better: bool = True

    def __len__(self) -> int:
        return len(self.colours)

    def index(self, value: float | None) -> int | None:
        """The class of a value, from 0; None where there is no value.

        Values beyond the ends belong to the first and the last class.

        Examples
        --------
        >>> classes = classify([1, 2, 3, 4, 5], method="equal", k=2)
        >>> classes.index(1), classes.index(3), classes.index(5), classes.index(float("nan"))
        (0, 0, 1, None)
        """
        if value is None or math.isnan(value) or not self.colours:
            return None
        place = int(np.searchsorted(np.asarray(self.breaks[1:]), value, side="left"))
        return min(place, len(self.colours) - 1)

    def colour(self, value: float | None) -> str | None:
        """The colour of a value; None (draw the hatch) where there is no value."""
        place = self.index(value)
        return None if place is None else self.colours[place]


def classify(
    values: Sequence[float | None],
    *,
    method: Method = "natural",
    k: int = 5,
    breaks: Sequence[float] | None = None,
    scale: tuple[float, float] | None = None,
    higher_is_better: bool = True,
    ramp: Sequence[str] | None = None,
) -> Classes:
    """Make classes.

    Parameters
    ----------
    values
        One per village; None and NaN are missing and take no part.
    method
        ``natural``: Fisher and Jenks's optimal breaks;
        ``equal``: steps of one width over ``scale`` or the range of the values;
        ``quantile``: classes of about one size; ``manual``: the limits in ``breaks``.
    k
        The number of classes wished for, 2 to 9. There are never more classes than
        different values (except with ``manual`` and with ``equal`` on a stated scale).
    breaks
        For ``manual``: limits from low to high, both ends included. Where values lie beyond
        an end, that end is moved to them, so that no label says less than its class holds.
    scale
        The ends of the scale where the data states one.
    higher_is_better
        False turns the colours round: dark is good, whichever way the numbers run.
    ramp
        Colours from poor to good; None takes the legend's.

    Raises
    ------
    ValueError
        ``k`` is out of range, or ``breaks`` do not rise.

    Examples
    --------
    >>> classify([1, 1, 2, 9, 10], k=2).labels
    ('1–2', '3–10')
    >>> classify([3, 3, 3]).labels
    ('3',)
    >>> len(classify([]))
    0
    """
    if not 2 <= k <= _MOST_CLASSES:
        raise ValueError(f"k must be 2 to {_MOST_CLASSES}, not {k}")
    known = np.array([v for v in values if v is not None and math.isfinite(v)], dtype=float)
    if method == "manual":
        limits = _manual(breaks, known)
    elif known.size == 0:
        return Classes((), (), (), higher_is_better)
    elif method == "equal" and scale is not None:
        limits = [float(v) for v in np.linspace(scale[0], scale[1], k + 1)]
    else:
        limits = _limits(known, method, k)
    colours = _spread(ramp or read_legend().classes.ramp, len(limits) - 1)
    if not higher_is_better:
        colours = colours[::-1]
    continuous = method in ("manual", "equal")
    labels = _labels(limits, known, continuous=continuous)
    return Classes(tuple(limits), tuple(colours), labels, higher_is_better)


def _manual(breaks: Sequence[float] | None, known: Floats) -> list[float]:
    limits = [float(v) for v in breaks or ()]
    if len(limits) < 2 or any(b <= a for a, b in pairwise(limits)):
        raise ValueError("breaks must rise, and there must be two or more")
    if known.size:
        limits[0] = min(limits[0], float(known.min()))
        limits[-1] = max(limits[-1], float(known.max()))
    return limits


def _limits(known: Floats, method: Method, k: int) -> list[float]:
    different = np.unique(known)
    k = min(k, different.size)
    low = float(different[0])
    if k == 1:
        return [low, low]
    if different.size == k and method != "equal":
        uppers = different
    elif method == "natural":
        uppers = natural_breaks(known, k)
    elif method == "quantile":
        # the i-th limit is the smallest value with at least i/k of all values up to it
        ranks = [-(-i * known.size // k) - 1 for i in range(1, k + 1)]
        uppers = np.sort(known)[ranks]
    else:
        uppers = np.linspace(low, float(different[-1]), k + 1)[1:]
    return [low, *(float(v) for v in np.unique(uppers))]


def _spread(ramp: Sequence[str], count: int) -> list[str]:
    """As many colours of the ramp as there are classes, ends first; mixed where it is short."""
    if count <= 1:
        return [ramp[-2]] * count
    places = [i * (len(ramp) - 1) / (count - 1) for i in range(count)]
    return [_mixed(ramp, place) for place in places]


def _mixed(ramp: Sequence[str], place: float) -> str:
    low, share = int(place), place - int(place)
    if share < 1e-9:
        return ramp[low]
    a, b = (tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in (ramp[low], ramp[low + 1]))
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in zip(a, b, strict=True))


def _labels(
    limits: Sequence[float],
    known: Floats,
    *,
    continuous: bool,
) -> tuple[str, ...]:
    """Each class as people read it, without a gap to the one before.

    Classes of one value each keep it alone: what lies between belongs to no class.
    """
    digits = _digits(limits)
    single = np.unique(known).size == len(limits) - 1
    labels = []
    for i, (low, high) in enumerate(pairwise(limits)):
        start, end = low, high
        if not continuous:
            inside = known[(known <= high) & ((known > low) | (i == 0))]
            start, end = float(inside.min()), float(inside.max())
            if i and not single:
                start = min(start, low + 10.0**-digits)
        texts = [f"{v:,.{digits}f}" for v in (start, end)]
        labels.append(texts[0] if texts[0] == texts[1] else "–".join(texts))
    return tuple(labels)


def _digits(limits: Sequence[float]) -> int:
    """Decimals needed to tell the limits apart, at most 2; none where all are whole."""
    for digits in (0, 1):
        if all(math.isclose(v, round(v, digits), abs_tol=1e-9) for v in limits):
            return digits
    spread = max(limits) - min(limits)
    return 1 if spread >= 20 else 2
