"""Important places: every pin gets a kind, the village it lies in, and a reason.

The kind comes from what the file says outright (a column of kinds), else from the pin's
name, else from the folder it was filed in, else from its icon. What none of these tells is
``other``, and a problem says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from muban.gis.headings.heading_table import HEADINGS, heading_key
from muban.gis.problems import Effect, Problem, Where, problem
from muban.gis.source import FileSettings, Read
from muban.gis.table_rows import rows_of
from muban.gis.text.thai_normal import compare_key, normalise
from muban.layers.frame_check import typed
from muban.layers.frames import LANDMARK_COLUMNS
from muban.layers.landmark.kind_patterns import KindPattern, KindPatterns
from muban.layers.landmark.kind_words import KindWords
from muban.layers.landmark.landmark_doubts import internal_problem, kind_problems, unread_problem
from muban.layers.landmark.landmark_kind import (
    OTHER,
    KindFound,
    find_kind,
    find_kind_of_icon,
)
from muban.layers.landmark.pin_naming import tell_unnamed
from muban.layers.landmark.pin_notes import Notes
from muban.layers.landmark.surroundings import Places, Surroundings
from muban.layers.personal.person_records import find_household, find_person
from muban.layers.personal.privacy import PrivacyRule
from muban.layers.pin_photos import photo_of

__all__ = ["KIND_COLUMNS", "KindFound", "KindPattern", "build_landmarks", "find_landmark_kind"]

_NO_RULE = PrivacyRule()
OWN_KIND_COLUMNS = ("landmark_kind", "ประเภท")
"""Columns that are surely meant for the kind: a value that is not understood is reported."""

KIND_COLUMNS = HEADINGS["kind"].words
"""Columns that may state a pin's kind, the first that says something counts."""


