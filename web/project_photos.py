"""Photos of pins, as a project has them: in ``photos/``, or inside the drawing that names them.

The page for drawing saves photos into the project's folder ``photos``. A drawing that was
downloaded, or came from a phone, carries its own.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from muban.gis.errors import RefusedError
from muban.gis.problems import Problem, Where, problem
from muban.layers.personal.photo_metadata import strip
from muban.layers.pin_photos import photo_name

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

    from muban.layers.atlas import Atlas

__all__ = ["MAX_PHOTO_BYTES", "PHOTO_FOLDER", "with_photos"]

PHOTO_FOLDER = "photos"
MAX_PHOTO_BYTES = 2_000_000
"""The page for drawing makes them a tenth of this."""


def with_photos(atlas: Atlas, folder: Path) -> Atlas:
    """An atlas with the photos that its pins name, without anything hidden in them.

    Parameters
    ----------
    atlas
        As joined.
    folder
        The project's.

    Returns
    -------
    Atlas
        A photo that is not there, or is none, is told, and its pin names none.
    """
    if atlas.landmarks is None or not _names(atlas.landmarks):
        return atlas

    @cache
    def carried(file: str) -> Mapping[str, str]:
        return _carried(folder / file)

    photos: dict[str, bytes] = {}
    problems: list[Problem] = []
    for row in atlas.landmarks.to_dict("records"):
        name = row["_photo"]
        if not isinstance(name, str) or name in photos:
            continue
        content = _photo(folder, name, carried(str(row["_file"])).get(name, ""))
        if content is not None:
            photos[name] = content
            continue
        point = row["geometry"]
        where = Where(
            str(row["_file"]), str(row["_layer"]), int(row["_number"]), row["name"] or None
        )
        problems.append(
            problem("landmark.photo_missing", where, lonlat=(point.x, point.y), photo=name)
        )
    return replace(
        atlas,
        landmarks=_only(atlas.landmarks, photos),
        pages=tuple(replace(page, landmarks=_only(page.landmarks, photos)) for page in atlas.pages),
        photos=dict(sorted(photos.items())),
        problems=(*atlas.problems, *problems),
    )


def _names(landmarks: gpd.GeoDataFrame) -> bool:
    return "_photo" in landmarks and bool(landmarks["_photo"].notna().any())


def _only(landmarks: gpd.GeoDataFrame, photos: Mapping[str, bytes]) -> gpd.GeoDataFrame:
    if not _names(landmarks):
        return landmarks
    there = landmarks["_photo"].where(landmarks["_photo"].isin(list(photos)), None)
    return landmarks.assign(_photo=there.astype(object))


def _photo(folder: Path, name: str, carried: str) -> bytes | None:
    """The very photo of this name, decoded and packed anew; None where nobody has it."""
    for content in _found(folder, name, carried):
        if len(content) <= MAX_PHOTO_BYTES and photo_name(content) == name:
            try:
                return strip(content)
            except RefusedError:
                return None
    return None


def _found(folder: Path, name: str, carried: str) -> Iterator[bytes]:
    with suppress(OSError):
        yield (folder / PHOTO_FOLDER / name).read_bytes()
    with suppress(ValueError, binascii.Error):
        yield base64.b64decode(carried)


def _carried(path: Path) -> dict[str, str]:
    """The photos inside a drawing of ours: name → Base64."""
    try:
        document: Any = json.loads(path.read_bytes().decode("utf-8-sig"))
        photos = document["muban"]["photos"]
        return {str(name): text for name, text in photos.items() if isinstance(text, str)}
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return {}
