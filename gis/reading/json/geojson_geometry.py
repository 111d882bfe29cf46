"""Shapes of GeoJSON objects that may be wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from typing import cast

from shapely.geometry.base import BaseGeometry

from muban.gis.reading.limits import Budget
from muban.gis.reading.records.shape_building import Coordinates, ShapeBuilder, as_rows, collect

__all__ = ["NotGeometry", "geometry_from_json"]

_NAN = float("nan")
_TYPES = {
    name.lower(): name
    for name in (
        "Point",
        "LineString",
        "Polygon",
        "MultiPoint",
        "MultiLineString",
        "MultiPolygon",
        "GeometryCollection",
    )
}


class NotGeometry(Exception):
    """The object is not a geometry; the message is what stands in its place."""


def geometry_from_json(value: object, builder: ShapeBuilder, budget: Budget) -> BaseGeometry | None:
    """Build the shape of a GeoJSON geometry object.

    Parameters
    ----------
    value
        The object as the json module gives it.
    builder
        Takes note of open rings and bad corners.
    budget
        Corners are counted against it.

    Raises
    ------
    NotGeometry
        It is no geometry object, or its coordinates have another type's nesting.

    Examples
    --------
    >>> from muban.gis.reading.limits import Limits
    >>> point = {"type": "Point", "coordinates": [102.7, 17.9]}
    >>> geometry_from_json(point, ShapeBuilder(), Budget(Limits())).wkt
    'POINT (102.7 17.9)'
    >>> geometry_from_json(None, ShapeBuilder(), Budget(Limits())) is None
    True
    """
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise NotGeometry(_short(value))
    kind = _TYPES.get(str(value.get("type")).lower())
    if kind is None:
        raise NotGeometry(f"type: {_short(value.get('type'))}")
    if kind == "GeometryCollection":
        members = _list(value.get("geometries"))
        return collect([geometry_from_json(one, builder, budget) for one in members])
    coordinates = _list(value.get("coordinates"))
    return _BUILD[kind](coordinates, builder, budget)


def _list(value: object) -> Sequence[object]:
    if not isinstance(value, list | tuple):
        raise NotGeometry(_short(value))
    return value


def _corner(value: object) -> tuple[float, ...]:
    """Numbers of one position; NaN where it is none. Nested lists are another type's."""
    numbers = _list(value)
    if numbers and isinstance(numbers[0], list | tuple | dict):
        raise NotGeometry(_short(value))
    if len(numbers) < 2:
        return (_NAN, _NAN)
    return tuple(
        float(number)
        if isinstance(number, int | float) and not isinstance(number, bool) and abs(number) < 1e300
        else _NAN
        for number in numbers
    )


def _is_plain(positions: Sequence[object]) -> bool:
    """Whether all are pairs or triples of numbers: such a list becomes an array at once."""
    if set(map(type, positions)) != {list}:
        return False
    rows = cast(list[list[object]], positions)
    return set(map(len, rows)) <= {2, 3} and set(map(type, chain.from_iterable(rows))) <= {
        int,
        float,
    }


def _corners(value: object, budget: Budget) -> Coordinates:
    positions = _list(value)
    budget.spend("max_coordinates", len(positions))
    if _is_plain(positions):
        with suppress(OverflowError, ValueError):
            return as_rows(positions)  # type: ignore[arg-type]
    return [_corner(position) for position in positions]


def _point(value: object, builder: ShapeBuilder, budget: Budget) -> BaseGeometry | None:
    budget.spend("max_coordinates")
    return builder.point(_corner(value) if value != [] else ())


def _line(value: object, builder: ShapeBuilder, budget: Budget) -> BaseGeometry | None:
    return builder.line(_corners(value, budget))


def _polygon(value: object, builder: ShapeBuilder, budget: Budget) -> BaseGeometry | None:
    return builder.polygon([_corners(ring, budget) for ring in _list(value)])


def _many(value: object, builder: ShapeBuilder, budget: Budget, kind: str) -> BaseGeometry | None:
    return collect([_BUILD[kind](part, builder, budget) for part in _list(value)], multi=True)


_BUILD: dict[str, Callable[[object, ShapeBuilder, Budget], BaseGeometry | None]] = {
    "Point": _point,
    "LineString": _line,
    "Polygon": _polygon,
    "MultiPoint": lambda value, builder, budget: _many(value, builder, budget, "Point"),
    "MultiLineString": lambda value, builder, budget: _many(value, builder, budget, "LineString"),
    "MultiPolygon": lambda value, builder, budget: _many(value, builder, budget, "Polygon"),
}


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"
