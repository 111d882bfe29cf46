"""The ground under a tambon's map: roads, waters and forests of files given for it, generalised.

Only what helps to find oneself: main roads, rivers and rails always, the rest as far as room is
left. What is left out first has the highest rank of ``layers/data/context_kinds.json``, in it
what has no name, in it the shortest or smallest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from muban.gis.coordinates.crs import to_lonlat
from muban.gis.problems import FeatureRef, Problem, Where, problem
from muban.gis.source import FileSettings, Read
from muban.gis.text.thai_normal import normalise
from muban.layers.atlas import Background
from muban.layers.context.context_kinds import context_kinds
from muban.layers.context.context_layer import shape_type
from muban.layers.context.context_parts import context_of_record
from muban.layers.personal.privacy import PrivacyRule, find_personal

if TYPE_CHECKING:
    from muban.layers.assembly_settings import AssemblySettings

__all__ = ["Ground", "background_of", "read_ground", "traced_background"]

MARGIN = 0.2
"""So much of the map's size is shown around it."""
MOST_CORNERS = 3_600
"""More would weigh a page down: they make about 12 KB, packed."""
TRACED_CORNERS = 9_000
"""So many may lie under the work of who draws: there nothing is simplified."""
_DETAIL = 1_400
"""The finest bend that is kept, as a part of the map's size: about a pixel on a large screen."""
_SPECK = 130
"""So is the shortest nameless line, and the side of the smallest water."""
_PLACES = frozenset({"city", "town", "village", "hamlet"})
_NO_SETTINGS = FileSettings()


@dataclass(frozen=True, eq=False)
class Ground:
    """All that the backgrounds hold: ``kind``, ``name``, ``credit`` and shape (EPSG:4326).

    ``kind`` is one of the lines and areas, or ``place`` for a town or village (a point).
    """

    frame: gpd.GeoDataFrame
    problems: tuple[Problem, ...] = ()
    refs: tuple[FeatureRef, ...] = ()
    """Every record that could be placed, whether or not it is of a kind that is drawn."""


def read_ground(
    reads: Sequence[Read], settings: AssemblySettings, *, near: shapely.Geometry | None = None
) -> Ground:
    """What backgrounds hold, each thing with its kind.

    Parameters
    ----------
    reads
        Layers in any system (:func:`muban.layers.context.ground_reads.part_ground`).
    settings
        What ``muban.toml`` says of single files and of the datum.
    near
        Only what meets it (EPSG:4326); None for everything.
    """
    rows: list[dict[str, Any]] = []
    problems: list[Problem] = []
    refs: list[FeatureRef] = []
    for read in reads:
        stated = settings.files.get(read.source.name, _NO_SETTINGS)
        placed = to_lonlat(read, settings=stated, operation=settings.operation)
        problems += placed.problems
        numbers = placed.frame["_number"]
        refs += [FeatureRef(read.source.name, read.layer, int(number)) for number in numbers]
        unknown = 0
        frame = (
            placed.frame if near is None else placed.frame[placed.frame.geometry.intersects(near)]
        )
        for record in frame.to_dict("records"):
            row = _row(placed, record)
            if row is None:
                unknown += 1
            else:
                rows.append(row)
        if unknown:
            problems.append(problem("ground.unknown", read.where(), count=unknown))
    columns = ["kind", "name", "credit", "geometry"]
    frame = pd.DataFrame(rows, columns=columns)
    return Ground(
        gpd.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4326"), tuple(problems), tuple(refs)
    )


def _row(read: Read, record: dict[Any, Any]) -> dict[str, Any] | None:
    shape = record["geometry"]
    if shape is None or shape.is_empty:
        return None
    name = normalise(str(record.get("_name") or ""))
    if drawn := shape_type(shape):
        found = context_of_record(read, record, drawn)  # type: ignore[arg-type]
        if found is None or not found.kind.public:
            return None
        ref = normalise(str(record.get("ref") or ""))
        kind, name = found.kind.id, name or (ref if found.kind.id == "highway" else "")
    else:
        values = {str(record.get(column) or "") for column in ("place", "fclass", "kind", "class")}
        if not name or not values & _PLACES:
            return None
        kind = "place"
    return {"kind": kind, "name": name, "credit": read.credit or "", "geometry": shape}


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
    for (kind, name), rows in near.groupby(["kind", "name"], sort=True):
        shapes = rows.geometry.to_numpy()
        if kind == "place":
            # The project's own villages have names of their own.
            for point in shapes:
                away = not shapely.intersects(point, own)
                yield {"kind": kind, "name": name, "geometry": point if away else None}
            continue
        cut = shapely.intersection(shapely.make_valid(shapes), box)
        whole = shapely.union_all(cut)
        if shape_type_of(whole) == "line":
            whole = shapely.line_merge(whole)
        drawn = shapely.simplify(whole, simple) if simple else whole
        for part in _parts(drawn, named=bool(name), least=least):
            yield {"kind": kind, "name": name, "geometry": part}


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
        corners = int(shapely.get_num_coordinates(row["geometry"]))
        if nameless or corners > room:
            left[row["kind"]] += 1
            continue
        room -= corners
        kept.append(row)
    kept.sort(key=lambda row: (order[row["kind"]], row["name"], row["geometry"].wkb))
    return kept, left
