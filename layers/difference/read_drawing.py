"""The drawing file as the page for drawing saves it: villages and pins, nothing reckoned."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import shape

from muban.gis.errors import ProjectError
from muban.layers.pin_photos import is_photo_name

__all__ = ["Drawing", "DrawnPin", "DrawnVillage", "parse_drawing"]

_FORMAT, _VERSION = "drawing", 1


@dataclass(frozen=True, slots=True)
class DrawnVillage:
    """A village of a drawing; ``area`` in EPSG:4326, empty where it is only named.

    ``words`` are its name, moo, code, note and whether somebody has checked it, as written; ""
    where the file says nothing.
    """

    id: str
    words: Mapping[str, str]
    area: shapely.Geometry

    @property
    def called(self) -> str:
        """Its name, else its code."""
        return self.words["name"] or self.words["code"] or "–"


@dataclass(frozen=True, slots=True)
class DrawnPin:
    """A pin: ``words`` are its name, kind, note and photo; ``at`` in degrees (EPSG:4326)."""

    id: str
    words: Mapping[str, str]
    at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing file: who drew it and when, as far as it says so, and what is drawn."""

    drawn_by: str
    drawn_on: str
    villages: tuple[DrawnVillage, ...]
    pins: tuple[DrawnPin, ...]


_VILLAGE_WORDS = {
    "name": "name",
    "moo": "moo",
    "code": "village_code",
    "note": "note",
    "check": "check",
}
_PIN_WORDS = {"name": "name", "kind": "landmark_kind", "note": "note", "photo": "photo"}


def parse_drawing(content: bytes, name: str) -> Drawing:
    """Read a drawing file.

    Parameters
    ----------
    content
        GeoJSON with a member ``muban`` that says ``drawing``.
    name
        What the file is called, for the words of a refusal.

    Raises
    ------
    ProjectError
        It is no drawing of this format, or of a later one.

    Examples
    --------
    >>> text = b'{"muban": {"format": "drawing", "version": 1}, "features": []}'
    >>> parse_drawing(text, "a.geojson").villages
    ()
    """
    try:
        document = json.loads(content.decode("utf-8-sig"))
        muban, features = document["muban"], document["features"]
        fits = muban["format"] == _FORMAT and int(muban["version"]) <= _VERSION
    except (ValueError, RecursionError, KeyError, TypeError):
        fits = False
    if not fits or not isinstance(features, list):
        raise _no_drawing(name)
    records = [one for one in features if isinstance(one, dict)]
    try:
        villages = tuple(_village(one) for one in records if _kind(one) == "village")
        pins = tuple(_pin(one) for one in records if _kind(one) == "landmark")
    except (ValueError, KeyError, TypeError, shapely.errors.ShapelyError) as error:
        raise _no_drawing(name) from error
    return Drawing(str(muban.get("drawn_by", "")), str(muban.get("drawn_on", "")), villages, pins)


def _no_drawing(name: str) -> ProjectError:
    return ProjectError(
        f"«{name}» ไม่ใช่ไฟล์งานของหน้าวาด หรือเป็นรุ่นที่ใหม่กว่าโปรแกรมนี้ — ใช้ไฟล์ .geojson ในโฟลเดอร์ drawings "
        "หรือ backup หรือเปิดไฟล์นี้ในหน้าวาดแล้วบันทึกก่อน",
        f"“{name}” is no file of the page for drawing, or of a newer version: give a .geojson of "
        "the folder drawings or backup, or open the file in the page for drawing and save it",
    )


def _kind(record: Mapping[str, Any]) -> str:
    return str((record.get("properties") or {}).get("kind", ""))


def _words(record: Mapping[str, Any], keys: Mapping[str, str]) -> dict[str, str]:
    told = record.get("properties") or {}
    found = {key: told.get(column) for key, column in keys.items()}
    return {key: "" if value is None else str(value) for key, value in found.items()}


def _village(record: Mapping[str, Any]) -> DrawnVillage:
    geometry = record.get("geometry")
    area = shapely.Polygon() if geometry is None else shapely.make_valid(shape(geometry))
    return DrawnVillage(str(record.get("id", "")), _words(record, _VILLAGE_WORDS), area)


def _pin(record: Mapping[str, Any]) -> DrawnPin:
    lon, lat, *_ = record["geometry"]["coordinates"]
    words = _words(record, _PIN_WORDS)
    words["photo"] = words["photo"] if is_photo_name(words["photo"]) else ""
    return DrawnPin(str(record.get("id", "")), words, (float(lon), float(lat)))
