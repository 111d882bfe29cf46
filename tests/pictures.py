"""Pictures and map files made for tests, with libraries other than those that read them."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable, Iterator
from math import asinh, floor, pi, radians, tan
from pathlib import Path

import mapbox_vector_tile
from PIL import Image, ImageDraw, TiffImagePlugin
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

RGB = tuple[int, int, int]
TILE = 256
GREY, RED, BLUE = (205, 205, 205), (220, 20, 20), (20, 20, 220)
"""Ground and marks; vector tiles are drawn in the page's own colours."""
HALF = 7
"""Half the side of a mark, in pixels of its picture."""


def plain_png(width: int, height: int, colour: RGB) -> bytes:
    """A picture of one colour."""
    return png(Image.new("RGB", (width, height), colour))


def png(picture: Image.Image) -> bytes:
    into = io.BytesIO()
    picture.save(into, "PNG")
    return into.getvalue()


def pixel(picture: bytes, x: int = 0, y: int = 0) -> RGB:
    """The colour of a pixel."""
    found = Image.open(io.BytesIO(picture)).convert("RGB").getpixel((x, y))
    red, green, blue = found  # type: ignore[misc]
    return int(red), int(green), int(blue)


def mercator_pixels(lon: float, lat: float, zoom: float) -> tuple[float, float]:
    """Web Mercator pixels of a place, from the world's north-west corner."""
    size = TILE * 2**zoom
    return (lon + 180) / 360 * size, (1 - asinh(tan(radians(lat))) / pi) / 2 * size


def centre_of(picture: bytes, like: Callable[[int, int, int], bool]) -> tuple[float, float]:
    """The middle of all pixels of a kind of colour."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    data = image.load()
    found = [
        (x + 0.5, y + 0.5)
        for y in range(image.height)
        for x in range(image.width)
        if like(*data[x, y])  # type: ignore[index, misc]
    ]
    assert found, "the mark is not in the picture"
    return sum(x for x, _ in found) / len(found), sum(y for _, y in found) / len(found)


Tile = tuple[int, int, int, bytes]
Box = tuple[float, float, float, float]


def marked_tiles(box: Box, zooms: range, mark: tuple[float, float]) -> Iterator[Tile]:
    """Grey tiles over a box of longitude and latitude, with a red square around a place."""
    for zoom, x, y, at in _tiles_over(box, zooms, mark):
        image = Image.new("RGB", (TILE, TILE), GREY)
        ImageDraw.Draw(image).rectangle(_around(*at), fill=RED)
        yield zoom, x, y, png(image)


def vector_tiles(box: Box, zooms: range, mark: tuple[float, float]) -> Iterator[Tile]:
    """The same with a square of water around the place."""
    for zoom, x, y, (mx, my) in _tiles_over(box, zooms, mark):
        scale = 4096 / TILE
        west, south, east, north = (
            (mx - HALF) * scale,
            (TILE - my - HALF) * scale,
            (mx + HALF) * scale,
            (TILE - my + HALF) * scale,
        )
        ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
        text = ", ".join(f"{a} {b}" for a, b in ring)
        water = [{"geometry": f"POLYGON(({text}))", "properties": {}}]
        inside = -TILE < mx < 2 * TILE and -TILE < my < 2 * TILE
        layer = {"name": "water", "features": water if inside else []}
        yield zoom, x, y, mapbox_vector_tile.encode(layer)


def _tiles_over(
    box: Box, zooms: range, mark: tuple[float, float]
) -> Iterator[tuple[int, int, int, tuple[float, float]]]:
    west, south, east, north = box
    for zoom in zooms:
        left, top = (floor(one / TILE) for one in mercator_pixels(west, north, zoom))
        right, bottom = (floor(one / TILE) for one in mercator_pixels(east, south, zoom))
        mx, my = mercator_pixels(*mark, zoom)
        for x in range(left, right + 1):
            for y in range(top, bottom + 1):
                yield zoom, x, y, (mx - x * TILE, my - y * TILE)


def _around(x: float, y: float) -> tuple[float, float, float, float]:
    # The last row and column of a rectangle belong to it.
    return round(x) - HALF, round(y) - HALF, round(x) + HALF - 1, round(y) + HALF - 1


def write_mbtiles(path: Path, tiles: Iterator[Tile], said: dict[str, str]) -> Path:
    """Tiles in a database, rows counted from the south as the format wants."""
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE metadata (name text, value text)")
        base.execute("CREATE TABLE map (zoom_level, tile_column, tile_row, tile_id)")
        base.execute("CREATE TABLE images (tile_id, tile_data blob)")
        base.execute(
            "CREATE VIEW tiles AS SELECT zoom_level, tile_column, tile_row, tile_data "
            "FROM map JOIN images ON images.tile_id = map.tile_id"
        )
        base.executemany("INSERT INTO metadata VALUES (?, ?)", said.items())
        for number, (zoom, x, y, data) in enumerate(tiles):
            base.execute("INSERT INTO map VALUES (?,?,?,?)", (zoom, x, 2**zoom - 1 - y, number))
            base.execute("INSERT INTO images VALUES (?, ?)", (number, data))
    base.close()
    return path


def write_pmtiles(path: Path, tiles: Iterator[Tile], box: Box, *, vector: bool) -> Path:
    """Tiles in an archive."""
    all_tiles = sorted((zxy_to_tileid(z, x, y), z, data) for z, x, y, data in tiles)
    with path.open("wb") as file:
        writer = Writer(file)
        for tile, _, data in all_tiles:
            writer.write_tile(tile, data)
        west, south, east, north = (round(one * 1e7) for one in box)
        header = {
            "tile_type": TileType.MVT if vector else TileType.PNG,
            "tile_compression": Compression.NONE,
            "min_zoom": min(z for _, z, _ in all_tiles),
            "max_zoom": max(z for _, z, _ in all_tiles),
            "min_lon_e7": west,
            "min_lat_e7": south,
            "max_lon_e7": east,
            "max_lat_e7": north,
            "center_zoom": 13,
            "center_lon_e7": west,
            "center_lat_e7": south,
        }
        writer.finalize(header, {"attribution": "<a href='x'>© สำนักแผนที่</a>"})
    return path


def write_geotiff(
    path: Path,
    mark: tuple[float, float],
    *,
    epsg: int | None,
    corner: tuple[float, float],
    size: tuple[int, int],
    pixel_m: float,
) -> Path:
    """A grey photograph in metres with a red square around a place of its own system."""
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[33550] = (pixel_m, pixel_m, 0.0)
    tags[33922] = (0.0, 0.0, 0.0, *corner, 0.0)
    for tag in (33550, 33922):
        tags.tagtype[tag] = 12
    if epsg:
        keys = (1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, epsg)
        tags[34735] = keys
        tags.tagtype[34735] = 3
    image = Image.new("RGB", size, GREY)
    x, y = (mark[0] - corner[0]) / pixel_m, (corner[1] - mark[1]) / pixel_m
    ImageDraw.Draw(image).rectangle(_around(x, y), fill=RED)
    small = image.resize((size[0] // 4, size[1] // 4), Image.Resampling.BOX)
    reduced = TiffImagePlugin.ImageFileDirectory_v2()
    reduced[254] = 1
    small.encoderinfo = {"tiffinfo": reduced, "compression": "tiff_adobe_deflate"}
    image.save(
        path, tiffinfo=tags, compression="tiff_adobe_deflate", save_all=True, append_images=[small]
    )
    return path
