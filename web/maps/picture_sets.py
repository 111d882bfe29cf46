"""Names, pins and badges at their places, for one size of a picture.

A page's first paint has two such sets, for the desk and for the phone; a stylesheet shows
one of them. Card and print have one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from muban.web.maps.ground_labels import (
    GROUND_LABEL,
    GroundLabel,
    GroundName,
    place_ground_labels,
)
from muban.web.maps.marker_places import Mark, MarkerGroup, place_markers, place_symbols
from muban.web.maps.name_places import pin_box
from muban.web.maps.picture_frame import Frame, PictureSize
from muban.web.maps.picture_labels import LabelWish, PlacedLabel, place_labels
from muban.web.maps.picture_places import LandmarkPlace, VillagePlace

__all__ = ["Badge", "PictureSet", "build_set", "dot_radius", "with_ground_names"]

_DOT_SHARE = 0.13
"""Radius of the dot at a landmark's true place, in diameters of its symbol."""
_COUNT_RADIUS = 0.8
"""In em of the names: a count is read where names are read."""
_COUNT_COLOR = "#37474f"
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
    count: float
    dot: float
    labels: tuple[PlacedLabel, ...]
    feet: tuple[LandmarkPlace, ...]
    markers: tuple[Mapping[str, Any], ...]
    leaders: tuple[tuple[float, float, float, float], ...]
    shared_leaders: tuple[tuple[float, float, float, float], ...]
    badges: tuple[Mapping[str, Any], ...]
    ground: tuple[GroundLabel, ...] = ()


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
    inside: Callable[[float, float], bool] | None = None,
) -> PictureSet:
    """Give everything its place for one size.

    Parameters
    ----------
    name
        ``desk`` or ``phone``: the class that the stylesheet shows it by.
    size, frame
        The size and the view at that size. Where it asks for a thumb's room, landmarks too
        near each other share a count that can be opened; else one has its symbol, all a dot.
    wishes
        Names that want a place, ``id`` the village's index as text.
    villages
        Where a badge stands whose village's name found no room.
    landmarks, badges
        In drawing order.
    dots
        Villages that the picture shows as a dot: their names stand beside it, and no other
        name covers it where it can be helped.
    inside
        Whether a place in cells lies on the tambon's ground: no marker leaves it.
    """
    label, symbol = size.label * frame.pixel, size.symbol * frame.pixel
    avoid = [pin_box(at.x, at.y, symbol) for at in landmarks]
    radius = dot_radius(size) * frame.pixel
    avoid += [pin_box(at.x, at.y, 2 * radius) for at in dots]
    beside = {str(at.index) for at in dots}
    wishes = [
        replace(wish, dot=radius * _DOT_EDGE) if wish.id in beside else wish for wish in wishes
    ]
    labels = place_labels(wishes, size=label, frame=frame.box, avoid=avoid)
    count = max(symbol / 2, label * _COUNT_RADIUS)
    marks = [Mark(at.x, at.y, at.rank) for at in landmarks]
    names = [placed.box for placed in labels]
    groups = (
        place_markers(
            marks,
            names,
            size=max(symbol, 2 * count),
            room=max(size.room * frame.pixel, 2 * count),
            inside=inside,
        )
        if size.room is not None
        else place_symbols(marks, names, size=symbol)
    )
    single = [group for group in groups if len(group.members) == 1]
    shared = [group for group in groups if len(group.members) > 1]
    by_id = {placed.id: placed for placed in labels}
    at = {village.index: village for village in villages}
    return PictureSet(
        name=name,
        first=name == "desk",
        pixel=frame.pixel,
        label=label,
        symbol=symbol,
        count=count,
        dot=symbol * _DOT_SHARE,
        labels=tuple(labels),
        feet=tuple(landmarks),
        markers=tuple(_marker(group, landmarks) for group in groups),
        leaders=(*_leaders(single, landmarks, symbol / 2), *_label_leaders(labels)),
        shared_leaders=tuple(_leaders(shared, landmarks, symbol / 2)),
        badges=tuple(
            _badge(badge, by_id.get(str(badge.village)), at[badge.village]) for badge in badges
        ),
    )


def with_ground_names(
    placed: PictureSet, names: Sequence[GroundName], frame: Frame, size: PictureSize
) -> PictureSet:
    """A set with names of roads, waters and neighbours, where villages and pins leave room.

    Parameters
    ----------
    placed
        Everything else at its place.
    names
        The most important first.
    frame, size
        The view at that size: what its padding leaves free is for titles and legends.
    """
    taken = [label.box for label in placed.labels]
    taken += [pin_box(mark["x"], mark["y"], placed.symbol) for mark in placed.markers]
    taken += [pin_box(at.x, at.y, placed.symbol / 2) for at in placed.feet]
    letters = placed.label * GROUND_LABEL
    return replace(
        placed,
        ground=place_ground_labels(names, size=letters, frame=size.inner(frame), taken=taken),
    )


def dot_radius(size: PictureSize) -> float:
    """Radius of a village without an outline, in output pixels.

    Parameters
    ----------
    size
        Of the picture and its names, in pixels.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> dot_radius(SimpleNamespace(label=20)) == 2 * dot_radius(SimpleNamespace(label=10))
    True
    """
    return size.label * _VILLAGE_DOT


def _marker(group: MarkerGroup, landmarks: Sequence[LandmarkPlace]) -> Mapping[str, Any]:
    """One landmark's symbol, or the count of several, in the colour that they share."""
    members = [landmarks[i] for i in group.members]
    colors = {at.color for at in members}
    return {
        "x": group.x,
        "y": group.y,
        "kind": members[0].kind if len(members) == 1 else "",
        "count": len(members),
        "color": colors.pop() if len(colors) == 1 else _COUNT_COLOR,
        "title": " · ".join(at.title for at in members),
    }


def _leaders(
    groups: Sequence[MarkerGroup], landmarks: Sequence[LandmarkPlace], radius: float
) -> Iterator[tuple[float, float, float, float]]:
    """Lines from the true places to the markers that do not cover them."""
    for group in groups:
        for i in group.members:
            at = landmarks[i]
            if math.hypot(group.x - at.x, group.y - at.y) > radius:
                yield at.x, at.y, group.x, group.y


def _label_leaders(labels: Sequence[PlacedLabel]) -> Iterator[tuple[float, float, float, float]]:
    for label in labels:
        if label.of is not None:
            box = label.box
            yield *label.of, (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _badge(badge: Badge, label: PlacedLabel | None, village: VillagePlace) -> Mapping[str, Any]:
    return {
        "x": label.x if label else village.x,
        "y": label.badge_y if label else village.y,
        "level": badge.level,
        "year": badge.year_be,
        "title": badge.title,
    }
