"""The ground under a tambon's map: roads, waters and forests of files given for it, generalised.

Only what helps to find oneself: main roads, rivers and rails always, the rest as far as room is
left. What is left out first has the highest rank of ``layers/data/context_kinds.json``, in it
what has no name, in it the shortest or smallest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from muban.gis.problems import Problem, Where, problem
from muban.layers.atlas import Background
from muban.layers.context.context_kinds import context_kinds
from muban.layers.context.ground_things import Ground
from muban.layers.personal.privacy import PrivacyRule, find_personal

__all__ = ["background_of", "main_background", "traced_background"]

MARGIN = 0.2
"""So much of the map's size is shown around it."""
MOST_CORNERS = 3_600
"""More would weigh a page down: they make about 12 KB, packed."""
TRACED_CORNERS = 9_000
"""So many may lie under the work of who draws: there nothing is simplified."""
MAIN_CORNERS = 2_600
"""So many a province's page has room for: it shows what is main alone."""
_MAIN_RANK = 2
"""Highways, rails, rivers and waters."""
_DETAIL = 1_400
"""The finest bend that is kept, as a part of the map's size: about a pixel on a large screen."""
_SPECK = 130
"""So is the shortest nameless line, and the side of the smallest water."""


def background_of(
    ground: Ground, shape: shapely.Geometry, *, rule: PrivacyRule, tambon: str
) -> tuple[Background | None, list[Problem]]:
    """One tambon's part of the background, put together, simplified and cut to its room.

    Parameters
    ----------
    ground
        Everything that was given.
    shape
        What the tambon's map is of (EPSG:4326).
    rule
        A name that is personal is left out.
    tambon
        What the note on what was left out calls it.
    """
    found = _found(ground, shape, rule, simple=1 / _DETAIL, room=MOST_CORNERS)
    if found is None:
        return None, []
    made, left = found
    words = ", ".join(f"{kind} {count}" for kind, count in sorted(left.items()))
    told = (
        [problem("ground.thinned", Where("reference"), tambon=tambon, left=words)] if left else []
    )
    return made, told


def traced_background(
    ground: Ground, shape: shapely.Geometry, *, rule: PrivacyRule
) -> Background | None:
    """One tambon's part of the background with every bend that it has, to draw along.

    Nothing is simplified: who traces the same road in the next tambon has the same corners.

    Parameters
    ----------
    ground
        Everything that was given.
    shape
        Where the drawing is (EPSG:4326).
    rule
        A name that is personal is left out.
    """
    found = _found(ground, shape, rule, simple=0, room=TRACED_CORNERS)
    return None if found is None else found[0]


def main_background(
    ground: Ground, drawn: gpd.GeoDataFrame, shape: shapely.Geometry, *, rule: PrivacyRule
) -> Background | None:
    """What is main of the background, for a province: highways, rails, rivers and waters.

    Parameters
    ----------
    ground
        Everything that was given.
    drawn
        What officers drew (:data:`muban.layers.frames.CONTEXT_COLUMNS`).
    shape
        What the province's map is of (EPSG:4326).
    rule
        A name that is personal is left out.
    """
    main = {kind.id for kind in context_kinds().every if kind.rank <= _MAIN_RANK}
    own = drawn.rename(columns={"context_kind": "kind"}).assign(credit="")
    frames = [frame[frame["kind"].isin(main)] for frame in (ground.frame, own)]
    columns = ["kind", "name", "credit", "geometry"]
    parts = [frame[columns] for frame in frames if len(frame)]
    if not parts:
        return None
    frame = gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs="EPSG:4326")
    found = _found(Ground(frame), shape, rule, simple=1 / _DETAIL, room=MAIN_CORNERS)
    return None if found is None else found[0]


