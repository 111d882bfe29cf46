"""Damaged files: whatever a disk, a chat program or an attacker did to them.

Thousands of seeded mutations of small good files. No exception may escape, no file may
hang the program, and each record that was met is either shown or set aside by name.
"""

from __future__ import annotations

import io
import json
import random
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from ezdxf.filemanagement import new as new_drawing

from muban.gis.reading.limits import Limits
from muban.gis.reading.tables.table_points import points_from_grid
from muban.gis.source import Read
from tests.drawings import (
    FEATURES,
    GPX,
    KML,
    MEMBERS,
    accounted,
    read_bytes,
    shapefile,
    workbook,
    zipped,
)

PATIENCE_S = 120.0
"""Longest that one small file may take, on a busy machine."""

_SIGNS = (b"\x00", b"<", b">", b"&", b"]", b"}", b'"', b"-", b"9" * 20, b"\xff")


def _mutate(rng: random.Random, whole: bytes) -> bytes:
    data = bytearray(whole)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        if not data:
            break
        at = rng.randrange(len(data))
        size = rng.choice((1, 2, 8, 64, len(data) // 3 + 1))
        how = rng.randrange(6)
        if how == 0:
            data[at] = rng.randrange(256)
        elif how == 1:
            del data[at : at + size]
        elif how == 2:
            data[at:at] = data[at : at + size]
        elif how == 3:
            del data[at:]
        elif how == 4:
            data[at:at] = bytes(rng.randrange(256) for _ in range(min(size, 16)))
        else:
            data[at : at + 1] = rng.choice(_SIGNS)
    return bytes(data)


def _dxf() -> bytes:
    drawing = new_drawing()
    space = drawing.modelspace()
    space.add_lwpolyline([(0, 0, 0.5), (10, 0, 0), (10, 10, 0)], format="xyb", close=True)
    space.add_line((0, 0), (1, 1))
    space.add_text("บ้าน")
    out = io.StringIO()
    drawing.write(out)
    return out.getvalue().encode()


def _topojson() -> bytes:
    return json.dumps(
        {
            "type": "Topology",
            "arcs": [[[0, 0], [2, 1], [3, 3], [-5, -4]]],
            "transform": {"scale": [0.5, 1], "translate": [100, 10]},
            "objects": {
                "a": {
                    "type": "GeometryCollection",
                    "geometries": [
                        {"type": "Polygon", "arcs": [[0]], "properties": {"a": 1}},
                        {"type": "Point", "coordinates": [1, 1]},
                    ],
                }
            },
        }
    ).encode()


def _gdal(driver: str, suffix: str, folder: Path) -> bytes:
    path = folder / f"good.{suffix}"
    FEATURES.to_file(path, driver=driver, engine="pyogrio")
    return path.read_bytes()


GEOJSON = FEATURES.to_json().encode()
CASES: dict[str, tuple[int, bytes | Mapping[str, bytes]]] = {
    "a.kml": (600, KML),
    "a.kmz": (300, zipped({"doc.kml": KML, "icon.png": b"x"})),
    "a.zip": (200, zipped({f"a/l.{k}": v for k, v in shapefile().items()} | {"b.json": GEOJSON})),
    "a.shp": (400, shapefile()),
    "a.geojson": (600, GEOJSON),
    "b.geojson": (200, _topojson()),
    "a.xlsx": (400, workbook(MEMBERS, merge="A1:C1")),
    "a.xls": (12, (Path(__file__).parent / "data/read/villages.xls").read_bytes()),
    "a.csv": (200, "ชื่อ,lat,lon\nวัด,17.9,102.7\n".encode("cp874")),
    "a.gpx": (200, GPX),
    "a.dxf": (60, _dxf()),
}
"""3,172 damaged files; an old XLS takes a process each, so there are few."""


def _survives(folder: Path, name: str, data: bytes | Mapping[str, bytes]) -> list[Read]:
    started = time.monotonic()
    reads = read_bytes(folder, name, data, limits=Limits(max_seconds=2))
    assert reads
    assert all(accounted(read) for read in reads)
    for read in reads:
        points = points_from_grid(read) if read.kind == "grid" else None
        assert points is None or accounted(points)
    assert time.monotonic() - started < PATIENCE_S
    return reads


@pytest.mark.parametrize("name", sorted(CASES))
def test_no_damage_raises_hangs_or_loses_a_record(name: str, tmp_path: Path) -> None:
    count, good = CASES[name]
    for seed in range(count):
        rng = random.Random(f"{name} {seed}")
        if isinstance(good, bytes):
            _survives(tmp_path, name, _mutate(rng, good))
        else:
            part = rng.choice(sorted(good))
            _survives(tmp_path, name, {**good, part: _mutate(rng, good[part])})


@pytest.mark.parametrize(("driver", "suffix"), [("GPKG", "gpkg"), ("FlatGeobuf", "fgb")])
def test_a_damaged_database_raises_nothing(driver: str, suffix: str, tmp_path: Path) -> None:
    good = _gdal(driver, suffix, tmp_path)
    for seed in range(60):
        _survives(tmp_path, f"a.{suffix}", _mutate(random.Random(f"{driver} {seed}"), good))


def test_each_way_to_cut_a_kml_off_keeps_what_stands_before_the_cut(tmp_path: Path) -> None:
    whole = KML.count(b"<Placemark>")
    for length in range(200, len(KML), 7):
        cut = KML[:length]
        reads = _survives(tmp_path, "cut.kml", cut)
        shown = sum(len(read.frame) for read in reads)
        assert shown == cut.count(b"</Placemark>")
        assert sum(len(read.numbers) for read in reads) == min(cut.count(b"<Placemark>"), whole)
