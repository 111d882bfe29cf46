"""Which coordinate system a layer is in: what is stated, unless it cannot be true."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from muban.gis.coordinates.crs_doubts import (
    Axes,
    Reading,
    convert,
    datum_of,
    find_readings,
    offer_settings,
)
from muban.gis.coordinates.extent import Extent
from muban.gis.errors import ConfigError
from muban.gis.shapes.records import Shapes, Step, box_middles, features_frame, present
from muban.gis.source import FileSettings

__all__ = ["Choice", "choose_crs", "short_name"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A coordinate system, and whether its numbers come east first or north first."""

    crs: CRS
    axes: Axes = "lonlat"


def choose_crs(step: Step, settings: FileSettings, near: Extent) -> Choice | None:
    """Decide how a layer's numbers are to be read, and tell what was doubtful.

    Parameters
    ----------
    step
        The layer; its shapes are as the file has them.
    settings
        What ``muban.toml`` says of the file.
    near
        Where the records should lie, in degrees.

    Returns
    -------
    Choice or None
        None when a person has to decide; every record is then set aside.

    Examples
    --------
    >>> from pathlib import Path
    >>> from muban.gis.reading.records.feature_frame import Record, build_features
    >>> from muban.gis.source import Source
    >>> temple = Record(1, shapely.Point(264_000, 1_978_000), name="วัดโพธิ์ชัย")
    >>> read = build_features(Source(Path("ก.shp"), "ก.shp", ""), "", [temple], crs="EPSG:32648")
    >>> choice = choose_crs(Step.of(read), FileSettings(), Extent(102, 17, 104, 19))
    >>> choice.crs.to_epsg(), choice.axes
    (32648, 'lonlat')
    """
    stated = _stated(features_frame(step.read), settings)
    usable = step.shapes[step.kept & present(step.shapes)]
    if len(usable) == 0:
        return Choice(stated or CRS(4326))
    if stated is None:
        return _choose_unstated(step, usable, settings, near)
    return _choose_stated(step, usable, stated, settings, near)


def short_name(crs: CRS) -> str:
    """A system's name and code, for people: ``WGS 84 / UTM zone 48N (EPSG:32648)``.

    Parameters
    ----------
    crs
        Any coordinate system.

    Returns
    -------
    str
        Without a code where the register of EPSG has none.

    Examples
    --------
    >>> short_name(CRS(32648))
    'WGS 84 / UTM zone 48N (EPSG:32648)'
    """
    code = crs.to_epsg()
    return f"{crs.name} (EPSG:{code})" if code is not None else crs.name


def _stated(frame: gpd.GeoDataFrame, settings: FileSettings) -> CRS | None:
    """What is said of the file; a drawing program's own plane, as in DXF, says nothing."""
    if settings.crs is None:
        crs = None if frame.crs is None else CRS(frame.crs)
        return crs if crs is not None and (crs.is_geographic or crs.is_projected) else None
    try:
        crs = CRS(settings.crs)
    except CRSError:
        crs = None
    if crs is None or not (crs.is_geographic or crs.is_projected):
        raise ConfigError(
            f"muban.toml: ไม่รู้จักระบบพิกัด «{settings.crs}» ให้เขียนเช่น EPSG:32648",
            f"muban.toml: unknown coordinate system “{settings.crs}”; write it like EPSG:32648",
        )
    return crs


def _choose_unstated(
    step: Step, usable: Shapes, settings: FileSettings, near: Extent
) -> Choice | None:
    """No system is stated: a reading must be the only possible one to be taken."""
    readings = find_readings(usable, near)
    if settings.axes is not None:
        readings = [reading for reading in readings if reading.axes == settings.axes]
    if len(readings) != 1:
        _ask(step, readings)
        return None
    (reading,) = readings
    code = "crs.assumed_wgs84" if reading.name == "wgs84" else "crs.one_reading"
    step.tell(code, step.read.where(), **_words(step, reading))
    return Choice(CRS(reading.crs), reading.axes)


def _choose_stated(
    step: Step, usable: Shapes, stated: CRS, settings: FileSettings, near: Extent
) -> Choice | None:
    """A system is stated: it holds unless it puts most records elsewhere and another fits."""
    as_stated = Choice(stated, settings.axes or "lonlat")
    boxes = shapely.bounds(convert(usable, stated, as_stated.axes))
    if near.holds_boxes(boxes).mean() >= 0.5:
        return as_stated
    metres = stated.is_geographic and _beyond_degrees(usable)
    readings = find_readings(usable, near, datum=None if metres else datum_of(stated))
    if not readings and not metres:
        return as_stated
    if len(readings) != 1:
        _ask(step, readings)
        return None
    (reading,) = readings
    if settings.crs is not None or settings.axes is not None:
        _set_all_aside(
            step, "crs.setting_wrong", stated=short_name(stated), **_words(step, reading)
        )
        return None
    _tell_change(step, reading, stated, metres=metres)
    return Choice(CRS(reading.crs), reading.axes)


def _ask(step: Step, readings: list[Reading]) -> None:
    if not readings:
        _set_all_aside(step, "crs.no_reading")
        return
    _set_all_aside(
        step,
        "crs.several_readings",
        readings=" · ".join(reading.title for reading in readings),
        setting=offer_settings(readings, step.read.source.name),
    )


def _set_all_aside(step: Step, code: str, **words: str) -> None:
    waiting = present(step.shapes)
    for position, where in step.wheres(waiting):
        x, y = shapely.get_coordinates(step.shapes[position])[0]
        step.tell(
            code,
            where,
            x=f"{x:.6g}" if abs(x) < 360 else f"{x:.0f}",
            y=f"{y:.6g}" if abs(y) < 360 else f"{y:.0f}",
            **words,
        )
    step.kept &= ~waiting


def _tell_change(step: Step, reading: Reading, stated: CRS, *, metres: bool) -> None:
    if metres:
        code = "crs.not_degrees"
    else:
        code = "crs.swapped_axes" if reading.axes == "latlon" else "crs.wrong_zone"
    middles = box_middles(convert(step.shapes, CRS(reading.crs), reading.axes))
    for position, where in step.wheres(present(step.shapes)):
        lon, lat = map(float, middles[position])
        words = _words(step, reading)
        step.tell(code, where, (lon, lat), stated=short_name(stated), **words)


def _words(step: Step, reading: Reading) -> dict[str, str]:
    return {"reading": reading.title, "setting": reading.setting(step.read.source.name)}


def _beyond_degrees(shapes: Shapes) -> bool:
    boxes = shapely.bounds(shapes)
    return bool((np.abs(boxes).max(axis=1) > 360).mean() >= 0.5)
