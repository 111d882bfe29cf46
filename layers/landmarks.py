"""Important places: every pin gets a kind, the village it lies in, and a reason.

The kind comes from what the file says outright (a column of kinds), else from the pin's
name, else from the folder it was filed in, else from its icon. What none of these tells is
``other``, and a problem says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from gis.problems import Problem, Where, problem
from gis.source import Read
from gis.thai_normal import compare_key, normalise
from layers.atlas import LANDMARK_COLUMNS
from layers.landmark_kind import KindPattern, find_kind, find_kind_of_icon

__all__ = ["KIND_COLUMNS", "KindFound", "KindPattern", "build_landmarks", "find_landmark_kind"]

KIND_COLUMNS = ("landmark_kind", "kind", "type", "category", "ประเภท", "ชนิด", "หมวด", "หมวดหมู่")
"""Columns that may state a pin's kind, the first that says something counts."""

OTHER = "other"


@dataclass(frozen=True, slots=True)
class KindFound:
    """What a pin became, and why (Thai, one short phrase)."""

    kind: str
    reason: str
    words: str = ""
    weak: bool = False
    village: str = ""


def find_landmark_kind(
    pin: Mapping[str, Any],
    patterns: Sequence[KindPattern],
    *,
    labels: Mapping[str, Collection[str]] | None = None,
    villages: Collection[str] = (),
) -> KindFound:
    """The kind of one pin.

    Parameters
    ----------
    pin
        Its attributes by column, with the readers' ``_name``, ``_folder``, ``_icon``.
    patterns
        From the legend.
    labels
        Words that a column of kinds may use, by kind.
    villages
        Names of villages nearby: a pin called the same may be the village.

    Examples
    --------
    >>> patterns = [KindPattern("school", "โรงเรียน")]
    >>> find_landmark_kind({"_name": "โรงเรียนวัดกลาง"}, patterns).reason
    'ชื่อมีคำว่า «โรงเรียน»'
    >>> find_landmark_kind({"_name": ""}, patterns).kind
    'other'
    """
    stated = _stated_kind(pin, patterns, labels or {})
    if stated:
        return stated
    name = _text(pin.get("_name"))
    match = find_kind(name, patterns, villages=villages)
    if match and match.village:
        reason = f"ชื่อเหมือน {match.village} จึงอาจเป็นหมู่บ้าน"
        return KindFound(OTHER, reason, match.kind, weak=True, village=match.village)
    if match and match.kind != OTHER:
        return KindFound(match.kind, f"ชื่อมีคำว่า «{match.words}»", match.words, match.weak)
    folder = find_kind(_text(pin.get("_folder")).rsplit("/", 1)[-1], patterns)
    if folder and not folder.weak and folder.kind != OTHER:
        return KindFound(folder.kind, f"อยู่ในโฟลเดอร์ «{folder.words}»", folder.words)
    icon = find_kind_of_icon(_text(pin.get("_icon")), patterns)
    if icon and icon != OTHER:
        return KindFound(icon, "รูปไอคอนของหมุด")
    return KindFound(OTHER, "ไม่มีคำที่รู้จักในชื่อ")


def _stated_kind(
    pin: Mapping[str, Any],
    patterns: Sequence[KindPattern],
    labels: Mapping[str, Collection[str]],
) -> KindFound | None:
    columns = {str(column).strip().casefold(): column for column in pin}
    for wanted in KIND_COLUMNS:
        value = _text(pin.get(columns.get(wanted, "")))
        if not value:
            continue
        key = compare_key(value)
        for kind, words in labels.items():
            parts = [part for word in words for part in (word, *word.split("/"))]
            if key in {compare_key(part) for part in parts}:
                return KindFound(kind, f"คอลัมน์ {wanted} ระบุว่า «{value}»", value)
        match = find_kind(value, patterns)
        if match and not match.weak:
            return KindFound(match.kind, f"คอลัมน์ {wanted} ระบุว่า «{value}»", match.words)
    return None


def build_landmarks(
    reads: Sequence[Read],
    *,
    patterns: Sequence[KindPattern],
    villages: gpd.GeoDataFrame | None,
    labels: Mapping[str, Collection[str]] | None = None,
    internal: Collection[str] = (),
    note_column: str | None = None,
) -> tuple[gpd.GeoDataFrame, list[Problem]]:
    """Make the layer of important places.

    Parameters
    ----------
    reads
        Layers of features in EPSG:4326, repaired. A shape that is no point is shown by a
        point inside it.
    patterns
        From the legend (:meth:`symbology.legend.Legend.kind_patterns`).
    villages
        Village areas with the columns of :data:`layers.atlas.VILLAGE_COLUMNS` in EPSG:4326;
        None or empty where there are none.
    labels
        Words that a column of kinds may use, by kind.
    internal
        Kinds that must never be published; such pins are set aside.
    note_column
        The column that the project marked public as a note; other text stays private.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns of :data:`layers.atlas.LANDMARK_COLUMNS`, ordered by kind, name and place.
        ``village_code`` and ``tambon_code`` are '' outside every village.
    list of Problem
        What was guessed, not known, moved or set aside.
    """
    names = [] if villages is None else [str(name) for name in villages["name"] if name]
    rows: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for read in reads:
        for row in read.frame.to_dict("records"):
            pin = {str(column): value for column, value in row.items()}
            where = read.where(int(pin["_number"]), name=_text(pin.get("_name")) or None)
            found = find_landmark_kind(pin, patterns, labels=labels, villages=names)
            if found.kind in internal:
                problems.append(_internal(where, found.kind, labels or {}))
                continue
            point, trouble = _place(pin.get("geometry"), where)
            problems += trouble
            if point is None:
                continue
            lonlat = (point.x, point.y)
            problems += _doubts(where, lonlat, found, labels or {})
            rows.append(_row(pin, read, found, point, note_column))
    return _frame(rows, villages), problems


