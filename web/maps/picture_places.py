"""What stands on a tambon's picture, and where: villages, landmarks, badges, in grid cells."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

from muban.gis.table_rows import rows_of
from muban.web.maps.name_places import Box
from muban.web.maps.projection import Bounds, Grid
from muban.web.wording.words import Lang, word

if TYPE_CHECKING:
    import pandas as pd

    from muban.layers.atlas import TambonAtlas
    from muban.symbology.legend import Legend

__all__ = [
    "LandmarkPlace",
    "VillagePlace",
    "designations_by_village",
    "extent_box",
    "label_name",
    "landmark_places",
    "tambon_extent",
    "village_places",
    "village_title",
]

_NOWHERE: Bounds = (102.7, 17.8, 102.8, 17.9)
_STRAY_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class VillagePlace:
    """A village that has a place: where its name stands and how wide its room is, in cells."""

    code: str
    index: int
    name: str
    moo: int
    x: float
    y: float
    room: float
    drawn: bool
    title: str


@dataclass(frozen=True, slots=True)
class LandmarkPlace:
    """A landmark's place in cells; a lower rank finds its place first."""

    id: str
    kind: str
    title: str
    color: str
    rank: int
    x: float
    y: float


def village_places(tambon: TambonAtlas, grid: Grid, lang: Lang = "th") -> list[VillagePlace]:
    """Villages with an area or a point, in the atlas's order.

    ``index`` is the village's position among the atlas's villages: codes may be unknown.

    Parameters
    ----------
    tambon
        With places in degrees (EPSG:4326).
    grid
        The cells.
    lang
        Of the names.
    """
    found = []
    for index, row in enumerate(rows_of(tambon.villages)):
        drawn = row["place"] == "drawn"
        lon, lat = (row["label_lon"], row["label_lat"]) if drawn else (row["lon"], row["lat"])
        if row["place"] == "none" or not _known(lon):
            continue
        x, y = grid.point(lon, lat)
        room = float(row["label_radius_m"]) / grid.ground_metres(lat) if drawn else 0.0
        found.append(
            VillagePlace(
                code=row["village_code"] or "",
                index=index,
                name=label_name(_name(row, lang)),
                moo=row["moo"] or 0,
                x=x,
                y=y,
                room=room if _known(room) else 0.0,
                drawn=drawn,
                title=village_title(row, lang),
            )
        )
    return found


def landmark_places(
    tambon: TambonAtlas, grid: Grid, legend: Legend, lang: Lang = "th"
) -> list[LandmarkPlace]:
    """Landmarks with a place, in the atlas's order.

    Parameters
    ----------
    tambon
        With pins in EPSG:4326.
    grid
        The cells.
    legend
        Says how a kind is called.
    lang
        Of the names.
    """
    found = []
    for row in rows_of(tambon.landmarks):
        point, symbol = row["geometry"], legend[row["landmark_kind"]]
        if point is None or point.is_empty:
            continue
        x, y = grid.point(point.x, point.y)
        kind = symbol.label_en if lang == "en" else symbol.label_th
        found.append(
            LandmarkPlace(
                id=row["landmark_id"],
                kind=symbol.id,
                title=f"{row['name'] or word('landmark.unnamed', lang)} ({kind})",
                color=symbol.color,
                rank=-symbol.order,
                x=round(x),
                y=round(y),
            )
        )
    return found


def designations_by_village(designations: pd.DataFrame) -> dict[str, list[Mapping[Hashable, Any]]]:
    """Certain designations of villages, by code, newest first.

    Rows that a person must decide, and rows that repeat another, are not certain.

    Parameters
    ----------
    designations
        Columns of :data:`muban.layers.frames.DESIGNATION_COLUMNS`.

    Returns
    -------
    dict
        Village code → rows.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"kind": "village", "village_code": "43160508", "year_be": [2555, 2560],
    ...     "row": [1, 9], "status": ["exact", "needs_person"]})
    >>> [row["year_be"] for row in designations_by_village(rows)["43160508"]]
    [2555]
    """
    certain = [
        row
        for row in rows_of(designations)
        if row["status"] in ("exact", "corrected") and row["kind"] == "village"
    ]
    found: dict[str, list[Mapping[Hashable, Any]]] = {}
    for row in sorted(certain, key=lambda row: (-row["year_be"], row["row"])):
        if row["village_code"]:
            found.setdefault(row["village_code"], []).append(row)
    return found