def find_landmark_kind(
    pin: Mapping[str, Any],
    patterns: Sequence[KindPattern],
    *,
    labels: Mapping[str, Collection[str]] | None = None,
    villages: Collection[str] = (),
    namesakes: Sequence[str] = (),
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
    namesakes
        Villages, tambons, amphoes and provinces that bear the pin's name, as they are written
        (ตำบลหนองหลวง): its name alone does not tell it from those.

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
    named = _named_kind(_text(pin.get("_name")), patterns, villages, namesakes)
    if named and not named.village:
        return named
    folder = find_kind(_text(pin.get("_folder")).rsplit("/", 1)[-1], patterns)
    if folder and not folder.weak and folder.kind != OTHER:
        return KindFound(folder.kind, f"อยู่ในโฟลเดอร์ «{folder.words}»", folder.words)
    icon = find_kind_of_icon(_text(pin.get("_icon")), patterns)
    if icon and icon != OTHER:
        return KindFound(icon, "รูปไอคอนของหมุด")
    return named or KindFound(OTHER, "ไม่มีคำที่รู้จักในชื่อ")


def _unread_kinds(
    pin: Mapping[str, Any],
    where: Where,
    lonlat: tuple[float, float],
    labels: Mapping[str, Collection[str]],
    words: KindWords,
) -> list[Problem]:
    """A stated kind that nothing in the legend is called."""
    columns = {heading_key(column): column for column in pin}
    stated = ((one, _text(pin.get(columns.get(heading_key(one), "")))) for one in OWN_KIND_COLUMNS)
    return [
        unread_problem(where.at(field=name), lonlat, value, labels, words)
        for name, value in stated
        if value
    ]


def _named_kind(
    name: str,
    patterns: Sequence[KindPattern],
    villages: Collection[str],
    namesakes: Sequence[str],
) -> KindFound | None:
    match = find_kind(name, patterns, villages=[*villages, *namesakes])
    if match is None:
        return None
    # Villages and tambons are named after waters, hills and forests; a temple is a temple.
    of_nature = match.kind in KindPatterns.of(patterns).weak_kinds
    bearer = match.village or (namesakes[0] if namesakes and of_nature else "")
    if bearer and not match.chosen:
        reason = f"ชื่อเหมือน {bearer} จึงอาจหมายถึงที่นั้น"
        return KindFound(OTHER, reason, match.kind, weak=True, village=bearer)
    if match.chosen:
        reason = f"กำหนดไว้ว่า «{match.words}»"
        return KindFound(match.kind, reason, match.words, stated=True)
    if match.kind == OTHER:
        return None
    doubtful = match.weak or bool(namesakes)
    return KindFound(match.kind, f"ชื่อมีคำว่า «{match.words}»", match.words, doubtful)


def _stated_kind(
    pin: Mapping[str, Any],
    patterns: Sequence[KindPattern],
    labels: Mapping[str, Collection[str]],
) -> KindFound | None:
    columns = {heading_key(column): column for column in pin}
    for wanted in KIND_COLUMNS:
        value = _text(pin.get(columns.get(heading_key(wanted), "")))
        if not value:
            continue
        key = compare_key(value)
        for kind, words in labels.items():
            parts = [part for word in words for part in (word, *word.split("/"))]
            if key in {compare_key(part) for part in parts}:
                return KindFound(kind, f"คอลัมน์ {wanted} ระบุว่า «{value}»", value, stated=True)
        match = find_kind(value, patterns)
        if match:
            return KindFound(match.kind, f"คอลัมน์ {wanted} ระบุว่า «{value}»", value, stated=True)
    return None


def build_landmarks(
    reads: Sequence[Read],
    *,
    patterns: Sequence[KindPattern],
    villages: gpd.GeoDataFrame | None,
    labels: Mapping[str, Collection[str]] | None = None,
    internal: Collection[str] = (),
    files: Mapping[str, FileSettings] | None = None,
    rule: PrivacyRule = _NO_RULE,
    places: Places | None = None,
) -> tuple[gpd.GeoDataFrame, list[Problem]]:
    """Make the layer of important places.

    Parameters
    ----------
    reads
        Layers of features in EPSG:4326, repaired. A shape that is no point is shown by a
        point inside it.
    patterns
        From the legend (:meth:`muban.symbology.legend.Legend.kind_patterns`).
    villages
        Village areas with the columns of :data:`muban.layers.frames.VILLAGE_COLUMNS` in EPSG:4326;
        None or empty where there are none.
    labels
        Words that a column of kinds may use, by kind.
    internal
        Kinds that must never be published; such pins are set aside.
    files
        What ``muban.toml`` says of single files: which columns make a pin's note beside
        those that are headed so; other text stays private.
    rule
        What a person decided about privacy: pins whose columns show them to be persons or
        households are set aside.
    places
        Names that the project knows beyond its drawn villages.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns of :data:`muban.layers.frames.LANDMARK_COLUMNS`, ordered by kind, name and place.
        ``village_code`` and ``tambon_code`` are None outside every village.
    list of Problem
        What was guessed, not known, moved or set aside.
    """
    surroundings = Surroundings(villages, places)
    rows: list[dict[str, Any]] = []
    problems: list[Problem] = []
    words = KindWords(labels or {})
    for read in reads:
        unnamed: list[Problem] = []
        notes = Notes.of(read, (files or {}).get(read.source.name))
        for row in rows_of(read.frame):
            pin = {str(column): value for column, value in row.items()}
            at = read.where(int(pin["_number"]))
            where = replace(at, name=_text(pin.get("_name")) or None)
            point, trouble = _place(pin.get("geometry"), where)
            village, tambon = surroundings.around(point)
            # What is drawn as an area says by its shape that it is no tambon's name.
            drawn = trouble and point is not None
            found = find_landmark_kind(
                pin,
                patterns,
                labels=labels,
                villages=surroundings.villages_of(tambon),
                namesakes=() if drawn else surroundings.called(where.name or "", point, tambon),
            )
            if found.kind in internal:
                problems.append(internal_problem(where, found.kind, labels or {}))
                continue
            secret = find_person(row, where=at, rule=rule)
            if secret is None and found.kind == OTHER:
                secret = find_household(row, where=at, rule=rule)
            if secret is not None:
                problems.append(secret.problem(effect=Effect.SET_ASIDE))
                continue
            problems += trouble
            if point is None:
                continue
            if not found.stated:
                problems += _unread_kinds(pin, where, (point.x, point.y), labels or {}, words)
            doubts = kind_problems(where, (point.x, point.y), found, labels or {}, words)
            nameless = [one for one in doubts if one.code == "landmark.unnamed"]
            unnamed += nameless
            problems += [] if nameless else doubts
            made = _row(pin, read, found, point, notes)
            rows.append(made | {"village_code": village, "tambon_code": tambon})
        problems += tell_unnamed(read, unnamed, len(read.frame))
    return _frame(rows), problems


def _place(shape: BaseGeometry | None, where: Where) -> tuple[Point | None, list[Problem]]:
    if shape is None or shape.is_empty:
        return None, [problem("landmark.no_place", where)]
    if isinstance(shape, Point):
        return Point(shape.x, shape.y), []
    if shape.geom_type == "MultiPoint" and len(shape.geoms) == 1:
        return Point(shape.geoms[0].x, shape.geoms[0].y), []
    inside = shape.representative_point()
    made = problem("landmark.not_a_point", where, lonlat=(inside.x, inside.y))
    return Point(inside.x, inside.y), [made]


def _row(
    pin: Mapping[str, Any], read: Read, found: KindFound, point: Point, notes: Notes
) -> dict[str, Any]:
    name = normalise(_text(pin.get("_name")))
    number = int(pin["_number"])
    place = f"{point.x:.6f},{point.y:.6f}"
    stamp = "\x1f".join((read.source.name, read.layer, str(number), name, place))
    return {
        "landmark_id": "p" + hashlib.sha256(stamp.encode()).hexdigest()[:10],
        "landmark_kind": found.kind,
        "kind_reason": found.reason,
        "name": name,
        "note": notes.text(pin),
        "village_code": None,
        "tambon_code": None,
        "geometry": point,
        "_file": read.source.name,
        "_layer": read.layer,
        "_number": number,
        "_photo": photo_of(pin) or None,
    }


def _frame(rows: Iterable[dict[str, Any]]) -> gpd.GeoDataFrame:
    def order(row: Mapping[str, Any]) -> tuple[str, str, float, float, str]:
        point = row["geometry"]
        return row["landmark_kind"], row["name"], point.x, point.y, row["landmark_id"]

    frame = gpd.GeoDataFrame(sorted(rows, key=order), columns=list(LANDMARK_COLUMNS), crs=4326)
    return typed(frame, LANDMARK_COLUMNS, "landmarks as drawn")


def _text(value: object) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value)):
        return ""
    return str(value).strip()
