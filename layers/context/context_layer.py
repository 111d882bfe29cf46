"""Roads, waters and other lines and areas that officers draw, looked over and measured."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from muban.gis.problems import Effect, Problem, Where, problem
from muban.gis.shapes.measure import area_m2, length_m
from muban.gis.source import Read
from muban.gis.table_rows import rows_of
from muban.gis.text.thai_normal import normalise
from muban.layers.context.context_kinds import ContextKind, KindOfShape, context_kinds
from muban.layers.context.context_parts import context_of_record
from muban.layers.frame_check import typed
from muban.layers.frames import CONTEXT_COLUMNS
from muban.layers.personal.privacy import PrivacyRule, find_personal
from muban.layers.personal.screening import screen_records

__all__ = ["Context", "build_context", "empty_context", "ground_of_landmarks", "shape_type"]

_M_PER_KM = 1000
_LINES = ("LineString", "MultiLineString")
_AREAS = ("Polygon", "MultiPolygon")


@dataclass(frozen=True, eq=False)
class Context:
    """Lines and areas (:data:`muban.layers.frames.CONTEXT_COLUMNS`, EPSG:4326), what was found."""

    frame: gpd.GeoDataFrame
    problems: tuple[Problem, ...] = ()


def empty_context() -> gpd.GeoDataFrame:
    """A table without any.

    Returns
    -------
    GeoDataFrame
        Columns of :data:`muban.layers.frames.CONTEXT_COLUMNS`, EPSG:4326.

    Examples
    --------
    >>> len(empty_context()), empty_context().crs.to_epsg()
    (0, 4326)
    """
    return _frame([])


def shape_type(shape: Any) -> str:
    """``line``, ``area``, or '' of anything else.

    Parameters
    ----------
    shape
        A shape of any coordinate system, or None.

    Returns
    -------
    str
        A pin and a missing shape are neither.

    Examples
    --------
    >>> from shapely import LineString, Point, box
    >>> shape_type(LineString([(102, 18), (102.1, 18)])), shape_type(box(102, 18, 103, 19))
    ('line', 'area')
    >>> shape_type(Point(102, 18)), shape_type(None)
    ('', '')
    """
    kind = shape.geom_type if shape is not None else ""
    return "line" if kind in _LINES else "area" if kind in _AREAS else ""


def build_context(
    reads: Sequence[Read], *, rule: PrivacyRule, hidden: Container[str] = ()
) -> Context:
    """Make the table of lines and areas that say what they are.

    Parameters
    ----------
    reads
        Layers of role ``context``, EPSG:4326, shapes repaired.
    rule
        What a person decided about privacy: a line named after a person is set aside.
    hidden
        Kinds that the project shows nowhere.

    Returns
    -------
    Context
        With a problem for each that is not to be published.
    """
    rows: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for read in reads:
        for record in rows_of(read.frame):
            drawn = "line" if shape_type(record["geometry"]) == "line" else "area"
            found = context_of_record(read, record, drawn)  # type: ignore[arg-type]
            assert found is not None, "a layer of context holds what has a kind"
            where = read.where(int(record["_number"]))
            told = _named_after(str(record.get("_name") or ""), found, where, rule)
            if not found.kind.public or found.kind.id in hidden or told:
                problems += told or [problem("context.internal", where)]
                continue
            rows.append(_row(read, record, found.kind, found.reason))
    # A way to somebody's house is not told by its name alone: households are looked for too.
    screened = screen_records(_frame(rows), pins=True, named="place", rule=rule)
    return Context(_measured(screened.frame), (*problems, *screened.problems))


def ground_of_landmarks(
    reads: Iterable[Read], landmarks: gpd.GeoDataFrame, *, hidden: Container[str] = ()
) -> gpd.GeoDataFrame:
    """The areas of pins that were drawn as areas and are ground to be seen: a reservoir, a forest.

    Parameters
    ----------
    reads
        Layers of landmarks as they were drawn, EPSG:4326.
    landmarks
        The pins of the pages (:data:`muban.layers.frames.LANDMARK_COLUMNS`).
    hidden
        Kinds of areas that the project shows nowhere; their pins stay.

    Returns
    -------
    GeoDataFrame
        Columns of :data:`muban.layers.frames.CONTEXT_COLUMNS`; each names its pin.
    """
    kinds = {pin: kind for kind in context_kinds().every for pin in kind.landmarks}
    columns = (landmarks["_file"], landmarks["_layer"], landmarks["_number"])
    refs = zip(*columns, strict=True)
    pins = dict(zip(refs, rows_of(landmarks), strict=True))
    rows = []
    for read in reads:
        for record in rows_of(read.frame):
            pin = pins.get((read.source.name, read.layer, int(record["_number"])))
            if pin is None or shape_type(record["geometry"]) != "area":
                continue
            kind = kinds.get(pin["landmark_kind"])
            if kind is not None and kind.id not in hidden:
                row = _row(read, record, kind, pin["kind_reason"])
                rows.append(row | {"name": pin["name"], "landmark_id": pin["landmark_id"]})
    return _measured(_frame(rows))


def _named_after(name: str, found: KindOfShape, where: Where, rule: PrivacyRule) -> list[Problem]:
    """A person that a way is named after: behind ถนน the title นาย begins no word by itself."""
    rest = normalise(name).replace(found.words, "", 1).strip()
    personal = find_personal(rest, where=where.at(field="name"), rule=rule, named="place")
    return [one.problem(effect=Effect.SET_ASIDE) for one in personal]


def _row(read: Read, record: Mapping[Any, Any], kind: ContextKind, reason: str) -> dict[str, Any]:
    number = int(record["_number"])
    stamp = "\x1f".join((read.source.name, read.layer, str(number)))
    return {
        "context_id": "c" + hashlib.sha256(stamp.encode()).hexdigest()[:8],
        "context_kind": kind.id,
        "kind_reason": reason,
        "name": normalise(str(record.get("_name") or "")),
        "length_km": np.nan,
        "area_m2": np.nan,
        "landmark_id": None,
        "geometry": record["geometry"],
        "_file": read.source.name,
        "_layer": read.layer,
        "_number": number,
    }


def _measured(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    frame = frame.copy()
    lines = frame.geometry.geom_type.isin(_LINES)
    frame["length_km"] = (length_m(frame.geometry) / _M_PER_KM).where(lines).round(2)
    frame["area_m2"] = area_m2(frame.geometry).where(~lines)
    return frame.reset_index(drop=True)


def _frame(rows: list[dict[str, Any]]) -> gpd.GeoDataFrame:
    order = {kind.id: place for place, kind in enumerate(context_kinds().every)}
    ordered = sorted(
        rows,
        key=lambda row: (order[row["context_kind"]], row["name"], row["_file"], row["_number"]),
    )
    frame = pd.DataFrame(ordered, columns=list(CONTEXT_COLUMNS))
    made = gpd.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4326")
    return typed(made, CONTEXT_COLUMNS, "context as drawn")
