"""Roads, waters and other ground of a tambon in grid cells: paths, and where their names stand."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely

from muban.gis.table_rows import rows_of
from muban.web.maps.encode import line_d
from muban.web.wording.words import Lang, number

if TYPE_CHECKING:
    import geopandas as gpd

    from muban.symbology.context_style import ContextStyle
    from muban.symbology.legend import Legend
    from muban.web.maps.name_places import Box
    from muban.web.maps.projection import Grid

__all__ = ["ContextShape", "context_rows", "context_shapes", "context_styles"]

_MARGIN = 0.3
"""So much of the map's size around it is drawn: a road goes on past the frame."""
_SIMPLIFY_CELLS = 1.5
_SQUARE_METRES_PER_RAI = 1600


@dataclass(frozen=True, eq=False)
class ContextShape:
    """One line or area in cells: its path, its title, and the shape that its name stands on."""

    id: str
    kind: str
    name: str
    title: str
    d: str
    pinned: bool
    shape: shapely.Geometry


def context_shapes(
    context: gpd.GeoDataFrame | None, grid: Grid, box: Box, legend: Legend, lang: Lang = "th"
) -> tuple[ContextShape, ...]:
    """Everything that a tambon's map shows beside villages and pins, in drawing order.

    Parameters
    ----------
    context
        Columns of :data:`muban.layers.frames.CONTEXT_COLUMNS`, EPSG:4326; None for nothing.
    grid
        The cells.
    box
        What the map shows, in cells: what lies far outside is cut off.
    legend
        Of its kinds.
    lang
        Of titles.
    """
    if context is None or not len(context):
        return ()
    frame = grown(box, _MARGIN)
    found = []
    for row, shape in zip(rows_of(context), grid.shapes(context.geometry.to_numpy()), strict=True):
        style = legend.ground(row["context_kind"])
        cut = shapely.intersection(shapely.make_valid(shape), frame)
        simple = shapely.simplify(cut if not cut.is_empty else shape, _SIMPLIFY_CELLS)
        label = style.label_en if lang == "en" else style.label_th
        name = str(row["name"])
        title = f"{name} ({label})" if name else label
        found.append(
            ContextShape(
                id=row["context_id"],
                kind=style.id,
                name=name,
                title=title,
                d=line_d(_drawn(simple)),
                pinned=bool(row["landmark_id"]),
                shape=simple,
            )
        )
    return tuple(sorted(found, key=lambda one: legend.ground(one.kind).order))


def grown(box: Box, share: float) -> shapely.Geometry:
    """A rectangle with a share of its size around it.

    Parameters
    ----------
    box
        In cells of a map.
    share
        Of its width and height, on each side.

    Returns
    -------
    Polygon
        In cells.

    Examples
    --------
    >>> from muban.web.maps.name_places import Box
    >>> grown(Box(0, 0, 100, 50), 0.1).bounds
    (-10.0, -5.0, 110.0, 55.0)
    """
    wide, high = (box.right - box.left) * share, (box.bottom - box.top) * share
    return shapely.box(box.left - wide, box.top - high, box.right + wide, box.bottom + high)


def context_styles(kinds: Iterable[str], legend: Legend) -> list[ContextStyle]:
    """The styles of the kinds that are drawn, from above to below, as a legend lists them.

    Parameters
    ----------
    kinds
        Ids of the kinds that are drawn.
    legend
        Says how each looks.

    Returns
    -------
    list of ContextStyle
        Each once.

    Examples
    --------
    >>> from muban.symbology.legend import read_legend
    >>> [style.id for style in context_styles(["road", "road"], read_legend())]
    ['road']
    """
    used = set(kinds)
    return [style for style in reversed(legend.context) if style.id in used]


def context_rows(context: gpd.GeoDataFrame | None, legend: Legend) -> Iterator[dict[str, Any]]:
    """Everything of them as a table has it: kind, name, and how long or how large it is.

    Parameters
    ----------
    context
        Columns of :data:`muban.layers.frames.CONTEXT_COLUMNS`, EPSG:4326; None for none.
    legend
        Says what the kinds are called.
    """
    for row in () if context is None else rows_of(context):
        style = legend.ground(row["context_kind"])
        long, large = row["length_km"], row["area_m2"]
        yield {
            "id": row["context_id"],
            "name": row["name"],
            "style": style,
            "km": "" if math.isnan(long) else number(long),
            "rai": "" if math.isnan(large) else number(large / _SQUARE_METRES_PER_RAI),
        }


def _drawn(shape: shapely.Geometry) -> shapely.Geometry:
    """The lines, or the areas, of what a cut leaves: it may leave points beside them."""
    parts = [part for part in shapely.get_parts(shape) if not part.is_empty]
    flat = [leaf for part in parts for leaf in shapely.get_parts(part)]
    for kind in ("Polygon", "LineString"):
        chosen = [part for part in flat if part.geom_type == kind]
        if chosen:
            return chosen[0] if len(chosen) == 1 else shapely.union_all(chosen)
    return shape
