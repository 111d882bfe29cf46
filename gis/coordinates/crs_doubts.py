"""What coordinates without a name, or with a wrong one, can be.

Every usual reading of Thai coordinates stands in ``data/readings.json``. A reading is
possible when it puts the records where the project is; whether one that is possible may
be applied is decided in :mod:`muban.gis.coordinates.crs`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import CRS

from muban.gis.coordinates.datum import DEFAULT_OPERATION, is_indian_1975, to_wgs84
from muban.gis.coordinates.extent import Extent
from muban.gis.shapes.records import Shapes, present

__all__ = [
    "READINGS",
    "Axes",
    "Reading",
    "convert",
    "datum_of",
    "find_readings",
    "offer_settings",
    "swap_axes",
]

Axes = Literal["lonlat", "latlon"]
_MOST = 0.8
"""A reading is possible when it puts this share of the records into the extent; the rest
may be strays."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand coordinates.

    ``axes`` tells whether the first number is east (``lonlat``) or north (``latlon``);
    ``title`` names it for people of any language.
    """

    name: str
    crs: str
    axes: Axes
    datum: str
    title: str

    def setting(self, file: str) -> str:
        """The lines of ``muban.toml`` that choose this reading for a file.

        Examples
        --------
        >>> print(READINGS["utm48"].setting("drawings/a.shp"))
        [files."drawings/a.shp"]
        crs = "EPSG:32648"
        """
        return offer_settings([self], file)

    @property
    def lines(self) -> str:
        """What it needs below the file's heading."""
        axes = '\naxes = "latlon"' if self.axes == "latlon" else ""
        return f'crs = "{self.crs}"{axes}'


def offer_settings(readings: Iterable[Reading], file: str) -> str:
    """The file's heading in ``muban.toml``, and below it each reading; of several none is chosen.

    Examples
    --------
    >>> print(offer_settings([READINGS["utm48"], READINGS["indian48"]], "drawings/a.shp"))
    [files."drawings/a.shp"]
    # crs = "EPSG:32648"
    # crs = "EPSG:24048"
    """
    choices = [reading.lines for reading in readings]
    if len(choices) > 1:
        # Which one is right is the user's to say: pasted as it is, it chooses none.
        choices = ["# " + lines.replace("\n", "\n# ") for lines in choices]
    return "\n".join([f"[files.{json.dumps(file, ensure_ascii=False)}]", *choices])


def _read_readings() -> dict[str, Reading]:
    rows = json.loads(
        resources.files("muban.gis.data").joinpath("readings.json").read_text("utf-8")
    )
    return {name: Reading(name, **row) for name, row in rows.items()}


READINGS = _read_readings()
"""Every reading that is tried, by name, in the order in which problems list them."""


def swap_axes(shapes: Shapes) -> Shapes:
    """The same shapes with the first two numbers of every coordinate exchanged.

    Parameters
    ----------
    shapes
        In any coordinate system; heights stay where they are.

    Returns
    -------
    array
        The shapes in the same order.

    Examples
    --------
    >>> [temple] = swap_axes(np.array([shapely.Point(17.88, 102.74)]))
    >>> temple.wkt
    'POINT (102.74 17.88)'
    """

    def swapped(xyz: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        order = [1, 0, *range(2, xyz.shape[1])]
        return xyz[:, order]

    return _transform(shapes, swapped)


def convert(
    shapes: Shapes, crs: CRS, axes: Axes = "lonlat", *, operation: str = DEFAULT_OPERATION
) -> Shapes:
    """Shapes of a coordinate system in EPSG:4326, longitude first; heights stay as they are.

    Indian 1975 goes through the named ``operation``, see :mod:`muban.gis.coordinates.datum`. A
    coordinate that the system cannot have comes out infinite.

    Parameters
    ----------
    shapes
        With the numbers of ``crs``, degrees or metres.
    crs
        The system that they are in.
    axes
        ``latlon`` where the first number is the latitude or northing.
    operation
        How Indian 1975 comes to WGS 84, by its name in the table of operations.

    Returns
    -------
    array
        Shapes in degrees of EPSG:4326.

    Examples
    --------
    >>> [middle] = convert(np.array([shapely.Point(500_000, 0)]), CRS(32648))
    >>> round(middle.x, 6), round(middle.y, 6)  # the zone's own meridian, and the equator
    (105.0, 0.0)
    """
    if axes == "latlon":
        shapes = swap_axes(shapes)
    if crs == CRS(4326):
        return shapes
    steps = to_wgs84(crs, operation)

    def moved(xyz: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        x, y = xyz[:, 0], xyz[:, 1]
        for step in steps:
            x, y = step.transform(x, y)
        return np.column_stack([x, y, xyz[:, 2:]])

    return _transform(shapes, moved)


def datum_of(crs: CRS) -> str:
    """The datum in the words of the table of readings; '' for one that is not there.

    Parameters
    ----------
    crs
        Any coordinate system.

    Returns
    -------
    str
        Such as ``WGS 84`` or ``Indian 1975``.

    Examples
    --------
    >>> [datum_of(CRS(code)) for code in (32648, 24048, 27700)]  # the last is of Britain
    ['WGS 84', 'Indian 1975', '']
    """
    if is_indian_1975(crs):
        return "Indian 1975"
    geographic = crs.geodetic_crs
    name = geographic.name if geographic is not None else ""
    return "WGS 84" if name.replace(" ", "").upper().startswith("WGS84") else ""


def find_readings(shapes: Shapes, extent: Extent, *, datum: str | None = None) -> list[Reading]:
    """The readings of raw coordinates that put them into an extent.

    Parameters
    ----------
    shapes
        As the file has them, in no known system; missing shapes are passed over.
    extent
        Where they should lie, in degrees.
    datum
        Try only the readings on this datum, where the file states one.

    Examples
    --------
    >>> pins = np.array([shapely.Point(17.88, 102.74)])
    >>> [reading.name for reading in find_readings(pins, Extent(101.9, 17.4, 103.5, 18.5))]
    ['wgs84-latlon']
    """
    boxes = shapely.bounds(shapes[present(shapes)])
    boxes = boxes[np.isfinite(boxes).all(axis=1)]
    middles = shapely.points((boxes[:, :2] + boxes[:, 2:]) / 2)
    possible = []
    for reading in READINGS.values():
        if datum is not None and reading.datum != datum:
            continue
        read_so = shapely.bounds(convert(middles, CRS(reading.crs), reading.axes))
        if len(read_so) and extent.holds_boxes(read_so).mean() >= _MOST:
            possible.append(reading)
    return possible


def _transform(shapes: Shapes, function: Any) -> Shapes:
    # With heights only where there are any: the others would get heights that are no numbers.
    done: Shapes = shapes.copy()
    for solid in (False, True):
        which = shapely.has_z(shapes) == solid
        if which.any():
            done[which] = shapely.transform(shapes[which], function, include_z=solid)
    return done
