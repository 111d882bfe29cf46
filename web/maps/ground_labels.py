"""Names of roads, waters and neighbours on a picture: after villages and pins, where room is left.

A line's name stands along it, where it runs straight enough; an area's in its widest place. A
name that finds no free place is left out: the page's table has it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import shapely

from muban.web.maps.name_places import Box
from muban.web.maps.picture_labels import LINE, text_width

__all__ = ["GROUND_LABEL", "TONES", "GroundLabel", "GroundName", "Tone", "place_ground_labels"]

Tone = Literal["water", "way", "place"]

TONES: Mapping[Tone, str] = {"water": "#1d5c87", "way": "#5b4630", "place": "#55646b"}
"""Ink of the names of waters, ways and neighbours: 4.5:1 on paper and ground."""
GROUND_LABEL = 0.86
"""Size of the names of roads and waters, in those of villages."""
_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.12, 0.88)
_STRAIGHT = 0.93
"""Chord over run of the stretch under a name: on a sharper bend it would leave its line."""
_ROOM = 1.7
"""A name may be this many times as wide as the widest circle in its area."""


@dataclass(frozen=True, eq=False)
class GroundName:
    """A name that wants a place: what it names, in cells, and how it is written."""

    text: str
    tone: Tone
    shape: shapely.Geometry
    base: bool = False
    """Whether it belongs to the background, which can be switched off."""


@dataclass(frozen=True, slots=True)
class GroundLabel:
    """A name at its place: the middle of its baseline in cells, turned by degrees."""

    text: str
    tone: Tone
    x: float
    y: float
    turn: float
    base: bool = False


def place_ground_labels(
    names: Iterable[GroundName], *, size: float, frame: Box, taken: Sequence[Box]
) -> tuple[GroundLabel, ...]:
    """Give names their places, in the order in which they come.

    Parameters
    ----------
    names
        The most important first; the same text is written once.
    size
        Font size in cells.
    frame
        Nothing goes over its edge.
    taken
        What stands there already: villages' names, pins.

    Examples
    --------
    >>> road = GroundName("ถนน", "way", shapely.LineString([(0, 50), (100, 50)]))
    >>> [label] = place_ground_labels([road], size=10, frame=Box(0, 0, 100, 100), taken=[])
    >>> label.x, round(label.turn)
    (50.0, 0)
    >>> place_ground_labels([road], size=10, frame=Box(0, 0, 100, 100), taken=[Box(0, 0, 100, 100)])
    ()
    """
    boxes = list(taken)
    placed: list[GroundLabel] = []
    written: set[str] = set()
    for name in names:
        if name.text in written:
            continue
        wide = text_width(name.text, size) + size * 0.4
        for x, y, turn in _places(name.shape, wide):
            box = _box(x, y, turn, wide, size * LINE)
            if box.inside(frame) and not any(box.meets(other) for other in boxes):
                boxes.append(box)
                written.add(name.text)
                placed.append(_label(name, x, y, turn, size))
                break
    return tuple(placed)


def _label(name: GroundName, x: float, y: float, turn: float, size: float) -> GroundLabel:
    """The baseline lies a third of an em below the middle of the letters, along the turn."""
    angle, drop = math.radians(turn), size * 0.34
    return GroundLabel(
        name.text,
        name.tone,
        x - math.sin(angle) * drop,
        y + math.cos(angle) * drop,
        turn,
        name.base,
    )


def _box(x: float, y: float, turn: float, wide: float, high: float) -> Box:
    angle = math.radians(turn)
    cos, sin = abs(math.cos(angle)), abs(math.sin(angle))
    across, down = (wide * cos + high * sin) / 2, (wide * sin + high * cos) / 2
    return Box(x - across, y - down, x + across, y + down)


def _places(shape: shapely.Geometry, wide: float) -> Iterator[tuple[float, float, float]]:
    """Where a name of this width may stand, best first: its middle, and its turn in degrees."""
    parts = [part for part in shapely.get_parts(shape) if not part.is_empty]
    if shape.geom_type in ("Point", "MultiPoint"):
        for part in parts:
            yield part.x, part.y, 0.0
    elif shape.geom_type in ("Polygon", "MultiPolygon"):
        largest = max(parts, key=lambda part: part.area)
        circle = shapely.maximum_inscribed_circle(largest)
        if shapely.length(circle) * 2 * _ROOM >= wide:
            x, y = shapely.get_coordinates(circle)[0]
            yield float(x), float(y), 0.0
    else:
        lines = sorted((part for part in parts if part.length >= wide), key=lambda p: -p.length)
        for line in lines[:4]:
            yield from _along(line, wide)


def _along(line: shapely.Geometry, wide: float) -> Iterator[tuple[float, float, float]]:
    for share in _SHARES:
        middle = share * line.length
        a, b = line.interpolate(middle - wide / 2), line.interpolate(middle + wide / 2)
        if math.hypot(b.x - a.x, b.y - a.y) < wide * _STRAIGHT:
            continue
        at = line.interpolate(middle)
        turn = math.degrees(math.atan2(b.y - a.y, b.x - a.x))
        yield at.x, at.y, (turn + 90) % 180 - 90
