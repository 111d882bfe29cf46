"""Names on a picture: how much room their texts take, and where their lines stand.

Where each goes :mod:`muban.web.maps.name_places` decides. Markers give way to names
(:mod:`muban.web.maps.marker_places`).
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from muban.web.maps.name_places import Box, NamePlace, NameWish, place_names

__all__ = ["LabelWish", "PlacedLabel", "place_labels"]

LINE = 1.32
"""Line height in em: Thai marks above and below stand inside it."""
MOO_SIZE = 0.84
BADGE = 1.3
"""Height of a badge's line in em of the name."""
_WIDTHS = {"thai": 0.62, "latin": 0.56, "digit": 0.58, "space": 0.26}
_BASELINE = 0.98
_MARGIN = 0.3
"""Room beside a text, in em of the name."""
_HAIR = 1 + 1e-9
_LEAST_ROOM = 0.55
"""The room that a moo needs at least, in em of the name."""


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

    Parameters
    ----------
    text
        One line.
    size
        Of its letters, in pixels.

    Returns
    -------
    float
        In pixels.

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

    Where the name does not fit, the moo alone may, or the number beside the village.

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
    >>> from muban.web.maps.name_places import Box
    >>> frame = Box(0, 0, 100, 100)
    >>> near = [LabelWish("a", "กก", "1", 50, 50, 40), LabelWish("b", "ขข", "2", 52, 50, 20)]
    >>> [(p.id, p.name) for p in place_labels(near, size=10, frame=frame)][0]
    ('a', 'กก')
    >>> place_labels([], size=10, frame=frame)
    []
    """
    pairs = [(wish, _sized(wish, size)) for wish in wishes]
    of = {id(sized): wish for wish, sized in pairs}
    places = place_names((sized for _, sized in pairs), frame=frame, avoid=avoid)
    return [_label(of[id(place.wish)], place, size) for place in places]


def _sized(wish: LabelWish, size: float) -> NameWish:
    """The wish with the sizes that its texts take in each form."""
    moo = text_width(wish.moo, size * MOO_SIZE)
    margin = size * _MARGIN
    badge, below = BADGE if wish.badge else 0, MOO_SIZE if wish.moo else 0
    lines = 1 + below
    whole = (max(text_width(wish.name, size), moo) + margin, size * (badge + LINE * lines))
    short = (moo + margin, size * (badge + LINE * below))
    number = text_width(wish.number, size * MOO_SIZE) + margin
    return NameWish(
        id=wish.id,
        x=wish.x,
        y=wish.y,
        room=wish.room,
        name=whole if wish.name else (0, 0),
        short=short if wish.moo or not wish.name else (0, 0),
        number=(number, size * LINE * MOO_SIZE) if wish.number else (0, 0),
        least_room=size * _LEAST_ROOM,
        dot=wish.dot,
        own=wish.own,
    )


def _label(wish: LabelWish, place: NamePlace, size: float) -> PlacedLabel:
    box, numbered = place.box, place.form == "number"
    name = wish.name if place.form == "name" else ""
    badge = wish.badge and not numbered
    top = box.top + (BADGE * size if badge else 0)
    below = top + (LINE * size if name else 0)
    away = math.hypot(place.x - wish.x, place.y - wish.y)
    # The nearest places beside it are half its height away to the hair: they touch the village.
    outside = numbered and away > max(wish.room, (box.bottom - box.top) / 2) * _HAIR
    return PlacedLabel(
        id=wish.id,
        name=name,
        moo=wish.number if numbered else wish.moo,
        x=place.x,
        name_y=top + _BASELINE * size,
        moo_y=below + _BASELINE * size * MOO_SIZE,
        badge_y=box.top + BADGE * size / 2,
        box=box,
        of=(wish.x, wish.y) if outside else None,
    )
