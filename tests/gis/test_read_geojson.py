"""GeoJSON and TopoJSON, good and bad."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from muban.gis.source import Read
from tests.drawings import accounted, codes, read_bytes


def _read(folder: Path, value: object, name: str = "a.geojson") -> Read:
    data = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
    [read] = read_bytes(folder, name, data)
    assert accounted(read)
    return read


def _collection(*geometries: object, **members: object) -> dict[str, object]:
    features = [
        {"type": "Feature", "properties": {"ชื่อ": f"ก{n}"}, "geometry": one}
        for n, one in enumerate(geometries, start=1)
    ]
    return {"type": "FeatureCollection", "features": features, **members}


POINT = {"type": "Point", "coordinates": [102.7, 17.9]}


def test_thai_properties_and_a_name_are_read(tmp_path: Path) -> None:
    read = _read(tmp_path, _collection(POINT))
    assert read.frame["ชื่อ"].tolist() == ["ก1"]
    assert read.frame["_name"].tolist() == ["ก1"]
    assert read.frame.crs.to_epsg() == 4326


def test_one_bad_feature_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    value = _collection(POINT, {"type": "Point", "coordinates": [[1, 2]]}, POINT)
    value["features"].insert(1, "text")  # type: ignore[attr-defined]
    read = _read(tmp_path, value)
    assert read.numbers == (1, 2, 3, 4)
    assert read.frame["_number"].tolist() == [1, 3, 4]
    assert [(found.code, found.where.number) for found in read.problems] == [
        ("read.bad_feature", 2),
        ("read.bad_geometry", 3),
    ]


@pytest.mark.parametrize(
    ("stated", "epsg"),
    [
        ("EPSG:32648", 32648),
        ("urn:ogc:def:crs:EPSG::24048", 24048),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", 4326),
    ],
)
def test_an_old_crs_member_is_honoured(stated: str, epsg: int, tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": stated}}
    read = _read(tmp_path, _collection(POINT, crs=crs))
    assert read.frame.crs.to_epsg() == epsg
    assert codes([read]) == []


def test_metres_without_crs_are_not_called_degrees(tmp_path: Path) -> None:
    read = _read(tmp_path, _collection({"type": "Point", "coordinates": [260571, 1978200]}))
    assert read.frame.crs is None


@pytest.mark.parametrize("cut", [40, 120, 250, 330])
def test_a_file_cut_off_keeps_the_features_before_the_cut(cut: int, tmp_path: Path) -> None:
    data = json.dumps(_collection(POINT, POINT, POINT)).encode()[:cut]
    read = _read(tmp_path, data)
    [broken] = [one for one in read.problems if one.code == "read.json_broken"]
    assert broken.params["kept"] == data.count(b"]}}")
    assert len(read.frame) == data.count(b"]}}")


def test_one_object_per_line_is_a_collection(tmp_path: Path) -> None:
    lines = [json.dumps(feature) for feature in _collection(POINT, POINT)["features"]]  # type: ignore[attr-defined]
    read = _read(tmp_path, "\n".join(lines).encode(), "a.geojsonl")
    assert read.numbers == (1, 2)
    assert codes([read]) == []


def test_infinite_and_missing_numbers_are_counted_not_shown(tmp_path: Path) -> None:
    line = b'{"type":"LineString","coordinates":[[1,2],[Infinity,2],[NaN,1],[null,3],[3,4]]}'
    read = _read(tmp_path, line)
    assert read.frame["_bad_coords"].tolist() == [3]
    assert read.frame.geometry.iloc[0].wkt == "LINESTRING (1 2, 3 4)"


def test_an_open_ring_is_closed_and_marked(tmp_path: Path) -> None:
    read = _read(tmp_path, {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1]]]})
    assert read.frame["_open_ring"].tolist() == [True]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp874"])
def test_encodings_other_than_plain_utf8(encoding: str, tmp_path: Path) -> None:
    value = json.dumps(_collection(POINT), ensure_ascii=False).replace("ก1", "บ้านโพนแพง")
    read = _read(tmp_path, value.encode(encoding))
    assert read.frame["ชื่อ"].tolist() == ["บ้านโพนแพง"]


def test_nested_properties_stay_as_text(tmp_path: Path) -> None:
    feature = {"type": "Feature", "properties": {"a": {"ข": [1]}}, "geometry": POINT, "id": "x"}
    read = _read(tmp_path, feature)
    assert read.frame.iloc[0][["a", "id"]].tolist() == ['{"ข": [1]}', "x"]


def test_a_quantised_topology_unfolds_to_the_places_it_means(tmp_path: Path) -> None:
    # Two squares of 10 units that share an edge: worked out by hand.
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.001, 0.001], "translate": [102.0, 17.0]},
        "arcs": [
            [[10, 0], [0, 10]],
            [[10, 10], [-10, 0], [0, -10], [10, 0]],
            [[10, 10], [10, 0], [0, -10], [-10, 0]],
        ],
        "objects": {
            "หมู่บ้าน": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"moo": 1}},
                    {"type": "Polygon", "arcs": [[0, 2]], "properties": {"moo": 2}},
                    {"type": None},
                ],
            }
        },
    }
    read = _read(tmp_path, topology, "a.topojson")
    assert read.layer == "หมู่บ้าน"
    assert read.numbers == (1, 2, 3)
    west, east, nothing = read.frame.geometry
    assert tuple(round(number, 6) for number in west.bounds) == (102.0, 17.0, 102.01, 17.01)
    assert tuple(round(number, 6) for number in east.bounds) == (102.01, 17.0, 102.02, 17.01)
    assert west.is_valid
    assert east.is_valid
    assert nothing is None


def test_an_arc_that_is_not_there_is_named(tmp_path: Path) -> None:
    topology = {
        "type": "Topology",
        "arcs": [],
        "objects": {"a": {"type": "LineString", "arcs": [7]}, "b": POINT},
    }
    reads = read_bytes(tmp_path, "a.json", json.dumps(topology).encode())
    assert codes(reads) == ["read.bad_geometry"]
    assert [read.layer for read in reads] == ["a", "b"]


def test_half_a_letter_becomes_the_sign_of_a_lost_one(tmp_path: Path) -> None:
    """A program cut a text between the two halves that UTF-16 has for an emoji."""
    point = {"type": "Point", "coordinates": [102.7, 17.9]}
    properties = {"name": "วัด\ud83d", "ราย\udc00การ": ["ก\ud83d"], "รูป": "\U0001f6d5"}
    data = json.dumps({"type": "Feature", "properties": properties, "geometry": point}).encode()
    frame = _read(tmp_path, data).frame
    assert frame["_name"].tolist() == [None]
    assert frame["ราย\ufffdการ"].tolist() == ['["ก\ufffd"]']
    assert frame["รูป"].tolist() == ["\U0001f6d5"]


def test_a_position_with_more_numbers_than_one_has_is_parted_or_waits(tmp_path: Path) -> None:
    joined = [[102.7, 17.9, 0, 102.8, 17.9, 0], [102.8, 17.8, 0], [102.7, 17.9, 0]]
    doubtful = [[102.7, 17.9], [102.8, 17.9, 0, 0, 1], [102.8, 17.8], [102.7, 17.9]]
    timed = [[102.7, 17.9, 0, 1600000000], [102.8, 17.9, 0, 1600000001]]
    features = [
        {"type": "Feature", "properties": {}, "geometry": {"type": kind, "coordinates": value}}
        for kind, value in (("Polygon", [joined]), ("Polygon", [doubtful]), ("LineString", timed))
    ]
    data = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    [read] = read_bytes(tmp_path, "a.geojson", data)
    assert codes([read]) == ["read.corners_joined", "read.corners_unclear"]
    first, second, third = read.frame.geometry
    assert [corner[:2] for corner in first.exterior.coords] == [
        (102.7, 17.9),
        (102.8, 17.9),
        (102.8, 17.8),
        (102.7, 17.9),
    ]
    assert second is None
    assert len(third.coords) == 2


def test_a_number_of_thousands_of_digits_costs_no_other_feature(tmp_path: Path) -> None:
    """Python refuses to make a number of more than 4,300 digits: the whole file was given up."""
    big = "9" * 5000
    point = '"geometry": {"type": "Point", "coordinates": [102.7, 17.9]}'
    features = f'{{"type": "Feature", "properties": {{"moo": {big}}}, {point}}}'
    features += f', {{"type": "Feature", "properties": {{"moo": 3}}, {point}}}'
    text = f'{{"type": "FeatureCollection", "features": [{features}]}}'
    read = _read(tmp_path, text.encode())
    assert read.frame["moo"].tolist() == [big, 3]
    assert read.problems == ()
