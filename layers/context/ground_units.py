"""What lies around a map: neighbours by their names, and where main roads lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import shapely

from muban.layers.atlas import Background
from muban.layers.context.background import main_background
from muban.layers.context.ground_things import Ground
from muban.layers.context.neighbour_names import names_of_units, neighbour_names
from muban.layers.context.road_exits import road_exits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from muban.layers.known import Known

__all__ = ["province_ground", "with_units"]

_COLUMNS = ("kind", "name", "name_en", "geometry")


def with_units(
    made: Background | None,
    ground: Ground,
    shape: shapely.Geometry,
    known: Known,
    code: str,
    neighbours: Sequence[dict[str, Any]],
) -> Background | None:
    """A tambon's background with the names of tambons around it, and where highways lead.

    Parameters
    ----------
    made
        What files gave; None without any.
    ground
        All that they hold: a road is followed beyond the map.
    shape
        What the map is of (EPSG:4326).
    known
        Outlines and names.
    code
        The tambon's.
    neighbours
        The names around it (:class:`muban.layers.context.page_ground.PageGround`).
    """
    if shapely.is_empty(shape):
        return made
    exits: list[dict[str, Any]] = []
    if len(ground.frame):
        roads = ground.frame[ground.frame["kind"] == "highway"]
        view = shapely.box(*shape.bounds)
        exits = road_exits(roads, view, _outlines(known), code=code, gazetteer=known.gazetteer)
    return _joined(made, [*exits, *neighbours])


def province_ground(
    ground: Ground, drawn: gpd.GeoDataFrame, villages: gpd.GeoDataFrame, known: Known
) -> Background | None:
    """What lies under the province's map: what is main of the ground, and provinces around it.

    Parameters
    ----------
    ground
        All that files of backgrounds hold.
    drawn
        Lines and areas that officers drew (:data:`muban.layers.frames.CONTEXT_COLUMNS`).
    villages
        Those of all pages.
    known
        Outlines and names.
    """
    outlines = _outlines(known)
    own = [shape for code, shape in outlines.items() if code.startswith(known.province)]
    own += [shape for shape in villages.geometry if shape is not None]
    if not own:
        return None
    box = shapely.box(*shapely.total_bounds(own))
    made = main_background(ground, drawn, box, rule=known.settings.privacy)
    alone = all(code.startswith(known.province) for code in outlines)
    if not known.province or alone:
        return made
    whole = shapely.union_all(shapely.make_valid(own))
    names = neighbour_names(
        outlines,
        whole,
        box,
        level="province",
        code=known.province,
        names=names_of_units(outlines, "province", known.gazetteer),
    )
    return _joined(made, names)


def _joined(made: Background | None, rows: list[dict[str, Any]]) -> Background | None:
    if not rows:
        return made
    parts = [] if made is None else [made.frame]
    frame = pd.concat([*parts, pd.DataFrame(rows, columns=list(_COLUMNS))], ignore_index=True)
    frame["name_en"] = frame["name_en"].fillna("")
    shapes = gpd.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4326")
    return Background(shapes, () if made is None else made.credit)


def _outlines(known: Known) -> dict[str, Any]:
    return dict(zip(known.tambons["code"], known.tambons.geometry, strict=True))