def village_title(row: Mapping[Hashable, Any], lang: Lang = "th") -> str:
    """A village's name with its moo, as a heading says it.

    Parameters
    ----------
    row
        With ``name``, ``name_en`` and ``moo``.
    lang
        Its language.

    Returns
    -------
    str
        One without a moo by its name alone.

    Examples
    --------
    >>> village_title({"name": "บ้านเหนือ", "name_en": "Ban Nuea", "moo": 4})
    'บ้านเหนือ หมู่ที่ 4'
    """
    moo = row["moo"] or 0
    name = _name(row, lang) or word("village.unnamed", lang)
    return f"{name} {word('moo.n', lang, n=moo)}" if moo else name


def label_name(name: str) -> str:
    """A village's name as it stands on a map: short, without บ้าน.

    Examples
    --------
    >>> label_name("บ้านกุดกว้าง"), label_name("บ้าน"), label_name("Ban Mi Chai")
    ('กุดกว้าง', 'บ้าน', 'Mi Chai')
    """
    for prefix in ("บ้าน", "Ban ", "ban "):
        if name.startswith(prefix) and len(name) > len(prefix) + 1:
            return name[len(prefix) :].strip()
    return name


def extent_box(bounds: Bounds, grid: Grid) -> Box:
    """An extent in degrees as a rectangle in cells.

    Parameters
    ----------
    bounds
        West, south, east and north in degrees (EPSG:4326).
    grid
        The cells.

    Returns
    -------
    Box
        In cells, y downwards.

    Examples
    --------
    >>> box = extent_box((0, -2, 3, -1), Grid(left=0, top=0, cell=111_319.49))
    >>> round(box.left), round(box.top), round(box.right), round(box.bottom)
    (0, 1, 3, 2)
    """
    west, south, east, north = bounds
    (left, bottom), (right, top) = grid.point(west, south), grid.point(east, north)
    return Box(left, top, right, bottom)


def tambon_extent(tambon: TambonAtlas) -> Bounds:
    """West, south, east, north of what a tambon's map must show, in degrees.

    Areas and the official line set it; points join where they lie near. Far strays (which
    problems tell of) do not shrink the map.
    """
    shapes = [s for s in tambon.villages.geometry if s is not None and not s.is_empty]
    shapes += [ground.geometry for ground in tambon.disputed]
    if tambon.official is not None:
        shapes.append(tambon.official)
    points = _points(tambon)
    if not shapes:
        return _spread(points) if len(points) else _NOWHERE
    west, south, east, north = shapely.total_bounds(np.array(shapes, dtype=object))
    reach = np.array([(east - west) * _STRAY_SHARE, (north - south) * _STRAY_SHARE])
    low, high = np.array([west, south]) - reach, np.array([east, north]) + reach
    near = points[((points >= low) & (points <= high)).all(axis=1)]
    return _bounds(np.vstack(([(west, south), (east, north)], near)))


def has_places(tambon: TambonAtlas) -> bool:
    """Whether there is anything to draw on a map: an area, a line, or a place of a village."""
    shapes = bool(tambon.villages.geometry.notna().any()) or tambon.official is not None
    return shapes or len(_points(tambon)) > 0


def _points(tambon: TambonAtlas) -> NDArray[np.float64]:
    located = tambon.villages.loc[tambon.villages["lon"].notna(), ["lon", "lat"]]
    pins = [(p.x, p.y) for p in tambon.landmarks.geometry if p is not None and not p.is_empty]
    return np.vstack(
        (located.to_numpy(dtype=np.float64), np.array(pins, dtype=np.float64).reshape(-1, 2))
    )


def _bounds(points: NDArray[np.float64]) -> Bounds:
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    return float(west), float(south), float(east), float(north)


def _spread(points: NDArray[np.float64]) -> Bounds:
    west, south, east, north = _bounds(points)
    grow = max(east - west, north - south) * 0.1 + 0.005
    return west - grow, south - grow, east + grow, north + grow


def _name(row: Mapping[Hashable, Any], lang: Lang) -> str:
    return str((row["name_en"] if lang == "en" else "") or row["name"])


def _known(value: float) -> bool:
    return value is not None and not math.isnan(value)
