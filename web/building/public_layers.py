"""The layers that leave the house, with public columns and results beside the villages.

Made from the same reduced frames as the pages; the columns that say which file a record
is from stay behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from muban.layers.frames import (
    CONTEXT_COLUMNS,
    DESIGNATION_COLUMNS,
    INDICATOR_COLUMNS,
    LANDMARK_COLUMNS,
    VILLAGE_COLUMNS,
)
from muban.layers.indicator.results import (
    RESULT_PARTS,
    domains_of,
    named_results,
    result_column,
    results_by_village,
    with_results,
)
from muban.layers.personal.screening import reduce_public
from muban.layers.plan_frame import plan_frame
from muban.layers.register.speech import spoken_register
from muban.web.maps.disputed import disputed_frame

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from muban.layers.atlas import Atlas
    from muban.layers.frames import Columns
    from muban.symbology.legend import Legend

FrameT = TypeVar("FrameT", bound="pd.DataFrame")

__all__ = [
    "public_context",
    "public_landmarks",
    "public_villages",
    "published_layers",
    "village_points",
]

_PRIVATE_PREFIX = "_"
_DECIMALS = {"lon": 6, "lat": 6, "area_rai": 2, "outside_share": 4, "length_km": 2}
"""More than a tenth of a metre nobody has measured; a long tail of figures says otherwise."""
_WHOLE = ("population", "households", "figures_year_be", "area_m2", "moo", "duplicate_of")
"""Counts, years and square metres: whole numbers, or nothing."""
_UNKNOWN_TEXTS = ("village_code", "tambon_code", "amphoe_code", "landmark_id")
_PLACING = ("label_lon", "label_lat", "label_radius_m")
_M2_PER_RAI = 1600.0
_UNITS = ("tambon", "amphoe", "province")
_NAMES = ("village", "moo", "domain_name", "indicator_name", "unit", "scale", "higher_is_better")


def published_layers(atlas: Atlas, legend: Legend | None = None) -> dict[str, pd.DataFrame]:
    """The layers that leave the house, by name, with public columns alone.

    Parameters
    ----------
    atlas
        The whole project.
    legend
        What kinds of landmarks are called; None leaves their names out.

    Returns
    -------
    dict
        ``villages`` (with the newest result of every domain), ``village_points`` (of those
        without an area), ``disputed``, ``landmarks``, ``context_lines``, ``context_areas``,
        ``tambons``, ``amphoes`` (GeoDataFrames, EPSG:4326), ``register``, ``indicators`` and
        ``plan`` (tables); those that are empty are left out.
    """
    villages = public_villages(atlas)
    layers: dict[str, pd.DataFrame] = {
        "villages": villages,
        "village_points": village_points(villages),
        "disputed": _whole(disputed_frame(atlas)),
        "landmarks": public_landmarks(atlas, legend),
        **_context_layers(atlas),
        "tambons": atlas.tambons,
        "amphoes": atlas.amphoes,
        "register": _public(spoken_register(atlas.designations), [*DESIGNATION_COLUMNS]),
        "indicators": _public(named_results(atlas.pages), [*INDICATOR_COLUMNS, *_NAMES]),
        "plan": plan_frame(atlas.pages),
    }
    return {name: frame for name, frame in layers.items() if len(frame)}


def public_context(atlas: Atlas) -> gpd.GeoDataFrame | None:
    """Drawn lines, and drawn areas that are no villages, each once; None where nothing is.

    Parameters
    ----------
    atlas
        The whole project.

    Returns
    -------
    GeoDataFrame or None
        Columns of :data:`muban.layers.frames.CONTEXT_COLUMNS`, EPSG:4326.
    """
    return None if atlas.context is None else _public(atlas.context, [*CONTEXT_COLUMNS])


def _context_layers(atlas: Atlas) -> dict[str, pd.DataFrame]:
    public = public_context(atlas)
    if public is None:
        return {}
    lines = public["length_km"].notna()
    return {
        "context_lines": public[lines].drop(columns=["area_m2", "landmark_id"]),
        "context_areas": public[~lines].drop(columns="length_km"),
    }


def village_points(villages: pd.DataFrame) -> gpd.GeoDataFrame:
    """The villages that have a point and no area, as points (EPSG:4326).

    Parameters
    ----------
    villages
        Columns of :data:`muban.layers.frames.VILLAGE_COLUMNS`.

    Returns
    -------
    GeoDataFrame
        Points in EPSG:4326.

    Examples
    --------
    >>> import geopandas as gpd
    >>> cells = {"name": ["บ้านเหนือ", "บ้านใต้"], "place": ["point", "none"],
    ...          "lon": [102.7, float("nan")], "lat": [17.8, float("nan")]}
    >>> points = village_points(gpd.GeoDataFrame(cells, geometry=[None, None], crs=4326))
    >>> points["name"].tolist(), points.geometry.iloc[0].wkt
    (['บ้านเหนือ'], 'POINT (102.7 17.8)')
    """
    import geopandas as gpd

    found = villages[villages["place"] == "point"].drop(columns="geometry")
    shapes = gpd.points_from_xy(found["lon"], found["lat"], crs="EPSG:4326")
    return gpd.GeoDataFrame(found, geometry=shapes)


def public_villages(atlas: Atlas) -> gpd.GeoDataFrame:
    """All villages: names of their units, area in rai beside m², results of every domain.

    Parameters
    ----------
    atlas
        The whole project.

    Returns
    -------
    GeoDataFrame
        A row for each, EPSG:4326; those that nobody drew have no shape.
    """
    domains = domains_of(atlas.pages)
    villages = _joined([page.villages for page in atlas.pages], VILLAGE_COLUMNS)
    places = [page for page in atlas.pages for _ in range(len(page.villages))]
    told = [
        results.get(str(code), ())
        for page in atlas.pages
        for results in [results_by_village(page)]
        for code in page.villages["village_code"]
    ]
    named = villages.assign(
        area_rai=villages["area_m2"] / _M2_PER_RAI,
        **{unit: [getattr(page, unit).name for page in places] for unit in _UNITS},
    )
    results = [result_column(domain.id, part) for domain in domains for part in RESULT_PARTS]
    return _public(with_results(named, told, domains), [*_village_columns(), *results])


def _village_columns() -> list[str]:
    """The fixed columns, with those that are made here beside what they belong to."""
    beside = {"tambon_code": _UNITS, "area_m2": ("area_rai",)}
    return [name for column in VILLAGE_COLUMNS for name in (column, *beside.get(column, ()))]


def public_landmarks(atlas: Atlas, legend: Legend | None = None) -> gpd.GeoDataFrame:
    """All landmarks, with what their kind is called, their village's name and coordinates."""
    pins = _joined([page.landmarks for page in atlas.pages], LANDMARK_COLUMNS)
    villages = [
        names.get(code, "") if code else ""
        for page in atlas.pages
        for names in [dict(zip(page.villages["village_code"], page.villages["name"], strict=True))]
        for code in page.landmarks["village_code"]
    ]
    kinds = [
        legend[kind].label_th if legend is not None and kind in legend else ""
        for kind in pins["landmark_kind"]
    ]
    named = pins.assign(kind=kinds, village=villages, lon=pins.geometry.x, lat=pins.geometry.y)
    beside = {"landmark_kind": ("kind",), "village_code": ("village",), "tambon_code": _LONLAT}
    columns = [name for column in LANDMARK_COLUMNS for name in (column, *beside.get(column, ()))]
    return _public(named, columns)


