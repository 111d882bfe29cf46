"""Files of the whole country as its keepers give them out, with made shapes and true names.

The shapes are blocks on a net: each province a block, in it each amphoe a column, in it each
tambon a cell, whose edges neighbours share to the last corner. Field names and encodings are
those of the files that officers get: the boundaries of HDX (``ADM3_PCODE TH550108``, UTF-8), the
department's list of villages (cp874), an extract of OpenStreetMap with names alone.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geothai

from tests.drawings import kml, placemark

__all__ = [
    "Cell",
    "cells",
    "dopa_list",
    "drawn_in",
    "hdx_boundaries",
    "osm_boundaries",
    "osm_lines",
]

_STEP = 0.9
_COLUMNS = 9
_WEST, _SOUTH = 97.6, 6.0


@dataclass(frozen=True)
class Cell:
    """A tambon of the net: its code, names, and the net lines around it in degrees."""

    code: str
    th: str
    en: str
    box: tuple[float, float, float, float]

    @property
    def middle(self) -> tuple[float, float]:
        west, south, east, north = self.box
        return round((west + east) / 2, 6), round((south + north) / 2, 6)


def cells() -> list[Cell]:
    """Every tambon of the country."""
    found = []
    for at, province in enumerate(geothai.provinces()):
        west = _WEST + at % _COLUMNS * _STEP
        south = _SOUTH + at // _COLUMNS * _STEP * 1.1
        amphoes = geothai.districts(province.code)
        wide = _STEP / len(amphoes)
        for column, amphoe in enumerate(amphoes):
            tambons = geothai.subdistricts(amphoe.code)
            for row, tambon in enumerate(tambons):
                x, y = west + column * wide, south + row * _STEP / len(tambons)
                box = (x, y, x + wide, south + (row + 1) * _STEP / len(tambons))
                found.append(
                    Cell(
                        tambon.code,
                        tambon.name_th,
                        tambon.name_en,
                        tuple(round(e, 6) for e in box),  # type: ignore[arg-type]
                    )
                )
    return found


def _edge(a: tuple[float, float], b: tuple[float, float], corners: int) -> list[list[float]]:
    """Points from a towards b, the same ones from either end: neighbours share them."""
    low, high = sorted((a, b))
    lot = random.Random(f"{low}{high}")
    width = max(abs(high[0] - low[0]), abs(high[1] - low[1])) / (corners + 1) / 4
    inner = []
    for n in range(1, corners + 1):
        along = n / (corners + 1)
        x = low[0] + (high[0] - low[0]) * along + lot.uniform(-width, width)
        y = low[1] + (high[1] - low[1]) * along + lot.uniform(-width, width)
        inner.append([round(x, 6), round(y, 6)])
    if (a, b) != (low, high):
        inner.reverse()
    return [list(a), *inner]


def _ring(cell: Cell, corners: int) -> list[list[float]]:
    west, south, east, north = cell.box
    around = [(west, south), (east, south), (east, north), (west, north)]
    path = [
        point
        for a, b in zip(around, [*around[1:], around[0]], strict=True)
        for point in _edge(a, b, corners)
    ]
    return [*path, path[0]]


def _names(code: str) -> tuple[str, str, str, str]:
    amphoe = {one.code: one for one in geothai.districts(code[:2])}[code[:4]]
    province = {one.code: one for one in geothai.provinces()}[code[:2]]
    return amphoe.name_th, amphoe.name_en, province.name_th, province.name_en


def hdx_boundaries(path: Path, *, corners: int = 2) -> Path:
    """``tha_admbnda_adm3``: the tambons of the country as HDX gives them, a shapefile in UTF-8."""
    import geopandas as gpd
    import shapely

    rows = []
    for cell in cells():
        amphoe, amphoe_en, province, province_en = _names(cell.code)
        rows.append(
            {
                "ADM3_EN": cell.en,
                "ADM3_TH": cell.th,
                "ADM3_PCODE": f"TH{cell.code}",
                "ADM2_EN": amphoe_en,
                "ADM2_TH": amphoe,
                "ADM2_PCODE": f"TH{cell.code[:4]}",
                "ADM1_EN": province_en,
                "ADM1_TH": province,
                "ADM1_PCODE": f"TH{cell.code[:2]}",
                "ADM0_EN": "Thailand",
                "ADM0_PCODE": "TH",
                "date": "2019-02-18",
                "validOn": "2022-01-22",
                "geometry": shapely.Polygon(_ring(cell, corners)),
            }
        )
    gpd.GeoDataFrame(rows, crs=4326).to_file(path, encoding="utf-8", engine="pyogrio")
    return path


def osm_boundaries(path: Path, *, provinces: tuple[str, ...]) -> Path:
    """Boundary relations of provinces in one GeoJSON: names and levels, and no code."""
    import shapely

    known = [cell for cell in cells() if cell.code[:2] in provinces]
    features = []

    def add(number: int, level: int, word: str, name: str, shape: object) -> None:
        properties = {
            "@id": f"relation/{number}",
            "admin_level": str(level),
            "boundary": "administrative",
            "name": f"{word}{name}",
            "name:th": f"{word}{name}",
            "type": "boundary",
        }
        geometry = json.loads(shapely.to_geojson(shape))
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})

    for digits, level, word in ((2, 4, "จังหวัด"), (4, 6, "อำเภอ"), (6, 8, "ตำบล")):
        codes = sorted({cell.code[:digits] for cell in known})
        for code in codes:
            inside = [shapely.box(*cell.box) for cell in known if cell.code.startswith(code)]
            amphoe, _, province, _ = _names(f"{code}010101"[:6] if digits < 4 else f"{code}01"[:6])
            own = {cell.code: cell.th for cell in known}.get(code, "")
            name = {2: province, 4: amphoe, 6: own}[digits]
            add(int(code), level, word, name, shapely.union_all(inside, grid_size=1e-6))
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(collection, ensure_ascii=False), "utf-8")
    return path


def dopa_list(path: Path, *, villages: int = 3, province: str = "") -> Path:
    """The department's list of all villages, as it comes: cp874, codes without parting."""
    with path.open("w", encoding="cp874", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["รหัสจังหวัด", "จังหวัด", "รหัสอำเภอ", "อำเภอ", "รหัสตำบล", "ตำบล", "รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"]
        )
        writer.writerows(row for row in _villages(villages) if row[0].startswith(province))
    return path


