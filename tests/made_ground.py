"""A background of invented ground, as three programs would write it: OSM, shapefiles, tiles."""

from __future__ import annotations

import gzip
import io
import json
import math
import random
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import mapbox_vector_tile
import numpy as np
import osmium
import shapely
from osmium.osm import mutable
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from shapely.geometry import LineString, Point, Polygon

from tests.drawings import shapefile

__all__ = [
    "CREDIT",
    "GROUND",
    "as_extract",
    "as_osm",
    "as_overpass",
    "as_tiles",
    "invented_land",
]

CREDIT = "© OpenStreetMap contributors, ODbL"

Thing = tuple[str, str, str, Any]
"""What OpenStreetMap would call it: key, value, name; and its shape."""

GROUND: tuple[Thing, ...] = (
    ("highway", "primary", "212",
     LineString([(103.05, 18.095), (103.12, 18.0975), (103.2, 18.093)])),
    ("highway", "tertiary", "ถนนริมน้ำ",
     LineString([(103.1, 18.07), (103.125, 18.105), (103.12, 18.14)])),
    ("highway", "residential", "", LineString([(103.111, 18.101), (103.119, 18.1015)])),
    ("waterway", "river", "แม่น้ำสมมติ",
     LineString([(103.05, 18.115), (103.12, 18.113), (103.2, 18.121)])),
    ("waterway", "stream", "ห้วยสมมติ",
     LineString([(103.118, 18.118), (103.123, 18.1), (103.13, 18.08)])),
    ("railway", "rail", "", LineString([(103.06, 18.08), (103.2, 18.112)])),
    ("natural", "water", "หนองสมมติ",
     Polygon([(103.131, 18.1), (103.137, 18.101), (103.135, 18.104)])),
    ("landuse", "forest", "", Polygon([(103.1, 18.107), (103.13, 18.112), (103.12, 18.13)])),
    ("place", "village", "บ้านข้างเคียง", Point(103.143, 18.105)),
)  # fmt: skip
"""Around the three villages of :mod:`tests.small_projects`."""


def invented_land(bounds: tuple[float, float, float, float], seed: int = 0) -> tuple[Thing, ...]:
    """A country with two highways, a large river in the north, streams, roads, ponds and woods."""
    west, south, east, north = bounds
    wide, high = east - west, north - south
    chance = random.Random(seed)

    def winding(start: tuple[float, float], end: tuple[float, float], bend: float) -> LineString:
        """From one place (shares of the extent) to another, with bends of a share of it."""
        steps = 48
        phase, waves = chance.uniform(0, 6), chance.uniform(2, 5)
        at = []
        for step in range(steps + 1):
            share = step / steps
            off = bend * math.sin(phase + waves * math.pi * share) * math.sin(math.pi * share)
            x = start[0] + (end[0] - start[0]) * share + off * (end[1] - start[1])
            y = start[1] + (end[1] - start[1]) * share - off * (end[0] - start[0])
            at.append((round(west + wide * x, 6), round(south + high * y, 6)))
        return LineString(at)

    things: list[Thing] = [
        ("waterway", "river", "แม่น้ำสมมติ", winding((-0.3, 0.82), (1.3, 0.9), 0.12)),
        ("highway", "trunk", "2", winding((0.42, -0.3), (0.36, 0.8), 0.05)),
        ("highway", "primary", "212", winding((-0.3, 0.62), (1.3, 0.7), 0.08)),
        ("railway", "rail", "", winding((0.47, -0.3), (0.4, 0.78), 0.03)),
    ]
    for n in range(9):
        start = (chance.uniform(-0.1, 1.1), chance.uniform(-0.1, 0.6))
        end = (start[0] + chance.uniform(-0.2, 0.2), 0.86)
        things.append(("waterway", "stream", f"ห้วยที่ {n + 1}", winding(start, end, 0.2)))
    for n in range(24):
        start = (chance.uniform(0, 1), chance.uniform(0, 0.8))
        end = (start[0] + chance.uniform(-0.3, 0.3), start[1] + chance.uniform(-0.25, 0.25))
        named = f"ถนนสาย {n + 1}" if n % 3 else ""
        things.append(
            ("highway", "tertiary" if n % 3 else "residential", named, winding(start, end, 0.15))
        )
    for n in range(8):
        at = Point(west + wide * chance.uniform(0, 1), south + high * chance.uniform(0, 0.8))
        shore = at.buffer(min(wide, high) * chance.uniform(0.008, 0.03)).simplify(high * 0.0005)
        wood = n % 4 == 3
        name = "" if wood else f"หนองที่ {n + 1}"
        key, value = ("landuse", "forest") if wood else ("natural", "water")
        things.append((key, value, name, Polygon(shore.exterior)))
    return tuple(things)


