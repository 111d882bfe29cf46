"""Names, pins and badges at their places, for one size of a picture.

A page's first paint has two such sets, for the desk and for the phone; a stylesheet shows
one of them. Card and print have one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from muban.web.maps.picture_frame import Frame, PictureSize
from muban.web.maps.picture_labels import (
    LabelWish,
    Pin,
    PlacedLabel,
    pin_box,
    place_labels,
    place_pins,
)
from muban.web.maps.picture_places import LandmarkPlace, VillagePlace

__all__ = ["Badge", "PictureSet", "build_set", "dot_radius"]

_DOT_SHARE = 0.16
_VILLAGE_DOT = 0.36
"""Radius of a village that has no outline, in em of the names: seen where names are read."""
_DOT_EDGE = 1.4
"""From the middle of a village's dot to its name, in radii."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A designation's badge: where it stands (None: with its village's name) and what it says."""

    village: int
    level: str
    year_be: int
    title: str


@dataclass(frozen=True, slots=True)
class PictureSet:
    """What the template draws for one size; lengths in cells."""

    name: str
    first: bool
    pixel: float
    label: float
    symbol: float
    dot: float
    labels: tuple[PlacedLabel, ...]
    pins: tuple[Mapping[str, Any], ...]
    badges: tuple[Mapping[str, Any], ...]


def build_set(
    name: str,
    *,
    size: PictureSize,
    frame: Frame,
    wishes: Sequence[LabelWish],
    villages: Sequence[VillagePlace],
    landmarks: Sequence[LandmarkPlace],
    badges: Sequence[Badge],
    dots: Sequence[VillagePlace] = (),
) -> PictureSet:
    """Give everything its place for one size.

    Parameters
    ----------
    name
        ``desk`` or ``phone``: the class that the stylesheet shows it by.
    size, frame
        The size and the view at that size.
    wishes
        Names that want a place, ``id`` the village's index as text.
    villages
        Where a badge stands whose village's name found no room.
    landmarks, badges
        In drawing order.
    dots
        Villages that the picture shows as a dot: their names stand beside it, and no other
        name covers it where it can be helped.
    """
    label, symbol = size.label * frame.pixel, size.symbol * frame.pixel
    pins = [Pin(str(i), at.x, at.y, at.rank) for i, at in enumerate(landmarks)]
    avoid = [pin_box(at.x, at.y, symbol) for at in landmarks]
    radius = dot_radius(size) * frame.pixel
    avoid += [pin_box(at.x, at.y, 2 * radius) for at in dots]
    beside = {str(at.index) for at in dots}
    wishes = [
        replace(wish, dot=radius * _DOT_EDGE) if wish.id in beside else wish for wish in wishes
    ]
    labels = place_labels(wishes, size=label, frame=frame.box, avoid=avoid)
    looks = place_pins(pins, labels=labels, pin=symbol, dot=symbol * 2 * _DOT_SHARE)
    by_id = {placed.id: placed for placed in labels}
    at = {village.index: village for village in villages}
    return PictureSet(
        name=name,
        first=name == "desk",
        pixel=frame.pixel,
        label=label,
        symbol=symbol,
        dot=symbol * _DOT_SHARE,
        labels=tuple(labels),
        pins=tuple(
            {"kind": p.kind, "title": p.title, "x": p.x, "y": p.y, "color": p.color, "look": s.look}
            for p, s in zip(landmarks, looks, strict=True)
        ),
        badges=tuple(
            _badge(badge, by_id.get(str(badge.village)), at[badge.village]) for badge in badges
        ),
    )


def dot_radius(size: PictureSize) -> float:
    """Radius of a village without an outline, in output pixels."""
    return size.label * _VILLAGE_DOT


def _badge(badge: Badge, label: PlacedLabel | None, village: VillagePlace) -> Mapping[str, Any]:
    return {
        "x": label.x if label else village.x,
        "y": label.badge_y if label else village.y,
        "level": badge.level,
        "year": badge.year_be,
        "title": badge.title,
    }