_LONLAT = ("lon", "lat")


def _joined(frames: list[gpd.GeoDataFrame], columns: Columns) -> gpd.GeoDataFrame:
    import geopandas as gpd
    import pandas as pd

    filled = [frame for frame in frames if len(frame)]
    if not filled:
        return gpd.GeoDataFrame({name: [] for name in columns}, crs="EPSG:4326")
    return gpd.GeoDataFrame(pd.concat(filled, ignore_index=True), crs="EPSG:4326")


def _whole(frame: FrameT) -> FrameT:
    whole = {
        name: frame[name].astype("Float64").round().astype("Int64")
        for name in _WHOLE
        if name in frame
    }
    return frame.assign(**whole)


def _filled(frame: FrameT) -> FrameT:
    """Texts that are unknown as empty ones: what reads a published file tells none by a null."""
    texts = {name: frame[name].fillna("") for name in _UNKNOWN_TEXTS if name in frame}
    return frame.assign(**texts)


def _public(frame: FrameT, columns: list[str]) -> FrameT:
    public = [
        name for name in columns if not name.startswith(_PRIVATE_PREFIX) and name not in _PLACING
    ]
    reduced = reduce_public(frame, public)
    decimals = {name: digits for name, digits in _DECIMALS.items() if name in reduced}
    return _filled(_whole(reduced.round(decimals)))
