"""What stands around a printed map: the scale bar, and coordinates at the frame's edge."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muban.web.maps.picture import Picture

__all__ = [
    "MM_PER_PIXEL",
    "Paper",
    "ScaleBar",
    "Tick",
    "enlarged_paper",
    "graticule",
    "nice_length",
    "scale_bar",
]

MM_PER_PIXEL = 25.4 / 96
"""A CSS pixel on paper."""

_STEPS_MINUTES = (0.1, 0.25, 0.5, 1, 2, 5, 10, 15, 30, 60)
_WIDEST_BAR_MM = 46.0


@dataclass(frozen=True, slots=True)
class Paper:
    """A landscape sheet and where the map's frame stands on it, in millimetres.

    ``label`` and ``symbol`` are the sizes on the map in CSS pixels.
    """

    name: str
    width: float
    height: float
    map_left: float
    map_top: float
    map_width: float
    map_height: float
    side_left: float
    side_width: float
    label: float
    symbol: float
    text: float


PAPERS = {
    "a4": Paper("a4", 297, 210, 15, 29, 205, 143, 227, 62, 12.5, 18, 7.4),
    "a3": Paper("a3", 420, 297, 17, 38, 304, 208, 329, 82, 15.5, 24, 9.6),
    "a2": Paper("a2", 594, 420, 22, 52, 436, 300, 470, 112, 19, 30, 12.6),
}
"""The sheets that offices print on, by name. ``text`` is the type size beside the map, pt."""


_ENLARGED_TOP, _ENLARGED_FOOT = 0.82, 1.0
"""Room over and under an enlarged part, as shares of the room over a map."""


def enlarged_paper(paper: Paper) -> Paper:
    """The same sheet for an enlarged part of its map: from edge to edge, with nothing beside.

    Parameters
    ----------
    paper
        The map's sheet.

    Examples
    --------
    >>> enlarged_paper(PAPERS["a4"]).map_width
    267
    """
    top = paper.map_top * _ENLARGED_TOP
    return replace(
        paper,
        map_top=top,
        map_width=paper.width - 2 * paper.map_left,
        map_height=paper.height - top - paper.map_top * _ENLARGED_FOOT,
    )


@dataclass(frozen=True, slots=True)
class ScaleBar:
    """A scale bar: its length on paper, what it means, and the map's scale 1:n."""

    mm: float
    metres: float
    scale: int

    @property
    def in_km(self) -> bool:
        """Whether it is best written in kilometres."""
        return self.metres >= 1000


@dataclass(frozen=True, slots=True)
class Tick:
    """A coordinate at the frame: millimetres from its left or top edge, and its text."""

    mm: float
    text: str


def nice_length(most: float) -> float:
    """The longest of 1, 2 and 5 times a power of ten that is not above a limit.

    Parameters
    ----------
    most
        The limit, in any unit.

    Returns
    -------
    float
        In the same unit.

    Examples
    --------
    >>> nice_length(3400), nice_length(999), nice_length(0.2)
    (2000.0, 500.0, 0.2)
    """
    power = 10.0 ** math.floor(math.log10(most))
    return max(m * power for m in (1.0, 2.0, 5.0) if m * power <= most)


def scale_bar(picture: Picture) -> ScaleBar:
    """The bar for a picture that is printed at one CSS pixel to 1/96 inch.

    Web Mercator stretches by 1/cos(latitude); the bar is in true metres on the ground, at
    the middle of the map.
    """
    metres_per_mm = picture.ground_metres_per_pixel / MM_PER_PIXEL
    metres = nice_length(_WIDEST_BAR_MM * metres_per_mm)
    scale = float(f"{metres_per_mm * 1000:.3g}")
    return ScaleBar(mm=metres / metres_per_mm, metres=metres, scale=round(scale))


def graticule(picture: Picture, paper: Paper) -> tuple[list[Tick], list[Tick]]:
    """Coordinates for the frame's edges: longitudes from the left, latitudes from the top.

    At least two of each wherever minutes of arc allow it, so that a place can be read off.
    """
    width, height = paper.map_width / MM_PER_PIXEL, paper.map_height / MM_PER_PIXEL
    west, north = picture.lonlat_of(0, 0)
    east, south = picture.lonlat_of(width, height)
    step = _step(min(east - west, north - south))
    middle_lon, middle_lat = (west + east) / 2, (north + south) / 2
    lons = [
        Tick(picture.pixel_of(lon, middle_lat)[0] * MM_PER_PIXEL, _angle(lon, step))
        for lon in _multiples(west, east, step)
    ]
    lats = [
        Tick(picture.pixel_of(middle_lon, lat)[1] * MM_PER_PIXEL, _angle(lat, step))
        for lat in _multiples(south, north, step)
    ]
    return lons, lats


def _step(span: float) -> float:
    """Degrees between ticks: about four on the shorter side."""
    return next((m / 60 for m in _STEPS_MINUTES if span / (m / 60) <= 5), 1.0)


def _multiples(low: float, high: float, step: float) -> list[float]:
    first, last = math.ceil(low / step), math.floor(high / step)
    return [n * step for n in range(first, last + 1)]


def _angle(degrees: float, step: float) -> str:
    """Degrees and minutes as maps write them.

    Examples
    --------
    >>> _angle(103.2, 1 / 60), _angle(18.25, 0.5 / 60)
    ('103°12′', '18°15.0′')
    """
    decimals = 0 if step * 60 >= 1 else (1 if step * 60 in (0.1, 0.5) else 2)
    minutes = round(degrees * 60, decimals)
    whole, rest = divmod(minutes, 60)
    return f"{int(whole)}°{rest:0{2 if decimals == 0 else 3 + decimals}.{decimals}f}′"