def _found(
    ground: Ground, shape: shapely.Geometry, rule: PrivacyRule, *, simple: float, room: int
) -> tuple[Background, Mapping[str, int]] | None:
    """What lies around a shape, as far as there is room, and how many of a kind are left out.

    ``simple`` is the finest bend that is kept, as a share of the shape's size; 0 keeps all.
    """
    if not len(ground.frame) or shapely.is_empty(shape):
        return None
    west, south, east, north = shape.bounds
    size = max(east - west, north - south, 0.01)
    box = shapely.box(*(np.array(shape.bounds) + np.array([-1, -1, 1, 1]) * size * MARGIN))
    near = ground.frame.iloc[ground.frame.sindex.query(box, predicate="intersects")]
    joined = _joined(near, box, shape, simple=size * simple, least=size / _SPECK)
    kept, left = _within_room([row for row in joined if row["geometry"] is not None], room)
    if not kept:
        return None
    for row in kept:
        if find_personal(row["name"], where=Where("reference"), rule=rule, named="place"):
            row["name"] = ""
    credit = tuple(dict.fromkeys(one for one in near["credit"] if one))
    frame = pd.DataFrame(kept, columns=["kind", "name", "geometry"])
    return Background(gpd.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4326"), credit), left


def _joined(
    near: gpd.GeoDataFrame,
    box: shapely.Geometry,
    own: shapely.Geometry,
    *,
    simple: float,
    least: float,
) -> Iterator[dict[str, Any]]:
    """Pieces of the same thing as one shape, without bends and specks that nobody sees."""
    # Of what an office gave, also a stream without a name is wanted; of a whole country's not.
    nameless_own = (near["name"] == "") & (near["credit"] == "")
    groups = near.groupby([near["kind"], near["name"], nameless_own.rename("own")], sort=True)
    for (kind, name, wanted), rows in groups:
        shapes = rows.geometry.to_numpy()
        if kind == "place":
            # The project's own villages have names of their own.
            for point in shapes:
                away = not shapely.intersects(point, own)
                yield {
                    "kind": kind,
                    "name": name,
                    "geometry": point if away else None,
                    "wanted": wanted,
                }
            continue
        cut = shapely.intersection(shapely.make_valid(shapes), box)
        whole = shapely.union_all(cut)
        if shape_type_of(whole) == "line":
            whole = shapely.line_merge(whole)
        drawn = shapely.simplify(whole, simple) if simple else whole
        for part in _parts(drawn, named=bool(name), least=least):
            yield {"kind": kind, "name": name, "geometry": part, "wanted": wanted}


def shape_type_of(shape: shapely.Geometry) -> str:
    """``line`` or ``area`` of the widest part of what a cut leaves.

    Parameters
    ----------
    shape
        Of any coordinate system.

    Returns
    -------
    str
        By what has an area: a cut may leave lines beside it.

    Examples
    --------
    >>> road, pond = shapely.LineString([(102, 18), (102.1, 18)]), shapely.box(102, 18, 103, 19)
    >>> shape_type_of(road), shape_type_of(pond)
    ('line', 'area')
    """
    return "line" if shapely.area(shape) == 0 else "area"


def _parts(shape: shapely.Geometry, *, named: bool, least: float) -> Iterator[shapely.Geometry]:
    """The lines or areas worth drawing; what bears a name keeps all its parts together."""
    wanted = "LineString" if shape_type_of(shape) == "line" else "Polygon"
    flat = [leaf for part in shapely.get_parts(shape) for leaf in shapely.get_parts(part)]
    chosen = [one for one in flat if one.geom_type == wanted]
    if wanted == "Polygon":
        chosen = [one for one in chosen if one.area >= (least / 2) ** 2]
    elif not named:
        chosen = [one for one in chosen if one.length >= least]
    if not chosen:
        return
    if named:
        multi = shapely.multilinestrings if wanted == "LineString" else shapely.multipolygons
        yield chosen[0] if len(chosen) == 1 else multi(chosen)
    else:
        yield from chosen


def _within_room(
    rows: Sequence[dict[str, Any]], room: int
) -> tuple[list[dict[str, Any]], Mapping[str, int]]:
    """The most important that the room is enough for, in drawing order, and what is left out."""
    table = context_kinds()
    order = {kind.id: place for place, kind in enumerate(table.every)} | {"place": 99}

    def importance(row: dict[str, Any]) -> tuple[Any, ...]:
        kind = None if row["kind"] == "place" else table.of(row["kind"])
        shape = row["geometry"]
        large = shapely.area(shape) or shapely.length(shape)
        return (kind.rank if kind else 2, not row["name"], -large, row["name"], shape.wkb)

    kept: list[dict[str, Any]] = []
    left: Counter[str] = Counter()
    for row in sorted(rows, key=importance):
        nameless = row["kind"] != "place" and table.of(row["kind"]).named and not row["name"]
        nameless = nameless and not row["wanted"]
        corners = int(shapely.get_num_coordinates(row["geometry"]))
        if nameless or corners > room:
            left[row["kind"]] += 1
            continue
        room -= corners
        kept.append(row)
    kept.sort(key=lambda row: (order[row["kind"]], row["name"], row["geometry"].wkb))
    return kept, left