def _place(shape: BaseGeometry | None, where: Where) -> tuple[Point | None, list[Problem]]:
    if shape is None or shape.is_empty:
        return None, [problem("landmark.no_place", where)]
    if isinstance(shape, Point):
        return Point(shape.x, shape.y), []
    if shape.geom_type == "MultiPoint" and len(shape.geoms) == 1:
        return Point(shape.geoms[0].x, shape.geoms[0].y), []
    inside = shape.representative_point()
    made = problem(
        "landmark.not_a_point", where, lonlat=(inside.x, inside.y), shape=shape.geom_type
    )
    return Point(inside.x, inside.y), [made]


def _internal(where: Where, kind: str, labels: Mapping[str, Collection[str]]) -> Problem:
    # The report must not repeat what it keeps off the map: neither the name nor the place.
    return problem("landmark.internal_kind", replace(where, name=None), kind=_label(kind, labels))


def _doubts(
    where: Where,
    lonlat: tuple[float, float],
    found: KindFound,
    labels: Mapping[str, Collection[str]],
) -> list[Problem]:
    name = where.name or ""
    if found.village:
        return [
            problem(
                "landmark.ambiguous_name",
                where,
                lonlat=lonlat,
                name=name,
                village=found.village,
                kind=_label(found.words, labels),
                kind_id=found.words,
            )
        ]
    if found.weak:
        kind = _label(found.kind, labels)
        return [
            problem("landmark.guessed_kind", where, lonlat=lonlat, kind=kind, words=found.words)
        ]
    if found.kind != OTHER:
        return []
    nearest = _nearest(name, labels)
    return [
        problem(
            "landmark.unknown_kind",
            where,
            lonlat=lonlat,
            name=name or "(ไม่มีชื่อ)",
            nearest=_label(nearest, labels),
            nearest_id=nearest,
        )
    ]


def _label(kind: str, labels: Mapping[str, Collection[str]]) -> str:
    words = [word for word in labels.get(kind, ()) if word != kind]
    return words[0] if words else kind


def _nearest(name: str, labels: Mapping[str, Collection[str]]) -> str:
    """The kind whose words begin most like the name; ``other`` where none does."""
    key = compare_key(name)
    words = {
        compare_key(part): kind
        for kind, texts in labels.items()
        for text in texts
        for part in text.split("/")
    }
    heads = {word: key[: len(word)] for word in words if word}
    close = [w for w, head in heads.items() if get_close_matches(head, [w], n=1, cutoff=0.7)]
    return words[max(close, key=lambda w: (len(w), w))] if close else OTHER


def _row(
    pin: Mapping[str, Any], read: Read, found: KindFound, point: Point, note_column: str | None
) -> dict[str, Any]:
    name = normalise(_text(pin.get("_name")))
    number = int(pin["_number"])
    place = f"{point.x:.6f},{point.y:.6f}"
    stamp = "\x1f".join((read.source.name, read.layer, str(number), name, place))
    return {
        "landmark_id": hashlib.sha256(stamp.encode()).hexdigest()[:10],
        "landmark_kind": found.kind,
        "kind_reason": found.reason,
        "name": name,
        "note": normalise(_text(pin.get(note_column)), lines=True) if note_column else "",
        "village_code": "",
        "tambon_code": "",
        "geometry": point,
        "_file": read.source.name,
        "_layer": read.layer,
        "_number": number,
    }


def _frame(rows: Iterable[dict[str, Any]], villages: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame:
    ordered = sorted(
        rows,
        key=lambda r: (
            r["landmark_kind"],
            r["name"],
            r["geometry"].x,
            r["geometry"].y,
            r["landmark_id"],
        ),
    )
    columns = list(LANDMARK_COLUMNS)
    frame = gpd.GeoDataFrame(ordered, columns=columns, geometry="geometry", crs="EPSG:4326")
    if villages is None or frame.empty:
        return frame
    areas = villages[villages.geometry.notna()].sort_values("village_code", kind="stable")
    if areas.empty:
        return frame
    tree = shapely.STRtree(areas.geometry.to_numpy())
    pins, hits = tree.query(frame.geometry.to_numpy(), predicate="intersects")
    # On a shared edge the lower code wins: the first hit of each pin, areas being in order.
    for pin, hit in sorted(zip(pins.tolist(), hits.tolist(), strict=True), reverse=True):
        frame.loc[pin, "village_code"] = areas["village_code"].iloc[hit]
        frame.loc[pin, "tambon_code"] = areas["tambon_code"].iloc[hit]
    return frame


def _text(value: object) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return ""
    return str(value).strip()
