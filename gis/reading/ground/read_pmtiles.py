"""A background as vector tiles in one file (``.pmtiles``): what the tiles near the project hold.

Tiles cut everything at their edges; the pieces are put together where the background is made.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterator
from typing import Any

import mapbox_vector_tile
import numpy as np
import numpy.typing as npt
import shapely
from pmtiles import reader as tile_reader
from pmtiles.tile import Compression, TileType
from shapely.geometry import shape as shape_of

from muban.gis.problems import problem
from muban.gis.reading.content import Content
from muban.gis.reading.ground.window import window_of
from muban.gis.reading.records.feature_frame import build_features
from muban.gis.reading.records.record import Record, clean_name
from muban.gis.source import Read

__all__ = ["read_pmtiles"]

_DEEPEST = 14
_reader: Any = tile_reader
"""The library says no types."""
_KEPT = ("class", "subclass", "kind", "kind_detail", "ref", "place")
_Tile = tuple[int, int, int]


def read_pmtiles(content: Content) -> list[Read]:
    """Read the deepest tiles near the project: one layer, in EPSG:4326.

    Parameters
    ----------
    content
        The file's bytes, and where the project is.
    """
    get = _reader.MemorySource(content.data)
    try:
        header = _reader.Reader(get).header()
        credit = str(_reader.Reader(get).metadata().get("attribution") or "")
    except Exception as error:
        return _failed(content, f"{type(error).__name__}: {error}")
    if header["tile_type"] != TileType.MVT:
        return _failed(content, "tiles of pictures")
    window, zoom = window_of(content.near), min(header["max_zoom"], _DEEPEST)
    records: list[Record] = []
    try:
        tiles = _reader.traverse(get, header, header["root_offset"], header["root_length"])
        for tile, data in tiles:
            if tile[0] != zoom or (window is not None and not _box(tile).intersects(window)):
                continue
            packed = header["tile_compression"] == Compression.GZIP
            for shape, facts in _features(_inflated(content, data) if packed else data, tile):
                content.budget.spend("max_features")
                content.budget.spend("max_coordinates", int(shapely.get_num_coordinates(shape)))
                content.budget.check_record(facts)
                name = clean_name(str(facts.pop("name", "") or ""))
                records.append(Record(len(records) + 1, shape, facts, name=name))
    except (ValueError, KeyError, IndexError, EOFError, OSError) as error:
        return _failed(content, f"{type(error).__name__}: {error}")
    read = build_features(content.source, content.layer(), records)
    return [read.as_ground(_plain(credit))]


def _inflated(content: Content, data: bytes) -> bytes:
    inflated = gzip.decompress(data)
    content.budget.spend("max_inflated_bytes", len(inflated))
    return inflated


def _failed(content: Content, detail: str) -> list[Read]:
    found = problem("read.unreadable", content.where, kind="PMTiles", detail=detail[:80])
    return content.failed(found)


def _plain(credit: str) -> str:
    """An attribution without markup; that of OpenStreetMap with its licence."""
    text = " ".join("".join(part.split(">")[-1] for part in credit.split("<")).split())
    known = "openstreetmap" in text.casefold()
    return "© OpenStreetMap contributors, ODbL" if known else text


def _features(data: bytes, tile: _Tile) -> Iterator[tuple[shapely.Geometry, dict[str, Any]]]:
    layers = mapbox_vector_tile.decode(data, default_options={"y_coord_down": True})
    for layer, found in layers.items():
        extent = float(found.get("extent", 4096))
        inside = shapely.box(0, 0, extent, extent)
        for feature in found["features"]:
            shape = shapely.make_valid(shape_of(feature["geometry"]))
            cut = shapely.intersection(shape, inside)
            if cut.is_empty:
                continue
            facts = {key: str(v) for key in _KEPT if (v := feature["properties"].get(key))}
            names = feature["properties"]
            facts["name"] = str(names.get("name:th") or names.get("name") or "")
            facts["tile_layer"] = layer
            yield shapely.transform(cut, lambda corners, e=extent: _lonlat(corners, tile, e)), facts


def _lonlat(
    corners: npt.NDArray[np.float64], tile: _Tile, extent: float
) -> npt.NDArray[np.float64]:
    """Places in a tile as degrees (EPSG:4326)."""
    zoom, column, row = tile
    across, down = (corners / extent + [column, row]).T / 2**zoom
    lat = np.degrees(np.arctan(np.sinh(math.pi * (1 - 2 * down))))
    return np.column_stack((across * 360 - 180, lat))


def _box(tile: _Tile) -> shapely.Polygon:
    corners = _lonlat(np.array([[0.0, 1.0], [1.0, 0.0]]), tile, 1.0)
    return shapely.box(*corners[0], *corners[1])
