"""A province's names and designations at their places, for one size of its picture."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from muban.web.maps.ground_labels import GROUND_LABEL, place_ground_labels
from muban.web.maps.marker_places import Mark, MarkerGroup, place_markers, place_symbols
from muban.web.maps.name_places import pin_box
from muban.web.maps.picture_labels import LabelWish, place_labels
from muban.web.maps.register_rows import counted_rows, register_years

if TYPE_CHECKING:
    from muban.symbology.legend import Legend
    from muban.web.maps.ground_labels import GroundName
    from muban.web.maps.picture_frame import Frame, PictureSize

__all__ = ["STAR_PATH", "place_designations"]

STAR_PATH = "M0-12 3.5-4.9 11.4-3.7 5.7 1.9 7.1 9.7 0 6-7.1 9.7-5.7 1.9-11.4-3.7-3.5-4.9z"
"""A star of radius 12 around the origin: a village chosen by the whole province."""

_COUNT_RADIUS = 0.8
"""In em of the names."""


def place_designations(
    name: str,
    size: PictureSize,
    frame: Frame,
    wishes: Sequence[LabelWish],
    rows: Sequence[Mapping[str, Any]],
    legend: Legend,
    inside: Callable[[float, float], bool],
    *,
    names: Sequence[GroundName] = (),
) -> dict[str, Any]:
    """What the template draws for one size; lengths in cells.

    Parameters
    ----------
    name
        ``desk`` or ``phone``: the class that the stylesheet shows it by.
    size, frame
        The size and the view at that size. Where it asks for a thumb's room, designations too
        near each other share a count; else those that find no room are dots on their places.
    wishes
        The amphoes' names.
    rows
        Of the register (:func:`~muban.web.maps.register_rows.register_rows`).
    legend
        Colours of years.
    inside
        Whether a place in cells lies in the province: no marker leaves it.
    names
        Of roads, waters and neighbours: they stand where all else leaves room.
    """
    symbol, label = size.symbol * frame.pixel, size.label * frame.pixel
    shown = [row for row in counted_rows(rows) if row["at"]]
    labels = place_labels(wishes, size=label, frame=frame.box)
    taken = [placed.box for placed in labels]
    count = max(symbol / 2, label * _COUNT_RADIUS)
    marks = [Mark(row["at"][0], row["at"][1], _rank(row)) for row in shown]
    if size.room is None:
        groups = place_symbols(marks, taken, size=symbol)
    else:
        room = max(size.room * frame.pixel, 2 * count)
        groups = place_markers(marks, taken, size=2 * count, room=room, inside=inside)
    colors = legend.colors_of_years(register_years(rows))
    taken += [pin_box(group.x, group.y, 2 * count) for group in groups]
    taken += [pin_box(row["at"][0], row["at"][1], symbol / 2) for row in shown]
    return {
        "name": name,
        "first": name == "desk",
        "pixel": frame.pixel,
        "label": label,
        "symbol": symbol,
        "count": count,
        "feet": [_foot(row, colors) for row in shown],
        "markers": [_marker(group, shown, colors) for group in groups],
        "leaders": _leaders(groups, shown, count),
        "labels": labels,
        "ground": place_ground_labels(
            names, size=label * GROUND_LABEL, frame=size.inner(frame), taken=taken
        ),
    }


def _rank(row: Mapping[str, Any]) -> int:
    """The province's choices first, then the newest."""
    return (0 if row["level"] == "province" else 10_000) - int(row["year"])


def _foot(row: Mapping[str, Any], colors: Mapping[int, str]) -> dict[str, Any]:
    x, y = row["at"]
    title = f"{row['name']} {row['year']}"
    return {"x": x, "y": y, "color": colors[row["year"]], "title": title, **_of(row)}


def _marker(
    group: MarkerGroup, shown: Sequence[Mapping[str, Any]], colors: Mapping[int, str]
) -> dict[str, Any]:
    row = shown[group.members[0]]
    return {
        "x": group.x,
        "y": group.y,
        "count": len(group.members),
        "level": row["level"],
        "rough": row["place"] == "tambon",
        "color": colors[row["year"]],
    }


def _of(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"year": row["year"], "row": row["row"]}


def _leaders(
    groups: Sequence[MarkerGroup], shown: Sequence[Mapping[str, Any]], radius: float
) -> list[tuple[float, float, float, float]]:
    """Lines from the true places to the markers that do not cover them."""
    found = []
    for group in groups:
        for i in group.members:
            x, y = shown[i]["at"]
            if math.hypot(group.x - x, group.y - y) > radius:
                found.append((x, y, group.x, group.y))
    return found
