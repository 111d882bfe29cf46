"""The map in Google Earth and My Maps: same symbols, and read back as it was."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import geopandas as gpd
import pytest
from PIL import Image, ImageChops
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from muban.gis.reading.read import read_file
from muban.layers.landmark.landmarks import build_landmarks
from muban.symbology.export_kml import kml_text, kmz_bytes
from muban.symbology.kml_shapes import kml_line
from muban.symbology.legend import read_legend
from muban.symbology.symbol import symbol_png

LEGEND = read_legend()
NS = {"k": "http://www.opengis.net/kml/2.2"}
NASTY = '<script>alert("x")</script> & ]]> บ้านน้ำป่าที่อยู่'


def all_kinds() -> gpd.GeoDataFrame:
    kinds = [symbol.id for symbol in LEGEND if symbol.public]
    return gpd.GeoDataFrame(
        {"landmark_kind": kinds, "name": [f"จุดที่ {i}" for i in range(len(kinds))]},
        geometry=[Point(102.7 + i / 1000, 17.8) for i in range(len(kinds))],
        crs="EPSG:4326",
    )


def some_villages() -> gpd.GeoDataFrame:
    holed = Polygon(box(102, 17, 103, 18).exterior, [box(102.4, 17.4, 102.6, 17.6).exterior])
    two = MultiPolygon([box(103, 17, 104, 18), box(105, 17, 106, 18)])
    return gpd.GeoDataFrame(
        {
            "village_code": ["43010101", "43010102", "43010103"],
            "moo": [1, 2, 3],
            "name": ["บ้านหนึ่ง", NASTY, "บ้านไม่ได้วาด"],
        },
        geometry=[holed, two, None],
        crs="EPSG:4326",
    )


def opened(kmz: bytes) -> tuple[ElementTree.Element, zipfile.ZipFile]:
    archive = zipfile.ZipFile(io.BytesIO(kmz))
    return ElementTree.fromstring(archive.read("doc.kml")), archive


def test_corners_have_six_decimals_and_nought_has_no_sign() -> None:
    """As Python rounds them: the seventh decimal of 102.1234565 is a little more than a half."""
    line = LineString([(102.1234565, -0.0000004), (102.1234555, -10.0), (-0.0000006, 17.5)])
    assert kml_line(line).findtext("coordinates") == (
        "102.123457,0.000000 102.123456,-10.000000 -0.000001,17.500000"
    )


def test_a_pin_of_every_kind_has_a_style_with_its_own_picture():
    root, archive = opened(kmz_bytes(None, all_kinds(), LEGEND))
    styles = {style.get("id"): style for style in root.iterfind(".//k:Style", NS)}
    for placemark in root.iterfind(".//k:Placemark", NS):
        kind = placemark.findtext("k:styleUrl", namespaces=NS).removeprefix("#")
        href = styles[kind].findtext(".//k:href", namespaces=NS)
        drawn = Image.open(io.BytesIO(archive.read(href))).convert("RGBA")
        ours = Image.open(io.BytesIO(symbol_png(LEGEND[kind], 64))).convert("RGBA")
        assert ImageChops.difference(drawn, ours).getbbox() is None
        assert href == f"files/{kind}.png"
    assert len(root.findall(".//k:Placemark", NS)) == 39


def test_colours_are_written_in_the_order_of_kml():
    root, _ = opened(kmz_bytes(some_villages(), None, LEGEND))
    color = root.findtext(".//k:PolyStyle/k:color", namespaces=NS)
    red, green, blue = (LEGEND.classes.ramp[1][i : i + 2] for i in (1, 3, 5))
    assert color[2:] == blue + green + red


def test_names_stay_text_whatever_is_in_them():
    root, _ = opened(kmz_bytes(some_villages(), None, LEGEND))
    names = [name.text for name in root.iterfind(".//k:Placemark/k:name", NS)]
    assert names == ["บ้านหนึ่ง", NASTY]
    assert {element.tag.split("}")[1] for element in root.iter()}.isdisjoint({"script"})


def test_what_google_earth_gets_comes_back_with_the_same_kinds_and_shapes(tmp_path: Path):
    villages, pins = some_villages(), all_kinds()
    path = tmp_path / "map.kmz"
    path.write_bytes(kmz_bytes(villages, pins, LEGEND))
    reads = read_file(path, tmp_path)
    assert not [p for read in reads for p in read.problems if p.severity == "error"]
    shapes = {row["_name"]: row["geometry"] for read in reads for _, row in read.frame.iterrows()}
    assert shapes["บ้านหนึ่ง"].equals(villages.geometry.iloc[0])
    assert shapes["บ้านหนึ่ง"].area == pytest.approx(0.96)
    # Read back, a name is without tags and what only programs read; a note says so.
    assert shapes["& ]]> บ้านน้ำป่าที่อยู่"].equals(villages.geometry.iloc[1])
    assert "text.decoded" in {found.code for read in reads for found in read.problems}
    back = [r for r in reads if len(r.frame) and (r.frame.geom_type == "Point").all()]
    frame, problems = build_landmarks(
        back, patterns=LEGEND.kinds.patterns, villages=None, labels=LEGEND.kinds.labels
    )
    told = dict(zip(frame["name"], frame["landmark_kind"], strict=True))
    assert told == dict(zip(pins["name"], pins["landmark_kind"], strict=True))
    assert problems == []


def test_the_same_map_is_the_same_bytes():
    assert kmz_bytes(some_villages(), all_kinds(), LEGEND) == kmz_bytes(
        some_villages(), all_kinds(), read_legend()
    )


def test_an_empty_map_is_still_a_map():
    root, _ = opened(kmz_bytes(None, all_kinds().iloc[:0], LEGEND))
    assert root.find(".//k:Placemark", NS) is None
    assert kml_text(some_villages().iloc[:0], None, LEGEND)
