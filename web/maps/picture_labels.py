"""Where names stand on a picture so that none covers another.

Widest village first. Where the name finds no room its number stands there, and where even that
finds none in the village it stands beside it, with a line to it: no village is nameless.
Markers give way to names (:mod:`muban.web.maps.marker_places`).
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

__all__ = [
    "Box",
    "LabelWish",
    "PlacedLabel",
    "pin_box",
    "place_labels",
]

LINE = 1.32
"""Line height in em: Thai marks above and below stand inside it."""
MOO_SIZE = 0.84
_WIDTHS = {"thai": 0.62, "latin": 0.56, "digit": 0.58, "space": 0.26}
_REACH = 0.72
_STEPS = sorted(
    (
        (dx / 10, dy / 10)
        for dx in (-6, -3, 0, 3, 6)
        for dy in (-7, -5, -3, 0, 3, 5, 7)
        if math.hypot(dx, dy) <= _REACH * 10
    ),
    key=lambda step: (step[0] ** 2 + step[1] ** 2, step),
)
"""Shares of the room that a name may move by, nearest first; it stays in its own village."""
BADGE = 1.3
"""Height of a badge's line in em of the name."""
_BASELINE = 0.98
_AROUND = [
    (0.0, 0.0),
    *(
        (0.5 * (1 + i // 16) * math.cos(turn), 0.5 * (1 + i // 16) * math.sin(turn))
        for i in range(30 * 16)
        for turn in (2 * math.pi * (i % 16) / 16 - math.pi / 2,)
    ),
]
"""Where a number may stand around its village, in shares of its height, nearest first."""
_LEAST_ROOM = 0.55
_LEAST_SHARE = 0.22


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in picture units, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inside(self, other: Box) -> bool:
        """Whether this one lies wholly in the other."""
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class LabelWish:
    """A name that wants a place: at ``x, y`` with ``room`` around it.

    ``badge`` asks for a line above the name for a designation's badge; ``dot`` is the radius
    of the mark at ``x, y`` that the name stands beside, 0 where it stands in its own area.
    """

    id: str
    name: str
    moo: str
    x: float
    y: float
    room: float
    badge: bool = False
    dot: float = 0
    number: str = ""
    """What stands beside the village where neither name nor moo finds room in it."""
    own: Callable[[float, float], bool] | None = None
    """Whether a place is in the area that is named; None where its number may stand beside it."""


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A name at its place: ``x`` is its middle, the others are the baselines of its lines.

    ``name`` is "" where only the moo fits; ``badge_y`` is the middle of the badge's line.
    ``of`` is the village's own place where a number stands outside it, and a line leads there.
    """

    id: str
    name: str
    moo: str
    x: float
    name_y: float
    moo_y: float
    badge_y: float
    box: Box
    of: tuple[float, float] | None = None


def text_width(text: str, size: float) -> float:
    """About how wide a line is; marks above and below take no room.

    Examples
    --------
    >>> text_width("กุ้ง", 10) == text_width("กง", 10)
    True
    """
    return size * sum(_char_width(char) for char in text)


def _char_width(char: str) -> float:
    if unicodedata.category(char) == "Mn":
        return 0.0
    if char == " ":
        return _WIDTHS["space"]
    if char.isdigit():
        return _WIDTHS["digit"]
    return _WIDTHS["thai"] if "\u0e00" <= char <= "\u0e7f" else _WIDTHS["latin"]


def place_labels(
    wishes: Iterable[LabelWish], *, size: float, frame: Box, avoid: Sequence[Box] = ()
) -> list[PlacedLabel]:
    """Give names their places, widest village first; what does not fit is left out.

    A name tries the middle of its village, then a little up, down and aside; that of a village
    that is a dot stands over, under or beside the dot. A place free of pins is better than one
    that covers some. Where the name does not fit, the moo alone may.

    Parameters
    ----------
    wishes
        Names with the middle and radius of the widest circle inside their village.
    size
        Font size in picture units.
    frame
        Nothing goes over its edge.
    avoid
        Symbols that a name should rather not cover.

    Examples
    --------
    >>> frame = Box(0, 0, 100, 100)
    >>> near = [LabelWish("a", "กก", "1", 50, 50, 40), LabelWish("b", "ขข", "2", 52, 50, 20)]
    >>> [(p.id, p.name) for p in place_labels(near, size=10, frame=frame)][0]
    ('a', 'กก')
    >>> place_labels([], size=10, frame=frame)
    []
    """
    taken: list[Box] = []
    placed: list[PlacedLabel] = []
    left: list[LabelWish] = []
    for wish in sorted(wishes, key=lambda w: (-w.room, w.id)):
        label = _best(wish, wish.name, size, frame, taken, avoid)
        if label is None and wish.moo:
            label = _best(wish, "", size, frame, taken, avoid)
        if label is not None:
            taken.append(label.box)
            placed.append(label)
        elif wish.number:
            left.append(wish)
    for wish in left:
        label = _beside(wish, size, frame, taken)
        if label is not None:
            taken.append(label.box)
            placed.append(label)
    return placed


def pin_box(x: float, y: float, diameter: float) -> Box:
    """The square that a symbol takes."""
    half = diameter / 2
    return Box(x - half, y - half, x + half, y + half)


def _best(
    wish: LabelWish, name: str, size: float, frame: Box, taken: list[Box], pins: Sequence[Box]
) -> PlacedLabel | None:
    wide = max(text_width(name, size), text_width(wish.moo, size * MOO_SIZE)) + size * 0.3
    if not wish.dot and wish.room < (wide * _LEAST_SHARE if name else size * _LEAST_ROOM):
        return None
    lines = (1 if name else 0) + (MOO_SIZE if wish.moo else 0)
    high = size * ((BADGE if wish.badge else 0) + LINE * lines)
    best: tuple[int, Box] | None = None
    reach = _reach(wish, wide, high)
    taken = [other for other in taken if other.meets(reach)]
    pins = [other for other in pins if other.meets(reach)]
    for x, y in _middles(wish, wide, high):
        box = Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        if not box.inside(frame) or any(box.meets(other) for other in taken):
            continue
        covered = sum(box.meets(other) for other in pins)
        if best is None or covered < best[0]:
            best = (covered, box)
        if covered == 0:
            break
    return _label(wish, name, size, best[1]) if best else None


def _beside(wish: LabelWish, size: float, frame: Box, taken: list[Box]) -> PlacedLabel | None:
    """The nearest free place for a number, in its village or beside it."""
    wide, high = text_width(wish.number, size * MOO_SIZE) + size * 0.3, size * LINE * MOO_SIZE
    for dx, dy in _AROUND:
        x, y = wish.x + dx * high, wish.y + dy * high
        box = Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        if not box.inside(frame) or any(box.meets(other) for other in taken):
            continue
        if wish.own is not None and not wish.own(x, y):
            continue
        label = _label(replace(wish, moo=wish.number, badge=False), "", size, box)
        outside = math.hypot(x - wish.x, y - wish.y) > max(wish.room, high / 2)
        return replace(label, of=(wish.x, wish.y)) if outside else label
    return None


def _reach(wish: LabelWish, wide: float, high: float) -> Box:
    """A rectangle around all places that a name may take, with a little room to spare."""
    aside = max(wish.room, wish.dot + wide / 2) + wide
    up = max(wish.room, wish.dot + high / 2) + high
    return Box(wish.x - aside, wish.y - up, wish.x + aside, wish.y + up)


def _middles(wish: LabelWish, wide: float, high: float) -> Iterator[tuple[float, float]]:
    """Where the middle of a name may stand, best first."""
    if not wish.dot:
        for dx, dy in _STEPS:
            yield wish.x + dx * wish.room, wish.y + dy * wish.room
        return
    up, aside = high / 2 + wish.dot, wide / 2 + wish.dot
    for dx, dy in ((0, -up), (0, up), (aside, 0), (-aside, 0)):
        yield wish.x + dx, wish.y + dy


def _label(wish: LabelWish, name: str, size: float, box: Box) -> PlacedLabel:
    top = box.top + (BADGE * size if wish.badge else 0)
    below = top + (LINE * size if name else 0)
    return PlacedLabel(
        id=wish.id,
        name=name,
        moo=wish.moo,
        x=(box.left + box.right) / 2,
        name_y=top + _BASELINE * size,
        moo_y=below + _BASELINE * size * MOO_SIZE,
        badge_y=box.top + BADGE * size / 2,
        box=box,
    )