def _villages(count: int) -> Iterator[list[str]]:
    for cell in cells():
        amphoe, _, province, _ = _names(cell.code)
        above = [cell.code[:2], province, cell.code[:4], amphoe, cell.code, cell.th]
        for moo in range(1, count + 1):
            yield [*above, f"{cell.code}{moo:02d}", f"บ้าน{cell.th}{moo}"]


def _lake(x: float, y: float) -> list[list[float]]:
    """A square lake of some 10 hectares, north-east of a place."""
    corners = [(0.001, 0.001), (0.004, 0.001), (0.004, 0.004), (0.001, 0.004), (0.001, 0.001)]
    return [[round(x + east, 6), round(y + north, 6)] for east, north in corners]


def osm_lines(path: Path, *, provinces: tuple[str, ...]) -> Path:
    """Roads and rivers through every tambon, a lake in each, and lanes that nobody needs."""
    features = []
    for number, cell in enumerate(one for one in cells() if one.code[:2] in provinces):
        west, south, east, north = cell.box
        x, y = cell.middle
        for tags, line in (
            ({"highway": "secondary", "name": f"ถนน{cell.th}"}, [[west, y], [east, y]]),
            ({"highway": "footway"}, [[west, south], [east, north]]),
            ({"waterway": "river", "name": f"น้ำ{cell.th}"}, [[x, south], [x, north]]),
            ({"waterway": "stream"}, [[x, south], [east, y]]),
            ({"natural": "water", "name": f"หนอง{cell.th}"}, _lake(x, y)),
        ):
            shape: dict[str, object] = {"type": "LineString", "coordinates": line}
            if "natural" in tags:
                shape = {"type": "Polygon", "coordinates": [line]}
            features.append(
                {
                    "type": "Feature",
                    "properties": {"osm_id": str(number), **tags},
                    "geometry": shape,
                }
            )
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(collection, ensure_ascii=False), "utf-8")
    return path


def drawn_in(cell: Cell) -> bytes:
    """Two villages in the middle of a tambon, as My Maps gives them: by their names alone."""
    x, y = cell.middle
    areas = []
    for moo, west in ((1, x - 0.004), (2, x)):
        corners = ((0, -0.004), (0.004, -0.004), (0.004, 0.004), (0, 0.004), (0, -0.004))
        path = " ".join(f"{west + east:.6f},{y + north:.6f}" for east, north in corners)
        ring = f"<LinearRing><coordinates>{path}</coordinates></LinearRing>"
        shape = f"<Polygon><outerBoundaryIs>{ring}</outerBoundaryIs></Polygon>"
        areas.append(placemark(f"บ้าน{cell.th}{moo} หมู่ที่ {moo}", shape))
    return kml(*areas)
