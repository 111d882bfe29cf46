"""Of a reference of the whole country, the records that a project can be speaking of.

Told before anything costly is done with a record: by its province, by where it lies, and of
villages also by name. Areas are kept that are of the project's province or lie beside what
was drawn; villages of a list or of points that are of a province, or bear a name, which the
project's own files write.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely
from pyproj.exceptions import ProjError

from muban.gis.codes.admin_codes import PROVINCES
from muban.gis.coordinates.extent import Extent
from muban.gis.headings.fields import find_fields
from muban.gis.headings.provinces import provinces_of
from muban.gis.problems import Problem, Where, problem
from muban.gis.text.place_words import Level, strip_unit_prefix
from muban.gis.text.thai_normal import compare_key

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    Kept = npt.NDArray[np.bool_]

__all__ = [
    "BESIDE_DEG",
    "LONG",
    "Found",
    "Near",
    "Shaped",
    "beside",
    "near_records",
    "plain_name",
    "spoken",
]

LONG = 5000
"""A list of fewer villages is looked at whole: Nakhon Ratchasima, the largest, has 3,900."""
_LARGE = 200
"""So many areas are looked at whole."""
BESIDE_DEG = 0.2
"""So far around what was drawn, about 20 km, neighbours are kept, whatever their province."""
_UNITS: tuple[Level, ...] = ("tambon", "amphoe")


@dataclass(frozen=True, slots=True)
class Near:
    """Where a project is, and what its own files speak of.

    ``province``: two digits, '' where nothing but the place of the drawings tells it;
    ``provinces`` and ``names`` (as keys) are those that its files write; ``points`` the
    middles of what is drawn, longitude and latitude (EPSG:4326).
    """

    province: str = ""
    provinces: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    points: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, eq=False)
class Shaped:
    """The shapes of some records: their boxes (N, 4) in the layer's ``crs``, and more on demand.

    ``shape`` gives one shape by its position; None where it has none that is sound.
    """

    boxes: npt.NDArray[np.float64]
    areas: bool
    points: bool
    crs: object
    shape: Callable[[int], shapely.Geometry | None]

    @classmethod
    def of(cls, shapes: npt.NDArray[np.object_], crs: object) -> Shaped:
        """Shapes that are there already."""
        kinds = set(shapely.get_type_id(shapes).tolist()) - {-1}
        return cls(
            shapely.bounds(shapes),
            areas=bool(kinds & {3, 6}),
            points=kinds == {0},
            crs=crs,
            shape=lambda at: shapes[at],
        )


@dataclass(frozen=True, eq=False)
class Found:
    """Which records of a layer are near, and the ``province`` that was gone by."""

    kept: Kept
    province: str

    def told(self, where: Where) -> Problem:
        """The note that counts what is left out."""
        return problem(
            "project.elsewhere",
            where,
            count=int((~self.kept).sum()),
            used=int(self.kept.sum()),
            province=PROVINCES.get(self.province, self.province),
        )


def near_records(table: pd.DataFrame, shaped: Shaped, near: Near) -> Found | None:
    """Which records of a layer are near; None where the whole of it is to be looked at.

    Parameters
    ----------
    table
        What the records say, in their order.
    shaped
        Their shapes.
    near
        Where the project is.
    """
    least = _LARGE if shaped.areas else LONG
    if len(table) <= least or not (shaped.areas or shaped.points):
        return None
    fields = find_fields(table)
    provinces = np.array(provinces_of(table, fields), dtype=str)
    if not (provinces != "").any():
        return None
    province = near.province or (_province_at(near, shaped, provinces) if shaped.areas else "")
    if not province:
        return None
    kept = np.isin(provinces, ["", province]) | beside(shaped, near)
    if not shaped.areas:
        kept |= spoken(table, fields, near, provinces)
    return None if kept.all() else Found(kept, province)


def spoken(
    table: pd.DataFrame, fields: Mapping[str, str], near: Near, provinces: npt.NDArray[np.str_]
) -> Kept:
    """Which villages are of a province, or bear a name, that the project's files write.

    Parameters
    ----------
    table, fields
        Records, and which column of theirs means what.
    near
        What the project speaks of.
    provinces
        That of each record, '' where none is told: such a record is kept.

    Returns
    -------
    array of bool
        One for each record, in their order.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"หมู่บ้าน": ["บ้านมีชัย", "บ้านดง"]})
    >>> near = Near("43", names=frozenset({plain_name("มีชัย")}))
    >>> spoken(table, {"village": "หมู่บ้าน"}, near, np.array(["40", "40"])).tolist()
    [True, False]
    """
    kept: Kept = np.isin(provinces, ["", near.province, *near.provinces])
    for level in _UNITS:
        if level in fields:
            kept |= np.isin(_each(table[fields[level]], _unit_key(level)), [*near.names])
    if "village" in fields:
        kept |= np.isin(_each(table[fields["village"]], plain_name), [*near.names])
    return kept


def beside(shaped: Shaped, near: Near) -> Kept:
    """Which records lie beside what was drawn; none where nothing is.

    Parameters
    ----------
    shaped
        The records, in degrees or metres of their own system.
    near
        Where the project is.

    Returns
    -------
    array of bool
        One for each record, in their order.

    Examples
    --------
    >>> here, far = shapely.box(102.70, 17.80, 102.80, 17.90), shapely.box(98, 7, 98.1, 7.1)
    >>> tambons = Shaped.of(np.array([here, far], dtype=object), "EPSG:4326")
    >>> beside(tambons, Near(points=((102.74, 17.88), (102.75, 17.87)))).tolist()
    [True, False]
    """
    window = _window(near, shaped.crs)
    if window is None:
        return np.zeros(len(shaped.boxes), dtype=np.bool_)
    west, south, east, north = window
    boxes = shaped.boxes
    across = (boxes[:, 0] <= east) & (boxes[:, 2] >= west)
    found: Kept = across & (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
    return found


def plain_name(name: str) -> str:
    """A village's name without spaces and บ้าน, for the many that are written cleanly.

    Examples
    --------
    >>> plain_name("บ้าน โพนแพง"), plain_name("บ้าน")
    ('โพนแพง', 'บ้าน')
    """
    bare = name.replace(" ", "")
    return bare.removeprefix("บ้าน").removeprefix("บ.") or bare


def _window(near: Near, crs: object) -> tuple[float, float, float, float] | None:
    extent = Extent.of(gpd.GeoSeries(shapely.points(near.points))) if near.points else None
    if extent is None:
        return None
    wide = extent.grown(BESIDE_DEG)
    box = gpd.GeoSeries([shapely.box(wide.west, wide.south, wide.east, wide.north)], crs=4326)
    west, south, east, north = _in(crs, box).total_bounds
    return float(west), float(south), float(east), float(north)


def _in(crs: object, shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Shapes in a layer's system, as they are where it states none that is on the ground."""
    try:
        return shapes if crs is None else shapes.to_crs(crs)
    except ProjError:
        return shapes


def _province_at(near: Near, shaped: Shaped, provinces: npt.NDArray[np.str_]) -> str:
    """The province of most areas that hold what was drawn."""
    if not near.points:
        return ""
    drawn = gpd.GeoSeries(shapely.points(near.points), crs=4326)
    points = _in(shaped.crs, drawn).to_numpy()
    counted: Counter[str] = Counter()
    for at in np.flatnonzero(beside(shaped, near) & (provinces != "")):
        shape = shaped.shape(int(at))
        if shape is not None:
            counted[str(provinces[at])] += int(shapely.within(points, shape).sum())
    most = counted.most_common(1)
    return most[0][0] if most and most[0][1] else ""


def _unit_key(level: Level) -> Callable[[str], str]:
    return lambda name: compare_key(strip_unit_prefix(name, level))


def _each(column: pd.Series[Any], made: Callable[[str], str]) -> npt.NDArray[np.str_]:
    """Something made of each text of a column; each different text is looked at once."""
    keys = {name: made(name) for name in column.unique() if isinstance(name, str)}
    return np.array([keys.get(name, "-") for name in column.tolist()], dtype=str)