def as_osm(things: tuple[Thing, ...] = GROUND) -> bytes:
    """An extract as osmium writes it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made.osm.pbf")
        ways: list[mutable.Way] = []
        nodes: list[mutable.Node] = []
        for key, value, name, shape in things:
            named = {"ref" if name.isdigit() else "name": name} if name else {}
            tags = {key: value, **named}
            line = shape.exterior if shape.geom_type == "Polygon" else shape
            corners = [(float(x), float(y)) for x, y in line.coords]
            ring = shape.geom_type == "Polygon"
            first = len(nodes) + 1
            own = {} if shape.geom_type != "Point" else tags
            kept = corners[:-1] if ring else corners
            nodes += [
                mutable.Node(id=first + i, location=at, tags=own) for i, at in enumerate(kept)
            ]
            if shape.geom_type != "Point":
                ids = [first + i for i in range(len(kept))] + ([first] if ring else [])
                ways.append(mutable.Way(id=len(ways) + 1, nodes=ids, tags=tags))
        writer = osmium.SimpleWriter(str(path))
        for node in nodes:
            writer.add_node(node)
        for way in ways:
            writer.add_way(way)
        writer.close()
        return path.read_bytes()


_LAYERS = {
    ("highway", "line"): "gis_osm_roads_free_1",
    ("waterway", "line"): "gis_osm_waterways_free_1",
    ("railway", "line"): "gis_osm_railways_free_1",
    ("natural", "area"): "gis_osm_water_a_free_1",
    ("landuse", "area"): "gis_osm_landuse_a_free_1",
    ("place", "point"): "gis_osm_places_free_1",
}


def as_extract(things: tuple[Thing, ...] = GROUND) -> bytes:
    """A ZIP of shapefiles with the layers and columns that Geofabrik's have."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for (key, kind), layer in _LAYERS.items():
            chosen = [one for one in things if one[0] == key]
            if not chosen:
                continue
            frame = gpd.GeoDataFrame(
                {
                    "osm_id": [str(number) for number in range(1, len(chosen) + 1)],
                    "code": [5111] * len(chosen),
                    "fclass": [value for _, value, _, _ in chosen],
                    "name": [name if not name.isdigit() else "" for _, _, name, _ in chosen],
                    "ref": [name if name.isdigit() else "" for _, _, name, _ in chosen],
                },
                geometry=[shape for *_, shape in chosen],
                crs="EPSG:4326",
            )
            assert kind
            for suffix, content in shapefile(frame, cpg="UTF-8").items():
                archive.writestr(f"{layer}.{suffix}", content)
    return out.getvalue()


def as_overpass(things: tuple[Thing, ...] = GROUND) -> bytes:
    """A GeoJSON as Overpass Turbo exports it: every thing with its id of OpenStreetMap."""
    rows = [
        {
            "type": "Feature",
            "id": f"way/{number}",
            "properties": {"@id": f"way/{number}", key: value, **({"name": name} if name else {})},
            "geometry": shape.__geo_interface__,
        }
        for number, (key, value, name, shape) in enumerate(things, 1)
    ]
    return json.dumps({"type": "FeatureCollection", "features": rows}).encode()


_TILE_LAYERS = {
    "highway": "transportation",
    "waterway": "waterway",
    "railway": "transportation",
    "natural": "water",
    "landuse": "landcover",
    "place": "place",
}


def as_tiles(things: tuple[Thing, ...] = GROUND, zoom: int = 14) -> bytes:
    """A PMTiles file of vector tiles."""
    tiles: dict[tuple[int, int], dict[str, list[dict[str, Any]]]] = {}
    for key, value, name, shape in things:
        world = shapely.transform(shape, lambda corners: _world(corners, zoom))
        west, north, east, south = world.bounds
        for x in range(int(west), int(east) + 1):
            for y in range(int(north), int(south) + 1):
                part = shapely.intersection(
                    world, shapely.box(x - 0.02, y - 0.02, x + 1.02, y + 1.02)
                )
                if part.is_empty:
                    continue
                local = shapely.transform(part, lambda corners, x=x, y=y: (corners - [x, y]) * 4096)
                facts = {"class": value, "ref" if name.isdigit() else "name": name}
                layers = tiles.setdefault((x, y), {})
                layers.setdefault(_TILE_LAYERS[key], []).append(
                    {"geometry": local, "properties": {k: v for k, v in facts.items() if v}}
                )
    out = io.BytesIO()
    writer = Writer(out)
    for (x, y), layers in sorted(tiles.items(), key=lambda one: zxy_to_tileid(zoom, *one[0])):
        made = [{"name": layer, "features": found} for layer, found in layers.items()]
        data = mapbox_vector_tile.encode(made, default_options={"y_coord_down": True})
        writer.write_tile(zxy_to_tileid(zoom, x, y), gzip.compress(data, mtime=0))
    header = {"tile_type": TileType.MVT, "tile_compression": Compression.GZIP}
    header |= {"min_zoom": zoom, "max_zoom": zoom}
    header |= {"min_lon_e7": 1030000000, "min_lat_e7": 180000000}
    header |= {"max_lon_e7": 1032000000, "max_lat_e7": 182000000}
    header |= {"center_zoom": zoom, "center_lon_e7": 1031000000, "center_lat_e7": 181000000}
    writer.finalize(header, {"attribution": '<a href="https://x">© OpenStreetMap contributors</a>'})
    return out.getvalue()


def _world(corners: Any, zoom: int) -> Any:
    lon, lat = corners.T
    across = (lon + 180) / 360
    down = (1 - np.arcsinh(np.tan(np.radians(lat))) / math.pi) / 2
    return np.column_stack((across, down)) * 2**zoom
