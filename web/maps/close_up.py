"""A part of a tambon's ground, to be drawn larger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import shapely

from muban.web.maps.unit_names import widest

if TYPE_CHECKING:
    from muban.web.maps.ground import Ground
    from muban.web.maps.name_places import Box
    from muban.web.maps.picture_places import VillagePlace

__all__ = ["close_up"]


def close_up(ground: Ground, box: Box) -> Ground:
    """The ground of a part of the map: its villages are named in what is seen of them.

    Parameters
    ----------
    ground
        The whole tambon.
    box
        What the larger map must show, in cells.

    Returns
    -------
    Ground
        The same shapes, with the landmarks that lie in the box, and with the villages that
        reach into it: their names stand within what is seen of them.
    """
    window = shapely.box(box.left, box.top, box.right, box.bottom)
    seen = [one for place in ground.villages if (one := _within(place, ground, window)) is not None]
    there = {one.index for one in seen}
    return replace(
        ground,
        box=box,
        villages=tuple(seen),
        landmarks=tuple(at for at in ground.landmarks if window.covers(shapely.Point(at.x, at.y))),
        badges=tuple(badge for badge in ground.badges if badge.village in there),
    )


def _within(place: VillagePlace, ground: Ground, window: shapely.Polygon) -> VillagePlace | None:
    """A village named in the widest part of what a window shows of it; None where none is."""
    area = ground.areas[place.index] if place.drawn else None
    if area is None:
        return place if window.covers(shapely.Point(place.x, place.y)) else None
    part = shapely.make_valid(area).intersection(window)
    if not part.area:
        return None
    x, y, room = widest(part)
    return replace(place, x=x, y=y, room=room)
